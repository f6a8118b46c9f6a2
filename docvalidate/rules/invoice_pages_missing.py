"""An invoice says how many pages it has, and not all of them are there.

What
    Compares the page numbers that the invoices print (page 2 of 3) with the pages that were given.
Why
    What stands on a page that is not there was compared with nothing; goods and charges may be among it.
Law
    19 CFR 142.3(a), the commercial invoice; 19 CFR 141.86(h), pages in a single series of numbers.
Example
    Invoice CI-1 has pages 1 and 2 of 3; page 3 is not among the papers.
Fix
    Ask for the page that is missing, and check again.
Limits
    Not said where a page's number was not read, nor where the file has as many pages as the invoice says: some programs
    count the pages of all papers of a print together. Information.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.domain.document import Document
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.content import capital, name_of
from docvalidate.rules.base.phrases import listed
from docvalidate.rules.base.places import on_paper


@rule(
    "invoice-pages-missing",
    severity="info",
    family="invoice-content",
    needs=("invoice",),
    cites=Citation(text="19 CFR 142.3(a); 19 CFR 141.86(h)", url="https://www.ecfr.gov/current/title-19/section-142.3"),
)
def invoice_pages_missing(check: Check) -> Iterator[Finding]:
    numbered = [(one, *pages) for one in check.shipment.invoices if (pages := pages_of(one)) is not None]
    if not numbered:
        raise NoMatter("no invoice prints the numbers of its pages and how many there are")
    for document, have, count in numbered:
        in_file = sum(len(one.pages) for one in check.documents if one.file == document.file)
        known = {page for _, pages, other in numbered if other == count for page in pages}
        missing = sorted(set(range(1, count + 1)) - known)
        if not missing or in_file >= count or len(have) < len(document.pages):
            continue
        theirs = listed([str(page) for page in sorted(have)], 8)
        ours = listed([str(page) for page in missing], 8)
        yield check.finding(
            f"{capital(name_of(document))} has page{'s' if len(have) > 1 else ''} {theirs} of {count}; "
            f"page{'s' if len(missing) > 1 else ''} {ours} {'are' if len(missing) > 1 else 'is'} not among the papers.",
            expected=[f"{page}/{count}" for page in missing],
            found=[f"{page}/{count}" for page in sorted(have)],
            evidence=on_paper(document, document.told("page_numbers")),
        )


def pages_of(document: Document) -> tuple[set[int], int] | None:
    """The printed numbers of the pages and of how many; None where they do not agree in how many there are."""
    told = document.told("page_numbers")
    parts = [text.split("/") for text in told.items] if told is not None else []
    counts = {int(part[1]) for part in parts if len(part) == 2}
    if len(counts) != 1 or any(len(part) != 2 for part in parts):
        return None
    count = counts.pop()
    have = {int(part[0]) for part in parts}
    return (have, count) if have and max(have) <= count else None
