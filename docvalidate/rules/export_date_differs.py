"""The date of export entered is not the one on the bill of lading.

What
    Compares the entry's date of export with the date on the bill of lading or air waybill.
Why
    The date of export decides the rate of exchange and, for textiles, the quota year.
Law
    19 CFR 152.1(c): the day the goods leave the country of exportation; CATAIR AE record 40.
Example
    The entry says 2026-02-12, the bill of lading 2026-01-24: 19 days apart.
Fix
    Take the day on board from the bill of lading.
Limits
    The date printed may be that of issue; up to seven days apart passes, and so do two readings of one date.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.domain.shipment import BILLS
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.places import in_entry, on_paper, page_of

DAYS = 7


@rule(
    "export-date-differs",
    severity="info",
    family="dates",
    needs=("entry", "papers"),
    uses=("export_date",),
    cites=Citation(text="19 CFR 152.1(c)", url="https://www.ecfr.gov/current/title-19/section-152.1"),
)
def export_date_differs(check: Check) -> Iterator[Finding]:
    entered = check.entry.export_date
    printed = [one for one in check.shipment.printed("export_date", *BILLS) if one.value.day is not None]
    if entered is None or not printed:
        raise NoMatter("no bill of lading with a date of export, or none in the entry")
    days = [
        (abs((day.day - entered).days), one, day)
        for one in printed
        for day in (one.value, *(one.value.alternatives or []))
        if day.day is not None
    ]
    apart, one, day = min(days, key=lambda found: found[0])
    if apart > DAYS:
        yield check.finding(
            f"The entry says export on {entered.isoformat()}, {one.document.label} {day.text}{page_of(one.value)}: "
            f"{apart} days apart.",
            expected=day.day,
            found=entered,
            evidence=[*on_paper(one.document, one.value), *in_entry(check.entry, "export_date")],
            confidence=one.value.confidence,
        )
