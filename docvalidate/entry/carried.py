"""What a form carries of an entry, from the table `data/carried.csv`: a rule that needs the rest is not assessed."""

from __future__ import annotations

import csv
from collections.abc import Collection
from functools import cache
from importlib import resources

ALWAYS, NEVER, SUMMED = "yes", "no", "by line"
"""Carried; no place for it; carried by line alone, so that the total says nothing that the lines do not. Anything else
in the table is the condition under which the form carries the field."""


@cache
def _table() -> tuple[dict[str, str], ...]:
    text = resources.files("docvalidate.entry").joinpath("data", "carried.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


def table() -> dict[str, dict[str, str]]:
    """By field (`vessel`, `lines.charges`, `invoices.currency`): what each form carries of it."""
    return {row["field"]: row for row in _table()}


def not_carried(form: str, title: str, mapped: Collection[str] | None = None) -> dict[str, str]:
    """By field, the sentence that says what the form does not carry of it, or only under a condition.

    `mapped` are the fields that a table of one's own has columns for. Native JSON carries every field.

    >>> not_carried("es-003", "ACE report ES-003")["vessel"]
    'ACE report ES-003 carries the vessel only where the report has its column'
    >>> not_carried("form-7501", "CBP Form 7501")["containers"]
    'CBP Form 7501 does not carry the containers'
    """
    if mapped is not None:
        named = {*mapped, *("invoices" for field in mapped if field.startswith("invoices."))}
        return {row["field"]: f"the mapping names no column for {row['called']}" for row in _table()
                if row["field"] not in named}  # fmt: skip
    return {
        row["field"]: _sentence(title, row["called"], row[form]) for row in _table() if row.get(form, ALWAYS) != ALWAYS
    }


def _sentence(title: str, called: str, how: str) -> str:
    if how == NEVER:
        return f"{title} does not carry {called}"
    if how == SUMMED:
        return f"{title} carries {called} by line alone: its total is the sum of the lines"
    return f"{title} carries {called} only {how}"
