"""Cells decide what an ambiguous or wrong head means."""

import pytest

from docvalidate.extraction.table.content import fits
from tests.extraction.pages import column, document

TITLE = "                       COMMERCIAL INVOICE\n\nInvoice No.: HT-4711\n\n"


@pytest.mark.parametrize(
    ("kind", "cells", "good"),
    [
        ("line_number", ["1", "2", "3"], True),
        ("line_number", ["10", "20", "30"], True),
        ("line_number", ["HT-100", "HT-210"], False),
        ("line_number", ["120", "40"], False),
        ("part_number", ["HT-100", "HT-210"], True),
        ("part_number", ["120", "40"], False),
        ("description", ["Claw hammer", "Pipe wrench 14 in"], True),
        ("description", ["HT-100", "HT-210"], False),
        ("hts_number", ["8205.20.3000", "820411"], True),
        ("hts_number", ["540.00", "450.00"], False),
        ("country_of_origin", ["CN", "Vietnam"], True),
        ("unit", ["PCS", "SET"], True),
        ("_carton_numbers", ["1-20", "21-38"], True),
        ("quantity", ["120", "40 PCS"], True),
        ("quantity", ["Claw hammer"], False),
    ],
)
def test_fits(kind: str, cells: list[str], good: bool) -> None:
    assert (fits(kind, cells) >= 0.6) is good


def test_item_over_codes_is_a_part_number_and_over_numbers_a_line_number() -> None:
    codes = document(
        TITLE
        + """
Item       Description            Qty     Price          Amount
HT-100     Claw hammer, steel     120     4.50           540.00
HT-210     Pipe wrench 14 in      40      11.25          450.00
"""
    )
    numbers = document(
        TITLE
        + """
Item       Description            Qty     Price          Amount
1          Claw hammer, steel     120     4.50           540.00
2          Pipe wrench 14 in      40      11.25          450.00
"""
    )
    assert column(codes, "part_number") == ["HT-100", "HT-210"]
    assert column(codes, "line_number") == [None, None]
    assert column(numbers, "line_number") == ["1", "2"]


def test_unit_over_prices_is_a_price() -> None:
    paper = document(
        TITLE
        + """
Part No.   Description            Qty     Unit           Total
HT-100     Claw hammer, steel     120     4.50           540.00
HT-210     Pipe wrench 14 in      40      11.25          450.00
"""
    )
    assert column(paper, "unit_price") == ["4.5", "11.25"]
    assert column(paper, "amount") == ["540", "450"]


def test_unit_over_units_is_a_unit() -> None:
    paper = document(
        TITLE
        + """
Part No.   Description            Qty     Unit   Price          Total
HT-100     Claw hammer, steel     120     PCS    4.50           540.00
HT-210     Pipe wrench 14 in      40      SET    11.25          450.00
"""
    )
    assert column(paper, "unit") == ["NO", "SET"]
    assert column(paper, "unit_price") == ["4.5", "11.25"]


def test_arithmetic_finds_price_and_amount_under_heads_that_were_swapped() -> None:
    paper = document(
        TITLE
        + """
Part No.   Description            Qty     Amount         Unit Price
HT-100     Claw hammer, steel     120     4.50           540.00
HT-210     Pipe wrench 14 in      40      11.25          450.00
HT-300     Rubber mallet 16 oz    15      3.20           48.00
"""
    )
    assert column(paper, "unit_price") == ["4.5", "11.25", "3.2"]
    assert column(paper, "amount") == ["540", "450", "48"]


def test_a_wrong_line_does_not_move_columns() -> None:
    paper = document(
        TITLE
        + """
Part No.   Description            Qty     Unit Price     Amount
HT-100     Claw hammer, steel     120     4.50           504.00
HT-210     Pipe wrench 14 in      40      11.25          450.00
HT-300     Rubber mallet 16 oz    15      3.20           48.00
"""
    )
    assert column(paper, "amount") == ["504", "450", "48"]
    assert [line["amount"].agreed for line in paper.line_items] == [
        ["table"],
        ["table", "arithmetic"],
        ["table", "arithmetic"],
    ]
    assert paper.line_items[0]["amount"].confidence < paper.line_items[1]["amount"].confidence


def test_what_counts_the_range_beside_it_is_packages() -> None:
    paper = document(
        """
                       PACKING LIST

Package    Count    Part No.   Description            Qty    Gross kg    Net kg
1          1        HT-100     Claw hammer, steel     120    60.0        54.0
2-30       29       HT-210     Pipe wrench 14 in      40     58.0        52.0
31-76      46       HT-330     Vise, 4 in             46     190.0       180.0
Sum        76                                                308.0       286.0
"""
    )
    assert column(paper, "package_count") == ["1", "29", "46"]
    assert column(paper, "quantity") == ["120", "40", "46"]
    assert paper.fields["package_count"].text == "76"


def test_what_times_the_packages_is_the_quantity_is_held_by_one_of_them() -> None:
    paper = document(
        """
                       PACKING LIST

C/T no.    Style      Goods                  Per carton pcs    C/T    Quantity    N.W. KGS    G.W. KGS
1          HT-100     Claw hammer, steel     108               1      108 PCS     54.0        60.0
2~46       HT-210     Pipe wrench 14 in      10                45     450 PCS     52.0        58.0
"""
    )
    assert column(paper, "quantity") == ["108", "450"]
    assert column(paper, "package_count") == ["1", "45"]


def test_two_words_for_one_thing_are_one_head_beside_another() -> None:
    paper = document(
        """
                       PACKING LIST

Line   Package nos.    Pkgs Style / SKU    Description            Qty UoM     Net kg    Gross kg
1      1 - 53            53 KF/49725       Claw hammer, steel     60 PCS      54.0      60.0
2      54 - 56            3 DZ/41110       Pipe wrench 14 in      45 PCS      52.0      58.0
"""
    )
    assert column(paper, "part_number") == ["KF/49725", "DZ/41110"]
    assert column(paper, "package_count") == ["53", "3"]
