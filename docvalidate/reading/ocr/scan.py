"""One scanned page, from its pixels to a `Page`: straightened, cleaned, ruled, read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docvalidate.domain.page import Page, Word
from docvalidate.reading.ocr.clean import clean
from docvalidate.reading.ocr.forms import mend_forms
from docvalidate.reading.ocr.lines import set_on_line
from docvalidate.reading.ocr.ruling import find_rules
from docvalidate.reading.ocr.signs import mend_signs
from docvalidate.reading.ocr.straighten import IDENTITY, straighten, turn_over, turn_up

if TYPE_CHECKING:
    from docvalidate.reading.ocr.engines import Engine, Image, Reading

MISSING = (
    "and no OCR engine is installed; install docvalidate[ocr], or send the file as the program that wrote it made it"
)
"""Completes 'page 2 is a scan, …'."""
LATE = "and reading the file by OCR took longer than allowed; split it, or raise reading.max_ocr_seconds"
"""The same for pages after the limit of time."""
BLANK = 0.0005
"""Share of dark pixels under which a page holds nothing."""
SAME_PLACE = 0.6
"""Share of a word's box inside another's at which both are one place read twice."""
LEAST_SURE = 0.3
"""Short words of which the engine is less sure than this are specks and edges of pictures."""
SPECK = 2
"""Signs of such a word at most: a longer one has one sign that is doubtful."""
POOR = 0.6
"""Mean confidence of the signs of a page under which it is read again on its side."""


def read_scan(image: Image, dpi: float, number: int, engine: Engine) -> Page:
    """The page of a grey image of this resolution. Its coordinates are those of the straightened image: see `frame`."""
    points = 72.0 / dpi
    page = Page(number, image.shape[1] * points, image.shape[0] * points, [], source="ocr", image_dpi=dpi)
    if is_blank(image):
        return page
    straight, back = straighten(clean(image, dpi))
    reading = engine.read(straight, dpi)
    if _sureness(reading) < POOR:  # its words may run up the page after all
        other, other_back = turn_up(straight, back)
        again = engine.read(other, dpi)
        if _found(again) > _found(reading):
            straight, back, reading = other, other_back, again
    lines = reading.lines
    if reading.turned:
        straight, back = turn_over(straight, back)
    for line in lines:
        set_on_line(line, straight, reading.cell)
    words = _without_repeats([word for line in lines for word in line if not _is_speck(word)])
    mend_signs(words)
    for word in words:
        word.x0, word.top, word.x1, word.bottom = (value * points for value in word.box)
    words.sort(key=lambda word: (round(word.middle / 4), word.x0))
    mend_forms(words)
    page.words, page.rules = words, find_rules(straight, dpi, words)
    page.width, page.height = straight.shape[1] * points, straight.shape[0] * points
    if back != IDENTITY:
        a, b, c, d, e, f = back
        page.frame = (a, b, c, d, e * points, f * points)
    return page


def _is_speck(word: Word) -> bool:
    return word.confidence < LEAST_SURE and len(word.text) <= SPECK


def _found(reading: Reading) -> float:
    """How many signs of a reading are right, by its own word."""
    return sum(len(word.text) * word.confidence for line in reading.lines for word in line)


def _sureness(reading: Reading) -> float:
    signs = sum(len(word.text) for line in reading.lines for word in line)
    return _found(reading) / signs if signs else 0.0


def is_blank(image: Image) -> bool:
    """Whether the page holds no ink."""
    import numpy as np

    paper = float(np.percentile(image, 90))
    return float((image < paper - 60).mean()) < BLANK


def _without_repeats(words: list[Word]) -> list[Word]:
    """Leaves out what was read twice because the boxes of two lines overlapped: the surer reading stays."""
    kept: list[Word] = []
    for word in sorted(words, key=lambda word: -word.confidence):
        area = max(1e-6, (word.x1 - word.x0) * word.height)
        if not any(
            _overlap(word, other) > SAME_PLACE * min(area, (other.x1 - other.x0) * other.height) for other in kept
        ):
            kept.append(word)
    return kept


def _overlap(one: Word, other: Word) -> float:
    width = min(one.x1, other.x1) - max(one.x0, other.x0)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    return width * height if width > 0 and height > 0 else 0.0
