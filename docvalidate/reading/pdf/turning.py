"""Pages whose text runs up or down although the page is not marked as turned: read as if they had been turned."""

from __future__ import annotations

from docvalidate.domain.page import Affine, Box, Page, Rule
from docvalidate.reading.pdf.characters import Character, Direction, turned, turned_back
from docvalidate.reading.pdf.frame import Frame
from docvalidate.reading.pdf.words import build_words

MOSTLY = 0.7
"""Share of a page's characters that run one way before the page is read that way."""


def lay_out(number: int, frame: Frame, characters: dict[Direction, list[Character]], rules: list[Rule]) -> Page:
    """The page in the direction of most of its text; words that run another way are its `sideways`."""
    way = main_direction(characters)
    width, height = frame.width, frame.height
    page = Page(number, *((height, width) if way in (90, 270) else (width, height)), [], rules)
    for direction, run in characters.items():
        words = build_words(run)
        for word in words:
            shown = turned_back(word.box, direction)
            word.x0, word.top, word.x1, word.bottom = _to_reading(shown, way, width, height)
        (page.words if direction == way else page.sideways).extend(words)
    if way:
        page.rules = [Rule(*_to_reading((r.x0, r.top, r.x1, r.bottom), way, width, height)) for r in rules]
        page.frame = _back(way, width, height)
    return page


def main_direction(characters: dict[Direction, list[Character]]) -> Direction:
    """The way in which nearly all of the text runs, else 0: to the right."""
    counts = {direction: len(run) for direction, run in characters.items()}
    most = max(counts, key=lambda direction: counts[direction])
    return most if counts[most] > MOSTLY * sum(counts.values()) else 0


def _to_reading(box: Box, way: Direction, width: float, height: float) -> Box:
    """A displayed box on the page turned so that text of this direction runs to the right."""
    x0, top, x1, bottom = turned(box, way)
    right = {0: 0.0, 90: 0.0, 180: width, 270: height}[way]
    down = {0: 0.0, 90: width, 180: height, 270: 0.0}[way]
    return (x0 + right, top + down, x1 + right, bottom + down)


def _back(way: Direction, width: float, height: float) -> Affine:
    if way == 90:
        return (0.0, 1.0, -1.0, 0.0, width, 0.0)
    if way == 180:
        return (-1.0, 0.0, 0.0, -1.0, width, height)
    return (0.0, -1.0, 1.0, 0.0, 0.0, height)
