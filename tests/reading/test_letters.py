"""Word files: lines, tables with their grid, pages; and what is said of formats that are not read."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from docvalidate.config.reading import ReadingLimits
from docvalidate.domain.errors import ReadingError
from docvalidate.domain.page import Page
from docvalidate.reading import read_pages


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "CI.docx"


def lines(page: Page) -> list[str]:
    rows: dict[float, list[str]] = {}
    for word in page.words:
        rows.setdefault(word.top, []).append(word.text)
    return [" ".join(rows[top]) for top in sorted(rows)]


def test_letterhead_lines_and_pages(path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Anadolu Porselen"
    document.add_paragraph().add_run("COMMERCIAL INVOICE").bold = True
    document.add_paragraph("Invoice No.:\t4711")
    document.add_page_break()
    document.add_paragraph("PACKING LIST")
    document.save(str(path))
    first, second = read_pages(path)
    assert lines(first) == ["Anadolu Porselen", "COMMERCIAL INVOICE", "Invoice No.: 4711"]
    assert [word.bold for word in first.words[2:5]] == [True, True, False]
    assert (second.number, lines(second)) == (2, ["PACKING LIST"])


def test_a_table_keeps_its_grid(path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    content = [("Part", "Description", "Amount"), ("X-1", "MUG\nBLUE", "651.60"), ("Total", "", "651.60")]
    for row, texts in zip(table.rows, content, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(2, 0).merge(table.cell(2, 1))
    document.save(str(path))
    (page,) = read_pages(path)
    uprights = sorted({rule.x0 for rule in page.rules if not rule.horizontal})
    assert len(uprights) == 4
    for word in (word for word in page.words if word.text != "Total"):
        left = max(edge for edge in uprights if edge <= word.x0)
        right = min(edge for edge in uprights if edge > word.x0)
        assert left < word.x0 < word.x1 < right
    levels = [rule for rule in page.rules if rule.horizontal]
    assert len(levels) == 4
    mug, blue = (next(word for word in page.words if word.text == text) for text in ("MUG", "BLUE"))
    assert mug.x0 == blue.x0
    assert mug.bottom <= blue.top
    through_total = [rule for rule in page.rules if not rule.horizontal and rule.bottom == levels[3].top]
    assert len(through_total) == 3  # none between the two merged cells


def test_a_long_line_is_wrapped_and_keeps_its_words(path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("word " * 100)
    document.save(str(path))
    (page,) = read_pages(path)
    assert len(page.words) == 100
    assert page.width < 800


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("CI.rtf", b"{\\rtf1 x}", "CI.rtf: is a rich text file, which cannot be read; save it as PDF or .docx."),
        ("CI.xls", b"<html><table>", "CI.xls: is a web page under the name of a document; open it, and save it as PDF"),
        ("CI.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le"),
         "CI.doc: is an old Word file, which cannot be read; save it as PDF or .docx."),
        ("CI.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
         "CI.xlsx: is encrypted and opens only with a password; send it without protection."),
        ("CI.rar", b"Rar!\x1a\x07\x00", "CI.rar: is a RAR archive, which cannot be read; send the papers"),
        ("CI.pdf", b"\x00\x01\x02\x03", "CI.pdf: is of no format that can be read; send it as PDF, image, workbook"),
    ],
)  # fmt: skip
def test_formats_that_are_not_read_are_named(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ReadingError) as error:
        read_pages(tmp_path / name)
    assert str(error.value).startswith(says)


def test_a_damaged_or_huge_file_is_answered_in_one_sentence(path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("x" * 1000)
    document.save(str(path))
    with pytest.raises(ReadingError, match="holds more characters than allowed"):
        read_pages(path, ReadingLimits(max_characters=500))
    with pytest.raises(ReadingError, match="unpacks to"):
        read_pages(path, ReadingLimits(max_unpacked_bytes=500))
