"""Makes a scan as clear as its paper: even light, full contrast, no specks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docvalidate.reading.ocr.engines import Image

FAINT = 90
"""Grey levels between paper and the darkest ink: with fewer the print is faint."""
UNEVEN = 40
"""Grey levels between the lightest and the darkest region of the paper: with more there is a shadow on it."""
SPECK_SIDE = 0.75
"""Points: the side of the largest dot taken for dirt; a decimal point is about 0.9 points wide."""
BESIDE = (4.5, 1.5)
"""Points to the sides of a letter, and above and below it, within which a small dot belongs to it: in letters of one
width a decimal point stands that far from the next digit."""
INKED = 40
"""Grey levels by which ink is darker than paper, at least."""
LETTER = 4
"""So many times as large as a speck is a letter, at least."""
SPECKLED = 8
"""Specks in a square inch of paper: with more the scan is speckled."""


def clean(image: Image, dpi: float) -> Image:
    """The image with shadows, faint print and specks mended; unchanged where it has none of them."""
    import cv2
    import numpy as np

    image = _without_specks(image, dpi)
    paper = _paper(image)
    low, high = (float(value) for value in np.percentile(paper, (2, 98)))
    if high - low > UNEVEN:
        even = cv2.resize(paper, image.shape[::-1], interpolation=cv2.INTER_LINEAR).astype(np.float32)
        image = np.clip(image.astype(np.float32) / np.maximum(even, 1.0) * 255.0, 0, 255).astype(np.uint8)
    ink, white = (float(value) for value in np.percentile(image, (0.5, 60)))
    if 10 < white - ink < FAINT:
        stretched = (image.astype(np.float32) - ink) / (white - ink) * 255.0
        image = np.clip(stretched, 0, 255).astype(np.uint8)
    return image


def _without_specks(image: Image, dpi: float) -> Image:
    """Paints out lone dots that are smaller than any printed sign; on a clean scan there are too few to matter."""
    import cv2
    import numpy as np

    dark = (image < 128).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    largest = max(1.0, SPECK_SIDE * dpi / 72) ** 2
    small = stats[:, cv2.CC_STAT_AREA] <= largest
    small[0] = False
    if small.sum() < SPECKLED * image.size / dpi**2:
        return image
    # Beside a letter a dot is as likely a decimal point or the dots of an umlaut: it stays.
    wide, high = (2 * max(1, round(points * dpi / 72)) + 1 for points in BESIDE)
    printed = cv2.dilate(_letters(image, LETTER * largest), np.ones((high, wide), np.uint8))
    specks = small.copy()
    specks[np.unique(labels[(printed > 0) & small[labels]])] = False
    mended = image.copy()
    mended[specks[labels]] = 255
    return np.asarray(cv2.GaussianBlur(mended, (3, 3), 0), dtype=np.uint8)


def _letters(image: Image, smallest: float) -> Image:
    """Where the ink of letters is, grey ink as well: of faint print a few dots alone are black."""
    import cv2
    import numpy as np

    soft = cv2.GaussianBlur(image, (3, 3), 0)
    paper = float(np.percentile(soft, 60))
    inked = soft[soft < paper - INKED]
    if not inked.size:
        return np.zeros_like(image)
    printed = (soft < (float(np.median(inked)) + paper) / 2).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(printed, connectivity=8)
    large = stats[:, cv2.CC_STAT_AREA] > smallest
    large[0] = False
    return np.asarray(large[labels], dtype=np.uint8)


def _paper(image: Image) -> Image:
    """The brightness of the paper without its ink, small: the light maximum around each place, smoothed."""
    import cv2
    import numpy as np

    scale = 200 / max(image.shape)
    small = cv2.resize(image, None, fx=min(1.0, scale), fy=min(1.0, scale), interpolation=cv2.INTER_AREA)
    light = cv2.dilate(small, np.ones((9, 9), np.uint8))
    return np.asarray(cv2.medianBlur(light, 9), dtype=np.uint8)
