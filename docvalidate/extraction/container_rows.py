"""Figures that stand beside a container's number among several: its share, and not the shipment's."""

from __future__ import annotations

from collections.abc import Sequence

from docvalidate.domain.document import Value
from docvalidate.extraction.field_readers import container_value
from docvalidate.extraction.layout import Layout
from docvalidate.extraction.phrases import Phrase

_NAMES = ("package_count", "gross_weight_kg", "net_weight_kg")


_ALIGNED = 6.0
"""Points within which the figures of a column begin or end alike."""


def drop_shares(fields: dict[str, Value], layouts: Sequence[Layout]) -> None:
    """Takes out counts and weights read from a column of figures beside several containers, a row each.

    A total whose box stands beside a list of containers is in no such column: the other rows have no figure there.
    """
    for layout in layouts:
        page = layout.page.number
        listed = [row for row in layout.rows if container_value([p.span for p in row], page) is not None]
        for name in _NAMES:
            value = fields.get(name)
            if value is None or value.page != page or value.bbox is None:
                continue
            left, top, right, bottom = value.bbox
            inside = [any(p.top <= (top + bottom) / 2 <= p.bottom for p in row) for row in listed]
            others = [row for row, own in zip(listed, inside, strict=True) if not own]
            if any(inside) and any(_figure_at(row, left, right) for row in others):
                del fields[name]


def _figure_at(row: Sequence[Phrase], left: float, right: float) -> bool:
    """Whether a row has a figure in the column that another figure stands in."""
    figures = (p for p in row if p.text[:1].isdigit())
    return any(abs(p.x0 - left) <= _ALIGNED or abs(p.x1 - right) <= _ALIGNED for p in figures)
