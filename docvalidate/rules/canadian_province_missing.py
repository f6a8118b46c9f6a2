"""Goods of Canada have a manufacturer ID that begins with CA.

What
    Finds lines of Canadian origin, or exported from Canada, whose manufacturer ID begins with CA, or an entry whose
    Canadian maker's ID has no province.
Why
    ACE takes only the code of the province: XO for Ontario, XQ for Quebec, XC for British Columbia …
Law
    Appendix to 19 CFR Part 102; CATAIR AE record 47.
Example
    Line 1: manufacturer CAHURLAN1840WIN begins with CA.
Fix
    Begin the ID with the code of the maker's province.
Limits
    Whether it is the right province is not checked.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.reference.identifiers import mid, mid_parts
from docvalidate.rules import Check, Citation, Finding, NotConcerned, rule
from docvalidate.rules.base.places import in_entry


@rule(
    "canadian-province-missing",
    severity="error",
    family="origin",
    needs=("entry",),
    uses=("lines.manufacturer_id",),
    cites=Citation(text="Appendix to 19 CFR Part 102; CATAIR AE record 47", url="https://www.cbp.gov/trade/ace/catair"),
    ace=("535",),
    psc=("L19",),
)
def canadian_province_missing(check: Check) -> Iterator[Finding]:
    canadian = [
        (index, line)
        for index, line in enumerate(check.entry.lines)
        if line.manufacturer_id and mid.compact(line.manufacturer_id)[:2] in ("CA", *mid_parts.PROVINCE_CODES)
    ]
    if not canadian:
        raise NotConcerned("no line has the manufacturer ID of a Canadian maker")
    for index, line in canadian:
        if mid.compact(line.manufacturer_id or "").startswith("CA"):
            yield check.finding(
                f"Line {line.line_number}: manufacturer {line.manufacturer_id} begins with CA; ACE takes the code of "
                "the province, such as XO for Ontario.",
                expected="a province code",
                found=line.manufacturer_id,
                line=index,
                evidence=in_entry(check.entry, f"lines[{index}].manufacturer_id"),
            )
