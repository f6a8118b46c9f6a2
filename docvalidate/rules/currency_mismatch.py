"""The currency in the entry is not the invoice's.

What
    Compares the currency the entry names for an invoice with the one the invoice prints.
Why
    With the wrong currency the wrong rate of exchange is applied to every line.
Law
    19 CFR 141.86(a)(7), kind of currency; 19 CFR 159.31 to 159.35, conversion of currency.
Example
    Invoice in EUR, entry in USD at 1.0: every value is entered without conversion.
Fix
    Enter the invoice's currency and the rate certified for the date of exportation, and compute the values again.
Limits
    Needs an entry that names its invoices with their currency, and a currency on the paper. The values of such an
    invoice are not compared besides.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.currencies import currency_differs
from docvalidate.rules.base.phrases import number
from docvalidate.rules.base.places import in_entry, on_paper, page_of


@rule(
    "currency-mismatch",
    severity="error",
    family="papers-entry",
    needs=("entry", "invoice"),
    uses=("invoices.currency",),
    cites=Citation(
        text="19 CFR 141.86(a)(7); 19 CFR 159.31", url="https://www.ecfr.gov/current/title-19/section-159.31"
    ),
    psc=("L04",),
)
def currency_mismatch(check: Check) -> Iterator[Finding]:
    compared = [
        pair
        for pair in check.matching.invoices
        if pair.document is not None
        and (named := check.shipment.entry_invoice(pair)) is not None
        and named.currency
        and check.documents[pair.document].get("currency") is not None
    ]
    if not compared:
        raise NoMatter("no invoice names a currency both on paper and in the entry")
    for pair in currency_differs(check.shipment):
        assert pair.document is not None
        document, named = check.documents[pair.document], check.shipment.entry_invoice(pair)
        printed = document.get("currency")
        assert named is not None
        assert printed is not None
        rate = f" at {number(named.exchange_rate)}" if named.exchange_rate is not None else ""
        yield check.finding(
            f"The entry has invoice {named.number} in {named.currency}{rate}, the invoice is in "
            f"{printed.text}{page_of(printed)}.",
            expected=printed.text,
            found=named.currency,
            evidence=[
                *on_paper(document, printed),
                *in_entry(check.entry, f"invoices[{pair.entry_invoice}].currency"),
            ],
            confidence=printed.confidence,
        )
