"""ITA Consolidated Screening List, CSV: all US lists of Commerce, State and Treasury in one file.

`alt_names` and `addresses` are joined with `; `; `source` names the list; entries of BIS and State have no `type`. The
header can stand again inside the file. Source: trade.gov, Consolidated Screening List.
"""

from __future__ import annotations

import re
from pathlib import Path

from docvalidate.screening.lists.base import (
    ListError,
    countries_of,
    country_code,
    csv_records,
    joined,
    parse_date,
    squeeze,
)
from docvalidate.screening.lists.ofac_csv import read_remarks
from docvalidate.screening.types import ListEntity, ListName, Owner, ParsedList

FORMAT = "csl-csv"
_NEEDED = ("source", "name", "alt_names", "addresses", "programs", "type")
_END_OF_ADDRESS = re.compile(r"(?<=, [A-Z]{2}); |(?<=^[A-Z]{2}); ")
_KINDS = {
    "Unified Social Credit Code (USCC)": "uscc",
    "Tax ID No.": "tax",
    "Registration ID": "registration",
    "Registration Number": "registration",
    "Vessel Registration Identification": "imo",
    "MMSI": "mmsi",
}


def recognises(head: str, path: Path) -> bool:
    """The columns of the CSL."""
    first = head.split("\n", 1)[0]
    return (
        "federal_register_notice" in first
        and "alt_names" in first
        and "source" in first
        and not head.lstrip().startswith("{")
    )


def parse(path: Path) -> ParsedList:
    """One entity a row."""
    entities: list[ListEntity] = []
    rows = 0
    cut_off: list[int] = []
    for line, record in csv_records(path, _NEEDED, cut_off=cut_off):
        rows += 1
        if not record["name"] or not record["source"]:
            raise ListError(path, "a row without name or source", line, "Fetch the file again.")
        entities.append(_entity(record))
    warnings = [f"row {line}: the file breaks off here; the list is not complete" for line in cut_off]
    return ParsedList(FORMAT, "ITA", entities, rows, len(entities), warnings=warnings, cut_off=bool(cut_off))


def _entity(record: dict[str, str]) -> ListEntity:
    addresses = [squeeze(a) for a in _END_OF_ADDRESS.split(record["addresses"]) if a.strip(" ;")]
    entity = ListEntity(
        entity_id=record.get("entity_number") or record.get("_id") or record.get("id") or record["name"],
        list=record["source"],
        names=[ListName(squeeze(record["name"]), "primary")],
        entity_type=record["type"],
        programs=[p for p in re.split(r"; ?", record["programs"]) if p],
        addresses=addresses,
        countries=countries_of(addresses),
        remarks=joined(record.get("vessel_type", ""), record.get("remarks", "")),
        date_added=parse_date(record.get("start_date", "")),
    )
    entity.names += [ListName(squeeze(alias)) for alias in record["alt_names"].split("; ") if alias.strip()]
    for part in record.get("ids", "").split("; "):
        kind, _, rest = part.partition(", ")
        key, number = _KINDS.get(kind), rest.split(", ")[0].removeprefix("IMO ")
        if key and number:
            entity.identifiers[key] = f"{entity.identifiers[key]}; {number}" if key in entity.identifiers else number
    flag = country_code(record.get("vessel_flag", ""))
    if flag and flag not in entity.countries:
        entity.countries.append(flag)
    if owner := record.get("vessel_owner", ""):
        entity.owners.append(Owner(owner, relation="vessel owner"))
    read_remarks(entity, entity.remarks)
    return entity
