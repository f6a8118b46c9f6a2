"""Which text layers are believed, and what is noted of those that are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from docvalidate.config.reading import ReadingLimits
from docvalidate.reading import read_pages
from docvalidate.reading.pdf.characters import Character
from docvalidate.reading.pdf.drawing import Drawing
from docvalidate.reading.pdf.frame import Frame
from docvalidate.reading.pdf.layer import judge_layer

FRAME = Frame(0, 0, 600, 800, 0)
WHOLE_PAGE = (0.0, 0.0, 600.0, 800.0)
LOGO = (10.0, 10.0, 110.0, 60.0)


def characters(text: str, hidden: bool = False) -> list[Character]:
    return [Character(sign, 0, 0, 5, 10, 8, 10, hidden=hidden) for sign in text]


@pytest.mark.parametrize(
    ("text", "hidden", "images", "curves", "trust"),
    [
        ("An invoice with its text", False, [LOGO], 0, "text"),
        ("", False, [], 0, "text"),  # an empty page
        ("", False, [WHOLE_PAGE], 0, "none"),
        ("", False, [], 900, "none"),  # letters drawn as outlines
        ("RECEIVED", False, [WHOLE_PAGE], 0, "beside"),
        ("All that a scanner made of the page, which is a lot of text", True, [WHOLE_PAGE], 0, "scanner"),
        ("A text printed over a picture of the goods, long enough", False, [WHOLE_PAGE], 0, "text"),
        ("\ufffd\ufffd\ufffd\ue001\ue002 No", False, [], 0, "none"),
        ("One unknown sign \ue001 in a long line of text", False, [], 0, "text"),
    ],
)
def test_a_layer_is_judged_by_what_the_page_holds(
    text: str, hidden: bool, images: list[tuple[float, float, float, float]], curves: int, trust: str
) -> None:
    layer = judge_layer(characters(text, hidden), Drawing(images=images, curves=curves), FRAME)
    assert layer.trust == trust
    assert bool(layer.reason) == (trust != "text")


def test_signs_without_a_readable_form_are_noted() -> None:
    layer = judge_layer(characters("One unknown sign \ue001 in a long line of text"), Drawing(), FRAME)
    assert layer.notes == ["3.1% of the characters have no readable form"]


def test_a_page_of_endless_drawings_is_read_up_to_the_limit_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    canvas = Canvas(str(path))
    canvas.drawString(72, 700, "INVOICE")
    for index in range(200):
        canvas.line(72, 3 * index, 300, 3 * index)
    canvas.save()
    (page,) = read_pages(path, ReadingLimits(max_drawings=50))
    assert [word.text for word in page.words] == ["INVOICE"]
    assert page.notes == ["the page holds more drawn objects than the limit: ruling lines may be missing"]


def test_a_form_within_itself_ends(tmp_path: Path) -> None:
    path = tmp_path / "loop.pdf"
    path.write_bytes(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]"
        b"/Resources<</XObject<</F 4 0 R>>>>/Contents 5 0 R>>endobj\n"
        b"4 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 200 200]/Resources<</XObject<</F 4 0 R>>>>/Length 5>>stream\n"
        b"/F Do\nendstream endobj\n5 0 obj<</Length 5>>stream\n/F Do\nendstream endobj\ntrailer<</Root 1 0 R>>\n"
    )
    (page,) = read_pages(path)
    assert page.words == []
