"""Consumer products need a certificate of the Consumer Product Safety Commission's rules.

What
    Looks the tariff numbers of the entry up in a table of CPSC requirements: the package's, or one's own
    (tables/agencies.csv below the home folder).
Why
    Without the certificate's data in the entry the goods are held.
Law
    16 CFR part 1110, certificates of compliance; electronic filing from 2026-07-08.
Example
    Line 1: CPSC may want a children's product certificate (electronic filing from 2026-07-08).
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
    "cpsc-certificate",
    severity="info",
    family="agencies",
    needs=("entry",),
    cites=Citation(text="16 CFR part 1110", url="https://www.ecfr.gov/current/title-16/part-1110"),
)
def cpsc_certificate(check: Check) -> Iterator[Finding]:
    yield from required(check, "CPSC")
