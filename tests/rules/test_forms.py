"""What a form of the entry does not carry is not judged in silence: every rule, on its own cases, in every form.

Of a case's entry all that a form does not carry for certain is left out, as its reader would. Each finding that is due
then is either found all the same, or the rule is listed as not assessed, with the field and the form.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from docvalidate.domain.entry import SUMS, EntrySummary
from docvalidate.domain.finding import Finding
from docvalidate.entry import FORMS
from docvalidate.entry.carried import ALWAYS, SUMMED, not_carried, table
from docvalidate.rules import all_rules, get_rule
from tests.rules.cases import cases_of, judge

TITLES = {form.name: form.title for form in FORMS}
FORM_NAMES = [name for name in next(iter(table().values())) if name in TITLES and name != "cargo-release"]
CASES = [
    case
    for info in all_rules()
    for case in cases_of(info.id)
    if case.content.get("finding") and "entry" in case.content
]


BESIDE = frozenset({"parties", "release_lines", "release_importer", "lines.parties"})
"""What lies beside the entry as a filing of its own, in every form."""
MATCHED_BY = frozenset({"lines.description", "lines.quantity", "lines.unit", "lines.entered_value"})
"""What lines are matched by: taken away only from the rules that judge by it, matching has tests of its own."""
ONE_FOR_ALL = frozenset({"lines.export_date"})
"""A form with one date for all lines says that it holds for all."""


def as_form(entry: EntrySummary, form: str, rule: str) -> EntrySummary:
    """The entry as the form would give it at least: what it carries only under a condition is left out as well."""
    kept = BESIDE | ONE_FOR_ALL | (MATCHED_BY - set(get_rule(rule).uses))
    update: dict[str, Any] = {"not_carried": not_carried(form, TITLES[form])}
    for field, row in table().items():
        head, _, tail = field.partition(".")
        if row[form] == ALWAYS or field in kept:
            continue
        if row[form] == SUMMED:
            update[head] = _summed(entry, head, form)
        elif not tail:
            update[head] = None
        else:
            holder = update.get(head, getattr(entry, head))
            if isinstance(holder, list):
                update[head] = [one.model_copy(update={tail: None}) for one in holder]
            elif holder is not None:
                update[head] = holder.model_copy(update={tail: "" if tail == "name" else None})
    return entry.model_copy(update=update)


def _summed(entry: EntrySummary, field: str, form: str) -> Decimal | None:
    """The sum of the lines; the case's own total where it leaves its lines out."""
    by_line = {"total_entered_value": "entered_value"}.get(field, field)
    known = [getattr(line, by_line) for line in entry.lines if getattr(line, by_line) is not None]
    if table()[f"lines.{by_line}"][form] != ALWAYS:
        return None
    total: Decimal | None = sum(known, Decimal(0)) if known else getattr(entry, field)
    return total


def keys(findings: list[Finding]) -> set[tuple[Any, ...]]:
    return {(one.rule, one.entry_line, one.severity) for one in findings}


@pytest.mark.parametrize("form", FORM_NAMES)
def test_no_finding_is_lost_in_silence(form: str) -> None:
    lost = []
    for case in CASES:
        due = keys(judge(case).findings)
        result = judge(case, entry_as=lambda entry: as_form(entry, form, case.rule))  # noqa: B023
        reasons = {one.rule: one.reason for one in result.not_assessed}
        for rule, line, _ in due - keys(result.findings):
            if TITLES[form] not in reasons.get(rule, ""):
                lost.append(f"{case} (line {line}): {reasons.get(rule, 'nothing is said')}")
    assert not lost, "\n".join(lost)


def test_rules_use_fields_that_there_are() -> None:
    unknown = {(info.id, field) for info in all_rules() for field in info.uses} - {
        (info.id, field) for info in all_rules() for field in table()
    }
    assert not unknown


def test_the_table_names_every_field_of_the_entry() -> None:
    beside = {"lines", "notes", "source", "places", "not_carried", "importer_of_record", "consignee"}
    assert set(EntrySummary.model_fields) - beside <= set(table())
    assert set(table()) >= SUMS
