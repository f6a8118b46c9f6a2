"""Lines of both sides in the form the assignment compares, and what two of them have in common."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from docvalidate.domain.document import Document, usable
from docvalidate.domain.entry import EntryLine, EntrySummary
from docvalidate.domain.shipment import LineRef, amount_of
from docvalidate.reference import units
from docvalidate.reference.goods import SameGoods
from docvalidate.reference.texts import code, likeness, words

SPECIAL_CHAPTERS = ("98", "99")
"""Chapter 98 and 99 numbers are reported beside the article's own number and name no article."""


MEANING = 1.6
"""Points of descriptions that surely mean the same: less than the same words have."""
SURE_MEANING = 0.9


@dataclass(slots=True)
class InvoiceLine:
    """An invoice line with what its document adds to it."""

    ref: LineRef
    number: str
    """Of the invoice, without separators."""
    places: frozenset[int]
    """The numbers by which an entry may refer to it: as printed, and counted."""
    tariff: str
    description: str
    part: str
    origin: str
    quantity: float | None
    unit: str | None
    weight: float | None
    """Net weight in kilograms."""
    value: float | None
    """US dollars that belong to the entered value; None where the amount or the rate is not known."""


@dataclass(slots=True)
class EnteredLine:
    """An entry line."""

    index: int
    number: str
    places: frozenset[int]
    tariffs: tuple[str, ...]
    description: str
    origin: str
    quantities: tuple[tuple[float, str], ...]
    """Its quantities with their units, the first first."""
    value: float | None


@dataclass(slots=True)
class Pairing:
    """What an invoice line brings into an entry line: points in common, its value, its quantity in the line's unit."""

    points: float
    quantity: float | None
    same_unit: bool = True
    alike: bool = field(default=False)
    """Tariff number or description say that these can be the same goods."""


@dataclass(frozen=True, slots=True)
class InvoiceNumbers:
    """The numbers of invoices: those the papers print, and those the entry names in its head or its lines."""

    printed: frozenset[str] = frozenset()
    entered: frozenset[str] = frozenset()

    def apart(self, line: InvoiceLine, entered: EnteredLine) -> bool:
        """Whether the entry names another invoice of the papers for its line, and the invoice line's own nowhere."""
        return bool(line.number) and line.number not in self.entered and entered.number in self.printed


def invoice_lines(
    documents: list[Document], positions: list[int], factors: dict[int, float | None]
) -> list[InvoiceLine]:
    """The lines of these documents; `factors` take a line's amount in each to US dollars of entered value."""
    lines = []
    for position in positions:
        document = documents[position]
        number, origin = document.get("invoice_number"), document.get("country_of_origin")
        factor = factors.get(position)
        for place, item in enumerate(document.line_items):
            amount = amount_of(item)
            printed = usable(item, "line_number")
            quantity, unit = usable(item, "quantity"), usable(item, "unit")
            tariff, country = usable(item, "hts_number"), usable(item, "country_of_origin")
            description, part, net = (
                usable(item, "description"),
                usable(item, "part_number"),
                usable(item, "net_weight_kg"),
            )
            lines.append(
                InvoiceLine(
                    ref=LineRef(position, place),
                    number=code(number.text) if number else "",
                    places=frozenset({place + 1, *([int(printed.number)] if printed and printed.number else [])}),
                    tariff="".join(c for c in tariff.text if c.isdigit()) if tariff else "",
                    description=description.text if description else "",
                    part=code(part.text) if part else "",
                    origin=country.text if country else origin.text if origin else "",
                    quantity=_number(quantity.number) if quantity else None,
                    unit=unit.text if unit else None,
                    weight=_number(net.number) if net else None,
                    value=float(amount) * factor if amount is not None and factor is not None else None,
                )
            )
    return lines


def entered_lines(entry: EntrySummary) -> list[EnteredLine]:
    """The lines of the entry."""
    return [_entered(index, line) for index, line in enumerate(entry.lines)]


def article_numbers(line: EntryLine) -> tuple[str, ...]:
    """The tariff numbers that name the article: without those of chapters 98 and 99, unless there are only such."""
    numbers = ["".join(c for c in number if c.isdigit()) for number in line.hts_numbers]
    articles = tuple(one for one in numbers if one and not one.startswith(SPECIAL_CHAPTERS))
    return articles or tuple(one for one in numbers if one)


