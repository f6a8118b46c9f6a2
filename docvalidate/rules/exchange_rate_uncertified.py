"""The rate of exchange is not the certified one of the day of export.

What
    Compares the entry's rates with the user's own table of certified rates (`tables/exchange_rates.csv`), for the day
    the goods were exported.
Why
    Only proclaimed or certified rates may be used: the quarterly one, or the day's where it is five per cent apart.
Law
    19 CFR 159.34, certified quarterly rate; 159.35, certified daily rate; 19 CFR 152.1(c), date of exportation.
Example
    Invoice CI-1: the entry has 1.0812 for EUR, certified for 2026-01-24 is 1.0745: $312 of value.
Fix
    Take the certified rate of the day of export.
Limits
    Not assessed without a table of one's own. A difference that moves no dollar of value passes.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.phrases import money, number
from docvalidate.rules.base.places import in_entry


@rule(
    "exchange-rate-uncertified",
    severity="info",
    family="value",
    needs=("entry",),
    uses=("export_date", "invoices.currency", "invoices.exchange_rate"),
    cites=Citation(text="19 CFR 159.34", url="https://www.ecfr.gov/current/title-19/section-159.34"),
    psc=("L04",),
)
def exchange_rate_uncertified(check: Check) -> Iterator[Finding]:
    table = check.reference.own_table("exchange_rates") if check.reference is not None else None
    day = check.entry.export_date
    if table is None:
        raise NoMatter("no table of certified rates is held; put one into tables/exchange_rates.csv")
    if day is None:
        raise NoMatter("the entry names no date of export")
    compared = 0
    for index, one in enumerate(check.entry.invoices or []):
        certified = rate_on(table, one.currency or "", day)
        if one.exchange_rate is None or certified is None or one.currency == "USD":
            continue
        compared += 1
        apart = abs(one.exchange_rate - certified)
        moved = apart * one.amount if one.amount is not None else None
        if apart == 0 or (moved is not None and moved < 1) or check.reported("value-mismatch", "currency-mismatch"):
            continue
        yield check.finding(
            f"Invoice {one.number}: the entry has {number(one.exchange_rate)} for {one.currency}, certified for "
            f"{day.isoformat()} is {number(certified)}"
            + (f": {money(moved.quantize(Decimal(1)))} of value." if moved is not None else "."),
            expected=certified,
            found=one.exchange_rate,
            evidence=in_entry(check.entry, f"invoices[{index}].exchange_rate", "export_date"),
        )
    if not compared:
        raise NoMatter("the table of certified rates has none for the currencies and the day of this entry")


def rate_on(table: tuple[dict[str, str], ...], currency: str, day: datetime.date) -> Decimal | None:
    """The certified rate of a currency on a day; None where the table has none, or no number."""
    for row in table:
        try:
            start = datetime.date.fromisoformat(row["valid_from"]) if row["valid_from"] else datetime.date.min
            end = datetime.date.fromisoformat(row["valid_to"]) if row["valid_to"] else datetime.date.max
            if row["currency"].upper() == currency.upper() and start <= day <= end:
                return Decimal(row["rate"])
        except (ValueError, InvalidOperation):
            continue
    return None
