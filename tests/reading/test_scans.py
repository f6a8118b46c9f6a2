"""Scans: what is read of pages that are only pixels, however they lie; and what is said where no engine is there."""

from __future__ import annotations

import importlib
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from docvalidate.config.reading import ReadingLimits
from docvalidate.domain.errors import ReadingError, UsageError
from docvalidate.domain.page import Page, Word
from docvalidate.reading import read_pages
from docvalidate.reading.ocr import engines

pytest.importorskip("cv2")

DPI = 150
LINES = [
    "COMMERCIAL INVOICE",
    "Invoice No. BX-202607",
    "PORCELAIN MUG 350ML",
    "Quantity 1,344 PCS",
    "Amount USD 3,870.72",
]


def drawn(width: int = 1240, height: int = 760) -> Image.Image:
    """A page with five lines of text and a ruled box around them."""
    page = Image.new("L", (width, height), 255)
    pen = ImageDraw.Draw(page)
    font = ImageFont.load_default(size=30)
    for index, line in enumerate(LINES):
        pen.text((150, 200 + 90 * index), line, fill=0, font=font)
    pen.rectangle((120, 160, 1100, 700), outline=0, width=3)
    return page


def saved(image: Image.Image, path: Path, **options: Any) -> list[Page]:
    image.save(path, dpi=(DPI, DPI), **options)
    return read_pages(path)


needs_rapidocr = pytest.mark.skipif(
    engines.why_not("rapidocr") is not None, reason=f"rapidocr: {engines.why_not('rapidocr')}"
)


def place(page: Page, text: str) -> tuple[float, float, float, float]:
    (word,) = (word for word in page.words if word.text == text)
    return page.displayed(word.box)


@needs_rapidocr
def test_words_of_a_picture_lie_where_they_are_seen(tmp_path: Path) -> None:
    (page,) = saved(drawn(), tmp_path / "scan.png")
    assert (page.source, round(page.width), round(page.height)) == ("ocr", 595, 365)
    assert [word.text for word in page.words] == " ".join(LINES).split()
    amount = place(page, "3,870.72")
    assert amount[1] < (200 + 90 * 4 + 18) * 72 / DPI < amount[3]
    assert all(word.confidence > 0.6 for word in page.words)
    box = (120 * 72 / DPI, 160 * 72 / DPI, 1100 * 72 / DPI, 700 * 72 / DPI)
    levels = sorted(rule.top for rule in page.rules if rule.horizontal)
    uprights = sorted(rule.x0 for rule in page.rules if not rule.horizontal)
    assert levels == pytest.approx([box[1], box[3]], abs=1.5)
    assert uprights == pytest.approx([box[0], box[2]], abs=1.5)


@needs_rapidocr
@pytest.mark.parametrize("angle", [2.5, 90, 180, 270])
def test_a_page_that_lies_askew_is_read_and_its_boxes_lie_on_the_page_as_displayed(
    tmp_path: Path, angle: float
) -> None:
    straight = drawn()
    (page,) = saved(straight.rotate(angle, expand=angle % 90 == 0, fillcolor=255), tmp_path / "scan.png")
    assert {"BX-202607", "1,344", "3,870.72"} <= {word.text for word in page.words}
    x0, top, x1, bottom = place(page, "COMMERCIAL")
    turn = math.radians(angle)
    x, y = 150 + 95 - 620, 218 - 380  # the middle of the word, from the middle of the page, in pixels
    width, height = (760, 1240) if angle in (90, 270) else (1240, 760)
    seen = (
        (width / 2 + x * math.cos(turn) + y * math.sin(turn)) * 72 / DPI,
        (height / 2 - x * math.sin(turn) + y * math.cos(turn)) * 72 / DPI,
    )
    assert x0 - 3 < seen[0] < x1 + 3
    assert top - 3 < seen[1] < bottom + 3


@needs_rapidocr
def test_a_scanned_page_between_text_pages(tmp_path: Path) -> None:
    path = tmp_path / "mixed.pdf"
    canvas = Canvas(str(path), pagesize=(595, 365))
    canvas.drawString(72, 300, "PACKING LIST of the goods, with enough text to be a page of its own")
    canvas.showPage()
    canvas.drawImage(ImageReader(drawn()), 0, 0, 595, 365)
    canvas.drawString(300, 345, "RECEIVED")
    canvas.showPage()
    canvas.showPage()
    canvas.save()
    text, scan, empty = read_pages(path)
    assert (text.source, scan.source, empty.source) == ("text", "ocr", "text")
    assert "3,870.72" in {word.text for word in scan.words}
    assert [word.confidence for word in scan.words if word.text == "RECEIVED"] == [1.0]
    assert (empty.words, empty.unread) == ([], None)


@needs_rapidocr
def test_a_text_layer_without_meaning_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "garbage.pdf"
    canvas = Canvas(str(path), pagesize=(595, 365))
    canvas.drawImage(ImageReader(drawn()), 0, 0, 595, 365)
    text = canvas.beginText(72, 300)
    text.setTextRenderMode(3)
    text.textLine("the scanner read mere nonsense here and there")
    canvas.drawText(text)
    canvas.save()
    (page,) = read_pages(path)
    assert "3,870.72" in {word.text for word in page.words}
    assert "nonsense" not in {word.text for word in page.words}


