"""Papers written in Word (.docx): paragraphs are lines of text, tables are ruled grids, pictures of pages are read.

A .docx does not say where its lines and pages end; the page is laid out anew on a grid of characters (6 by 12 points).
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docvalidate.config.reading import ReadingLimits
from docvalidate.domain.errors import ReadingError
from docvalidate.domain.page import Page, Rule
from docvalidate.reading.containers import check_unpacked_size
from docvalidate.reading.plain import CHARACTER_WIDTH, LINE_HEIGHT, MARGIN, TAB, columns, line_words
from docvalidate.reading.probe import Probe
from docvalidate.reading.registry import Reader

LINE_COLUMNS = 110
CELL_COLUMNS = 44
"""Columns after which a line of a table's cell is wrapped."""
PADDING = 2
FEW_WORDS = 20
"""A document of fewer words and with pictures is a scan put into Word."""
SMALLEST_PICTURE = 300
"""Pixels of a picture's narrower side under which it is a logo."""

Line = tuple[str, bool]
"""Text, and whether it is bold."""


def read_letter(path: Path, limits: ReadingLimits) -> list[Page]:
    """The pages of a .docx, as far as it marks them."""
    from docx import Document

    check_unpacked_size(path, limits)
    try:
        document = Document(str(path))
        pages = _Pages(limits.max_characters, path)
        for section in document.sections[:1]:
            pages.add_blocks(section.header)
        pages.add_blocks(document)
        for section in document.sections[:1]:
            pages.add_blocks(section.footer)
        pictures = _pictures(document) if sum(len(page.words) for page in pages.finished()) < FEW_WORDS else []
    except ReadingError:
        raise
    except Exception as error:  # the library raises whatever the damage makes of its assumptions
        raise ReadingError(
            path.name, "is damaged and cannot be opened as a Word file", "ask the sender for it again"
        ) from error
    if len(pages.finished()) + len(pictures) > limits.max_pages:
        raise ReadingError(
            path.name, f"has more than the {limits.max_pages:,} pages allowed", "split it, or raise reading.max_pages"
        )
    return pages.finished() + _read_pictures(pictures, len(pages.finished()), limits)


class _Pages:
    """Lays blocks below one another, and begins a new page where the document does."""

    def __init__(self, max_characters: int, path: Path) -> None:
        self._pages: list[Page] = []
        self._left, self._path = max_characters, path
        self._begin()

    def finished(self) -> list[Page]:
        for page in self._pages:
            page.width = max([page.width, *(word.x1 + MARGIN for word in page.words)])
            page.height = max([page.height, *(word.bottom + MARGIN for word in page.words)])
        return self._pages

    def _begin(self) -> None:
        self._pages.append(Page(len(self._pages) + 1, 2 * MARGIN + 300, 2 * MARGIN, [], source="plain"))
        self._top = MARGIN

    def add_blocks(self, container: Any) -> None:
        for block in container.iter_inner_content():
            if hasattr(block, "rows"):
                self._add_table(block)
            else:
                if _begins_page(block) and self._pages[-1].words:
                    self._begin()
                for text, bold in _lines(block):
                    self._add_line(text, bold, MARGIN, LINE_COLUMNS)

    def _add_line(self, text: str, bold: bool, left: float, width: int) -> None:
        for line in _wrapped(text, width):
            self._left -= len(line)
            if self._left < 0:
                raise ReadingError(
                    self._path.name, "holds more characters than allowed", "split it, or raise reading.max_characters"
                )
            self._pages[-1].words += line_words(line, left, self._top, bold=bold)
            self._top += LINE_HEIGHT

    def _add_table(self, table: Any) -> None:
        rows = [_cells(row) for row in table.rows]
        count = max((at + span for row in rows for at, span, _ in row), default=0)
        widths = [4] * count
        for row in rows:
            for at, span, lines in row:
                if span == 1:
                    needed = max(
                        (columns(part) for text, _ in lines for part in _wrapped(text, CELL_COLUMNS)), default=0
                    )
                    widths[at] = max(widths[at], needed)
        edges = [MARGIN]
        for width in widths:
            edges.append(edges[-1] + CHARACTER_WIDTH * (width + PADDING))
        rules = self._pages[-1].rules
        rules.append(Rule(edges[0], self._top, edges[-1], self._top))
        for row in rows:
            top = bottom = self._top
            for at, span, lines in row:
                self._top = top
                width = sum(widths[at : at + span]) + PADDING * (span - 1)
                for text, bold in lines:
                    self._add_line(text, bold, edges[at] + CHARACTER_WIDTH, width)
                bottom = max(bottom, self._top)
            self._top = max(bottom, top + LINE_HEIGHT)
            rules.append(Rule(edges[0], self._top, edges[-1], self._top))
            for edge in {edges[at] for at, _, _ in row} | {edges[-1]}:
                rules.append(Rule(edge, top, edge, self._top))


