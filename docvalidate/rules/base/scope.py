"""How the whole entered value stands to the whole invoiced value: the test of whether a line is missing or too many."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from docvalidate.config.tolerances import Tolerances
from docvalidate.domain.shipment import LineRef, Shipment, Valuation, amount_of

ZERO = Decimal(0)


@dataclass(frozen=True)
class Scope:
    """All invoices that are entered, in US dollars; None where a rate or a total is not known."""

    entered: Decimal
    invoiced: tuple[Decimal, ...]
    """What the papers' totals come to, by each lawful reading."""
    unmatched_entered: Decimal
    unmatched_invoiced: Decimal
    anchored: bool
    """Every invoice's total rests on a printed amount."""
    complete: bool
    """Every invoice's lines add up to its printed amount: none was missed in reading."""
    tolerance: Decimal

    @property
    def closes(self) -> bool:
        """The entry's lines come to the invoices' totals: nothing is missing and nothing is too many."""
        return self.anchored and self._near(self.entered)

    @property
    def closes_without_extra(self) -> bool:
        """They do without the entry lines that no invoice line is found for."""
        return self.anchored and self.unmatched_entered > 0 and self._near(self.entered - self.unmatched_entered)

    @property
    def closes_with_missing(self) -> bool:
        """They do with the invoice lines that are not entered."""
        return self.anchored and self.unmatched_invoiced > 0 and self._near(self.entered + self.unmatched_invoiced)

    @property
    def exchanged(self) -> bool:
        """The lines left over on both sides are of one value."""
        return self.unmatched_entered > 0 and abs(self.unmatched_entered - self.unmatched_invoiced) <= self.tolerance

    def _near(self, figure: Decimal) -> bool:
        return any(abs(figure - one) <= self.tolerance for one in self.invoiced)


def entered_invoices(shipment: Shipment) -> list[int]:
    """The places of the invoices that are entered, copies left out."""
    found = [
        pair.document
        for pair in shipment.matching.invoices
        if pair.document is not None and not (pair.entry_invoice is None and pair.by == "none")
    ]
    return found or [one.document for one in shipment.matching.valuations]


def scope_of(shipment: Shipment, tolerances: Tolerances) -> Scope | None:
    """The scope of the shipment; None where the entry has no values or an entered invoice has no value in dollars."""
    if shipment.entry is None or any(line.entered_value is None for line in shipment.entry.lines):
        return None
    matching = shipment.matching
    valuations = [one for one in matching.valuations if one.document in entered_invoices(shipment)]
    if not valuations or any(one.rate is None or not one.readings for one in valuations):
        return None
    sums = [ZERO]
    for one in valuations:
        assert one.rate is not None
        sums = [total + reading.total * one.rate for total in sums for reading in one.readings][:64]
    entered = sum((line.entered_value or ZERO for line in shipment.entry.lines), ZERO)
    inside = {one.document: one for one in valuations}
    missing = [
        expected_value(shipment, inside[ref.document], ref) for ref in matching.not_entered if ref.document in inside
    ]
    return Scope(
        entered=entered,
        invoiced=tuple(sums),
        unmatched_entered=sum((shipment.entry.lines[at].entered_value or ZERO for at in matching.not_invoiced), ZERO),
        unmatched_invoiced=sum((one for one in missing if one is not None), ZERO),
        anchored=all(one.anchored for one in valuations),
        complete=all(one.complete for one in valuations),
        tolerance=max(tolerances.value_sum_dollars, tolerances.value_dollars * len(shipment.entry.lines) / 2 + 1),
    )


def expected_value(shipment: Shipment, valuation: Valuation, ref: LineRef) -> Decimal | None:
    """What the line is worth in US dollars of entered value, by the first reading."""
    amount = amount_of(shipment.item(ref))
    if amount is None or valuation.rate is None or not valuation.readings:
        return None
    return amount * valuation.readings[0].factor * valuation.rate
