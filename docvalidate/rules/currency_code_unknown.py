"""The currency of an invoice in the entry is no ISO code.

What
    Looks the currency of each invoice of the entry up in ISO 4217.
Why
    RMB for CNY, or a currency that was replaced, finds no rate of exchange.
Law
    CATAIR Appendix B, ISO country and currency codes; 19 CFR 159.31.
Example
    Invoice CI-1: RMB is no currency code of ISO 4217; CNY may be meant.
Fix
    Enter the three-letter code.
Limits
    Historic currencies are not known.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.reference import currencies
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.places import in_entry


@rule(
    "currency-code-unknown",
    severity="warning",
    family="identifiers",
    needs=("entry",),
    uses=("invoices.currency",),
    cites=Citation(text="CATAIR Appendix B; 19 CFR 159.31", url="https://www.cbp.gov/trade/ace/catair"),
)
def currency_code_unknown(check: Check) -> Iterator[Finding]:
    told = [(at, one) for at, one in enumerate(check.entry.invoices or []) if one.currency]
    if not told:
        raise NoMatter("no invoice of the entry names a currency")
    for index, one in told:
        code = (one.currency or "").strip().upper()
        if code in currencies.all_currencies() or check.reported("currency-mismatch"):
            continue
        meant = currencies.find(code)
        hint = f"; {meant} may be meant" if meant else ""
        yield check.finding(
            f"Invoice {one.number}: {code} is no currency code of ISO 4217{hint}.",
            expected=meant,
            found=code,
            evidence=in_entry(check.entry, f"invoices[{index}].currency"),
        )
