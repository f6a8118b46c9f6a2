"""OFAC's advanced XML (`sdn_advanced.xml`, `cons_advanced.xml`): aliases with their quality, linked parties, relations.

Everything is a number that points into reference tables at the top of the file: types of alias, relation and document,
countries, lists. A profile is a party; its identity holds aliases made of parts; relationships tie profiles together.
Source: OFAC, Advanced Sanctions Data Model (after the UN's enhanced data model).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from xml.etree.ElementTree import Element

from docvalidate.screening.lists.base import SDN, ListError, child_text, children, joined, local, squeeze, xml_elements
from docvalidate.screening.lists.ofac_lists import list_of_programs
from docvalidate.screening.types import ListEntity, ListName, Owner, ParsedList

FORMAT = "ofac-advanced-xml"
_TABLES = frozenset(
    {
        "AliasType",
        "PartyType",
        "PartySubType",
        "RelationType",
        "IDRegDocType",
        "FeatureType",
        "Country",
        "List",
        "SanctionsProgram",
    }
)
_KINDS = {
    "Unified Social Credit Code (USCC)": "uscc",
    "Tax ID No.": "tax",
    "Registration ID": "registration",
    "MMSI": "mmsi",
    "Vessel Registration Identification": "imo",
    "Registration Number": "registration",
}
_TYPES = {
    "Entity": "Entity",
    "Individual": "Individual",
    "Vessel": "Vessel",
    "Aircraft": "Aircraft",
}
_OWNERSHIP = re.compile(r"own|subsidiar|parent", re.IGNORECASE)
_SHARE = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*(?:%|per ?cent)")


@dataclass(slots=True)
class _File:
    tables: dict[str, dict[str, str]] = field(default_factory=dict)
    locations: dict[str, tuple[str, str]] = field(default_factory=dict)
    documents: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    entities: dict[str, ListEntity] = field(default_factory=dict)
    identity_of: dict[str, str] = field(default_factory=dict)
    date: dt.date | None = None
    relations: int = 0

    def word(self, table: str, number: str | None) -> str:
        return self.tables.get(table, {}).get(number or "", "")


def recognises(head: str, path: Path) -> bool:
    """A root `Sanctions` with reference value sets."""
    return bool(re.search(r"<(?:\w+:)?Sanctions[ >]", head[:3000])) and "ReferenceValueSets" in head


def parse(path: Path) -> ParsedList:
    """One entity a profile; the number of sanctions entries must find its profiles."""
    file = _File()
    entries = 0
    wanted = (
        *_TABLES,
        "DateOfIssue",
        "Location",
        "IDRegDocument",
        "DistinctParty",
        "ProfileRelationship",
        "SanctionsEntry",
    )
    for element in xml_elements(path, *wanted):
        tag = local(element.tag)
        if tag in _TABLES:
            number = element.get("ID")
            if number:
                text = element.get("ISO2") if tag == "Country" else squeeze(element.text or "")
                file.tables.setdefault(tag, {})[number] = text or squeeze(element.text or "")
                if tag == "PartySubType":
                    file.tables.setdefault("PartyTypeOf", {})[number] = element.get("PartyTypeID", "")
        elif tag == "DateOfIssue":
            file.date = _date(element)
        elif tag == "Location":
            file.locations[element.get("ID", "")] = _location(file, element)
        elif tag == "IDRegDocument":
            kind = file.word("IDRegDocType", element.get("IDRegDocTypeID"))
            file.documents.setdefault(element.get("IdentityID", ""), []).append(
                (kind, child_text(element, "IDRegistrationNo"))
            )
        elif tag == "DistinctParty":
            _party(path, file, element)
        elif tag == "ProfileRelationship":
            _relation(file, element)
        elif tag == "SanctionsEntry":
            entries += 1
            _entry(path, file, element, entries)
    for entity in file.entities.values():
        entity.list = entity.list or (list_of_programs(entity.programs) if "cons" in path.name.lower() else SDN)
    return ParsedList(FORMAT, "OFAC", list(file.entities.values()), len(file.entities), len(file.entities), file.date)


def _date(element: Element) -> dt.date | None:
    try:
        return dt.date(*(int(child_text(element, part)) for part in ("Year", "Month", "Day")))
    except ValueError:
        return None


def _location(file: _File, element: Element) -> tuple[str, str]:
    parts = [
        squeeze(value.text or "")
        for part in children(element, "LocationPart")
        for holder in children(part, "LocationPartValue")
        for value in children(holder, "Value")
    ]
    codes = [file.word("Country", country.get("CountryID")) for country in children(element, "LocationCountry")]
    code = next((c for c in codes if len(c) == 2), "")
    return joined(*parts, code), code


def _party(path: Path, file: _File, element: Element) -> None:
    for profile in children(element, "Profile"):
        number = profile.get("ID", "")
        kind = file.word("PartySubType", profile.get("PartySubTypeID"))
        if kind not in _TYPES:  # persons and firms are of the sub-type `Unknown`; the type above it tells them apart
            kind = file.word("PartyType", file.word("PartyTypeOf", profile.get("PartySubTypeID")))
        entity = ListEntity(number, "", [], entity_type=_TYPES.get(kind, "Entity"))
        for identity in children(profile, "Identity"):
            _identity(file, entity, identity)
        if not entity.names:
            raise ListError(path, f"profile {number} has no name", len(file.entities) + 1, "Fetch the file again.")
        entity.names.sort(key=lambda name: name.quality != "primary")
        for feature in children(profile, "Feature"):
            _feature(file, entity, feature)
        file.entities[number] = entity


def _identity(file: _File, entity: ListEntity, identity: Element) -> None:
    groups = {
        group.get("ID", ""): master.get("NamePartTypeID", "")
        for holder in children(identity, "NamePartGroups")
        for master_group in children(holder, "MasterNamePartGroup")
        for group in children(master_group, "NamePartGroup")
        for master in (group,)
    }
    for alias in children(identity, "Alias"):
        weak = alias.get("LowQuality", "false").lower() == "true"
        primary = alias.get("Primary", "false").lower() == "true"
        for documented in children(alias, "DocumentedName"):
            parts = [
                (groups.get(value.get("NamePartGroupID", ""), ""), squeeze(value.text or ""))
                for part in children(documented, "DocumentedNamePart")
                for value in children(part, "NamePartValue")
            ]
            text = " ".join(part for _, part in parts if part)
            if text and all(name.text != text for name in entity.names):
                first = primary and not any(name.quality == "primary" for name in entity.names)
                entity.names.append(ListName(text, "primary" if first else "weak" if weak else "strong"))
    for kind, number in file.documents.get(identity.get("ID", ""), []):
        key = _KINDS.get(kind)
        if key and number:
            value = number.removeprefix("IMO ").strip()
            entity.identifiers[key] = f"{entity.identifiers[key]}; {value}" if key in entity.identifiers else value


def _feature(file: _File, entity: ListEntity, feature: Element) -> None:
    for version in children(feature, "FeatureVersion"):
        for place in children(version, "VersionLocation"):
            text, code = file.locations.get(place.get("LocationID", ""), ("", ""))
            if text and text not in entity.addresses:
                entity.addresses.append(text)
            if code and code not in entity.countries:
                entity.countries.append(code)


def _relation(file: _File, element: Element) -> None:
    """`From` stands in the relation to `To`: `Owned or Controlled By`, `Acting for or on behalf of`, ..."""
    entity, other = (
        file.entities.get(element.get("From-ProfileID", "")),
        file.entities.get(element.get("To-ProfileID", "")),
    )
    if entity is None or other is None or element.get("Former", "false") == "true":
        return
    relation = file.word("RelationType", element.get("RelationTypeID")) or "linked to"
    comment = child_text(element, "Comment")
    share = _SHARE.search(comment)
    amount = Decimal(share.group(1)) if share and _OWNERSHIP.search(relation + comment) else None
    entity.owners.append(Owner(other.names[0].text, other.entity_id, amount, relation.lower()))
    file.relations += 1


def _entry(path: Path, file: _File, element: Element, row: int) -> None:
    entity = file.entities.get(element.get("ProfileID", ""))
    if entity is None:
        raise ListError(
            path,
            f"sanctions entry {element.get('ID')} points to a profile that is not there",
            row,
            "It is cut off: fetch it again.",
        )
    for event in children(element, "EntryEvent"):
        for date in children(event, "Date"):
            entity.date_added = entity.date_added or _date(date)
    for measure in children(element, "SanctionsMeasure"):
        program = child_text(measure, "Comment")
        if program and program not in entity.programs:
            entity.programs.append(program)
    name = file.word("List", element.get("ListID"))
    if name:
        entity.list = SDN if name.startswith("SDN") else list_of_programs(entity.programs)
