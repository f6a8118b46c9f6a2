"""Other agencies' requirements by tariff number, from a dated table that a user can replace."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from docvalidate.domain.finding import Finding
from docvalidate.reference.own_tables import table
from docvalidate.reference.tables import compared
from docvalidate.rules.base.context import Check, NotConcerned
from docvalidate.rules.base.phrases import UNCOMPARED, listed
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.tariffs import article_number, digits, dotted, require_numbers

NAMES = {"Lacey": "the Lacey Act"}


def required(check: Check, agency: str) -> Iterator[Finding]:
    """One finding for each requirement of the agency, with all lines it concerns. Raises NotConcerned for none."""
    require_numbers(check)
    rows = check.reference.own_table("agencies") if check.reference is not None else table(None, "agencies")
    due = [row for row in rows or () if row["agency"] == agency and _in_force(row, check.on)]
    wanted: dict[str, list[tuple[int, str]]] = {}
    doubtful = {row["requirement"] for row in due if "checked" in row and not compared(row)}
    for index, line in enumerate(check.entry.lines):
        number = article_number(line)
        if number is None or line.line_number in check.reported("hts-mismatch"):
            continue
        for name in dict.fromkeys(row["requirement"] for row in due if number.startswith(digits(row["prefix"]))):
            wanted.setdefault(name, []).append((index, number))
    if not wanted:
        raise NotConcerned(f"no tariff number of the entry is in the table of {agency}'s requirements")
    for requirement, found in wanted.items():
        numbers = [str(check.line(index).line_number) for index, _ in found]
        goods = listed(sorted({dotted(number) for _, number in found}), 4)
        label = "Line" if len(found) == 1 else "Lines"
        yield check.finding(
            f"{label} {listed(numbers, 8)} ({goods}): {NAMES.get(agency, agency)} may want {requirement}."
            f"{UNCOMPARED if requirement in doubtful else ''}",
            expected=requirement,
            found=[number for _, number in found],
            line=found[0][0] if len(found) == 1 else None,
            evidence=in_entry(check.entry, *(f"lines[{index}].hts_numbers" for index, _ in found[:8])),
        )


def _in_force(row: dict[str, str], on: datetime.date) -> bool:
    day = on.isoformat()
    return (row.get("valid_from") or "0") <= day <= (row.get("valid_to") or "9")
