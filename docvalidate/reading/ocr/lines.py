"""Words of a scan set on their line.

Engines leave room around a line of text, as much as they please; its words would seem to overlap the lines above and
below. The ink says where capitals begin and where the baseline is; from these two come the top and bottom that the
line would have in a PDF, the same for all its words, with or without ascenders.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING

from docvalidate.domain.page import Word
from docvalidate.reading.ocr.typed import CELL

if TYPE_CHECKING:
    from docvalidate.reading.ocr.engines import Image

CAPITAL = 0.72
"""Height of capitals and digits in font sizes, as in most faces."""
ASCENT, DESCENT = 0.9, 0.21
"""What a PDF reader counts above and below the baseline, in font sizes (Helvetica: 0.905 and 0.212)."""
LOW_CAPITALS = 1.45
"""How many times the size that its capitals would have in other faces a typed line may have."""
_DESCENDING = frozenset("gjpqyQ,;()[]{}/|\\@$_ç")
_LOW = frozenset(".,-_~*'\"`^:;=+·—–•")
_LEAST_CONTRAST = 40


def set_on_line(words: list[Word], image: Image, cell: float | None = None) -> None:
    """Gives the words of one line, with boxes in pixels of `image`, one top and one bottom: those of their font.

    `cell` is the width of a letter on a typed page.
    """
    measured = [(word, ink) for word in words if (ink := _ink_rows(word, image)) is not None]
    tall = [ink[0] for word, ink in measured if any(_is_tall(sign) for sign in word.text)]
    level = [ink[1] for word, ink in measured if not _DESCENDING & set(word.text) and not set(word.text) <= _LOW]
    if not level:
        level = [ink[1] for _, ink in measured]
    if not level or not measured:
        return
    base = median(level)
    if tall:
        size = (base - median(tall)) / CAPITAL
    else:
        size = (base - median(ink[0] for _, ink in measured)) / 0.53  # small letters without ascenders
    if size < 3:
        return
    if cell and size < cell / CELL < LOW_CAPITALS * size:
        size = cell / CELL
    top, bottom = base - ASCENT * size, base + DESCENT * size
    for word in words:
        word.top, word.bottom = top, bottom


def _is_tall(sign: str) -> bool:
    return sign.isupper() or sign.isdigit() or sign in "bdfhklt" or ord(sign) > 0x2E7F


def _ink_rows(word: Word, image: Image) -> tuple[float, float] | None:
    """The first row of ink in the word's box and the row after the last, without ruling lines caught in it."""
    import numpy as np

    x0, top = max(0, int(word.x0)), max(0, int(word.top))
    region = image[top : int(word.bottom) + 1, x0 : int(word.x1) + 1]
    if min(region.shape) < 4:
        return None
    low, high = (float(value) for value in np.percentile(region, (2, 98)))
    if high - low < _LEAST_CONTRAST:
        return None
    middle = (low + high) / 2
    ink = region < middle if float(np.median(region)) > middle else region > middle
    share = ink.mean(axis=1)
    first, last = _run_around([0.01 < row < 0.95 for row in share.tolist()])
    if last - first < 0.35 * len(share):
        return None
    return float(top + first), float(top + last + 1)


def _run_around(flags: Sequence[bool]) -> tuple[int, int]:
    """The first and last index of the run of true flags around the middle, over gaps of up to two."""
    middle = len(flags) // 2
    return _end(flags, middle, -1), _end(flags, middle, 1)


def _end(flags: Sequence[bool], start: int, step: int) -> int:
    end, missing = start, 0
    index = start
    while 0 <= index < len(flags):
        missing = 0 if flags[index] else missing + 1
        if flags[index]:
            end = index
        elif missing > 2 and end != start:
            break
        index += step
    return end
