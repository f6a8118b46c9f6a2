"""A second maker of queries, independent of `changes`: other words around the names, other cuts, other slips.

The first maker and the mechanism grew up together, so that figures on its queries flatter. This one's vocabulary
(`second_vocabulary.toml`) was written without looking at the mechanism's tables, and is dealt into two halves, as the
listed names are: on the half `develop` misses may be looked at, the half `judge` is only counted.
"""

from __future__ import annotations

import re
import tomllib
import zlib
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

from benchmarks.screening.queries import ListedName, Query

VOCABULARY = Path(__file__).with_name("second_vocabulary.toml")
HALVES = ("develop", "judge")
TWO = "two changes"
DRESSED = "real dressed"
_AROUND = ("before", "other_firm", "part", "contact", "number", "addressed", "addressed", "wrapped")
_CUTS = (35, 35, 35, 30, 40)
_LAST = ("doubled", "noise", "cut off")
"""Of two changes these come second: the paper adds, the field cuts what is on the paper."""
_COMMON = 40
"""A word of so many listed names tells nothing by itself."""
_SHARED = 6
_RARE = 12
"""A word of no more names than this tells."""


class SecondMaker:
    """Makes changed names with one half of the vocabulary."""

    def __init__(self, half: str, seed: int) -> None:
        self.side = HALVES.index(half)
        with VOCABULARY.open("rb") as file:
            self.words: dict[str, list[str]] = {key: words[self.side :: 2] for key, words in tomllib.load(file).items()}
        self.random = Random(f"{half} {seed}")
        self.shared: set[str] = set()
        """Words of so many names that people shorten them."""
        self.kinds: dict[str, Callable[[str], str]] = {
            "plain": self.plain,
            "other form": self.other_form,
            "typo": self.typo,
            "misread": self.misread,
            "cut off": self.cut,
            "joined, split": self.join_or_split,
            "noise": self.noise,
            "initial": self.initial,
            "abbreviated": self.abbreviate,
            "moved": self.move,
            "romanised": self.romanise,
            "doubled": self.double,
        }

    def _fill(self, template: str, name: str = "") -> str:
        """The template with its places filled; `{n}` last, as a name may hold braces."""
        random, words = self.random, self.words
        text = template
        for mark, key in (("{b}", "bank"), ("{f}", "firm"), ("{p}", "person"), ("{a}", "address"), ("{t}", "town")):
            while mark in text:
                text = text.replace(mark, random.choice(words[key]), 1)
        text = re.sub(r"\{#\}", lambda _: str(random.randrange(10)), text)
        return text.replace("{n}", name)

    def noise(self, name: str) -> str:
        """Words around the name: role, other firm, department, contact, number, address, marks."""
        return self._fill(self.random.choice(self.words[self.random.choice(_AROUND)]), name)

    def plain(self, name: str) -> str:
        """Punctuation gone or doubled, other case."""
        random = self.random
        how = random.randrange(4)
        if how == 0:
            return re.sub(r"[^\w\s&]", " ", name).lower()
        if how == 1:
            return re.sub(r"[^\w\s&]", "", name).title()
        if how == 2:
            return re.sub(r"\s+", "  ", name.title())
        return ".".join(name.split(" ", 1)) if " " in name else name

    def other_form(self, name: str) -> str:
        """The legal form at the end dropped and another put, or one added in front or behind."""
        random = self.random
        words = name.split()
        forms = {piece for form in self.words["form"] for piece in re.sub(r"[^A-Z& ]", "", form).split()}
        forms |= {
            "LTD",
            "CO",
            "COMPANY",
            "LIMITED",
            "LLC",
            "INC",
            "CORP",
            "CORPORATION",
            "SA",
            "GMBH",
            "OOO",
            "JSC",
            "AO",
        }
        while len(words) > 2 and re.sub(r"[^A-Z&]", "", words[-1]) in forms:
            words.pop()
        bare = " ".join(words).rstrip(" ,.")
        return random.choice(
            (bare, f"{bare} {random.choice(self.words['form'])}", f"{bare}, {random.choice(self.words['form'])}")
        )

    def typo(self, name: str) -> str:
        """One or two slips of the hand: neighbours on the keyboard, letters left out, doubled or turned round."""
        random = self.random
        rows = ("QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM")
        for _ in range(random.choice((1, 1, 2)) if len(name) > 16 else 1):
            at = random.choice([i for i, c in enumerate(name) if c.isalpha()])
            letter = name[at]
            row = next((row for row in rows if letter in row), "AEIOU")
            near = row[min(len(row) - 1, max(0, row.find(letter) + random.choice((-1, 1))))]
            name = random.choice(
                (
                    name[:at] + name[at + 1 :],
                    name[:at] + letter + name[at:],
                    name[:at] + near + name[at + 1 :],
                    name[:at] + near + name[at:],
                    name[:at] + name[at : at + 2][::-1] + name[at + 2 :],
                )
            )
        return name

    def misread(self, name: str) -> str:
        """What a reader of scans makes of it: glyphs confused, specks taken for points, a space lost or found."""
        random = self.random
        for _ in range(random.choice((1, 1, 2))):
            if random.random() < 0.15:
                at = random.randrange(1, len(name))
                name = name[:at] + random.choice(".',`-") + name[at:]
                continue
            possible = [pair.split(">") for pair in self.words["confusion"] if pair.split(">")[0] in name]
            if possible:
                a, b = random.choice(possible)
                at = random.choice([match.start() for match in re.finditer(re.escape(a), name)])
                name = name[:at] + b + name[at + len(a) :]
        return name

    def cut(self, name: str) -> str:
        """Cut off by a field, at its end or at a word's; a short name by an older system's shorter field."""
        random = self.random
        size = random.choice(_CUTS)
        if len(name) <= size:
            size = max(16, int(len(name) * random.uniform(0.7, 0.92)))
        kept = name[:size]
        if random.random() < 0.35 and " " in kept[12:] and len(name) > size:
            kept = kept[: kept.rindex(" ")]
        return kept.rstrip() + random.choice(("", "", "", "-", "..."))

    def join_or_split(self, name: str) -> str:
        """Words run together, apart, hyphenated, broken at a line's end, or spaced out."""
        random = self.random
        words = name.split()
        long = [i for i, word in enumerate(words) if len(word) >= 6 and word.isalpha()]
        how = random.randrange(6)
        if how in (0, 1) and len(words) > 1:
            i = random.randrange(len(words) - 1)
            return " ".join([*words[:i], words[i] + random.choice(("", "", "-")) + words[i + 1], *words[i + 2 :]])
        if how == 2:
            return "".join(words)
        if long:
            i = random.choice(long)
            at = random.randrange(2, len(words[i]) - 2)
            words[i] = words[i][:at] + random.choice((" ", "- ", "-", " ")) + words[i][at:]
            if how == 5:
                words[i] = " ".join(words[i].replace(" ", "").replace("-", ""))
        return " ".join(words)

    def initial(self, name: str) -> str:
        """One or two words cut to their first letter."""
        random = self.random
        words = name.split()
        long = [i for i, word in enumerate(words) if len(word) >= 4 and word.isalpha()]
        if len(words) < 3 or not long:
            return name
        for i in random.sample(long, min(len(long), 2 if len(words) > 4 and random.random() < 0.4 else 1)):
            words[i] = words[i][0] + random.choice(("", ".", "."))
        return " ".join(words)

    def abbreviate(self, name: str) -> str:
        """Words shortened as people do, and such as many names bear by rule: without vowels, or broken off."""
        random = self.random
        words = name.split()
        for i, word in enumerate(words):
            bare = word.strip(".,()")
            known = [pair.split(">")[1] for pair in self.words["shortened"] if pair.split(">")[0] == bare]
            if known and random.random() < 0.85:
                words[i] = random.choice(known)
            elif len(bare) >= 8 and bare in self.shared and random.random() < 0.3:
                squeezed = bare[0] + re.sub("[AEIOU]", "", bare[1:])
                words[i] = random.choice((squeezed, bare[: random.randrange(4, 7)] + "."))
        return " ".join(words)

    def move(self, name: str) -> str:
        """A word elsewhere, two neighbours changed, or all behind a comma first."""
        random = self.random
        words = name.split()
        if len(words) < 2:
            return name
        i = random.randrange(len(words))
        how = random.randrange(4)
        if how == 0:
            j = min(i, len(words) - 2)
            words[j], words[j + 1] = words[j + 1], words[j]
            return " ".join(words)
        word = words.pop(i)
        if how == 1:
            return f"{' '.join(words)}, {word}"
        if how == 2:
            return f"{word}, {' '.join(words)}"
        words.insert(random.randrange(len(words) + 1), f"({word})")
        return " ".join(words)

    def romanise(self, name: str) -> str:
        """One or two syllables romanised by another system, or letters with accents."""
        random = self.random
        for _ in range(random.choice((1, 2))):
            table = self.words["accents"] if random.random() < 0.3 else self.words["romanised"]
            possible = [pair.split(">") for pair in table if pair.split(">")[0] in name]
            if possible:
                a, b = random.choice(possible)
                name = name.replace(a, b, 1)
        return name

    def double(self, name: str) -> str:
        """The name twice, with a broken-off half, or beside its own initials."""
        random = self.random
        words = name.split()
        letters = "".join(word[0] for word in words if word[0].isalpha())
        return random.choice(
            (
                f"{name} {name}",
                f"{name} / {name.title()}",
                f"{name} ({letters})",
                f"{letters} - {name}",
                f"{name} {' '.join(words[: max(1, len(words) // 2)])}",
                f"{name}, {name}",
            )
        )

    def changed(self, names: list[ListedName], each: int) -> list[Query]:
        """`each` queries of every kind, and three times as many with two changes. One in eight is a person."""
        random = self.random
        mine = [one for one in names if zlib.crc32(one.entity_id.encode()) % 2 == self.side]
        common = _common_words(names)
        self.shared = _common_words(names, _SHARED)
        companies = [one for one in mine if not one.is_person and _fit(one.text, common)]
        persons = [one for one in mine if one.is_person and len(one.text.split()) >= 2]
        out: list[Query] = []
        for kind in (*self.kinds, TWO):
            made = 0
            while made < each * (3 if kind == TWO else 1):
                name = random.choice(persons if random.random() < 1 / 8 else companies)
                kinds = [kind] if kind != TWO else random.sample([k for k in self.kinds if k != "plain"], 2)
                kinds.sort(key=lambda one: _LAST.index(one) if one in _LAST else -1)
                text = name.text.upper()
                for one in kinds:
                    text = self.kinds[one](text)
                if (kind != "plain" and _bare(text) == _bare(name.text)) or not _recognisable(text, name.text, common):
                    continue
                out.append(Query(kind, text, name.text, (name.list, name.entity_id)))
                made += 1
        return out

    def swapped(self, names: list[ListedName], others: list[str], count: int) -> list[Query]:
        """Listed companies whose only uncommon word gave way to a rare word of a real company.

        Left out are those whose rest is itself a listed name: they should be flagged.
        """
        random = self.random
        common = _common_words(names)
        seen = Counter(word for one in names for word in set(_words(one.text)))
        borne = Counter(word for text in others for word in set(_words(text)))
        rare = sorted(w for w, n in borne.items() if n <= _RARE and w not in common and len(w) > 3 and w.isascii())
        rare = [word for word in rare if word.isalpha()]
        listed = {_bare(one.text) for one in names}
        mine = [one for one in names if zlib.crc32(one.entity_id.encode()) % 2 == self.side]
        companies = [one for one in mine if not one.is_person and 3 <= len(_words(one.text)) <= 8]
        out: list[Query] = []
        while len(out) < count:
            name = random.choice(companies)
            words = _words(name.text)
            telling = [word for word in words if word not in common]
            if len(telling) != 1 or len(telling[0]) < 4 or not telling[0].isalpha() or seen[telling[0]] > _RARE:
                continue
            if " ".join(word for word in words if word != telling[0]) in listed:
                continue
            text = " ".join(random.choice(rare) if word == telling[0] else word for word in words)
            out.append(Query("swapped", text, name.text))
        return out

    def dressed(self, pool: list[str], count: int) -> list[Query]:
        """Real companies as papers print them, with the noise that listed names get."""
        return [Query(DRESSED, self.noise(name.upper()), name) for name in self.random.sample(pool, count)]

    def made_up(self, others: list[str], count: int) -> list[Query]:
        """Companies that nobody founded, of words from two real names."""
        random = self.random
        out: list[Query] = []
        while len(out) < count:
            first, second = random.choice(others).split(), random.choice(others).split()
            if len(first) > 1 and len(second) > 2:
                out.append(Query("made up", " ".join([*first[: (len(first) + 1) // 2], *second[len(second) // 2 :]])))
        return out


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.upper())


def _bare(text: str) -> str:
    return " ".join(_words(text))


def _common_words(names: Iterable[ListedName], fewest: int = _COMMON) -> set[str]:
    count = Counter(word for one in names for word in set(_words(one.text)))
    return {word for word, times in count.items() if times >= fewest}


def _fit(text: str, common: set[str]) -> bool:
    """A name that a paper prints: no sentence, two words or more, one of them not common."""
    words = _words(text)
    return 8 <= len(text) <= 90 and len(words) >= 2 and any(w not in common and len(w) > 3 for w in words)


def _recognisable(changed: str, original: str, common: set[str]) -> bool:
    """More than half of the letters of the name's rarer words must be left, in triples."""
    telling = [w for w in _words(original) if w not in common and len(w) > 2] or _words(original)
    left = "".join(_words(changed))
    held = 0
    for word in telling:
        triples = {word[i : i + 3] for i in range(len(word) - 2)} or {word}
        held += len(word) * (sum(t in left for t in triples) * 2 >= len(triples))
    return held * 2 > sum(map(len, telling))
