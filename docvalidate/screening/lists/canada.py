"""Canada's Consolidated Autonomous Sanctions List, XML. Aliases stand in one text, between commas and with script
labels."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import Element

from docvalidate.screening.lists.base import (
    CANADA,
    ListError,
    child_text,
    country_code,
    make_id,
    parse_date,
    xml_elements,
)
from docvalidate.screening.types import ListEntity, ListName, ParsedList

FORMAT = "canada-xml"
_SCRIPT_LABEL = re.compile(
    r"^(?:also known as|a\.?k\.?a\.?|formerly|belarusian|russian|ukrainian|arabic|persian|farsi|chinese|korean|"
    r"english|french|spanish|burmese|"
    r"nickname|alias(?:es)?)\s*:?\s+",
    re.IGNORECASE,
)


def recognises(head: str, path: Path) -> bool:
    """A root `data-set` with records that have a schedule and an item, or a date of listing."""
    return "<data-set" in head[:3000] and "<record>" in head and "DateOfListing" in head


def parse(path: Path) -> ParsedList:
    """One entity a record."""
    entities = [_entity(path, element, row) for row, element in enumerate(xml_elements(path, "record"), start=1)]
    return ParsedList(FORMAT, "Canada", entities, len(entities), len(entities))


def _entity(path: Path, element: Element, row: int) -> ListEntity:
    last, first = child_text(element, "LastName"), child_text(element, "GivenName")
    organisation = child_text(element, "EntityOrShip")
    name = organisation or (f"{last}, {first}" if first and last else last or first)
    if not name:
        raise ListError(path, "a record without a name", row, "Fetch the file again.")
    country = child_text(element, "Country").split("/")[0].strip()
    schedule, item = child_text(element, "Schedule"), child_text(element, "Item")
    imo = child_text(element, "ShipIMONumber")
    code = country_code(country)
    entity = ListEntity(
        entity_id=make_id(country, schedule, item, name),
        list=CANADA,
        names=[ListName(name, "primary")],
        entity_type="Vessel" if imo else "Entity" if organisation else "Individual",
        programs=[part for part in (country, f"Schedule {schedule}" if schedule else "") if part],
        countries=[code] if code and organisation else [],
        date_added=parse_date(child_text(element, "DateOfListing")),
        identifiers={"imo": imo} if imo else {},
    )
    # `A (B)`: the bracket is another name of a company (often the translation), so each stands for itself too.
    bracket = re.fullmatch(r"(.+?)\s*\(([^()]{6,})\)", name) if organisation else None
    if bracket:
        entity.names += [ListName(bracket.group(1)), ListName(bracket.group(2))]
    for alias in re.split(r"[,;](?![^()]*\))", child_text(element, "Aliases")):
        text = _SCRIPT_LABEL.sub("", alias.strip()).strip(" .'\"“”")
        if len(text) > 1:
            # A single word of a person's alias text is as often a patronymic as a name.
            weak = not organisation and " " not in text
            entity.names.append(ListName(text, "weak" if weak else "strong"))
    return entity
