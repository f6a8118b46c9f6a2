"""The values of the entry's lines beside what the invoices say they are worth, under each lawful reading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from docvalidate.config.tolerances import Tolerances
from docvalidate.domain.shipment import LineGroup, Shipment, Valuation, ValueReading, amount_of
from docvalidate.rules.base.context import Check
from docvalidate.rules.base.groups import multiplies, product_of
from docvalidate.rules.base.scope import entered_invoices, scope_of
from docvalidate.rules.base.unread_charges import printed_sum, unread_share

ZERO = Decimal(0)


@dataclass
class Worth:
    """A group of lines: what is entered, the amounts invoiced, and what they come to by the reading that fits best."""

    group: LineGroup
    entered: Decimal
    amounts: dict[int, Decimal]
    """The sum of the amounts in each document, in its currency."""
    products: dict[int, Decimal] | None
    """The same from quantity times unit price, where the printed amounts differ from it."""
    sure: bool
    """The amounts were read for certain: the line multiplies out, or its invoice adds up."""
    expected: Decimal = ZERO
    agrees: bool = True

    @property
    def difference(self) -> Decimal:
        return self.entered - self.expected


@dataclass
class Judgement:
    """An invoice's lines against the entry: the reading taken, the lines that differ, and what explains them."""

    valuation: Valuation
    worths: list[Worth]
    reading: ValueReading
    mistake: ValueReading | None = None
    ratio: Decimal | None = None
    """All lines differ by this factor."""
    differing: list[Worth] = field(default_factory=list)


def judgements(check: Check) -> tuple[list[Judgement], list[str]]:
    """Each entered invoice judged, and why others could not be; computed once for all rules of a shipment."""
    if check.shipment.entry is None:
        return [], []
    if "judgements" not in check.notes:
        check.notes["judgements"] = judge(check.shipment, check.tolerances)
    judged: tuple[list[Judgement], list[str]] = check.notes["judgements"]
    return judged


def judge(shipment: Shipment, tolerances: Tolerances) -> tuple[list[Judgement], list[str]]:
    """Each entered invoice judged, and why others could not be."""
    scope = scope_of(shipment, tolerances)
    unread = scope is not None and scope.closes and not scope.complete
    judged: list[Judgement] = []
    reasons: list[str] = []
    shared: list[Worth] = []
    readings: dict[int, tuple[Valuation, ValueReading]] = {}
    worths = _worths(shipment)
    for place in entered_invoices(shipment):
        valuation = shipment.matching.valuation(place)
        name = _name(shipment, place)
        if valuation is None or not valuation.readings:
            reasons.append(f"no amounts are read from {name}")
            continue
        if valuation.rate is None:
            reasons.append(f"there is no rate of exchange for {valuation.currency or 'the unknown currency'} of {name}")
            continue
        own = [one for one in worths if set(one.amounts) == {place}]
        reading = _best_reading(valuation, own, tolerances)
        readings[place] = (valuation, reading)
        judgement = _judge(valuation, own, reading, tolerances)
        domestic = valuation.currency in (None, "USD")  # else a wrong rate of exchange looks so, too
        untotalled = shipment.documents[place].get("total_amount") is None
        if judgement.differing and domestic and judgement.mistake is None and (untotalled or not valuation.complete):
            share = unread_share(judgement)
            if share is not None:
                why = "no total of it is read" if valuation.complete else "its sums do not close as they were read"
                reasons.append(
                    f"most lines of {name} differ by {share:.1%}, and {why}: a discount or a charge was not read"
                )
                judgement.differing, judgement.ratio = [], None
        if judgement.differing and unread:
            # The entry comes to the invoices' printed totals: what differs are lines that were not all read.
            reasons.append(f"the entry comes to the total of {name}, but not all of its lines were read")
            judgement.differing = []
        if judgement.differing and judgement.mistake is None:
            figure = printed_sum(shipment, judgement)
            if figure is not None:
                reasons.append(
                    f"the entry comes to {figure:,.2f}, which {name} prints too, in a place that was not read as its "
                    "sum: a charge or a discount was not read"
                )
                judgement.differing, judgement.ratio = [], None
        judged.append(judgement)
    for one in worths:
        if len(one.amounts) > 1 and all(place in readings for place in one.amounts):
            _settle(one, {place: (v.rate or ZERO) * r.factor for place, (v, r) in readings.items()}, tolerances)
            if not one.agrees:
                shared.append(one)
    if shared and judged:
        judged[0].differing += shared
    return judged, reasons


def allowed(tolerances: Tolerances, worth: Worth, expected: Decimal, foreign: bool) -> Decimal:
    """How far the entered value may be off: a dollar a line, and the half dollar that rounding moves each amount."""
    lines = len(worth.group.invoice_lines)
    dollars = tolerances.value_dollars * len(worth.group.entry_lines) + Decimal(lines) / 2
    share = tolerances.value_share + (tolerances.value_rate_share if foreign else ZERO)
    return dollars + share * abs(expected)


