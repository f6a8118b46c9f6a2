"""The UK's lists as CSV: a first row with the date, then a header, a name a row.

OFSI's consolidated list of asset freeze targets (`ConList.csv`, retired on 28 January 2026), and the UK Sanctions List
(`UK-Sanctions-List.csv`), which took its place: other names for the same columns, and ships with their particulars.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from docvalidate.screening.lists.base import UK, ListError, country_code, csv_rows, joined, parse_date, squeeze
from docvalidate.screening.types import ListEntity, ListName, Owner, ParsedList

FORMAT = "uk-ofsi-csv"
_IMO = re.compile(r"\bIMO\b\D{0,12}(\d{7})\b", re.IGNORECASE)
_OFSI_NAMES = {
    "Unique ID": "Group ID",
    "Name type": "Alias Type",
    "Alias strength": "Alias Quality",
    "Name non-latin script": "Name Non-Latin Script",
    "Regime Name": "Regime",
    "Designation Type": "Group Type",
    "Date Designated": "Listed On",
    "Address Postal Code": "Post/Zip Code",
    "Address Country": "Country",
    **{f"Address Line {n}": f"Address {n}" for n in range(1, 7)},
}
"""Columns of the UK Sanctions List by their names in OFSI's."""
_TYPES = {"Individual": "Individual", "Entity": "Entity", "Ship": "Vessel"}


def recognises(head: str, path: Path) -> bool:
    """A header with `Name 6` and `Group ID`, in the first or second row."""
    first = "\n".join(head.splitlines()[:2])
    return "Name 6" in first and "Group ID" in first


def parse(path: Path) -> ParsedList:
    """Rows of one group are names and addresses of one entity."""
    header: list[str] | None = None
    date: dt.date | None = None
    entities: dict[str, ListEntity] = {}
    rows = 0
    for line, raw in csv_rows(path):
        cells = [squeeze(cell) for cell in raw]
        if header is None:
            if "Name 6" in cells:
                header = [_OFSI_NAMES.get(cell, cell) for cell in cells]
            elif cells:
                date = parse_date(cells[-1].removeprefix("Report Date:").strip(), day_first=True)
            continue
        if len(cells) != len(header):
            raise ListError(
                path, f"{len(cells)} cells where the header has {len(header)}", line, "Fetch the file again."
            )
        rows += 1
        _add(path, line, dict(zip(header, cells, strict=True)), entities)
    if header is None:
        raise ListError(path, "no header with 'Name 6'", remedy="Is this the right file?")
    return ParsedList(FORMAT, "UK", list(entities.values()), rows, rows, date)


def _add(path: Path, line: int, record: dict[str, str], entities: dict[str, ListEntity]) -> None:
    number = record["Group ID"]
    name = " ".join(part for n in range(1, 7) if (part := record.get(f"Name {n}", "")))
    if not number or not name:
        raise ListError(path, "a row without name or Group ID", line, "Fetch the file again.")
    entity = entities.setdefault(
        number,
        ListEntity(
            number,
            UK,
            [],
            entity_type=_TYPES.get(record.get("Group Type", ""), ""),
            programs=[record["Regime"]] if record.get("Regime") else [],
            remarks=joined(record.get("Type of ship", ""), record.get("Other Information", "")),
            date_added=parse_date(record.get("Listed On", ""), day_first=True),
        ),
    )
    primary = (
        record.get("Alias Type", "").lower().startswith("primary name")
        and "variation" not in record.get("Alias Type", "").lower()
    )
    weak = "low" in record.get("Alias Quality", "").lower()
    if all(known.text != name for known in entity.names):
        item = ListName(name, "primary" if primary else "weak" if weak else "strong")
        entity.names.insert(0, item) if primary else entity.names.append(item)
    if original := record.get("Name Non-Latin Script", ""):
        entity.names.append(ListName(original))
    number_of_ship = record.get("IMO number", "") or record.get("Other Information", "")
    if imo := _IMO.search(f"IMO {number_of_ship}" if number_of_ship.isdigit() else number_of_ship):
        entity.identifiers["imo"] = imo[1]
    owner = record.get("Current owner/operator (s)", "")
    if owner and all(known.name != owner for known in entity.owners):
        entity.owners.append(Owner(owner, relation="owner or operator"))
    flag = country_code(record.get("Current believed flag of ship", ""))
    if flag and flag not in entity.countries:
        entity.countries.append(flag)
    code = country_code(record.get("Country", ""))
    text = joined(
        *(record.get(f"Address {n}", "") for n in range(1, 7)),
        record.get("Post/Zip Code", ""),
        code or record.get("Country", ""),
    )
    if text and text not in entity.addresses:
        entity.addresses.append(text)
    if code and code not in entity.countries:
        entity.countries.append(code)
