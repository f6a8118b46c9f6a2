"""The words of the schedule by heading: which headings of four digits speak of hammers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import pairwise

from docvalidate.reference.tables import rows

ADDITIONAL = ("98", "99")
_WORD = re.compile(r"[^\W\d_]{3,}")
_EXCEPTED = re.compile(
    r"\((?:other than|except|excluding|not including)[^)]*\)|"
    r"\b(?:other than|except(?:ing)?|excluding|not including|but not|whether or not)\b[^,;:()]*",
    re.IGNORECASE,
)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The singular, in small letters.

    >>> stem("Hammers"), stem("brushes"), stem("batteries"), stem("knives"), stem("glass")
    ('hammer', 'brush', 'battery', 'knife', 'glass')
    """
    word = word.casefold()
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("ives") and len(word) > 5:
        return word[:-3] + "fe"
    if word.endswith(("ches", "shes", "xes", "sses", "zes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def words(text: str) -> frozenset[str]:
    """What a text names, without what it excepts.

    >>> sorted(words("Hand tools (other than drills), of steel, whether or not coated"))
    ['hand', 'steel', 'tool']
    """
    found = (stem(word) for word in _WORD.findall(_EXCEPTED.sub(" ", text)))
    return frozenset(word for word in found if word not in _empty())


def by_heading(lines: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    """The words of each heading of chapters 1 to 97, from pairs of a tariff number and its description.

    >>> sorted(by_heading([("8205203000", "Hammers"), ("820590", "Anvils")])["8205"])
    ['anvil', 'hammer']
    """
    found: dict[str, set[str]] = {}
    for number, text in lines:
        if not number.startswith(ADDITIONAL) and len(number) >= 4:
            found.setdefault(number[:4], set()).update(words(text))
    return {heading: frozenset(named) for heading, named in found.items()}


def naming(headings: Mapping[str, frozenset[str]]) -> Mapping[str, frozenset[str]]:
    """The other way round: the headings that name each word.

    >>> sorted(naming({"8205": frozenset(["hammer"]), "9206": frozenset(["hammer", "drum"])})["hammer"])
    ['8205', '9206']
    """
    found: dict[str, set[str]] = {}
    for heading, named in headings.items():
        for word in named:
            found.setdefault(word, set()).add(heading)
    return {word: frozenset(where) for word, where in found.items()}


def joined(text: str) -> frozenset[str]:
    """Neighbouring words as one, since the schedule may write them so.

    >>> sorted(joined("wash basins")), sorted(joined("Claw hammer"))
    (['washbasin'], ['clawhammer'])
    """
    found = re.findall(r"[^\W\d_]+", text)
    return frozenset(stem(one + other) for one, other in pairwise(found))


@cache
def _empty() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("empty_words.csv"))
