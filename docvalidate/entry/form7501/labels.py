"""Finds the form's labels on a page: by their words, never by block numbers, which differ between the printings."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib import resources

from docvalidate.domain.page import Page, Word

BLOCK_NUMBER = re.compile(r"(?:\d{1,2}[A-D]?|[A-D])[.)]?(?:/(?:\d{1,2}[A-D]?|[A-D])[.)]?)?$")
ALIKE = 84.0
"""How alike a word that OCR read must be to the label's, of 100."""
HEAD_HEIGHT = 40.0
"""The labels of all columns stand within so many points of one another."""
WRAPPED_WITHIN = 1.9
"""A label may go on in the line below, at most so many of its heights down."""


@dataclass(frozen=True)
class Label:
    """A label found: the field, its part of the form (block, column, total), its box, the indexes of its words."""

    field: str
    part: str
    x0: float
    top: float
    x1: float
    bottom: float
    words: tuple[int, ...]
    numbered: bool
    """Whether a block number or letter stands before it."""


def find_labels(page: Page) -> list[Label]:
    """Every label on the page, from the top. Where several begin at one word, the longest counts."""
    words = page.words
    keys = [_key(word.text) for word in words]
    found: list[Label] = []
    taken: set[int] = set()
    for start in range(len(words)):
        if start in taken or not keys[start]:
            continue
        best: tuple[str, str, list[int]] | None = None
        for field, part, tokens in _starting(keys[start], fuzzy=page.source == "ocr"):
            indexes = _follow(words, keys, start, tokens, page.source == "ocr")
            if indexes and not taken & set(indexes) and (best is None or len(indexes) > len(best[2])):
                best = (field, part, indexes)
        if best is None:
            continue
        field, part, indexes = best
        before = _before(words, start)
        numbered = before is not None and bool(BLOCK_NUMBER.match(words[before].text))
        boxes = [words[index] for index in indexes]
        found.append(
            Label(
                field,
                part,
                min(word.x0 for word in [*boxes, *([words[before]] if numbered and before is not None else [])]),
                min(word.top for word in boxes),
                max(word.x1 for word in boxes),
                max(word.bottom for word in boxes),
                tuple(([before] if numbered and before is not None else []) + indexes),
                numbered,
            )
        )
        taken.update(found[-1].words)
    return arranged(sorted(found, key=lambda label: (round(label.top), label.x0)))


def arranged(labels: list[Label]) -> list[Label]:
    """The labels that stand where the form has them: blocks above the head of the table, totals below it.

    The words of labels also occur in descriptions and in the declaration; a one-word total needs its block number.
    """
    heads = [label for label in labels if label.field == "description"]
    head = max(heads, key=lambda label: len(_near(label, labels)), default=None)
    kept = []
    for label in labels:
        if label.part == "column":
            keep = head is not None and label in _near(head, labels)
        elif label.part == "block":
            keep = head is not None and label.bottom <= head.top + 2
        else:
            keep = (head is None or label.top > head.bottom) and (len(label.words) > 2 or label.numbered)
        if keep:
            kept.append(label)
    return kept


def _near(head: Label, labels: list[Label]) -> list[Label]:
    return [label for label in labels if label.part == "column" and abs(label.top - head.top) < HEAD_HEIGHT]


def _key(text: str) -> str:
    return re.sub(r"[^a-z0-9&/]", "", text.lower())


@cache
def _lexicon() -> dict[str, list[tuple[str, str, tuple[str, ...]]]]:
    """Labels by their first word."""
    text = resources.files("docvalidate.entry.form7501").joinpath("data", "labels.csv").read_text(encoding="utf-8")
    known: dict[str, list[tuple[str, str, tuple[str, ...]]]] = defaultdict(list)
    for row in csv.DictReader(line for line in text.splitlines() if not line.startswith("#")):
        tokens = tuple(key for word in row["label"].split() if (key := _key(word)))
        known[tokens[0]].append((row["field"], row["part"], tokens))
    return known


def _starting(key: str, *, fuzzy: bool) -> list[tuple[str, str, tuple[str, ...]]]:
    exact = _lexicon().get(key)
    if exact or not fuzzy or len(key) < 4:
        return exact or []
    return [label for first, labels in _lexicon().items() if _alike(key, first) for label in labels]


def _alike(one: str, other: str) -> bool:
    from rapidfuzz import fuzz

    return one == other or (min(len(one), len(other)) >= 4 and fuzz.ratio(one, other) >= ALIKE)


def _follow(words: list[Word], keys: list[str], start: int, tokens: tuple[str, ...], fuzzy: bool) -> list[int]:
    """The words that spell the label from `start` on: beside one another, or on in the line below; else nothing."""
    indexes = [start]
    for token in tokens[1:]:
        after = _next(words, keys, indexes, token, fuzzy)
        if after is None:
            return []
        indexes.append(after)
    return indexes


def _next(words: list[Word], keys: list[str], indexes: list[int], token: str, fuzzy: bool) -> int | None:
    first, last = words[indexes[0]], words[indexes[-1]]
    height = last.height
    for index in range(max(0, indexes[-1] - 60), min(len(words), indexes[-1] + 60)):
        if index in indexes or not (keys[index] == token or (fuzzy and _alike(keys[index], token))):
            continue
        word = words[index]
        beside = abs(word.middle - last.middle) < 0.5 * height and -1 <= word.x0 - last.x1 < 1.6 * height
        below = (
            0.5 * height < word.top - last.top < WRAPPED_WITHIN * height
            and -4 * height < word.x0 - first.x0 < height
            and abs(word.height - height) < 0.2 * height
        )
        if beside or below:
            return index
    return None


def _before(words: list[Word], start: int) -> int | None:
    """The word just before on the same line."""
    word = words[start]
    candidates = [
        index
        for index in range(max(0, start - 8), min(len(words), start + 8))
        if index != start
        and abs(words[index].middle - word.middle) < 0.5 * word.height
        and -1 <= word.x0 - words[index].x1 < 1.2 * word.height
    ]
    return max(candidates, key=lambda index: words[index].x1, default=None)
