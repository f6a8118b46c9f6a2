"""The parties that cargo release and ISF records name: entity, street address, place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docvalidate.domain.document import Party
from docvalidate.entry.catair.records import CatairRecord

ROLES = {
    "MF": "manufacturer",
    "SE": "seller",
    "BY": "buyer",
    "ST": "ship_to",
    "CN": "consignee",
    "CS": "consolidator",
    "LG": "stuffing_location",
    "SH": "shipper",
    "EX": "exporter",
    "DR": "distributor",
    "PK": "packager",
    "IM": "importer_of_record",
}
"""Entity codes of records SE30, SE50 and SF30 (ESF-59, cargo release guide)."""


def collect(records: Iterable[CatairRecord], entity: str, street: str, place: str) -> dict[str, Party]:
    """The parties by role. `entity`, `street` and `place` are the control identifiers (SE30, SE35, SE36)."""
    found: dict[str, dict[str, Any]] = {}
    current: dict[str, Any] | None = None
    for record in records:
        if record.record == entity:
            code = record.value("entity_code") or ""
            current = found.setdefault(ROLES.get(code, code.lower()), {"parts": []})
            current["name"] = record.value("entity_name") or ""
            current["number"] = record.value("entity_identifier")
        elif current is None:
            continue
        elif record.record == entity[:2] + "31" and entity == "SF30":
            current["name"] = f"{current['name']} {record.value('entity_name') or ''}".strip()
        elif record.record == street:
            for name in ("address_information", "address_information_44"):
                if text := record.value(name):
                    current["parts"].append(text)
        elif record.record == place:
            names = ("city_name", "country_sub_entity_code", "postal_code")
            current["parts"] += [text for name in names if (text := record.value(name))]
            current["country"] = record.value("country_code")
    return {
        role: Party(
            name=party["name"],
            address=", ".join(party["parts"]) or None,
            country=party.get("country"),
            number=party.get("number"),
        )
        for role, party in found.items()
        if party["name"] or party.get("number") or party["parts"]
    }
