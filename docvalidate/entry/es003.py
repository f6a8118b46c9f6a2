"""ACE report ES-003 (Entry Summary Line Tariff Details), CSV or XLSX: a row a tariff number, many entries in one file.

The report carries no invoice, bill of lading, container, weight or package count; which columns a report has the user
chose. Column names are in `data/es003_columns.csv`; an unknown one is noted.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from docvalidate.domain.document import Party
from docvalidate.domain.entry import EntryLine, EntryPlace, EntrySummary, EntryTariff
from docvalidate.domain.errors import ReadingError
from docvalidate.entry.catair.entry_summary import QUANTITIES, main_tariff
from docvalidate.entry.content import Content
from docvalidate.entry.sheets import Cell, CellError, Sheet, column_key, date_of, header_row, number_of, sheets, text_of
from docvalidate.reference.identifiers import entry_number

NEEDED = ("entry_number", "line_number", "number")
DATES = frozenset({"entry_date", "summary_date", "import_date", "export_date"})
NUMBERS = frozenset({"entered_value", "duty", "quantity", "quantity2", "quantity3", "gross_weight_kg", "charges",
                     "fees.499", "fees.501"})  # fmt: skip
CODE_WIDTH = {"entry_type": 2, "port_of_entry": 4, "mode_of_transport": 2}
"""A spreadsheet takes codes for numbers and drops their leading zeros."""


@cache
def _columns() -> dict[str, tuple[str, str]]:
    text = resources.files("docvalidate.entry").joinpath("data", "es003_columns.csv").read_text(encoding="utf-8")
    table = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {column_key(row["column"]): (row["kind"], row["field"]) for row in table}


@dataclass
class _Row:
    """A row by kind: values of the entry, of the line, of the tariff number, with the cells they stand in."""

    number: int
    entry: dict[str, Any] = field(default_factory=dict)
    line: dict[str, Any] = field(default_factory=dict)
    tariff: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)


def recognises(content: Content) -> bool:
    """Whether a table has the report's columns of entry number, line number and tariff number."""
    if content.is_pdf or not (content.is_zip or "number" in (content.text or "")[:20_000].lower()):
        return False
    try:
        return _found(content) is not None
    except ReadingError:
        return False


def _found(content: Content) -> tuple[Sheet, int, dict[int, tuple[str, str]]] | None:
    """The sheet, its row of column names, and what each column means."""
    for sheet in sheets(content):
        index = header_row(sheet, lambda cell: column_key(cell) in _columns(), 4)
        if index is None:
            continue
        meaning = {
            position: _columns()[column_key(cell)]
            for position, cell in enumerate(sheet.rows[index])
            if isinstance(cell, str) and column_key(cell) in _columns()
        }
        if set(NEEDED) <= {name for _, name in meaning.values()}:
            return sheet, index, meaning
    return None


def read(content: Content) -> list[EntrySummary]:
    """Every entry of the report, in its order. Raises ReadingError with the cell that is wrong."""
    found = _found(content)
    if found is None:
        raise ReadingError(content.file, "is no ES-003 report", "export it from ACE Reports with its column names")
    sheet, index, meaning = found
    notes = [
        f"cell {sheet.cell(index, position)}: column {cell!r} not known here, not used"
        for position, cell in enumerate(sheet.rows[index])
        if isinstance(cell, str) and position not in meaning
    ]
    entries: dict[str, list[_Row]] = {}
    for row in _rows(content.file, sheet, index, meaning):
        entries.setdefault(row.entry["entry_number"], []).append(row)
    if not entries:
        raise ReadingError(content.file, "the report holds no row below its column names", "export it again")
    return [_entry(content.file, rows, notes) for rows in entries.values()]


def _rows(file: str, sheet: Sheet, index: int, meaning: dict[int, tuple[str, str]]) -> Iterator[_Row]:
    for offset in range(index + 1, len(sheet.rows)):
        cells = sheet.rows[offset]
        if not any(_filled(cells, position) for position, (_, name) in meaning.items() if name in NEEDED[1:]):
            continue  # empty, or a total or remark below the table
        row = _Row(offset + sheet.first_row)
        for position, (kind, name) in meaning.items():
            cell = cells[position] if position < len(cells) else None
            if kind == "ignored" or cell is None:
                continue
            try:
                value = _value(name, cell)
            except CellError as error:
                place = f"cell {sheet.cell(offset, position)}"
                raise ReadingError(file, str(error), "correct it in the report", place=place) from error
            if value is not None and name not in getattr(row, kind):
                getattr(row, kind)[name] = value
                row.cells[f"{kind}.{name}"] = sheet.cell(offset, position)
        missing = [
            name for name, part in zip(NEEDED, (row.entry, row.line, row.tariff), strict=True) if name not in part
        ]
        if missing:
            raise ReadingError(
                file, f"the row has no {missing[0].replace('_', ' ')}", "complete the row", place=f"row {row.number}"
            )
        yield row


