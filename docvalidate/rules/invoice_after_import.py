"""The invoice is dated after the goods arrived.

What
    Compares each invoice's date with the entry's date of importation.
Why
    The invoice was made, or changed, after the sale for export: another price may have been agreed before.
Law
    19 CFR 141.86(a)(2); 19 CFR 152.103(a)(1), the price when sold for exportation; 152.103(a)(4) for later rebates.
Example
    Invoice CI-1 is of 2026-03-12, the import was on 2026-03-02.
Fix
    Ask for the first invoice and why a new one was made.
Limits
    A date that can be read in two ways passes when one of them fits. Information.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.content import capital, days_of_invoices, name_of
from docvalidate.rules.base.places import in_entry, on_paper, page_of


@rule(
    "invoice-after-import",
    severity="info",
    family="dates",
    needs=("entry", "invoice"),
    uses=("import_date",),
    cites=Citation(text="19 CFR 152.103(a)(1)", url="https://www.ecfr.gov/current/title-19/section-152.103"),
)
def invoice_after_import(check: Check) -> Iterator[Finding]:
    arrived = check.entry.import_date
    if arrived is None:
        raise NoMatter("the entry has no date of importation")
    for document, value, days in days_of_invoices(check):
        if min(days) > arrived:
            yield check.finding(
                f"{capital(name_of(document))} is of {min(days).isoformat()}{page_of(value)}, the import was on "
                f"{arrived.isoformat()}.",
                expected=f"not after {arrived.isoformat()}",
                found=min(days),
                evidence=[*on_paper(document, value), *in_entry(check.entry, "import_date")],
                confidence=value.confidence,
            )
