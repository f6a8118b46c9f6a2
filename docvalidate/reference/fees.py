"""User fees with their days: merchandise processing, harbor maintenance, informal entry, dutiable mail, surcharge."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from docvalidate.reference.tables import rows


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee: `rate` of the entered value, or a fixed `amount`; minimum and maximum are for the whole entry summary.

    `code` is the accounting class (499, 501, 311 …). Dollars.
    """

    name: str
    code: str
    rate: Decimal | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    amount: Decimal | None = None
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    source: str = ""


@cache
def all_fees() -> tuple[Fee, ...]:
    """Every row of `fees.csv`."""
    return tuple(
        Fee(
            name=row["fee"],
            code=row["class"],
            rate=_decimal(row["rate"]),
            minimum=_decimal(row["minimum"]),
            maximum=_decimal(row["maximum"]),
            amount=_decimal(row["amount"]),
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
            source=row["source"],
        )
        for row in rows("fees.csv")
    )


def find(name: str, on: datetime.date) -> Fee | None:
    """The fee of that name (`mpf-formal`, `mpf-informal`, `hmf`, `dutiable-mail`, `manual-surcharge`) on that day.

    >>> find("mpf-formal", datetime.date(2026, 9, 30)).maximum, find("mpf-formal", datetime.date(2026, 10, 1)).maximum
    (Decimal('651.50'), Decimal('670.86'))
    """
    for fee in all_fees():
        if fee.name == name and in_force(fee.valid_from, fee.valid_to, on):
            return fee
    return None


def in_force(valid_from: datetime.date | None, valid_to: datetime.date | None, on: datetime.date) -> bool:
    """Whether the day lies in a period; an open end is None."""
    return (valid_from is None or valid_from <= on) and (valid_to is None or on <= valid_to)


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
