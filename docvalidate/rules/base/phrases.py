"""Words for the messages: amounts, quantities, lists, and hints at what may have happened."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

UNCOMPARED = " The table's row was not compared with its source."
"""What a finding adds that rests on a row of the package's tables which nobody has compared with its source."""


def number(value: Decimal | int, places: int | None = None) -> str:
    """1,234.5: as many decimals as there are, or as told.

    >>> number(Decimal("1234.50")), number(Decimal("20")), number(Decimal("2.005"), 2)
    ('1,234.5', '20', '2.01')
    """
    value = Decimal(value)
    if places is not None:
        return f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,f}"
    text = f"{round(value, 6):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def money(value: Decimal | int, currency: str | None = "USD") -> str:
    """$1,234.50 for US dollars (whole dollars without cents), else EUR 1,234.50.

    >>> money(Decimal("11021.4")), money(Decimal(10121)), money(Decimal("5"), "EUR")
    ('$11,021.40', '$10,121', 'EUR 5.00')
    """
    value = Decimal(value)
    whole = value == value.to_integral_value()
    text = number(value, 0 if whole and currency == "USD" else 2)
    return f"${text}" if currency == "USD" else f"{currency} {text}" if currency else text


def kilograms(value: Decimal) -> str:
    """4,021.5 kg."""
    return f"{number(value, 1)} kg"


def percent(share: Decimal) -> str:
    """12.2 %, 0.04 %.

    >>> percent(Decimal("0.122")), percent(Decimal("0.00041"))
    ('12.2 %', '0.04 %')
    """
    hundredths = share * 100
    return f"{number(hundredths, 1 if abs(hundredths) >= 1 else 2)} %"


def listed(things: Sequence[str], limit: int = 5) -> str:
    """`a, b and c`; from the limit on `a, b, c and 4 more`."""
    if len(things) > limit:
        return f"{', '.join(things[: limit - 1])} and {len(things) - limit + 1} more"
    return " and ".join([", ".join(things[:-1]), things[-1]]) if len(things) > 1 else "".join(things)


def plural(count: int, one: str, many: str | None = None) -> str:
    """`1 line`, `3 lines`."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def slip(printed: str, entered: str) -> str:
    """A hint at a keying slip between two numbers or codes: swapped or changed characters, a lost or added one.

    >>> slip("11021", "10121"), slip("7551", "7561"), slip("4021", "40210"), slip("12", "98")
    ('The digits 1 and 0 may be swapped.', 'One character differs: 5 and 6.', 'One may have a character too many.', '')
    """
    left, right = _bare(printed), _bare(entered)
    if not left or not right or left == right or max(len(left), len(right)) < 3:
        return ""
    if len(left) == len(right):
        places = _differing(left, right)
        if _exchanged(left, right, places):
            return f"The digits {left[places[0]]} and {left[places[1]]} may be swapped."
        if len(places) == 1:
            return f"One character differs: {left[places[0]]} and {right[places[0]]}."
    elif abs(len(left) - len(right)) == 1:
        longer, shorter = (left, right) if len(left) > len(right) else (right, left)
        if any(longer[:index] + longer[index + 1 :] == shorter for index in range(len(longer))):
            return "One may have a character too many."
    return ""


def neighbours_swapped(one: str, other: str) -> bool:
    """Whether two numbers differ in two neighbouring digits that changed places: who types does that, no scanner.

    >>> neighbours_swapped("25209.00", "52209.00"), neighbours_swapped("25209", "20259"), neighbours_swapped("12", "21")
    (True, False, False)
    """
    left, right = _bare(one), _bare(other)
    if len(left) != len(right) or len(left) < 4:
        return False
    places = _differing(left, right)
    return _exchanged(left, right, places) and places[1] - places[0] == 1


def _differing(left: str, right: str) -> list[int]:
    return [index for index, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]


def _exchanged(left: str, right: str, places: list[int]) -> bool:
    if len(places) != 2:
        return False
    first, second = places
    return left[first] == right[second] and left[second] == right[first]


def _bare(text: str) -> str:
    return "".join(character for character in text if character.isalnum()).upper()
