"""The invoice bears no number.

What
    Looks for an invoice number on each commercial invoice.
Why
    The entry, the line items and every later request name the invoice by its number.
Law
    19 CFR 141.86(h): invoices of a shipment are numbered consecutively; CATAIR AE record 42 names them.
Example
    No invoice number was found on the invoice in CI.pdf.
Fix
    Ask the seller for the invoice with its number; write none on it yourself.
Limits
    A number that stands without a label may be overlooked: look at the page. Information only.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, rule
from docvalidate.rules.base.content import head_gap, without


@rule(
    "invoice-number-missing",
    severity="info",
    family="invoice-content",
    needs=("invoice",),
    cites=Citation(text="19 CFR 141.86(h)", url="https://www.ecfr.gov/current/title-19/section-141.86"),
    ace=("448",),
)
def invoice_number_missing(check: Check) -> Iterator[Finding]:
    for document in without(check, "invoice_number"):
        yield head_gap(check, document, "invoice number", "invoice_number")
