"""A user's own list: a CSV with `name` and any of `entity_id, list, entity_type, program, address, country,
date_added`.

Several rows of one `list` and `entity_id` are names of one entity; without `entity_id` every row is an entity by
itself. Also read: `quality` (`strong`, `weak`), `remarks`, `imo`, `registration`, `owner`, `share` (per cent).
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from pathlib import Path

from docvalidate.screening.lists.base import (
    ListError,
    countries_of,
    country_code,
    csv_records,
    make_id,
    parse_date,
    squeeze,
)
from docvalidate.screening.lists.csl_csv import _END_OF_ADDRESS
from docvalidate.screening.types import ListEntity, ListName, Owner, ParsedList

FORMAT = "own-csv"


def recognises(head: str, path: Path) -> bool:
    """A header with a column `name`."""
    first = head.split("\n", 1)[0].strip().lower()
    return "name" in [cell.strip().strip('"') for cell in first.split(",")]


def parse(path: Path) -> ParsedList:
    """Entities by list and id."""
    entities: dict[tuple[str, str], ListEntity] = {}
    rows = 0
    for line, raw in csv_records(path, ()):
        rows += 1
        record = {key.lower(): squeeze(value) for key, value in raw.items()}
        if not record.get("name"):
            raise ListError(path, "a row without a name", line, "Give every row a name or take it out.")
        list_name = record.get("list") or path.stem
        entity_id = record.get("entity_id") or make_id(list_name, record["name"], record.get("address", ""))
        entity = entities.get((list_name, entity_id))
        if entity is None:
            entity = entities[list_name, entity_id] = ListEntity(
                entity_id, list_name, [], entity_type=record.get("entity_type", ""), remarks=record.get("remarks", "")
            )
        _add(path, line, entity, record)
    return ParsedList(FORMAT, "user", list(entities.values()), rows, rows)


def _add(path: Path, line: int, entity: ListEntity, record: dict[str, str]) -> None:
    quality = record.get("quality", "").lower()
    if quality not in ("", "strong", "weak", "primary"):
        raise ListError(path, f"quality '{quality}'", line, "Write strong or weak.")
    if all(name.text != record["name"] for name in entity.names):
        first = not entity.names and quality != "weak"
        entity.names.append(ListName(record["name"], "weak" if quality == "weak" else "primary" if first else "strong"))
    entity.programs += [p for p in record.get("program", "").split("; ") if p and p not in entity.programs]
    for address in _END_OF_ADDRESS.split(record.get("address", "")):
        if address and address not in entity.addresses:
            entity.addresses.append(address)
    codes = [code for part in record.get("country", "").split("; ") if (code := country_code(part))]
    for code in codes or countries_of(entity.addresses):
        if code not in entity.countries:
            entity.countries.append(code)
    for kind in ("imo", "registration", "uscc", "tax"):
        if number := record.get(kind):
            entity.identifiers[kind] = number
    if record.get("date_added"):
        entity.date_added = entity.date_added or parse_date(record["date_added"])
    if owner := record.get("owner"):
        share: Decimal | None = None
        if text := record.get("share", "").rstrip("% "):
            try:
                share = Decimal(text)
            except InvalidOperation as error:
                raise ListError(path, f"share '{text}' is no number", line, "Write per cent, such as 25.5.") from error
        entity.owners.append(Owner(owner, record.get("owner_id", ""), share, "owned by"))
