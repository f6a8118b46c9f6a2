"""Captions: phrases whose place on the page says that they name what stands under or beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from docvalidate.domain.page import Box
from docvalidate.extraction.label import is_label
from docvalidate.extraction.phrases import Phrase
from docvalidate.extraction.text import is_cjk

_SMALLER = 0.9
"""A caption is set in at most this share of the size of what it captions."""
_BOX = 0.4
"""A cell higher than this share of the page is the frame of the page, not a box of a form."""


def mark_captions(rows: Sequence[Sequence[Phrase]], height: float) -> None:
    """Marks the phrases that caption what stands under them, by their place in a box and by their size.

    Words of a caption that no lexicon knows (`Domestic consignor`) then belong to the label and not to its value.
    """
    boxes: dict[Box, list[Phrase]] = {}
    for phrase in (phrase for row in rows for phrase in row):
        if phrase.cell is not None and phrase.words[0].cell is None and phrase.cell[3] - phrase.cell[1] < _BOX * height:
            boxes.setdefault(phrase.cell, []).append(phrase)
    for phrases in boxes.values():
        first = phrases[0]
        under = [p for p in phrases if p.row > first.row]
        level = [p for p in phrases if p.row == first.row]
        if under and len(level) == 1 and _may_caption(first):
            smaller = first.height < _SMALLER * median([p.height for p in under])
            first.caption = _known(first) >= (0.3 if smaller else 0.5)
    for upper, lower in pairwise(rows):
        for phrase in upper:
            if phrase.cell is None and phrase.words[0].cell is None and _may_caption(phrase):
                under = [p for p in lower if abs(p.x0 - phrase.x0) < 3 and p.top - phrase.bottom < phrase.height]
                if under and phrase.height < _SMALLER * under[0].height:
                    phrase.caption = _known(phrase) >= 0.5


def _may_caption(phrase: Phrase) -> bool:
    text = phrase.text
    return bool(phrase.hits) and not any(c.isdigit() or c in ":：" for c in text) and len(text) <= 70


def _known(phrase: Phrase) -> float:
    """The share of a phrase's words that are words of labels."""
    return sum(hit.end - hit.start for hit in phrase.hits) / max(1, len(phrase.tokens))


_RUN = 3
"""Pairs of words and values under one another, at least, that make a column of keys."""
_KEYS = 0.6
"""The share of a column's phrases that are known labels, from which the others are labels, too."""
_FLUSH = 2.5
"""Points by which keys, or values, that stand under one another may be out of line."""
_NEAR_ROWS = 3.2
"""Line heights between two keys of one column, at most."""


def mark_keys(rows: Sequence[Sequence[Phrase]]) -> None:
    """Marks labels by the company they keep: keys flush under one another, with their values flush beside them.

    `Invoice number | 8000459`, `Port of lading | Yantian`, `Carrying vessel/flight | ALBION TRADER`: what a label of
    such a column says in words that no lexicon knows belongs to it. Sums have rules of their own.
    """
    pairs = [
        (key, value)
        for row in rows
        for key, value in pairwise(row)
        if key.words[0].cell is None and len(key.tokens) <= _WORDS and not is_label(value)
    ]
    columns: list[list[tuple[Phrase, Phrase]]] = []
    for key, value in pairs:
        column = next((c for c in reversed(columns) if _goes_on(c[-1], key, value)), None)
        if column is None:
            columns.append([(key, value)])
        else:
            column.append((key, value))
    for column in columns:
        known = [is_label(key) for key, _ in column]
        if len(column) >= _RUN and sum(known) >= _KEYS * len(column):
            for (key, value), label in zip(column, known, strict=True):
                key.caption = key.caption or (not label and _may_caption(key) and not _AMOUNT.search(value.text))


_AMOUNT = re.compile(r"\d[.,]\d{2}$")
_WORDS = 6
"""Words of a key, at most."""


def _goes_on(last: tuple[Phrase, Phrase], key: Phrase, value: Phrase) -> bool:
    """Whether a pair stands under the last one of a column."""
    near = key.row > last[0].row and key.top - last[0].bottom < _NEAR_ROWS * key.height
    flush = abs(value.x0 - last[1].x0) < _FLUSH or abs(value.x1 - last[1].x1) < _FLUSH
    return near and abs(key.x0 - last[0].x0) < _FLUSH and flush


_TWIN = 32
"""Characters of a label in one script, at most."""


def mark_twins(rows: Sequence[Sequence[Phrase]]) -> None:
    """Marks labels set in two lines, Chinese over its translation, where one of them is known: 付款, Payment by."""
    lines = [phrase for row in rows for phrase in row if phrase.words[0].cell is None and _may_be_twin(phrase)]
    for upper in (phrase for phrase in lines if is_cjk(phrase.text)):
        for lower in lines:
            near = upper.row < lower.row <= upper.row + 2 and lower.top - upper.bottom < 0.6 * upper.height
            if near and abs(lower.x0 - upper.x0) < _FLUSH and not is_cjk(lower.text) and upper.cell == lower.cell:
                if is_label(upper) or is_label(lower):
                    upper.twin, lower.twin = lower, upper
                break


def _may_be_twin(phrase: Phrase) -> bool:
    """Whether a phrase is short, has letters of one script alone and neither figures nor a colon."""
    text = phrase.text
    latin = any(c.isascii() and c.isalpha() for c in text)
    plain = not any(c.isdigit() or c in ":：" for c in text)
    return len(text) <= _TWIN and plain and any(c.isalpha() for c in text) and latin != is_cjk(text)
