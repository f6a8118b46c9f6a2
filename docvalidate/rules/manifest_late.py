"""The carrier's cargo declaration was sent too late before the cargo was laden.

What
    Compares the day of the cargo declaration (manifest) with the day of export of the bill of lading, else of the
    entry.
Why
    CBP can refuse to let the cargo be laden or unladen, and then it comes late; the penalty is the carrier's.
Law
    19 CFR 4.7(b)(2): CBP must have the declaration 24 hours before the cargo is laden aboard the vessel at the foreign
    port.
Example
    The manifest is of 2026-04-13, the export of 2026-04-12: it had to be made 24 hours before lading.
Fix
    Ask the carrier whether the cargo is on hold; see whether the day is right.
Limits
    Containers by sea alone (mode 11); bulk and break bulk have other times. Only days are known, so a declaration on
    the day before is let pass. Only native entries and mapped tables carry the day of the manifest. Information.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, rule
from docvalidate.rules.base.lading import filed_late


@rule(
    "manifest-late",
    severity="info",
    family="dates",
    needs=("entry",),
    uses=("export_date", "mode_of_transport", "manifest_date"),
    cites=Citation(text="19 CFR 4.7(b)(2)", url="https://www.ecfr.gov/current/title-19/section-4.7"),
)
def manifest_late(check: Check) -> Iterator[Finding]:
    yield from filed_late(check, "manifest_date", "manifest")
