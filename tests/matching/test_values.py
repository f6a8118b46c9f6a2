"""What belongs to the entered value by 19 CFR 152.103, and what the worksheet shows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from docvalidate.config.tolerances import Tolerances
from docvalidate.domain.document import Document, plain_to_value
from docvalidate.domain.shipment import Valuation
from docvalidate.matching.values import value_invoice


def valued(*amounts: float, **fields: Any) -> Valuation:
    head = {name: plain_to_value(name, plain) for name, plain in {"currency": "USD", **fields}.items()}
    lines = [{"amount": plain_to_value("amount", amount, line=True)} for amount in amounts]
    document = Document(file="invoice.pdf", type="commercial_invoice", fields=head, line_items=lines)
    return value_invoice(0, document, Tolerances())


@pytest.mark.parametrize(
    ("why", "fields", "value"),
    [
        ("nothing but lines", {"total_amount": 1000}, 1000),
        ("packing on top goes on", {"incoterm": "FOB", "packing_charge": 50, "total_amount": 1050}, 1050),
        ("a discount comes off", {"discount": 100, "total_amount": 900}, 900),
        ("a discount printed with its minus sign", {"discount": -100, "total_amount": 900}, 900),
        (
            "freight and insurance on top stay outside",
            {"incoterm": "CIF", "freight": 80, "insurance": 20, "total_amount": 1100},
            1000,
        ),
        ("freight within a CFR price comes off", {"incoterm": "CFR", "freight": 80, "total_amount": 1000}, 920),
        ("assists belong to the value, billed or not", {"assists": 70, "total_amount": 1000}, 1070),
        ("a deposit already paid does not come off", {"subtotal": 1000, "total_amount": 700}, 1000),
        (
            "all together",
            {
                "incoterm": "CIF",
                "freight": 80,
                "insurance": 20,
                "packing_charge": 50,
                "discount": 30,
                "total_amount": 1120,
            },
            1020,
        ),
    ],
)
def test_the_first_reading_is_what_the_papers_say(why: str, fields: dict[str, Any], value: int) -> None:
    assert valued(600, 400, **fields).readings[0].total == value


def test_the_factor_takes_a_line_to_its_share() -> None:
    valuation = valued(600, 400, packing_charge=50, total_amount=1050)
    assert 600 * valuation.readings[0].factor == 630


def test_freight_under_exw_is_left_open_with_both_figures() -> None:
    valuation = valued(1000, incoterm="EXW", freight=80, total_amount=1080)
    assert [reading.total for reading in valuation.readings] == [1000, 1080]
    assert valuation.worksheet is not None
    assert valuation.worksheet.open_question is not None
    assert "1,000.00" in valuation.worksheet.open_question
    assert "1,080.00" in valuation.worksheet.open_question


def test_the_worksheet_adds_up() -> None:
    sheet = valued(600, 400, incoterm="CIF", freight=80, packing_charge=50, discount=30, total_amount=1100).worksheet
    assert sheet is not None
    assert sheet.value_in_currency == sum((row.amount for row in sheet.rows), Decimal(0)) == 1020


def test_usual_mistakes_are_named() -> None:
    mistakes = {one.total: one.why for one in valued(1000, incoterm="CIF", freight=80, total_amount=1080).mistakes}
    assert mistakes[Decimal(1080)] == "freight is left in the value"


def test_lines_that_were_missed_show() -> None:
    assert valued(600, 400, subtotal=1000, total_amount=1000).complete
    assert not valued(600, subtotal=1000, total_amount=1000).complete


def test_an_invoice_without_lines_is_valued_by_its_total() -> None:
    valuation = valued(freight=80, total_amount=1080, incoterm="CIF")
    assert valuation.readings[0].total == 1000
    assert not valuation.complete


def test_an_invoice_without_any_amount_has_no_value() -> None:
    assert valued().readings == ()


def _readings(valuation: Valuation) -> list[float]:
    return [float(one.total) for one in valuation.readings]


def test_a_total_read_as_the_subtotal_is_told_by_the_charges() -> None:
    one = valued(1000, subtotal=1100, total_amount=1000, incoterm="CIF", freight=80, insurance=20)
    assert _readings(one) == [1000]
    assert one.closes


def test_a_total_that_was_not_read_is_found_on_the_page() -> None:
    fields = {name: plain_to_value(name, plain) for name, plain in {"total_amount": 1000, "freight": 180}.items()}
    lines = [{"amount": plain_to_value("amount", 1000, line=True)}]
    document = Document(file="a", type="commercial_invoice", fields=fields, line_items=lines, text="to pay 1 180 00")
    term = {"incoterm": plain_to_value("incoterm", "CIF")}
    one = value_invoice(0, document.model_copy(update={"fields": {**fields, **term}}), Tolerances())
    assert _readings(one) == [1000]


def test_a_discount_that_the_page_takes_off_may_be_one_or_a_deposit() -> None:
    one = valued(1000, subtotal=900, total_amount=1000, discount=100)
    assert _readings(one) == [1000, 900]


def test_what_is_missing_between_lines_and_total_may_be_a_discount_that_was_not_read() -> None:
    one = valued(1000, total_amount=1030, incoterm="CIF", freight=80)
    assert 950 in _readings(one)
    assert not one.closes


def test_a_charge_of_untold_kind_may_belong_to_the_value() -> None:
    head = {name: plain_to_value(name, plain) for name, plain in {"total_amount": 1150, "incoterm": "FOB"}.items()}
    freight = plain_to_value("freight", 150).model_copy(update={"agreed": ["model", "arithmetic"]})
    lines = [{"amount": plain_to_value("amount", 1000, line=True)}]
    document = Document(file="a", type="commercial_invoice", fields={**head, "freight": freight}, line_items=lines)
    assert _readings(value_invoice(0, document, Tolerances())) == [1000, 1150]
