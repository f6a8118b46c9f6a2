"""Totals of a shipment as its papers give them: from the head of each paper or from the sum of its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from docvalidate.domain.document import Document, Value, usable
from docvalidate.domain.finding import Evidence
from docvalidate.domain.shipment import BILLS, Shipment
from docvalidate.reference.texts import same_number
from docvalidate.rules.base.places import on_paper, pages_of


@dataclass(frozen=True)
class Total:
    """A figure for the whole shipment, and whose it is. `label` reads in a sentence: `the bill of lading`."""

    value: Decimal
    label: str
    evidence: tuple[Evidence, ...]
    where: str = ""
    by_lines: bool = False
    """Added up from line items, not printed as a total."""
    partial: bool = False
    """Of some of the goods only, or lines may have been missed: it can agree with the entry, but not contradict it."""
    confidence: float = 1.0
    also: tuple[Decimal, ...] = ()
    """Further numbers in the same place: `641 CTNS ON 20 PALLETS`, and other readings."""


def entered_documents(shipment: Shipment) -> list[Document]:
    """The papers that belong to what is entered: without invoices that are not entered, and their packing lists."""
    if shipment.entry is None:
        return shipment.documents
    left_out = {
        position
        for position, document in enumerate(shipment.documents)
        if document.type == "commercial_invoice"
        and (pair := shipment.matching.pair_of(position)) is not None
        and pair.entry_invoice is None
        and pair.by == "none"
    }
    if not left_out or len(left_out) == len(shipment.invoices):
        return shipment.documents
    numbers = {_number(shipment.documents[position]) for position in left_out} - {None}
    kept = {_number(one) for p, one in enumerate(shipment.documents) if p not in left_out and one in shipment.invoices}
    return [
        document
        for position, document in enumerate(shipment.documents)
        if position not in left_out and not (document.type == "packing_list" and _number(document) in numbers - kept)
    ]


def totals(shipment: Shipment, name: str, documents: list[Document] | None = None) -> Iterator[Total]:
    """Every total of that name, the one whose word counts first: bills, packing lists, invoices, then line sums."""
    documents = entered_documents(shipment) if documents is None else documents
    kinds: list[tuple[str, list[Document]]] = [
        (label, [one for one in documents if one.type in types])
        for label, types in (
            ("bill", BILLS),
            ("packing list", ("packing_list",)),
            ("invoice", ("commercial_invoice",)),
            ("notice", ("arrival_notice",)),
        )
    ]
    for _, papers in kinds:
        yield from _printed(papers, name, documents)
    for _, papers in kinds:
        yield from _summed(papers, name, documents)


def line_sum(document: Document, name: str) -> tuple[Decimal, list[Value]] | None:
    """The sum of a line value over a document's lines; None where a line lacks it."""
    values = [usable(item, name) for item in document.line_items]
    numbers = [one.number for one in values if one is not None and one.number is not None]
    if not values or len(numbers) < len(values):
        return None
    return sum(numbers, Decimal(0)), [one for one in values if one is not None]


def _printed(papers: list[Document], name: str, documents: list[Document]) -> Iterator[Total]:
    found = [(one, value) for one in papers if (value := _value(one, name)) is not None and value.number is not None]
    if not found:
        return
    numbers = [value.number or Decimal(0) for _, value in found]
    partial = not _covers_all([one for one, _ in found], documents)
    singles = [
        Total(
            number,
            document.label,
            tuple(on_paper(document, value)),
            pages_of([value]),
            partial=partial if len(found) == 1 else len(documents) > 1 and document.type not in BILLS,
            confidence=value.confidence,
            also=_other_numbers(value),
        )
        for (document, value), number in zip(found, numbers, strict=True)
    ]
    if len(found) > 1:
        label = f"{found[0][0].label}s".replace("list of", "lists of").replace("bill of ladings", "bills of lading")
        evidence = tuple(place for one in singles for place in one.evidence)
        # The same figure on each of several papers is that of the whole shipment, or one is a copy of the other.
        same = len(set(numbers)) == 1
        total = numbers[0] if same and found[0][0].type in BILLS else sum(numbers, Decimal(0))
        sure = min(one.confidence for one in singles)
        yield Total(total, f"{label} together", evidence, partial=partial, confidence=sure)
    yield from singles


