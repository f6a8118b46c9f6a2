"""Sheets of a workbook as small tables: the cells that were read are marked, whatever lies around them is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docvalidate.report.html.cells import letters, split
from docvalidate.report.html.pictures import Shown
from docvalidate.report.wording import printable

if TYPE_CHECKING:
    from docvalidate.report.html.papers import Reading

ROWS_AROUND, COLUMNS_AROUND = 2, 2
WIDEST = 8
"""Columns of a part of a sheet, where they can be had: what stands left of a figure says what it is."""
MOST_ROWS, MOST_COLUMNS = 120, 26
"""Of a sheet shown whole."""


@dataclass(frozen=True)
class Cell:
    """A cell with its text; `reading` where it was read as a value, `marked` where it is the evidence."""

    text: str
    marked: bool = False
    reading: Reading | None = None


@dataclass(frozen=True)
class Sheet:
    """A part of a sheet, with its own row and column heads."""

    name: str
    columns: list[str]
    rows: list[tuple[int, list[Cell]]]
    cut: bool = False


def sheet_of(shown: Shown, readings: dict[str, Reading]) -> Sheet:
    """The whole sheet, as far as it is shown, with the cells that were read."""
    used = max((len(row) for row in shown.rows), default=0)
    return _part(shown, 1, min(len(shown.rows), MOST_ROWS), 1, min(used, MOST_COLUMNS), set(), readings)


def window(shown: Shown, cells: list[str], readings: dict[str, Reading]) -> Sheet | None:
    """The cells around the evidence; None where a cell's name is none or lies outside the sheet."""
    spots = [spot for cell in cells if (spot := split(cell)) and spot[0] <= len(shown.rows)]
    if not spots:
        return None
    rows, columns = [row for row, _ in spots], [column for _, column in spots]
    used = max(len(row) for row in shown.rows)
    last_row = min(max(rows) + ROWS_AROUND, len(shown.rows), min(rows) + 4 * ROWS_AROUND + 4)
    last = min(max(columns) + COLUMNS_AROUND, max(used, *columns), min(columns) + 4 * COLUMNS_AROUND)
    first_row = max(1, min(rows) - ROWS_AROUND)
    first = max(1, min(min(columns) - COLUMNS_AROUND, last - WIDEST + 1))
    return _part(shown, first_row, last_row, first, last, set(spots), readings)


def _part(
    shown: Shown,
    first_row: int,
    last_row: int,
    first: int,
    last: int,
    marked: set[tuple[int, int]],
    readings: dict[str, Reading],
) -> Sheet:
    rows = []
    for row in range(first_row, last_row + 1):
        values = shown.rows[row - 1]
        cells = [
            Cell(
                printable(values[column - 1]) if column <= len(values) else "",
                (row, column) in marked,
                readings.get(f"{letters(column)}{row}"),
            )
            for column in range(first, last + 1)
        ]
        rows.append((row, cells))
    cut = last_row < len(shown.rows) and not marked
    return Sheet(printable(shown.sheet or ""), [letters(column) for column in range(first, last + 1)], rows, cut)
