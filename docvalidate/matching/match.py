"""The one way in: documents and entry -> what belongs together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from statistics import median

from docvalidate.config.tolerances import Tolerances
from docvalidate.domain.document import Document
from docvalidate.domain.entry import EntrySummary
from docvalidate.domain.shipment import InvoicePair, LineGroup, LineRef, Matching, Valuation, amount_of
from docvalidate.matching.assign import NONE, Assignment
from docvalidate.matching.features import EnteredLine, InvoiceLine, InvoiceNumbers, entered_lines, invoice_lines
from docvalidate.matching.invoices import distinct_invoices, pair_by_contents, pair_by_number
from docvalidate.matching.packing import pair_packing
from docvalidate.matching.splits import find_splits
from docvalidate.matching.values import value_invoice
from docvalidate.reference.goods import SameGoods
from docvalidate.reference.texts import code


def match(
    documents: list[Document],
    entry: EntrySummary | None,
    tolerances: Tolerances | None = None,
    same_goods: SameGoods | None = None,
) -> Matching:
    """Which lines and invoices belong together, and each invoice's way to its entered value. Pure.

    `same_goods` is asked of invoice lines that no number and no word tells of.
    """
    tolerances = tolerances or Tolerances()
    invoices = distinct_invoices(documents)
    valuations = [value_invoice(place, documents[place], tolerances) for place in invoices]
    packing, not_packed = pair_packing(documents, invoices, tolerances.description_same)
    if entry is None:
        return Matching(
            invoices=tuple(InvoicePair(place, None) for place in invoices),
            valuations=tuple(valuations),
            packing=tuple(packing),
            not_packed=tuple(not_packed),
        )
    pairs = pair_by_number(documents, invoices, entry)
    valuations = [_with_rate(one, pairs, entry) for one in valuations]
    groups, not_entered, not_invoiced = _match_lines(documents, invoices, entry, valuations, tolerances, same_goods)
    if any(one.rate is None and one.readings for one in valuations):
        valuations = _imply_rates(valuations, groups, documents, entry)
        groups, not_entered, not_invoiced = _match_lines(documents, invoices, entry, valuations, tolerances, same_goods)
    if scaled := _scaled(valuations, groups, documents, entry):
        again = _match_lines(documents, invoices, entry, scaled, tolerances, same_goods)
        if len(again[1]) + len(again[2]) <= len(not_entered) + len(not_invoiced):
            groups, not_entered, not_invoiced = again
    pairs = pair_by_contents(documents, invoices, entry, pairs, groups)
    valuations = [_with_rate(one, pairs, entry) for one in valuations]
    return Matching(
        groups=tuple(groups),
        not_entered=tuple(not_entered),
        not_invoiced=tuple(not_invoiced),
        invoices=tuple(pairs),
        valuations=tuple(_finish(one) for one in valuations),
        packing=tuple(packing),
        not_packed=tuple(not_packed),
    )


def _match_lines(
    documents: list[Document],
    invoices: list[int],
    entry: EntrySummary,
    valuations: list[Valuation],
    tolerances: Tolerances,
    same_goods: SameGoods | None,
) -> tuple[list[LineGroup], list[LineRef], list[int]]:
    rough = _rough_rate(valuations, entry)
    rate_known = all(one.rate is not None for one in valuations if one.readings)
    factors: dict[int, float | None] = {}
    for one in valuations:
        rate = float(one.rate) if one.rate is not None else rough
        factors[one.document] = float(one.readings[0].factor) * rate if one.readings and rate is not None else None
    lines = invoice_lines(documents, invoices, factors)
    entered = entered_lines(entry)
    printed = frozenset(code(value.text) for place in invoices if (value := documents[place].get("invoice_number")))
    named = {code(one.number) for one in entry.invoices or () if one.number} | {
        one.number for one in entered if one.number
    }
    numbers = InvoiceNumbers(printed, frozenset(named))
    tolerance = float(tolerances.value_dollars)
    chosen = Assignment(lines, entered, numbers, tolerances.match_floor, tolerance, rate_known, same_goods).solve()
    return _groups(lines, entered, chosen, find_splits(lines, entered, chosen, tolerance))


def _groups(
    lines: list[InvoiceLine], entered: list[EnteredLine], chosen: list[int], splits: dict[int, int]
) -> tuple[list[LineGroup], list[LineRef], list[int]]:
    members: dict[int, list[LineRef]] = defaultdict(list)
    not_entered: list[LineRef] = []
    for line, place in zip(lines, chosen, strict=True):
        if place == NONE:
            not_entered.append(line.ref)
        else:
            members[place].append(line.ref)
    parts: dict[int, list[int]] = defaultdict(list)
    for part, place in splits.items():
        parts[place].append(part)
        members[place] += members.pop(part, [])
    groups = [
        LineGroup(tuple(sorted(refs)), tuple(sorted([place, *parts.get(place, [])])))
        for place, refs in sorted(members.items())
    ]
    return groups, not_entered, [one.index for one in entered if one.index not in members and one.index not in splits]


def _with_rate(valuation: Valuation, pairs: list[InvoicePair], entry: EntrySummary) -> Valuation:
    """The valuation with the entry's rate of exchange for its invoice; US dollars need none."""
    if valuation.rate is not None and not valuation.implied:
        return valuation
    if valuation.currency == "USD":
        return replace(valuation, rate=Decimal(1), implied=False)
    named = [
        entry.invoices[pair.entry_invoice]
        for pair in pairs
        if pair.document == valuation.document and pair.entry_invoice is not None and entry.invoices
    ]
    if not named and entry.invoices:
        # An invoice the entry does not name: at the rate of the others, if they have one rate.
        rates = {one.exchange_rate for one in entry.invoices if valuation.currency in (None, one.currency)}
        if len(rates) == 1 and (rate := rates.pop()) is not None:
            return replace(valuation, rate=rate, implied=False)
    for one in named:
        if one.exchange_rate and (valuation.currency is None or one.currency in (None, valuation.currency)):
            return replace(valuation, rate=one.exchange_rate, implied=False)
        if valuation.currency is None and one.currency == "USD":
            return replace(valuation, rate=Decimal(1), implied=False)
    return valuation


