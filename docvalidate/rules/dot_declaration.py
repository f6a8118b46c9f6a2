"""Vehicles, tyres or equipment need a declaration to the Department of Transportation.

What
    Looks the tariff numbers of the entry up in a table of DOT requirements: the package's, or one's own
    (tables/agencies.csv below the home folder).
Why
    Goods that do not meet the safety standards need a bond or are exported.
Law
    49 CFR 591.5; 19 CFR 12.80.
Example
    Line 1: DOT may want form HS-7.
Fix
    Send the data with the entry, or disclaim where the goods are none of those meant.
Limits
    A tariff number is a hint, and the table is short; the flags in ACE decide. Information, once for a
    requirement.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, rule
from docvalidate.rules.base.agencies import required


@rule(
    "dot-declaration",
    severity="info",
    family="agencies",
    needs=("entry",),
    cites=Citation(text="49 CFR 591.5", url="https://www.ecfr.gov/current/title-49/section-591.5"),
)
def dot_declaration(check: Check) -> Iterator[Finding]:
    yield from required(check, "DOT")
