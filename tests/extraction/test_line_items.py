"""The items of a paper over all its pages."""

import pytest

from docvalidate.extraction.habits import Habits
from docvalidate.extraction.line_items import read_line_items, running_rows
from tests.extraction.pages import column, document, fields, layout_of

TOP = """
Harbor Tools Co., Ltd.                                  Page {page} of {pages}
                       COMMERCIAL INVOICE
Invoice No.: HT-4711                Date: 16 April 2026
"""
HEAD = """
Item  Part No.   Description            Qty     Unit Price     Amount
"""
FOOT = """
Harbor Tools Co., Ltd. - 18 Haier Road - Qingdao - account 4410 2200 1180
"""


def rows(first: int, last: int, goods: str = "Claw hammer") -> str:
    """Items whose sums close: item 7 is 70 pieces at 7.50."""
    return "\n".join(
        f"{n:<5} HT-{n:03d}     {f'{goods} {n}':<23}{10 * n:<8}{n}.50{10 * n * n + 5 * n:>15}.00"
        for n in range(first, last + 1)
    )


def page(number: int, pages: int, body: str) -> str:
    return TOP.format(page=number, pages=pages) + body + FOOT


@pytest.mark.parametrize("with_heads", [True, False])
def test_a_table_over_three_pages(with_heads: bool) -> None:
    again = HEAD if with_heads else ""
    paper = document(page(1, 3, HEAD + rows(1, 8)), page(2, 3, again + rows(9, 16)), page(3, 3, again + rows(17, 20)))
    assert paper.pages == [1, 2, 3]
    assert column(paper, "part_number") == [f"HT-{n:03d}" for n in range(1, 21)]
    assert [line["amount"].page for line in paper.line_items] == [1] * 8 + [2] * 8 + [3] * 4
    assert all(line["amount"].agreed == ["table", "arithmetic"] for line in paper.line_items)


@pytest.mark.parametrize(
    "goods",
    [
        "Hammer, steel",
        "Box of hammers",
        "Paging device",
    ],
)
def test_rows_that_differ_in_their_figures_alone_are_items(goods: str) -> None:
    paper = document(page(1, 2, HEAD + rows(1, 8, goods)), page(2, 2, HEAD + rows(9, 16, goods)))
    assert column(paper, "part_number") == [f"HT-{n:03d}" for n in range(1, 17)]


def test_carried_totals_are_neither_items_nor_the_total() -> None:
    one = sum(10 * n * n + 5 * n for n in range(1, 9))
    two = one + sum(10 * n * n + 5 * n for n in range(9, 13))
    paper = document(
        page(1, 2, f"{HEAD}{rows(1, 8)}\n                                 Carried forward{one:>18,}.00\n"),
        page(
            2,
            2,
            f"{HEAD}                                 Brought forward{one:>18,}.00\n{rows(9, 12)}\n"
            f"                                 Total{two:>28,}.00\n",
        ),
    )
    assert column(paper, "part_number") == [f"HT-{n:03d}" for n in range(1, 13)]
    assert fields(paper)["total_amount"] == str(two)
    assert paper.fields["total_amount"].agreed == ["label", "arithmetic"]


def test_an_item_broken_over_two_pages_is_one() -> None:
    tail = "                 forged, with a handle of hickory\n"
    paper = document(page(1, 2, HEAD + rows(1, 4)), page(2, 2, HEAD + tail + rows(5, 8)))
    assert len(paper.line_items) == 8
    assert column(paper, "part_number") == [f"HT-{n:03d}" for n in range(1, 9)]


def test_running_headers_and_footers_are_no_rows_of_the_table() -> None:
    layouts = [layout_of(page(n, 3, HEAD + rows(4 * n - 3, 4 * n)), number=n) for n in (1, 2, 3)]
    running = running_rows(layouts)
    text = {" ".join(p.text for p in layouts[number].rows[row]) for number, row in running}
    assert any(line.startswith("Harbor Tools Co., Ltd. - 18 Haier Road") for line in text)
    assert not any("Claw hammer" in line for line in text)


def test_one_page_has_no_running_rows() -> None:
    assert running_rows([layout_of(page(1, 1, HEAD + rows(1, 3)))]) == set()
    assert running_rows([]) == set()


def test_no_table_no_items() -> None:
    tables = read_line_items([layout_of("Thank you for your order.")], Habits())
    assert (tables.items, tables.parts) == ([], [])
    assert read_line_items([], Habits()).items == []


def test_a_second_table_of_another_kind_adds_no_items() -> None:
    paper = document(
        page(
            1,
            1,
            HEAD
            + rows(1, 3)
            + """

Carton No.   Length    Width    Height    G.W.
1-10         40        30       20        12.5
11-20        40        30       20        12.5
""",
        )
    )
    assert column(paper, "part_number")[:3] == ["HT-001", "HT-002", "HT-003"]
    assert len(paper.line_items) == 3
