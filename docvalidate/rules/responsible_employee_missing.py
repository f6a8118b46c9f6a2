"""No invoice names a person of the exporter who knows of the transaction.

What
    Looks on the invoices for the name of a person: a responsible employee, a contact, a signatory, who prepared it.
Why
    CBP may ask that person; most invoices leave the name out, and an invoice is not refused for it alone.
Law
    19 CFR 141.86(j): each invoice must identify by name a responsible employee of the exporter.
Example
    Invoices CI-1 and CI-2 name no responsible employee of the exporter.
Fix
    Ask the seller to print the name of a responsible employee; keep who it was in the file.
Limits
    Only a printed name behind a label; a signature is not read. Information, one finding for a shipment, and none where
    one of its invoices names somebody.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.content import capital, name_of, read_invoices
from docvalidate.rules.base.phrases import listed
from docvalidate.rules.base.places import on_paper


@rule(
    "responsible-employee-missing",
    severity="info",
    family="invoice-content",
    needs=("invoice",),
    cites=Citation(text="19 CFR 141.86(j)", url="https://www.ecfr.gov/current/title-19/section-141.86"),
)
def responsible_employee_missing(check: Check) -> Iterator[Finding]:
    read = [one for one in read_invoices(check) if one.particulars is not None]
    if not read:
        raise NoMatter("the invoices were not read for the names of persons")
    if any("responsible_employee" in (one.particulars or {}) for one in check.shipment.invoices):
        return
    names = capital(listed([name_of(one) for one in read], 4))
    yield check.finding(
        f"{names} name{'s' if len(read) == 1 else ''} no responsible employee of the exporter.",
        expected="responsible_employee",
        found=None,
        evidence=[place for one in read[:4] for place in on_paper(one, one.get("invoice_number"))],
    )
