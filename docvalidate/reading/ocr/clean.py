"""Makes a scan as clear as its paper: even light, full contrast, no specks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docvalidate.reading.ocr.engines import Image

FAINT = 90
"""Grey levels between paper and the darkest ink: with fewer the print is faint."""
UNEVEN = 40
"""Grey levels between the lightest and the darkest region of the paper: with more there is a shadow on it."""
SPECKLED = 0.004
"""Share of pixels that stand alone against all their neighbours: with more the scan is speckled."""


def clean(image: Image) -> Image:
    """The image with shadows, faint print and specks mended; unchanged where it has none of them."""
    import cv2
    import numpy as np

    median = np.asarray(cv2.medianBlur(image, 3), dtype=np.uint8)
    alone = np.abs(image.astype(np.int16) - median) > 100
    if float(alone.mean()) > SPECKLED:
        image = median
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


def _paper(image: Image) -> Image:
    """The brightness of the paper without its ink, small: the light maximum around each place, smoothed."""
    import cv2
    import numpy as np

    scale = 200 / max(image.shape)
    small = cv2.resize(image, None, fx=min(1.0, scale), fy=min(1.0, scale), interpolation=cv2.INTER_AREA)
    light = cv2.dilate(small, np.ones((9, 9), np.uint8))
    return np.asarray(cv2.medianBlur(light, 9), dtype=np.uint8)
