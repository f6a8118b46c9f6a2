"""UK Sanctions List, XML (`UK-Sanctions-List.xml`): one `Designation` a person, ship or organisation."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from xml.etree.ElementTree import Element

from docvalidate.screening.lists.base import (
    UK,
    ListError,
    child_text,
    children,
    country_code,
    joined,
    local,
    parse_date,
    squeeze,
    xml_elements,
)
from docvalidate.screening.types import ListEntity, ListName, Owner, ParsedList

FORMAT = "uk-xml"
_TYPES = {"Individual": "Individual", "Entity": "Entity", "Ship": "Vessel"}


def recognises(head: str, path: Path) -> bool:
    """A root `Designations`."""
    return "<Designations" in head[:3000]


def parse(path: Path) -> ParsedList:
    """One entity a designation."""
    entities: list[ListEntity] = []
    date: dt.date | None = None
    for element in xml_elements(path, "DateGenerated", "Designation"):
        if local(element.tag) == "DateGenerated":
            date = parse_date(element.text or "", day_first=True)
        else:
            entities.append(_entity(path, element, len(entities) + 1))
    return ParsedList(FORMAT, "UK", entities, len(entities), len(entities), date)


def _entity(path: Path, element: Element, row: int) -> ListEntity:
    names: list[ListName] = []
    for holder in children(element, "Names"):
        for name in children(holder, "Name"):
            # Name6 is the family name or the organisation's whole name and is written last.
            text = " ".join(part for n in range(1, 7) if (part := child_text(name, f"Name{n}")))
            weak = "low" in child_text(name, "AliasStrength").lower()
            primary = child_text(name, "NameType").lower() == "primary name"
            if text:
                names.append(ListName(text, "weak" if weak else "primary" if primary else "strong"))
    names += [ListName(text) for text in _within(element, "NameNonLatinScript")]
    number = child_text(element, "UniqueID")
    if not names or not number:
        raise ListError(path, "a designation without name or UniqueID", row, "Fetch the file again.")
    names.sort(key=lambda name: name.quality != "primary")
    entity = ListEntity(
        entity_id=number,
        list=UK,
        names=names,
        entity_type=_TYPES.get(child_text(element, "IndividualEntityShip"), ""),
        programs=[regime] if (regime := child_text(element, "RegimeName")) else [],
        remarks=child_text(element, "OtherInformation"),
        date_added=parse_date(child_text(element, "DateDesignated"), day_first=True),
    )
    for holder in children(element, "Addresses"):
        for address in children(holder, "Address"):
            country = child_text(address, "AddressCountry")
            code = country_code(country)
            lines = [child_text(address, f"AddressLine{n}") for n in range(1, 7)]
            if text := joined(*lines, child_text(address, "AddressPostalCode"), code or country):
                entity.addresses.append(text)
            if code and code not in entity.countries:
                entity.countries.append(code)
    for details in children(element, "ShipDetails"):
        if numbers := _within(details, "IMONumber"):
            entity.identifiers["imo"] = "; ".join(numbers)
        entity.owners += [
            Owner(owner, relation="owner or operator") for owner in _within(details, "CurrentOwnerOperator")
        ]
    return entity


def _within(element: Element, tag: str) -> list[str]:
    """Texts of a tag at any depth: ships stand in a `Ship` within `ShipDetails`, non-Latin names in lists of lists."""
    texts = (squeeze(inner.text or "") for inner in element.iter() if local(inner.tag) == tag)
    return list(dict.fromkeys(text for text in texts if text))
