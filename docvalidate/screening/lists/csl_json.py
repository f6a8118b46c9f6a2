"""ITA Consolidated Screening List, JSON (`consolidated.json`, or a page of answers of its API)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from docvalidate.screening.lists.base import ListError, country_code, joined, parse_date, squeeze, text_of
from docvalidate.screening.lists.csl_csv import _KINDS
from docvalidate.screening.lists.ofac_csv import read_remarks
from docvalidate.screening.types import ListEntity, ListName, Owner, ParsedList

FORMAT = "csl-json"


def recognises(head: str, path: Path) -> bool:
    """A JSON object with `results` (or `sources_used`) whose members have `source` and `alt_names`."""
    return head.lstrip()[:1] in "{[" and '"alt_names"' in head and '"source"' in head


def parse(path: Path) -> ParsedList:
    """One entity a result; a page that is not the whole list is refused by its own total."""
    try:
        data = json.loads(text_of(path))
    except json.JSONDecodeError as error:
        raise ListError(
            path, f"the JSON breaks off or is damaged ({error.msg})", error.lineno, "Fetch the file again."
        ) from error
    results = data.get("results") if isinstance(data, dict) else data
    if not isinstance(results, list):
        raise ListError(path, "no member 'results'", remedy="Is this the right file?")
    total = data.get("total") if isinstance(data, dict) else None
    if isinstance(total, int) and total > len(results):
        raise ListError(
            path,
            f"{len(results)} of {total} entries: one page of the API",
            remedy="Import the whole file consolidated.json.",
        )
    entities = []
    for row, record in enumerate(results, start=1):
        if not isinstance(record, dict) or not record.get("name") or not record.get("source"):
            raise ListError(path, "a result without name or source", row, "Fetch the file again.")
        entities.append(_entity(record))
    return ParsedList(FORMAT, "ITA", entities, len(results), len(entities))


def _text(record: dict[str, Any], key: str) -> str:
    value = record.get(key)
    return squeeze(str(value)) if value not in (None, "") else ""


def _entity(record: dict[str, Any]) -> ListEntity:
    entity = ListEntity(
        entity_id=_text(record, "entity_number")
        or _text(record, "id")
        or _text(record, "_id")
        or _text(record, "name"),
        list=_text(record, "source"),
        names=[ListName(_text(record, "name"), "primary")],
        entity_type=_text(record, "type"),
        programs=[str(program) for program in record.get("programs") or []],
        remarks=joined(_text(record, "vessel_type"), _text(record, "remarks")),
        date_added=parse_date(_text(record, "start_date")),
    )
    entity.names += [ListName(squeeze(str(alias))) for alias in record.get("alt_names") or [] if str(alias).strip()]
    for address in record.get("addresses") or []:
        code = country_code(_text(address, "country"))
        text = joined(
            *(_text(address, key) for key in ("address", "city", "state", "state_or_province", "postal_code")),
            code or _text(address, "country"),
        )
        if text:
            entity.addresses.append(text)
        if code and code not in entity.countries:
            entity.countries.append(code)
    for number in record.get("ids") or []:
        key, value = _KINDS.get(_text(number, "type")), _text(number, "number").removeprefix("IMO ")
        if key and value:
            entity.identifiers[key] = f"{entity.identifiers[key]}; {value}" if key in entity.identifiers else value
    flag = country_code(_text(record, "vessel_flag"))
    if flag and flag not in entity.countries:
        entity.countries.append(flag)
    if owner := _text(record, "vessel_owner"):
        entity.owners.append(Owner(owner, relation="vessel owner"))
    read_remarks(entity, entity.remarks)
    return entity
