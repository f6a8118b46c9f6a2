"""A PDF page as pixels: for OCR, and for crops in reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONGEST_SIDE = 4000
"""Pixels: larger pages are drawn at a lower resolution."""


def render_grey(page: Any, dpi: float, max_pixels: int) -> tuple[NDArray[np.uint8], float]:
    """The page as displayed, rows by columns of grey, and the resolution it was drawn at (at most `dpi`)."""
    import numpy as np

    width, height = page.get_size()
    scale = min(dpi / 72, LONGEST_SIDE / max(width, height), (max_pixels / (width * height)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=True)
    try:
        pixels = np.array(bitmap.to_numpy(), dtype=np.uint8)
    finally:
        bitmap.close()
    return pixels.reshape(pixels.shape[:2]), scale * 72
