"""Pages of a PDF that are images: read by OCR, and joined with what text layer there is."""

from __future__ import annotations

import time
from typing import Any

from docvalidate.config.reading import ReadingLimits
from docvalidate.domain.page import Box, Page, Word
from docvalidate.reading.ocr.engines import find_engine
from docvalidate.reading.ocr.scan import LATE, MISSING, read_scan
from docvalidate.reading.pdf.layer import Layer

DPI = 200
"""Resolution at which a page is drawn for OCR."""
SCANNER_CONFIDENCE = 0.75
"""How sure words of a scanner's own text layer are taken to be."""
ENOUGH = 0.6
"""Our reading replaces a scanner's layer if it finds at least this share of its number of characters."""
SURE = 0.85


def read_by_ocr(page: Any, layered: Page, layer: Layer, limits: ReadingLimits, until: float) -> Page:
    """The page with the words of its image. `layered` is what its text layer gives; after the time `until` (of
    `time.monotonic`) that is all there is."""
    engine = find_engine(limits.ocr_engine)
    if engine is None:
        return _without_ocr(layered, layer, MISSING)
    if time.monotonic() > until:
        return _without_ocr(layered, layer, LATE)
    from docvalidate.reading.pdf.raster import render_grey

    try:
        pixels, dpi = render_grey(page, DPI, limits.max_pixels)
        scan = read_scan(pixels, dpi, layered.number, engine)
    except (RuntimeError, MemoryError, ValueError) as error:
        layered.words, layered.source = [], "ocr"
        layered.unread = f"{layer.reason}, and OCR failed ({error}); send it as text"
        return layered
    scan.notes += layered.notes
    if layer.trust == "scanner":
        return _better(scan, layered)
    if layer.trust == "beside":
        _lay_over(scan, layered.words)
    return scan


def _without_ocr(layered: Page, layer: Layer, reason: str) -> Page:
    layered.source = "ocr"
    if layer.trust == "scanner":
        for word in layered.words:
            word.confidence = SCANNER_CONFIDENCE
        layered.notes.append("read from the scanner's own text layer, not from the image")
        return layered
    layered.words, layered.sideways = [], []
    layered.unread = f"{layer.reason}, {reason}"
    return layered


def _better(scan: Page, layered: Page) -> Page:
    """Our reading of the image or the scanner's: ours where it is sure and finds as much."""
    ours, theirs = sum(len(word.text) for word in scan.words), sum(len(word.text) for word in layered.words)
    sure = sum(len(word.text) * word.confidence for word in scan.words) / max(1, ours)
    if ours >= ENOUGH * theirs and sure >= SURE:
        return scan
    for word in layered.words:
        word.confidence = SCANNER_CONFIDENCE
    layered.source = "ocr"
    layered.notes.append("read from the scanner's own text layer, which is better than our reading of the image")
    return layered


def _lay_over(scan: Page, words: list[Word]) -> None:
    """Puts words of the text layer in place of what OCR read at the same spot."""
    for word in words:
        word.x0, word.top, word.x1, word.bottom = _to_reading(scan, word.box)
    scan.words = [word for word in scan.words if not any(_covers(other.box, word) for other in words)] + words


def _to_reading(scan: Page, box: Box) -> Box:
    """A displayed box in the coordinates in which the page was read: the reverse of `Page.displayed`."""
    if scan.frame is None:
        return box
    a, b, c, d, e, f = scan.frame
    size = a * d - b * c
    corners = [(x - e, y - f) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs = [(d * x - c * y) / size for x, y in corners]
    ys = [(a * y - b * x) / size for x, y in corners]
    return (min(xs), min(ys), max(xs), max(ys))


def _covers(box: Box, word: Word) -> bool:
    return box[0] <= word.centre <= box[2] and box[1] <= word.middle <= box[3]