def _filled(cells: list[Cell], position: int) -> bool:
    return position < len(cells) and cells[position] is not None


def _value(name: str, cell: Cell) -> Any:
    if name in DATES:
        return date_of(cell)
    if name in NUMBERS:
        return number_of(cell)
    if name in ("line_number", "ordinal"):
        number = number_of(cell)
        if number is None or number != number.to_integral_value() or not 0 < number < 100_000:
            raise CellError(f"{cell!r} is no {name.replace('_', ' ')}")
        return int(number)
    text = text_of(cell) or ""
    if name == "number":
        return _tariff_number(text, numeric=isinstance(cell, float))
    if name == "entry_number":
        compact = entry_number.compact(text)
        if not entry_number.FORM.match(compact):
            raise CellError(f"{cell!r} is no entry number")
        return entry_number.format(compact)
    if name == "related_parties":
        return {"Y": True, "N": False}.get(text[:1].upper())
    return text.zfill(CODE_WIDTH[name]) if name in CODE_WIDTH else text


def _tariff_number(text: str, *, numeric: bool) -> str:
    digits = re.sub(r"[.\s]", "", text)
    if numeric and len(digits) in (7, 9):
        digits = "0" + digits
    if not re.fullmatch(r"\d{8}|\d{10}", digits):
        raise CellError(f"{text!r} is no tariff number of 8 or 10 digits")
    return digits


def _entry(file: str, rows: list[_Row], notes: list[str]) -> EntrySummary:
    values: dict[str, Any] = {}
    places: dict[str, EntryPlace] = {}
    for row in rows:
        for name, value in row.entry.items():
            if name not in values:
                values[name] = value
                places[name] = EntryPlace(file=file, cell=row.cells[f"entry.{name}"], text=str(value))
    for role, key in (("importer", "importer_of_record"), ("consignee", "consignee")):
        number, name = values.pop(f"{role}_number", None), values.pop(f"{role}_name", None)
        if number or name:
            values[key] = Party(name=name or "", number=number)
            source = places.pop(f"{role}_name", None) or places.get(f"{role}_number")
            places.pop(f"{role}_number", None)
            if source:
                places[key] = source
    grouped: dict[int, list[_Row]] = {}
    for row in rows:
        grouped.setdefault(row.line["line_number"], []).append(row)
    lines = [_line(file, f"lines[{index}].", group, places) for index, group in enumerate(grouped.values())]
    amounts = [line.entered_value for line in lines]
    if None not in amounts:
        values["total_entered_value"] = sum(amount for amount in amounts if amount is not None)
    duties = [line.duty for line in lines]
    if None not in duties:
        values["duty"] = sum(amount for amount in duties if amount is not None)
    weights = [line.gross_weight_kg for line in lines]
    if None not in weights:
        values["gross_weight_kg"] = sum(weight for weight in weights if weight is not None)
    countries = {line.country_of_export for line in lines}
    if len(countries) == 1:
        values["exporting_country"] = countries.pop()
    return EntrySummary(**values, lines=lines, notes=notes or None, source=file, places=places)


def _line(file: str, path: str, rows: list[_Row], places: dict[str, EntryPlace]) -> EntryLine:
    values: dict[str, Any] = {}
    fees: dict[str, Decimal] = {}
    for row in rows:
        for name, value in row.line.items():
            if name.startswith("fees."):
                fees.setdefault(name.removeprefix("fees."), value)
            values.setdefault(name, value)
            cell = row.cells[f"line.{name}"]
            places.setdefault(path + name, EntryPlace(file=file, cell=cell, text=str(value)))
    rows = sorted(rows, key=lambda row: row.tariff.get("ordinal", 0))
    numbers = [row.tariff["number"] for row in rows]
    main = main_tariff(numbers)
    for index, row in enumerate(rows):
        place = EntryPlace(file=file, cell=row.cells["tariff.number"], text=numbers[index])
        places[f"{path}hts_numbers[{index}]"] = place
    for name, value in rows[main].tariff.items():
        if name not in ("number", "ordinal"):
            values[name] = value
            places[path + name] = EntryPlace(file=file, cell=rows[main].cells[f"tariff.{name}"], text=str(value))
    for name in ("entered_value", "duty"):
        amounts = [row.tariff[name] for row in rows if name in row.tariff]
        if amounts:
            values[name] = sum(amounts, Decimal(0))
    for quantity, unit, _ in QUANTITIES:
        if values.get(unit) == "X":
            values.pop(unit)
            values.pop(quantity, None)
    tariffs = [EntryTariff(**{name: value for name, value in row.tariff.items() if name != "ordinal"}) for row in rows]
    spread = any(tariff.duty or tariff.entered_value for index, tariff in enumerate(tariffs) if index != main)
    values = {name: value for name, value in values.items() if not name.startswith("fees.")}
    return EntryLine(**values, hts_numbers=numbers, fees=fees or None, tariffs=tariffs if spread else None)
