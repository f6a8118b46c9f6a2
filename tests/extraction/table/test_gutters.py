"""The bands of x that columns own."""

import itertools

import pytest

from docvalidate.domain.page import Word
from docvalidate.extraction.table.columns import Column
from docvalidate.extraction.table.gutters import column_at, column_of, set_bands
from docvalidate.extraction.table.heads import find_heads
from tests.extraction.pages import layout_of


def bands(drawing: str) -> list[tuple[float, float]]:
    """The band of every column of the one table of a drawing, in characters; the ends are open."""
    layout = layout_of(drawing)
    [head] = find_heads(layout)
    set_bands(head, layout, layout.rows[head.rows[-1] + 1 :])
    return [(column.left / 6, column.right / 6) for column in head.columns]


def test_figures_flush_right_under_heads_flush_left() -> None:
    got = bands(
        """
        Part No.  Description         Qty        Price       Amount
        HT-100    Claw hammer         120         4.50       540.00
        HT-210    Pipe wrench          40        11.25       450.00
        """
    )
    edges = [right for _, right in got[:-1]]
    assert 6 < edges[0] <= 10
    assert 21 <= edges[1] <= 30
    assert 33 <= edges[2] <= 41
    assert 46 <= edges[3] <= 53


def test_rules_part_columns_where_no_gutter_does() -> None:
    got = bands(
        """
        ┌─────────┬──────────────┬──────┬───────┬─────────┐
        │Part No. │Description   │Qty   │Price  │Amount   │
        ├─────────┼──────────────┼──────┼───────┼─────────┤
        │HT-100   │Claw hammer   │120   │4.50   │540.00   │
        │HT-210   │Pipe wrench 14│40    │11.25  │450.00   │
        └─────────┴──────────────┴──────┴───────┴─────────┘
        """
    )
    assert [right for _, right in got[:-1]] == [10.5, 25.5, 32.5, 40.5]


def test_bands_join_and_cover_the_page() -> None:
    got = bands(
        "Part No.  Description         Qty        Price       Amount\nHT-100    Claw hammer     120    4.50   540.00"
    )
    assert all(one[1] == other[0] for one, other in itertools.pairwise(got))
    assert got[0][0] < 0
    assert got[-1][1] > 1000


COLUMNS = [Column("description", 0, 50, "", 0, 60), Column("quantity", 70, 90, "", 60, 100)]


@pytest.mark.parametrize(("x", "index"), [(10, 0), (59.9, 0), (60, 1), (99, 1), (500, 1)])
def test_column_at(x: float, index: int) -> None:
    assert column_at(COLUMNS, x) == index


@pytest.mark.parametrize(("x0", "x1", "index"), [(10, 50, 0), (50, 65, 0), (55, 75, 1), (70, 140, 1)])
def test_a_word_is_in_the_column_that_holds_most_of_it(x0: float, x1: float, index: int) -> None:
    assert column_of(COLUMNS, Word("x", x0, 0, x1, 10)) == index
