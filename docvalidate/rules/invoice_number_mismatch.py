"""The invoice is entered under another number than it bears.

What
    Finds invoices that are entered by their contents (amount, lines) while the number in the entry is another.
Why
    The invoice number ties entry, payment and the importer's records together; CBP asks for the invoice by it.
Law
    CATAIR AE record 42, invoice number; 19 CFR 141.86(h), numbering of invoices; 19 CFR 163.4 (records).
Example
    The entry names invoice INV-24561, the invoice bears INV-24651.
Fix
    Correct the number in the entry.
Limits
    Needs an entry that names its invoices. Separators, and letters before the digits that one side leaves out, do
    not count. Where the entry's number stands on the papers in a place that was not read (and as no other number),
    the rule is not assessed for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.page_text import number_stands_there
from docvalidate.rules.base.phrases import slip
from docvalidate.rules.base.places import in_entry, on_paper, page_of


@rule(
    "invoice-number-mismatch",
    severity="error",
    family="papers-entry",
    needs=("entry", "invoice"),
    uses=("invoices",),
    cites=Citation(
        text="CATAIR AE record 42; 19 CFR 141.86(h)", url="https://www.ecfr.gov/current/title-19/section-141.86"
    ),
    psc=("L01",),
)
def invoice_number_mismatch(check: Check) -> Iterator[Finding]:
    if not check.entry.invoices:
        raise NoMatter("the entry names no invoices")
    compared, reasons = 0, []
    for pair in check.matching.invoices:
        named = check.shipment.entry_invoice(pair)
        if pair.document is None or named is None:
            continue
        document = check.documents[pair.document]
        printed = document.get("invoice_number")
        if printed is None:
            continue
        compared += 1
        if pair.by == "number":
            continue
        if number_stands_there(check.documents, named.number, "invoice_number"):
            reasons.append(f"{named.number} stands on the papers, in a place that was not read as an invoice number")
            continue
        yield check.finding(
            f"The entry names invoice {named.number}, the invoice bears the number {printed.raw}{page_of(printed)}; "
            f"its contents are those entered. {slip(printed.text, named.number)}".rstrip(),
            expected=printed.text,
            found=named.number,
            evidence=[*on_paper(document, printed), *in_entry(check.entry, f"invoices[{pair.entry_invoice}].number")],
            confidence=printed.confidence,
        )
    if reasons:
        raise NoMatter("; ".join(reasons))
    if not compared:
        raise NoMatter("no invoice among the papers has a number that could be read and is named in the entry")
