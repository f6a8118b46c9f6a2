"""What every list parser shares: the error with file, row and remedy, and the small readings of cells."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Protocol
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from docvalidate.screening.folding import fold
from docvalidate.screening.tables import rows as table_rows
from docvalidate.screening.types import ParsedList

MAXIMUM_BYTES = 600_000_000
"""No publisher's file is larger (OFAC's advanced XML is some 120 MB)."""

SDN = "Specially Designated Nationals (SDN) - Treasury Department"
SSI = "Sectoral Sanctions Identifications List (SSI) - Treasury Department"
CMIC = "Non-SDN Chinese Military-Industrial Complex Companies List (CMIC) - Treasury Department"
MBS = "Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department"
CAPTA = "Capta List (CAP) - Treasury Department"
FSE = "Foreign Sanctions Evaders (FSE) - Treasury Department"
PLC = "Palestinian Legislative Council List (PLC) - Treasury Department"
NON_SDN = "Consolidated (non-SDN) List - Treasury Department"
DPL = "Denied Persons List (DPL) - Bureau of Industry and Security"
UFLPA = "UFLPA Entity List - Department of Homeland Security"
WRO = "Withhold Release Orders (WRO) - Customs and Border Protection"
UN = "United Nations Security Council Consolidated List"
EU = "European Union Consolidated Financial Sanctions List"
UK = "United Kingdom Sanctions List"
CANADA = "Canada Consolidated Autonomous Sanctions List"


class ListError(Exception):
    """A list file that cannot be read: says the file, the row where known, and what to do."""

    def __init__(self, path: Path | str, problem: str, row: int | None = None, remedy: str = "") -> None:
        self.path = Path(path)
        self.row = row
        self.problem = problem
        self.remedy = remedy
        place = f"{self.path.name}, row {row}" if row else self.path.name
        super().__init__(f"{place}: {problem}." + (f" {remedy}" if remedy else ""))


class ListParser(Protocol):
    """One publisher's format: a module with these two functions and a `FORMAT` name."""

    FORMAT: str

    def recognises(self, head: str, path: Path) -> bool:
        """Whether a file that begins with `head` is of this format; the name decides nothing alone."""
        ...

    def parse(self, path: Path) -> ParsedList:
        """All entities of the file. Raises `ListError`."""
        ...


