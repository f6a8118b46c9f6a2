"""A spreadsheet of one's own (CSV, XLSX), described by a mapping of our fields to its column names.

The mapping is a table of the pipeline file::

    [entry.columns]
    entry_number = "Entry No"
    "lines.line_number" = "Line"
    "lines.hts_numbers" = ["HTS", "Chapter 99"]
    "lines.entered_value" = "Value USD"
    "importer_of_record.name" = "Importer"

A field is one of the native entry (`port_of_entry`, `importer_of_record.number`, `lines.quantity`, `invoices.number`).
A row is a line; rows with one entry number are one entry; header fields are those of the first row that has them.
"""

from __future__ import annotations

import datetime
import re
import typing
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from docvalidate.domain.document import Party
from docvalidate.domain.entry import EntryInvoice, EntryLine, EntryPlace, EntrySummary
from docvalidate.domain.errors import ReadingError, UsageError
from docvalidate.entry.content import Content
from docvalidate.entry.shape import ShapeError, entry_from_plain, kinds_of
from docvalidate.entry.sheets import Cell, CellError, Sheet, column_key, date_of, header_row, number_of, sheets, text_of

LISTS = frozenset({"bills_of_lading", "containers", "hts_numbers", "missing_documents", "licences", "declarations"})
SEPARATORS = re.compile(r"\s*[;,|\n]\s*")
PADDED = {"entry_type": 2, "mode_of_transport": 2, "port_of_entry": 4, "port_of_unlading": 4}


def recognises(content: Content) -> bool:
    """Whether there is a mapping and a table with the columns it needs."""
    if not content.mapping or content.is_pdf:
        return False
    try:
        return _found(content, columns_of(content.mapping)) is not None
    except (ReadingError, UsageError):
        return False


