"""UFLPA Entity List: the table on dhs.gov, as a saved page, as JSON rows or as a CSV with the same two columns.

A cell holds a company with its aliases, or a company and its subsidiaries, in one sentence; see `cells`.
"""

from __future__ import annotations

import json
from pathlib import Path

from docvalidate.screening.lists.base import UFLPA, ListError, csv_rows, make_id, parse_date, squeeze, text_of
from docvalidate.screening.lists.cells import split_cell
from docvalidate.screening.lists.tables_html import table_rows
from docvalidate.screening.types import ListEntity, ListName, Owner, ParsedList

FORMAT = "uflpa"
_TELLS = ("uflpa", "uyghur forced labor")


def recognises(head: str, path: Path) -> bool:
    """A page, JSON or CSV that names the UFLPA and has rows of a name and a date."""
    low = head.lower()
    if low.lstrip().startswith("{"):
        return '"rows"' in low and any(tell in low for tell in _TELLS)
    if "<table" in low or "<html" in low:
        return any(tell in low for tell in _TELLS)
    first = low.split("\n", 1)[0]
    return (
        "," in first
        and "effective date" in first
        and ("uflpa" in first or "name of entity" in first or "entity name" in first)
        and "merchandise" not in first
    )


def parse(path: Path) -> ParsedList:
    """Companies of all rows; a company and its subsidiaries in one cell are entities of their own."""
    entities: list[ListEntity] = []
    rows = _rows(path)
    used = 0
    for number, (cell, date_text) in enumerate(rows, start=1):
        date = parse_date(date_text)
        if date is None:
            raise ListError(path, f"'{date_text}' is no date", number, "Fetch the file again.")
        found = split_cell(cell)
        if not found:
            raise ListError(path, "a row without a name", number, "Fetch the file again.")
        used += 1
        for one in found:
            entities.append(
                ListEntity(
                    entity_id=make_id("uflpa", one.name),
                    list=UFLPA,
                    names=[ListName(one.name, "primary"), *(ListName(alias) for alias in one.aliases)],
                    entity_type="Entity",
                    programs=["UFLPA"],
                    countries=["CN"],
                    remarks=cell if len(found) > 1 or one.aliases or one.note else "",
                    owners=[Owner(one.parent, relation="subsidiary of")] if one.parent else [],
                    date_added=date,
                )
            )
    return ParsedList(FORMAT, "DHS", entities, len(rows), used)


def _rows(path: Path) -> list[tuple[str, str]]:
    text = text_of(path)
    start = text.lstrip()[:1]
    if start == "{":
        try:
            data = json.loads(text)
        except json.JSONDecodeError as error:
            raise ListError(
                path, f"the JSON breaks off or is damaged ({error.msg})", error.lineno, "Fetch the file again."
            ) from error
        rows = data.get("rows")
        if not isinstance(rows, list) or not all(isinstance(row, list) and len(row) >= 2 for row in rows):
            raise ListError(path, "rows of a name and a date are missing", remedy="Is this the right file?")
        return [(squeeze(str(row[0])), squeeze(str(row[1]))) for row in rows]
    if start == "<":
        cells = table_rows(text)
    else:
        cells = [row for _, row in csv_rows(path)]
    out = [(squeeze(row[0]), squeeze(row[-1])) for row in cells if len(row) >= 2]
    return [row for row in out if parse_date(row[1]) is not None or not _is_header(row)]


def _is_header(row: tuple[str, str]) -> bool:
    return "date" in row[1].lower() and not any(character.isdigit() for character in row[1])
