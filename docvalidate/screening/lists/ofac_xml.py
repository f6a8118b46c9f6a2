"""OFAC's SDN and consolidated (non-SDN) list in its simple XML (`sdn.xml`, `consolidated.xml`)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from xml.etree.ElementTree import Element

from docvalidate.screening.lists.base import (
    SDN,
    ListError,
    child_text,
    children,
    country_code,
    joined,
    parse_date,
    squeeze,
    xml_elements,
)
from docvalidate.screening.lists.ofac_csv import read_remarks
from docvalidate.screening.lists.ofac_lists import list_of_programs
from docvalidate.screening.types import ListEntity, ListName, Owner, ParsedList

FORMAT = "ofac-xml"
_KINDS = {
    "Unified Social Credit Code (USCC)": "uscc",
    "Tax ID No.": "tax",
    "Vessel Registration Identification": "imo",
    "MMSI": "mmsi",
    "Registration ID": "registration",
    "Registration Number": "registration",
    "Business Registration Number": "registration",
    "Public Registration Number": "registration",
    "Legal Entity Number": "lei",
}


def recognises(head: str, path: Path) -> bool:
    """A root `sdnList`."""
    return "<sdnList" in head[:3000]


def parse(path: Path) -> ParsedList:
    """All `sdnEntry` elements; the count that the file states must be reached."""
    entities: list[ListEntity] = []
    date: dt.date | None = None
    stated: int | None = None
    for element in xml_elements(path, "publshInformation", "sdnEntry"):
        if element.tag.endswith("publshInformation"):
            date = parse_date(child_text(element, "Publish_Date"))
            count = child_text(element, "Record_Count")
            stated = int(count) if count.isdigit() else None
        else:
            entities.append(_entity(path, element, len(entities) + 1))
    if stated is not None and stated != len(entities):
        raise ListError(
            path, f"{len(entities)} entries where the file states {stated}", remedy="It is cut off: fetch it again."
        )
    non_sdn = _non_sdn(entities)
    for entity in entities:
        entity.list = list_of_programs(entity.programs) if non_sdn else SDN
    return ParsedList(FORMAT, "OFAC", entities, len(entities), len(entities), date, stated)


def _non_sdn(entities: list[ListEntity]) -> bool:
    """The consolidated list is known by programmes that no SDN has."""
    marks = ("NS-PLC", "CMIC-", "FSE-", "561-Related")
    return any(program.startswith(marks) for entity in entities for program in entity.programs)


def _entity(path: Path, element: Element, row: int) -> ListEntity:
    uid, name = child_text(element, "uid"), _name(element)
    if not uid or not name:
        raise ListError(path, "an entry without uid or name", row, "Fetch the file again.")
    entity = ListEntity(
        entity_id=uid,
        list="",
        names=[ListName(name, "primary")],
        entity_type=child_text(element, "sdnType").title(),
        remarks=child_text(element, "remarks"),
    )
    for group in element:
        tag = group.tag.rsplit("}", 1)[-1]
        if tag == "programList":
            entity.programs = [squeeze(program.text or "") for program in children(group, "program")]
        elif tag == "akaList":
            for aka in children(group, "aka"):
                if alias := _name(aka):
                    entity.names.append(ListName(alias, "weak" if child_text(aka, "category") == "weak" else "strong"))
        elif tag == "addressList":
            for address in children(group, "address"):
                _add_address(entity, address)
        elif tag == "idList":
            for number in children(group, "id"):
                _add_identifier(entity, child_text(number, "idType"), child_text(number, "idNumber"))
        elif tag == "vesselInfo":
            code = country_code(child_text(group, "vesselFlag"))
            if code and code not in entity.countries:
                entity.countries.append(code)
            entity.remarks = joined(child_text(group, "vesselType"), entity.remarks)
            if owner := child_text(group, "vesselOwner"):
                entity.owners.append(Owner(owner, relation="vessel owner"))
    read_remarks(entity, entity.remarks)
    return entity


def _name(element: Element) -> str:
    last, first = child_text(element, "lastName"), child_text(element, "firstName")
    return f"{last}, {first}" if first and last else last or first


def _add_address(entity: ListEntity, address: Element) -> None:
    country = child_text(address, "country")
    code = country_code(country)
    text = joined(
        *(child_text(address, f"address{n}") for n in (1, 2, 3)),
        child_text(address, "city"),
        child_text(address, "stateOrProvince"),
        child_text(address, "postalCode"),
        code or country,
    )
    if text:
        entity.addresses.append(text)
    if code and code not in entity.countries:
        entity.countries.append(code)


def _add_identifier(entity: ListEntity, kind: str, number: str) -> None:
    key = _KINDS.get(kind)
    if key is None or not number:
        return
    number = number.removeprefix("IMO ").strip()
    before = entity.identifiers.get(key)
    entity.identifiers[key] = f"{before}; {number}" if before else number
