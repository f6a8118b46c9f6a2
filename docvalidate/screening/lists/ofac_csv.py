"""OFAC's legacy CSV set: `sdn.csv` with `alt.csv` and `add.csv` beside it (`cons_prim.csv`, `cons_alt.csv`,
`cons_add.csv`).

No header; 12 cells a row: number, name, type, programmes, title, call sign, vessel type, tonnage, gross tonnage, flag,
owner, remarks. Null is `-0- `; several programmes are joined as `A] [B`; the file ends in 0x1A. Weak aliases stand
only in the remarks (`a.k.a. 'BNC'`). Source: OFAC, SDN data specification (dat_spec.txt).
"""

from __future__ import annotations

import re
from pathlib import Path

from docvalidate.screening.lists.base import NON_SDN, SDN, ListError, country_code, csv_rows, joined, squeeze
from docvalidate.screening.lists.ofac_lists import list_of_programs
from docvalidate.screening.types import ListEntity, ListName, Owner, ParsedList

FORMAT = "ofac-csv"
_TYPES = {"individual": "Individual", "vessel": "Vessel", "aircraft": "Aircraft"}
_CELLS = 12
_WEAK = re.compile(r"(?:alt\. )?[anf]\.k\.a\. '([^']+(?:'[^';]+)*)'")
_LINKED = re.compile(r"Linked To: ([^;]+?)\.?$")
_IDENTIFIERS = (
    ("imo", re.compile(r"\bIMO (\d{7})\b")),
    ("mmsi", re.compile(r"\bMMSI (\d{9})\b")),
    ("uscc", re.compile(r"Unified Social Credit Code \(USCC\) ([0-9A-Z]{18})")),
    ("tax", re.compile(r"Tax ID No\. ([0-9A-Z./-]+)")),
    (
        "registration",
        re.compile(r"(?:Registration ID|Registration Number|Public Registration Number|C\.R\. No\.) ([0-9A-Z./-]+)"),
    ),
)
_ROW = re.compile(r'^\s*\d+,"?[^\n]*,(?:"[^"\n]*"|-0- ?)\s*$', re.MULTILINE)
_PRIMARY = re.compile(r'^\d+,"(?:[^"\n]|"")+",(?:-0- ?|"[^"\n]*"),(?:-0- ?|"[^"\n]*"),')
_PART = re.compile(r'^\d+,\d+,(?:"(?:aka|fka|nka)"|-0- |"[^"\n]*"),', re.IGNORECASE)


def recognises(head: str, path: Path) -> bool:
    """Rows that begin with a number and a quoted name, and nulls written `-0- `."""
    return "-0-" in head and (bool(_PRIMARY.match(head)) or bool(_PART.match(head)))


def parse(path: Path) -> ParsedList:
    """The set to which the file belongs; `alt` and `add` are looked for beside the primary file."""
    first = path.open("rb").read(4096).decode("latin-1")
    if _PART.match(first):
        raise ListError(
            path,
            "aliases or addresses of the OFAC set by themselves",
            remedy="Import sdn.csv (or cons_prim.csv); this file is read with it.",
        )
    consolidated = "cons" in path.name.lower()
    entities: dict[str, ListEntity] = {}
    rows = used = 0
    for line, cells in csv_rows(path):
        rows += 1
        entity = _entity(path, line, cells, consolidated)
        if entity.entity_id in entities:
            raise ListError(path, f"the number {entity.entity_id} stands twice", line, "Fetch the file again.")
        entities[entity.entity_id] = entity
        used += 1
    warnings: list[str] = []
    for kind in ("alt", "add"):
        beside = _beside(path, kind)
        if beside is None:
            warnings.append(
                f"no {kind}.csv beside {path.name}: {'aliases' if kind == 'alt' else 'addresses'} are missing"
            )
            continue
        extra_rows, extra_used = (_aliases if kind == "alt" else _addresses)(beside, entities)
        rows += extra_rows
        used += extra_used
        if extra_used < extra_rows:
            warnings.append(f"{beside.name}: {extra_rows - extra_used} rows belong to no entry: the set is not matched")
    return ParsedList(FORMAT, "OFAC", list(entities.values()), rows, used, warnings=warnings)


