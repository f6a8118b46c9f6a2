"""Figures among the words of a page: whether one is printed there, wherever it was or was not read.

>>> text = "total net 1 274 50 kg 12 580 8"
>>> [printed(text, Decimal(one)) for one in ("1274.5", "580.8", "12580.8", "1275")]
[True, True, True, False]
>>> printed(text, Decimal("12580"), Decimal(1)), printed("6 of 640", Decimal(640))
(True, False)
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from functools import lru_cache

TELLING = 4
"""Digits that a figure must have to be found by itself: shorter ones stand on every page."""
_GROUPS = 3
"""Groups of thousands that a figure may have."""


def printed(text: str, figure: Decimal, slack: Decimal = Decimal(0)) -> bool:
    """Whether a figure, or one that is off by no more than `slack`, stands among the folded words of a page."""
    if digits(figure) < TELLING:
        return False
    numbers = _figures(text)
    return figure in numbers or (slack > 0 and any(abs(figure - one) <= slack for one in numbers))


def digits(figure: Decimal) -> int:
    """How many digits a figure has, without zeros behind its decimal point."""
    return len(f"{abs(figure).normalize():f}".replace(".", ""))


def times(text: str, figure: Decimal) -> int:
    """At how many places a figure stands among the folded words of a page."""
    return _figures(text)[figure]


@lru_cache(maxsize=64)
def _figures(text: str) -> Counter[Decimal]:
    """The figures that the words can be, and how often: `12 580 8` may be 12, 580.8, 12,580 or 12,580.8."""
    tokens = text.split()
    found: Counter[Decimal] = Counter()
    for place, token in enumerate(tokens):
        if not _digits(token) or len(token) > 12:
            continue
        whole, here = token, set[Decimal]()
        for following in tokens[place + 1 : place + _GROUPS + 2]:
            here.add(Decimal(whole))
            if not _digits(following):
                break
            if len(following) <= 3:
                here.add(Decimal(f"{whole}.{following}"))
            if len(token) > 3 or len(following) != 3:
                break
            whole += following
        here.add(Decimal(whole))
        found.update(here)
    return found


def _digits(token: str) -> bool:
    return token.isascii() and token.isdigit()
