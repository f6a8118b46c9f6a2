"""PDF files that pdfium refuses and pdfminer can still read: the tree of pages is broken, the pages are there."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from docvalidate.domain.errors import ReadingError
from docvalidate.reading import ReadingLimits, read_pages
from docvalidate.reading.pdf.second_reader import NOTE


def invoice(rotation: int = 0) -> bytes:
    """Two pages of a fictional invoice, uncompressed; all of it lies on the page however that is turned."""
    content = io.BytesIO()
    canvas = Canvas(content, pagesize=A4, pageCompression=0, invariant=True)
    for number in (1, 2):
        canvas.setPageRotation(rotation)
        canvas.setFont("Helvetica-Bold", 12)
        canvas.drawString(72, 500, f"Invoice No. 471{number}")
        canvas.setFont("Helvetica", 10)
        canvas.drawString(72, 450, "Ceramic bowls")
        canvas.drawRightString(500, 450, "1,234.56")
        canvas.rect(60, 440, 460, 30)
        canvas.showPage()
    canvas.save()
    return content.getvalue()


def lost_tree(content: bytes) -> bytes:
    """The catalogue names a tree of pages that is not there: pdfium does not open the file."""
    return re.sub(rb"/Pages \d+ 0 R", b"/Pages 77 0 R", content)


def lost_pages(content: bytes) -> bytes:
    """The tree names pages that are not there: pdfium opens the file, and refuses each page."""
    return re.sub(rb"/Kids \[[^\]]*\]", b"/Kids [ 77 0 R 78 0 R ]", content)


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("damage", [lost_tree, lost_pages])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_the_second_reader_gives_what_the_first_gives_of_the_whole_file(
    tmp_path: Path, damage: object, rotation: int
) -> None:
    whole = read_pages(written(tmp_path / "whole.pdf", invoice(rotation)))
    again = read_pages(written(tmp_path / "paper.pdf", damage(invoice(rotation))))  # type: ignore[operator]
    assert [page.number for page in again] == [1, 2]
    for one, other in zip(whole, again, strict=True):
        assert (other.width, other.height) == pytest.approx((one.width, one.height), abs=0.1)
        assert [(w.text, w.bold) for w in other.words] == [(w.text, w.bold) for w in one.words]
        for ours, theirs in zip(one.words, other.words, strict=True):
            assert theirs.box == pytest.approx(ours.box, abs=3)
            assert other.displayed(theirs.box) == pytest.approx(one.displayed(ours.box), abs=3)
        rules = [sorted((r.x0, r.top, r.x1, r.bottom) for r in page.rules) for page in (one, other)]
        assert len(rules[0]) == len(rules[1]) == 4
        for ours, theirs in zip(*rules, strict=True):
            assert theirs == pytest.approx(ours, abs=1)
        assert NOTE in other.notes
        assert NOTE not in one.notes


def test_where_both_refuse_the_sentence_is_the_same(tmp_path: Path) -> None:
    path = written(tmp_path / "paper.pdf", invoice()[:700])
    with pytest.raises(ReadingError) as error:
        read_pages(path)
    assert str(error.value) == "paper.pdf: is damaged and cannot be opened as a PDF; ask the sender for it again."


def test_a_page_that_only_the_first_reader_counts_stays_unread(tmp_path: Path) -> None:
    """pdfminer finds one page where pdfium counts two: it cannot say which one is missing."""
    content = re.sub(rb"/Kids \[ ?(\d+ 0 R)[^\]]*\]", rb"/Kids [ \1 78 0 R ]", invoice())
    first, second = read_pages(written(tmp_path / "paper.pdf", content))
    assert (first.unread, second.unread) == (None, "is damaged; ask the sender for the file again")
    assert NOTE not in first.notes


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        (ReadingLimits(max_pages=1), "paper.pdf: has more than the 1 pages allowed"),
        (ReadingLimits(max_characters=10), r"paper.pdf, page 1: holds \d\d characters on one page"),
        (ReadingLimits(max_ocr_seconds=1e-6), "paper.pdf: is damaged and cannot be opened"),
    ],
)
def test_the_limits_hold_for_the_second_reader(tmp_path: Path, limits: ReadingLimits, says: str) -> None:
    with pytest.raises(ReadingError, match=says):
        read_pages(written(tmp_path / "paper.pdf", lost_tree(invoice())), limits)


def test_the_second_reader_is_loaded_only_when_it_is_needed(tmp_path: Path) -> None:
    path = written(tmp_path / "paper.pdf", invoice())
    probe = (
        "import sys; from pathlib import Path; from docvalidate.reading import read_pages; "
        "read_pages(Path(sys.argv[1])); print([n for n in ('pdfplumber', 'pdfminer') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", probe, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
