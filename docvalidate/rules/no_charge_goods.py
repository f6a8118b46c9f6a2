"""Goods on the invoice are free of charge.

What
    Finds invoice lines with a quantity and a price or amount of nothing.
Why
    Samples, spares and replacements have a value for customs although nothing is paid for them.
Law
    19 CFR 141.86(a)(6), the value of goods that are not sold; 19 CFR 152.104 to 152.107.
Example
    Line 7 of invoice CI-1 is free of charge ('SPARE LIDS').
Fix
    Enter the value at which such goods are sold, and have the seller state it on the invoice.
Limits
    A price of the whole set may include such parts. Information.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.domain.document import usable
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.content import capital, name_of, numbered
from docvalidate.rules.base.phrases import listed
from docvalidate.rules.base.places import on_paper


@rule(
    "no-charge-goods",
    severity="info",
    family="value",
    needs=("invoice",),
    cites=Citation(text="19 CFR 141.86(a)(6)", url="https://www.ecfr.gov/current/title-19/section-141.86"),
    psc=("L04",),
)
def no_charge_goods(check: Check) -> Iterator[Finding]:
    priced = False
    for document in check.shipment.invoices:
        free = []
        for at, item in enumerate(document.line_items):
            amount = usable(item, "amount") or usable(item, "unit_price")
            quantity = usable(item, "quantity")
            if amount is None or amount.number is None:
                continue
            priced = True
            if amount.number == 0 and (quantity is None or quantity.number):
                free.append((at, item, amount))
        if free:
            texts = listed([f"'{item['description'].raw[:50]}'" for _, item, _ in free if "description" in item], 4)
            yield check.finding(
                f"{capital(numbered(document, [at for at, _, _ in free]))} of {name_of(document)} "
                f"{'is' if len(free) == 1 else 'are'} free of charge{f' ({texts})' if texts else ''}: the goods have a "
                "value for customs all the same.",
                expected="the value of the goods",
                found=0,
                evidence=on_paper(document, *(amount for _, _, amount in free[:8])),
                confidence=min(amount.confidence for _, _, amount in free),
            )
    if not priced:
        raise NoMatter("no invoice line has a price or an amount")
