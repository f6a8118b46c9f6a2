"""Invoice lines that became several entry lines: sets, metal content, quotas, several makers."""

from __future__ import annotations

from itertools import combinations

from docvalidate.matching.features import EnteredLine, InvoiceLine

LARGEST = 3
"""Further entry lines that one invoice line is tried to be spread over."""


def find_splits(
    lines: list[InvoiceLine], entered: list[EnteredLine], chosen: list[int], value_tolerance: float
) -> dict[int, int]:
    """Entry lines without an invoice line that are a part of another entry line's goods: their place -> that place.

    They are one where the entry refers both to the same invoice line, or where the values of all parts together come to
    what the invoice lines of the other are worth while its own value alone falls short.
    """
    members: dict[int, list[InvoiceLine]] = {}
    for line, place in zip(lines, chosen, strict=True):
        if place >= 0:
            members.setdefault(place, []).append(line)
    free = [one for one in entered if one.index not in members]
    found: dict[int, int] = {}
    for place, group in members.items():
        base = entered[place]
        if base.value is None or any(line.value is None for line in group):
            continue
        worth = sum(line.value or 0.0 for line in group)
        short = worth - base.value
        allowed = value_tolerance * (2 + 0.5 * len(group))
        if short <= allowed:
            continue
        options = [one for one in free if one.index not in found and _can_be_part(one, base, group)]
        for parts in _parts(options):
            if abs(sum(one.value or 0.0 for one in parts) - short) <= allowed + value_tolerance * len(parts):
                found.update({one.index: place for one in parts})
                break
        else:
            for one in options:
                if base.places and one.places == base.places and one.number == base.number:
                    found[one.index] = place
    return found


def _parts(options: list[EnteredLine]) -> list[tuple[EnteredLine, ...]]:
    options = options[:12]
    return [parts for size in range(1, LARGEST + 1) for parts in combinations(options, size)]


def _can_be_part(one: EnteredLine, base: EnteredLine, group: list[InvoiceLine]) -> bool:
    """Of the same country (parts of a set may differ in it) or reference, and of no more value than the whole."""
    if one.value is None or (one.number and base.number and one.number != base.number):
        return False
    if one.places and base.places:
        return bool(one.places & base.places)
    return one.origin == base.origin or one.tariffs == base.tariffs
