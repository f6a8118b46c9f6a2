"""CSV files and XLSX workbooks as plain tables with cell names, for the forms that come as a spreadsheet."""

from __future__ import annotations

import csv
import datetime
import io
import re
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from docvalidate.domain.errors import ReadingError
from docvalidate.entry.content import Content

MOST_ROWS = 400_000
MOST_COLUMNS = 500
LARGEST_UNPACKED = 400 * 1024 * 1024
LONGEST_CELL = 100_000
HEADER_ROWS = 25
"""How far down the row of column names may stand: reports print their title and filters above it."""

Cell = str | float | bool | datetime.date | None


@dataclass(frozen=True)
class Sheet:
    """A table. `rows` counts from 0, `first_row` is the sheet's own number of the first."""

    name: str | None
    rows: list[list[Cell]]
    first_row: int = 1

    def cell(self, row: int, column: int) -> str:
        """The name of a cell, `B7`."""
        letters = ""
        column += 1
        while column:
            column, rest = divmod(column - 1, 26)
            letters = chr(65 + rest) + letters
        return f"{letters}{row + self.first_row}"


def sheets(content: Content) -> list[Sheet]:
    """The tables of a CSV file or workbook; empty for any other file. Raises ReadingError for a damaged workbook."""
    if content.is_zip:
        return _workbook(content)
    text = content.text
    if text is None:
        text = content.data.decode("cp1252", "replace")
    if "\x00" in text[:4096] or content.head[:1] in (b"{", b"[", b"<") or content.is_pdf:
        return []
    return [Sheet(None, _csv_rows(content.file, text))]


def _csv_rows(file: str, text: str) -> list[list[Cell]]:
    head = text[:20_000]
    delimiter = max(",;\t|", key=lambda mark: (_steady(head, mark), head.count(mark)))
    rows: list[list[Cell]] = []
    try:
        for row in csv.reader(io.StringIO(text), delimiter=delimiter):
            if len(rows) >= MOST_ROWS:
                raise ReadingError(file, f"has more than {MOST_ROWS:,} rows", "split the report")
            rows.append([cell.strip() or None for cell in row[:MOST_COLUMNS]])
    except csv.Error as error:
        raise ReadingError(file, f"is no valid CSV ({error})", "export it again", f"row {len(rows) + 1}") from error
    return rows


def _steady(head: str, mark: str) -> int:
    """How many lines have as many of the mark as the line with the most has (at least one)."""
    counts = [line.count(mark) for line in head.splitlines() if line.strip()]
    most = max(counts, default=0)
    return counts.count(most) if most else 0


def _workbook(content: Content) -> list[Sheet]:
    try:
        with zipfile.ZipFile(io.BytesIO(content.data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED:
                raise ReadingError(content.file, "unpacks to too much data", "split the workbook")
            if not any(part.filename.startswith("xl/") for part in archive.infolist()):
                return []
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, struct.error, UnicodeError) as error:
        raise ReadingError(content.file, "is a damaged workbook", "save it again") from error
    from python_calamine import CalamineWorkbook

    found = []
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content.data))
        for name in book.sheet_names:
            table = book.get_sheet_by_name(name)
            rows = [[_plain(cell) for cell in row[:MOST_COLUMNS]] for row in table.to_python(skip_empty_area=False)]
            if len(rows) > MOST_ROWS:
                raise ReadingError(content.file, f"has more than {MOST_ROWS:,} rows", "split the report")
            found.append(Sheet(name, rows))
    except ReadingError:
        raise
    except Exception as error:  # the library has its own errors and passes on those of its parser
        raise ReadingError(content.file, f"is a damaged workbook ({error})", "save it again as XLSX") from error
    return found


def _plain(cell: object) -> Cell:
    if isinstance(cell, str):
        return cell.strip()[:LONGEST_CELL] or None
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, (bool, float, datetime.date)):
        return cell
    return float(cell) if isinstance(cell, int) else None


def header_row(sheet: Sheet, known: Callable[[str], bool], least: int) -> int | None:
    """The first of the upper rows in which at least `least` cells are known column names."""
    for index, row in enumerate(sheet.rows[:HEADER_ROWS]):
        if sum(isinstance(cell, str) and known(cell) for cell in row) >= least:
            return index
    return None


def column_key(name: str) -> str:
    """A column name without case, spaces and punctuation, for comparing."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


class CellError(ValueError):
    """A cell that does not hold what its column says: `problem`."""


def text_of(cell: Cell) -> str | None:
    """A cell as text; a whole number without its decimals."""
    if cell is None or isinstance(cell, bool):
        return None if cell is None else "Y" if cell else "N"
    if isinstance(cell, float):
        return str(int(cell)) if cell == int(cell) else repr(cell)
    return cell.isoformat() if isinstance(cell, datetime.date) else cell


def number_of(cell: Cell) -> Decimal | None:
    """A cell as a number: `$2,567.49`, `(12.00)`, `4176`. Raises CellError."""
    if cell is None or cell in ("-", "--"):
        return None
    if isinstance(cell, float):
        return Decimal(repr(cell))
    text = re.sub(r"[\s$]|USD", "", str(cell))
    negative = text.startswith("(") and text.endswith(")")
    text = text.strip("()")
    if not re.fullmatch(r"[-+]?(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d*)?", text) or not re.search(r"\d", text):
        raise CellError(f"{cell!r} is no number")
    try:
        value = Decimal(text.replace(",", ""))
    except InvalidOperation:
        raise CellError(f"{cell!r} is no number") from None
    return -value if negative else value


def date_of(cell: Cell) -> datetime.date | None:
    """A cell as a date: a date cell, MM/DD/YYYY as CBP reports write it, or ISO 8601. Raises CellError."""
    if cell is None or isinstance(cell, datetime.date):
        return cell
    text = str(cell).split(" ")[0].split("T")[0]
    for form in ("%m/%d/%Y", "%Y-%m-%d", "%m/%d/%y", "%Y%m%d"):
        try:
            return datetime.datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise CellError(f"{cell!r} is no date (MM/DD/YYYY)")
