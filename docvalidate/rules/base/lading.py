"""What must be with CBP 24 hours before cargo is laden: the importer's security filing, the carrier's manifest."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from docvalidate.domain.finding import Evidence, Finding
from docvalidate.domain.shipment import BILLS
from docvalidate.rules.base.context import Check, NoMatter, NotConcerned
from docvalidate.rules.base.places import in_entry, on_paper

CONTAINERS_BY_SEA = "11"


def filed_late(check: Check, field: str, name: str) -> Iterator[Finding]:
    """A finding where the day in that field of the entry is not before the day of export.

    Raises NoMatter without the days, NotConcerned for other modes of transport.
    """
    filed: datetime.date | None = getattr(check.entry, field)
    if filed is None:
        raise NoMatter(f"the entry does not say when the {name} was made")
    if check.entry.mode_of_transport is None:
        raise NoMatter("the entry has no mode of transport")
    if check.entry.mode_of_transport != CONTAINERS_BY_SEA:
        raise NotConcerned("the goods do not come in containers by sea")
    exported, evidence, confidence = _export(check)
    if filed >= exported:
        yield check.finding(
            f"The {name} is of {filed.isoformat()}, the export of {exported.isoformat()}: it had to be made 24 hours "
            "before lading.",
            expected=f"before {exported.isoformat()}",
            found=filed,
            evidence=[*in_entry(check.entry, field), *evidence],
            confidence=confidence,
        )


def _export(check: Check) -> tuple[datetime.date, list[Evidence], float]:
    """The last day that the bills of lading may mean, else the entry's."""
    for one in check.shipment.printed("export_date", *BILLS):
        days = [day.day for day in (one.value, *(one.value.alternatives or [])) if day.day is not None]
        if days:
            return max(days), on_paper(one.document, one.value), one.value.confidence
    if check.entry.export_date is None:
        raise NoMatter("neither a bill of lading nor the entry has a date of export")
    return check.entry.export_date, in_entry(check.entry, "export_date"), 1.0