def _value(document: Document, name: str) -> Value | None:
    """The value; of a gross and a net weight that were read for one another the larger one is gross."""
    value = _no_money(document, name)
    other = _no_money(document, {"gross_weight_kg": "net_weight_kg", "net_weight_kg": "gross_weight_kg"}.get(name, ""))
    if value is None or other is None or value.number is None or other.number is None:
        return value
    larger, smaller = (value, other) if value.number >= other.number else (other, value)
    return larger if name == "gross_weight_kg" else smaller


def _no_money(document: Document, name: str) -> Value | None:
    """The value, unless it is a sum of money of the same paper, read in the wrong place."""
    value = document.get(name)
    sums = (document.get(one) for one in ("total_amount", "subtotal"))
    if value is not None and any(one is not None and one.number == value.number for one in sums):
        return None
    return value


def entered_elsewhere(shipment: Shipment) -> bool:
    """Whether the entry names an invoice that no paper bears the number of: their totals are not those of the entry."""
    missing = (shipment.entry_invoice(pair) for pair in shipment.matching.invoices if pair.document is None)
    borne = [value.text for paper in shipment.documents if (value := paper.get("invoice_number")) is not None]
    return any(one is not None and not any(same_number(one.number, text) for text in borne) for one in missing)


def _summed(papers: list[Document], name: str, documents: list[Document]) -> Iterator[Total]:
    sums = [(one, total) for one in papers if one.line_items and (total := line_sum(one, name)) is not None]
    if not sums or len(sums) < len([one for one in papers if one.line_items]):
        return
    value = sum((total for _, (total, _) in sums), Decimal(0))
    evidence = tuple(place for one, (_, values) in sums for place in on_paper(one, *values))
    unsure = not all(_all_lines(one, name) for one, _ in sums)
    partial = unsure or not _covers_all([one for one, _ in sums], documents)
    yield Total(value, f"the lines of {sums[0][0].label}", evidence, by_lines=True, partial=partial)


def _all_lines(document: Document, name: str) -> bool:
    """No line was missed and no total was read as a line: another column adds up to what the head of the paper says."""
    for other in ("package_count", "gross_weight_kg", "net_weight_kg", "total_amount", "subtotal"):
        printed = document.get(other)
        lines = line_sum(document, {"total_amount": "amount", "subtotal": "amount"}.get(other, other))
        if other == name or printed is None or printed.number is None or lines is None:
            continue
        if abs(lines[0] - printed.number) <= printed.number / 500:
            return True
    return False


def _covers_all(papers: list[Document], documents: list[Document]) -> bool:
    """Whether the papers speak for every invoice: a bill does, a packing list or invoice for the one it names."""
    invoices = [one for one in documents if one.type == "commercial_invoice"]
    if len(invoices) < 2 or any(one.type in BILLS for one in papers):
        return True
    if all(one.type == "commercial_invoice" for one in papers):
        return len(papers) == len(invoices)
    numbers = [_number(one) for one in papers]
    return None in numbers or {_number(one) for one in invoices} <= set(numbers)


def _other_numbers(value: Value) -> tuple[Decimal, ...]:
    """Whole numbers in the raw text, and other readings: a count of pallets beside one of cartons."""
    found = [Decimal(text.replace(",", "")) for text in re.findall(r"\d[\d,]*", value.raw)]
    return (*found, *(one.number for one in value.alternatives or [] if one.number is not None))


def _number(document: Document) -> str | None:
    value = document.get("invoice_number")
    return value.text.upper() if value else None
