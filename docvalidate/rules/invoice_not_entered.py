"""An invoice among the papers is not entered.

What
    Finds invoices whose number the entry does not name and whose lines are in none of its lines.
Why
    The goods of that invoice would be landed without entry.
Law
    19 CFR 141.83(a); 19 USC 1484.
Example
    Invoice EX/202584441 over $13,882.36 lies among the papers; the entry names only CI-202523803.
Fix
    Add its lines to the entry, or file it under another entry and take it out of this shipment's papers.
Limits
    A copy of an invoice that is entered is not reported, nor a paper without amounts, nor an invoice that another among
    the papers replaces, or a pro forma one beside the final one of the same total. One finding stands for the
    whole invoice, its lines and weights.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.domain.shipment import amount_of
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.phrases import listed, money
from docvalidate.rules.base.places import in_entry, on_paper, pages_of
from docvalidate.rules.base.versions import is_version


@rule(
    "invoice-not-entered",
    severity="error",
    family="papers-entry",
    needs=("entry", "invoice"),
    cites=Citation(text="19 CFR 141.83(a); 19 USC 1484", url="https://www.ecfr.gov/current/title-19/section-141.83"),
    psc=("L01",),
)
def invoice_not_entered(check: Check) -> Iterator[Finding]:
    names = check.entry.invoices or []
    on_papers = [pair for pair in check.matching.invoices if pair.document is not None]
    left_over = [pair for pair in on_papers if pair.entry_invoice is None and pair.by == "none"]
    if not names and len(left_over) == len(on_papers):
        raise NoMatter("the entry names no invoices, and none can be told by its lines")
    for pair in left_over:
        assert pair.document is not None
        document = check.documents[pair.document]
        if document.get("total_amount") is None and not any(amount_of(item) for item in document.line_items):
            continue  # without an amount it is hardly an invoice
        if is_version(check.shipment, document):
            continue  # pro forma beside the final one, or replaced by another
        number, total, currency = (document.get(name) for name in ("invoice_number", "total_amount", "currency"))
        name = f"Invoice {number.raw}" if number is not None else f"The invoice in {document.file}"
        if total is not None and total.number is not None:
            name += f" over {money(total.number, currency.text if currency else None)}"
        entered = listed([one.number for one in names])
        told = f"names only {entered}" if names else "has none of its lines"
        yield check.finding(
            f"{name} lies among the papers{pages_of([one for one in (number,) if one])}; the entry {told}.",
            expected=number.text if number is not None else document.file,
            found=[one.number for one in names] or None,
            evidence=[*on_paper(document, number, total), *in_entry(check.entry, "invoices")],
        )
