"""Origin and tariff number are those of an antidumping or countervailing duty case, and none is claimed.

What
    Looks each line up in the user's own list of cases (`tables/duty_cases.csv` below the home folder).
Why
    Cash deposits of such cases can exceed the value of the goods; a missing case is found at liquidation.
Law
    19 USC 1673 and 1671; 19 CFR 159.41; CATAIR AE record 53; ACE informational message 465.
Example
    Line 2: 7306.30.5028 of CN may fall under A-570-910 (circular welded pipe), and no case is claimed.
Fix
    Read the scope of the order; claim the case (entry type 03), or keep the reason why the goods are outside.
Limits
    The scope is in words, a tariff number is only a hint: information. Not assessed without a list of one's own.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.reference.identifiers import case_number
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.phrases import listed
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.tariffs import article_number, digits, dotted


@rule(
    "duty-case-implied",
    severity="info",
    family="agencies",
    needs=("entry",),
    uses=("lines.country_of_origin",),
    cites=Citation(
        text="19 USC 1673 and 1671; CATAIR AE record 53", url="https://www.ecfr.gov/current/title-19/section-159.41"
    ),
    ace=("465", "706"),
    psc=("H01",),
)
def duty_case_implied(check: Check) -> Iterator[Finding]:
    rows = check.reference.own_table("duty_cases") if check.reference is not None else None
    if rows is None:
        raise NoMatter("no list of cases is held; put one into tables/duty_cases.csv (case,prefix,country,name)")
    for index, line in enumerate(check.entry.lines):
        number, origin = article_number(line), line.country_of_origin
        if number is None or not origin or line.line_number in check.reported("origin-mismatch", "hts-mismatch"):
            continue
        claimed = {case_number.compact(one.number)[:7] for one in line.cases or []}
        fits = [
            row
            for row in rows
            if number.startswith(digits(row["prefix"]))
            and row["country"].upper() == origin
            and case_number.compact(row["case"])[:7] not in claimed
        ]
        if fits:
            names = [
                " ".join(filter(None, (row["case"], f"({row['name']})" if row.get("name") else ""))) for row in fits
            ]
            yield check.finding(
                f"Line {line.line_number}: {dotted(number)} of {origin} may fall under {listed(names)}, which the line "
                "does not claim.",
                expected=[row["case"] for row in fits],
                found=sorted(claimed),
                line=index,
                evidence=in_entry(check.entry, f"lines[{index}].hts_numbers", f"lines[{index}].country_of_origin"),
            )
