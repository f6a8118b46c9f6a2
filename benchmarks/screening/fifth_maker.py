"""A fifth maker of queries: a small one, written when the mechanism had been mended on the fourth, and asked blind.

Its noise comes from payments, air waybills and labels; its fields hold 22 to 38 characters, some cut at a word; its
readers miss strokes and spaces; its hands copy by ear.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from random import Random

from benchmarks.screening.second_maker import SecondMaker

VOCABULARY = Path(__file__).with_name("fifth_vocabulary.toml")
_FIELDS = (22, 28, 33, 35, 35, 38)
_STROKES = (
    ("E", "C"),
    ("F", "I"),
    ("B", "P"),
    ("R", "F"),
    ("Q", "0"),
    ("G", "O"),
    ("T", "L"),
    ("N", "II"),
    ("K", "IC"),
)
_STROKES += (
    ("M", "N"),
    ("W", "V"),
    ("A", "R"),
    ("D", "L"),
    ("U", "J"),
    ("X", "Y"),
    ("H", "N"),
    ("8", "B"),
    ("O", "()"),
)
_EAR = (("C", "K"), ("PH", "F"), ("TION", "SHON"), ("EA", "EE"), ("LL", "L"), ("SS", "S"), ("Y", "I"), ("Z", "S"))
_EAR += (("KS", "X"), ("OU", "OO"), ("CK", "K"), ("GH", "G"), ("IE", "EI"), ("S", "SS"), ("N", "NN"), ("DJ", "J"))
_ENDS = re.compile(r"[\s,]+(?:CO|COMPANY|LTD|LIMITED|LLC|INC|CORP|CORPORATION|GMBH|S\.?A|AO|OOO|JSC|PLC|FZE|SRL)\.?$")


class FifthMaker(SecondMaker):
    """Makes changed names with one half of the fifth vocabulary."""

    def __init__(self, half: str, seed: int) -> None:
        super().__init__(half, seed)
        with VOCABULARY.open("rb") as file:
            self.words = {key: words[self.side :: 2] for key, words in tomllib.load(file).items()}
        self.random = Random(f"fifth {half} {seed}")
        for kind in ("romanised", "doubled"):
            del self.kinds[kind]

    def noise(self, name: str) -> str:
        """Words around the name."""
        return self._fill(self.random.choice(self.words["noise"]), name)

    def plain(self, name: str) -> str:
        """Signs gone or put in, in any case."""
        random = self.random
        name = random.choice(
            (re.sub(r"\W+", " ", name), name.replace(" ", " - ", 1), f"<{name}>", name.replace(".", ""))
        )
        return random.choice((name.lower(), name.title(), name)).strip()

    def other_form(self, name: str) -> str:
        """No form, or another one behind or before."""
        bare = _ENDS.sub("", _ENDS.sub("", name)) or name
        form = self.random.choice(self.words["form"])
        return self.random.choice((bare, f"{bare} {form}", f"{form} {bare}", f"{bare} ({form})"))

    def typo(self, name: str) -> str:
        """A letter too few, too many or another, or a word as it sounds."""
        random = self.random
        heard = [(a, b) for a, b in _EAR if a in name]
        if heard and random.random() < 0.5:
            a, b = random.choice(heard)
            return name.replace(a, b, 1)
        at = random.choice([i for i, letter in enumerate(name) if letter.isalpha()])
        other = random.choice("AEIOULNRST")
        return random.choice(
            (name[:at] + name[at + 1 :], name[:at] + other + name[at:], name[:at] + other + name[at + 1 :])
        )

    def misread(self, name: str) -> str:
        """One stroke missed or two, or a blank."""
        random = self.random
        for _ in range(random.choice((1, 2)) if len(name) > 14 else 1):
            possible = [(a, b) for a, b in _STROKES if a in name]
            if possible:
                a, b = random.choice(possible)
                at = random.choice([match.start() for match in re.finditer(re.escape(a), name)])
                name = name[:at] + b + name[at + len(a) :]
        return name.replace(" ", "", 1) if random.random() < 0.2 else name

    def cut(self, name: str) -> str:
        """A field's end, in the middle of a word or before it."""
        size = self.random.choice(_FIELDS)
        if len(name) <= size:
            size = max(13, len(name) - self.random.randrange(2, 9))
        short = name[:size].rstrip(" ,")
        whole = short.rsplit(" ", 1)[0]
        return whole if self.random.random() < 0.3 and len(whole) > 12 else short

    def join_or_split(self, name: str) -> str:
        """Blanks lost or put in."""
        random = self.random
        words = name.split()
        if random.random() < 0.6 and len(words) > 1:
            at = random.randrange(len(words) - 1)
            last = at + random.choice((2, 2, 3))
            return " ".join([*words[:at], "".join(words[at:last]), *words[last:]])
        i = max(range(len(words)), key=lambda k: len(words[k]))
        if len(words[i]) > 4:
            at = random.randrange(2, len(words[i]) - 1)
            words[i] = f"{words[i][:at]}{random.choice((' ', '-', ' '))}{words[i][at:]}"
        return " ".join(words)

    def initial(self, name: str) -> str:
        """A word that others bear as its letter."""
        words = name.split()
        longest = max(range(len(words)), key=lambda k: len(words[k]))
        usual = [i for i, word in enumerate(words) if i != longest and len(word) > 3 and word in self.shared]
        if len(words) < 3 or not usual:
            return name
        i = self.random.choice(usual)
        words[i] = words[i][0] + self.random.choice(("", "."))
        return " ".join(words)

    def abbreviate(self, name: str) -> str:
        """The commonest long word to three or four letters, or to its consonants."""
        words = name.split()
        usual = [i for i, word in enumerate(words) if len(word) > 6 and word.isalpha() and word in self.shared]
        for i in self.random.sample(usual, min(len(usual), 2)):
            word = words[i]
            squeezed = word[0] + re.sub("[AEIOU]", "", word[1:])
            words[i] = self.random.choice((word[:3] + ".", word[:4], squeezed, squeezed[:4], f"{word[:3]}{word[-1]}"))
        return " ".join(words)

    def move(self, name: str) -> str:
        """Two words exchanged, the first behind, or the last in front."""
        words = name.split()
        if len(words) < 2:
            return name
        how = self.random.randrange(3)
        if how == 0:
            i, j = sorted(self.random.sample(range(len(words)), 2))
            words[i], words[j] = words[j], words[i]
            return " ".join(words)
        return " ".join([*words[1:], f"- {words[0]}"] if how == 1 else [words[-1], *words[:-1]])
