"""Goods on the invoice have neither a price nor an amount.

What
    Finds invoice lines with a description and a quantity and without unit price and amount.
Why
    Each item needs its purchase price, or its value where it was not sold; goods free of charge are no exception.
Law
    19 CFR 141.86(a)(5) and (6); 19 CFR 142.6(a)(3).
Example
    Line 3 of invoice CI-1 has no price.
Fix
    Have the seller state the price, or the value for goods that were not sold.
Limits
    Packing lists that are also invoices for part of the goods can show lines without prices. Information only.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.content import line_gap, lines_without, read_invoices


@rule(
    "price-missing",
    severity="info",
    family="invoice-content",
    needs=("invoice",),
    cites=Citation(
        text="19 CFR 141.86(a)(5) and (6); 19 CFR 142.6(a)(3)",
        url="https://www.ecfr.gov/current/title-19/section-141.86",
    ),
)
def price_missing(check: Check) -> Iterator[Finding]:
    goods = 0
    for document in read_invoices(check):
        counted = [at for at, item in enumerate(document.line_items) if "description" in item and "quantity" in item]
        goods += len(counted)
        bare = set(lines_without(document, "amount", "unit_price"))
        if places := [at for at in counted if at in bare]:
            yield line_gap(check, document, places, "price", "unit_price")
    if not goods:
        raise NoMatter("no invoice line has a description and a quantity")
