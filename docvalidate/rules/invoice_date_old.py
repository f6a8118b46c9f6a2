"""The invoice is dated more than a year before the import.

What
    Compares each invoice's date with the entry's date of importation.
Why
    It is usually the year that is wrong, or an old invoice lies among the papers of a new shipment.
Law
    19 CFR 141.86(a)(2); 19 CFR 163.6 (records that match the entry).
Example
    Invoice CI-1 is of 2024-02-12, the import was on 2026-03-02.
Fix
    Look at the paper; have the date corrected, or take the right invoice.
Limits
    Machines on order can be invoiced long before. Information.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.content import capital, days_of_invoices, name_of
from docvalidate.rules.base.places import in_entry, on_paper, page_of

YEAR = datetime.timedelta(days=366)


@rule(
    "invoice-date-old",
    severity="info",
    family="dates",
    needs=("entry", "invoice"),
    uses=("import_date",),
    cites=Citation(text="19 CFR 141.86(a)(2)", url="https://www.ecfr.gov/current/title-19/section-141.86"),
)
def invoice_date_old(check: Check) -> Iterator[Finding]:
    arrived = check.entry.import_date
    if arrived is None:
        raise NoMatter("the entry has no date of importation")
    for document, value, days in days_of_invoices(check):
        if max(days) < arrived - YEAR:
            yield check.finding(
                f"{capital(name_of(document))} is of {max(days).isoformat()}{page_of(value)}, more than a year "
                f"before the import on {arrived.isoformat()}.",
                expected=f"after {(arrived - YEAR).isoformat()}",
                found=max(days),
                evidence=[*on_paper(document, value), *in_entry(check.entry, "import_date")],
                confidence=value.confidence,
            )
