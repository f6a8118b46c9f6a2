"""The quantities of the entry's lines beside those of the papers, in one unit where a fixed factor leads there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from docvalidate.config.tolerances import Tolerances
from docvalidate.domain.document import Value
from docvalidate.domain.shipment import LineGroup, LineRef, Shipment
from docvalidate.reference import units
from docvalidate.rules.base.groups import line_values, multiplies, sum_of

LOOSE_KINDS = frozenset({"count", "article", "package"})
"""Pieces, sets, rolls, bags: papers call the same thing by several of these."""
Outcome = Literal["equal", "quantity", "unit", "open"]


@dataclass(frozen=True)
class Counted:
    """A group's quantity. `outcome`: equal, the quantity differs, the unit differs, or it cannot be told."""

    group: LineGroup
    outcome: Outcome
    printed: Decimal | None = None
    """What the papers come to in `unit`."""
    printed_unit: str | None = None
    """As the papers have it."""
    raw: Decimal | None = None
    """The sum as printed, in the papers' own unit."""
    entered: Decimal | None = None
    unit: str | None = None
    doubtful: bool = False
    """The paper's own arithmetic does not hold with the quantity as read."""
    fits: str | None = None
    """The unit in which the entered number would be right."""
    line: int | None = None
    """The entry line that differs, of a line that was split; else the first of the group."""

    @property
    def entry_line(self) -> int:
        """The place of the entry line that a finding is on."""
        return self.group.entry_lines[0] if self.line is None else self.line


def count_groups(shipment: Shipment, tolerances: Tolerances) -> Iterator[Counted]:
    """Every group with an entered quantity."""
    for group in shipment.matching.groups:
        yield _count(shipment, group, tolerances)


def net_weight(shipment: Shipment, refs: tuple[LineRef, ...]) -> tuple[Decimal, list[tuple[LineRef, Value]]] | None:
    """The net weight of invoice lines in kilograms: from the packing list's lines of the same goods, else their own.

    None where a line has none.
    """
    found: list[tuple[LineRef, Value]] = []
    seen: set[LineRef] = set()
    own = line_values(shipment, refs, "net_weight_kg")
    for ref, value in zip(refs, own, strict=True):
        pair = next((one for one in shipment.matching.packing if ref in one.invoice_lines), None)
        packed = [(one, shipment.value(one, "net_weight_kg")) for one in pair.packing_lines] if pair else []
        whole = pair is not None and set(pair.invoice_lines) <= set(refs)
        if packed and whole and all(weight is not None for _, weight in packed):
            found += [(one, weight) for one, weight in packed if weight is not None and one not in seen]
            seen.update(one for one, _ in packed)
        elif value is not None:
            found.append((ref, value))
        else:
            return None
    total = sum_of([value for _, value in found])
    return (total, found) if total is not None else None


def _count(shipment: Shipment, group: LineGroup, tolerances: Tolerances) -> Counted:
    assert shipment.entry is not None
    lines = [shipment.entry.lines[index] for index in group.entry_lines]
    quantities = [line.quantity for line in lines]
    unit = lines[0].unit
    values = line_values(shipment, group.invoice_lines, "quantity")
    raw = sum_of(values)
    open_ = Counted(group, "open", raw=raw, entered=quantities[0], unit=unit)
    if raw is None or quantities[0] is None or (unit or "").upper() == "X":
        return open_
    printed_units = {value.text for value in line_values(shipment, group.invoice_lines, "unit") if value is not None}
    printed_unit = printed_units.pop() if len(printed_units) == 1 else None
    if len(printed_units) > 0:
        converted = _convert_each(shipment, group, unit)
        if converted is None:
            return open_
        return _compared(group, quantities, converted, unit, None, converted, tolerances, False)
    odd = _odd_part(shipment, group, raw, printed_unit)
    if odd is not None:
        return odd
    doubtful = any(_misread(shipment, ref) for ref in group.invoice_lines)
    if unit is None or printed_unit is None:
        return _without_unit(group, quantities, raw, unit, printed_unit, tolerances, doubtful)
    converted = units.convert(raw, printed_unit, unit)
    if converted is not None:
        return _compared(group, quantities, converted, unit, printed_unit, raw, tolerances, doubtful)
    return _other_kind(shipment, group, quantities, raw, unit, printed_unit, tolerances)


def _odd_part(shipment: Shipment, group: LineGroup, raw: Decimal, printed_unit: str | None) -> Counted | None:
    """Of a split line the part whose number is right and whose unit is not that of the papers and the other parts."""
    assert shipment.entry is not None
    parts = [(index, shipment.entry.lines[index]) for index in group.entry_lines]
    if len(parts) < 2 or printed_unit is None or sum(line.quantity or Decimal(0) for _, line in parts) != raw:
        return None
    odd = [(i, line) for i, line in parts if line.unit and units.convert(Decimal(1), printed_unit, line.unit) != 1]
    if not odd or len(odd) == len(parts):
        return None
    index, line = odd[0]
    return Counted(group, "unit", None, printed_unit, raw, line.quantity, line.unit, fits=printed_unit, line=index)


