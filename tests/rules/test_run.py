"""How rules are run: one that breaks stops no other, severities are the pipeline's, findings keep their fingerprint."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace

import pytest

from docvalidate.domain.document import Document, plain_to_value
from docvalidate.domain.entry import EntrySummary
from docvalidate.domain.errors import UsageError
from docvalidate.domain.shipment import Shipment
from docvalidate.rules import Check, Finding, all_rules, check, get_rule
from docvalidate.rules.base import registry
from tests.shared import shared_folder

DAY = datetime.date(2026, 11, 1)


def shipment(weight: int = 1500) -> Shipment:
    paper = Document(
        file="PL.pdf", type="packing_list", fields={"gross_weight_kg": plain_to_value("gross_weight_kg", 1000)}
    )
    return Shipment(
        "S1", [paper], EntrySummary.model_validate({"entry_number": "B76-0324527-8", "gross_weight_kg": weight})
    )


def test_a_rule_that_raises_is_a_failure_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(_: Check) -> Iterator[Finding]:
        raise RuntimeError("nothing here")
        yield

    broken = replace(get_rule("entry-number-check-digit"), body=breaks)
    monkeypatch.setitem(registry._RULES, "entry-number-check-digit", broken)
    result = check(shipment(), on=DAY)
    assert [one.rule for one in result.findings] == ["gross-weight-mismatch"]
    assert "entry-number-check-digit failed in itself (RuntimeError: nothing here)" in result.failures[0].error


def test_only_the_selected_rules_run() -> None:
    result = check(shipment(), on=DAY, selected={"entry-number-check-digit"})
    assert not result.findings
    assert not result.not_assessed


def test_a_pipeline_can_set_a_rule_s_severity() -> None:
    result = check(shipment(), on=DAY, severities={"gross-weight-mismatch": "error"})
    assert [one.severity for one in result.findings] == ["error"]


def test_a_rule_outside_its_dates_is_not_assessed(monkeypatch: pytest.MonkeyPatch) -> None:
    later = replace(get_rule("gross-weight-mismatch"), valid_from=datetime.date(2027, 1, 1))
    monkeypatch.setitem(registry._RULES, "gross-weight-mismatch", later)
    result = check(shipment(), on=DAY, selected={"gross-weight-mismatch"})
    assert not result.findings
    assert "not in force on 2026-11-01" in result.not_assessed[0].reason


def test_a_fingerprint_changes_with_the_sides_alone() -> None:
    first, again, other = (check(shipment(weight), on=DAY).findings[0].fingerprint for weight in (1500, 1500, 1600))
    assert first == again != other


def test_an_unknown_rule_is_answered_with_the_nearest_name() -> None:
    with pytest.raises(UsageError, match="gross-weight-mismatch"):
        get_rule("gross-weight-mismach")


def test_the_rules_the_contract_names_are_there() -> None:
    named = [
        "value-mismatch",
        "quantity-mismatch",
        "unit-mismatch",
        "origin-mismatch",
        "hts-mismatch",
        "line-not-entered",
        "line-not-invoiced",
        "gross-weight-mismatch",
        "net-weight-mismatch",
        "package-count-mismatch",
        "invoice-number-mismatch",
        "invoice-not-entered",
        "invoice-not-found",
        "currency-mismatch",
        "importer-mismatch",
        "consignee-mismatch",
        "mid-mismatch",
        "bill-of-lading-mismatch",
        "container-mismatch",
        "packing-quantity-mismatch",
        "packing-weight-mismatch",
        "line-arithmetic",
        "total-arithmetic",
        "entry-number-check-digit",
        "watchlist-match",
    ]
    assert set(named) <= {info.id for info in all_rules()}


def test_nothing_but_papers_and_nothing_but_an_entry_are_judged_without_failure() -> None:
    full = shipment()
    for part in (replace(full, entry=None), replace(full, documents=[]), Shipment("S1")):
        result = check(part, on=DAY)
        assert not result.failures


def test_findings_on_perfect_extraction_are_those_due() -> None:
    """The samples' truth through matching and rules: every finding due, none that is not due."""
    import json

    from tests.rules.gold_harness import run

    folder = shared_folder("samples")
    due = json.loads((folder / "expected.json").read_text())
    for found in run(folder)["shipments"]:
        grave = [one for one in found["findings"] if one["severity"] != "info"]
        expected = due[found["shipment"]]
        assert not found["failures"]
        left = [one["rule"] for one in grave]
        for one in expected["findings"]:
            assert one["rule"] in left, found["shipment"]
            left.remove(one["rule"])
        assert set(left) <= set(expected["also"]), (found["shipment"], left)
