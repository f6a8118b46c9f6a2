"""Figures that stand beside a container's number among several: its share, and not the shipment's."""

from __future__ import annotations

from collections.abc import Sequence

from docvalidate.domain.document import Value
from docvalidate.extraction.field_readers import container_value
from docvalidate.extraction.layout import Layout

_NAMES = ("package_count", "gross_weight_kg", "net_weight_kg")


def drop_shares(fields: dict[str, Value], layouts: Sequence[Layout]) -> None:
    """Takes out counts and weights read from the row of one container, where a page lists several in rows."""
    for layout in layouts:
        page = layout.page.number
        listed = [row for row in layout.rows if container_value([p.span for p in row], page) is not None]
        if len(listed) < 2:
            continue
        for name in _NAMES:
            value = fields.get(name)
            if value is None or value.page != page or value.bbox is None:
                continue
            middle = (value.bbox[1] + value.bbox[3]) / 2
            if any(min(p.top for p in row) <= middle <= max(p.bottom for p in row) for row in listed):
                del fields[name]
