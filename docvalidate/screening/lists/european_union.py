"""European Union, consolidated list of persons under financial sanctions, XML (`xmlFullSanctionsList`, version 1.1)."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import Element

from docvalidate.screening.lists.base import (
    EU,
    ListError,
    child_text,
    children,
    joined,
    parse_date,
    squeeze,
    xml_elements,
)
from docvalidate.screening.types import ListEntity, ListName, ParsedList

FORMAT = "eu-xml"


def recognises(head: str, path: Path) -> bool:
    """A root `export` that holds `sanctionEntity`."""
    return "<export" in head[:3000] and "sanctionEntity" in head


def parse(path: Path) -> ParsedList:
    """One entity a `sanctionEntity`."""
    head = path.open("rb").read(3000).decode("utf-8", errors="replace")
    generated = re.search(r'generationDate="([^"]+)"', head)
    entities = [
        _entity(path, element, row) for row, element in enumerate(xml_elements(path, "sanctionEntity"), start=1)
    ]
    return ParsedList(
        FORMAT, "EU", entities, len(entities), len(entities), parse_date(generated.group(1)) if generated else None
    )


def _entity(path: Path, element: Element, row: int) -> ListEntity:
    number = element.get("euReferenceNumber") or element.get("logicalId") or ""
    names: list[ListName] = []
    for alias in children(element, "nameAlias"):
        whole = squeeze(alias.get("wholeName") or joined_name(alias))
        if whole:
            weak = (
                alias.get("strong", "true").lower() == "false" or "low quality" in child_text(alias, "remark").lower()
            )
            names.append(ListName(whole, "weak" if weak else "strong" if names else "primary"))
    if not names or not number:
        raise ListError(path, "an entity without name or number", row, "Fetch the file again.")
    kinds = [kind.get("code", "") for kind in children(element, "subjectType")]
    regulations = children(element, "regulation")
    entity = ListEntity(
        entity_id=number,
        list=EU,
        names=names,
        entity_type="Individual" if "person" in kinds else "Entity",
        programs=list(dict.fromkeys(text for r in regulations if (text := r.get("programme", "")))),
        remarks=child_text(element, "remark"),
        date_added=parse_date(element.get("designationDate", ""))
        or next((d for r in regulations if (d := parse_date(r.get("publicationDate", "")))), None),
    )
    for address in children(element, "address"):
        code = address.get("countryIso2Code", "")
        code = code if len(code) == 2 and code != "00" else ""
        text = joined(
            *(address.get(key, "") for key in ("street", "poBox", "place", "city", "region", "zipCode")), code
        )
        if text:
            entity.addresses.append(text)
        if code and code not in entity.countries:
            entity.countries.append(code)
    for number_element in children(element, "identification"):
        kind, value = number_element.get("identificationTypeCode", ""), number_element.get("number", "")
        value = value or number_element.get("latinNumber", "")
        if kind in ("imo", "regnumber", "taxnumber") and value:
            entity.identifiers[{"regnumber": "registration", "taxnumber": "tax"}.get(kind, kind)] = value
    return entity


def joined_name(alias: Element) -> str:
    """The whole name from its parts, where the file gives none."""
    return " ".join(part for part in (alias.get(key, "") for key in ("firstName", "middleName", "lastName")) if part)
