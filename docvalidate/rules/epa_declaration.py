"""Engines, vehicles, chemicals or pesticides need a declaration to the Environmental Protection Agency.

What
    Looks the tariff numbers of the entry up in a table of EPA requirements: the package's, or one's own
    (tables/agencies.csv below the home folder).
Why
    Chemicals without a TSCA certification are detained.
Law
    19 CFR 12.73 and 12.74 (engines), 12.121 (TSCA), 12.112 (pesticides).
Example
    Line 1: EPA may want a TSCA certification.
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
    "epa-declaration",
    severity="info",
    family="agencies",
    needs=("entry",),
    cites=Citation(text="19 CFR 12.121", url="https://www.ecfr.gov/current/title-19/section-12.121"),
)
def epa_declaration(check: Check) -> Iterator[Finding]:
    yield from required(check, "EPA")
