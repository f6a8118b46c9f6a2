"""Boxes of values lie on the page as displayed, also where the page was turned to be read."""

from docvalidate.domain.document import Document, Value
from docvalidate.domain.page import Page
from docvalidate.extraction.displayed import as_displayed


def test_boxes_of_a_page_that_was_turned_to_be_read_are_turned_back() -> None:
    upright = Page(1, 600, 800, [])
    on_its_side = Page(2, 600, 800, [], frame=(0.0, -1.0, 1.0, 0.0, 0.0, 600.0))
    value = Value(value="4711", raw="4711", page=2, bbox=(100.0, 50.0, 140.0, 60.0))
    first = value.model_copy(update={"page": 1})
    document = Document(
        file="CI.pdf", type="other", fields={"invoice_number": value}, line_items=[{"part_number": first}]
    )
    shown = as_displayed(document, [upright, on_its_side])
    assert shown.fields["invoice_number"].bbox == (50.0, 460.0, 60.0, 500.0)
    assert shown.line_items[0]["part_number"].bbox == (100.0, 50.0, 140.0, 60.0)
