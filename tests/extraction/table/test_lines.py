"""An item's rows become a line item."""

import pytest

from tests.extraction.pages import column, document, item

TITLE = "                       COMMERCIAL INVOICE\n\nInvoice No.: HT-4711\n\n"
PACKING = "                       PACKING LIST\n\nInvoice No.: HT-4711\n\n"


@pytest.mark.parametrize(
    ("drawing", "expected"),
    [
        (
            """
Part No.   Description            Qty        Unit Price     Amount
HT-100     Claw hammer, steel     500SETS    $3.20/SET      $1,600.00
HT-210     Pipe wrench 14 in      40PCS      $11.25/PC      $450.00
""",
            {
                "part_number": "HT-100",
                "description": "Claw hammer, steel",
                "quantity": "500",
                "unit": "SET",
                "unit_price": "3.2",
                "amount": "1600",
            },
        ),
        (
            """
Artikel    Bezeichnung            Menge      Einzelpreis    Gesamtpreis
HT-100     Klauenhammer           1.200 Stk  4,50           5.400,00
HT-210     Rohrzange 14 Zoll      40 Stk     11,25          450,00
""",
            {
                "part_number": "HT-100",
                "description": "Klauenhammer",
                "quantity": "1200",
                "unit": "NO",
                "unit_price": "4.5",
                "amount": "5400",
            },
        ),
        (
            """
Part No.   Description            Qty     Unit Price     Amount
HT-100     Claw hammer, forged    120     4.50           540.00
           steel, hickory handle
           HS Code: 8205.20.3000
           Origin: Vietnam
           Net weight: 100 lbs
HT-210     Pipe wrench 14 in      40      11.25          450.00
""",
            {
                "part_number": "HT-100",
                "description": "Claw hammer, forged steel, hickory handle",
                "quantity": "120",
                "unit_price": "4.5",
                "amount": "540",
                "hts_number": "8205203000",
                "country_of_origin": "VN",
                "net_weight_kg": "45.359",
            },
        ),
        (
            """
Description                       Qty     Unit Price     Amount
HT-100 - Claw hammer, steel       120     4.50           540.00
HT-210 - Pipe wrench 14 in        40      11.25          450.00
""",
            {
                "part_number": "HT-100",
                "description": "Claw hammer, steel",
                "quantity": "120",
                "unit_price": "4.5",
                "amount": "540",
            },
        ),
        (
            """
Part No.   Description            Qty      Price per 100  Amount
HT-100     Claw hammer, steel     1200     450.00         5400.00
HT-210     Pipe wrench 14 in      40       1125.00        450.00
""",
            {
                "part_number": "HT-100",
                "description": "Claw hammer, steel",
                "quantity": "1200",
                "unit_price": "450",
                "amount": "5400",
            },
        ),
    ],
)
def test_the_first_item(drawing: str, expected: dict[str, str]) -> None:
    assert item(document(TITLE + drawing).line_items[0]) == expected


@pytest.mark.parametrize(
    ("drawing", "name", "expected"),
    [
        (
            """
CTN No.    Description            Qty     N.W. (KGS)    G.W. (KGS)
1-20       Claw hammer, steel     120     96.0          104.0
21-38      Pipe wrench 14 in      40      60.0          66.0
""",
            "package_count",
            ["20", "18"],
        ),
        (
            """
Part No.   Description            Qty     N.W. (LBS)    G.W. (LBS)
HT-100     Claw hammer, steel     120     100.0         110.0
HT-210     Pipe wrench 14 in      40      60.0          66.0
""",
            "net_weight_kg",
            ["45.359", "27.216"],
        ),
        (
            """
Part No.   Description            Cartons   Qty per carton   N.W. per carton   G.W. per carton
HT-100     Claw hammer, steel     10        12               9.6               10.4
HT-210     Pipe wrench 14 in      5         8                12.0              13.2
""",
            "gross_weight_kg",
            ["104", "66"],
        ),
        (
            """
Part No.   Description            Cartons   Qty     N.W.         G.W.
HT-100     Claw hammer, steel     10        120     96.0 kg      104.0 kg
HT-210     Pipe wrench 14 in      5         40      60.0 kg      66.0 kg
                          Total   15        160     156.0 kg     170.0 kg
""",
            "net_weight_kg",
            ["96", "60"],
        ),
    ],
)
def test_packing_lists(drawing: str, name: str, expected: list[str]) -> None:
    assert column(document(PACKING + drawing), name) == expected


def test_arithmetic_makes_a_line_surer() -> None:
    right, wrong = (
        document(
            f"""{TITLE}
Part No.   Description            Qty     Unit Price     Amount
HT-100     Claw hammer, steel     120     4.50           {amount}
"""
        ).line_items[0]["amount"]
        for amount in ("540.00", "541.00")
    )
    assert (right.agreed, wrong.agreed) == (["table", "arithmetic"], ["table"])
    assert right.confidence > wrong.confidence
    assert wrong.number == 541
