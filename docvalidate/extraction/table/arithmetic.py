"""Quantity × unit price = amount: whether three printed numbers close."""

from __future__ import annotations

from decimal import Decimal

from docvalidate.domain.document import LineItem

CENT = Decimal("0.011")
PER = (Decimal(1), Decimal(100), Decimal(1000), Decimal(12), Decimal(10), Decimal(144))
"""How many pieces a price may be for, when the paper says so or only the sum tells."""


def closes(quantity: Decimal, price: Decimal, amount: Decimal, per: Decimal = Decimal(1)) -> bool:
    """Whether quantity × price ÷ per is the amount, to the cent and to the rounding of the printed price.

    >>> closes(Decimal(72), Decimal("9.05"), Decimal("651.60"))
    True
    >>> closes(Decimal(3), Decimal("0.33"), Decimal("1.00"))
    True
    >>> closes(Decimal(72), Decimal("9.05"), Decimal("656.10"))
    False
    """
    exponent = price.as_tuple().exponent
    half = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0) / 2
    slack = CENT
    if exponent != 0:
        slack = max(CENT, min(abs(quantity) * half / per, abs(amount) * Decimal("0.0005")))
    return abs(quantity * price / per - amount) <= slack


def is_closed(line: LineItem) -> bool:
    """Whether quantity, price and amount of a line were read so that they close."""
    amount = line.get("amount")
    return amount is not None and amount.agreed is not None and "arithmetic" in amount.agreed
