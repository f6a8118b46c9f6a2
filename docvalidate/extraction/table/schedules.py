"""A second table about the lines of the first: tariff number, origin and weights of each, by its number."""

from __future__ import annotations

from collections.abc import Sequence

from docvalidate.domain.document import LineItem
from docvalidate.extraction.table.head import Head

_KEYS = ("line_number", "part_number")
_TRADED = frozenset({"quantity", "unit_price", "amount"})
_TOLD = frozenset({"hts_number", "country_of_origin", "net_weight_kg", "gross_weight_kg", "package_count"})


def is_schedule(head: Head, first: Head) -> bool:
    """Whether a table below another says more of its lines and names no goods of its own."""
    kinds = head.kinds
    keyed = any(key in kinds and key in first.kinds for key in _KEYS)
    new = kinds & _TOLD - first.kinds
    return keyed and bool(new) and not kinds & _TRADED and bool(first.kinds & _TRADED)


def join_schedule(lines: Sequence[LineItem], told: Sequence[LineItem]) -> bool:
    """Puts what a schedule tells into the lines it is about; False where its numbers are not theirs."""
    for key in _KEYS:
        numbers = [line[key].text for line in lines if key in line]
        asked = [line[key].text for line in told if key in line]
        known = len(set(numbers)) == len(numbers) and asked and set(asked) <= set(numbers)
        if not known or len(asked) < len(told):
            continue
        by_number = {line[key].text: line for line in lines if key in line}
        for line in told:
            own = by_number[line[key].text]
            own.update({name: value for name, value in line.items() if name not in own})
        return True
    return False
