"""The head of a table: in one row or four, ruled or not, and what each column means."""

import pytest

from docvalidate.extraction.table.columns import Column, options, without_brackets
from docvalidate.extraction.table.heads import find_heads
from tests.extraction.pages import layout_of

HEADS = {
    "one row": (
        "Item  Part No.   Description            Qty     Unit Price     Amount",
        ["line_number", "part_number", "description", "quantity", "unit_price", "amount"],
    ),
    "two rows, unruled": (
        """
        Line  Part       Description            Qty     Unit           Amount
        No.   Number     of Goods               (PCS)   Price (USD)    (USD)
        """,
        ["line_number", "part_number", "description", "quantity", "unit_price", "amount"],
    ),
    "three rows, unruled": (
        """
              Part       Description                    Net         Gross
        No.   Number     of                     Qty     Weight      Weight
                         Goods                          (KGS)       (KGS)
        """,
        ["line_number", "part_number", "description", "quantity", "net_weight_kg", "gross_weight_kg"],
    ),
    "ruled, two rows": (
        """
        ┌─────┬──────────┬─────────────────┬───────┬──────────┬──────────┐
        │Item │Part      │Description      │Qty    │Unit      │Amount    │
        │     │Number    │of goods         │       │Price     │(EUR)     │
        ├─────┼──────────┼─────────────────┼───────┼──────────┼──────────┤
        │1    │HT-100    │Claw hammer      │120    │4.50      │540.00    │
        └─────┴──────────┴─────────────────┴───────┴──────────┴──────────┘
        """,
        ["line_number", "part_number", "description", "quantity", "unit_price", "amount"],
    ),
    "a head over two columns": (
        """
        ┌──────────┬─────────────────┬────────┬─────────────────────┐
        │Part No.  │Description      │Cartons │    Weight (KGS)     │
        │          │                 │        │Net       │Gross     │
        ├──────────┼─────────────────┼────────┼──────────┼──────────┤
        │HT-100    │Claw hammer      │10      │96.0      │104.0     │
        └──────────┴─────────────────┴────────┴──────────┴──────────┘
        """,
        ["part_number", "description", "package_count", "net_weight_kg", "gross_weight_kg"],
    ),
    "German": (
        "Pos.  Artikel-Nr.   Bezeichnung          Menge   Einzelpreis    Gesamtpreis",
        ["line_number", "part_number", "description", "quantity", "unit_price", "amount"],
    ),
    "Chinese": (
        "序号   货号      品名          数量     单价      金额",
        ["line_number", "part_number", "description", "quantity", "unit_price", "amount"],
    ),
    "bilingual": (
        """
        货号        品名                数量      单价          金额
        Item No.    Description         Q'ty      Unit Price    Amount
        """,
        ["part_number", "description", "quantity", "unit_price", "amount"],
    ),
}


@pytest.mark.parametrize("name", HEADS)
def test_columns(name: str) -> None:
    drawing, kinds = HEADS[name]
    heads = find_heads(layout_of(drawing))
    assert len(heads) == (2 if name == "bilingual" else 1)  # its second row names every column again
    got = [options(column) for column in heads[-1].columns]
    assert [kind if kind in those else those for kind, those in zip(kinds, got, strict=True)] == kinds


@pytest.mark.parametrize(
    "drawing",
    [
        "",
        "Seller: Harbor Tools      Buyer: Rio Frontera",
        "Invoice No.     Invoice Date     Currency",
        "Total quantity 160    Total amount 990.00",
        "We describe the goods, their quantity and their price below.",
        "1     HT-100     Claw hammer, steel     120     4.50           540.00",
    ],
)
def test_what_is_no_head(drawing: str) -> None:
    assert find_heads(layout_of(drawing)) == []


def column(head: str, drawing: str) -> Column:
    [found] = find_heads(layout_of(drawing))
    return next(one for one in found.columns if head in one.head)


WHOLE = "Part No.   Description    {quantity}     {price}     {weight}"


@pytest.mark.parametrize(
    ("quantity", "unit"), [("Qty (PCS)", "NO"), ("Quantity (SETS)", "SET"), ("Quantity", None), ("Menge (Stück)", "NO")]
)
def test_a_head_names_the_unit_of_its_column(quantity: str, unit: str | None) -> None:
    drawing = WHOLE.format(quantity=quantity, price="Unit Price", weight="Amount")
    assert column(quantity.split(maxsplit=1)[0], drawing).unit == unit


@pytest.mark.parametrize(
    ("price", "currency", "per"),
    [
        ("Unit Price (USD)", "USD", 1),
        ("Unit Price EUR", "EUR", 1),
        ("Unit Price", None, 1),
        ("Unit Price (€)", "EUR", 1),
        ("Unit Price (US$)", "USD", 1),
        ("Unit Price (HK$/Pair)", "HKD", 1),
        ("Price NT$", "TWD", 1),
        ("Unit Price (C$)", "CAD", 1),
        ("Unit Price (A$)", "AUD", 1),
        ("Unit Price ($)", None, 1),
        ("Price per 100", None, 100),
        ("Price (USD) per 1000", "USD", 1000),
    ],
)
def test_a_head_names_currency_and_price_base(price: str, currency: str | None, per: int) -> None:
    found = column("Price", WHOLE.format(quantity="Qty", price=price, weight="Amount"))
    assert (found.currency, found.per) == (currency, per)


@pytest.mark.parametrize(
    ("weight", "pounds"), [("Net Weight (LBS)", True), ("Net Weight (KGS)", False), ("N.W. lbs", True)]
)
def test_a_head_names_pounds(weight: str, pounds: bool) -> None:
    assert column("W", WHOLE.format(quantity="Qty", price="Cartons", weight=weight)).pounds is pounds


@pytest.mark.parametrize(
    ("text", "bare"),
    [("Qty (PCS)", "Qty"), ("Price [USD]", "Price"), ("数量（件）", "数量"), ("Qty (PCS", "Qty"), ("Qty", "Qty")],
)
def test_without_brackets(text: str, bare: str) -> None:
    assert without_brackets(text) == bare
