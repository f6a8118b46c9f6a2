"""Which part of a page a crop shows: the evidence in the middle, its row around it, at a size that can be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from docvalidate.domain.page import Box

NARROWEST, WIDEST = 420.0, 580.0
"""Points of page a crop shows across: the more, the smaller the print."""
LOWEST = 84.0
TALLEST = 300.0
ABOVE = 34.0
"""Points of page shown above and below the evidence."""
BESIDE = 26.0
USUAL_HEIGHT = 8.0
"""Points: print smaller than this is looked at from closer by."""
CLOSEST = 0.62
AROUND = 1.6
"""Points between a text and the box drawn around it."""


@dataclass(frozen=True)
class Rectangle:
    """Ready for SVG, rounded to a tenth of a point."""

    x: float
    y: float
    width: float
    height: float


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around all."""
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return (min(x0), min(top), max(x1), max(bottom))


def around(box: Box, margin: float = AROUND) -> Rectangle:
    """The rectangle drawn for a box."""
    x0, top, x1, bottom = box
    width, height = max(0.0, x1 - x0), max(0.0, bottom - top)
    return Rectangle(
        round(x0 - margin, 1), round(top - margin, 1), round(width + 2 * margin, 1), round(height + 2 * margin, 1)
    )


def clusters(boxes: list[Box]) -> list[list[Box]]:
    """Boxes of one page, grouped so that each group fits one crop."""
    groups: list[list[Box]] = []
    for box in sorted(boxes, key=lambda box: (box[1], box[0])):
        if groups and box[3] - union(groups[-1])[1] <= TALLEST - 2 * ABOVE:
            groups[-1].append(box)
        else:
            groups.append([box])
    return groups


def crop(boxes: list[Box], row: Box | None, width: float, height: float) -> Rectangle:
    """The part of a page of `width` by `height` points that shows the boxes, and the row they stand in if it fits."""
    core = union(boxes)
    closer = min(1.0, max(CLOSEST, min(box[3] - box[1] for box in boxes) / USUAL_HEIGHT))
    wide = union([core, row]) if row is not None else core
    if wide[2] - wide[0] + 2 * BESIDE > WIDEST * closer:
        wide = core
    across = min(max(wide[2] - wide[0] + 2 * BESIDE, NARROWEST * closer), width)
    down = min(max(wide[3] - wide[1] + 2 * ABOVE * closer, LOWEST * closer), height)
    left = min(max((wide[0] + wide[2] - across) / 2, 0.0), width - across)
    top = min(max((wide[1] + wide[3] - down) / 2, 0.0), height - down)
    return Rectangle(round(left, 1), round(top, 1), round(across, 1), round(down, 1))
