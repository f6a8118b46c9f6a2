"""Cuts a line of text out of a page, and parts its letters into words where the paper shows between them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from docvalidate.domain.page import Word
from docvalidate.reading.ocr.typed import cells

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from docvalidate.reading.ocr.engines import Image
    from docvalidate.reading.ocr.recogniser import Letter

    Quad = NDArray[np.float32]
    """Four corners, clockwise from the top left of the text."""
    Flags = NDArray[np.bool_]

UPRIGHT = 1.5
"""A box so many times as high as wide holds text that runs down the page, if it is also higher than a line."""
APART = 1.0
STRIDE = 2.2
"""Where the model saw no space, white of so many heights of a capital parts two words, if their letters also stand so
many usual steps apart."""
BETWEEN_SCRIPTS = 0.2
"""White of so many heights of a letter is a space between Chinese and Latin; the model rarely sees it: 数量 Q'ty."""
SPACED = (0.5, 2.0)
"""Heights of a capital of white between the letters of a title set in spaced letters: L I S T."""
SPACED_LETTERS, NEXT_WORD = 4, 1.6
"""Such a title's letters, at least, and how many times as much white as between two of them parts its words."""
_MARKS = frozenset(".,;:")
AFTER_MARK, THAN_BEFORE = 0.3, 2.5
"""White of so many heights of a capital behind a comma or point, and so many times as much as before it, is a space; in
1,234 it is no wider than before it."""
NO_GROUP = 5
"""So many figures behind a point are neither thousands nor decimals."""
BLANK, THAN_USUAL = 0.3, 2.2
"""White of so many heights of a letter between two Chinese signs, and so many times as much as usual between those of
the line, is a blank."""
_BETWEEN_WORDS = frozenset("·•")
AROUND_POINT = 0.3
"""White of so many heights of a capital on a side of a point between words is a space; the model rarely sees it."""
WITHIN = 0.25
"""White of so many letter widths may lie within one sign."""


_IDEOGRAPHS = "\u2e80"


@dataclass(slots=True)
class Line:
    """A level picture of one line; `origin`, `along` and `across` lead from its pixels back to the page's."""

    picture: Image
    origin: tuple[float, float]
    along: tuple[float, float]
    across: tuple[float, float]

    def box(self, x0: float, x1: float) -> tuple[float, float, float, float]:
        """The box on the page of the columns from `x0` to `x1`."""
        height = self.picture.shape[0]
        corners = [
            (
                self.origin[0] + self.along[0] * x + self.across[0] * y,
                self.origin[1] + self.along[1] * x + self.across[1] * y,
            )
            for x in (x0, x1)
            for y in (0, height)
        ]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return (min(xs), min(ys), max(xs), max(ys))