def _cells(row: Any) -> list[tuple[int, int, list[Line]]]:
    """(first column, columns spanned, lines) of each cell; one merged from above is empty."""
    cells = []
    at = row.grid_cols_before
    for cell in row._tr.tc_lst:
        span = cell.grid_span
        lines = [] if cell.vMerge == "continue" else list(_cell_lines(cell, row))
        cells.append((at, span, lines))
        at += span
    return cells


def _cell_lines(cell: Any, row: Any) -> Iterator[Line]:
    from docx.table import _Cell

    for block in _Cell(cell, row.table).iter_inner_content():
        if hasattr(block, "rows"):  # a table within the cell: its rows as lines
            for inner in block.rows:
                texts = [text for _, _, lines in _cells(inner) for text, _ in lines]
                yield "  ".join(texts), False
        else:
            yield from _lines(block)


def _lines(paragraph: Any) -> Iterator[Line]:
    """The lines of a paragraph, then those of text boxes anchored in it."""
    runs = [run for run in paragraph.runs if run.text.strip()]
    bold = bool(runs) and all(run.bold or (run.bold is None and _bold_style(paragraph)) for run in runs)
    for line in paragraph.text.split("\n") or [""]:
        yield line.expandtabs(TAB), bold
    seen = set()
    for box in paragraph._p.xpath(".//w:txbxContent"):
        for inner in box.xpath(".//w:p"):
            text = "".join(inner.xpath(".//w:t/text()"))
            if text.strip() and text not in seen:  # boxes stand twice in the file, for old and new programs
                seen.add(text)
                yield text, False


def _bold_style(paragraph: Any) -> bool:
    style = paragraph.style
    return bool(style is not None and style.font.bold)


def _begins_page(paragraph: Any) -> bool:
    return bool(
        paragraph._p.xpath("./w:r/w:br[@w:type='page'] | ./w:r/w:lastRenderedPageBreak | ./w:pPr/w:pageBreakBefore")
    )


def _wrapped(text: str, width: int) -> list[str]:
    if columns(text) <= width:
        return [text]
    return textwrap.wrap(text, width, break_long_words=False, drop_whitespace=False) or [""]


def _pictures(document: Any) -> list[bytes]:
    parts = (relation.target_part for relation in document.part.rels.values() if not relation.is_external)
    return [part.blob for part in parts if part.content_type.startswith("image/")]


def _read_pictures(pictures: list[bytes], before: int, limits: ReadingLimits) -> list[Page]:
    from PIL import Image as Pillow

    from docvalidate.reading.ocr.images import read_picture

    pages: list[Page] = []
    for content in pictures:
        try:
            picture = Pillow.open(io.BytesIO(content))
            width, height = picture.size
            if min(width, height) >= SMALLEST_PICTURE and width * height <= limits.max_pixels:
                pages.append(read_picture(picture, None, before + len(pages) + 1, limits))
        except (OSError, ValueError, SyntaxError):
            continue
    return pages


def _knows(probe: Probe) -> bool:
    return "word/document.xml" in probe.members


READERS = (Reader("Word file", (".docx",), _knows, read_letter),)
