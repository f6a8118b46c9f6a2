"""The sum row of a packing list gives packages and weights by the columns they stand in."""

import pytest

from docvalidate.extraction.habits import Habits
from docvalidate.extraction.line_items import read_line_items
from docvalidate.extraction.totals import totals_row
from tests.extraction.pages import document, fields, layout_of, shown

TABLE = """
Part No.   Description            Cartons   Qty     N.W. ({unit})   G.W. ({unit})
HT-100     Claw hammer, steel     10        120     96.0         104.0
HT-210     Pipe wrench 14 in      5         40      60.0         66.0
"""


def totals(drawing: str) -> dict[str, str]:
    [part] = read_line_items([layout_of(drawing)], Habits()).parts
    return {name: shown(value) for name, value in totals_row(part, Habits()).items()}


@pytest.mark.parametrize(
    ("unit", "row", "expected"),
    [
        (
            "KGS",
            "TOTAL                             15        160     156.0        170.0",
            {"package_count": "15", "net_weight_kg": "156", "gross_weight_kg": "170"},
        ),
        (
            "LBS",
            "TOTAL                             15        160     156.0        170.0",
            {"package_count": "15", "net_weight_kg": "70.76", "gross_weight_kg": "77.111"},
        ),
        (
            "KGS",
            "Total:                            15 CTNS           156.0 KGS    170.0 KGS",
            {"package_count": "15", "net_weight_kg": "156", "gross_weight_kg": "170"},
        ),
        ("KGS", "Thank you for your order.", {}),
        ("KGS", "", {}),
    ],
)
def test_totals(unit: str, row: str, expected: dict[str, str]) -> None:
    assert totals(TABLE.format(unit=unit) + row) == expected


def test_a_total_that_the_items_confirm_is_surer() -> None:
    title = "                  PACKING LIST\n\nInvoice No.: HT-4711\n"
    row = "TOTAL                             15        160     156.0        {gross}"
    right = document(title + TABLE.format(unit="KGS") + row.format(gross="170.0"))
    wrong = document(title + TABLE.format(unit="KGS") + row.format(gross="180.0"))
    assert fields(wrong)["gross_weight_kg"] == "180"
    assert right.fields["gross_weight_kg"].agreed[:2] == ["label", "arithmetic"]
    assert wrong.fields["gross_weight_kg"].confidence < right.fields["gross_weight_kg"].confidence
