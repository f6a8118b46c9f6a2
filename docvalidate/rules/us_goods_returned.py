"""Goods of US origin are entered as if they were foreign.

What
    Finds lines of US origin without a chapter 98 number.
Why
    Goods of the United States that return without having been advanced in value are free under 9801.00.10.
Law
    HTSUS 9801.00.10; 19 CFR 10.1.
Example
    Line 2 has the origin US and no chapter 98 number.
Fix
    If the goods qualify, claim 9801.00.10 with the declarations of 19 CFR 10.1; if not, keep the reason.
Limits
    Whether the goods qualify the papers do not tell. Information.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.stakes import difference
from docvalidate.rules.base.tariffs import digits


@rule(
    "us-goods-returned",
    severity="info",
    family="origin",
    needs=("entry",),
    uses=("lines.country_of_origin",),
    cites=Citation(text="HTSUS 9801.00.10; 19 CFR 10.1", url="https://www.ecfr.gov/current/title-19/section-10.1"),
)
def us_goods_returned(check: Check) -> Iterator[Finding]:
    if not any(line.country_of_origin for line in check.entry.lines):
        raise NoMatter("no line of the entry names an origin")
    for index, line in enumerate(check.entry.lines):
        if line.country_of_origin != "US" or line.line_number in check.reported("origin-mismatch"):
            continue
        if not any(digits(one).startswith("98") for one in line.hts_numbers):
            free = line.model_copy(update={"entered_value": Decimal(0)}) if line.entered_value else None
            yield check.finding(
                f"Line {line.line_number} has the origin US and no chapter 98 number: goods of the United States that "
                "return may be free under 9801.00.10.",
                expected="9801.00.10",
                found=[digits(one) for one in line.hts_numbers],
                line=index,
                evidence=in_entry(check.entry, f"lines[{index}].country_of_origin", f"lines[{index}].hts_numbers"),
                money=difference(check, [(line, free)]) if free is not None else None,
            )
