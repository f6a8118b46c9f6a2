"""A grid of cells laid out as a page, so that extraction sees one geometry.

- A character is 6 points wide, a line of text 12 points high.
- Text begins at the left edge of its column. A column is as wide as its widest text that has a neighbour to the right;
  longer text runs on over empty (or merged) cells, as it does on screen. Which column a word is in, `Word.cell` says.
- A row is as high as the cell with the most lines.
- `Page.column_edges` holds the left edge of each column, and the right edge of the last.
"""

from __future__ import annotations

from dataclasses import dataclass

from docvalidate.domain.page import Page, Word
from docvalidate.reading.plain import CHARACTER_WIDTH, LINE_HEIGHT, columns, line_words

PADDING = 2
"""Columns of space between two cells."""
NARROWEST = 3
MARGIN = 12.0


@dataclass(slots=True)
class Cell:
    """What one cell shows: its lines of text, and how many columns it was merged over."""

    lines: list[str]
    bold: bool = False
    span: int = 1

    @property
    def width(self) -> int:
        return max(columns(line) for line in self.lines)


Grid = list[dict[int, Cell]]
"""Row by row, the cells that are not empty by their column (both from 0)."""


def cell_name(row: int, column: int) -> str:
    """`B7` for row 6, column 1."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def lay_out(number: int, sheet: str | None, grid: Grid) -> Page:
    """The page of one sheet."""
    widths = _column_widths(grid)
    edges = [MARGIN]
    for width in widths:
        edges.append(edges[-1] + CHARACTER_WIDTH * (width + PADDING))
    words: list[Word] = []
    top = MARGIN
    for row, cells in enumerate(grid):
        for column, cell in sorted(cells.items()):
            name = cell_name(row, column)
            for index, line in enumerate(cell.lines):
                words += line_words(line, edges[column], top + index * LINE_HEIGHT, name, cell.bold)
        top += LINE_HEIGHT * max((len(cell.lines) for cell in cells.values()), default=1)
    right = max([edges[-1], *(word.x1 for word in words)])
    return Page(number, right + MARGIN, top + MARGIN, words, source="sheet", sheet=sheet, column_edges=edges)


def _column_widths(grid: Grid) -> list[int]:
    count = max((max(cells) + 1 for cells in grid if cells), default=0)
    widths = [NARROWEST] * count
    runs_on: list[tuple[int, int, int]] = []
    for cells in grid:
        taken = sorted(cells)
        for index, column in enumerate(taken):
            cell = cells[column]
            following = taken[index + 1] if index + 1 < len(taken) else None
            if following is None:
                continue  # nothing to the right: it may run on over the end of the page
            if following == column + 1:
                widths[column] = max(widths[column], cell.width)
            else:
                runs_on.append((column, following, cell.width))
    for column, following, needed in runs_on:
        room = sum(widths[column:following]) + PADDING * (following - column - 1)
        widths[column] += max(0, needed - room)
    return widths
