"""A tariff number has fewer than ten digits.

What
    Finds lines whose own number (chapters 1 to 97) has not ten digits, or is a heading with longer numbers below it.
Why
    ACE takes the whole statistical number; duty is decided at eight digits, other agencies' flags at ten.
Law
    CATAIR AE record 50, HTS number; HTSUS General Statistical Note 3.
Example
    Line 2: 8471.30 has six digits.
Fix
    Classify down to the statistical suffix.
Limits
    Chapter 99 numbers have eight digits and are not meant, nor are security filings, which carry six.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.tariffs import digits, dotted


@rule(
    "tariff-number-incomplete",
    severity="error",
    family="tariff",
    needs=("entry",),
    uses=("entry_type",),
    cites=Citation(text="CATAIR AE record 50", url="https://www.cbp.gov/trade/ace/catair"),
    ace=("433",),
)
def tariff_number_incomplete(check: Check) -> Iterator[Finding]:
    if not any(line.hts_numbers for line in check.entry.lines):
        raise NoMatter("no line of the entry has a tariff number")
    whole = any(len(digits(one)) == 10 for line in check.entry.lines for one in line.hts_numbers)
    if not check.entry.entry_type and not whole:
        raise NoMatter("the filing has no entry type and six digits may be all it carries")
    for index, line in enumerate(check.entry.lines):
        for number in map(digits, line.hts_numbers):
            if number.startswith(("98", "99")) or not number:
                continue
            held = check.reference.tariff(number, check.on) if check.reference is not None else None
            if len(number) == 10 and (held is None or held.reportable):
                continue
            why = f"has {len(number)} digits, not ten" if len(number) != 10 else "has longer numbers below it"
            yield check.finding(
                f"Line {line.line_number}: the tariff number {dotted(number)} {why}.",
                expected="ten digits",
                found=number,
                line=index,
                evidence=in_entry(check.entry, f"lines[{index}].hts_numbers"),
            )
