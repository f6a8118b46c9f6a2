"""Text pages of PDFs: which words, where, and which ruling lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4, letter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from docvalidate.domain.errors import ReadingError
from docvalidate.domain.page import Page
from docvalidate.reading import ReadingLimits, formats, is_paper, read_pages


def texts(page: Page) -> list[str]:
    return [word.text for word in page.words]


@pytest.fixture
def canvas(tmp_path: Path) -> Canvas:
    return Canvas(str(tmp_path / "paper.pdf"), pagesize=A4)


def saved(canvas: Canvas) -> list[Page]:
    canvas.save()
    return read_pages(Path(canvas._filename))


def test_words_lie_where_they_are_printed(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 10)
    canvas.drawString(72, 700, "Invoice No. 4711")
    canvas.setFont("Helvetica-Bold", 10)
    canvas.drawRightString(500, 700, "1,234.56")
    (page,) = saved(canvas)
    assert (page.number, page.source, round(page.width), round(page.height)) == (1, "text", 595, 842)
    assert texts(page) == ["Invoice", "No.", "4711", "1,234.56"]
    invoice, amount = page.words[0], page.words[-1]
    assert invoice.x0 == pytest.approx(72, abs=1)
    assert amount.x1 == pytest.approx(500, abs=1)
    assert invoice.top < A4[1] - 700 < invoice.bottom
    assert (invoice.bold, amount.bold) == (False, True)


def test_a_label_that_runs_into_an_amount_leaves_both_whole(canvas: Canvas) -> None:
    canvas.drawString(72, 700, "TOTAL INVOICE VALUE:")
    canvas.drawString(190, 700, "$82,597.00")
    (page,) = saved(canvas)
    assert texts(page) == ["TOTAL", "INVOICE", "VALUE:", "$82,597.00"]


def test_a_word_printed_piece_by_piece_is_one_word(canvas: Canvas) -> None:
    canvas.setFont("Courier", 10)
    for index in (3, 0, 2, 1):
        canvas.drawString(72 + 6 * index, 700, "4711"[index])
    (page,) = saved(canvas)
    assert texts(page) == ["4711"]


def test_a_title_in_spaced_letters_is_words(canvas: Canvas) -> None:
    canvas.drawString(72, 740, "C O M M E R C I A L   I N V O I C E")
    canvas.drawString(72, 700, "A B C")
    canvas.drawString(72, 680, "X X X X X X")
    (page,) = saved(canvas)
    assert texts(page) == ["COMMERCIAL", "INVOICE", "A", "B", "C", "X", "X", "X", "X", "X", "X"]


def test_a_word_printed_twice_on_itself_is_one_word(canvas: Canvas) -> None:
    canvas.drawString(72, 700, "INVOICE")
    canvas.drawString(300, 700, "4711")
    canvas.drawString(72.4, 700, "INVOICE")
    (page,) = saved(canvas)
    assert texts(page) == ["INVOICE", "4711"]


def test_chinese_labels_stay_together_as_printed(canvas: Canvas) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas.setFont("STSong-Light", 10)
    canvas.drawString(72, 700, "发票号 Invoice No.: 4711")
    for index, sign in enumerate("装箱单"):
        canvas.drawString(72 + 13 * index, 660, sign)
    (page,) = saved(canvas)
    assert texts(page) == ["发票号", "Invoice", "No.:", "4711", "装箱单"]


def test_blanks_in_a_standard_font_send_no_page_to_the_second_reader(
    canvas: Canvas, monkeypatch: pytest.MonkeyPatch
) -> None:
    from docvalidate.reading.pdf import second_reader

    monkeypatch.setattr(second_reader, "read_again", lambda *_: pytest.fail("read twice"))
    canvas.setFont("Helvetica", 10)
    canvas.drawString(72, 700, "Invoice")
    canvas.drawString(120, 700, " ")
    (page,) = saved(canvas)
    assert texts(page) == ["Invoice"]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_the_page_is_read_as_displayed(canvas: Canvas, rotation: int) -> None:
    """The page is turned in the file; the text is drawn so that it is upright once it is displayed."""
    canvas.setPageRotation(rotation)
    width, height = A4
    if rotation:
        canvas.translate(*{90: (height, 0), 180: A4, 270: (0, width)}[rotation])
        canvas.rotate(rotation)
    canvas.drawString(72, height - 100, "Seller")
    canvas.line(72, height - 110, 200, height - 110)
    (page,) = saved(canvas)
    assert (round(page.width), round(page.height)) == (round(width), round(height))
    (word,) = page.words
    assert word.x0 == pytest.approx(72, abs=1)
    assert word.top < 100 < word.bottom
    (rule,) = page.rules
    assert (rule.x0, rule.top, rule.x1) == pytest.approx((72, 110, 200), abs=0.5)
    assert rule.horizontal


def test_the_crop_box_is_the_page(canvas: Canvas) -> None:
    canvas.setCropBox((50, 100, 450, 800))
    canvas.drawString(72, 700, "inside")
    canvas.drawString(500, 50, "outside")
    (page,) = saved(canvas)
    assert (page.width, page.height) == (400, 700)
    assert texts(page) == ["inside"]
    assert page.words[0].x0 == pytest.approx(22, abs=1)
    assert page.words[0].bottom == pytest.approx(102, abs=3)


def test_text_that_runs_up_the_margin_is_kept_apart(canvas: Canvas) -> None:
    canvas.drawString(72, 700, "Seller")
    canvas.saveState()
    canvas.translate(20, 300)
    canvas.rotate(90)
    canvas.drawString(0, 0, "Copyright")
    canvas.restoreState()
    (page,) = saved(canvas)
    assert texts(page) == ["Seller"]
    assert [word.text for word in page.sideways] == ["Copyright"]
    (word,) = page.sideways
    assert word.height > word.x1 - word.x0


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_drawn_on_its_side_is_read_and_its_boxes_are_as_displayed(canvas: Canvas, angle: int) -> None:
    canvas.translate(300, 400)
    canvas.rotate(angle)
    canvas.drawString(-100, 50, "Invoice No. 4711")
    canvas.drawString(-100, 30, "Amount 1,234.56")
    canvas.line(-100, 20, 100, 20)
    (page,) = saved(canvas)
    assert texts(page) == ["Invoice", "No.", "4711", "Amount", "1,234.56"]
    assert page.words[0].x0 == pytest.approx(page.words[3].x0, abs=0.1)
    assert page.words[0].bottom <= page.words[3].top + 2
    (rule,) = page.rules
    assert rule.horizontal
    assert rule.top > page.words[3].middle
    x0, top, x1, bottom = page.displayed(page.words[0].box)
    x, y = {90: (-50, -90), 180: (90, -50), 270: (50, 90)}[angle]  # where "Invoice" lies, from the pivot
    assert x0 - 12 < 300 + x < x1 + 12
    assert top - 12 < A4[1] - 400 - y < bottom + 12


def test_boxes_thin_bars_and_strokes_become_rules_and_pieces_are_joined(canvas: Canvas) -> None:
    canvas.rect(100, 500, 200, 50)
    canvas.rect(100, 400, 200, 1, stroke=0, fill=1)
    for x in range(100, 300, 50):
        canvas.line(x, 300, x + 50, 300)
    canvas.setFillGray(1)
    canvas.rect(50, 50, 400, 600, stroke=0, fill=1)
    (page,) = saved(canvas)
    horizontal = sorted((round(A4[1] - r.top), round(r.x0), round(r.x1)) for r in page.rules if r.horizontal)
    vertical = sorted(
        (round(r.x0), round(A4[1] - r.bottom), round(A4[1] - r.top)) for r in page.rules if not r.horizontal
    )
    assert horizontal == [(300, 100, 300), (400, 100, 300), (500, 100, 300), (550, 100, 300)]
    assert vertical == [(100, 500, 550), (300, 500, 550)]


def test_filled_form_fields_are_read(tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    canvas = Canvas(str(path), pagesize=letter)
    canvas.drawString(72, 720, "Invoice No.")
    canvas.acroForm.textfield(name="number", value="INV-77", x=150, y=710, width=120, height=20)
    canvas.save()
    (page,) = read_pages(path)
    assert texts(page) == ["Invoice", "No.", "INV-77"]


def test_an_empty_page_is_read_as_empty(canvas: Canvas) -> None:
    canvas.showPage()
    (page,) = saved(canvas)
    assert (page.words, page.unread) == ([], None)


def test_a_paper_is_known_by_its_content(canvas: Canvas, tmp_path: Path) -> None:
    canvas.drawString(72, 700, "x")
    canvas.save()
    renamed = tmp_path / "paper.bin"
    renamed.write_bytes(b"\n" + Path(canvas._filename).read_bytes())
    assert is_paper(renamed)
    assert texts(read_pages(renamed)[0]) == ["x"]
    assert ".pdf" in formats()


def damaged(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\nnothing that a reader could use")


def encrypted(path: Path) -> None:
    canvas = Canvas(str(path), encrypt="secret")
    canvas.drawString(72, 700, "x")
    canvas.save()


def thousand_pages(path: Path) -> None:
    canvas = Canvas(str(path))
    for _ in range(1000):
        canvas.showPage()
    canvas.save()


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: path.write_bytes(b""), "paper.pdf: is empty (0 bytes); ask the sender for it again."),
        (lambda path: None, "paper.pdf: cannot be opened (no such file or directory); check the path"),
        (lambda path: path.mkdir(), "paper.pdf: cannot be opened (is a directory)"),
        (damaged, "paper.pdf: is damaged and cannot be opened as a PDF; ask the sender for it again."),
        (encrypted, "paper.pdf: is encrypted and opens only with a password; send it without protection."),
        (thousand_pages, "paper.pdf: has 1,000 pages, more than the 300 allowed; split the file"),
    ],
)
def test_what_cannot_be_read_is_answered_in_one_sentence(tmp_path: Path, make: object, says: str) -> None:
    path = tmp_path / "paper.pdf"
    make(path)  # type: ignore[operator]
    with pytest.raises(ReadingError) as error:
        read_pages(path)
    assert str(error.value).startswith(says)
    assert "\n" not in str(error.value)


def test_a_file_over_the_limit_is_not_opened(canvas: Canvas) -> None:
    canvas.drawString(72, 700, "x")
    canvas.save()
    with pytest.raises(ReadingError, match=r"more than the 0 MB allowed"):
        read_pages(Path(canvas._filename), ReadingLimits(max_bytes=100))


def test_a_page_with_too_many_characters_is_refused_by_its_number(canvas: Canvas) -> None:
    canvas.drawString(72, 700, "abc")
    canvas.showPage()
    canvas.drawString(72, 700, "abcdefghijkl")
    canvas.save()
    with pytest.raises(ReadingError, match=r"paper.pdf, page 2: holds 12 characters"):
        read_pages(Path(canvas._filename), ReadingLimits(max_characters=10))
