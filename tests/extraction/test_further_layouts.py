"""Ways of setting a paper that are rarer than a table with its head in one row and its sums below one another."""

from __future__ import annotations

import pytest

from docvalidate.domain.page import Page, Word
from docvalidate.extraction import extract
from docvalidate.extraction.classify import group_pages
from tests.extraction.pages import column, document, drawn, fields, layout_of

HEAD = "Part No.   Description            Qty        Price      Amount\n"
ONE = "HT-100     Claw hammer, steel     120 PCS    4.50       540.00\n"
TWO = "HT-210     Pipe wrench 14 in      40 PCS     11.25      450.00\n"
TOP = "                       COMMERCIAL INVOICE\n\nInvoice No.: HT-4711\n\n"


def test_sums_side_by_side_over_their_amounts() -> None:
    below = "\nSum of goods      Freight      Invoice total\n990.00            60.00        1,050.00\n"
    paper = document(TOP + HEAD + ONE + TWO + below)
    assert [fields(paper)[name] for name in ("subtotal", "freight", "total_amount")] == ["990", "60", "1050"]
    assert len(paper.line_items) == 2


def test_of_two_totals_the_one_that_the_sums_add_up_to() -> None:
    above = "Goods   990.00\nFreight   60.00\nInvoice total   1,050.00\n\n"
    paper = document(TOP + above + HEAD + ONE + TWO + "Grand total                                         990.00\n")
    assert fields(paper)["total_amount"] == "1050"


def test_figures_in_the_row_under_the_goods() -> None:
    paper = document(
        TOP
        + """
Item    Material     Description
        Qty          Unit      Price      Value

10      HT-100       Claw hammer, steel
        120          PCS       4.50       540.00
20      HT-210       Pipe wrench 14 in
        40           PCS       11.25      450.00
"""
    )
    assert column(paper, "part_number") == ["HT-100", "HT-210"]
    assert column(paper, "quantity") == ["120", "40"]
    assert column(paper, "amount") == ["540", "450"]


@pytest.mark.parametrize(
    ("below", "tariff", "origin"),
    [("8205.20.3000 - China", "8205203000", "CN"), ("8205203000", "8205203000", None), ("Ref. 2026 - red", None, None)],
)
def test_a_tariff_number_alone_under_the_goods(below: str, tariff: str | None, origin: str | None) -> None:
    under = f"           {below}\n"
    paper = document(TOP + HEAD + ONE + under + TWO + under)
    found = paper.line_items[0]
    assert (found["hts_number"].text if "hts_number" in found else None) == tariff
    assert (found["country_of_origin"].text if "country_of_origin" in found else None) == origin


def test_a_group_over_a_column_without_a_head_of_its_own() -> None:
    drawing = """
                              QTY INVOICED
Material   Description                       Rate       Amount    Gross weight (KG)
HT-100     Claw hammer        120            4.50       540.00    104.0
HT-210     Pipe wrench        40             11.25      450.00    66.0
"""
    assert column(document(TOP + drawing), "quantity") == ["120", "40"]


def test_a_currency_heads_the_column_of_the_sums() -> None:
    head = "Description            Pieces     Price      USD\n"
    rows = "Claw hammer, steel     120        4.50       540.00\nPipe wrench 14 in      40         11.25      450.00\n"
    assert column(document(TOP + head + rows), "amount") == ["540", "450"]


def test_traditional_characters_are_the_simplified_ones() -> None:
    paper = document(
        "          發票 INVOICE\n\n發票號碼: HT-4711\n買方: Rio Frontera Imports Inc.\n\n" + HEAD + ONE + TWO
    )
    assert fields(paper)["invoice_number"] == "HT-4711"
    assert "buyer" in paper.fields


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("COMMERCIALINVOICE", "commercial_invoice"),
        ("AIR WAYBILL - not negotiable - copies 1, 2 and 3 of this bill are originals", "air_waybill"),
    ],
)
def test_titles_in_one_word_or_before_a_dash(title: str, kind: str) -> None:
    [group] = group_pages([layout_of(f"{title}\n\nVessel: EVER LUCID 021E\n")])
    assert group.type == kind


def test_a_heading_among_the_goods_is_no_title() -> None:
    heading = "DELIVERY NOTE 96930358\n"
    [group] = group_pages([layout_of("    Invoice\n\n" + HEAD + heading + ONE + TWO)])
    assert group.type == "commercial_invoice"


@pytest.mark.parametrize(("corner", "number"), [("160-12345675", "160-12345675"), ("160-12345674", None)])
def test_an_air_waybill_is_known_by_its_check_digit(corner: str, number: str | None) -> None:
    paper = document(f"{corner}\n                 AIR WAYBILL\n\nFlight: LH994\n")
    assert fields(paper).get("bill_of_lading_number") == number


def test_heads_set_sideways_stand_in_the_row_beside_them() -> None:
    page = drawn(TOP + HEAD.replace("Qty", "   ") + ONE + TWO)
    price = next(w for w in page.words if w.text == "Price")
    quantity = next(w for w in page.words if w.text == "120")
    sideways = [Word("Quantity", quantity.x0 + 4, price.top - 34, quantity.x0 + 12, price.bottom)]
    turned = Page(1, page.width, page.height, page.words, page.rules, sideways=sideways)
    [paper] = extract([turned], "paper.pdf")
    assert column(paper, "quantity") == ["120", "40"]


def test_running_text_behind_to_is_no_port() -> None:
    assert "port_of_discharge" not in document(TOP + HEAD + ONE + TWO + "\nTo the best of our knowledge\n").fields


def test_a_consignee_asked_for_and_left_to_order_is_not_the_carrier() -> None:
    paper = document(
        """
HARBOR LINE SHIPPING LTD.
12 Quay Street, Rotterdam 3011

                 BILL OF LADING

Consignee: TO ORDER
B/L No.: QDNY2604771
"""
    )
    assert "consignee" not in paper.fields
