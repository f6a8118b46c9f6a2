"""The rate of exchange cannot be right: one for a foreign currency, or another than one for US dollars.

What
    Finds invoices of the entry in US dollars with a rate other than 1, and in a foreign currency with exactly 1.
Why
    A rate of 1 left in place enters the foreign amount as if it were dollars.
Law
    19 CFR 159.31 to 159.34, rates of exchange; 31 USC 5151.
Example
    Invoice CI-1 is in EUR with the rate 1.
Fix
    Take the certified rate of the day of export.
Limits
    Currencies pegged to the dollar at par (PAB, BSD, BMD) are left out, and what value-mismatch or currency-mismatch
    have reported.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.phrases import number
from docvalidate.rules.base.places import in_entry

AT_PAR = frozenset({"PAB", "BSD", "BMD", "CUC"})


@rule(
    "exchange-rate-plausible",
    severity="warning",
    family="value",
    needs=("entry",),
    uses=("invoices.currency", "invoices.exchange_rate"),
    cites=Citation(text="19 CFR 159.31", url="https://www.ecfr.gov/current/title-19/section-159.31"),
    psc=("L04",),
)
def exchange_rate_plausible(check: Check) -> Iterator[Finding]:
    invoices = check.entry.invoices or []
    if not any(one.currency and one.exchange_rate is not None for one in invoices):
        raise NoMatter("no invoice of the entry names a currency and a rate of exchange")
    for index, one in enumerate(invoices):
        if not one.currency or one.exchange_rate is None or one.currency in AT_PAR:
            continue
        wrong = (one.currency == "USD") != (one.exchange_rate == 1)
        if wrong and not check.reported("value-mismatch", "currency-mismatch"):
            yield check.finding(
                f"Invoice {one.number} is in {one.currency} with the rate of exchange {number(one.exchange_rate)}.",
                expected=1 if one.currency == "USD" else "the certified rate",
                found=one.exchange_rate,
                evidence=in_entry(check.entry, f"invoices[{index}].exchange_rate", f"invoices[{index}].currency"),
            )
