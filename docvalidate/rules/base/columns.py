"""The tests for a column or a number that was misread: then one sentence says more than twenty findings."""

from __future__ import annotations

from decimal import Decimal

from docvalidate.config.tolerances import Tolerances


def misread(differing: int, compared: int, tolerances: Tolerances) -> bool:
    """Whether so many lines of those compared differ that the column was misread, or is of another kind."""
    return differing >= 3 and differing > compared * tolerances.column_share


def sentence(differing: int, compared: int, what: str) -> str:
    """Why the rule is not assessed."""
    return f"{differing} of {compared} lines differ in {what}: the papers print it in another way, or it was misread"


def marks_misread(one: Decimal, other: Decimal) -> bool:
    """Whether one number is the other with its decimal mark or thousands mark taken for the other: 1.950 and 1,950.

    >>> marks_misread(Decimal("1.95"), Decimal(1950)), marks_misread(Decimal(188976), Decimal("1889.76"))
    (True, True)
    >>> marks_misread(Decimal(1950), Decimal(195)), marks_misread(Decimal(0), Decimal(5))
    (False, False)
    """
    if not one or not other:
        return False
    ratio = max(abs(one), abs(other)) / min(abs(one), abs(other))
    return any(abs(ratio - power) < power / 1000 for power in (100, 1000, 1_000_000))
