"""Rows, phrases and ruled cells of a page."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docvalidate.domain.page import Page, Word
from docvalidate.extraction import extract
from docvalidate.extraction.layout import lay_out
from docvalidate.extraction.phrases import Grid, rows_of
from tests.extraction.pages import drawn, layout_of


def texts(drawing: str) -> list[list[str]]:
    return [[phrase.text for phrase in row] for row in layout_of(drawing).rows]


def test_words_of_no_height_make_a_page() -> None:
    words = [Word(text, 0.0, 0.0, 0.0, height) for text, height in (("Invoice", 0.0), ("1,200.00", 9.0), ("AAAA", 0.0))]
    assert lay_out(Page(1, 612.0, 792.0, words)).line_height > 0
    assert extract([Page(1, 612.0, 792.0, words)], "hostile.pdf")


def test_two_blanks_part_phrases_and_one_does_not() -> None:
    assert texts("Port of Loading  Qingdao") == [["Port of Loading", "Qingdao"]]


def test_a_vertical_rule_parts_phrases() -> None:
    assert texts(
        """
        Qty│Price
        120│ 4.50
        """
    ) == [["Qty", "Price"], ["120", "4.50"]]


def test_lines_typed_with_characters_are_rules() -> None:
    layout = layout_of(
        """
        | Item | Qty | Price |
        ======================
        | 1    | 120 | 4.50  |
        """
    )
    assert [[p.text for p in row] for row in layout.rows] == [["Item", "Qty", "Price"], ["1", "120", "4.50"]]
    assert not layout.grid.empty


def test_a_ruled_cell_holds_its_phrases() -> None:
    layout = layout_of(
        """
        ┌──────────────┬──────────┐
        │Seller        │Invoice No│
        │Harbor Tools  │HT-4711   │
        └──────────────┴──────────┘
        """
    )
    cells = {phrase.text: phrase.cell for phrase in layout.phrases}
    assert cells["Seller"] is not None
    assert cells["Seller"] == cells["Harbor Tools"]
    assert cells["Invoice No"] == cells["HT-4711"] != cells["Seller"]


def test_an_open_side_makes_no_cell() -> None:
    layout = layout_of(
        """
        ───────────────
        Harbor Tools
        ───────────────
        """
    )
    assert [phrase.cell for phrase in layout.phrases] == [None]


def test_words_a_little_off_their_line_stay_in_their_row() -> None:
    words = [Word("Total", 0, 10, 30, 20), Word("USD", 40, 11.5, 58, 21.5), Word("990.00", 70, 9, 106, 19)]
    assert [[w.text for w in row] for row in rows_of(words)] == [["Total", "USD", "990.00"]]


def test_a_title_beside_small_print_is_a_row_of_its_own_middle() -> None:
    words = [Word("INVOICE", 0, 0, 120, 30), Word("Tel.", 200, 0, 220, 8), Word("Fax", 200, 22, 220, 30)]
    assert len(rows_of(words)) == 3


boxes = st.builds(
    lambda text, x, y, w, h: Word(text, x, y, x + w, y + h),
    st.text(alphabet="ab1.", min_size=1, max_size=8),
    st.floats(-50, 700),
    st.floats(-50, 900),
    st.floats(0, 120),
    st.floats(0, 40),
)


@settings(max_examples=60)
@given(st.lists(boxes, max_size=40))
def test_every_word_is_in_one_row_and_one_phrase(words: list[Word]) -> None:
    assert sorted(map(id, (w for row in rows_of(words) for w in row))) == sorted(map(id, words))
    layout = lay_out(Page(1, 612, 792, words))
    kept = [w for phrase in layout.phrases for w in phrase.words]
    assert len(kept) == len(set(map(id, kept)))
    assert all(row[i].x0 <= row[i + 1].x0 for row in layout.rows for i in range(len(row) - 1))


@pytest.mark.parametrize(
    ("x", "y", "inside"),
    [(30, 30, True), (200, 30, False), (30, 200, False), (-10, -10, False)],
)
def test_grid_cell(x: float, y: float, inside: bool) -> None:
    page = drawn(
        """
        ┌──────────┐
        │          │
        │          │
        │          │
        └──────────┘
        """
    )
    assert (Grid(page).cell(x, y) is not None) is inside


def test_a_rule_of_joined_pieces_counts_whole() -> None:
    grid = Grid(drawn("─────│─────\n\nabc"))
    assert grid.horizontals(3, 63, 0.8) == [6.0]
