"""Opens a PDF and reads its pages one after the other."""

from __future__ import annotations

import ctypes
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from docvalidate.config.reading import ReadingLimits
from docvalidate.domain.errors import ReadingError
from docvalidate.domain.page import Page
from docvalidate.reading.pdf.characters import read_characters
from docvalidate.reading.pdf.drawing import read_drawing
from docvalidate.reading.pdf.frame import Frame
from docvalidate.reading.pdf.layer import judge_layer
from docvalidate.reading.pdf.scanned import read_by_ocr
from docvalidate.reading.pdf.turning import lay_out

_ONE_AT_A_TIME = threading.RLock()
"""pdfium may not be called from two threads at once."""

_NO_WIDTH = 0.001
_STANDARD = ("Helvetica", "Arial", "Times", "Courier", "Symbol", "ZapfDingbats")
"""Fonts that pdfium carries itself: what has no width in them is blank."""
LARGEST_SIDE = 14_400.0
"""Points: the largest page that PDF 1.7 allows (annex C)."""


def read_document(path: Path, limits: ReadingLimits) -> list[Page]:
    """The pages of a PDF. Raises `ReadingError` where it cannot be opened or holds too much."""
    until = time.monotonic() + limits.max_ocr_seconds
    with _ONE_AT_A_TIME:
        try:
            document = _open(path)
        except ReadingError:
            pages = _read_again(path, limits, until)
            if not pages:
                raise
            return pages
        refused: set[int] = set()
        try:
            if len(document) > limits.max_pages:
                raise ReadingError(
                    path.name,
                    f"has {len(document):,} pages, more than the {limits.max_pages:,} allowed",
                    "split the file, or raise reading.max_pages",
                )
            if document.get_formtype():
                document.init_forms()
            count = len(document)
            pages = [_read_page(document, number, path, limits, until, refused) for number in range(1, count + 1)]
        finally:
            document.close()
    if not refused:
        return pages
    if len(refused) == count and not any(page.words for page in pages):  # then its count is worth nothing either
        return _read_again(path, limits, until) or pages
    from docvalidate.reading.pdf.second_reader import read_again

    again = read_again(path, limits, until, refused, count)
    whole = {page.number for page in pages if page.words}  # pdfium read it, and left out a sign or two
    return [
        replace(again[page.number], notes=page.notes)
        if page.number in again and page.number in whole
        else again.get(page.number, page)
        for page in pages
    ]


def _read_again(path: Path, limits: ReadingLimits, until: float) -> list[Page]:
    """The whole file by the second reader; empty where that reads no page of it."""
    from docvalidate.reading.pdf.second_reader import read_again

    found = read_again(path, limits, until)
    return [found.get(number) or _damaged(number) for number in range(1, max(found, default=0) + 1)]


def _damaged(number: int) -> Page:
    return Page(number, 0.0, 0.0, [], unread="is damaged; ask the sender for the file again")


def _open(path: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise ReadingError(
                path.name, "is encrypted and opens only with a password", "send it without protection"
            ) from error
        raise ReadingError(
            path.name, "is damaged and cannot be opened as a PDF", "ask the sender for it again"
        ) from error


def _read_page(document: Any, number: int, path: Path, limits: ReadingLimits, until: float, refused: set[int]) -> Page:
    """The page; where pdfium refuses it, its number is put into `refused`."""
    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:
        refused.add(number)
        return _damaged(number)
    try:
        page = _with_annotations(document, page, number)
        frame = _frame(page)
        if not (0 < frame.width <= LARGEST_SIDE and 0 < frame.height <= LARGEST_SIDE):
            return Page(number, 0.0, 0.0, [], unread="has an impossible size; ask the sender for the file again")
        textpage = page.get_textpage()
        try:
            count = textpage.count_chars()
            if count > limits.max_characters:
                raise ReadingError(
                    path.name,
                    f"holds {count:,} characters on one page, more than the {limits.max_characters:,} allowed",
                    "split the page, or raise reading.max_characters",
                    f"page {number}",
                )
            characters = read_characters(textpage, frame)
            if _loses_signs(page):
                refused.add(number)
        finally:
            textpage.close()
        drawing = read_drawing(page, frame, limits.max_drawings)
        layer = judge_layer([c for run in characters.values() for c in run], drawing, frame)
        result = lay_out(number, frame, characters, drawing.rules())
        result.notes += layer.notes
        if layer.trust != "text":
            result = read_by_ocr(page, result, layer, limits, until)
        return result
    except pypdfium2.PdfiumError as error:
        refused.add(number)
        return Page(number, 0.0, 0.0, [], unread=f"cannot be read ({error}); ask the sender for the file again")
    finally:
        page.close()


def _loses_signs(page: Any) -> bool:
    """Whether pdfium leaves out text of the page: a sign alone, in a font that neither the file nor the machine has.

    It measures such a sign to be of no width and takes it for nothing; Chinese dates (2026年3月5日) are set so.
    """
    edges = [ctypes.c_float() for _ in range(4)]
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        item = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        if not pdfium.FPDFPageObj_GetBounds(item, *edges) or edges[2].value - edges[0].value > _NO_WIDTH:
            continue
        font = pdfium.FPDFTextObj_GetFont(item)
        if font and pdfium.FPDFFont_GetIsEmbedded(font) == 0 and not _name_of(font).startswith(_STANDARD):
            return True
    return False


def _name_of(font: Any) -> str:
    name = ctypes.create_string_buffer(64)
    pdfium.FPDFFont_GetBaseFontName(font, name, len(name))
    return name.value.decode("utf-8", "replace")


def _with_annotations(document: Any, page: Any, number: int) -> Any:
    """The page with filled form fields and stamps made part of its content: they print, so they are read."""
    if pdfium.FPDFPage_GetAnnotCount(page) < 1:
        return page
    if pdfium.FPDFPage_Flatten(page, pdfium.FLAT_PRINT) != pdfium.FLATTEN_SUCCESS:
        return page
    page.close()
    return document[number - 1]


def _frame(page: Any) -> Frame:
    left, bottom, right, top = page.get_bbox()
    return Frame(left, bottom, right, top, page.get_rotation() % 360)
