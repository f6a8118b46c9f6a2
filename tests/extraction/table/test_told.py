"""Tables whose words no lexicon knows: heads told by the figures under them, labels by what stands behind them."""

import pytest

from docvalidate.extraction.table.told_labels import told_labels
from tests.extraction.pages import document

ALL = frozenset({"hts_number", "part_number", "country_of_origin"})
UNKNOWN = """
                    COMMERCIAL INVOICE

Invoice No.: HT-4711                Date: 16 April 2026

Xx   Yyyyyyy    Zzzzzzzzzzz             Wwww    Vvvv      Uuuuuuu
1    HT-100     Claw hammer, steel      120     4.50      540.00
2    HT-210     Pipe wrench 14 in       40      11.25     450.00
3    HT-300     Spirit level, 60 cm     35      7.10      248.50
"""


def test_a_head_of_unknown_words_over_figures_that_close() -> None:
    paper = document(UNKNOWN)
    assert [line["quantity"].text for line in paper.line_items] == ["120", "40", "35"]
    assert [line["amount"].text for line in paper.line_items] == ["540.00", "450.00", "248.50"]
    assert paper.line_items[2]["part_number"].text == "HT-300"
    assert paper.line_items[2]["description"].text == "Spirit level, 60 cm"


def test_figures_that_do_not_close_tell_no_head() -> None:
    paper = document(UNKNOWN.replace("540.00", "544.00").replace("450.00", "451.00"))
    assert not any("unit_price" in line for line in paper.line_items)


def test_cartons_times_their_weight_are_no_prices() -> None:
    paper = document(
        """
                    PACKING LIST

Invoice No.: HT-4711                Date: 16 April 2026

Xx   Yyyyyyy    Zzzzzzzzzzz             Cartons    Vvvvvv     Net weight
1    HT-100     Claw hammer, steel      12         4.50       54.00
2    HT-210     Pipe wrench 14 in       40         11.25      450.00
"""
    )
    assert not any("unit_price" in line for line in paper.line_items)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (("Claw hammer", "Qqqqqq 8205.20.{n}0"), {"Qqqqqq": "hts_number"}),
        (("Claw hammer", "Zzz xyz: 82052030{n}0"), {"Zzz xyz:": "hts_number"}),
        (("Claw hammer", "Zzz. HT-1{n}0"), {"Zzz.": "part_number"}),
        (("Claw hammer", "Aaaa HT-1{n}0, Bbbb China"), {"Aaaa": "part_number", "Bbbb": "country_of_origin"}),
        (("Claw hammer 1{n} oz",), {}),
        (("Claw hammer", "Lot HT-1{n}0"), {}),
    ],
)
def test_labels_told_by_their_values(rows: tuple[str, ...], told: dict[str, str]) -> None:
    items = [[row.format(n=n) for row in rows] for n in (1, 2, 3)]
    assert told_labels(items, ALL) == told


def test_two_labels_of_codes_cannot_be_told_apart() -> None:
    items = [["Claw hammer", f"Aaaa HT-1{n}0, Bbbb: XK-2{n}1"] for n in (1, 2, 3)]
    assert told_labels(items, ALL) == {}


def test_what_a_label_names_leaves_the_description() -> None:
    paper = document(
        """
                    COMMERCIAL INVOICE

Invoice No.: HT-4711                Date: 16 April 2026

Item  Description               Qty     Unit Price     Amount
1     Claw hammer, steel        120     4.50           540.00
      Qqqqqq 8205203000
2     Pipe wrench 14 in         40      11.25          450.00
      Qqqqqq 8204110060
"""
    )
    assert [line["hts_number"].text for line in paper.line_items] == ["8205203000", "8204110060"]
    assert paper.line_items[0]["description"].text == "Claw hammer, steel"
