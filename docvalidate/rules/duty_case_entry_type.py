"""The entry type does not fit the antidumping or countervailing cases of its lines.

What
    Compares the entry type with the cases claimed: 03, 07, 34 and 38 need one, 01, 02, 11 and others allow none.
Why
    ACE rejects both; filed as 01 the cash deposit is missing.
Law
    CATAIR AE record 53 and the entry type matrix (ESF-134); 19 CFR 141.61(c).
Example
    Line 2 claims case A-570-910-000, the entry type is 01.
Fix
    Change the entry type, or take the case off with the reason why it does not apply.
Limits
    Types 06, 21, 22 and 23 may have cases or not.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.reference.identifiers import case_number
from docvalidate.rules import Check, Citation, Finding, NoMatter, NotConcerned, rule
from docvalidate.rules.base.phrases import listed
from docvalidate.rules.base.places import in_entry

WITH_CASE = ("03", "07", "34", "38")
WITHOUT_CASE = ("01", "02", "11", "12", "31", "32", "51", "52")


@rule(
    "duty-case-entry-type",
    severity="error",
    family="entry",
    needs=("entry",),
    uses=("entry_type", "lines.cases"),
    cites=Citation(text="CATAIR AE record 53, entry type matrix", url="https://www.cbp.gov/trade/ace/catair"),
    ace=("466", "706"),
    psc=("H01", "H14"),
)
def duty_case_entry_type(check: Check) -> Iterator[Finding]:
    code = check.entry.entry_type
    if not code:
        raise NoMatter("the entry has no entry type")
    if code not in (*WITH_CASE, *WITHOUT_CASE):
        raise NotConcerned("the entry type is not known, or may have cases or not")
    claimed = [
        (index, line, [case_number.format(one.number) for one in line.cases])
        for index, line in enumerate(check.entry.lines)
        if line.cases
    ]
    if code in WITH_CASE and not claimed:
        yield check.finding(
            f"The entry type is {code}, and no line claims an antidumping or countervailing case.",
            expected="a case",
            found=code,
            evidence=in_entry(check.entry, "entry_type"),
        )
    for index, line, cases in claimed if code in WITHOUT_CASE else ():
        yield check.finding(
            f"Line {line.line_number} claims {listed(cases)}, the entry type is {code}.",
            expected=list(WITH_CASE),
            found=code,
            line=index,
            evidence=in_entry(check.entry, "entry_type", f"lines[{index}].cases"),
        )
