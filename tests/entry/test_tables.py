"""ES-003 reports and tables of one's own, as CSV and XLSX."""

import csv
import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from docvalidate.domain.errors import ReadingError, UsageError
from docvalidate.entry import read_entries, recognise
from docvalidate.entry.mapped import columns_of

D = Decimal
HEAD = ["Entry Summary Number", "Entry Summary Line Number", "Entry Type Code", "Importer Number", "Importer Name",
        "Port of Entry Code", "Entry Date", "Country of Origin Code", "Country of Export Code", "Manufacturer ID",
        "Line SPI Code", "Tariff Ordinal Number", "HTS Number - Full", "Line Tariff Goods Value Amount",
        "Line Tariff Duty Amount", "Line Tariff Quantity (1)", "Line Tariff UOM (1) Code", "Liquidation Status",
        "My Remark"]  # fmt: skip
COMMON = ["01", "94-330718200", "REDWOOD KITCHEN SUPPLY INC", "2704", "05/04/2026", "CN", "CN", "CNZHEKIT88YON"]
ROWS: list[list[Any]] = [
    ["ZX700012343", 1, *COMMON, "", 1, "99038803", "$0.00", "$6,150.00", "", "X", "", "a"],
    ["ZX700012343", 1, *COMMON, "", 2, "7323930080", "$24,600.00", "$492.00", "4,100.00", "NO", "", ""],
    ["ZX700012343", 2, *COMMON, "", 1, "0901210020", "$1,413.00", "$0.00", "25.50", "KG", "", ""],
    ["ZX700012350", 1, *COMMON, "KR", 1, "8413919085", "$8,740.00", "$0.00", "12.00", "NO", "", ""],
]
TITLE = [["ES-003 Entry Summary Line Tariff Details"], [], ["Run date: 05/10/2026"]]


def as_csv(path: Path, rows: list[list[Any]], delimiter: str = ",", encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=delimiter).writerows(rows)
    return path