def text_of(path: Path) -> str:
    """The file as text: UTF-8 (with or without mark), else Windows-1252, as publishers mix them."""
    if path.stat().st_size > MAXIMUM_BYTES:
        raise ListError(
            path, f"larger than {MAXIMUM_BYTES // 1_000_000} MB", remedy="It is no watch list of a known publisher."
        )
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def csv_rows(path: Path, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """(line, cells) of a CSV file without empty rows; the end-of-file sign 0x1A of old systems is dropped."""
    reader = csv.reader(io.StringIO(text_of(path).replace("\x00", ""), newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            if not cells or (len(cells) == 1 and cells[0].strip("\x1a \t") == ""):
                continue
            yield reader.line_num, cells
    except csv.Error as error:
        raise ListError(path, f"not readable as CSV ({error})", reader.line_num, "Fetch the file again.") from error


def csv_records(
    path: Path, needed: tuple[str, ...], delimiter: str = ",", cut_off: list[int] | None = None
) -> Iterator[tuple[int, dict[str, str]]]:
    """(line, column -> cell) of a CSV file with a header that has the needed columns.

    A row that repeats the header is skipped; one with more or fewer cells than the header is an error. Only where
    `cut_off` is given may the file break off in its last row: the row is read as far as it goes and its line noted
    there.
    """
    header: list[str] | None = None
    table = list(csv_rows(path, delimiter))
    for place, (line, cells) in enumerate(table, start=1):
        if header is None:
            header = [cell.strip().lstrip("\ufeff") for cell in cells]
            missing = [name for name in needed if name not in header]
            if missing:
                raise ListError(path, f"the header has no column {', '.join(missing)}", line, "Is this the right file?")
            continue
        if [cell.strip() for cell in cells] == header:
            continue
        if cut_off is not None and place == len(table) and 1 < len(cells) < len(header):
            cut_off.append(line)
            cells.extend([""] * (len(header) - len(cells)))
        if len(cells) != len(header):
            raise ListError(
                path,
                f"{len(cells)} cells where the header has {len(header)}",
                line,
                "The file is damaged: fetch it again.",
            )
        yield line, dict(zip(header, (cell.strip() for cell in cells), strict=True))
    if header is None:
        raise ListError(path, "the file is empty", remedy="Fetch the file again.")


def xml_elements(path: Path, *tags: str) -> Iterator[Element]:
    """Elements with these local names, each complete and cleared afterwards; entities and DTD tricks are refused."""
    if path.stat().st_size > MAXIMUM_BYTES:
        raise ListError(path, f"larger than {MAXIMUM_BYTES // 1_000_000} MB")
    wanted = set(tags)
    try:
        for _, element in iterparse(
            path, events=("end",), forbid_dtd=False, forbid_entities=True, forbid_external=True
        ):
            if local(element.tag) in wanted:
                yield element
                element.clear()
    except DefusedXmlException as error:
        raise ListError(
            path, "the XML defines entities, which lists never do", remedy="Do not trust this file."
        ) from error
    except ParseError as error:
        line = error.position[0] if error.position else None
        raise ListError(path, f"the XML breaks off or is damaged ({error})", line, "Fetch the file again.") from error


def local(tag: str) -> str:
    """An XML tag without its namespace."""
    return tag.rsplit("}", 1)[-1]


def children(element: Element, tag: str) -> list[Element]:
    """Direct children with a local name."""
    return [child for child in element if local(child.tag) == tag]


def child_text(element: Element, tag: str) -> str:
    """Text of the first direct child with a local name, '' without."""
    for child in element:
        if local(child.tag) == tag:
            return squeeze(child.text or "")
    return ""


def squeeze(text: str) -> str:
    """Runs of white space as one space."""
    return " ".join(text.split())


def make_id(*parts: str) -> str:
    """An id for entries whose publisher gives none: the same for the same parts in every version."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


_FORMATS = (
    "%d-%b-%Y",
    "%Y-%m-%d",
    "%m/%d/%Y",
    "%d/%m/%Y",
    "%B %d, %Y",
    "%b %d, %Y",
    "%d %B %Y",
    "%Y%m%d",
    "%Y-%m-%dT%H:%M:%S",
)


def parse_date(text: str, *, day_first: bool = False) -> dt.date | None:
    """A date in the ways list publishers write one; None for '' and for what is none."""
    text = squeeze(text)
    if not text:
        return None
    iso = re.match(r"(\d{4})-(\d{2})-(\d{2})", text)
    if iso:
        text = iso.group()
    for pattern in _FORMATS:
        if day_first and pattern == "%m/%d/%Y":
            continue
        try:
            return dt.datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    return None


@cache
def _country_codes() -> dict[str, str]:
    out: dict[str, str] = {}
    for row in table_rows("countries"):
        out[fold(row["name"])] = row["iso2"]
        out.setdefault(row["iso2"].lower(), row["iso2"])
    return out


def country_code(text: str) -> str:
    """ISO 3166-1 alpha-2 of a country as lists print it, '' where it is none.

    >>> country_code("Iran (Islamic Republic of)")
    'IR'
    """
    folded = fold(text)
    codes = _country_codes()
    if folded in codes:
        return codes[folded]
    first = fold(text.split("/", maxsplit=1)[0].split("(", maxsplit=1)[0])
    return codes.get(first, "")


def countries_of(addresses: list[str]) -> list[str]:
    """Codes of the countries in which addresses end (`..., Dubai, AE`)."""
    found: dict[str, None] = {}
    for address in addresses:
        code = country_code(address.rsplit(",", 1)[-1])
        if code:
            found[code] = None
    return list(found)


def joined(*parts: str) -> str:
    """Parts of an address with commas between those that are not empty."""
    return ", ".join(part for part in (squeeze(part) for part in parts) if part)
