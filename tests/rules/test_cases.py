"""Every rule against its own cases, and every rule has cases and documentation."""

from __future__ import annotations

import pytest

from docvalidate.rules import SECTIONS, all_rules
from tests.rules.cases import KINDS, Case, cases_of, judge, same

RULES = all_rules()
CASES = [case for info in RULES for case in cases_of(info.id)]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rule_does_what_its_cases_say(case: Case) -> None:
    result = judge(case)
    assert not result.failures
    due = case.content.get("finding")
    if case.kind == "fails":
        assert due is not None, "a case that fails names the finding that is due"
    if case.kind == "not_assessed":
        assert not result.findings
        assert result.not_assessed, "the rule should say why it is not assessed"
        assert case.content.get("reason", "") in result.not_assessed[0].reason
        return
    if due is None:
        assert not [one.message for one in result.findings]
        return
    assert len(result.findings) == due.get("count", 1), [one.message for one in result.findings]
    finding = result.findings[0]
    for side in ("expected", "found"):
        if side in due:
            assert same(due[side], getattr(finding, side)), (side, getattr(finding, side))
    if "line" in due:
        assert finding.entry_line == due["line"]
    if "severity" in due:
        assert finding.severity == due["severity"]
    for words in [due["says"]] if isinstance(due.get("says"), str) else due.get("says", []):
        assert words in finding.message
    assert finding.citation is not None
    assert finding.fix
    assert len(finding.fingerprint) == 16


@pytest.mark.parametrize("info", RULES, ids=lambda info: info.id)
def test_a_rule_has_cases_of_every_kind(info: object) -> None:
    kinds = {case.kind for case in cases_of(info.id)}  # type: ignore[attr-defined]
    assert kinds == set(KINDS), f"missing in fixtures/rules/{info.id}.yml: {set(KINDS) - kinds}"  # type: ignore[attr-defined]


@pytest.mark.parametrize("info", RULES, ids=lambda info: info.id)
def test_a_rule_is_documented(info: object) -> None:
    assert info.title  # type: ignore[attr-defined]
    assert list(info.sections) == list(SECTIONS)  # type: ignore[attr-defined]
    assert info.citation.url  # type: ignore[attr-defined]
    assert info.body.__module__ == "docvalidate.rules." + info.id.replace("-", "_")  # type: ignore[attr-defined]