def _null(cell: str) -> str:
    cell = squeeze(cell.strip("\x1a"))
    return "" if cell == "-0-" else cell


def _entity(path: Path, line: int, cells: list[str], consolidated: bool) -> ListEntity:
    if len(cells) != _CELLS or not cells[0].strip().isdigit():
        raise ListError(
            path,
            f"{len(cells)} cells, an OFAC row has {_CELLS} and begins with a number",
            line,
            "Fetch the file again.",
        )
    number, name, kind, programs, title, call_sign, vessel_type, _, _, flag, owner, remarks = map(_null, cells)
    if not name:
        raise ListError(path, "a row without a name", line, "Fetch the file again.")
    program_list = [part.strip(" []") for part in re.split(r"\]\s*\[|;", programs) if part.strip(" []")]
    entity = ListEntity(
        entity_id=number,
        list=list_of_programs(program_list) if consolidated else SDN,
        names=[ListName(name, "primary")],
        entity_type=_TYPES.get(kind.lower(), "Entity"),
        programs=program_list,
        remarks=joined(title, call_sign, vessel_type, remarks),
    )
    if entity.list == "":
        entity.list = NON_SDN
    if flag:
        code = country_code(flag)
        entity.countries += [code] if code else []
    if owner:
        entity.owners.append(Owner(owner, relation="vessel owner"))
    read_remarks(entity, remarks)
    return entity


def read_remarks(entity: ListEntity, remarks: str) -> None:
    """Weak aliases, links to others and numbers from OFAC's remarks."""
    for part in remarks.split("; "):
        for alias in _WEAK.findall(part):
            entity.names.append(ListName(squeeze(alias), "weak"))
        linked = _LINKED.search(part)
        if linked:
            entity.owners.append(Owner(squeeze(linked.group(1))))
        for kind, pattern in _IDENTIFIERS:
            found = pattern.search(part)
            if found:
                before = entity.identifiers.get(kind)
                entity.identifiers[kind] = f"{before}; {found.group(1)}" if before else found.group(1)


def _beside(path: Path, kind: str) -> Path | None:
    names = (
        (f"{kind}.csv", f"cons_{kind}.csv") if "cons" not in path.name.lower() else (f"cons_{kind}.csv", f"{kind}.csv")
    )
    for name in names:
        for candidate in path.parent.iterdir():
            if candidate.name.lower() == name:
                return candidate
    return None


def _aliases(path: Path, entities: dict[str, ListEntity]) -> tuple[int, int]:
    rows = used = 0
    for line, cells in csv_rows(path):
        rows += 1
        if len(cells) != 5:
            raise ListError(path, f"{len(cells)} cells, an alias row has 5", line, "Fetch the file again.")
        entity = entities.get(cells[0].strip())
        name = _null(cells[3])
        if entity is None or not name:
            continue
        used += 1
        entity.names.append(ListName(name, "strong"))
    return rows, used


def _addresses(path: Path, entities: dict[str, ListEntity]) -> tuple[int, int]:
    rows = used = 0
    for line, cells in csv_rows(path):
        rows += 1
        if len(cells) != 6:
            raise ListError(path, f"{len(cells)} cells, an address row has 6", line, "Fetch the file again.")
        entity = entities.get(cells[0].strip())
        if entity is None:
            continue
        used += 1
        street, city, country = (_null(cell) for cell in cells[2:5])
        code = country_code(country)
        address = joined(street, city, code or country)
        if address:
            entity.addresses.append(address)
        if code and code not in entity.countries:
            entity.countries.append(code)
    return rows, used