def columns_of(mapping: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Our fields with their column names. Raises UsageError for a field the entry does not have."""
    columns: dict[str, tuple[str, ...]] = {}
    flat: dict[str, Any] = {}
    for name, column in mapping.items():
        if isinstance(column, Mapping):
            flat.update({f"{name}.{tail}": inner for tail, inner in column.items()})
        else:
            flat[name] = column
    for name, column in flat.items():
        _kind(name)
        columns[name] = (column,) if isinstance(column, str) else tuple(column)
    if "entry_number" not in columns or "lines.hts_numbers" not in columns:
        raise UsageError("A mapping of entry columns needs at least `entry_number` and `lines.hts_numbers`.")
    return columns


def _kind(name: str) -> Any:
    """The type of a mapped field. Raises UsageError."""
    head, _, tail = name.partition(".")
    model: Any = {"lines": EntryLine, "invoices": EntryInvoice, "importer_of_record": Party, "consignee": Party}.get(
        head
    )
    known = kinds_of(model) if model else kinds_of(EntrySummary)
    key = tail if model else name
    if key not in known or (model is None and tail):
        raise UsageError(f"{name!r} is no field of an entry; see the native entry in the documentation.")
    return known[key]


def _found(content: Content, columns: dict[str, tuple[str, ...]]) -> tuple[Sheet, int] | None:
    wanted = {column_key(column) for names in columns.values() for column in names}
    needed = {column_key(columns["entry_number"][0]), column_key(columns["lines.hts_numbers"][0])}
    for sheet in sheets(content):
        index = header_row(sheet, lambda cell: column_key(cell) in wanted, min(3, len(wanted)))
        if index is not None:
            present = {column_key(cell) for cell in sheet.rows[index] if isinstance(cell, str)}
            if needed <= present:
                return sheet, index
    return None


def read(content: Content) -> list[EntrySummary]:
    """Every entry of the table, in its order. Raises ReadingError with the cell that is wrong."""
    columns = columns_of(content.mapping or {})
    found = _found(content, columns)
    if found is None:
        raise ReadingError(content.file, "has not the columns of the mapping", "correct the pipeline's entry columns")
    sheet, index = found
    positions = {column_key(cell): position for position, cell in enumerate(sheet.rows[index]) if isinstance(cell, str)}
    notes = [
        f"column {column!r} of the mapping is not in the table"
        for names in columns.values()
        for column in names
        if column_key(column) not in positions
    ]
    entries: dict[str, dict[str, Any]] = {}
    places: dict[str, dict[str, EntryPlace]] = {}
    for offset in range(index + 1, len(sheet.rows)):
        row = _Row(content.file, sheet, offset, positions)
        number = row.value("entry_number", columns["entry_number"])
        if number is None:
            continue
        entry = entries.setdefault(number, {"lines": []})
        _take(entry, row, columns, places.setdefault(number, {}))
    if not entries:
        raise ReadingError(content.file, "holds no row with an entry number", "export the table with its rows")
    result = []
    for number, plain in entries.items():
        try:
            summary = entry_from_plain(plain, source=content.file)
        except ShapeError as error:
            place = places[number].get(error.path)
            where = f"cell {place.cell}" if place else f"entry {number}, {error.path}"
            raise ReadingError(content.file, error.problem, error.remedy, place=where) from error
        update = {"places": places[number], "notes": [*notes, *(summary.notes or [])] or None}
        result.append(summary.model_copy(update=update))
    return result


class _Row:
    def __init__(self, file: str, sheet: Sheet, offset: int, positions: dict[str, int]) -> None:
        self.file, self.sheet, self.offset, self.positions = file, sheet, offset, positions

    def cell(self, column: str) -> tuple[Cell, str]:
        """A column's cell and its name."""
        position = self.positions.get(column_key(column))
        row = self.sheet.rows[self.offset]
        if position is None or position >= len(row):
            return None, ""
        return row[position], self.sheet.cell(self.offset, position)

    def value(self, name: str, columns: tuple[str, ...]) -> Any:
        """The plain JSON value of a field in this row; a list field collects its columns."""
        if name.rsplit(".", maxsplit=1)[-1] in LISTS:
            parts: list[str] = []
            for column in columns:
                text = text_of(self.cell(column)[0])
                parts += [part for part in SEPARATORS.split(text or "") if part]
            return parts or None
        cell, where = self.cell(columns[0])
        if cell is None:
            return None
        try:
            return _plain(name, cell)
        except CellError as error:
            raise ReadingError(self.file, str(error), "correct it in the table", place=f"cell {where}") from error


def _plain(name: str, cell: Cell) -> Any:
    kind = _kind(name)
    if kind is Decimal:
        return number_of(cell)
    if kind is int:
        return number_of(cell)
    if kind is datetime.date:
        day = date_of(cell)
        return day.isoformat() if day else None
    if kind is bool:
        answer = (text_of(cell) or "").strip().upper()
        if answer not in ("Y", "N", "YES", "NO", "TRUE", "FALSE", "1", "0"):
            raise CellError(f"{cell!r} is neither yes nor no")
        return answer in ("Y", "YES", "TRUE", "1")
    if typing.get_origin(kind) in (list, dict):
        raise CellError(f"{name} cannot be read from one cell")
    text = text_of(cell)
    return text.zfill(PADDED[name]) if text and name in PADDED and text.isdigit() else text


def _take(entry: dict[str, Any], row: _Row, columns: dict[str, tuple[str, ...]], places: dict[str, EntryPlace]) -> None:
    """Puts a row's values into its entry: a line, and what of the header is not known yet."""
    line: dict[str, Any] = {}
    invoice: dict[str, Any] = {}
    at = f"lines[{len(entry['lines'])}]."
    for name, names in columns.items():
        value = row.value(name, names)
        if value is None:
            continue
        head, _, tail = name.partition(".")
        cell, where = row.cell(names[0])
        place = EntryPlace(file=row.file, cell=where, text=text_of(cell) or "")
        if head == "lines":
            line[tail] = value
            places[at + tail] = place
        elif head == "invoices":
            invoice[tail] = value
        elif tail:
            entry.setdefault(head, {}).setdefault(tail, value)
            places.setdefault(name, place)
            places.setdefault(head, place)
        elif isinstance(value, list):
            known = entry.setdefault(name, [])
            known += [item for item in value if item not in known]
            places.setdefault(name, place)
        else:
            entry.setdefault(name, value)
            places.setdefault(name, place)
    for party in ("importer_of_record", "consignee"):
        if party in entry:
            entry[party].setdefault("name", "")
    if invoice.get("number"):
        invoices = entry.setdefault("invoices", [])
        if invoice["number"] not in [known["number"] for known in invoices]:
            invoices.append(invoice)
        line.setdefault("invoice_number", invoice["number"])
    if line.get("hts_numbers"):
        line.setdefault("line_number", len(entry["lines"]) + 1)
        entry["lines"].append(line)
