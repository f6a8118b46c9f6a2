"""Turns a scanned page so that its lines of text run level, and remembers the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docvalidate.domain.page import Affine

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from docvalidate.reading.ocr.engines import Image

WORKING_SIDE = 1000
"""Pixels of the longer side at which angles are measured."""
STEEPEST = 8.0
"""Degrees of skew that are looked for."""
WORTH_TURNING = 0.12
"""Degrees: less than this shifts a line by less than its own height across the page."""
DARKER = 12.0
"""Grey levels by which ink is darker than the paper around it."""
GRAINS = 3.5
"""Ink is also so many times darker as the grain of the scan usually is: grain would hide which way lines run."""
RULING = 31
"""Pixels, at working size, of a run of ink that is a line and no letter."""
LETTER_GAP = 5
"""Pixels, at working size, between letters of a word; lines of text lie further apart."""
LONG = 1.8
"""How many times as long as high a run of letters is a word."""
WORD_SIDES = (4, 10, 200)
"""Pixels, at working size: the least width and the least and greatest length of a word; what is left of ruling lines is
thinner or longer."""
CLEARLY = 1.3
"""How many times as many upright as level words make a page one that lies on its side."""

IDENTITY: Affine = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def straighten(image: Image) -> tuple[Image, Affine]:
    """The image with level lines, and the affine way from its pixels back to those of the original.

    It may still stand on its head: that shows only once it is read.
    """
    back = IDENTITY
    if _is_quarter_turned(image):
        image, back = _turn(image, 90)
    angle = skew(image)
    if abs(angle) >= WORTH_TURNING:
        image, level = _rotate(image, angle)
        back = compose(level, back)
    return image, back


def turn_up(image: Image, back: Affine) -> tuple[Image, Affine]:
    """The image turned by 90 degrees, its lines level again, and the way back to the original."""
    image, up = _turn(image, 90)
    back = compose(up, back)
    angle = skew(image)
    if abs(angle) >= WORTH_TURNING:
        image, level = _rotate(image, angle)
        back = compose(level, back)
    return image, back


def turn_over(image: Image, back: Affine) -> tuple[Image, Affine]:
    """The image turned by 180 degrees, and the way back to the original."""
    image, over = _turn(image, 180)
    return image, compose(over, back)


def skew(image: Image) -> float:
    """By how many degrees the lines of text fall to the right (clockwise positive)."""
    ink = _ink(image)
    steps = [step * 0.5 for step in range(int(-2 * STEEPEST), int(2 * STEEPEST) + 1)]
    best = max(steps, key=lambda angle: _levelness(ink, angle))
    if abs(best) >= STEEPEST:
        return 0.0  # no peak within reach: not lines of text
    fine = [best + step * 0.1 for step in range(-5, 6)]
    return max(fine, key=lambda angle: _levelness(ink, angle))


def _ink(image: Image) -> NDArray[np.float32]:
    """Dark on light as 1 on 0, at working size."""
    import cv2
    import numpy as np

    scale = min(1.0, WORKING_SIDE / max(image.shape))
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else image
    small = cv2.GaussianBlur(small, (3, 3), 0)
    grain = float(np.median(cv2.absdiff(small, cv2.GaussianBlur(small, (0, 0), 4)))) * 1.48
    darker = max(DARKER, GRAINS * grain)
    binary = cv2.adaptiveThreshold(small, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, darker)
    return np.asarray(binary, dtype=np.float32)


def _levelness(ink: NDArray[np.float32], angle: float) -> float:
    """How sharply rows of ink and rows of paper alternate once the page is turned by `angle`."""
    import cv2
    import numpy as np

    height, width = ink.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(ink, matrix, (width, height), flags=cv2.INTER_LINEAR)
    profile = turned.sum(axis=1)
    return float(np.square(np.diff(profile)).sum())


def _is_quarter_turned(image: Image) -> bool:
    """Whether lines of text run up or down: the letters of a word, run together, are then taller than wide."""
    import cv2
    import numpy as np

    ink = _ink(image)
    for size in ((1, RULING), (RULING, 1)):  # ruling lines say nothing
        long = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(size, np.uint8))
        ink = np.clip(ink - cv2.dilate(long, np.ones((3, 3), np.uint8)), 0, 1)
    words = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((LETTER_GAP, LETTER_GAP), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats((words > 0.5).astype(np.uint8), connectivity=8)
    width, height = (stats[1:, column].astype(float) for column in (2, 3))
    thinnest, shortest, longest = WORD_SIDES
    side = np.maximum(width, height)
    word = (np.minimum(width, height) >= thinnest) & (side >= shortest) & (side <= longest)
    # Counted, not by their ink: a few long pieces of ruling would outweigh the words of a page with little on it.
    wide, tall = int((word & (width > LONG * height)).sum()), int((word & (height > LONG * width)).sum())
    return tall > CLEARLY * wide


def _turn(image: Image, degrees: int) -> tuple[Image, Affine]:
    """The image turned clockwise by 90 or 180 degrees, and the way back."""
    import numpy as np

    height, width = image.shape
    if degrees == 90:
        return np.ascontiguousarray(np.rot90(image, -1)), (0.0, -1.0, 1.0, 0.0, 0.0, float(height))
    return np.ascontiguousarray(image[::-1, ::-1]), (-1.0, 0.0, 0.0, -1.0, float(width), float(height))


def _rotate(image: Image, angle: float) -> tuple[Image, Affine]:
    """The image turned about its middle so that lines that fall to the right are level, and the way back."""
    import cv2
    import numpy as np

    height, width = image.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(image, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=255)
    inverse = cv2.invertAffineTransform(matrix)
    (a, c, e), (b, d, f) = inverse
    return np.asarray(turned, dtype=np.uint8), (float(a), float(b), float(c), float(d), float(e), float(f))


def compose(first: Affine, second: Affine) -> Affine:
    """The affine way that goes `first`, then `second`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)
