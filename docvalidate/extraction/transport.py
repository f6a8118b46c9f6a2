"""What a transport document says of its own: its number, its date, its cargo."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from docvalidate.domain.document import LineItem, Value
from docvalidate.domain.page import Box
from docvalidate.extraction import typed
from docvalidate.extraction.header import Candidate
from docvalidate.extraction.label import is_label
from docvalidate.extraction.layout import Layout
from docvalidate.extraction.line_items import LineItems
from docvalidate.reference.identifiers import air_waybill

CARRIAGE = ("bill_of_lading", "air_waybill", "arrival_notice")
OWN_NUMBER = ("document no", "no", "number", "document")
"""Labels of a paper's own number: on a transport document that is the bill's."""


def transport_fields(
    kind: str, fields: dict[str, Value], candidates: Sequence[Candidate], layout: Layout, tables: LineItems
) -> None:
    """Puts in what only a transport document says so: weight and packages of its cargo, its date, its number."""
    _cargo(fields, _of_cargo(tables))
    if kind != "arrival_notice" and "export_date" not in fields:
        _issued(fields, candidates)
    if kind == "air_waybill" and "bill_of_lading_number" not in fields:
        _air_waybill_number(fields, layout)
    if "bill_of_lading_number" not in fields:
        own = next((c.value for c in candidates if c.name == "invoice_number" and c.label in OWN_NUMBER), None)
        if own is not None:
            fields["bill_of_lading_number"] = own
            known = fields.get("invoice_number")
            if known is not None and known.text == own.text:
                del fields["invoice_number"]


def _air_waybill_number(fields: dict[str, Value], layout: Layout) -> None:
    """The number at the corner of an air waybill, known by its check digit."""
    for phrase in layout.phrases:
        if air_waybill.is_valid(phrase.text):
            value = typed.value_of(phrase.span, phrase.text.strip(), layout.page.number, 0.85)
            fields["bill_of_lading_number"] = value
            return


def _cargo(fields: dict[str, Value], items: list[LineItem]) -> None:
    """A transport document's weight and packages from its goods, where they stand in the table alone."""
    for name in ("gross_weight_kg", "package_count"):
        whole = _whole([item[name] for item in items if name in item])
        if whole is not None and (name not in fields or fields[name].confidence < 0.8):
            fields[name] = whole


def _of_cargo(tables: LineItems) -> list[LineItem]:
    """What stands between the head of the cargo and the next box of the form."""
    ends: dict[int, float] = {}
    for part in tables.parts:
        end = next_box(part.layout, max(part.head.rows, default=-1))
        if end < len(part.layout.rows):
            ends[part.layout.page.number] = min(p.top for p in part.layout.rows[end])
    return [
        {
            name: value
            for name, value in item.items()
            if value.bbox is None or value.page is None or value.bbox[1] < ends.get(value.page, value.bbox[3])
        }
        for item in tables.items
    ]


_ROUNDED = Decimal("0.2")
"""Kilograms by which the sum of containers' weights may be off their stated sum."""


def _whole(values: Sequence[Value]) -> Value | None:
    """The figure of all goods: the only one, or that which the others, container by container, add up to."""
    if len(values) == 1:
        return values[0]
    total = sum((value.number or Decimal(0) for value in values), Decimal(0))
    sums = (v for v in values if v.number and abs(total - 2 * v.number) <= _ROUNDED)
    return next(sums, None) if len(values) > 2 else None


def _issued(fields: dict[str, Value], candidates: Sequence[Candidate]) -> None:
    """A bill's own date as that of export: it is issued when the goods are on board or in the carrier's charge."""
    own = fields.get("invoice_date")
    dated = (c for c in candidates if c.name == "invoice_date" and "invoice" not in c.label)
    if own is not None and any(c.value.value == own.value for c in dated):
        fields["export_date"] = fields.pop("invoice_date")


def next_box(layout: Layout, head: int) -> int:
    """The first row below a head that begins a ruled box of the form with the box's label."""
    first: dict[Box | None, int] = {}
    for phrase in layout.phrases:
        first.setdefault(phrase.cell, phrase.row)
    boxes = (p.row for p in layout.phrases if p.cell is not None and p.row == first[p.cell] and is_label(p))
    return min((row for row in boxes if row > head), default=len(layout.rows))
