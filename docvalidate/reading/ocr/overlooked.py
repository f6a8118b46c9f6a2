"""Ink in the rows of a page that no line found holds: lone signs, such as the stroke between two words of a head.

The model that finds lines looks for words; one sign that stands by itself it often takes for dirt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docvalidate.reading.ocr.cutting import Quad
    from docvalidate.reading.ocr.engines import Image

HIGH, WIDE = (0.3, 1.3), 0.25
"""Heights of its row between which such a sign is high, and at least as wide; others are points, bars and ruling."""
RULING = 1.5
"""A straight run of ink of so many heights of a usual line is ruling."""
BESIDE = 0.25
"""Heights of a line around it within which ink is its own."""
JOINED = 0.35
"""Heights of a line by which the signs of one word stand apart at most."""
MOST = 40
"""So many pieces of ink beside the lines are a picture or dirt: none of them is looked at."""
INKED = 40
"""Grey levels by which ink is darker than paper, at least."""


def overlooked(image: Image, lines: list[Quad], usual: float) -> list[Quad]:
    """The corners of ink as high as letters in the row of a line and in none; `usual` is the height of lines."""
    import cv2
    import numpy as np

    if not lines or usual < 6:
        return []
    soft = cv2.GaussianBlur(image, (3, 3), 0)
    paper = float(np.percentile(soft, 60))
    inked = soft[soft < paper - INKED]
    if not inked.size:
        return []
    ink = (soft < (float(np.median(inked)) + paper) / 2).astype(np.uint8)
    long = max(3, round(RULING * usual))
    for shape in ((1, long), (long, 1)):
        runs = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(shape, np.uint8))
        ink[cv2.dilate(runs, np.ones((3, 3), np.uint8)) > 0] = 0
    boxes = [(line.min(axis=0), line.max(axis=0)) for line in lines]
    for (x0, top), (x1, bottom) in boxes:
        room = BESIDE * min(usual, bottom - top)
        ink[max(0, round(top - room)) : round(bottom + room), max(0, round(x0 - room)) : round(x1 + room)] = 0
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, max(1, round(JOINED * usual))), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    found: list[Quad] = []
    for x, y, width, height in stats[1:, :4].astype(float).tolist():
        middle = y + height / 2
        rows = [
            (top, bottom)
            for (_, top), (_, bottom) in boxes
            if HIGH[0] * (bottom - top) <= height <= HIGH[1] * (bottom - top)
            and abs((top + bottom) / 2 - middle) < BESIDE * (bottom - top)
            and bottom - top < 2 * usual
        ]
        if not rows or width < WIDE * usual:
            continue
        row_top, row_bottom = min(rows, key=lambda row: abs((row[0] + row[1]) / 2 - middle))
        room = BESIDE * usual
        x0, x1 = x - room, x + width + room
        found.append(np.array([[x0, row_top], [x1, row_top], [x1, row_bottom], [x0, row_bottom]], dtype=np.float32))
    return found if len(found) <= MOST else []


SLANTED = 0.8
"""Correlation of the ink's rows and columns, at least, in a stroke between two words."""
BROAD = 0.25
"""How wide a slanted stroke is at least, in its heights: narrower is an upright one."""


def is_slanted(picture: Image) -> bool:
    """Whether the ink of a picture is one stroke that rises to the right."""
    import numpy as np

    low, high = (float(value) for value in np.percentile(picture, (1, 90)))
    rows, columns = np.nonzero(picture < (low + high) / 2)
    if len(rows) < 6 or not float(columns.std()) or not float(rows.std()):
        return False
    broad = float(np.ptp(columns)) >= BROAD * float(np.ptp(rows))
    return broad and float(np.corrcoef(rows, columns)[0, 1]) < -SLANTED
