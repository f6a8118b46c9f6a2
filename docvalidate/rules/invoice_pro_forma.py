"""The only invoice among the papers is a pro forma invoice.

What
    Finds shipments whose invoices all say in their title that they are pro forma.
Why
    Entry can be made on one, with a declaration and a bond for the commercial invoice, which must follow within 120
    days; the price finally paid may be another.
Law
    19 CFR 141.85 (what a pro forma invoice must tell); 19 CFR 141.91 (entry without the required invoice); 19 CFR
    141.83(d) (goods that need no commercial invoice).
Example
    The only invoice among the papers is pro forma: PI-77.
Fix
    Get the commercial invoice, or make entry by 141.91 and produce it within 120 days.
Limits
    By the title alone. Sellers who call their only invoice pro forma are many: information.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.phrases import listed
from docvalidate.rules.base.places import on_paper


@rule(
    "invoice-pro-forma",
    severity="info",
    family="invoice-content",
    needs=("invoice",),
    cites=Citation(text="19 CFR 141.85; 19 CFR 141.91", url="https://www.ecfr.gov/current/title-19/section-141.91"),
)
def invoice_pro_forma(check: Check) -> Iterator[Finding]:
    invoices = check.shipment.invoices
    if all(one.particulars is None for one in invoices):
        raise NoMatter("the titles of the invoices were not read")
    if not all("pro_forma" in one.variants for one in invoices):
        return
    numbers = [value.raw if (value := one.get("invoice_number")) else one.file for one in invoices]
    verb = "The only invoice among the papers is" if len(numbers) == 1 else "All invoices among the papers are"
    yield check.finding(
        f"{verb} pro forma: {listed(numbers)}. The commercial invoice is due within 120 days of entry.",
        expected="a commercial invoice",
        found="pro_forma",
        evidence=[place for one in invoices[:4] for place in on_paper(one, one.told("variants"))],
        confidence=min(value.confidence for one in invoices if (value := one.told("variants"))),
    )
