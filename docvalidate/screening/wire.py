"""Entities as JSON, for storing them; and the fingerprint that tells when an entry has changed."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from decimal import Decimal
from typing import Any

from docvalidate.screening.types import ListEntity, ListName, Owner


def entity_to_dict(entity: ListEntity) -> dict[str, Any]:
    """The entity as plain JSON values; empty fields are left out."""
    out: dict[str, Any] = {
        "entity_id": entity.entity_id,
        "list": entity.list,
        "names": [[n.text, n.quality] for n in entity.names],
    }
    for name in ("entity_type", "remarks", "merchandise", "status"):
        if value := getattr(entity, name):
            out[name] = value
    for name in ("programs", "addresses", "countries", "identifiers"):
        if value := getattr(entity, name):
            out[name] = value
    if entity.owners:
        out["owners"] = [
            [owner.name, owner.entity_id, None if owner.share is None else str(owner.share), owner.relation]
            for owner in entity.owners
        ]
    for name in ("date_added", "date_removed"):
        if value := getattr(entity, name):
            out[name] = value.isoformat()
    return out


def entity_from_dict(data: dict[str, Any]) -> ListEntity:
    """The reverse of `entity_to_dict`."""
    return ListEntity(
        entity_id=data["entity_id"],
        list=data["list"],
        names=[ListName(text, quality) for text, quality in data["names"]],
        entity_type=data.get("entity_type", ""),
        programs=data.get("programs", []),
        addresses=data.get("addresses", []),
        countries=data.get("countries", []),
        identifiers=data.get("identifiers", {}),
        owners=[
            Owner(name, entity_id, None if share is None else Decimal(share), relation)
            for name, entity_id, share, relation in data.get("owners", [])
        ],
        remarks=data.get("remarks", ""),
        merchandise=data.get("merchandise", ""),
        status=data.get("status", ""),
        date_added=_date(data.get("date_added")),
        date_removed=_date(data.get("date_removed")),
    )


def entity_fingerprint(entity: ListEntity) -> str:
    """Sixteen hex digits over all that the list says of the entity; order of names and addresses does not matter."""
    data = entity_to_dict(entity)
    data["names"] = sorted(data["names"])
    for name in ("addresses", "countries", "programs"):
        data[name] = sorted(data.get(name, []))
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
