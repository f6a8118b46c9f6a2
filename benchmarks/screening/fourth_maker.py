"""A fourth maker of queries, written before the mechanism was read, and asked three seeds blind.

Noise of accounts, tax numbers, telephones, banks, trading names and other languages; fields of 20 to 40 characters and
names cut at the front; another table of look-alikes; shortening by rule as well as by list; spelling by other
romanisations; a word missing. It also dresses real companies in the same noise: they should stay silent too.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from random import Random

from benchmarks.screening.second_maker import SecondMaker

VOCABULARY = Path(__file__).with_name("fourth_vocabulary.toml")
_FIELDS = (20, 25, 30, 35, 35, 40)
_LOOKALIKES = (
    ("A", "4"), ("B", "E"), ("B", "R"), ("C", "("), ("D", "0"), ("E", "£"), ("E", "B"), ("F", "P"), ("P", "F"),
    ("G", "C"), ("H", "II"), ("H", "M"), ("I", "|"), ("I", "T"), ("I", "]"), ("J", "I"), ("K", "X"), ("L", "|"),
    ("LI", "U"), ("M", "NI"), ("M", "IVI"), ("N", "H"), ("N", "M"), ("O", "Q"), ("O", "C"), ("Q", "O"), ("R", "P"),
    ("S", "$"), ("S", "8"), ("T", "7"), ("T", "I"), ("U", "LI"), ("U", "O"), ("V", "Y"), ("Y", "V"), ("W", "IN"),
    ("X", "K"), ("Z", "7"), ("NN", "M"), ("TI", "11"), ("IN", "M"), ("I", "!"), ("E", "F"), ("0", "O"), ("1", "I"),
)  # fmt: skip
_LOOKALIKES_SMALL = (
    ("a", "o"), ("o", "a"), ("e", "c"), ("c", "e"), ("h", "b"), ("b", "h"), ("n", "u"), ("u", "n"), ("m", "rn"),
    ("rn", "m"), ("i", "l"), ("l", "i"), ("t", "f"), ("f", "t"), ("g", "q"), ("q", "g"), ("y", "v"), ("d", "cl"),
    ("ri", "n"), ("li", "h"), ("s", "5"), ("z", "2"), ("i", "j"), ("r", "t"), ("in", "m"), ("ni", "m"),
)  # fmt: skip
_SHORT = {
    "COMPANY": ("COY", "CMPNY"), "INTERNATIONAL": ("INT'L", "INTNL", "INTER."), "MANUFACTURING": ("MANUF.", "MFTG"),
    "ENGINEERING": ("ENG'G", "ENGRG"), "TECHNOLOGY": ("TECHN.", "TCHNLGY"), "INDUSTRIAL": ("INDL", "INDUS."),
    "TRADING": ("TRD", "TRAD."), "CHEMICAL": ("CHEML", "CHM"), "DEVELOPMENT": ("DEVT", "DEVELOP."),
    "GENERAL": ("GENL", "GEN'L"), "EQUIPMENT": ("EQUIP", "EQPMT"), "RESEARCH": ("RSCH", "RES."),
    "INSTITUTE": ("INSTIT.", "INSTT"), "UNIVERSITY": ("UNI.", "UNVRSTY"), "PETROLEUM": ("PETR", "PETROL."),
    "AVIATION": ("AVIAT.", "AVTN"), "SHIPPING": ("SHIPG", "SHPNG"), "TRANSPORT": ("TPT", "TRANS."),
    "LOGISTICS": ("LOGIST.", "LGSTCS"), "ELECTRONICS": ("ELECTR.", "ELECTS"), "ELECTRICAL": ("ELECL", "ELEC."),
    "MACHINERY": ("MCHY", "MACH'Y"), "PRODUCTION": ("PRODN", "PROD."), "CONSTRUCTION": ("CONSTR.", "CONSTN"),
    "INVESTMENT": ("INVMT", "INVEST."), "SCIENCE": ("SCI.", "SCNC"), "CORPORATION": ("CORPN", "CORPOR."),
    "LIMITED": ("LMTD", "LTD."), "INDUSTRY": ("INDY", "INDUST."), "INDUSTRIES": ("INDUST", "IND."),
    "COMMERCIAL": ("COMML", "COMM."), "NATIONAL": ("NAT'L", "NAT."), "ASSOCIATION": ("ASSOC.", "ASSN."),
    "ESTABLISHMENT": ("EST.", "ESTAB"), "BROTHERS": ("BROS.", "BRO'S"), "ENTERPRISE": ("ENTPR", "ENTERP."),
    "ENTERPRISES": ("ENTPRS", "ENT."), "SERVICES": ("SERV.", "SRVCS"), "AGENCY": ("AGCY", "AG."),
    "EXCHANGE": ("EXCH.", "XCHG"), "ACADEMY": ("ACAD.", "ACDMY"), "DEPARTMENT": ("DEPT.", "DPT"),
    "LABORATORY": ("LAB.", "LABY"), "AUTOMATION": ("AUTOM.", "AUTOMN"), "INSTRUMENT": ("INSTR.", "INSTRM"),
    "COMMUNICATION": ("COMMUN.", "COMMN"), "INFORMATION": ("INFO", "INFORM."), "TELECOMMUNICATIONS": ("TELECOM",),
}  # fmt: skip
_ROMAN = (
    ("KH", "H"), ("KH", "CH"), ("SHCH", "SCH"), ("YA", "IA"), ("YU", "IU"), ("EY", "EI"), ("OV", "OFF"), ("ZH", "J"),
    ("TS", "TZ"), ("IY", "Y"), ("Q", "K"), ("EE", "I"), ("OO", "U"), ("OU", "U"), ("AI", "AY"), ("DH", "D"),
    ("GH", "G"), ("PH", "F"), ("W", "V"), ("V", "W"), ("AL-", "EL "), ("AL-", "AL"), ("AL ", "EL-"),
    ("MUHAMMAD", "MOHAMED"),
    ("MOHAMMED", "MUHAMMAD"), ("MOHAMMAD", "MOHAMED"), ("HUSSEIN", "HUSAYN"), ("HUSAYN", "HOSSEIN"), ("AHMAD", "AHMED"),
    ("YOUSEF", "YUSUF"), ("ABDUL ", "ABDAL-"), ("ABD AL-", "ABDUL "), ("BEIJING", "PEKING"), ("GUANGZHOU", "CANTON"),
    ("TEHRAN", "TEHERAN"), ("MOSCOW", "MOSKVA"), ("DAMASCUS", "DIMASHQ"), ("KIEV", "KYIV"), ("KARACHI", "KARATSCHI"),
    ("X", "KS"), ("DZH", "J"), ("AE", "E"), ("OE", "O"), ("CENTRE", "CENTER"), ("CENTER", "CENTRE"),
    ("IES ", "Y "), ("LOGY", "LOGIES"), ("INDUSTRY", "INDUSTRIES"), ("SYSTEMS", "SYSTEM"), ("SYSTEM ", "SYSTEMS "),
    ("SERVICES", "SERVICE"), ("PRODUCTS", "PRODUCT"), ("ELECTRONICS", "ELECTRONIC"), ("ELECTRONIC ", "ELECTRONICS "),
    (" AND ", " & "), (" & ", " AND "), ("&", "+"), ("FIRST", "1ST"), ("SECOND", "2ND"), ("NO. ", "NUMBER "),
    ("MATERIALS", "MATERIAL"), ("INSTRUMENTS", "INSTRUMENT"),
    ("CHEMICALS", "CHEMICAL"), ("ORGANIZATION", "ORGANISATION"),
)  # fmt: skip
_DROPPED = {
    "COMPANY",
    "INTERNATIONAL",
    "INDUSTRIAL",
    "TRADING",
    "GENERAL",
    "GROUP",
    "TECHNOLOGY",
    "DEVELOPMENT",
    "COMMERCIAL",
    "ENTERPRISE",
    "ENTERPRISES",
    "INDUSTRIES",
    "INDUSTRY",
    "SERVICES",
    "HOLDING",
    "HOLDINGS",
    "LIMITED",
    "CORPORATION",
    "CO",
    "LTD",
    "LLC",
    "THE",
    "OF",
    "AND",
    "FOR",
}
_LONG = re.compile(r"[^\s,()]{4,}")
_FORM = re.compile(
    r"[\s,]+(?:CO|COMPANY|LTD|LIMITED|LLC|INC|CORP|CORPORATION|GMBH|S\.?A|AG|BV|OOO|OAO|JSC|PJSC|PLC|FZE|FZCO|SARL)\.?$"
)


class FourthMaker(SecondMaker):
    """Makes changed names with one half of the fourth vocabulary."""

    def __init__(self, half: str, seed: int) -> None:
        super().__init__(half, seed)
        with VOCABULARY.open("rb") as file:
            self.words = {key: words[self.side :: 2] for key, words in tomllib.load(file).items()}
        self.random = Random(f"fourth {half} {seed}")
        for kind in ("romanised", "doubled"):
            del self.kinds[kind]
        self.kinds |= {"respelt": self.respell, "word missing": self.leave_out}

    def noise(self, name: str) -> str:
        """Words in front of the name, behind it, or both."""
        where = self.random.choice(("before", "before", "after", "after", "both"))
        return self._fill(self.random.choice(self.words[where]), name)

    def plain(self, name: str) -> str:
        """Other case and signs."""
        random = self.random
        name = random.choice(
            (
                re.sub(r"[.,]", " ", name),
                name.replace(" ", "_"),
                name.replace(", ", ",").replace(". ", "."),
                f"*{name}*",
                f"'{name}'",
                name.replace(" ", "  "),
                name.replace("-", "").replace("'", ""),
                f"{name},",
            )
        )
        return random.choice((name.title(), name.lower(), name.swapcase(), name))

    def other_form(self, name: str) -> str:
        """The form at the end gone, another in its place or in front, or the form said twice."""
        random = self.random
        bare = name
        for _ in range(2):
            shorter = _FORM.sub("", bare)
            bare = shorter if len(shorter.split()) > 1 else bare
        form = random.choice(self.words["form"])
        return random.choice((bare, f"{bare} {form}", f"{bare}, {form}", f"{name} {form}", f"{form} {bare}"))

    def typo(self, name: str) -> str:
        """A neighbour's key, a letter dropped, doubled, undoubled, two exchanged, a stray sign."""
        random = self.random
        rows = ("QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM")
        for _ in range(2 if len(name) > 20 and random.random() < 0.25 else 1):
            at = random.choice([i for i, letter in enumerate(name) if letter.isalpha()])
            row = next((row for row in rows if name[at] in row), rows[0])
            key = row[max(0, min(len(row) - 1, row.find(name[at]) + random.choice((-1, 1))))]
            doubled = [i for i in range(len(name) - 1) if name[i] == name[i + 1] and name[i].isalpha()]
            how = random.randrange(6)
            if how == 0 and doubled:
                at = random.choice(doubled)
                name = name[:at] + name[at + 1 :]
            elif how <= 1:
                name = name[:at] + key + name[at + 1 :]
            elif how == 2:
                name = name[:at] + name[at + 1 :]
            elif how == 3:
                name = name[:at] + name[at] + name[at:]
            elif how == 4:
                name = name[:at] + name[at : at + 2][::-1] + name[at + 2 :]
            else:
                name = name[:at] + random.choice("'.;`\\") + name[at:]
        return name

    def misread(self, name: str) -> str:
        """One to three look-alikes of a reader, in capitals or small letters; sometimes a speck or a lost blank."""
        random = self.random
        small = random.random() < 0.4
        table = _LOOKALIKES_SMALL if small else _LOOKALIKES
        name = name.title() if small else name
        for _ in range(random.choice((1, 1, 2, 2, 3)) if len(name) > 18 else 1):
            possible = [(a, b) for a, b in table if a in name]
            if possible:
                a, b = random.choice(possible)
                at = random.choice([match.start() for match in re.finditer(re.escape(a), name)])
                name = name[:at] + b + name[at + len(a) :]
        if random.random() < 0.15:
            at = random.randrange(1, len(name))
            name = name[:at] + random.choice(("'", ".", ",", "~", "_")) + name[at:]
        return name

    def cut(self, name: str) -> str:
        """A field's end; one in four loses its beginning at the paper's edge instead."""
        random = self.random
        if random.random() < 0.25:
            return name[random.randrange(1, max(2, min(9, len(name) // 3))) :].lstrip(" ,.")
        size = random.choice(_FIELDS)
        if len(name) <= size:
            size = max(12, len(name) - random.randrange(1, max(2, len(name) // 3)))
        return name[:size].rstrip()

    def join_or_split(self, name: str) -> str:
        """Blanks lost, a word broken at a line's end, letters set apart, capitals of a brand inside a word."""
        random = self.random
        words = name.split()
        how = random.randrange(6)
        longest = max(range(len(words)), key=lambda i: len(words[i]))
        word = words[longest]
        if how == 0:
            return "".join(words)
        if how == 1:
            return "".join(each.capitalize() for each in words)
        if how == 2 and len(words) > 2:
            at = random.randrange(1, len(words) - 1)
            return f"{''.join(words[:at])} {''.join(words[at:])}"
        if how == 3 and len(word) > 5:
            at = random.randrange(2, len(word) - 2)
            words[longest] = f"{word[:at]}- {word[at:]}"
        elif how == 4 and len(word) > 4:
            at = random.randrange(1, len(word) - 1)
            words[longest] = f"{word[:at]} {word[at:]}"
        elif len(words) > 1:
            at = random.randrange(len(words) - 1)
            words[at : at + 2] = [words[at] + words[at + 1]]
        return " ".join(words)

    def initial(self, name: str) -> str:
        """One or two words but the longest as letters; a person's given names so."""
        random = self.random
        words = name.split()
        longest = max(range(len(words)), key=lambda i: len(words[i]))
        others = [i for i, word in enumerate(words) if i != longest and len(word) > 3 and word.isalpha()]
        if len(words) < 3 or not others:
            return name
        for i in random.sample(others, min(len(others), random.choice((1, 1, 2)) if len(words) > 4 else 1)):
            words[i] = words[i][0] + random.choice((".", "", ". "))
        return " ".join(words)

    def abbreviate(self, name: str) -> str:
        """Words of trade shortened by list, else by leaving out vowels or ending at four or five letters."""
        random = self.random
        words = name.split()
        done = False
        for i, word in enumerate(words):
            if (bare := word.strip(".,")) in _SHORT:
                words[i] = random.choice(_SHORT[bare])
                done = True
        if not done:
            usual = [i for i, word in enumerate(words) if len(word) > 6 and word.isalpha() and word in self.shared]
            if usual:
                i = random.choice(usual)
                word = words[i]
                words[i] = random.choice(
                    (word[0] + re.sub("[AEIOU]", "", word[1:]), f"{word[:4]}.", word[:5], f"{word[:3]}'{word[-1]}")
                )
        return " ".join(words)

    def move(self, name: str) -> str:
        """Directory order, the place behind or in brackets, halves exchanged, two neighbours exchanged."""
        random = self.random
        words = name.split()
        if len(words) < 2:
            return name
        how = random.randrange(5)
        if how == 0:
            return f"{' '.join(words[1:])}, {words[0]}"
        if how == 1:
            return f"{words[-1]} {' '.join(words[:-1])}"
        if how == 2:
            return f"{' '.join(words[1:])} OF {words[0]}"
        if how == 3:
            half = (len(words) + 1) // 2
            return " ".join(words[half:] + words[:half])
        at = random.randrange(len(words) - 1)
        words[at : at + 2] = [words[at + 1], words[at]]
        return " ".join(words)

    def respell(self, name: str) -> str:
        """Another romanisation, plural for singular, a number in words; one or two of them."""
        random = self.random
        name = f"{name} "
        for _ in range(random.choice((1, 1, 2))):
            # Letters change within words: `OOO` is a form in any spelling, `XX` a mark.
            possible = [(a, b) for a, b in _ROMAN if any(a in word for word in _LONG.findall(name)) or " " in a]
            possible = [(a, b) for a, b in possible if a in name]
            if possible:
                a, b = random.choice(possible)
                if " " in a:
                    name = name.replace(a, b, 1)
                else:
                    name = _LONG.sub(lambda word, a=a, b=b: word.group().replace(a, b, 1), name)
        return name.strip()

    def leave_out(self, name: str) -> str:
        """A word of trade or of form left out, or a small word put in."""
        random = self.random
        words = name.split()
        usual = [i for i, word in enumerate(words) if word.strip(".,") in _DROPPED]
        if usual and len(words) > 2:
            del words[random.choice(usual)]
            return " ".join(words)
        at = random.randrange(len(words))
        return " ".join([*words[:at], random.choice(("THE", "AND", "NEW", "GROUP", "INTL")), *words[at:]])
