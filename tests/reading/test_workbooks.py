"""Workbooks: what each cell shows, and where it lies on the page made of the sheet."""

from __future__ import annotations

import datetime
import itertools
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font

from docvalidate.domain.errors import ReadingError
from docvalidate.domain.page import Page
from docvalidate.reading import ReadingLimits, is_paper, read_pages
from docvalidate.reading.sheet.layout import Cell, cell_name, lay_out
from docvalidate.reading.sheet.values import parse_format, plain_number, show


def shown(page: Page) -> dict[str, str]:
    """Each cell's text by its name."""
    cells: dict[str, list[str]] = {}
    for word in page.words:
        cells.setdefault(word.cell or "", []).append(word.text)
    return {name: " ".join(words) for name, words in cells.items()}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "CI.xlsx"


def test_every_sheet_is_a_page_and_every_cell_has_its_name(path: Path) -> None:
    book = Workbook()
    invoice, packing = book.active, book.create_sheet("Packing")
    invoice.title = "Invoice"
    invoice["A1"], invoice["B7"], invoice["AB3"] = "Invoice No.", 4711, "far"
    packing["A1"] = "PACKING LIST"
    book.save(path)
    first, second = read_pages(path)
    assert (first.number, first.sheet, first.source) == (1, "Invoice", "sheet")
    assert shown(first) == {"A1": "Invoice No.", "B7": "4711", "AB3": "far"}
    assert (second.number, second.sheet, shown(second)) == (2, "Packing", {"A1": "PACKING LIST"})


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (2736.0, "General", "2736"),
        (0.1 + 0.2, "General", "0.3"),
        (1234567.891, "#,##0.00", "1234567.891"),
        (0.055, "0.0%", "5.5%"),
        (12.5, '"US$"#,##0.00', "US$12.5"),
        (12.5, "[$€-407] #,##0.00", "€ 12.5"),
        (12.5, '#,##0.00" KGS"', "12.5 KGS"),
        (901210020, "0000000000", "0901210020"),
        (datetime.datetime(2026, 2, 12), "dd/mm/yyyy", "2026-02-12"),
        (True, "General", "TRUE"),
        ("two words", "@", "two words"),
    ],
)
def test_a_cell_shows_what_the_sheet_shows(path: Path, value: object, form: str, text: str) -> None:
    book = Workbook()
    book.active["B2"] = value
    book.active["B2"].number_format = form
    book.save(path)
    assert shown(read_pages(path)[0]) == {"B2": text}


def test_text_keeps_to_its_column_while_it_has_a_neighbour(path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["A title that runs on over the empty cells beside it, as long as it wants"])
    sheet.append(["Part No.", "Description of the goods", "Qty"])
    sheet.append(["X-1", "PORCELAIN MUG", 72])
    sheet.append(["Country of origin", None, "TR"])
    book.save(path)
    (page,) = read_pages(path)
    edges = page.column_edges
    assert edges is not None
    for word in page.words:
        if word.cell in ("A2", "A3", "B2", "B3", "C2", "C3"):
            column = "ABC".index(word.cell[0])
            assert edges[column] <= word.x0
            assert word.x1 <= edges[column + 1]
    title = [word for word in page.words if word.cell == "A1"]
    assert max(word.x1 for word in title) > edges[1]
    origin = [word for word in page.words if word.cell == "A4"]
    assert max(word.x1 for word in origin) <= edges[2]


