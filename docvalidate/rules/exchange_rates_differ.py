"""Two invoices in one currency have two rates of exchange.

What
    Compares the rates of the entry's invoices in the same currency, where the entry has one date of export.
Why
    The rate is that of the day of export: of goods that left together there is one.
Law
    19 CFR 159.32, date of exportation; 159.34.
Example
    CI-1 has 1.0812 for EUR, CI-2 has 1.0745.
Fix
    Take the certified rate of the day of export for both.
Limits
    Lines with their own dates of export may lawfully differ; such entries are not assessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docvalidate.rules import Check, Citation, Finding, NotConcerned, rule
from docvalidate.rules.base.phrases import number
from docvalidate.rules.base.places import in_entry


@rule(
    "exchange-rates-differ",
    severity="warning",
    family="value",
    needs=("entry",),
    uses=("invoices.currency", "invoices.exchange_rate"),
    cites=Citation(text="19 CFR 159.32", url="https://www.ecfr.gov/current/title-19/section-159.32"),
    psc=("L04",),
)
def exchange_rates_differ(check: Check) -> Iterator[Finding]:
    if any(line.export_date for line in check.entry.lines):
        raise NotConcerned("the lines have dates of export of their own")
    rates: dict[str, list[tuple[int, str, Decimal]]] = {}
    for index, one in enumerate(check.entry.invoices or []):
        if one.currency and one.exchange_rate is not None:
            rates.setdefault(one.currency, []).append((index, one.number, one.exchange_rate))
    if not any(len(found) > 1 for found in rates.values()):
        raise NotConcerned("no two invoices of the entry are in one currency with a rate")
    for currency, found in rates.items():
        other = next((one for one in found if one[2] != found[0][2]), None)
        if other is not None and not check.reported("value-mismatch", "currency-mismatch"):
            yield check.finding(
                f"Invoice {found[0][1]} has the rate {number(found[0][2])} for {currency}, invoice {other[1]} "
                f"{number(other[2])}.",
                expected=found[0][2],
                found=other[2],
                evidence=in_entry(check.entry, *(f"invoices[{one[0]}].exchange_rate" for one in (found[0], other))),
            )
