"""Ruling lines in a scan, so that a ruled table keeps its grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docvalidate.domain.page import Rule, Word
from docvalidate.reading.rules import merge_rules

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from docvalidate.reading.ocr.engines import Image

SHORTEST = 20.0
"""Points: what is shorter may be a letter of a title."""
THICKEST = 4.0
"""Points: what is thicker is a bar or a picture, of which only the edges count."""
BREAK = 0.8
"""Points of a line that may be missing from the scan; letters of a word stand further apart."""
BLACK = 110
"""Grey level under which a pixel is ink whatever surrounds it: the inside of a black bar is no edge."""
BAR, EDGE, FILLED = 9.0, 1.2, 0.75
"""Points to both sides of an upright line, and below its top and above its bottom, where so large a share of ink tells
that it stands in a bar."""
HIGHER, ON_LINE, DOUBTFUL = 1.5, 0.45, 0.97
"""An upright line so many times as high as a word is ruling; a stroke within so many widths of a sign of it is a piece
of it, in a word less sure than this."""
NEAR = 4.0
"""Heights of a word from which an upright line goes on, on pages that draw it with bars of which some touch."""
_STROKES = frozenset("Il1|!")
WITHIN_LETTERS = 0.5
"""Share of a line that may run through the middle of words: with more it is made of their strokes."""


def find_rules(image: Image, dpi: float, words: list[Word]) -> list[Rule]:
    """The level and upright lines of a straightened grey image, in points, but those made of letters of `words`; signs
    of words that are pieces of upright lines are taken from them."""
    import cv2
    import numpy as np

    edges = cv2.adaptiveThreshold(
        cv2.GaussianBlur(image, (3, 3), 0), 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 41, 14
    )
    dark = np.where(image < BLACK, np.uint8(255), edges)
    points = 72.0 / dpi
    horizontal = _lines(dark, dpi)
    vertical = _lines(np.ascontiguousarray(dark.T), dpi)
    rules = merge_rules(
        [(at * points, start * points, end * points) for at, start, end in horizontal],
        [(at * points, start * points, end * points) for at, start, end in vertical],
    )
    _take_strokes(words, [rule for rule in rules if not rule.horizontal])
    inked = (float(np.percentile(image, 0.5)) + float(np.percentile(image, 60))) / 2
    return [rule for rule in rules if not _made_of_letters(rule, words) and not _in_bar(rule, image < inked, dpi)]


def without_rules(image: Image, dpi: float) -> Image:
    """The image with its ruling lines painted out, for an engine that takes them for letters."""
    import cv2
    import numpy as np

    pixels = dpi / 72.0
    dark = (image < 160).astype(np.uint8)
    mended = image.copy()
    for shape in ((1, int(SHORTEST * pixels)), (int(SHORTEST * pixels), 1)):
        runs = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones(shape, np.uint8))
        _, labels, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
        thin = np.minimum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) <= THICKEST * pixels
        thin[0] = False
        mended[cv2.dilate(thin[labels].astype(np.uint8), np.ones((3, 3), np.uint8)) > 0] = 255
    return np.asarray(mended, dtype=np.uint8)


def _made_of_letters(rule: Rule, words: list[Word]) -> bool:
    through = 0.0
    for word in words:
        if rule.horizontal and word.top + 0.2 * word.height < rule.top < word.bottom - 0.1 * word.height:
            through += max(0.0, min(rule.x1, word.x1) - max(rule.x0, word.x0))
        elif not rule.horizontal and word.x0 + 1 < rule.x0 < word.x1 - 1:
            through += max(0.0, min(rule.bottom, word.bottom) - max(rule.top, word.top))
    return through > WITHIN_LETTERS * max(rule.x1 - rule.x0, rule.bottom - rule.top)


def _take_strokes(words: list[Word], upright: list[Rule]) -> None:
    """Takes strokes off the ends of doubtful words at the place of an upright line that is higher than they: ORI."""
    for word in list(words):
        lines = [
            rule.x0
            for rule in upright
            if rule.bottom - rule.top > HIGHER * word.height
            and rule.top - NEAR * word.height < word.middle < rule.bottom + NEAR * word.height
        ]
        for end in (-1, 0):
            width = (word.x1 - word.x0) / max(1, len(word.text))
            at = word.x1 - width / 2 if end else word.x0 + width / 2
            through = any(abs(x - at) < ON_LINE * width for x in lines)
            if word.confidence < DOUBTFUL and word.text[end:][:1] in _STROKES and through:
                word.text = word.text[:-1] if end else word.text[1:]
                word.x0, word.x1 = (word.x0, word.x1 - width) if end else (word.x0 + width, word.x1)
        if not word.text:
            words[:] = [other for other in words if other is not word]


def _in_bar(rule: Rule, dark: NDArray[np.bool_], dpi: float) -> bool:
    """Whether an upright line is as high as a dark bar it stands in: the ground between white words on it."""
    if rule.horizontal:
        return False
    pixels = dpi / 72.0
    x0, x1 = (max(0, round((rule.x0 + side) * pixels)) for side in (-BAR, BAR))
    edges = (rule.top + EDGE, rule.bottom - EDGE - 1.0)
    bands = [dark[max(0, round(y * pixels)) : round((y + 1.0) * pixels) + 1, x0:x1] for y in edges]
    return all(band.size > 0 and float(band.mean()) > FILLED for band in bands)


def _lines(dark: NDArray[np.uint8], dpi: float) -> list[tuple[float, float, float]]:
    """(row, first column, last column) of each long level run of ink, in pixels."""
    import cv2
    import numpy as np

    pixels = dpi / 72.0
    shortest, gap = max(8, int(SHORTEST * pixels)), max(1, int(BREAK * pixels))
    joined = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    # A line a little out of level is a stair of short steps: it is thickened before long runs are looked for.
    thick = cv2.dilate(joined, np.ones((2, 1), np.uint8))
    runs = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, shortest), np.uint8))
    count, _, stats, centres = cv2.connectedComponentsWithStats(runs, connectivity=8)
    found: list[tuple[float, float, float]] = []
    for index in range(1, count):
        x, y, width, height = (int(value) for value in stats[index][:4])
        if width < shortest:
            continue
        if height <= THICKEST * pixels:
            found.append((float(centres[index][1]), float(x), float(x + width)))
        elif width > 2 * height:
            found += [(float(y), float(x), float(x + width)), (float(y + height), float(x), float(x + width))]
    return found
