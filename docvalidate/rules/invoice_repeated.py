"""Two invoices of different numbers have the same lines.

What
    Finds invoices whose lines are the same in article, quantity and amount, and whose numbers differ.
Why
    A delivery that was invoiced twice is entered twice, or one of the two replaced the other.
Law
    19 CFR 141.86(a)(4) and 19 CFR 141.86(a)(5), quantities and prices of the goods shipped.
Example
    Invoices CI-1042 and CI-1057 have the same 6 lines over $8,410.00.
Fix
    Ask the seller whether both deliveries were made; take the one that was not out of the entry.
Limits
    Only invoices of at least two lines whose every line has an article, a quantity and an amount. The same order may
    be shipped twice rightly. Information.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from docvalidate.domain.document import Document, usable
from docvalidate.reference.texts import code, words
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.content import capital, name_of
from docvalidate.rules.base.phrases import money
from docvalidate.rules.base.places import on_paper
from docvalidate.rules.base.versions import is_version

LEAST_LINES = 2
Line = tuple[str, object, object]


@rule(
    "invoice-repeated",
    severity="info",
    family="papers",
    needs=("invoice",),
    cites=Citation(
        text="19 CFR 141.86(a)(4); 19 CFR 141.86(a)(5)", url="https://www.ecfr.gov/current/title-19/section-141.86"
    ),
    psc=("L01",),
)
def invoice_repeated(check: Check) -> Iterator[Finding]:
    read = [(one, lines) for one in check.shipment.invoices if (lines := _lines(one)) and one.get("invoice_number")]
    if len(read) < 2:
        raise NoMatter("there are no two invoices with a number and lines that were read whole")
    for (one, lines), (other, others) in combinations(read, 2):
        number, second = one.fields["invoice_number"], other.fields["invoice_number"]
        if lines != others or code(number.text) == code(second.text):
            continue
        if is_version(check.shipment, one) or is_version(check.shipment, other):
            continue  # invoice-superseded and invoice-pro-forma say so
        total = sum(value.number for item in one.line_items if (value := item["amount"]).number is not None)
        currency = one.get("currency")
        yield check.finding(
            f"{capital(name_of(one))} and {name_of(other)} have the same {len(lines)} lines over "
            f"{money(total, currency.text if currency is not None else None)}.",
            expected=number.text,
            found=second.text,
            evidence=[*on_paper(one, number), *on_paper(other, second)],
            confidence=min(number.confidence, second.confidence),
        )


def _lines(document: Document) -> list[Line] | None:
    """What the lines say, in order of their text; None where one lacks a part, or there are too few."""
    found: list[Line] = []
    for item in document.line_items:
        article = usable(item, "part_number") or usable(item, "description")
        quantity, amount = usable(item, "quantity"), usable(item, "amount")
        if article is None or quantity is None or amount is None:
            return None
        found.append((words(article.text), quantity.number, amount.number))
    return sorted(found, key=str) if len(found) >= LEAST_LINES else None
