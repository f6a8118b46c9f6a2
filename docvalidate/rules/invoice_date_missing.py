"""The invoice bears no date.

What
    Looks for a date on each commercial invoice.
Why
    The invoice must tell when the goods were sold; the rate of exchange and a later price review hang on it.
Law
    19 CFR 141.86(a)(2): the time when, the place where and the person to whom the merchandise is sold.
Example
    No date was found on invoice CI-1.
Fix
    Ask the seller for the date of the sale, on the invoice or on an attachment.
Limits
    The date of the invoice stands for the day of the sale, which it need not be. Information only.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, rule
from docvalidate.rules.base.content import head_gap, without


@rule(
    "invoice-date-missing",
    severity="info",
    family="invoice-content",
    needs=("invoice",),
    cites=Citation(text="19 CFR 141.86(a)(2)", url="https://www.ecfr.gov/current/title-19/section-141.86"),
)
def invoice_date_missing(check: Check) -> Iterator[Finding]:
    for document in without(check, "invoice_date"):
        yield head_gap(check, document, "date", "invoice_date")
