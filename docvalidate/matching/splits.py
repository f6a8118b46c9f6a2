"""Groups beyond many to one: an invoice line that became several entry lines, and goods cut up anew on both sides.

Sets, metal content, quotas and several makers split a line. Where an importer first adds lines up and then splits the
sum, several invoice lines and several entry lines are one group that closes only as a whole.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

from docvalidate.matching.features import EnteredLine, InvoiceLine

LARGEST = 3
"""Further entry lines that the goods of one entry line are tried to be spread over."""
OPTIONS = 12


def find_splits(
    lines: list[InvoiceLine], entered: list[EnteredLine], chosen: list[int], value_tolerance: float
) -> dict[int, int]:
    """Entry lines whose goods are one with another entry line's: their place -> the place of that line.

    They are one where the values of all parts together come to what the invoice lines are worth while the other line's
    value alone does not, or where the entry refers both to the same invoice line.
    """
    members: dict[int, list[InvoiceLine]] = defaultdict(list)
    for line, place in zip(lines, chosen, strict=True):
        if place >= 0:
            members[place].append(line)
    found: dict[int, int] = {}
    for place, group in sorted(members.items()):
        base = entered[place]
        if (
            place in found
            or place in found.values()
            or not _valued([base], group)
            or _closes([base], group, value_tolerance)
        ):
            continue
        options = [
            one
            for one in entered
            if one.index != place
            and one.index not in found
            and one.index not in found.values()
            and _valued([one], members.get(one.index, []))
            and not (members.get(one.index) and _closes([one], members[one.index], value_tolerance))
            and _can_be_part(one, base, bool(members.get(one.index)))
        ]
        for parts in _parts(options):
            everything = group + [line for one in parts for line in members.get(one.index, [])]
            if _closes([base, *parts], everything, value_tolerance):
                found.update({one.index: place for one in parts})
                break
        else:
            for one in options:
                same = base.places and one.places == base.places and one.number == base.number
                if same and one.index not in members and _short(base, group):
                    found[one.index] = place
    return found


def _parts(options: list[EnteredLine]) -> list[tuple[EnteredLine, ...]]:
    options = options[:OPTIONS]
    return [parts for size in range(1, LARGEST + 1) for parts in combinations(options, size)]


def _valued(entered: list[EnteredLine], group: list[InvoiceLine]) -> bool:
    return all(one.value is not None for one in entered) and all(line.value is not None for line in group)


def _closes(entered: list[EnteredLine], group: list[InvoiceLine], value_tolerance: float) -> bool:
    """Whether the entered values come to what the invoice lines are worth."""
    difference = sum(one.value or 0.0 for one in entered) - sum(line.value or 0.0 for line in group)
    return abs(difference) <= value_tolerance * (len(entered) + 0.5 * len(group))


def _short(base: EnteredLine, group: list[InvoiceLine]) -> bool:
    return (base.value or 0.0) < sum(line.value or 0.0 for line in group)


def _can_be_part(one: EnteredLine, base: EnteredLine, has_lines: bool) -> bool:
    """Of the same invoice and, where the entry says so, the same line; with invoice lines of its own: one article.

    One article of two origins is two entry lines: where no origin was read, the values together tell.
    """
    if one.number and base.number and one.number != base.number:
        return False
    if has_lines:
        return one.tariffs == base.tariffs and one.origin == base.origin
    if one.places and base.places and one.tariffs != base.tariffs:
        return bool(one.places & base.places)
    return one.origin == base.origin or one.tariffs == base.tariffs
