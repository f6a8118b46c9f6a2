"""A temporary importation has a line without a number of 9813.

What
    Looks for a number of heading 9813 on each line of an entry of type 23, and for 9813 on other types.
Why
    ACE rejects the line; without 9813 the goods are dutiable.
Law
    HTSUS chapter 98, subchapter XIII; 19 CFR 10.31; CATAIR AE, entry type 23.
Example
    Line 2 of the temporary importation has no number of 9813.
Fix
    Add the number of 9813 under which the goods are admitted, or file another type.
Limits
    Whether the goods qualify is not judged.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NoMatter, NotConcerned, rule
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.tariffs import digits, require_numbers


@rule(
    "tib-number-missing",
    severity="error",
    family="entry",
    needs=("entry",),
    uses=("entry_type",),
    cites=Citation(text="19 CFR 10.31; HTSUS 9813", url="https://www.ecfr.gov/current/title-19/section-10.31"),
    ace=("676", "604"),
)
def tib_number_missing(check: Check) -> Iterator[Finding]:
    require_numbers(check)
    if not check.entry.entry_type:
        raise NoMatter("the entry has no entry type")
    temporary = check.entry.entry_type == "23"
    holds = [any(digits(one).startswith("9813") for one in line.hts_numbers) for line in check.entry.lines]
    if not temporary and not any(holds):
        raise NotConcerned("the entry is no temporary importation")
    for index, line in enumerate(check.entry.lines):
        if holds[index] != temporary:
            text = (
                f"Line {line.line_number} of the temporary importation has no number of 9813."
                if temporary
                else f"Line {line.line_number} has a number of 9813, the entry type is "
                f"{check.entry.entry_type or 'not told'}."
            )
            yield check.finding(
                text,
                expected="9813" if temporary else "23",
                found=[digits(one) for one in line.hts_numbers],
                line=index,
                evidence=in_entry(check.entry, f"lines[{index}].hts_numbers", "entry_type"),
            )
