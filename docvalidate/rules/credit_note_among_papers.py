"""A paper among the invoices is a credit: its total is below nothing.

What
    Finds invoices whose total is negative.
Why
    A credit lowers the value only if it was agreed before importation; one agreed later does not.
Law
    19 CFR 152.103(a)(4), rebates after importation; 19 CFR 141.86(g).
Example
    Invoice CN-7 comes to -$120.00.
Fix
    Find out when the credit was agreed and for which goods.
Limits
    Information.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.content import capital, name_of
from docvalidate.rules.base.phrases import money
from docvalidate.rules.base.places import on_paper, page_of


@rule(
    "credit-note-among-papers",
    severity="info",
    family="papers",
    needs=("invoice",),
    cites=Citation(text="19 CFR 152.103(a)(4)", url="https://www.ecfr.gov/current/title-19/section-152.103"),
    psc=("L04",),
)
def credit_note_among_papers(check: Check) -> Iterator[Finding]:
    totals = [(one, value) for one in check.shipment.invoices if (value := one.get("total_amount"))]
    if not totals:
        raise NoMatter("no invoice has a total")
    for document, value in totals:
        if value.number is not None and value.number < 0:
            currency = document.get("currency")
            yield check.finding(
                f"{capital(name_of(document))} comes to {money(value.number, currency.text if currency else None)}"
                f"{page_of(value)}: a credit lowers the value only if it was agreed before importation.",
                expected="an invoice",
                found=value.number,
                evidence=on_paper(document, value),
                confidence=value.confidence,
            )
