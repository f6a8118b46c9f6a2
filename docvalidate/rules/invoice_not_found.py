"""An invoice the entry names is not among the papers.

What
    Finds invoices of the entry that no paper is, by number or by contents.
Why
    What is entered from it cannot be checked, and CBP can ask for it at any time.
Law
    19 CFR 141.83(a); 19 CFR 141.91 (entry without an invoice); 19 CFR 163.4 (records).
Example
    The entry names invoice 202488025; the papers hold only 202559828.
Fix
    Add the invoice to the papers, or take its lines out of the entry.
Limits
    Needs an entry that names its invoices. An invoice whose number could not be read is known by its contents.
    Where the entry's number stands on the papers in a place that was not read (and as no other number), the rule is
    not assessed for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.page_text import number_stands_there
from docvalidate.rules.base.phrases import listed, money
from docvalidate.rules.base.places import in_entry


@rule(
    "invoice-not-found",
    severity="warning",
    family="papers-entry",
    needs=("entry", "invoice"),
    uses=("invoices",),
    cites=Citation(text="19 CFR 141.83(a); 19 CFR 141.91", url="https://www.ecfr.gov/current/title-19/section-141.83"),
    psc=("L01",),
)
def invoice_not_found(check: Check) -> Iterator[Finding]:
    if not check.entry.invoices:
        raise NoMatter("the entry names no invoices")
    printed = [
        number.text
        for pair in check.matching.invoices
        if pair.document is not None and (number := check.documents[pair.document].get("invoice_number")) is not None
    ]
    reasons = []
    for pair in check.matching.invoices:
        named = check.shipment.entry_invoice(pair)
        if pair.document is not None or named is None:
            continue
        if number_stands_there(check.documents, named.number, "invoice_number"):
            reasons.append(f"{named.number} stands on the papers, in a place that was not read as an invoice number")
            continue
        amount = f" over {money(named.amount, named.currency)}" if named.amount is not None else ""
        holds = f"the papers hold only {listed(printed)}" if printed else "no paper bears an invoice number"
        yield check.finding(
            f"The entry names invoice {named.number}{amount}; {holds}.",
            expected=printed or None,
            found=named.number,
            evidence=in_entry(check.entry, f"invoices[{pair.entry_invoice}].number"),
        )
    if reasons:
        raise NoMatter("; ".join(reasons))
