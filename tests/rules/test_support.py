"""What supports a reading: columns that add up, rows that slid, figures printed more often than they were read."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from docvalidate.config.tolerances import Tolerances
from docvalidate.domain.document import Document, plain_to_value
from docvalidate.domain.shipment import LineRef, Shipment
from docvalidate.reference import figures
from docvalidate.rules.base import support
from docvalidate.rules.base.page_text import country_stands


def paper(*items: dict[str, Any], text: str = "", **fields: Any) -> Document:
    head = {name: plain_to_value(name, plain) for name, plain in fields.items()}
    lines = [{name: plain_to_value(name, plain, line=True) for name, plain in item.items()} for item in items]
    return Document(file="a.pdf", type="commercial_invoice", fields=head, line_items=lines, text=text)


@pytest.mark.parametrize(
    ("text", "figure", "there"),
    [
        ("net weight 580 8 kg", "580.8", True),
        ("total usd 110 730 04", "110730.04", True),
        ("total usd 110730 04", "110730.04", True),
        ("1 274 pcs", "1274", True),
        ("1 275 pcs", "1274", False),
        ("640 pcs", "640", False),  # three digits stand on every page
    ],
)
def test_a_figure_is_found_however_it_is_grouped(text: str, figure: str, there: bool) -> None:
    assert figures.printed(text, Decimal(figure)) is there


def test_a_figure_printed_twice_and_read_once_is_unread_at_one_place() -> None:
    read = {"quantity": 1274}
    assert support.unread(paper(read, text="1 274 pcs rest 1 274"), Decimal(1274))
    assert not support.unread(paper(read, text="1 274 pcs"), Decimal(1274))
    assert not support.unread(paper(read, text="no such figure"), Decimal(1274))


def test_a_tariff_number_is_unread_where_no_line_has_it() -> None:
    text = "brake lever 8714 10 0050 chuck 8466 10 0175"
    assert support.tariff_unread(paper({"hts_number": "8466100175"}, text=text), "8714100050")
    assert not support.tariff_unread(paper({"hts_number": "8714100050"}, text=text), "8714100050")


def test_a_column_closes_with_the_total_of_any_paper() -> None:
    lines = paper({"net_weight_kg": 207.4}, {"net_weight_kg": 32.4})
    assert support.column_closes(Shipment("s", [lines]), lines, "net_weight_kg") is None
    assert support.column_closes(Shipment("s", [lines, paper(net_weight_kg=239.8)]), lines, "net_weight_kg") is True
    assert support.column_closes(Shipment("s", [lines, paper(net_weight_kg=300)]), lines, "net_weight_kg") is False


def slid(printed: list[str | None], entered: list[str], line: int) -> bool:
    return support.of_another_row(
        LineRef(0, line),
        len(printed),
        lambda at: printed[at.line] if at.line < len(printed) else None,
        lambda at: [entered[at.line]],
    )


@pytest.mark.parametrize(
    ("why", "printed", "entered", "line", "expected"),
    [
        ("each row has the value of the row above", [None, "A", "B"], ["A", "B", "C"], 2, True),
        ("each row has the value of the row below", ["B", "C", None], ["A", "B", "C"], 0, True),
        ("no row lacks a value", ["X", "A", "B"], ["A", "B", "C"], 2, False),
        ("all rows are alike, and one is entered otherwise", [None, "A", "A"], ["A", "C", "A"], 1, False),
        ("all rows are alike, and the last is entered otherwise", [None, "A", "A"], ["A", "A", "C"], 2, False),
    ],
)
def test_a_column_that_slid_by_a_row(
    why: str, printed: list[str | None], entered: list[str], line: int, expected: bool
) -> None:
    assert slid(printed, entered, line) is expected, why


def test_a_page_most_of_whose_lines_differ_was_misread() -> None:
    assert support.misread_pages([1] * 10 + [2] * 4, [2] * 4, Tolerances()) == {2}
    assert not support.misread_pages([1] * 10, [1] * 2, Tolerances())


def test_countries_are_told_by_name_and_by_codes_that_are_no_words() -> None:
    assert country_stands("made in taiwan", "TW")
    assert country_stands("origin tw", "TW")
    assert not country_stands("goods in transit", "IN")
    assert country_stands("goods of india", "IN")
