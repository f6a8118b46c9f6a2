"""A credit note is among the papers.

What
    Finds papers whose title says credit note, and invoices whose total is below nothing.
Why
    A credit lowers the value only if it was agreed before importation; one agreed later does not.
Law
    19 CFR 152.103(a)(4), rebates after importation; 19 CFR 141.86(g).
Example
    CN-7.pdf is a credit note to invoice CI-1: a credit lowers the value only if it was agreed before importation.
Fix
    Find out when the credit was agreed and for which goods.
Limits
    By the title, or by the sign of the total. What it credits is not computed. Information.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.content import capital, name_of
from docvalidate.rules.base.phrases import money
from docvalidate.rules.base.places import on_paper, page_of

ADVICE = "a credit lowers the value only if it was agreed before importation"


@rule(
    "credit-note-among-papers",
    severity="info",
    family="papers",
    needs=("papers",),
    cites=Citation(text="19 CFR 152.103(a)(4)", url="https://www.ecfr.gov/current/title-19/section-152.103"),
    psc=("L04",),
)
def credit_note_among_papers(check: Check) -> Iterator[Finding]:
    notes = [one for one in check.documents if "credit_note" in one.variants]
    totals = [(one, value) for one in check.shipment.invoices if (value := one.get("total_amount"))]
    if not totals and not notes:
        raise NoMatter("no invoice has a total, and no paper says it is a credit note")
    for document in notes:
        variant, invoice = document.told("variants"), document.told("refers_to")
        to = f" to invoice {invoice.raw}" if invoice is not None else ""
        yield check.finding(
            f"{document.file} is a credit note{to}{page_of(variant)}: {ADVICE}.",
            expected="an invoice",
            found="credit_note",
            evidence=on_paper(document, variant, invoice),
            confidence=variant.confidence if variant is not None else 1.0,
        )
    for document, value in totals:
        if value.number is not None and value.number < 0 and document not in notes:
            currency = document.get("currency")
            yield check.finding(
                f"{capital(name_of(document))} comes to {money(value.number, currency.text if currency else None)}"
                f"{page_of(value)}: {ADVICE}.",
                expected="an invoice",
                found=value.number,
                evidence=on_paper(document, value),
                confidence=value.confidence,
            )
