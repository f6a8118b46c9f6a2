"""The reach of an old workbook (.xls) before it is opened: a damaged one may claim cells that no memory holds."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

COLUMNS = 256
"""The most columns that a BIFF8 sheet has (MS-XLS 2.1.7.20)."""
_BEGIN_OF_SHEET = 0x0809
_CELL_RECORDS = frozenset({0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E})
"""FORMULA, MULRK, RSTRING, LABELSST, NUMBER, LABEL, BOOLERR, RK: each begins with row and column."""


def used_area(path: Path) -> int | None:
    """Rows times columns of the largest sheet, 0 for a file that is no .xls.

    None where the file is damaged: its sectors run in a circle, or a cell lies outside any sheet.
    """
    import olefile

    if not olefile.isOleFile(str(path)):
        return 0
    try:
        with olefile.OleFileIO(str(path)) as file:
            name = next((name for name in ("Workbook", "Book") if file.exists(name)), None)
            if _circles(file):
                return None
            content = file.openstream(name).read() if name else b""
    except (OSError, ValueError, IndexError, TypeError, struct.error):
        return None
    largest = rows = columns = at = 0
    while at + 4 <= len(content):
        kind, length = struct.unpack_from("<HH", content, at)
        if kind == _BEGIN_OF_SHEET:
            largest, rows, columns = max(largest, rows * columns), 0, 0
        elif kind in _CELL_RECORDS and length >= 4:
            row, column = struct.unpack_from("<HH", content, at + 4) if at + 8 <= len(content) else (0, 0)
            if column >= COLUMNS:
                return None
            rows, columns = max(rows, row + 1), max(columns, column + 1)
        at += 4 + length
    return max(largest, rows * columns)


def _circles(file: Any) -> bool:
    """Whether a chain of sectors never ends."""
    file.loadminifat()
    fat, small = list(file.fat), list(file.minifat or ())
    chains = [(fat, file.first_dir_sector), (fat, file.first_mini_fat_sector), (fat, file.root.isectStart)]
    for entry in file.direntries:
        if entry is not None and entry is not file.root:
            chains.append((small if entry.is_minifat else fat, entry.isectStart))
    return any(_is_circle(table, start) for table, start in chains)


def _is_circle(table: list[int], start: int) -> bool:
    steps = 0
    while 0 <= start < len(table):
        start, steps = table[start], steps + 1
        if steps > len(table):
            return True
    return False
