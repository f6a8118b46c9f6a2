"""An invoice's charges, and which of them lead from its lines to its total.

Where what was read as the total is that of the lines alone, another sum of the paper may be the total: one that was
read as the subtotal, or one that the page prints and that was not read.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from docvalidate.config.tolerances import Tolerances
from docvalidate.domain.document import Document, Value
from docvalidate.domain.shipment import amount_of
from docvalidate.reference import figures

ZERO = Decimal(0)


@dataclass(frozen=True)
class Charges:
    """An invoice's charges: what is printed, and which of them the total adds to the lines (None: unknown)."""

    base: Decimal
    """What the lines come to: the printed subtotal if there is one, else the sum of the lines."""
    printed: dict[str, Decimal]
    values: dict[str, Value]
    added: frozenset[str] | None
    deposit: bool = False
    """The total is that of the lines, and the page prints it less the discount, too: a discount, or a deposit."""
    gap: Decimal | None = None
    """Where the sums do not close: what the total is more than the lines with all charges; less, if negative."""

    @property
    def untold(self) -> frozenset[str]:
        """Charges whose kind no label tells: the sums or the layout gave them."""
        kinds = ("freight", "insurance", "packing_charge")
        told = {name for name, value in self.values.items() if value.agreed is None or "label" in value.agreed}
        return frozenset(name for name in kinds if name in self.printed and name not in told)


def sum_tolerance(tolerances: Tolerances, lines: int) -> Decimal:
    """How far a printed sum of so many lines may be off."""
    return tolerances.arithmetic + tolerances.arithmetic_line * lines


def line_total(document: Document) -> tuple[Decimal | None, int]:
    """The sum of the lines' amounts (None without any), and how many lines have none."""
    amounts = [amount_of(item) for item in document.line_items]
    known = [one for one in amounts if one is not None]
    return (sum(known, ZERO) if known else None), len(amounts) - len(known)


def read_charges(document: Document, tolerances: Tolerances) -> Charges | None:
    """The charges, and which of them make up the total. None where there is neither a line amount nor a total."""
    total, subtotal = number_of(document, "total_amount"), number_of(document, "subtotal")
    lines, _ = line_total(document)
    names = ("freight", "insurance", "packing_charge", "discount", "assists")
    values = {name: value for name in names if (value := document.get(name)) is not None and value.number}
    printed = {name: abs(value.number or ZERO) for name, value in values.items()}
    allowed = sum_tolerance(tolerances, len(document.line_items))
    if lines is not None and total is not None and abs(total - lines) <= allowed:
        # What was read as the total is that of the lines: the one with the charges was read as the subtotal, or not.
        others = [] if subtotal is None or abs(subtotal - lines) <= allowed else [subtotal]
        if added := _with_all(document, lines, printed, others, allowed):
            return Charges(lines, printed, values, added)
        if set(printed) == {"discount"} and _stands(document, lines - printed["discount"], others, allowed):
            return Charges(lines, printed, values, frozenset(), deposit=True)
    base = subtotal if subtotal is not None else lines
    if base is None:
        base = total
        if base is None:
            return None
        for name, amount in printed.items():
            base += amount if name == "discount" else -amount
        return Charges(base, printed, values, frozenset(printed))
    # A printed subtotal may itself hold charges, or stand after the discount: the lines then close where it does not.
    for start in dict.fromkeys(one for one in (base, lines) if one is not None):
        if total is not None and (added := closing(start, total, printed, allowed)) is not None:
            return Charges(start, printed, values, added)
    gap = total - sum_with(base, printed) if total is not None else None
    return Charges(base, printed, values, None, gap=gap)


def is_complete(document: Document, tolerances: Tolerances) -> bool:
    """Whether the lines read add up to a printed amount, so that none was missed."""
    lines, missing = line_total(document)
    if lines is None or missing:
        return False
    allowed = sum_tolerance(tolerances, len(document.line_items))
    subtotal, total = number_of(document, "subtotal"), number_of(document, "total_amount")
    if subtotal is not None and abs(subtotal - lines) <= allowed:
        return True
    charges = read_charges(document, tolerances)
    return total is not None and charges is not None and closing(lines, total, charges.printed, allowed) is not None


def sum_with(base: Decimal, charges: dict[str, Decimal]) -> Decimal:
    """The base with all charges, less a discount."""
    return base + sum((-amount if name == "discount" else amount for name, amount in charges.items()), ZERO)


def _with_all(
    document: Document, lines: Decimal, charges: dict[str, Decimal], others: list[Decimal], allowed: Decimal
) -> frozenset[str] | None:
    """All charges, where the lines come with them to another sum that was read, or that the page prints.

    Not a discount alone: that may be a deposit, and the sum what is still to be paid.
    """
    figure = sum_with(lines, charges)
    if not set(charges) - {"discount"} or abs(figure - lines) <= allowed:
        return None
    return frozenset(charges) if _stands(document, figure, others, allowed) else None


def _stands(document: Document, figure: Decimal, others: list[Decimal], allowed: Decimal) -> bool:
    """Whether a sum is one of those read, or one that the page prints."""
    return any(abs(figure - other) <= allowed for other in others) or figures.printed(document.text, figure)


def closing(base: Decimal, total: Decimal, charges: dict[str, Decimal], allowed: Decimal) -> frozenset[str] | None:
    """Which charges, added (a discount taken off), lead from the base to the total: as many of them as possible."""
    best: frozenset[str] | None = None
    names = list(charges)
    for chosen in product((True, False), repeat=len(names)):
        picked = [name for name, yes in zip(names, chosen, strict=True) if yes]
        figure = base + sum((-charges[n] if n == "discount" else charges[n] for n in picked), ZERO)
        if abs(figure - total) <= allowed and (best is None or len(picked) > len(best)):
            best = frozenset(picked)
    return best


def number_of(document: Document, name: str) -> Decimal | None:
    """The number in the head, or None."""
    value = document.get(name)
    return value.number if value is not None else None
