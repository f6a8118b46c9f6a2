"""Duty and fee arithmetic: pure functions of values, quantities and rates. Amounts are US dollars, rounded half up.

Sources: CATAIR AE July 2026, usage notes k to w and hh (ESF-160 to ESF-186); 19 CFR 24.23 (MPF), 24.24 (HMF).

>>> duty(parse("4.4¢/kg + 2.1%"), Decimal(1000), {"KG": Decimal(250)})
Decimal('32.00')
>>> mpf_total([Decimal(5000), Decimal(1200)], Fee("mpf-formal", "499", rate=Decimal("0.003464"),
...     minimum=Decimal("33.58"), maximum=Decimal("651.50")))
Decimal('33.58')
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from docvalidate.reference.fees import Fee
from docvalidate.reference.rates import Rate, RatePart, parse

CENT, DOLLAR = Decimal("0.01"), Decimal(1)
HMF_DE_MINIMIS = Decimal("3.00")
"""An entry whose HMF is not above it, and that owes nothing else, pays none (usage note o, ESF-162)."""
SELF_CONTAINED = ("free", "ad valorem", "specific", "compound")
__all__ = [
    "DutyRow",
    "Fee",
    "cents",
    "dollars",
    "duty",
    "duty_rows",
    "hmf_line",
    "hmf_total",
    "mpf_line",
    "mpf_total",
    "parse",
]


def rounded(amount: Decimal, places: int) -> Decimal:
    """Rounded half up to so many decimals, as every figure of a transmission is (usage note hh).

    >>> rounded(Decimal("123.4598000"), 3)
    Decimal('123.460')
    """
    return amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def cents(amount: Decimal) -> Decimal:
    """Rounded to cents (usage note hh).

    >>> cents(Decimal("256.18515"))
    Decimal('256.19')
    """
    return amount.quantize(CENT, ROUND_HALF_UP)


def dollars(amount: Decimal) -> Decimal:
    """Rounded to whole dollars, as entered values are (19 CFR 159.3).

    >>> dollars(Decimal("123.50"))
    Decimal('124')
    """
    return amount.quantize(DOLLAR, ROUND_HALF_UP)


def duty(rate: Rate, value: Decimal, quantities: Mapping[str, Decimal]) -> Decimal | None:
    """The duty of an article: `value` in dollars, `quantities` by CBP's unit codes, as filed.

    None where the rate does not follow from these: it is in words, counts a component alone, or its unit is not among
    the quantities and cannot be converted from them. For a rate additional to another it is the additional part alone.
    """
    if rate.kind == "text":
        return None
    total = Decimal(0)
    for part in rate.parts:
        amount = _part(part, value, quantities)
        if amount is None:
            return None
        total += amount
    return cents(total)


def _part(part: RatePart, value: Decimal, quantities: Mapping[str, Decimal]) -> Decimal | None:
    if part.base:
        return None
    if part.per is None:
        return value * part.amount
    if part.per in quantities:
        return quantities[part.per] * part.amount
    from docvalidate.reference import units

    for unit, quantity in quantities.items():
        converted = units.convert(quantity, unit, part.per)
        if converted is not None:
            return converted * part.amount
    return None


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One tariff number of a line: its rate (the special one where a program is claimed), value, quantities filed."""

    number: str
    rate: Rate
    value: Decimal
    quantities: Mapping[str, Decimal]


def duty_rows(rows: Sequence[DutyRow]) -> list[Decimal | None]:
    """The duty of each tariff number of one line.

    A chapter 99 number with a rate additional to the applicable subheading's takes its percentage of the article's
    value, which is filed on the other number (usage note ii, ESF-186). One with a rate of its own replaces the
    article's duty, so that this is zero.
    """
    article = sum((row.value for row in rows), Decimal(0))
    replaced = any(_replaces(row) for row in rows)
    found: list[Decimal | None] = []
    for row in rows:
        own = row.number[:2] != "99"
        if own and replaced:
            found.append(Decimal("0.00"))
        elif own:
            found.append(duty(row.rate, row.value, row.quantities))
        else:
            merged = {unit: amount for other in rows for unit, amount in other.quantities.items()}
            found.append(duty(row.rate, row.value or article, {**merged, **row.quantities}))
    return found


def _replaces(row: DutyRow) -> bool:
    """A chapter 99 rate that stands instead of the article's duty."""
    return row.number[:2] == "99" and row.rate.kind in SELF_CONTAINED


def mpf_line(value: Decimal, fee: Fee) -> Decimal:
    """The merchandise processing fee of a line of `value` dollars, before minimum and maximum (usage note n)."""
    return cents(value * (fee.rate or Decimal(0)))


def mpf_total(values: Iterable[Decimal], fee: Fee, *, consolidated: bool = False) -> Decimal:
    """The fee of the entry for its lines that are not exempt: the sum, not under the minimum and not over the maximum.

    Zero where no line owes it. A consolidated summary may exceed the maximum (usage note w, ESF-174).
    """
    lines = [mpf_line(value, fee) for value in values]
    if not lines:
        return Decimal("0.00")
    total = sum(lines, Decimal(0))
    if fee.maximum is not None and not consolidated:
        total = min(total, fee.maximum)
    return max(total, fee.minimum) if fee.minimum is not None else total


def hmf_line(tariff_values: Iterable[Decimal], fee: Fee) -> Decimal:
    """The harbor maintenance fee of a line: of the sum of the whole-dollar values of its tariff numbers (ESF-162)."""
    return cents(sum((dollars(value) for value in tariff_values), Decimal(0)) * (fee.rate or Decimal(0)))


def hmf_total(lines: Iterable[Decimal], *, other_revenue: Decimal) -> Decimal:
    """The fee of the entry; nothing where it is not above $3.00 and nothing else is owed (usage note o)."""
    total = sum(lines, Decimal("0.00"))
    return Decimal("0.00") if total <= HMF_DE_MINIMIS and other_revenue == 0 else total
