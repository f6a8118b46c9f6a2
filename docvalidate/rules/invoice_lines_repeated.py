"""An invoice bills the same line twice.

What
    Finds lines of one invoice with the same article number, description, quantity, unit price and amount.
Why
    A line billed twice is entered twice, and duty is paid on goods that do not come.
Law
    19 CFR 141.86(a)(4) and (5): the quantities and the price of each item.
Example
    Lines 2 and 7 of invoice CI-1 are the same: 'Claw hammer', 120, 540.00.
Fix
    Compare with the packing list; if the line was billed twice, ask for a corrected invoice.
Limits
    Lots of equal size are billed twice rightly. Only lines with an article number and all figures, all read for
    certain; printed line or order numbers that differ do not matter. Left to the rules that found a quantity or value
    wrong, or a line not entered. Information.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.domain.document import LineItem, usable
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.content import capital, name_of, numbered
from docvalidate.rules.base.phrases import money, number
from docvalidate.rules.base.places import on_paper

SAME = ("part_number", "description", "quantity", "unit_price", "amount")
LEFT_TO = ("line-not-entered", "quantity-mismatch", "value-mismatch")


@rule(
    "invoice-lines-repeated",
    severity="info",
    family="invoice-content",
    needs=("invoice",),
    cites=Citation(text="19 CFR 141.86(a)(4), (5)", url="https://www.ecfr.gov/current/title-19/section-141.86"),
    psc=("L01",),
)
def invoice_lines_repeated(check: Check) -> Iterator[Finding]:
    compared = 0
    for document in check.shipment.invoices:
        seen: dict[tuple[str, ...], list[int]] = {}
        for at, item in enumerate(document.line_items):
            key = _key(check, item)
            if key is not None:
                compared += 1
                seen.setdefault(key, []).append(at)
        if check.reported(*LEFT_TO):
            continue
        for places in seen.values():
            if len(places) < 2:
                continue
            items = [document.line_items[at] for at in places]
            first = items[0]
            currency = document.get("currency")
            amount, quantity = first["amount"].number, first["quantity"].number
            assert amount is not None
            assert quantity is not None
            paid = money(amount, currency.text if currency is not None else None)
            yield check.finding(
                f"{capital(numbered(document, places))} of {name_of(document)} are the same: "
                f"'{first['description'].raw[:50]}', {number(quantity)}, {paid}.",
                expected=1,
                found=len(places),
                evidence=on_paper(document, *(item["amount"] for item in items)),
                confidence=min(item[name].confidence for item in items for name in SAME),
            )
    if not compared:
        raise NoMatter("no invoice line has an article number, a quantity, a price and an amount")


def _key(check: Check, item: LineItem) -> tuple[str, ...] | None:
    """What the line says; None where a part is missing or was not read for certain, and for lines at no charge."""
    values = [usable(item, name) for name in SAME]
    if any(one is None or one.confidence < check.tolerances.sure for one in values):
        return None
    if not item["amount"].number or item["quantity"].number is None:
        return None
    return tuple(one.text.casefold() for one in values if one is not None)
