"""Delimited and plain text: encodings, delimiters, geometry."""

from __future__ import annotations

import csv
import io
import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docvalidate.domain.errors import ReadingError
from docvalidate.reading import ReadingLimits, is_paper, read_pages
from docvalidate.reading.encoding import decode
from docvalidate.reading.plain import CHARACTER_WIDTH, LINE_HEIGHT, line_words
from docvalidate.reading.sheet.delimited import find_delimiter


def test_lines_and_columns_of_plain_text_are_geometry(tmp_path: Path) -> None:
    path = tmp_path / "invoice.txt"
    path.write_text("INVOICE      4711\r\n\r\n\tQTY   PRICE\r\n\fPAGE 2\r\n\f\x1a")
    first, second = read_pages(path)
    invoice, number, quantity, price = first.words
    assert number.x0 - invoice.x0 == 13 * CHARACTER_WIDTH
    assert quantity.x0 - invoice.x0 == 8 * CHARACTER_WIDTH
    assert quantity.top - invoice.top == 2 * LINE_HEIGHT
    assert price.x1 < first.width
    assert (first.source, second.number, [word.text for word in second.words]) == ("plain", 2, ["PAGE", "2"])


def test_printer_control_sequences_print_nothing(tmp_path: Path) -> None:
    path = tmp_path / "invoice.prn"
    path.write_bytes(b"\x1bEINVOICE \x1b[1m4711\x1b[0m\r\n")
    assert [word.text for word in read_pages(path)[0].words] == ["INVOICE", "4711"]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Rechnung für Müller; 1.234,56 €", "utf-8"),
        ("Rechnung für Müller; 1.234,56 €", "utf-8-sig"),
        ("Rechnung für Müller", "utf-16"),
        ("Invoice 4711", "utf-16-le"),
        ("Rechnung für Müller, Größe: 1.234,56 €", "cp1252"),
        ("Facture n° 12, société à Orléans", "cp1252"),
        ("商业发票 Invoice 号码 4711 深圳市", "gb18030"),
    ],
)
def test_encodings_are_told_apart(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding))[0] == text


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_makes_a_table(tmp_path: Path, delimiter: str) -> None:
    rows = [["Invoice, of the year"], ["Part; No.", "Description", "Amount"], ["X-1", 'MUG, 10" | blue', "1.234,56"]]
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter).writerows(rows)
    path = tmp_path / "invoice.csv"
    path.write_text(written.getvalue())
    (page,) = read_pages(path)
    assert [word.text for word in page.words if word.cell == "C3"] == ["1.234,56"]
    assert " ".join(word.text for word in page.words if word.cell == "B3") == 'MUG, 10" | blue'


def test_a_delimiter_named_by_the_file_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "invoice.csv"
    path.write_text("sep=;\nPart;Price, each\nX-1;2,50\n")
    assert {word.cell for word in read_pages(path)[0].words} == {"A1", "B1", "A2", "B2"}


def test_binary_content_under_a_text_name_is_no_paper_that_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "invoice.txt"
    path.write_bytes(bytes(range(256)) * 4)
    with pytest.raises(ReadingError, match="is of no format that can be read"):
        read_pages(path)


def test_limits_name_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "invoice.csv"
    path.write_text("a,b\n" * 30)
    assert is_paper(path)
    with pytest.raises(ReadingError, match="more than the 50 cells allowed; remove what is not the paper"):
        read_pages(path, ReadingLimits(max_cells=50))
    plain = tmp_path / "invoice.txt"
    plain.write_text("a\f" * 30 + "a")
    with pytest.raises(ReadingError, match="has 31 pages, more than the 10 allowed"):
        read_pages(plain, ReadingLimits(max_pages=10))


@given(st.binary(max_size=200))
def test_any_bytes_decode(content: bytes) -> None:
    assert isinstance(decode(content)[0], str)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
def test_words_of_a_line_are_its_text_and_never_overlap(line: str) -> None:
    words = line_words(line, 0, 0)
    assert [word.text for word in words] == line.split()
    assert all(left.x1 < right.x0 for left, right in itertools.pairwise(words))


@given(st.text(max_size=200))
def test_a_delimiter_is_always_found(text: str) -> None:
    assert find_delimiter(text) in ",;\t|"