def as_workbook(path: Path, rows: list[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "About"
    sheet = book.create_sheet("Main Report")
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def numeric(rows: list[list[Any]]) -> list[list[Any]]:
    """The rows as a spreadsheet keeps them: numbers, dates, codes without their leading zeros."""
    changed = []
    for row in rows:
        new = list(row)
        new[2], new[5], new[6] = 1, 2704, datetime.date(2026, 5, 4)
        new[12] = int(row[12])
        for column in (13, 14, 15):
            text = str(row[column]).strip("$").replace(",", "")
            new[column] = float(text) if text else None
        changed.append(new)
    return changed


@pytest.mark.parametrize("form", ["csv", "semicolon", "utf-16", "workbook", "numeric workbook"])
def test_a_report_holds_many_entries(tmp_path: Path, form: str) -> None:
    table = [*TITLE, HEAD, *ROWS, ["Total", None]]
    path = tmp_path / "anything"
    if form == "csv":
        as_csv(path, table)
    elif form == "semicolon":
        as_csv(path, table, delimiter=";")
    elif form == "utf-16":
        as_csv(path, table, encoding="utf-16")
    elif form == "workbook":
        as_workbook(path, table)
    else:
        as_workbook(path, [*TITLE, HEAD, *numeric(ROWS)])
    assert recognise(path) == "es-003"
    first, second = read_entries(path)
    assert (first.entry_number, second.entry_number) == ("ZX7-0001234-3", "ZX7-0001235-0")
    assert (first.entry_type, first.port_of_entry, first.entry_date) == ("01", "2704", datetime.date(2026, 5, 4))
    assert first.importer_of_record
    assert first.importer_of_record.name == "REDWOOD KITCHEN SUPPLY INC"
    assert first.total_entered_value == D(26_013)
    remedy, coffee = first.lines
    assert remedy.hts_numbers == ["99038803", "7323930080"]
    assert (remedy.entered_value, remedy.quantity, remedy.unit) == (D(24_600), D(4100), "NO")
    assert remedy.duty == D("6642.00")
    assert remedy.tariffs
    assert [tariff.duty for tariff in remedy.tariffs] == [D("6150.00"), D("492.00")]
    assert coffee.hts_numbers == ["0901210020"]
    assert second.lines[0].spi == "KR"
    assert first.notes
    assert "column 'My Remark' not known here" in first.notes[0]
    assert first.places
    assert first.places["lines[1].entered_value"].cell == "N7"


@pytest.mark.parametrize(
    ("row", "column", "cell", "sentence"),
    [
        (2, 13, "$1,4l3.00", r"cell N4: '\$1,4l3.00' is no number"),
        (0, 6, "31/31/2026", "cell G2: '31/31/2026' is no date"),
        (0, 12, "9903A803", "cell M2: '9903A803' is no tariff number"),
        (1, 0, "ZX7", "cell A3: 'ZX7' is no entry number"),
        (1, 1, "", "row 3: the row has no line number"),
    ],
)
def test_errors_name_the_cell(tmp_path: Path, row: int, column: int, cell: str, sentence: str) -> None:
    rows = [list(values) for values in ROWS]
    rows[row][column] = cell
    with pytest.raises(ReadingError, match=sentence):
        read_entries(as_csv(tmp_path / "report.csv", [HEAD, *rows]))


MAPPING = {
    "entry_number": "Entry No",
    "entry_type": "Type",
    "importer_of_record.name": "Importer",
    "bills_of_lading": "Bills",
    "lines.line_number": "Line",
    "lines.hts_numbers": ["Ch. 99", "HTS"],
    "lines.entered_value": "Value USD",
    "lines.related_parties": "Related",
    "lines.quantity": "Qty",
    "lines.unit": "Unit",
    "invoices.number": "Invoice",
    "entry_date": "Entered",
}
OWN = [
    ["Entry No", "Type", "Importer", "Bills", "Line", "Ch. 99", "HTS", "Value USD", "Related", "Qty", "Unit", "Invoice",
     "Entered"],
    ["ZX7-0001234-3", 1, "Redwood", "ONEYSZPA12345600; ONEY2", 1, "9903.88.03", "7323.93.0080", "24,600", "N", 4100,
     "NO", "RK-26-0417", "2026-05-04"],
    ["ZX7-0001234-3", "", "", "", 2, "", "0901.21.0020", 1413, "yes", 25.5, "KG", "RK-26-0418", ""],
]  # fmt: skip


@pytest.mark.parametrize("form", ["csv", "workbook"])
def test_a_table_of_ones_own_is_read_by_its_mapping(tmp_path: Path, form: str) -> None:
    path = tmp_path / "own"
    _ = as_csv(path, OWN) if form == "csv" else as_workbook(path, OWN)
    assert recognise(path) is None
    mapping = {**MAPPING, "lines.hts_numbers": ["HTS", "Ch. 99"]}
    assert recognise(path, mapping=mapping) == "mapped-table"
    (entry,) = read_entries(path, mapping=mapping)
    assert entry.entry_type == "01"
    assert entry.bills_of_lading == ["ONEYSZPA12345600", "ONEY2"]
    assert entry.entry_date == datetime.date(2026, 5, 4)
    assert [invoice.number for invoice in entry.invoices or []] == ["RK-26-0417", "RK-26-0418"]
    first, second = entry.lines
    assert first.hts_numbers == ["7323930080", "99038803"]
    assert (first.entered_value, first.related_parties, first.invoice_number) == (D(24_600), False, "RK-26-0417")
    assert (second.related_parties, second.quantity, second.unit) == (True, D("25.5"), "KG")


def test_a_mapping_may_have_a_table_for_the_lines() -> None:
    nested = {"entry_number": "A", "lines": {"hts_numbers": ["B", "C"], "quantity": "D"}}
    assert columns_of(nested) == {
        "entry_number": ("A",),
        "lines.hts_numbers": ("B", "C"),
        "lines.quantity": ("D",),
    }


def test_errors_in_a_table_of_ones_own_name_the_cell(tmp_path: Path) -> None:
    rows = [list(row) for row in OWN]
    rows[1][7] = "many"
    mapping = {**MAPPING, "lines.hts_numbers": "HTS"}
    with pytest.raises(ReadingError, match="cell H2: 'many' is no number"):
        read_entries(as_csv(tmp_path / "own.csv", rows), mapping=mapping)
    rows[1][7], rows[1][0] = 5, "ZX7-0001234-3"
    rows[1][1] = "x1"
    with pytest.raises(ReadingError, match="cell B2: 'x1' does not have the form"):
        read_entries(as_csv(tmp_path / "own.csv", rows), mapping=mapping)


@pytest.mark.parametrize(
    "mapping", [{"entry_number": "A"}, {"entry_number": "A", "lines.hts_numbers": "B", "colour": "C"}]
)
def test_a_wrong_mapping_is_a_mistake_of_the_user(mapping: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        columns_of(mapping)


def test_other_tables_are_no_entries(tmp_path: Path) -> None:
    assert recognise(as_csv(tmp_path / "list.csv", [["name", "country"], ["Example", "CN"]])) is None
    assert recognise(as_workbook(tmp_path / "book.xlsx", [["Invoice Number", "Amount"], ["1", 2]])) is None
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 no workbook")
    assert recognise(broken) is None
