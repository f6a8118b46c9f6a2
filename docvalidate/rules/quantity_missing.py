"""Goods on the invoice have no quantity.

What
    Finds invoice lines with a description and an amount and without a quantity or weight.
Why
    Specific duties, quotas and the statistics need the quantity; an amount without one cannot be checked.
Law
    19 CFR 141.86(a)(4), quantities in weights and measures; 19 CFR 142.6(a)(2).
Example
    Line 3 of invoice CI-1 has no quantity.
Fix
    Have the seller give the quantity in the measure of the trade.
Limits
    Lines that are charges rather than goods can be taken for goods. Information only.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.content import line_gap, lines_without, read_invoices


@rule(
    "quantity-missing",
    severity="info",
    family="invoice-content",
    needs=("invoice",),
    cites=Citation(
        text="19 CFR 141.86(a)(4); 19 CFR 142.6(a)(2)", url="https://www.ecfr.gov/current/title-19/section-141.86"
    ),
)
def quantity_missing(check: Check) -> Iterator[Finding]:
    goods = 0
    for document in read_invoices(check):
        described = [at for at, item in enumerate(document.line_items) if "description" in item and "amount" in item]
        goods += len(described)
        bare = set(lines_without(document, "quantity", "net_weight_kg", "gross_weight_kg"))
        if places := [at for at in described if at in bare]:
            yield line_gap(check, document, places, "quantity", "quantity")
    if not goods:
        raise NoMatter("no invoice line has a description and an amount")
