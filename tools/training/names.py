"""Other printed names of a field, from the lexicon of the extraction: the same place, another label."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from docvalidate.extraction.model.classes import NAME_PREFIX, classes

Labelled = tuple[str, list[float], list[int]]
_CLASSES = classes()
_NUMBER = ("No.", "No", "Nr.", "#", "Number", "N°")


@lru_cache(maxsize=1)
def known() -> dict[int, tuple[str, ...]]:
    """The labels of each class of names, in all languages."""
    found: dict[str, list[str]] = {}
    for file in ("fields", "parties", "columns", "amounts"):
        text = files("docvalidate.extraction").joinpath("data", f"{file}.toml").read_text(encoding="utf-8")
        for field, languages in tomllib.loads(text).items():
            found.setdefault(NAME_PREFIX + field, []).extend(label for labels in languages.values() for label in labels)
    return {_CLASSES.index(name): tuple(labels) for name, labels in found.items() if name in _CLASSES}


def _printed(label: str, rng: random.Random) -> str:
    case = rng.choice((str.upper, str.title, str.capitalize, str.title))
    return " ".join(rng.choice(_NUMBER) if word == "no" else case(word) for word in label.split())


def renamed(words: Sequence[Labelled], rng: random.Random, share: float) -> list[Labelled]:
    """Each printed name that stands in one row is changed with probability `share`; its words share its room."""
    pool = known()
    out: list[Labelled] = []
    start = 0
    while start < len(words):
        end = start + 1
        number = words[start][2][0]
        if number in pool:
            while end < len(words) and words[end][2] == words[start][2] and _beside(words[end - 1], words[end]):
                end += 1
        run = words[start:end]
        if number in pool and len(words[start][2]) == 1 and rng.random() < share:
            out += _spread(_printed(rng.choice(pool[number]), rng), run)
        else:
            out += run
        start = end
    return out


def _beside(left: Labelled, right: Labelled) -> bool:
    height = left[1][3] - left[1][1]
    return abs(left[1][3] - right[1][3]) < 2 and -1 < right[1][0] - left[1][2] < height


def _spread(text: str, run: Sequence[Labelled]) -> list[Labelled]:
    """Words over the room that some words had; a colon at the end stays."""
    tail = ":" if run[-1][0].endswith(":") else ""
    text += tail
    x0, top, _, bottom = run[0][1]
    each = (run[-1][1][2] - x0) / max(1, len(text))
    out: list[Labelled] = []
    at = 0
    for word in text.split():
        out.append((word, [x0 + at * each, top, x0 + (at + len(word)) * each, bottom], list(run[0][2])))
        at += len(word) + 1
    return out
