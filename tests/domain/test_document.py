"""Values survive JSON: what is text on the paper stays text, and numbers are JSON numbers."""

from __future__ import annotations

import datetime
import json
from decimal import Decimal

import pytest

from docvalidate.domain.document import Party, Value
from docvalidate.domain.finding import Finding

CASES = [
    pytest.param("202639305", "202639305", id="an invoice number of digits is text"),
    pytest.param("0407", "0407", id="leading noughts are kept"),
    pytest.param(Decimal("10.50"), 10.5, id="money is a number"),
    pytest.param(Decimal("3"), 3, id="a whole number is an integer"),
    pytest.param(datetime.date(2026, 1, 2), "2026-01-02", id="a date is ISO 8601"),
    pytest.param(["TGHU4986151"], ["TGHU4986151"], id="a list of codes"),
    pytest.param(Party(name="Acme", country="DE"), {"name": "Acme", "country": "DE"}, id="a party without blanks"),
]


@pytest.mark.parametrize(("value", "printed"), CASES)
def test_a_value_is_printed_as_its_own_kind_and_read_back(value: object, printed: object) -> None:
    record = Value.model_validate({"value": value, "raw": "as printed"})
    assert json.loads(record.model_dump_json())["value"] == printed
    assert record.model_dump(mode="json")["value"] == printed
    assert Value.model_validate_json(record.model_dump_json()).value == value


def test_the_sides_of_a_finding_are_numbers_even_inside_lists() -> None:
    finding = Finding(
        rule="value-mismatch",
        severity="error",
        message="m",
        expected=Decimal("10.50"),
        found={"lines": [Decimal("1"), Decimal("2.5")], "currency": "EUR"},
    )
    plain = finding.model_dump(mode="json")
    assert plain["expected"] == 10.5
    assert plain["found"] == {"lines": [1, 2.5], "currency": "EUR"}
