"""What is drawn on a PDF page besides text: ruling lines, edges of boxes, and how much of it images cover."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from docvalidate.domain.page import Rule
from docvalidate.reading.pdf.frame import IDENTITY, Frame, Matrix, multiply
from docvalidate.reading.rules import merge_rules

THIN = 2.5
"""Points: a filled box or image thinner than this is a line."""
STRAIGHT = 0.6
"""Points by which the ends of a level line may differ."""
NEARLY_WHITE = 250
FORM_DEPTH = 8

_Span = tuple[float, float, float]
_Point = tuple[float, float]


@dataclass(slots=True)
class Drawing:
    """The lines of a page and the boxes of its images, in displayed points."""

    horizontal: list[_Span] = field(default_factory=list)
    vertical: list[_Span] = field(default_factory=list)
    images: list[tuple[float, float, float, float]] = field(default_factory=list)
    curves: int = 0
    """Paths with curves: letters drawn as outlines come as hundreds of them."""
    complete: bool = True
    """False where the page held more objects than the limit."""

    def rules(self) -> list[Rule]:
        return merge_rules(self.horizontal, self.vertical)


def read_drawing(page: Any, frame: Frame, max_drawings: int) -> Drawing:
    """Lines, edges and images of the page, those in nested forms too."""
    drawing = Drawing()
    for seen, (handle, kind, matrix) in enumerate(_objects(page, frame.matrix(), 0)):
        if seen >= max_drawings:
            drawing.complete = False
            break
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            _add_path(drawing, handle, matrix, frame)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            _add_image(drawing, handle, matrix, frame)
    return drawing


def _objects(container: Any, matrix: Matrix, depth: int) -> Iterator[tuple[Any, int, Matrix]]:
    if depth == 0:
        count, get = pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject
    else:
        count, get = pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject
    for index in range(max(0, count(container))):
        handle = get(container, index)
        if not handle:
            continue
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            if depth < FORM_DEPTH:
                yield from _objects(handle, multiply(_matrix(handle), matrix), depth + 1)
        elif kind != pdfium.FPDF_PAGEOBJ_TEXT:
            yield handle, kind, matrix


def _matrix(handle: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(handle, found):
        return IDENTITY
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _add_image(drawing: Drawing, handle: Any, matrix: Matrix, frame: Frame) -> None:
    corners = [_apply(multiply(_matrix(handle), matrix), x, y) for x in (0.0, 1.0) for y in (0.0, 1.0)]
    x0, x1 = max(0.0, min(x for x, _ in corners)), min(frame.width, max(x for x, _ in corners))
    top, bottom = max(0.0, min(y for _, y in corners)), min(frame.height, max(y for _, y in corners))
    if x1 <= x0 or bottom <= top:
        return
    if min(x1 - x0, bottom - top) <= THIN:
        _add_box(drawing, x0, top, x1, bottom)
    else:
        drawing.images.append((x0, top, x1, bottom))


def _add_path(drawing: Drawing, handle: Any, matrix: Matrix, frame: Frame) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(handle, fill, stroke)
    filled = fill.value != pdfium.FPDF_FILLMODE_NONE
    stroked = bool(stroke.value) and _visible(handle, pdfium.FPDFPageObj_GetStrokeColor) is not None
    shade = _visible(handle, pdfium.FPDFPageObj_GetFillColor) if filled else None
    if not stroked and shade is None:
        return
    polygons, curved = _polygons(handle, multiply(_matrix(handle), matrix))
    drawing.curves += curved
    for points in polygons:
        x0, x1 = min(x for x, _ in points), max(x for x, _ in points)
        top, bottom = min(y for _, y in points), max(y for _, y in points)
        if x1 < 0 or x0 > frame.width or bottom < 0 or top > frame.height:
            continue
        if min(x1 - x0, bottom - top) <= THIN:
            _add_box(drawing, x0, top, x1, bottom)
            continue
        if not stroked and shade is not None and min(shade) >= NEARLY_WHITE:
            continue  # a white box shows no edge
        if (x1 - x0) * (bottom - top) > 0.95 * frame.width * frame.height:
            continue  # the page's own background
        for start, end in itertools.pairwise(points):
            _add_segment(drawing, start, end)


def _add_segment(drawing: Drawing, start: _Point, end: _Point) -> None:
    (xa, ya), (xb, yb) = start, end
    if abs(ya - yb) <= STRAIGHT < abs(xa - xb):
        drawing.horizontal.append(((ya + yb) / 2, min(xa, xb), max(xa, xb)))
    elif abs(xa - xb) <= STRAIGHT < abs(ya - yb):
        drawing.vertical.append(((xa + xb) / 2, min(ya, yb), max(ya, yb)))


def _add_box(drawing: Drawing, x0: float, top: float, x1: float, bottom: float) -> None:
    """A thin box is one line along its middle."""
    if x1 - x0 >= bottom - top:
        drawing.horizontal.append(((top + bottom) / 2, x0, x1))
    else:
        drawing.vertical.append(((x0 + x1) / 2, top, bottom))


def _visible(handle: Any, getter: Any) -> tuple[int, int, int] | None:
    """The colour, or None where it is transparent. A pattern, which has no colour, counts as grey."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not getter(handle, red, green, blue, alpha):
        return (128, 128, 128)
    return (red.value, green.value, blue.value) if alpha.value else None


def _polygons(handle: Any, matrix: Matrix) -> tuple[list[list[_Point]], int]:
    """The straight outlines of a path, closed where the path closes them, and whether it has curves (0 or 1)."""
    polygons: list[list[_Point]] = []
    points: list[_Point] = []
    curved = 0
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(max(0, pdfium.FPDFPath_CountSegments(handle))):
        segment = pdfium.FPDFPath_GetPathSegment(handle, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = _apply(matrix, x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            points = [point]
            polygons.append(points)
        else:
            curved = curved or int(kind == pdfium.FPDF_SEGMENT_BEZIERTO)
            points.append(point)
        if pdfium.FPDFPathSegment_GetClose(segment) and points:
            points.append(points[0])
    return [outline for outline in polygons if len(outline) > 1], curved


def _apply(matrix: Matrix, x: float, y: float) -> _Point:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)
