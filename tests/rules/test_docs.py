"""The page of the rules is made from the rules, and their codes are CBP's."""

from __future__ import annotations

import pytest

from docvalidate.reference import codes
from docvalidate.rules import RuleInfo, all_rules
from tools.make_rules_docs import FAMILIES, PAGE, page


def test_the_page_of_rules_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tools.make_rules_docs"


def test_there_are_eighty_rules_at_least_and_every_family_has_a_heading() -> None:
    assert len(all_rules()) >= 80
    assert {rule.family for rule in all_rules()} == set(FAMILIES)


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_the_codes_of_a_rule_are_in_the_tables(rule: RuleInfo) -> None:
    assert [code for code in rule.ace if codes.ace_error(code) is None] == []
    assert [code for code in rule.psc if codes.correction_reason(code) is None] == []


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_gaps_of_the_invoice_and_hints_are_information(rule: RuleInfo) -> None:
    if rule.family in ("invoice-content", "special-classes", "agencies"):
        assert rule.severity == "info"
