"""From a PDF's own coordinates (from the bottom left, unrotated) to those of the page as displayed."""

from __future__ import annotations

from dataclasses import dataclass

from docvalidate.domain.page import Box

Matrix = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f as PDF writes them: x' = a x + c y + e, y' = b x + d y + f."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def multiply(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that does `first`, then `second`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible box of a page and its rotation (clockwise, in degrees)."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @property
    def width(self) -> float:
        return self.top - self.bottom if self.rotation in (90, 270) else self.right - self.left

    @property
    def height(self) -> float:
        return self.right - self.left if self.rotation in (90, 270) else self.top - self.bottom

    def matrix(self) -> Matrix:
        """As an affine matrix, from PDF coordinates to displayed ones."""
        if self.rotation == 90:
            return (0.0, 1.0, 1.0, 0.0, -self.bottom, -self.left)
        if self.rotation == 180:
            return (-1.0, 0.0, 0.0, 1.0, self.right, -self.bottom)
        if self.rotation == 270:
            return (0.0, -1.0, -1.0, 0.0, self.top, self.right)
        return (1.0, 0.0, 0.0, -1.0, -self.left, self.top)

    def point(self, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = self.matrix()
        return (a * x + c * y + e, b * x + d * y + f)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """x0, top, x1, bottom as displayed."""
        x0, y0 = self.point(left, bottom)
        x1, y1 = self.point(right, top)
        return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
