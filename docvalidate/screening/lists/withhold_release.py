"""CBP's Withhold Release Orders and Findings: a saved page or a CSV, with whatever of these columns it has.

Entity, merchandise, country, date, status. A cell can hold several companies (see `cells`). Some orders are for goods
or a region rather than a company: they are entries of type `Goods`, which no party's name is matched with.
"""

from __future__ import annotations

import re
from pathlib import Path

from docvalidate.screening.lists.base import (
    WRO,
    ListError,
    country_code,
    csv_rows,
    make_id,
    parse_date,
    squeeze,
    text_of,
)
from docvalidate.screening.lists.cells import CellEntity, split_cell
from docvalidate.screening.lists.tables_html import table_rows
from docvalidate.screening.types import ListEntity, ListName, Owner, ParsedList

FORMAT = "cbp-wro"
_COLUMNS = {
    "entity": (
        "entity",
        "entities",
        "raw_entity_cell",
        "manufacturer(s)",
        "manufacturer",
        "manufacturers",
        "company",
        "entity name",
    ),
    "merchandise": ("merchandise", "industry", "goods", "commodity", "product"),
    "country": ("country", "country of origin"),
    "date": (
        "effective_date",
        "effective date",
        "date",
        "date of detention order",
        "wro effective date",
        "do effective date",
        "issued",
    ),
    "status": ("status", "wro status"),
    "type": ("type", "order type"),
}
_REGION = re.compile(r"\bregion\b|\bXUAR\b|\ball\b.*\bcotton\b", re.IGNORECASE)
_NO_COMPANY = re.compile(r"small mines|diamond fields", re.IGNORECASE)


def recognises(head: str, path: Path) -> bool:
    """A header with an entity column and one of merchandise, status or the raw cell; or a page that names the
    orders."""
    low = head.lower()
    if "<table" in low or "<html" in low:
        return "withhold release" in low
    first = [cell.strip().strip('"').lstrip("\ufeff") for cell in low.split("\n", 1)[0].split(",")]
    entity = any(name in first for name in _COLUMNS["entity"])
    return entity and (
        "raw_entity_cell" in first or any(name in first for name in _COLUMNS["merchandise"] + _COLUMNS["status"])
    )


def parse(path: Path) -> ParsedList:
    """Entities of all rows."""
    table = _table(path)
    header = [cell.lower().strip() for cell in table[0][1]]
    places = {
        key: next((header.index(name) for name in names if name in header), None) for key, names in _COLUMNS.items()
    }
    if places["entity"] is None:
        raise ListError(path, "no column for the entity", table[0][0], "Is this the right file?")
    entities: dict[str, ListEntity] = {}
    rows = used = 0
    for line, cells in table[1:]:
        if len(cells) != len(header):
            raise ListError(
                path, f"{len(cells)} cells where the header has {len(header)}", line, "Fetch the file again."
            )
        record = {key: squeeze(cells[place]) if place is not None else "" for key, place in places.items()}
        rows += 1
        found = split_cell(record["entity"])
        if not found:
            raise ListError(path, "a row without an entity", line, "Fetch the file again.")
        used += 1
        for one in found:
            _add(entities, one, record)
    return ParsedList(FORMAT, "CBP", list(entities.values()), rows, used)


def _table(path: Path) -> list[tuple[int, list[str]]]:
    text = text_of(path)
    if text.lstrip()[:1] != "<":
        return list(csv_rows(path))
    rows = table_rows(text)
    known = {name for names in _COLUMNS.values() for name in names}
    for number, row in enumerate(rows):
        if sum(cell.lower().strip() in known for cell in row) >= 2:
            width = len(row)
            body = [
                (index, cells)
                for index, cells in enumerate(rows[number + 1 :], start=number + 2)
                if len(cells) == width
            ]
            return [(number + 1, row), *body]
    raise ListError(
        path, "no table with entity and merchandise in the page", remedy="Save the page that lists the orders."
    )


def _add(entities: dict[str, ListEntity], one: CellEntity, record: dict[str, str]) -> None:
    key = make_id("wro", one.name, record["merchandise"])
    entity = entities.get(key)
    code = country_code(record["country"])
    if entity is None:
        kind = "Goods" if _REGION.search(one.name) or _NO_COMPANY.search(one.name) else one.kind
        entity = entities[key] = ListEntity(
            entity_id=key,
            list=WRO,
            names=[ListName(one.name, "primary")],
            entity_type=kind,
            programs=[record["type"] or "WRO"],
            merchandise=record["merchandise"],
            status=record["status"],
            addresses=[one.address] if one.address else [],
            remarks=record["entity"] if record["entity"] != one.name else "",
            owners=[Owner(one.parent, relation="subsidiary of")] if one.parent else [],
            date_added=parse_date(record["date"]),
        )
    for alias in one.aliases:
        if all(name.text != alias for name in entity.names):
            entity.names.append(ListName(alias))
    if code and code not in entity.countries:
        entity.countries.append(code)