def _compared(
    group: LineGroup,
    quantities: list[Decimal | None],
    converted: Decimal,
    unit: str | None,
    printed_unit: str | None,
    raw: Decimal,
    tolerances: Tolerances,
    doubtful: bool,
) -> Counted:
    """Both in one unit: equal, or the number was taken over without conversion, or the quantity differs."""
    entered = _entered(quantities, converted, tolerances, unit, raw != converted)
    outcome: Outcome = "equal"
    if not _same(entered, converted, tolerances, unit, raw != converted):
        fits = _in_another_unit(entered, raw, printed_unit, unit)
        outcome = "unit" if fits else "quantity"
        return Counted(group, outcome, converted, printed_unit, raw, entered, unit, doubtful, fits)
    return Counted(group, outcome, converted, printed_unit, raw, entered, unit, doubtful)


def _in_another_unit(entered: Decimal, raw: Decimal, printed_unit: str | None, unit: str | None) -> str | None:
    """The other unit of the kind in which the entered number would be the papers' quantity, if there is one."""
    for other in (printed_unit, "NO", "DOZ", "GRS", "PRS", "DPR", "KG", "G", "T", "LB", "M", "FT", "YD"):
        if printed_unit is None or other is None or units.convert(Decimal(1), other, unit or "") == 1:
            continue
        if units.convert(raw, printed_unit, other) == entered:
            return other
    return None


def _without_unit(
    group: LineGroup,
    quantities: list[Decimal | None],
    raw: Decimal,
    unit: str | None,
    printed_unit: str | None,
    tolerances: Tolerances,
    doubtful: bool,
) -> Counted:
    """One side has no unit: pieces are taken for what they are called nowhere, dozens may be meant."""
    entered = _entered(quantities, raw, tolerances, unit, False)
    known = units.get(unit or printed_unit)
    if entered == raw or known is None:
        outcome: Outcome = "equal" if _same(entered, raw, tolerances, unit, False) else "open"
    elif known.kind not in ("count", "pairs") or known.factor is None:
        outcome = "open"
    else:
        factors = (Decimal(1), known.factor, 1 / known.factor, Decimal(2))
        near = any(_same(entered * factor, raw, tolerances, unit, factor != 1) for factor in factors)
        outcome = "equal" if near else "quantity"
    return Counted(group, outcome, raw, printed_unit, raw, entered, unit, doubtful)


def _other_kind(
    shipment: Shipment,
    group: LineGroup,
    quantities: list[Decimal | None],
    raw: Decimal,
    unit: str,
    printed_unit: str,
    tolerances: Tolerances,
) -> Counted:
    """Units of different kinds: pieces against kilograms. The net weight can tell; an equal number is a wrong unit."""
    entered = _entered(quantities, raw, tolerances, unit, False)
    one, other = units.get(printed_unit), units.get(unit)
    kinds = {one.kind if one else "unknown", other.kind if other else "unknown"}
    if units.is_weight(unit) and (weight := net_weight(shipment, group.invoice_lines)) is not None:
        figure = units.convert(weight[0], "KG", unit) or weight[0]
        slack = max(tolerances.net_weight * figure, tolerances.net_weight_kg)
        entered_weight = _entered(quantities, figure, tolerances, unit, True)
        if abs(entered_weight - figure) <= slack:
            return Counted(group, "equal", figure, printed_unit, raw, entered_weight, unit)
        if entered == raw:
            return Counted(group, "unit", figure, printed_unit, raw, entered, unit)
        return Counted(group, "quantity", figure, printed_unit, raw, entered_weight, unit)
    if entered != raw or "unknown" in kinds or kinds <= LOOSE_KINDS or ("package" in kinds):
        return Counted(group, "open", None, printed_unit, raw, entered, unit)
    return Counted(group, "unit", None, printed_unit, raw, entered, unit)


def _entered(
    quantities: list[Decimal | None], figure: Decimal, tolerances: Tolerances, unit: str | None, converted: bool
) -> Decimal:
    """The entered quantity: of a split line the sum of its parts, or the one that all of them repeat."""
    numbers = [one for one in quantities if one is not None]
    total = sum(numbers, Decimal(0))
    if len(numbers) > 1:
        for one in (total, *numbers):
            if _same(one, figure, tolerances, unit, converted):
                return one
    return total


def _same(entered: Decimal, printed: Decimal, tolerances: Tolerances, unit: str | None, converted: bool) -> bool:
    kind = known.kind if (known := units.get(unit)) else "count"
    if not converted and kind in ("count", "pairs", "article", "package"):
        return abs(entered - printed) < Decimal("0.01")
    slack = max(
        tolerances.quantity_share * printed, tolerances.quantity_rounding if entered == entered // 1 else Decimal(0)
    )
    return abs(entered - printed) <= max(slack, Decimal("0.01"))


def _convert_each(shipment: Shipment, group: LineGroup, unit: str | None) -> Decimal | None:
    """The sum in the entry's unit where the invoice lines have several units."""
    total = Decimal(0)
    for ref in group.invoice_lines:
        quantity, printed = shipment.value(ref, "quantity"), shipment.value(ref, "unit")
        if quantity is None or quantity.number is None or printed is None or unit is None:
            return None
        converted = units.convert(quantity.number, printed.text, unit)
        if converted is None:
            return None
        total += converted
    return total


def _misread(shipment: Shipment, ref: LineRef) -> bool:
    """Whether the line does not multiply out: then line-arithmetic speaks of it, and its quantity proves nothing."""
    item = shipment.item(ref)
    return multiplies(item) is False
