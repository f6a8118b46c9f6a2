"""The tariff number is not in the schedule of that day.

What
    Looks each tariff number of the entry up in the imported schedule.
Why
    ACE rejects a number that does not exist, and one digit wrong is another rate.
Law
    HTSUS as amended; CATAIR AE record 50: the number must be on file in the tariff database.
Example
    Line 3: 8471.30.0199 is not in the tariff (2026 revision 4); there are 8471.30.0100.
Fix
    Correct the number; if the schedule has been revised since, import the revision of the day.
Limits
    As good as the schedule that is held: the message names its revision. Without one the rule is not assessed.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, rule
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.tariffs import digits, dotted


@rule(
    "tariff-number-unknown",
    severity="warning",
    family="tariff",
    needs=("entry", "tariff"),
    cites=Citation(text="HTSUS; CATAIR AE record 50", url="https://hts.usitc.gov/"),
    ace=("433",),
    psc=("L03",),
)
def tariff_number_unknown(check: Check) -> Iterator[Finding]:
    assert check.reference is not None
    wrong = check.reported("hts-mismatch")
    for index, line in enumerate(check.entry.lines):
        for number in map(digits, line.hts_numbers):
            if len(number) < 8 or check.reference.tariff_ever(number) is not None or line.line_number in wrong:
                continue
            above = next((one for size in (8, 6, 4) if (one := check.reference.tariff(number[:size], check.on))), None)
            near = (
                f"; under {dotted(above.number)} it has '{above.description[-1]}'"
                if above is not None
                else ", nor is its heading"
            )
            yield check.finding(
                f"Line {line.line_number}: {dotted(number)} is not in the tariff schedule that is held{near}.",
                expected="a number of the schedule",
                found=number,
                line=index,
                evidence=in_entry(check.entry, f"lines[{index}].hts_numbers"),
            )
