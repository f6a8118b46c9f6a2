"""What a finding moves in duty and fees."""

from __future__ import annotations

import datetime
from decimal import Decimal

from docvalidate.config.tolerances import Tolerances
from docvalidate.domain.entry import EntryLine
from docvalidate.domain.finding import Finding
from docvalidate.rules import CheckResult, check
from docvalidate.rules.base.stakes import put_right
from tests.rules.cases import Case, _Tables, shipment_of

DAY = datetime.date(2026, 3, 2)
TARIFF = [
    {"number": "8708295060", "general": "2.5%", "special": "Free (KR)"},
    {"number": "8708295070", "general": "5%"},
    {"number": "0406901000", "general": "$1.50/kg"},
]


def run(entered: int, invoiced: int, held: bool = True, **line: object) -> CheckResult:
    content = {
        "papers": {
            "commercial_invoice": {
                "invoice_number": "CI-1",
                "currency": "USD",
                "total_amount": invoiced,
                "lines": [
                    {
                        "description": "BUMPER",
                        "quantity": 10,
                        "unit": "NO",
                        "unit_price": invoiced / 10,
                        "amount": invoiced,
                    }
                ],
            }
        },
        "entry": {
            "entry_type": "01",
            "entry_date": DAY,
            "mode_of_transport": "11",
            "invoices": [{"number": "CI-1", "currency": "USD", "exchange_rate": 1, "amount": invoiced}],
            "mpf": 43.3,
            "lines": [
                {
                    "hts_numbers": ["8708295060"],
                    "country_of_origin": "KR",
                    "description": "BUMPER",
                    "quantity": 10,
                    "unit": "NO",
                    "entered_value": entered,
                    **line,
                }
            ],
        },
    }
    tables = _Tables({"tariff": TARIFF}) if held else None
    shipment = shipment_of(Case("value-mismatch", "fails", "", content))
    return check(shipment, Tolerances(), on=DAY, selected={"value-mismatch"}, reference=tables)


def test_a_value_too_low_is_short_of_duty_and_fees() -> None:
    money = run(12500, 20000).findings[0].money
    assert money is not None
    assert money.duty == Decimal("187.50")
    assert money.fees == (Decimal("69.28") + Decimal("25.00")) - (Decimal("43.30") + Decimal("15.63"))


def test_a_value_too_high_is_over() -> None:
    money = run(20000, 12500).findings[0].money
    assert money is not None
    assert money.duty == Decimal("-187.50")


def test_free_goods_owe_fees_alone() -> None:
    money = run(12500, 20000, spi="KR").findings[0].money
    assert money is not None
    assert money.duty == 0
    assert money.fees == Decimal("9.37")  # the agreement frees from the processing fee


def test_without_a_schedule_the_fees_are_known_and_the_duty_is_not() -> None:
    money = run(12500, 20000, held=False).findings[0].money
    assert money is not None
    assert money.duty is None
    assert money.fees == Decimal("35.35")


def test_a_specific_duty_does_not_follow_the_value() -> None:
    money = run(12500, 20000, hts_numbers=["0406901000"], quantity=10, unit="KG").findings[-1].money
    assert money is None or money.duty in (0, None)


def test_a_whole_invoice_at_another_rate_is_spread_over_its_lines() -> None:
    lines = [
        EntryLine(line_number=1, hts_numbers=["8708295060"], entered_value=Decimal(1000)),
        EntryLine(line_number=2, hts_numbers=["8708295070"], entered_value=Decimal(3000)),
    ]
    finding = Finding(
        rule="value-mismatch", severity="error", message="", expected=Decimal("4400.00"), found=Decimal(4000)
    )
    right = put_right(lines, finding)
    assert right is not None
    assert [line.entered_value for line in right] == [1100, 3300]


def test_a_line_that_is_not_invoiced_has_no_value() -> None:
    lines = [EntryLine(line_number=1, hts_numbers=["8708295060"], entered_value=Decimal(1000))]
    finding = Finding(rule="line-not-invoiced", severity="error", message="", entry_line=1)
    right = put_right(lines, finding)
    assert right is not None
    assert right[0].entered_value == 0


def test_a_finding_about_several_lines_together_is_not_weighed() -> None:
    lines = [EntryLine(line_number=1, hts_numbers=["8708295060"], entered_value=Decimal(1000))]
    finding = Finding(
        rule="value-mismatch", severity="error", message="", entry_line=1, expected=Decimal(9), found=Decimal(8)
    )
    assert put_right(lines, finding) is None
