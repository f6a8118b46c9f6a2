"""The sums below the items: which is which, and that a printed wrong sum stays as printed."""

from decimal import Decimal

import pytest

from docvalidate.extraction import typed
from docvalidate.extraction.settled_sums import settle_sums
from docvalidate.extraction.sums import Sum
from tests.extraction.pages import document, fields, span_of

TABLE = """
                       COMMERCIAL INVOICE

Invoice No.: HT-4711                Date: 16 April 2026

Item  Part No.   Description            Qty     Unit Price     Amount
1     HT-100     Claw hammer, steel     120     4.50           540.00
2     HT-210     Pipe wrench 14 in      40      11.25          450.00
"""
SUMS = ("subtotal", "discount", "freight", "insurance", "packing_charge", "assists", "total_amount")


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ("Total                                    990.00", {"total_amount": "990"}),
        ("TOTAL USD                                990.00", {"total_amount": "990"}),
        ("Total amount due: USD 990.00", {"total_amount": "990"}),
        (
            """
                               Subtotal                 990.00
                               Ocean freight            120.00
                               Insurance                 10.00
                               Total CIF Newark       1,120.00
            """,
            {"subtotal": "990", "freight": "120", "insurance": "10", "total_amount": "1120"},
        ),
        (
            """
                               Goods total              990.00
                               Less 2% discount          19.80
                               Export packing            25.00
                               Invoice total            995.20
            """,
            {"subtotal": "990", "discount": "19.8", "packing_charge": "25", "total_amount": "995.2"},
        ),
        (
            """
                               Total                    990.00
                               Freight                   60.00
                               Total                  1,050.00
            """,
            {"subtotal": "990", "freight": "60", "total_amount": "1050"},
        ),
        (
            """
                               Total                    990.00
                               ADD: FREIGHT              60.00
                               LESS: DISCOUNT           (50.00)
                               Grand total            1,000.00
            """,
            {"subtotal": "990", "freight": "60", "discount": "50", "total_amount": "1000"},
        ),
        (
            """
                               Total                    990.00
                               Deposit received        -300.00
                               Balance due              690.00
            """,
            {"total_amount": "990"},
        ),
    ],
)
def test_sums(below: str, expected: dict[str, str]) -> None:
    import textwrap

    got = fields(document(TABLE + textwrap.dedent(below)))
    assert {name: got[name] for name in SUMS if name in got} == expected


@pytest.mark.parametrize("printed", ["991.00", "909.00", "9,900.00"])
def test_a_wrong_sum_stays_as_printed_and_is_less_sure(printed: str) -> None:
    wrong = document(f"{TABLE}                                        Total        {printed}").fields["total_amount"]
    right = document(f"{TABLE}                                        Total        990.00").fields["total_amount"]
    assert wrong.number == Decimal(printed.replace(",", ""))
    assert wrong.usable
    assert wrong.agreed == ["label"]
    assert right.agreed == ["label", "arithmetic"]
    assert right.confidence > wrong.confidence


def test_words_and_weights_are_no_sums() -> None:
    got = fields(
        document(
            TABLE
            + """
Total cartons: 98
Total net weight: 1,730.8 kg
Say total US dollars nine hundred ninety only
                                        Total                  990.00
"""
        )
    )
    assert got["total_amount"] == "990"
    assert got["package_count"] == "98"
    assert got["net_weight_kg"] == "1730.8"


def _sum(meaning: str, amount: str, row: int, score: float = 0.9) -> Sum:
    value = typed.value_of(span_of(amount), Decimal(amount), 1, 0.88)
    return Sum(meaning, value, meaning, row, 1, score)


def _items(*amounts: str) -> list[dict[str, object]]:
    return [{"amount": typed.value_of(span_of(a), Decimal(a), 1, 0.88)} for a in amounts]


@pytest.mark.parametrize(
    ("sums", "sure"),
    [
        ([("total_amount", "30.00")], {"total_amount"}),
        ([("total_amount", "31.00")], set()),
        (
            [("subtotal", "30.00"), ("freight", "5.00"), ("total_amount", "35.00")],
            {"subtotal", "freight", "total_amount"},
        ),
        (
            [("subtotal", "30.00"), ("discount", "5.00"), ("total_amount", "25.00")],
            {"subtotal", "discount", "total_amount"},
        ),
        ([("subtotal", "30.00"), ("freight", "5.00"), ("total_amount", "36.00")], {"subtotal"}),
        ([("subtotal", "30.00"), ("_other_charge", "4.00"), ("total_amount", "34.00")], {"subtotal", "total_amount"}),
    ],
)
def test_what_closes_is_surer(sums: list[tuple[str, str]], sure: set[str]) -> None:
    given = [_sum(meaning, amount, row) for row, (meaning, amount) in enumerate(sums)]
    got = settle_sums(given, _items("10.00", "20.00"))  # type: ignore[arg-type]
    assert {name for name, value in got.items() if "arithmetic" in (value.agreed or [])} == sure
    assert {name: value.number for name, value in got.items()} == {
        meaning: Decimal(amount) for meaning, amount in sums if not meaning.startswith("_")
    }


def test_a_figure_of_the_text_beside_the_sums_is_no_sum() -> None:
    below = """
Goods               990.00        Samples went ahead by courier, not
Export packing       52.26        charged here.
Carriage by sea     392.08        Banking Corp. of Nine Rivers, account 5705
Marine cover         28.97        436352207
Payable USD       1,463.31        Returns need our written consent.
"""
    paper = document(TABLE + below)
    due = {"insurance": "28.97", "freight": "392.08", "total_amount": "1463.31"}
    assert {name: paper.fields[name].text for name in due} == due
    assert [item["description"].text for item in paper.line_items] == ["Claw hammer, steel", "Pipe wrench 14 in"]


def test_amounts_may_stand_before_their_labels() -> None:
    below = """

                                             990.00 goods amount
                                             120.00 carriage
                                             1,110.00 amount of this invoice, USD
"""
    paper = document(TABLE + below)
    due = {"subtotal": "990.00", "freight": "120.00", "total_amount": "1110.00"}
    assert {name: paper.fields[name].text for name in due} == due


def test_a_total_that_the_items_add_up_to_over_a_net_value_is_the_subtotal() -> None:
    below = """
                               TOTAL                    990.00
                               ADD: HANGER PACK          10.00
                               NET INVOICE VALUE USD  1,000.00
"""
    paper = document(TABLE + below)
    assert (paper.fields["subtotal"].text, paper.fields["total_amount"].text) == ("990.00", "1000.00")


def test_nothing_printed_nothing_settled() -> None:
    assert settle_sums([], _items("10.00")) == {}  # type: ignore[arg-type]
    got = settle_sums([_sum("total_amount", "10.00", 0)], [])
    assert got["total_amount"].agreed == ["label"]
