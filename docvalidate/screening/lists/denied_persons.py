"""BIS Denied Persons List: text with tabs, a header, one denial order a row. There are no ids; one is made of name
and dates."""

from __future__ import annotations

from pathlib import Path

from docvalidate.screening.lists.base import (
    DPL,
    ListError,
    country_code,
    csv_records,
    joined,
    make_id,
    parse_date,
    squeeze,
)
from docvalidate.screening.types import ListEntity, ListName, ParsedList

FORMAT = "bis-denied-persons"
_NEEDED = ("Name", "Street_Address", "City", "Country", "Effective_Date", "Expiration_Date", "FR_Citation")


def recognises(head: str, path: Path) -> bool:
    """Its header, between tabs."""
    first = head.split("\n", 1)[0]
    return "\t" in first and "Effective_Date" in first and "Standard_Order" in first


def parse(path: Path) -> ParsedList:
    """Rows of one name and one order are addresses of one entity."""
    entities: dict[str, ListEntity] = {}
    rows = 0
    for line, record in csv_records(path, _NEEDED, delimiter="\t"):
        rows += 1
        name = squeeze(record["Name"])
        if not name:
            raise ListError(path, "a row without a name", line, "Fetch the file again.")
        # Addresses in the United States often come without a country but with a state.
        code = country_code(record["Country"]) or ("US" if record.get("State") and not record["Country"] else "")
        key = make_id(name, record["Effective_Date"], record["FR_Citation"])
        entity = entities.setdefault(
            key,
            ListEntity(
                entity_id=key,
                list=DPL,
                names=[ListName(name, "primary")],
                remarks=joined(record.get("Action", ""), record["FR_Citation"]),
                date_added=parse_date(record["Effective_Date"]),
                date_removed=None,
                status=f"until {record['Expiration_Date']}" if record["Expiration_Date"] else "",
            ),
        )
        entity.addresses.append(
            joined(
                record["Street_Address"],
                record["City"],
                record.get("State", ""),
                record.get("Postal_Code", ""),
                code or record["Country"],
            )
        )
        if code and code not in entity.countries:
            entity.countries.append(code)
    return ParsedList(FORMAT, "BIS", list(entities.values()), rows, rows)
