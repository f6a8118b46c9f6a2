"""The security filing was made too late before the cargo was laden.

What
    Compares the day of the importer security filing with the day of export of the bill of lading, else of the entry.
Why
    A late filing costs $5,000 in liquidated damages, and the cargo can be held on arrival.
Law
    19 CFR 149.2(b)(1) and (2): no later than 24 hours before the cargo is laden aboard the vessel at the foreign port.
Example
    The security filing is of 2026-04-12, the export of 2026-04-12: it had to be made 24 hours before lading.
Fix
    Nothing mends a late filing; see whether the day is right, and why the data came late.
Limits
    Containers by sea alone (mode 11); bulk is exempt, break bulk and goods that stay aboard have other times. Only days
    are known, so a filing on the day before is let pass, and lading is taken to be on the day of export at the latest.
    Only native entries and mapped tables carry the day of the filing. Information.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, rule
from docvalidate.rules.base.lading import filed_late


@rule(
    "security-filing-late",
    severity="info",
    family="dates",
    needs=("entry",),
    uses=("export_date", "mode_of_transport", "security_filing_date"),
    cites=Citation(text="19 CFR 149.2(b)", url="https://www.ecfr.gov/current/title-19/section-149.2"),
)
def security_filing_late(check: Check) -> Iterator[Finding]:
    yield from filed_late(check, "security_filing_date", "security filing")