def _rough_rate(valuations: list[Valuation], entry: EntrySummary) -> float | None:
    """All that is entered over all that is invoiced without a known rate: good enough to tell lines apart."""
    total = sum(float(one.readings[0].total) for one in valuations if one.readings and one.rate is None)
    rest = sum(float(one.readings[0].total * one.rate) for one in valuations if one.readings and one.rate is not None)
    entered = sum(float(line.entered_value) for line in entry.lines if line.entered_value is not None)
    return (entered - rest) / total if total > 0 and entered > rest else None


def _imply_rates(
    valuations: list[Valuation], groups: list[LineGroup], documents: list[Document], entry: EntrySummary
) -> list[Valuation]:
    """The rate that most entry lines of an invoice agree on, where neither the entry nor the currency tells it."""

    result = []
    for one in valuations:
        if one.rate is not None or not one.readings:
            result.append(one)
            continue
        ratios = []
        for group in groups:
            if {ref.document for ref in group.invoice_lines} != {one.document}:
                continue
            amounts = [amount_of(documents[ref.document].line_items[ref.line]) for ref in group.invoice_lines]
            values = [entry.lines[index].entered_value for index in group.entry_lines]
            if all(amounts) and all(value is not None for value in values):
                invoiced = sum((amount for amount in amounts if amount), Decimal(0)) * one.readings[0].factor
                if invoiced > 100:
                    ratios.append(sum((value for value in values if value), Decimal(0)) / invoiced)
        result.append(replace(one, rate=median(ratios), implied=True) if len(ratios) >= 2 else one)
    return result


_ALIKE = 0.6
"""The share of an invoice's groups whose values differ by one factor, from which it is the invoice's."""


def _scaled(
    valuations: list[Valuation], groups: list[LineGroup], documents: list[Document], entry: EntrySummary
) -> list[Valuation] | None:
    """The valuations with the factor by which most lines of an invoice differ (a charge or a discount that was not
    read), so that the other lines are found by their values, too; None where there is none."""
    result, changed = [], False
    for one in valuations:
        ratios = _ratios(one, groups, documents, entry) if one.readings and one.rate else []
        middle = median(ratios) if len(ratios) >= 3 else Decimal(1)
        alike = sum(abs(ratio / middle - 1) <= Decimal("0.003") for ratio in ratios)
        if abs(middle - 1) > Decimal("0.002") and alike >= _ALIKE * len(ratios):
            first = one.readings[0]
            result.append(replace(one, readings=(replace(first, factor=first.factor * middle), *one.readings[1:])))
            changed = True
        else:
            result.append(one)
    return result if changed else None


def _ratios(
    valuation: Valuation, groups: list[LineGroup], documents: list[Document], entry: EntrySummary
) -> list[Decimal]:
    """What is entered for each group of the invoice over what its lines are worth by the first reading."""
    ratios = []
    for group in groups:
        if {ref.document for ref in group.invoice_lines} != {valuation.document}:
            continue
        amounts = [amount_of(documents[ref.document].line_items[ref.line]) for ref in group.invoice_lines]
        values = [entry.lines[index].entered_value for index in group.entry_lines]
        worth = sum((amount or Decimal(0) for amount in amounts), Decimal(0)) * valuation.readings[0].factor
        worth *= valuation.rate or Decimal(1)
        if all(amounts) and all(values) and worth > 100:
            ratios.append(sum((value for value in values if value), Decimal(0)) / worth)
    return ratios


def _finish(valuation: Valuation) -> Valuation:
    """The worksheet with the rate and the entered value."""
    sheet = valuation.worksheet
    if sheet is None or valuation.rate is None or sheet.value_in_currency is None:
        return valuation
    return replace(
        valuation,
        worksheet=sheet.model_copy(
            update={"exchange_rate": valuation.rate, "entered_value": sheet.value_in_currency * valuation.rate}
        ),
    )
