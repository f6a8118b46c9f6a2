"""Which rows are items, which belong to one, and where the table ends."""

import pytest

from docvalidate.extraction.habits import Habits
from docvalidate.extraction.line_items import read_line_items
from docvalidate.extraction.table.rows import is_figure
from tests.extraction.pages import drawn, layout_of

HEAD = "Item  Part No.   Description            Qty     Unit Price     Amount\n"


def owned(drawing: str) -> list[list[int]]:
    """The rows (from 0, below the head) of every item."""
    tables = read_line_items([layout_of(HEAD + drawing.strip("\n"))], Habits())
    return [[row.index - 1 for row in item.rows] for part in tables.parts for item in part.items]


def sums(drawing: str) -> list[str | None]:
    tables = read_line_items([layout_of(HEAD + drawing.strip("\n"))], Habits())
    return [row.sum_label for part in tables.parts for row in part.rows]


ONE = "1     HT-100     Claw hammer, steel     120     4.50           540.00\n"
TWO = "2     HT-210     Pipe wrench 14 in      40      11.25          450.00\n"
MORE = "                 with hickory handle\n"


@pytest.mark.parametrize(
    ("drawing", "expected"),
    [
        (ONE + TWO, [[0], [1]]),
        (ONE + MORE + TWO, [[0, 1], [2]]),
        (ONE + MORE + TWO + MORE, [[0, 1], [2, 3]]),
        (ONE + "                 HS Code: 8205.20.3000\n" + TWO, [[0, 1], [2]]),
        (
            ONE + MORE + "                 HS Code: 8205.20.3000\n                 Origin: Vietnam\n" + TWO,
            [[0, 1, 2, 3], [4]],
        ),
        (ONE + "\n" + TWO, [[0], [1]]),
        (ONE, [[0]]),
        ("", []),
        ("Thank you for your order.\n", []),
    ],
)
def test_rows_of_items(drawing: str, expected: list[list[int]]) -> None:
    assert owned(drawing) == expected


@pytest.mark.parametrize(
    ("last", "meaning"),
    [
        ("                                        Total                  990.00", "total_amount"),
        ("TOTAL:                                  160                    990.00", "total_amount"),
        ("                                        Subtotal               990.00", "subtotal"),
        ("                                        Carried forward        990.00", "_carried"),
        ("                                        Gesamtbetrag           990.00", "total_amount"),
        ("                                        160                    990.00", "total_amount"),
    ],
)
def test_sums_are_no_items(last: str, meaning: str) -> None:
    assert owned(ONE + TWO + last) == [[0], [1]]
    assert sums(ONE + TWO + last)[-1] == meaning


def test_what_stands_below_the_sums_is_no_item() -> None:
    below = """
                                        Total                  990.00

Bank: First Harbour Bank    Account 120 4.50 540.00
We hereby certify that this invoice is true and correct.
"""
    assert owned(ONE + TWO + below.lstrip("\n")) == [[0], [1]]


def test_a_sum_between_groups_does_not_end_the_table() -> None:
    between = "                                        Subtotal               540.00\n"
    assert owned(ONE + between + TWO) == [[0], [2]]


def test_a_heading_over_a_group_is_no_part_of_an_item() -> None:
    assert owned("Hand tools\n" + ONE + "Other tools\n" + TWO) == [[1], [3]]


def test_a_free_sample_is_an_item() -> None:
    assert owned(ONE + "2     HT-300     Sample mallet          2       N/C            N/C\n") == [[0], [1]]


def test_ruled_bands_bind_rows_whatever_their_distance() -> None:
    drawing = """
┌─────┬──────────┬─────────────────┬───────┬──────────┬──────────┐
│Item │Part No.  │Description      │Qty    │Price     │Amount    │
├─────┼──────────┼─────────────────┼───────┼──────────┼──────────┤
│     │          │Claw hammer      │       │          │          │
│1    │HT-100    │forged steel     │120    │4.50      │540.00    │
│     │          │hickory handle   │       │          │          │
├─────┼──────────┼─────────────────┼───────┼──────────┼──────────┤
│     │          │Pipe wrench      │       │          │          │
│2    │HT-210    │14 in            │40     │11.25     │450.00    │
│     │          │drop forged      │       │          │          │
└─────┴──────────┴─────────────────┴───────┴──────────┴──────────┘
"""
    tables = read_line_items([layout_of(drawing)], Habits())
    [part] = tables.parts
    assert [len(item.rows) for item in part.items] == [3, 3]
    assert [item["description"].text for item in tables.items] == [
        "Claw hammer forged steel hickory handle",
        "Pipe wrench 14 in drop forged",
    ]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("120", True),
        ("1,200.00", True),
        ("$ 4.50", True),
        ("USD 4.50", True),
        ("500SETS", True),
        ("(50.00)", True),
        ("12%", True),
        ("forged steel", False),
        ("14 in drop forged steel wrench", False),
        ("", False),
    ],
)
def test_is_figure(cell: str, expected: bool) -> None:
    assert is_figure(drawn(cell).words) is expected


@pytest.mark.xfail(strict=True, reason="a heading of short words between two items is joined to the upper one")
def test_an_order_number_over_a_group_is_no_part_of_an_item() -> None:
    assert owned("PO No. 88120\n" + ONE + "PO No. 88121\n" + TWO) == [[1], [3]]


def test_a_total_weight_below_the_items_is_no_detail_of_the_last() -> None:
    below = "\nTotal quantity: 160 PCS\nTotal gross weight: 170.0 KGS\n"
    assert owned(ONE + TWO + below) == [[0], [1]]


@pytest.mark.xfail(
    strict=True, reason="a row with fewer than half of the figures is no item, though it has its own number"
)
def test_two_items_in_the_same_cartons_are_two() -> None:
    drawing = """
CTN No.    Part No.   Description            Qty     N.W. (KGS)    G.W. (KGS)
1-20       HT-100     Claw hammer, steel     120     96.0          104.0
           HT-210     Pipe wrench 14 in      40
21-38      HT-300     Rubber mallet          15      60.0          66.0
"""
    tables = read_line_items([layout_of(drawing)], Habits())
    assert [line["part_number"].text for line in tables.items] == ["HT-100", "HT-210", "HT-300"]


def test_a_head_said_again_in_another_language_heads_no_other_table() -> None:
    cartons = """
Ln    C/No.    Goods Description    Cartons    Q'ty      N.W. kg    G.W. kg
      箱号       货品说明                 箱数         数量        净重         毛重
1     1~7      Fruit jellies        7          42 kg     42.0       47.1
2     8~35     Soy sauce            28         420 kg    420.0      441.7
"""
    table = read_line_items([layout_of(cartons.strip("\n"))], Habits())
    assert len(table.items) == 2