def cut_out(image: Image, corners: Quad, usual_height: float) -> Line | None:
    """The line within these corners, as it is read; None where nothing is left of it on the page.

    A lone figure is higher than wide too: only what is also twice as high as the page's lines runs down the page.
    """
    import cv2
    import numpy as np

    width, height = float(np.linalg.norm(corners[1] - corners[0])), float(np.linalg.norm(corners[3] - corners[0]))
    if height >= UPRIGHT * width and height > 2 * usual_height:
        corners, width, height = np.roll(corners, -1, axis=0), height, width
    if width < 3 or height < 3:
        return None
    along, across = (corners[1] - corners[0]) / width, (corners[3] - corners[0]) / height
    size = (round(width), round(height))
    there = np.array([[0, 0], [size[0], 0], [0, size[1]]], dtype=np.float32)
    way = cv2.getAffineTransform(corners[[0, 1, 3]].astype(np.float32), there)
    picture = cv2.warpAffine(image, way, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return Line(
        np.asarray(picture, dtype=np.uint8),
        (float(corners[0][0]), float(corners[0][1])),
        (float(along[0]), float(along[1])),
        (float(across[0]), float(across[1])),
    )


def with_room(corners: Quad, share: float) -> Quad:
    """The corners moved outwards on all sides by this share of the line's height."""
    import numpy as np

    down = (corners[3] - corners[0]) * share
    width = float(np.linalg.norm(corners[1] - corners[0]))
    along = (corners[1] - corners[0]) * (float(np.linalg.norm(down)) / max(width, 1.0))
    moved = [corners[0] - along - down, corners[1] + along - down, corners[2] + along + down, corners[3] - along + down]
    return np.array(moved, dtype=np.float32)


def turned_over(image: Image, lines: Sequence[Quad]) -> tuple[Image, list[Quad]]:
    """The image turned by 180 degrees, and the lines on it."""
    import numpy as np

    size = np.array([image.shape[1], image.shape[0]], dtype=np.float32)
    return np.ascontiguousarray(image[::-1, ::-1]), [np.roll(size - corners, 2, axis=0) for corners in lines]


def words_of(letters: Sequence[Letter], line: Line, cell: float | None = None) -> list[Word]:
    """The words of a line: parted where the model saw a space or the paper shows as much of one. Each is as sure as its
    least sure letter. `cell` is the width of the cells of a typed page."""
    signs = [letter for letter in letters if not letter.sign.isspace()]
    if not signs:
        return []
    ink, capital = _ink(line.picture)
    width = len(ink)
    places = [letter.at * width for letter in signs]
    steps = [b - a for a, b in itertools.pairwise(places)]
    usual = max(2.0, median(steps)) if steps else max(2.0, 0.7 * capital)
    before = _spaces_before(letters)
    rooms = cells(letters, width, cell) if cell else [(place, place) for place in places]
    whites = [_white(ink, a, b) for a, b in itertools.pairwise(places)]
    spread = _spread([right - left for left, right in whites], signs, capital)
    chinese = [
        right - left
        for (one, other), (left, right) in zip(itertools.pairwise(signs), whites, strict=True)
        if one.sign >= _IDEOGRAPHS and other.sign >= _IDEOGRAPHS
    ]
    words: list[Word] = []
    start = min(_edge(ink, places[0], -1, usual), rooms[0][0])
    text, sure = signs[0].sign, signs[0].probability
    for index in range(1, len(signs)):
        left, right = whites[index - 1]
        white = right - left
        far = places[index] - places[index - 1] > STRIDE * usual
        scripts = _are_two_scripts(signs[index - 1].sign, signs[index].sign, white / capital)
        both = signs[index - 1].sign >= _IDEOGRAPHS and signs[index].sign >= _IDEOGRAPHS
        ended = (
            both and signs[index].sign.isalnum() and white > BLANK * capital and white > THAN_USUAL * median(chinese)
        )
        marked = not cell and _after_mark(signs, whites, index, capital)
        dotted = _BETWEEN_WORDS & {signs[index - 1].sign, signs[index].sign} and white > AROUND_POINT * capital
        parted = before[index] or scripts or marked or ended or bool(dotted) or (far and white > APART * capital)
        if white > spread if spread else parted:
            words.append(_word(text, sure, line, start, max(left, rooms[index - 1][1])))
            start, text, sure = min(right, rooms[index][0]), "", 1.0
        text += signs[index].sign
        sure = min(sure, signs[index].probability)
    words.append(_word(text, sure, line, start, max(_edge(ink, places[-1], 1, usual), rooms[-1][1])))
    return words


def _spread(whites: Sequence[float], signs: Sequence[Letter], capital: float) -> float | None:
    """The white that parts two words of a line set in spaced capitals, whose letters the model sees as words now and
    then; None where the line is not set so."""
    if len(signs) < SPACED_LETTERS or not all(letter.sign.isalpha() and letter.sign.isupper() for letter in signs):
        return None
    usual = median(whites)
    low, high = SPACED
    even = sum(white < NEXT_WORD * usual for white in whites) >= 0.75 * len(whites)
    return NEXT_WORD * usual if low * capital < min(whites) and usual < high * capital and even else None


def _after_mark(signs: Sequence[Letter], whites: Sequence[tuple[float, float]], index: int, capital: float) -> bool:
    """Whether the sign at `index` stands a space behind a comma or point that stands close behind another sign; in
    2.160, where a narrow figure follows, it does not."""
    if index < 2 or signs[index - 1].sign not in _MARKS:
        return False
    figures = "".join(letter.sign if letter.sign.isdigit() else " " for letter in signs[index:]).split(" ")[0]
    if signs[index - 2].sign.isdigit() and 0 < len(figures) < NO_GROUP:
        return False
    before, after = (right - left for left, right in whites[index - 2 : index])
    return after > AFTER_MARK * capital and after > THAN_BEFORE * max(1.0, before)


def _are_two_scripts(one: str, other: str, white: float) -> bool:
    """Whether a Chinese word ends and a Latin one begins (货号 Item), or the other way round with a space between them;
    in 2026年 and T恤 is none."""
    if not (one.isalnum() and other.isalnum()) or (one >= _IDEOGRAPHS) == (other >= _IDEOGRAPHS):
        return False
    return white > BETWEEN_SCRIPTS or (other < _IDEOGRAPHS and other.isalpha())


def _word(text: str, sure: float, line: Line, start: float, end: float) -> Word:
    x0, top, x1, bottom = line.box(start, max(end, start + 1))
    return Word(text, x0, top, x1, bottom, confidence=sure)


def _spaces_before(letters: Sequence[Letter]) -> list[bool]:
    """For each letter that is no space, whether one stands before it."""
    flags: list[bool] = []
    spaced = False
    for letter in letters:
        if letter.sign.isspace():
            spaced = True
            continue
        flags.append(spaced)
        spaced = False
    return flags


def _ink(picture: Image) -> tuple[Flags, float]:
    """Which columns hold ink, and the height of the letters. Ruling lines above and below are none of it."""
    import cv2
    import numpy as np

    smooth = cv2.GaussianBlur(picture, (3, 3), 0)
    low, high = (float(value) for value in np.percentile(smooth, (2, 98)))
    middle = (low + high) / 2
    dark = smooth < middle if float(np.median(smooth)) > middle else smooth > middle
    share = dark.mean(axis=1)
    rows = share < 0.9
    dark = dark[rows] if rows.any() else dark
    written = np.flatnonzero(share[rows] > 0.04) if rows.any() else np.arange(0)
    tall = float(written[-1] - written[0] + 1) if len(written) else 0.6 * picture.shape[0]
    return np.asarray(dark.any(axis=0), dtype=np.bool_), max(3.0, min(tall, 0.75 * picture.shape[0]))


def _white(ink: Flags, start: float, end: float) -> tuple[float, float]:
    """The widest stretch without ink between the middles of two letters; without one, their middle twice."""
    first, last = int(start), min(len(ink), int(end) + 1)
    best = (0, 0)
    run = first
    for at in range(first, last + 1):
        if at == last or ink[at]:
            if at - run > best[1] - best[0]:
                best = (run, at)
            run = at + 1
    return (float(best[0]), float(best[1])) if best[1] > best[0] else ((start + end) / 2, (start + end) / 2)


def _edge(ink: Flags, middle: float, step: int, usual: float) -> float:
    """Where the ink of the sign at `middle` ends, to the left (-1) or right (1)."""
    at = end = min(len(ink) - 1, max(0, int(middle)))
    white = 0
    while 0 <= at < len(ink) and abs(at - middle) <= usual:
        white = 0 if ink[at] else white + 1
        if ink[at]:
            end = at
        elif white > WITHIN * usual and end != int(middle):
            break
        at += step
    return float(end + (step > 0))