def _worths(shipment: Shipment) -> list[Worth]:
    assert shipment.entry is not None
    found = []
    for group in shipment.matching.groups:
        values = [shipment.entry.lines[index].entered_value for index in group.entry_lines]
        amounts: dict[int, Decimal] = {}
        products: dict[int, Decimal] = {}
        usable, sure, differs = True, True, False
        for ref in group.invoice_lines:
            item = shipment.item(ref)
            amount = amount_of(item)
            if amount is None:
                usable = False
                break
            closes = multiplies(item)
            product = product_of(item)
            valuation = shipment.matching.valuation(ref.document)
            sure &= bool(closes) or bool(valuation is not None and valuation.complete)
            differs |= closes is False
            amounts[ref.document] = amounts.get(ref.document, ZERO) + amount
            fallback = product if closes is False and product is not None else amount
            products[ref.document] = products.get(ref.document, ZERO) + fallback
        if not usable or any(value is None for value in values) or not any(amounts.values()):
            continue  # no amount to compare; goods at no charge have a value that the invoice does not tell
        found.append(
            Worth(
                group=group,
                entered=sum((value or ZERO for value in values), ZERO),
                amounts=amounts,
                products=products if differs else None,
                sure=sure,
            )
        )
    return found


def _settle(worth: Worth, factors: dict[int, Decimal], tolerances: Tolerances) -> None:
    """Sets what is expected and whether the entry agrees: with the printed amount or with quantity times unit price."""
    foreign = any(factor not in (ZERO, Decimal(1)) for factor in factors.values())
    worth.expected = sum((amount * factors[place] for place, amount in worth.amounts.items()), ZERO)
    worth.agrees = abs(worth.difference) <= allowed(tolerances, worth, worth.expected, foreign)
    if not worth.agrees and worth.products is not None:
        product = sum((amount * factors[place] for place, amount in worth.products.items()), ZERO)
        worth.agrees = abs(worth.entered - product) <= allowed(tolerances, worth, product, foreign)


def _agreeing(
    valuation: Valuation, reading: ValueReading, own: list[Worth], tolerances: Tolerances
) -> Callable[[], int]:
    def count() -> int:
        for one in own:
            _settle(one, {valuation.document: reading.factor * (valuation.rate or ZERO)}, tolerances)
        return sum(one.agrees for one in own)

    return count


def _best_reading(valuation: Valuation, own: list[Worth], tolerances: Tolerances) -> ValueReading:
    """The reading under which most lines agree; the first of equals."""
    best, most = valuation.readings[0], -1
    for reading in valuation.readings:
        count = _agreeing(valuation, reading, own, tolerances)()
        if count > most:
            best, most = reading, count
    return best


def _judge(valuation: Valuation, own: list[Worth], reading: ValueReading, tolerances: Tolerances) -> Judgement:
    count = _agreeing(valuation, reading, own, tolerances)()
    judgement = Judgement(valuation, own, reading)
    if count == len(own):
        return judgement
    differing = [one for one in own if not one.agrees]
    if _spread_otherwise(valuation, own, differing, reading, tolerances):
        for one in own:
            one.agrees = True
        return judgement
    expected = {id(one): one.expected for one in own}
    for mistake in valuation.mistakes:
        if _agreeing(valuation, mistake, own, tolerances)() == len(own):
            judgement.mistake = mistake
            break
    else:
        judgement.ratio = _common_ratio(own, differing, expected)
    _agreeing(valuation, reading, own, tolerances)()
    if judgement.ratio is not None and _comes_to(valuation, reading, own, tolerances):
        judgement.ratio = None
        for one in own:
            one.agrees = True
        return judgement
    judgement.differing = differing
    return judgement


def _comes_to(valuation: Valuation, reading: ValueReading, own: list[Worth], tolerances: Tolerances) -> bool:
    """Whether the entry comes to the invoice's value: a row of it (a discount) is spread over the lines, then."""
    entered = sum((one.entered for one in own), ZERO)
    slack = tolerances.value_sum_dollars + tolerances.value_dollars * len(own) / 2
    return valuation.complete and abs(entered - reading.total * (valuation.rate or ZERO)) <= slack


def _spread_otherwise(
    valuation: Valuation, own: list[Worth], differing: list[Worth], reading: ValueReading, tolerances: Tolerances
) -> bool:
    """Whether the sum is right and only the charges are spread otherwise over the lines (by weight, on one line)."""
    rate = valuation.rate or ZERO
    charges = abs(reading.total - reading.total / reading.factor) * rate
    slack = tolerances.value_sum_dollars + tolerances.value_dollars * len(own) / 2
    if not charges or abs(sum((one.difference for one in own), ZERO)) > slack:
        return False
    return all(abs(one.difference) <= charges + tolerances.value_dollars for one in differing)


def _common_ratio(own: list[Worth], differing: list[Worth], expected: dict[int, Decimal]) -> Decimal | None:
    """The factor by which all lines differ, if it is one: a rate of exchange that is wrong or was not used."""
    tellable = [one for one in own if expected[id(one)] > 50]
    if len(tellable) < 2 or len(differing) < len(tellable):
        return None
    largest = max(tellable, key=lambda one: expected[id(one)])
    ratio = largest.entered / expected[id(largest)]
    slack = Decimal("0.003")
    if all(abs(one.entered / expected[id(one)] - ratio) <= slack * ratio + 2 / expected[id(one)] for one in tellable):
        return ratio
    return None


def _name(shipment: Shipment, place: int) -> str:
    number = shipment.documents[place].get("invoice_number")
    return f"invoice {number.raw}" if number is not None else "the invoice"
