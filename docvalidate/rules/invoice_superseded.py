"""Two versions of one invoice are among the papers.

What
    Finds invoices of the same number with another total, invoices that say they replace another that is there too, and
    revised invoices beside the one of the same number.
Why
    The entry must follow the last one; a superseded one among the papers leads to the wrong value.
Law
    19 CFR 141.86(a)(5); 19 CFR 163.6.
Example
    Two papers are invoice CI-1: $1,000 in A.pdf and $1,100 in B.pdf.
Fix
    Take the superseded one out, and keep why it was replaced.
Limits
    A second copy of the same paper is not reported. What replaces what only the words on the paper tell. Information.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docvalidate.domain.document import Document
from docvalidate.reference.texts import code
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.content import capital, name_of
from docvalidate.rules.base.phrases import money
from docvalidate.rules.base.places import on_paper
from docvalidate.rules.base.versions import replaced_by


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
    replaced = [(one, new) for one in check.shipment.invoices if (new := replaced_by(check.shipment, one)) is not None]
    for document in check.shipment.invoices:
        number, total = document.get("invoice_number"), document.get("total_amount")
        if number is not None and total is not None and total.number is not None:
            by_number.setdefault(code(number.text), []).append(document)
    if not by_number and not replaced:
        raise NoMatter("no invoice has a number and a total")
    for old, new in replaced:
        yield check.finding(
            f"{capital(name_of(new))} in {new.file} replaces {name_of(old)} in {old.file}; both are among the papers.",
            expected=new.fields["invoice_number"].text if "invoice_number" in new.fields else new.file,
            found=old.fields["invoice_number"].text,
            evidence=[*on_paper(new, new.told("replaces")), *on_paper(old, old.get("invoice_number"))],
            confidence=old.fields["invoice_number"].confidence,
        )
    told = {id(one) for pair in replaced for one in pair}
    for papers in by_number.values():
        first = papers[0]
        other = next((one for one in papers if _total(one) != _total(first)), None)
        if other is None or {id(first), id(other)} <= told:
            continue
        printed = first.fields["invoice_number"].raw
        amounts = [f"{_amount(one)} in {one.file}{_revised(one)}" for one in (first, other)]
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


def _amount(document: Document) -> str:
    currency = document.get("currency")
    return money(_total(document), currency.text if currency is not None else None)


def _revised(document: Document) -> str:
    return " (revised)" if "revised" in document.variants else ""


def _total(document: Document) -> Decimal:
    return document.fields["total_amount"].number or Decimal(0)
