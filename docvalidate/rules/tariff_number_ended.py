"""The tariff number is no longer, or not yet, in the schedule of that day.

What
    Finds numbers that another held revision has and that of the day of entry has not.
Why
    ACE rejects a number that is not active on the day; old item masters carry such numbers for years.
Law
    HTSUS as amended; CATAIR AE record 50.
Example
    Line 3: 4420.19.0000 is not valid on 2026-03-01; it was replaced by 4420.19.0010.
Fix
    Classify the article under the numbers that replaced it, and correct the item master.
Limits
    Needs a second revision, and names successors only with an imported concordance.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, rule
from docvalidate.rules.base.phrases import listed
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.tariffs import digits, dotted


@rule(
    "tariff-number-ended",
    severity="error",
    family="tariff",
    needs=("entry", "tariff"),
    cites=Citation(text="HTSUS; CATAIR AE record 50", url="https://hts.usitc.gov/"),
    ace=("434",),
    psc=("L03",),
)
def tariff_number_ended(check: Check) -> Iterator[Finding]:
    assert check.reference is not None
    for index, line in enumerate(check.entry.lines):
        for number in map(digits, line.hts_numbers):
            if check.reference.tariff(number, check.on) is not None:
                continue
            known = check.reference.tariff_ever(number)
            if known is None:
                continue
            heirs = check.reference.successors(number)
            text = f"; it was replaced by {listed([dotted(one) for one in heirs])}" if heirs else ""
            yield check.finding(
                f"Line {line.line_number}: {dotted(number)} is in the tariff of {known.revision}, not in that of "
                f"{check.on.isoformat()}{text}.",
                expected=list(heirs) or "a number valid on the day of entry",
                found=number,
                line=index,
                evidence=in_entry(check.entry, f"lines[{index}].hts_numbers"),
            )
