"""Rules that had no matter to judge, gathered by reason: not assessed is not passed, and must be seen to be so."""

from __future__ import annotations

from dataclasses import dataclass, field

from docvalidate.domain.finding import Validation
from docvalidate.report.wording import printable


@dataclass
class Unassessed:
    """One reason, the rules it holds for, and the shipments."""

    reason: str
    rules: list[str] = field(default_factory=list)
    shipments: list[str] = field(default_factory=list)


def by_reason(validations: list[Validation]) -> list[Unassessed]:
    """The reasons in the order they first come up, rules and shipments each named once."""
    found: dict[str, Unassessed] = {}
    for validation in validations:
        for item in validation.not_assessed:
            reason = printable(item.reason)
            entry = found.setdefault(reason, Unassessed(reason[:1].upper() + reason[1:]))
            if item.rule not in entry.rules:
                entry.rules.append(item.rule)
            shipment = printable(validation.shipment)
            if shipment not in entry.shipments:
                entry.shipments.append(shipment)
    return sorted(found.values(), key=lambda entry: -len(entry.shipments))
