"""Two invoices among the papers bear one number.

What
    Finds invoices of the same number in different documents, with the same or another total.
Why
    One may be a corrected copy of the other; the entry must follow the last one.
Law
    19 CFR 141.86(a)(5); 19 CFR 163.6.
Example
    Two papers are invoice CI-1: $1,000 in A.pdf and $1,100 in B.pdf.
Fix
    Take the superseded one out, and keep why it was replaced.
Limits
    A second copy of the same paper is not reported. Information.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docvalidate.domain.document import Document
from docvalidate.reference.texts import code
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.phrases import money
from docvalidate.rules.base.places import on_paper


@rule(
    "invoice-superseded",
    severity="info",
    family="papers",
    needs=("invoice",),
    cites=Citation(text="19 CFR 141.86(a)(5)", url="https://www.ecfr.gov/current/title-19/section-141.86"),
    psc=("L01",),
)
def invoice_superseded(check: Check) -> Iterator[Finding]:
    by_number: dict[str, list[Document]] = {}
    for document in check.shipment.invoices:
        number, total = document.get("invoice_number"), document.get("total_amount")
        if number is not None and total is not None and total.number is not None:
            by_number.setdefault(code(number.text), []).append(document)
    if not by_number:
        raise NoMatter("no invoice has a number and a total")
    for papers in by_number.values():
        first = papers[0]
        other = next((one for one in papers if _total(one) != _total(first)), None)
        if other is None:
            continue
        printed = first.fields["invoice_number"].raw
        amounts = [f"{money(_total(one), _currency(one))} in {one.file}" for one in (first, other)]
        yield check.finding(
            f"Two papers are invoice {printed}: {amounts[0]} and {amounts[1]}.",
            expected=_total(first),
            found=_total(other),
            evidence=[
                place
                for one in (first, other)
                for place in on_paper(one, one.get("invoice_number"), one.get("total_amount"))
            ],
            confidence=min(one.fields["total_amount"].confidence for one in (first, other)),
        )


def _total(document: Document) -> Decimal:
    return document.fields["total_amount"].number or Decimal(0)


def _currency(document: Document) -> str | None:
    value = document.get("currency")
    return value.text if value is not None else None
