"""A discount stands below the goods, and the invoice does not say of which.

What
    Finds a discount in the totals of an invoice with several articles.
Why
    A discount from the list price is told for each class of goods; with different rates of duty its spread moves money.
Law
    19 CFR 141.86(g), discounts by class or kind of merchandise; 19 CFR 152.103(a)(4), rebates after importation.
Example
    Invoice CI-1 takes off USD 250.00 below its lines.
Fix
    Ask the seller for what the discount was given and when; one agreed after importation does not lower the value.
Limits
    The value rules spread it by value. Information only.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, rule
from docvalidate.rules.base.content import capital, name_of, read_invoices
from docvalidate.rules.base.phrases import money
from docvalidate.rules.base.places import on_paper, page_of


@rule(
    "discount-not-by-goods",
    severity="info",
    family="invoice-content",
    needs=("invoice",),
    cites=Citation(
        text="19 CFR 141.86(g); 19 CFR 152.103(a)(4)", url="https://www.ecfr.gov/current/title-19/section-141.86"
    ),
)
def discount_not_by_goods(check: Check) -> Iterator[Finding]:
    for document in read_invoices(check):
        value, currency = document.get("discount"), document.get("currency")
        if value is None or not value.number or len(document.line_items) < 2:
            continue
        amount = money(abs(value.number), currency.text if currency else None)
        yield check.finding(
            f"{capital(name_of(document))} takes off {amount} below its lines{page_of(value)} "
            "and does not say for which goods.",
            expected="a discount by class of goods",
            found=value.number,
            evidence=on_paper(document, value),
            confidence=value.confidence,
        )