@needs_rapidocr
def test_every_page_of_a_tiff_is_read_and_a_blank_one_is_blank(tmp_path: Path) -> None:
    path = tmp_path / "scan.tif"
    drawn().save(path, save_all=True, append_images=[Image.new("L", (1240, 760), 250)], dpi=(DPI, DPI))
    first, second = read_pages(path)
    assert "BX-202607" in {word.text for word in first.words}
    assert (second.number, second.words, second.unread) == (2, [], None)


@needs_rapidocr
def test_a_photograph_without_a_resolution_is_a_page_of_usual_size(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    drawn(height=1754).save(path, quality=80)
    (page,) = read_pages(path)
    assert page.width == pytest.approx(595, abs=3)
    assert "BX-202607" in {word.text for word in page.words}


@needs_rapidocr
def test_pages_after_the_time_for_ocr_are_unread_and_say_so(tmp_path: Path) -> None:
    path = tmp_path / "scan.tif"
    drawn(400, 300).save(path, save_all=True, append_images=[drawn(400, 300)], dpi=(DPI, DPI))
    first, second = read_pages(path, ReadingLimits(max_ocr_seconds=1e-3))
    assert second.unread == (
        "is an image, and reading the file by OCR took longer than allowed; split it, or raise reading.max_ocr_seconds"
    )
    assert first.number == 1


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in engines.ORDER:
        monkeypatch.setattr(importlib.import_module(f"docvalidate.reading.ocr.{name}"), "why_not", lambda: "not here")


@pytest.mark.usefixtures("no_engine")
def test_without_an_engine_a_scan_is_an_unread_page_and_says_what_to_do(tmp_path: Path) -> None:
    (page,) = saved(drawn(), tmp_path / "scan.png")
    assert page.words == []
    assert page.unread is not None
    assert page.unread.startswith("is an image, and no OCR engine is installed; install docvalidate[ocr]")
    path = tmp_path / "scan.pdf"
    canvas = Canvas(str(path), pagesize=(595, 365))
    canvas.drawImage(ImageReader(drawn()), 0, 0, 595, 365)
    canvas.save()
    (page,) = read_pages(path)
    assert page.unread is not None
    assert page.unread.startswith("is an image without a text layer, and no OCR engine is installed")
    assert engines.available() == {"rapidocr": "not here", "tesseract": "not here"}


def test_an_engine_asked_for_by_name_must_be_there(tmp_path: Path, no_engine: None) -> None:
    drawn().save(tmp_path / "scan.png")
    with pytest.raises(UsageError, match="the OCR engine tesseract cannot be used: not here"):
        read_pages(tmp_path / "scan.png", ReadingLimits(ocr_engine="tesseract"))
    with pytest.raises(UsageError, match="'gocr' is no OCR engine; known are auto, none, rapidocr, tesseract"):
        engines.find_engine("gocr")


@pytest.mark.skipif(engines.why_not("tesseract") is not None, reason=f"tesseract: {engines.why_not('tesseract')}")
def test_tesseract_reads_too(tmp_path: Path) -> None:
    drawn().save(tmp_path / "scan.png", dpi=(DPI, DPI))
    (page,) = read_pages(tmp_path / "scan.png", ReadingLimits(ocr_engine="tesseract"))
    assert {"COMMERCIAL", "INVOICE", "BX-202607", "3,870.72"} <= {word.text for word in page.words}


def heic(path: Path) -> None:
    path.write_bytes(b"\x00\x00\x00\x18ftypheic" + b"\0" * 100)


def cut_off(path: Path) -> None:
    drawn().save(path, "PNG")
    path.write_bytes(path.read_bytes()[:200])


def enormous(path: Path) -> None:
    Image.new("1", (20_000, 20_000)).save(path, "PNG")


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (heic, "scan.png: is a HEIC photograph, which cannot be read; send it as JPEG or PDF."),
        (cut_off, "scan.png: is damaged and cannot be opened as an image; ask the sender for it again."),
        (enormous, "scan.png: has more than the 80 million pixels allowed; scan it at 200 to 300 dpi"),
    ],
)
def test_pictures_that_cannot_be_read_are_answered_in_one_sentence(
    tmp_path: Path, make: Callable[[Path], None], says: str
) -> None:
    make(tmp_path / "scan.png")
    with pytest.raises(ReadingError) as error:
        read_pages(tmp_path / "scan.png")
    assert str(error.value).startswith(says)


def test_what_an_engine_reads_twice_is_one_word() -> None:
    from docvalidate.reading.ocr.scan import _without_repeats

    words = [
        Word("1,344", 10, 10, 50, 20, confidence=0.9),
        Word("1344", 12, 10, 50, 21, confidence=0.7),
        Word("PCS", 52, 10, 70, 20),
    ]
    assert [word.text for word in _without_repeats(words)] == ["PCS", "1,344"]


@pytest.mark.parametrize(
    ("read", "meant"),
    [("Cl-202607", "CI-202607"), ("LlNE", "LINE"), ("Al", "Al"), ("All", "All"), ("5l", "5l"), ("Plot", "Plot")],
)
def test_an_l_among_capitals_is_an_i(read: str, meant: str) -> None:
    from docvalidate.reading.ocr.signs import _in_capitals

    assert _in_capitals(read) == meant
