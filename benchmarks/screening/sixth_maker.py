"""A sixth maker of queries: listed firms as customs papers and EDI carry them, written before the fifth's misses were
looked at.

Its noise is that of invoices, packing lists, bills of lading and entries; its fields hold 35 characters, cut at either
end, or break one line into two; its slips are those of clerks who know the trade words by their short forms.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from random import Random

from benchmarks.screening.second_maker import SecondMaker

VOCABULARY = Path(__file__).with_name("sixth_vocabulary.toml")
_GLYPHS = (
    ("RN", "M"), ("M", "RN"), ("O", "0"), ("0", "O"), ("I", "1"), ("L", "1"), ("I", "L"), ("S", "5"), ("B", "8"),
    ("G", "6"), ("Z", "2"), ("E", "F"), ("U", "V"), ("V", "U"), ("W", "VV"), ("H", "N"), ("N", "R"), ("D", "O"),
    ("C", "G"), ("A", "R"), ("T", "Y"), ("Y", "T"), ("P", "R"), ("K", "H"), ("LL", "U"), ("J", ")"), ("O", "C"),
    ("rn", "m"), ("m", "rn"), ("cl", "d"), ("d", "cl"), ("e", "c"), ("l", "1"), ("i", "1"), ("nn", "m"), ("h", "n"),
    ("fi", "h"), ("w", "vv"), ("g", "9"), ("o", "0"), ("u", "ii"), ("tt", "H"), ("r", "n"), ("a", "e"), ("s", "a"),
)  # fmt: skip
_SHORT = {
    "IMPORT": ("IMP", "IMP."), "EXPORT": ("EXP", "EXP."), "IMPORT AND EXPORT": ("I/E", "IMP & EXP", "IMPEX", "IMP/EXP"),
    "IMPORT & EXPORT": ("I & E", "IMP-EXP", "IMP&EXP"), "TRADING": ("TRDG", "TRDNG", "TRA"),
    "INTERNATIONAL": ("INTL", "INTL.", "INT"), "MANUFACTURING": ("MFG", "MFG.", "MANUFAC"),
    "TECHNOLOGY": ("TECH", "TECH.", "TECHN"), "TECHNOLOGIES": ("TECHS", "TECH."),
    "INDUSTRIES": ("INDS", "INDS.", "IND"),
    "INDUSTRIAL": ("INDL", "IND.", "INDUST"), "INDUSTRY": ("IND", "INDTY"), "ENGINEERING": ("ENGG", "ENGRG.", "ENGNR"),
    "ENTERPRISES": ("ENTP", "ENTS"), "ENTERPRISE": ("ENT", "ENTPR"), "ELECTRONICS": ("ELEC", "ELECTRO", "ELX"),
    "ELECTRONIC": ("ELEC", "ELECTR"), "PRODUCTS": ("PDTS", "PROD", "PRDCTS"), "EQUIPMENT": ("EQPT", "EQUIP."),
    "MACHINERY": ("MACH", "MCHNRY"), "DEVELOPMENT": ("DEV", "DVLPMT"), "CONSTRUCTION": ("CONST", "CNSTR"),
    "SCIENCE AND TECHNOLOGY": ("S&T", "SCI & TECH"), "GENERAL TRADING": ("GEN TRDG", "GT", "GEN. TRADING"),
    "SERVICES": ("SVCS", "SERV"), "SHIPPING": ("SHPG", "SHIPP"), "TRANSPORTATION": ("TRANSP", "TRANSPT"),
    "PETROLEUM": ("PET", "PETRO"), "CHEMICAL": ("CHEM", "CHEM."), "CHEMICALS": ("CHEMS", "CHEM"),
    "COMPANY": ("CO", "CO.", "CPY"), "LIMITED": ("LTD", "LTD.", "LIM"), "CORPORATION": ("CORP", "CORP."),
    "UNIVERSITY": ("UNIV", "UNIV."), "INSTITUTE": ("INST", "INST."), "RESEARCH": ("RES", "RSRCH"),
    "GROUP": ("GRP", "GP"), "NATIONAL": ("NATL", "NAT"), "AVIATION": ("AVTN", "AVIA"), "LOGISTICS": ("LOG", "LOGIS"),
    "BROTHERS": ("BROS", "BRO"), "AND": ("&", "+"), "TEXTILE": ("TEX", "TXTL"), "SYSTEMS": ("SYS", "SYSTS"),
    "INVESTMENT": ("INV", "INVEST"), "HOLDING": ("HLDG", "HOLD"), "ORGANIZATION": ("ORG", "ORGZN"),
}  # fmt: skip
_SOUNDS = (
    ("EI", "EY"), ("IY", "II"), ("YY", "Y"), ("SKIY", "SKY"), ("SKY", "SKI"), ("EV", "YEV"), ("KH", "CH"),
    ("ZH", "DZH"),
    ("OV", "OW"), ("YA", "JA"), ("YU", "JU"), ("TS", "C"), ("CH", "TCH"), ("SH", "SCH"), ("UU", "U"), ("EE", "EI"),
    ("AA", "A"), ("A", "AA"), ("OO", "OU"), ("U", "OU"), ("Q", "GH"), ("Q", "K"), ("KH", "X"), ("DH", "TH"),
    ("J", "DJ"), ("DJ", "J"), ("SS", "S"), ("T", "TT"), ("ABDUL", "ABD EL"), ("AL ", "AL"), ("AL-", ""), ("EL ", "AL "),
    ("MOHAMM", "MUHAMM"), ("MOHAM", "MEHM"), ("HASSAN", "HASAN"), ("HUSS", "HOSS"), ("X", "HS"), ("ZH", "CH"),
    ("GUANG", "KWANG"), ("XIN", "HSIN"), ("QING", "TSING"), ("JING", "CHING"), ("UE", "U"), ("C", "K"), ("V", "W"),
)  # fmt: skip
_ENDS = re.compile(
    r"[\s,]+(?:CO|COMPANY|LTD|LIMITED|LLC|INC|CORP|CORPORATION|GMBH|S\.?A|A\.?S|AO|OOO|JSC|PLC|FZE|FZC|SRL|PVT|BHD)\.?$"
)
_DROP = (
    "TRADING",
    "GENERAL",
    "INTERNATIONAL",
    "INDUSTRIAL",
    "IMPORT",
    "EXPORT",
    "GROUP",
    "TECHNOLOGY",
    "MANUFACTURING",
)
_DROP += (
    "ENTERPRISES",
    "INDUSTRIES",
    "SERVICES",
    "DEVELOPMENT",
    "HOLDING",
    "COMPANY",
    "LIMITED",
    "PRODUCTS",
    "OF",
    "THE",
)
FIELD = 35


class SixthMaker(SecondMaker):
    """Makes changed names with one half of the sixth vocabulary."""

    def __init__(self, half: str, seed: int) -> None:
        super().__init__(half, seed)
        with VOCABULARY.open("rb") as file:
            self.words = {key: words[self.side :: 2] for key, words in tomllib.load(file).items()}
        self.random = Random(f"sixth {half} {seed}")
        for kind in ("romanised", "doubled"):
            del self.kinds[kind]
        self.kinds |= {"respelt": self.respell, "trade word": self.trade_word}

    def noise(self, name: str) -> str:
        """What the field holds beside the name."""
        template = self.random.choice(self.words["noise"])
        while "{c}" in template:
            template = template.replace("{c}", self.random.choice(self.words["country"]), 1)
        return self._fill(template, name)

    def plain(self, name: str) -> str:
        """Signs as a typist or a system sets them."""
        random = self.random
        name = random.choice(
            (
                name.replace(", ", ",").replace(". ", "."),
                name.replace(" ", "/", 1),
                re.sub(r"[^\w ]", "", name),
                f"{name}.",
                f"- {name}",
                f'"{name}"',
                name.replace(" AND ", " & "),
            )
        )
        return random.choice((name, name.title(), name.lower(), name.capitalize()))

    def other_form(self, name: str) -> str:
        """The form gone, another put, or one more."""
        random = self.random
        bare = _ENDS.sub("", _ENDS.sub("", name)) or name
        form = random.choice(self.words["form"])
        return random.choice((bare, f"{bare} {form}", f"{bare} {form}", f"{name}, {form}", f"{bare} ({form})"))

    def typo(self, name: str) -> str:
        """A clerk's slip: a vowel for another, a letter twice or none, exchanged, a neighbour's key; long names two."""
        random = self.random
        for _ in range(2 if len(name) > 24 and random.random() < 0.3 else 1):
            letters = [i for i, letter in enumerate(name) if letter.isalpha()]
            at = random.choice(letters)
            vowels = [i for i in letters if name[i] in "AEIOU"]
            how = random.randrange(5)
            if how == 0 and vowels:
                at = random.choice(vowels)
                name = name[:at] + random.choice("AEIOU".replace(name[at], "")) + name[at + 1 :]
            elif how == 1:
                name = name[:at] + name[at] + name[at:]
            elif how == 2:
                name = name[:at] + name[at + 1 :]
            elif how == 3:
                name = name[:at] + name[at : at + 2][::-1] + name[at + 2 :]
            else:
                row = next((row for row in ("QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM") if name[at] in row), "AS")
                near = row[max(0, min(len(row) - 1, row.find(name[at]) + random.choice((-1, 1))))]
                name = name[:at] + near + name[at + 1 :]
        return name

    def misread(self, name: str) -> str:
        """A scan read: one glyph or two of a long name; a smudge in one of ten."""
        random = self.random
        name = random.choice((name, name, name.title()))
        for _ in range(random.choice((1, 1, 2)) if len(name) > 16 else 1):
            possible = [(a, b) for a, b in _GLYPHS if a in name]
            if possible:
                a, b = random.choice(possible)
                at = random.choice([match.start() for match in re.finditer(re.escape(a), name)])
                name = name[:at] + b + name[at + len(a) :]
        if random.random() < 0.1:
            at = random.randrange(1, len(name))
            name = name[:at] + random.choice(("*", "'", "-", " ", "|")) + name[at:]
        return name

    def cut(self, name: str) -> str:
        """A field of 35 at the end, at a word, in front; or two lines joined where the first broke a word."""
        random = self.random
        how = random.random()
        if how < 0.15:
            at = random.randrange(1, max(2, min(7, len(name) // 4)))
            return name[at:].lstrip(" ,.-")
        if how < 0.3:
            at = FIELD if len(name) > FIELD + 2 else max(8, int(len(name) * random.uniform(0.5, 0.8)))
            return f"{name[:at].rstrip()} {name[at:].lstrip()}"
        size = random.choice((FIELD, FIELD, FIELD, 32, 30, 24))
        if len(name) <= size:
            size = max(12, len(name) - random.randrange(2, 8))
        short = name[:size].rstrip(" ,.-")
        whole = short.rsplit(" ", 1)[0]
        return whole if random.random() < 0.25 and len(whole) > 12 else short

    def join_or_split(self, name: str) -> str:
        """A blank lost, all lost, one put into the longest word, signs for blanks."""
        random = self.random
        words = name.split()
        how = random.randrange(5)
        if how <= 1 and len(words) > 1:
            at = random.randrange(len(words) - 1)
            return " ".join([*words[:at], words[at] + words[at + 1], *words[at + 2 :]])
        if how == 2:
            return random.choice(("", "-", "_", "")).join(words)
        i = max(range(len(words)), key=lambda k: len(words[k]))
        if len(words[i]) > 5:
            at = random.randrange(2, len(words[i]) - 2)
            words[i] = words[i][:at] + random.choice((" ", " ", "-")) + words[i][at:]
        return " ".join(words)

    def initial(self, name: str) -> str:
        """One of the words but the longest as a letter, or two neighbouring trade words as two."""
        random = self.random
        words = name.split()
        longest = max(range(len(words)), key=lambda k: len(words[k]))
        pairs = [
            i
            for i in range(len(words) - 1)
            if longest not in (i, i + 1) and words[i] in self.shared and words[i + 1] in self.shared
        ]
        pairs = [i for i in pairs if words[i].isalpha() and words[i + 1].isalpha() and len(words[i]) > 3]
        if len(words) > 3 and pairs and random.random() < 0.3:
            i = random.choice(pairs)
            letters = random.choice(("{}{}", "{}.{}.", "{} {}")).format(words[i][0], words[i + 1][0])
            return " ".join([*words[:i], letters, *words[i + 2 :]])
        others = [i for i, word in enumerate(words) if i != longest and len(word) > 3 and word.isalpha()]
        if len(words) < 3 or not others:
            return name
        i = random.choice(others)
        words[i] = words[i][0] + random.choice(("", "."))
        return " ".join(words)

    def abbreviate(self, name: str) -> str:
        """Trade words as clerks shorten them; where none stands there, a usual long word by rule."""
        random = self.random
        done = name
        for word, shorter in _SHORT.items():
            if random.random() < 0.85:
                done = re.sub(rf"\b{word}\b", lambda _, s=shorter: random.choice(s), done)
        if done != name:
            return done
        words = name.split()
        usual = [i for i, word in enumerate(words) if len(word) > 6 and word.isalpha() and word in self.shared]
        if usual:
            i = random.choice(usual)
            word = words[i]
            squeezed = word[0] + re.sub("[AEIOU]", "", word[1:])
            words[i] = random.choice((word[:4] + ".", word[:5], squeezed, f"{word[:4]}{word[-1]}"))
        return " ".join(words)

    def move(self, name: str) -> str:
        """The place or first word behind, in brackets or after a comma; a word to the front; the form in front."""
        random = self.random
        words = name.split()
        if len(words) < 2:
            return name
        how = random.randrange(5)
        if how == 0:
            return f"{' '.join(words[1:])} ({words[0]})"
        if how == 1:
            return f"{' '.join(words[1:])}, {words[0]}"
        if how == 2:
            return f"{words[-1]} {' '.join(words[:-1])}"
        if how == 3 and len(words) > 2:
            return f"{words[0]} {words[-1]} {' '.join(words[1:-1])}"
        at = random.randrange(len(words) - 1)
        words[at : at + 2] = [words[at + 1], words[at]]
        return " ".join(words)

    def respell(self, name: str) -> str:
        """One sound or two written by another system."""
        random = self.random
        for _ in range(random.choice((1, 1, 2))):
            possible = [(a, b) for a, b in _SOUNDS if a in name]
            if possible:
                a, b = random.choice(possible)
                at = random.choice([match.start() for match in re.finditer(re.escape(a), name)])
                name = name[:at] + b + name[at + len(a) :]
        return name

    def trade_word(self, name: str) -> str:
        """A word of trade or form left out, or one put in before the form."""
        random = self.random
        words = name.split()
        usual = [i for i, word in enumerate(words) if word.strip(".,") in _DROP]
        if usual and len(words) > 2 and random.random() < 0.6:
            del words[random.choice(usual)]
            return " ".join(words)
        bare = _ENDS.sub("", _ENDS.sub("", name)) or name
        return f"{bare} {random.choice(self.words['trade'])}{name[len(bare) :]}"
