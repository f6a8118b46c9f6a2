"""The names of spreadsheet cells: `B7` is row 7, column 2."""

from __future__ import annotations

import re


def split(cell: str) -> tuple[int, int] | None:
    """Row and column, from 1, of a cell's name such as `B7` or `Packing!$B$7`; None where it is no such name."""
    found = re.fullmatch(r"\$?([A-Z]{1,3})\$?(\d{1,7})", cell.rpartition("!")[2].strip().upper())
    if found is None or int(found[2]) == 0:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


def letters(column: int) -> str:
    """The name of a column from its number: 28 is AB."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
