"""The invoice declares assists.

What
    Finds a figure for assists (goods, tools or design furnished by the buyer) in the totals of an invoice.
Why
    Assists belong to the value even when the invoice does not charge for them.
Law
    19 CFR 141.86(a)(11); 19 CFR 152.102(a), assists; 19 CFR 152.103(b)(1)(iii).
Example
    Invoice CI-1 declares assists of USD 1,200.00.
Fix
    See on the worksheet that they are in the entered value, and how they are spread over the goods.
Limits
    Whether the entered value holds them value-mismatch says. Information.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, rule
from docvalidate.rules.base.content import capital, name_of, read_invoices
from docvalidate.rules.base.phrases import money
from docvalidate.rules.base.places import on_paper, page_of


@rule(
    "assists-declared",
    severity="info",
    family="value",
    needs=("invoice",),
    cites=Citation(
        text="19 CFR 141.86(a)(11); 19 CFR 152.103", url="https://www.ecfr.gov/current/title-19/section-152.103"
    ),
    psc=("L04",),
)
def assists_declared(check: Check) -> Iterator[Finding]:
    for document in read_invoices(check):
        value, currency = document.get("assists"), document.get("currency")
        if value is None or not value.number or check.reported("value-mismatch"):
            continue
        amount = money(value.number, currency.text if currency else None)
        yield check.finding(
            f"{capital(name_of(document))} declares assists of {amount}{page_of(value)}: they belong "
            "to the entered value.",
            expected=value.number,
            found=None,
            evidence=on_paper(document, value),
            confidence=value.confidence,
        )
