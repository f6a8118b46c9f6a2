"""The security filing or cargo release names other goods than the entry: another heading, or another origin.

What
    Compares each entry line with the lines of the cargo release or security filing: tariff number at six digits, and
    country of origin.
Why
    An inaccurate security filing can cost $5,000, and release was given for what it says.
Law
    19 CFR 149.3(a)(7) and 19 CFR 149.3(a)(8), country of origin and tariff number to six digits; 19 CFR 149.2(d),
    updates; 19 CFR 142.6(a).
Example
    Line 2 is entered as 6911.10 of CN; the release filed 6911.10 of VN.
Fix
    Update the filing, or correct the entry.
Limits
    Line by line where the numbers of the lines agree, else by tariff number; a filing may add lines together. The lines
    of record SF40 (a security filing by itself) are not read: no guide at hand gives its columns. Information.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.domain.entry import EntryLine
from docvalidate.rules import Check, Citation, Finding, NotConcerned, rule
from docvalidate.rules.base.phrases import listed
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.tariffs import digits, dotted

HEADING = 6
ADDITIONAL = ("98", "99")


@rule(
    "security-filing-goods",
    severity="info",
    family="parties",
    needs=("entry",),
    uses=("lines.country_of_origin",),
    cites=Citation(text="19 CFR 149.3(a)", url="https://www.ecfr.gov/current/title-19/section-149.3"),
)
def security_filing_goods(check: Check) -> Iterator[Finding]:
    filed = [line for line in check.entry.release_lines or [] if headings(line)]
    if not filed:
        raise NotConcerned("no cargo release or security filing with tariff numbers lies beside the entry")
    every = sorted({heading for line in filed for heading in headings(line)})
    for index, line in enumerate(check.entry.lines):
        ours = headings(line)
        if not ours:
            continue
        same = [one for one in filed if ours & headings(one)]
        if not same:
            yield check.finding(
                f"Line {line.line_number} is entered as {dotted(min(ours))}; the release filed "
                f"{listed([dotted(one) for one in every], 6)}.",
                expected=every,
                found=sorted(ours),
                line=index,
                evidence=in_entry(check.entry, f"lines[{index}].hts_numbers"),
            )
            continue
        origins = sorted({one.country_of_origin for one in same if one.country_of_origin})
        if line.country_of_origin and origins and line.country_of_origin not in origins:
            yield check.finding(
                f"Line {line.line_number} is entered as {dotted(min(ours))} of {line.country_of_origin}; "
                f"the release filed {dotted(min(ours))} of {listed(origins)}.",
                expected=origins,
                found=line.country_of_origin,
                line=index,
                evidence=in_entry(check.entry, f"lines[{index}].country_of_origin"),
            )


def headings(line: EntryLine) -> frozenset[str]:
    """The six digits of the goods' own tariff numbers."""
    numbers = (digits(one) for one in line.hts_numbers)
    return frozenset(one[:HEADING] for one in numbers if len(one) >= HEADING and not one.startswith(ADDITIONAL))
