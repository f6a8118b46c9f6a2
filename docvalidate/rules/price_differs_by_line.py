"""One article has two prices on one invoice.

What
    Finds lines of one invoice with the same part number and unit and another unit price.
Why
    A slip in a price, or goods of another quality under one number; the entered value follows the price.
Law
    19 CFR 141.86(a)(5), the purchase price of each item; 19 CFR 152.103(a)(1).
Example
    Part A-12 of invoice CI-1 costs $4.20 on line 2 and $2.40 on line 9.
Fix
    Ask the seller which price was agreed.
Limits
    Prices by quantity are lawful. Information.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docvalidate.domain.document import Value, usable
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.content import name_of
from docvalidate.rules.base.phrases import money
from docvalidate.rules.base.places import on_paper


@rule(
    "price-differs-by-line",
    severity="info",
    family="papers",
    needs=("invoice",),
    cites=Citation(text="19 CFR 141.86(a)(5)", url="https://www.ecfr.gov/current/title-19/section-141.86"),
)
def price_differs_by_line(check: Check) -> Iterator[Finding]:
    seen = 0
    for document in check.shipment.invoices:
        prices: dict[tuple[str, str], list[tuple[int, str, Value, Decimal]]] = {}
        for at, item in enumerate(document.line_items):
            part, price, unit = usable(item, "part_number"), usable(item, "unit_price"), usable(item, "unit")
            text = usable(item, "description")
            if part is None or price is None or not price.number or text is None:
                continue
            seen += 1
            key = (f"{part.text} {text.text}".upper(), unit.text if unit else "")
            prices.setdefault(key, []).append((at, part.raw, price, price.number))
        currency = document.get("currency")
        for found in prices.values():
            other = next((one for one in found if one[3] != found[0][3]), None)
            if other is None:
                continue
            first = found[0]
            amounts = [
                f"{money(one[3], currency.text if currency else None)} on line {one[0] + 1}" for one in (first, other)
            ]
            yield check.finding(
                f"Part {first[1]} of {name_of(document)} costs {amounts[0]} and {amounts[1]}.",
                expected=first[3],
                found=other[3],
                evidence=on_paper(document, first[2], other[2]),
                confidence=min(first[2].confidence, other[2].confidence),
            )
    if not seen:
        raise NoMatter("no invoice line has a part number, a description and a unit price")
