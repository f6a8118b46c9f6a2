"""The duty formulas of CATAIR Appendix F by their one-letter code, for checking a computation against CBP's own terms.

`rates` are P1 (specific or primary), P2 (ad valorem or secondary), P3 (other); `quantities` are Q1 to Q3. Amounts are
dollars, rates fractions of the value. Source: ACE CATAIR Appendix F, Duty Calculation, pages 2 to 4.

>>> compute("4", rates=(Decimal("0.044"), Decimal("0.021"), None), quantities=(Decimal(250), None, None),
...     value=Decimal(1000))
Decimal('32.00')
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from docvalidate.reference.duty import cents

Three = tuple[Decimal | None, Decimal | None, Decimal | None]
_Formula = Callable[[Decimal, Decimal, Decimal, Decimal, Decimal, Decimal, Decimal], Decimal]

FORMULAS: dict[str, _Formula] = {
    "0": lambda p1, p2, p3, q1, q2, q3, v: Decimal(0),
    "1": lambda p1, p2, p3, q1, q2, q3, v: p1 * q1,
    "2": lambda p1, p2, p3, q1, q2, q3, v: p1 * q2,
    "3": lambda p1, p2, p3, q1, q2, q3, v: p1 * q1 + p3 * q2,
    "4": lambda p1, p2, p3, q1, q2, q3, v: p1 * q1 + p2 * v,
    "5": lambda p1, p2, p3, q1, q2, q3, v: p1 * q2 + p2 * v,
    "6": lambda p1, p2, p3, q1, q2, q3, v: p1 * q1 + p3 * q2 + p2 * v,
    "7": lambda p1, p2, p3, q1, q2, q3, v: p2 * v,
    "A": lambda p1, p2, p3, q1, q2, q3, v: (p2 + p3 * q3) * v,
    "B": lambda p1, p2, p3, q1, q2, q3, v: p1 * q2 + (p2 + p3 * q3) * v,
    "D": lambda p1, p2, p3, q1, q2, q3, v: p1 * q3 + p2 * v,
    "E": lambda p1, p2, p3, q1, q2, q3, v: p1 * q2 + p3 * q3 + p2 * v,
    "F": lambda p1, p2, p3, q1, q2, q3, v: q1 * (p1 + p3 * q2),
    "J": lambda p1, p2, p3, q1, q2, q3, v: max(q2 * (p1 - p2 * (100 - q3)), p3 * q2),
    "K": lambda p1, p2, p3, q1, q2, q3, v: max(q1 * (p1 - p2 * (100 - q2)), p3 * q1),
}
"""Not here: 9 (a percentage of another number's duty, `derived`), C (one of two rates, the filer chooses), X (none)."""


def compute(code: str, *, rates: Three, quantities: Three, value: Decimal = Decimal(0)) -> Decimal:
    """The duty by the formula of that code; what is None counts as zero. Raises KeyError for C, X and 9."""
    p1, p2, p3 = (rate or Decimal(0) for rate in rates)
    q1, q2, q3 = (quantity or Decimal(0) for quantity in quantities)
    return cents(FORMULAS[code](p1, p2, p3, q1, q2, q3, value))


def derived(rate: Decimal, other_duty: Decimal) -> Decimal:
    """Formula 9: the secondary rate times the duty computed on another tariff number."""
    return cents(rate * other_duty)


def either(primary: Decimal, secondary: Decimal, quantity: Decimal) -> tuple[Decimal, Decimal]:
    """Formula C: the duty by each of two specific rates; which is right the user decides."""
    return cents(primary * quantity), cents(secondary * quantity)
