"""UN Security Council Consolidated List, XML. Aliases of quality `Low` are weak."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from xml.etree.ElementTree import Element

from docvalidate.screening.lists.base import (
    UN,
    ListError,
    child_text,
    children,
    country_code,
    joined,
    local,
    parse_date,
    xml_elements,
)
from docvalidate.screening.types import ListEntity, ListName, ParsedList

FORMAT = "un-xml"


def recognises(head: str, path: Path) -> bool:
    """A root `CONSOLIDATED_LIST`."""
    return "<CONSOLIDATED_LIST" in head[:3000]


def parse(path: Path) -> ParsedList:
    """All individuals and entities."""
    head = path.open("rb").read(3000).decode("utf-8", errors="replace")
    generated = re.search(r'dateGenerated="([^"]+)"', head)
    date: dt.date | None = parse_date(generated.group(1)) if generated else None
    entities = []
    for row, element in enumerate(xml_elements(path, "INDIVIDUAL", "ENTITY"), start=1):
        entities.append(_entity(path, element, row))
    return ParsedList(FORMAT, "UN", entities, len(entities), len(entities), date)


def _entity(path: Path, element: Element, row: int) -> ListEntity:
    kind = local(element.tag)
    name = " ".join(
        part for part in (child_text(element, f"{n}_NAME") for n in ("FIRST", "SECOND", "THIRD", "FOURTH")) if part
    )
    number = child_text(element, "DATAID") or child_text(element, "REFERENCE_NUMBER")
    if not name or not number:
        raise ListError(path, "an entry without name or number", row, "Fetch the file again.")
    entity = ListEntity(
        entity_id=child_text(element, "REFERENCE_NUMBER") or number,
        list=UN,
        names=[ListName(name, "primary")],
        entity_type="Individual" if kind == "INDIVIDUAL" else "Entity",
        programs=[child_text(element, "UN_LIST_TYPE")],
        remarks=child_text(element, "COMMENTS1"),
        date_added=parse_date(child_text(element, "LISTED_ON")),
    )
    original = child_text(element, "NAME_ORIGINAL_SCRIPT")
    if original:
        entity.names.append(ListName(original))
    for alias in children(element, f"{kind}_ALIAS"):
        text = child_text(alias, "ALIAS_NAME")
        if text:
            entity.names.append(ListName(text, "weak" if child_text(alias, "QUALITY").lower() == "low" else "strong"))
    for address in children(element, f"{kind}_ADDRESS"):
        country = child_text(address, "COUNTRY")
        code = country_code(country)
        text = joined(
            *(child_text(address, tag) for tag in ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE")), code or country
        )
        if text:
            entity.addresses.append(text)
        if code and code not in entity.countries:
            entity.countries.append(code)
    imo = re.search(r"\bIMO[ :]*(?:number[ :]*)?(\d{7})\b", entity.remarks)
    if imo:
        entity.identifiers["imo"] = imo.group(1)
    return entity
