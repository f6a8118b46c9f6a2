"""A third maker of queries, written at one go to check the other two: no query of the half `judge` was looked at.

Other words around the names, other cuts, other slips of readers and hands than the two before. What it shares with the
second is how names are drawn and which changed names count as recognisable.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from random import Random

from benchmarks.screening.second_maker import SecondMaker

VOCABULARY = Path(__file__).with_name("third_vocabulary.toml")
_FIELDS = (25, 32, 35, 35, 36, 38, 50)
"""Lengths of name fields; 50 cuts only the longest."""
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class ThirdMaker(SecondMaker):
    """Makes changed names with one half of the third vocabulary."""

    def __init__(self, half: str, seed: int) -> None:
        super().__init__(half, seed)
        with VOCABULARY.open("rb") as file:
            self.words = {key: words[self.side :: 2] for key, words in tomllib.load(file).items()}
        self.random = Random(f"third {half} {seed}")
        for kind in ("romanised", "doubled"):
            del self.kinds[kind]

    def noise(self, name: str) -> str:
        """Words around the name."""
        return self._fill(self.random.choice(self.words["noise"]), name)

    def plain(self, name: str) -> str:
        """Commas, points and hyphens otherwise, in small or mixed case."""
        random = self.random
        name = random.choice(
            (
                name.replace("-", " "),
                name.replace(" ", "  ", 1),
                re.sub(r"[.,'\"“”?]", "", name),
                name.replace(" CO ", " CO. "),
                f"{name}.",
            )
        )
        return random.choice((name.title(), name.lower(), name.capitalize(), name))

    def other_form(self, name: str) -> str:
        """Another legal form for the one at the end, or none."""
        random = self.random
        bare = name
        for _ in range(3):
            shorter = re.sub(
                r"[\s,]+(?:CO|COMPANY|LTD|LIMITED|LLC|L\.L\.C|INC|CORP|CORPORATION|GMBH|S\.?A|OOO|JSC|PLC|FZE|BV)\.?$",
                "",
                bare,
            )
            bare = shorter if len(shorter.split()) > 1 else bare
        return random.choice(
            (bare, f"{bare} {random.choice(self.words['form'])}", f"{random.choice(self.words['form'])} {bare}")
        )

    def typo(self, name: str) -> str:
        """One letter wrong, missing, twice or added, two turned round; in long names sometimes two such."""
        random = self.random
        for _ in range(1 + (len(name) > 22 and random.random() < 0.3)):
            at = random.choice([i for i, letter in enumerate(name) if letter.isalpha()])
            how = random.randrange(5)
            head, letter, tail = name[:at], name[at], name[at + 1 :]
            name = (
                head + random.choice(_LETTERS) + tail,
                head + tail,
                head + letter * 2 + tail,
                head + letter + random.choice(_LETTERS) + tail,
                head + tail[:1] + letter + tail[1:],
            )[how]
        return name

    def cut(self, name: str) -> str:
        """A field's end, or the paper's edge; a third lose the beginning of the line's last word only."""
        random = self.random
        size = random.choice(_FIELDS)
        if len(name) <= size:
            size = max(14, len(name) - random.randrange(3, 3 + max(1, len(name) // 4)))
        return name[:size].rstrip() + random.choice(("", "", "", "", "..", "…", "-"))

    def join_or_split(self, name: str) -> str:
        """All run together, two words joined, one word apart, letters spaced, an underscore or point for a space."""
        random = self.random
        words = name.split()
        how = random.randrange(6)
        if len(words) > 1 and how in (0, 1):
            at = random.randrange(len(words) - 1)
            words[at : at + 2] = [words[at] + words[at + 1]]
            return " ".join(words)
        if how == 2:
            return random.choice(("_", ".", "-", "/")).join(words)
        if how == 3:
            return "".join(words)
        longest = max(range(len(words)), key=lambda i: len(words[i]))
        word = words[longest]
        if len(word) > 4:
            at = random.randrange(2, len(word) - 1)
            words[longest] = word[:at] + " " + word[at:] if how == 4 else " ".join(word)
        return " ".join(words)

    def initial(self, name: str) -> str:
        """One word but the longest as its first letter."""
        random = self.random
        words = name.split()
        longest = max(range(len(words)), key=lambda i: len(words[i]))
        others = [i for i, word in enumerate(words) if i != longest and len(word) > 3 and word.isalpha()]
        if len(words) < 3 or not others:
            return name
        i = random.choice(others)
        words[i] = words[i][0] + random.choice((".", ""))
        return " ".join(words)

    def move(self, name: str) -> str:
        """The first word last, the last first, or the words turned round at a comma."""
        words = name.split()
        how = self.random.randrange(4)
        if how == 0:
            return " ".join([*words[1:], words[0]])
        if how == 1:
            return " ".join([words[-1], *words[:-1]])
        if how == 2:
            return f"{' '.join(words[1:])} ({words[0]})"
        half = len(words) // 2
        return f"{' '.join(words[half:])}, {' '.join(words[:half])}"
