"""The invoices have more than two pages, and not all of them are numbered.

What
    Counts the pages of the invoices and those that print a page number.
Why
    Entry lines and notes refer to the pages; unnumbered ones are mixed up, and a lost one is not missed.
Law
    19 CFR 141.86(h)(2): invoices of more than two pages are numbered page by page, in a single series, by the importer;
    not where the invoice data are transmitted electronically (19 CFR part 143).
Example
    The invoices have 5 pages, of which 2 print a number.
Fix
    Number the pages before they are filed on paper; nothing where the invoice data are transmitted.
Limits
    Numbers alone at the foot of a page are not known as page numbers. Workbooks are left out. Information, one finding
    for a shipment.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NoMatter, NotConcerned, rule
from docvalidate.rules.base.places import on_paper

MOST_UNNUMBERED = 2


@rule(
    "invoice-pages-unnumbered",
    severity="info",
    family="invoice-content",
    needs=("invoice",),
    cites=Citation(text="19 CFR 141.86(h)(2)", url="https://www.ecfr.gov/current/title-19/section-141.86"),
)
def invoice_pages_unnumbered(check: Check) -> Iterator[Finding]:
    read = [one for one in check.shipment.invoices if one.particulars is not None]
    if not read:
        raise NoMatter("the invoices were not read for page numbers")
    on_pages = [one for one in read if not any(value.cell is not None for value in one.fields.values())]
    pages = sum(len(one.pages) for one in on_pages)
    if pages <= MOST_UNNUMBERED:
        raise NotConcerned("the invoices have no more than two pages")
    numbered = sum(len(told.items) for one in on_pages if (told := one.told("page_numbers")) is not None)
    if numbered < pages:
        say = "none prints" if not numbered else f"{numbered} print{'s' if numbered == 1 else ''}"
        yield check.finding(
            f"The invoices have {pages} pages, of which {say} a number.",
            expected=pages,
            found=numbered,
            evidence=[place for one in on_pages[:4] for place in on_paper(one, one.get("invoice_number"))],
        )