def compare(line: InvoiceLine, entered: EnteredLine, numbers: InvoiceNumbers) -> Pairing:
    """What the two have in common. Content weighs more than what the entry refers to: a reference can be wrong."""
    points, alike = 0.0, False
    tariff = _common(line.tariff, entered.tariffs)
    if tariff is not None:
        points += 2.3 if tariff >= 10 else 2.0 if tariff >= 6 else 0.6 if tariff >= 4 else -0.7
        alike |= tariff >= 6
    if line.description and entered.description:
        similar = likeness(line.description, entered.description)
        points += 2.2 * max(0.0, (similar - 0.4) / 0.6) if similar >= 0.3 else -0.3
        alike |= similar >= 0.6
    if len(line.part) >= 4 and line.part in code(entered.description):
        points += 0.8
        alike = True
    if line.origin and entered.origin:
        points += 0.5 if line.origin == entered.origin else -0.5
    points += _reference(line, entered, numbers)
    quantity, same_unit = _quantity(line, entered)
    return Pairing(points, quantity, same_unit, alike)


def by_meaning(pairing: Pairing, line: InvoiceLine, entered: EnteredLine, same_goods: SameGoods) -> None:
    """Adds what the descriptions mean, where their words are not the same."""
    share = same_goods(line.description, entered.description) if entered.description else None
    if share is None:
        return
    pairing.points += MEANING * max(0.0, share - 0.5) / 0.5
    pairing.alike = share >= SURE_MEANING


def _reference(line: InvoiceLine, entered: EnteredLine, numbers: InvoiceNumbers) -> float:
    """Points for the entry's own reference to an invoice and its lines."""
    if entered.number and line.number:
        if entered.number != line.number:
            # A number that no paper bears, where the entry does not name ours, is a mistake in the number and no sign
            # against this line.
            return -1.0 if line.number in numbers.entered or entered.number in numbers.printed else 0.0
        if entered.places:
            return 1.3 if line.places & entered.places else 0.1
        return 0.5
    if entered.places and line.places & entered.places:
        return 0.5
    return 0.0


def _common(tariff: str, tariffs: tuple[str, ...]) -> int | None:
    """How many leading digits the printed number shares with the nearest of the entry's; None where one is missing."""
    if len(tariff) < 4 or not tariffs:
        return None
    best = 0
    for other in tariffs:
        same = 0
        for left, right in zip(tariff, other, strict=False):
            if left != right:
                break
            same += 1
        best = max(best, 10 if same == len(tariff) and same >= 6 else same)
    return best


def _quantity(line: InvoiceLine, entered: EnteredLine) -> tuple[float | None, bool]:
    """The line's quantity in a unit of the entry line, and whether it was compared in a known unit."""
    if line.quantity is None:
        return None, False
    unit = entered.quantities[0][1] if entered.quantities else ""
    if line.unit and unit and (converted := _convert(line.quantity, line.unit, unit)) is not None:
        return converted, True
    if units.is_weight(unit) and line.weight is not None:
        return line.weight, True
    return line.quantity, False


def _convert(quantity: float, source: str, target: str) -> float | None:
    one, other = units.get(source), units.get(target)
    if one is None or other is None or one.kind != other.kind:
        return None
    if one.code == other.code:
        return quantity
    return quantity * float(one.factor / other.factor) if one.factor and other.factor else None


def _entered(index: int, line: EntryLine) -> EnteredLine:
    quantities = [
        (float(quantity), unit or "")
        for quantity, unit in (
            (line.quantity, line.unit),
            (line.quantity2, line.unit2),
            (line.quantity3, line.unit3),
        )
        if quantity is not None
    ]
    return EnteredLine(
        index=index,
        number=code(line.invoice_number),
        places=frozenset(line.invoice_lines or ()),
        tariffs=article_numbers(line),
        description=words(line.description or ""),
        origin=(line.country_of_origin or "").upper(),
        quantities=tuple(quantities),
        value=float(line.entered_value) if line.entered_value is not None else None,
    )


def _number(value: Decimal | None) -> float | None:
    return float(value) if value is not None else None