def test_line_breaks_bold_and_merged_cells(path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet["A1"] = "Seller\nAnadolu Porselen\nKutahya"
    sheet["A1"].font = Font(bold=True)
    sheet["B2"] = "next row"
    sheet.merge_cells("B2:E3")
    book.save(path)
    (page,) = read_pages(path)
    seller = [word for word in page.words if word.cell == "A1"]
    assert len({word.top for word in seller}) == 3
    assert all(word.bold for word in seller)
    below = [word for word in page.words if word.cell == "B2"]
    assert below[0].top > max(word.top for word in seller)
    assert not below[0].bold


def test_hidden_sheets_are_left_out_and_hidden_rows_are_noted(path: Path) -> None:
    book = Workbook()
    book.active["A1"], book.active["A2"] = "shown", "folded away"
    book.active.row_dimensions[2].hidden = True
    secret = book.create_sheet("Costs")
    secret["A1"] = "margin"
    secret.sheet_state = "hidden"
    book.save(path)
    (page,) = read_pages(path)
    assert shown(page) == {"A1": "shown", "A2": "folded away"}
    assert page.notes == ["1 hidden row were read too", "hidden sheets were not read: Costs"]


def test_old_workbooks(tmp_path: Path) -> None:
    xlwt = pytest.importorskip("xlwt")
    old = xlwt.Workbook()
    old.add_sheet("CI").write(1, 1, "Invoice")
    old.save(str(tmp_path / "old.xls"))
    assert shown(read_pages(tmp_path / "old.xls")[0]) == {"B2": "Invoice"}
    assert is_paper(tmp_path / "old.xls")


def test_an_open_document_spreadsheet(tmp_path: Path) -> None:
    pytest.importorskip("odf")
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    document = OpenDocumentSpreadsheet()
    table, row = Table(name="CI"), TableRow()
    for text in ("Invoice", "4711"):
        cell = TableCell(valuetype="string")
        cell.addElement(P(text=text))
        row.addElement(cell)
    table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(str(tmp_path / "CI.ods"))
    (page,) = read_pages(tmp_path / "CI.ods")
    assert (page.sheet, shown(page)) == ("CI", {"A1": "Invoice", "B1": "4711"})


def test_a_workbook_under_another_name_is_known(path: Path, tmp_path: Path) -> None:
    book = Workbook()
    book.active["A1"] = "x"
    book.save(path)
    renamed = path.rename(tmp_path / "CI.xls")
    assert shown(read_pages(renamed)[0]) == {"A1": "x"}


def test_an_old_workbook_with_a_cell_beyond_any_sheet_is_damaged(tmp_path: Path) -> None:
    xlwt = pytest.importorskip("xlwt")
    old = xlwt.Workbook()
    old.add_sheet("CI").write(1, 1, 7)
    old.save(str(tmp_path / "old.xls"))
    content = bytearray((tmp_path / "old.xls").read_bytes())
    at = content.index(b"\x7e\x02\x0a\x00\x01\x00\x01\x00")  # RK, 10 bytes, row 1, column 1
    content[at + 6 : at + 8] = b"\xff\xff"
    (tmp_path / "old.xls").write_bytes(content)
    with pytest.raises(ReadingError, match=r"old.xls: is damaged and cannot be opened as a workbook"):
        read_pages(tmp_path / "old.xls")


def damaged(path: Path) -> None:
    book = Workbook()
    book.active["A1"] = "x"
    book.save(path)
    content = path.read_bytes()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook")
    assert content


def far_cell(path: Path) -> None:
    book = Workbook()
    book.active["A1"] = "x"
    book.active["XFD1048576"] = "y"
    book.save(path)


def many_cells(path: Path) -> None:
    book = Workbook()
    for _ in range(20):
        book.active.append(list(range(10)))
    book.save(path)


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 3_000_000)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (damaged, "CI.xlsx: is damaged and cannot be opened as a workbook; save it again"),
        (far_cell, "CI.xlsx, sheet 'Sheet': has 17,179,869,184 cells, more than the 100 allowed"),
        (many_cells, "CI.xlsx, sheet 'Sheet': has 200 cells, more than the 100 allowed"),
        (bomb, "CI.xlsx: unpacks to 3 MB, more than the 2 MB allowed"),
    ],
)
def test_hostile_and_broken_workbooks_are_answered_in_one_sentence(path: Path, make: object, says: str) -> None:
    make(path)  # type: ignore[operator]
    with pytest.raises(ReadingError) as error:
        read_pages(path, ReadingLimits(max_cells=100, max_unpacked_bytes=2_000_000))
    assert str(error.value).startswith(says)


@given(st.integers(0, 16_383), st.integers(0, 16_383))
def test_cell_names_are_those_of_the_sheet(row: int, column: int) -> None:
    from openpyxl.utils.cell import coordinate_to_tuple

    assert coordinate_to_tuple(cell_name(row, column)) == (row + 1, column + 1)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False))
def test_amounts_survive_binary_fractions(amount: object) -> None:
    from decimal import Decimal

    assert Decimal(plain_number(float(amount))) == amount  # type: ignore[arg-type]


@given(st.text(max_size=30), st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12))
def test_any_number_format_is_survived(code: str, value: float) -> None:
    assert isinstance(show(value, parse_format(code)), str)


cells = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=12
)
grids = st.lists(
    st.dictionaries(st.integers(0, 6), cells.filter(lambda text: text.strip()).map(lambda text: Cell([text]))),
    max_size=6,
)


@given(grids)
def test_words_of_two_cells_never_overlap(grid: list[dict[int, Cell]]) -> None:
    page = lay_out(1, None, grid)
    rows: dict[float, list[tuple[float, float, str | None]]] = {}
    for word in page.words:
        assert 0 <= word.x0 < word.x1 <= page.width
        assert 0 <= word.top < word.bottom <= page.height
        rows.setdefault(word.top, []).append((word.x0, word.x1, word.cell))
    for words in rows.values():
        ordered = sorted(words)
        assert all(left[1] <= right[0] for left, right in itertools.pairwise(ordered))
