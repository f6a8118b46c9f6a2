"""The invoice does not say to whom the goods are sold.

What
    Looks for the buyer, or at least the consignee, on each commercial invoice.
Why
    The buyer tells whether there was a sale for export to the United States, on which the value rests.
Law
    19 CFR 141.86(a)(2): the person to whom the merchandise is sold, or to whom it is shipped where there is no sale.
Example
    No buyer was found on invoice CI-1.
Fix
    Have the invoice made out to the buyer, or say that the goods are consigned.
Limits
    Information only: the entry names the parties in any case.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, rule
from docvalidate.rules.base.content import head_gap, without


@rule(
    "invoice-buyer-missing",
    severity="info",
    family="invoice-content",
    needs=("invoice",),
    cites=Citation(text="19 CFR 141.86(a)(2)", url="https://www.ecfr.gov/current/title-19/section-141.86"),
)
def invoice_buyer_missing(check: Check) -> Iterator[Finding]:
    for document in without(check, "buyer", "consignee", "importer_of_record"):
        yield head_gap(check, document, "buyer", "buyer")
