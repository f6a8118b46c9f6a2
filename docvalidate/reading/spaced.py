"""Titles set in spaced letters ("I N V O I C E") are words."""

from __future__ import annotations

import itertools
from statistics import median

from docvalidate.domain.page import Word

FEWEST = 5
"""Letters in a row, of at least `DISTINCT` kinds, before they are taken for a spaced word: fewer may be columns."""
DISTINCT = 3
WIDEST = 1.3
"""Font sizes between two letters of a spaced word."""
NEXT_WORD = 1.7
"""A gap of so many usual gaps parts two spaced words."""


def join_spaced(words: list[Word]) -> list[Word]:
    """The words, with runs of single capitals on one line joined."""
    joined: list[Word] = []
    run: list[Word] = []
    for word in [*words, None]:
        if word is not None and _is_letter(word) and (not run or _follows(run[-1], word)):
            run.append(word)
            continue
        joined += _joined(run)
        run = []
        if word is not None and _is_letter(word):
            run = [word]
        elif word is not None:
            joined.append(word)
    return joined


def _is_letter(word: Word) -> bool:
    return len(word.text) == 1 and word.text.isupper()


def _follows(before: Word, word: Word) -> bool:
    size = max(before.height, word.height)
    return abs(before.bottom - word.bottom) < 0.2 * size and 0 <= word.x0 - before.x1 < WIDEST * size


def _joined(run: list[Word]) -> list[Word]:
    if len(run) < FEWEST or len({word.text for word in run}) < DISTINCT:
        return run
    gaps = [right.x0 - left.x1 for left, right in itertools.pairwise(run)]
    usual = max(0.5, median(gaps))
    words = [run[0]]
    for gap, letter in zip(gaps, run[1:], strict=True):
        last = words[-1]
        if gap > NEXT_WORD * usual:
            words.append(letter)
            continue
        last.text += letter.text
        last.x1, last.top = letter.x1, min(last.top, letter.top)
        last.bottom, last.confidence = max(last.bottom, letter.bottom), min(last.confidence, letter.confidence)
    return words
