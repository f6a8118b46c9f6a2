"""Reads a workbook through calamine: every visible sheet a page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from docvalidate.config.reading import ReadingLimits
from docvalidate.domain.errors import ReadingError
from docvalidate.domain.page import Page
from docvalidate.reading.containers import check_unpacked_size
from docvalidate.reading.sheet.appearance import NOTHING_KNOWN, Appearance, read_appearance
from docvalidate.reading.sheet.biff import used_area
from docvalidate.reading.sheet.layout import Cell, Grid, lay_out
from docvalidate.reading.sheet.values import show

WIDEST_SPREAD = 20
"""A sheet's used area may hold this many times the cells allowed: most of it is empty."""


def read_workbook(path: Path, limits: ReadingLimits) -> list[Page]:
    """The visible sheets, numbered by their place in the workbook. Hidden sheets are not read, and noted."""
    check_unpacked_size(path, limits)
    appearances = read_appearance(path)
    for sheet, appearance in appearances.items():
        area = appearance.rows * appearance.columns
        if area > WIDEST_SPREAD * limits.max_cells:
            raise _too_large(path, sheet, area, limits)
    reach = used_area(path)
    if reach is None:
        raise _damaged(path)
    if reach > WIDEST_SPREAD * limits.max_cells:
        raise _too_large(path, None, reach, limits)
    try:
        # By its content: calamine trusts the suffix of a path, and exporters do not keep to suffixes.
        with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as workbook:
            return _pages(workbook, appearances, path, limits)
    except PasswordError as error:
        raise ReadingError(
            path.name, "is encrypted and opens only with a password", "send it without protection"
        ) from error
    except ReadingError:
        raise
    except (CalamineError, OSError, ValueError, BaseException) as error:
        # A Rust panic on a hostile workbook arrives as a BaseException of its own.
        if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit | MemoryError):
            raise
        raise _damaged(path) from error


def _pages(workbook: Any, appearances: dict[str, Appearance], path: Path, limits: ReadingLimits) -> list[Page]:
    pages: list[Page] = []
    hidden: list[str] = []
    left = limits.max_cells
    sheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    if len(sheets) > limits.max_pages:
        raise ReadingError(
            path.name,
            f"has {len(sheets):,} sheets, more than the {limits.max_pages:,} allowed",
            "split the workbook, or raise reading.max_pages",
        )
    for number, sheet in enumerate(sheets, 1):
        if sheet.visible != SheetVisibleEnum.Visible:
            hidden.append(sheet.name)
            continue
        appearance = appearances.get(sheet.name, NOTHING_KNOWN)
        grid = _grid(workbook.get_sheet_by_name(sheet.name), appearance)
        left -= sum(len(row) for row in grid)
        if left < 0:
            raise _too_large(path, sheet.name, limits.max_cells - left, limits)
        page = lay_out(number, sheet.name, grid)
        page.notes += appearance.notes()
        pages.append(page)
    if hidden and pages:
        pages[0].notes.append(f"hidden sheets were not read: {', '.join(hidden)}")
    if not pages:
        raise ReadingError(path.name, "has no visible sheet", "show the sheet that holds the paper, and save it again")
    return pages


def _grid(sheet: Any, appearance: Appearance) -> Grid:
    spans = {start: end[1] - start[1] + 1 for start, end in sheet.merged_cell_ranges or ()}
    grid: Grid = []
    for row, values in enumerate(sheet.to_python(skip_empty_area=False)):
        cells: dict[int, Cell] = {}
        for column, value in enumerate(values):
            if value is None or value == "":
                continue
            style = appearance.style(row, column)
            lines = [line for line in show(value, style.form).splitlines() if line.strip()]
            if lines:
                cells[column] = Cell(lines, style.bold, spans.get((row, column), 1))
        grid.append(cells)
    while grid and not grid[-1]:
        grid.pop()
    return grid


def _damaged(path: Path) -> ReadingError:
    return ReadingError(
        path.name, "is damaged and cannot be opened as a workbook", "save it again, or ask the sender for it"
    )


def _too_large(path: Path, sheet: str | None, cells: int, limits: ReadingLimits) -> ReadingError:
    return ReadingError(
        path.name,
        f"has {cells:,} cells, more than the {limits.max_cells:,} allowed",
        "remove what is not the paper, or raise reading.max_cells",
        f"sheet '{sheet}'" if sheet else None,
    )
