"""A finding as the templates want it: both sides with what is printed, where, and a crop of the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from urllib.parse import urlsplit

from docvalidate.domain.document import LineItem
from docvalidate.domain.entry import EntrySummary
from docvalidate.domain.finding import Evidence, Finding, Severity, Validation
from docvalidate.domain.page import Box
from docvalidate.report.html.geometry import Rectangle, around, clusters, crop
from docvalidate.report.html.papers import Paper, Reading, found_again
from docvalidate.report.html.pictures import PageKey, Shown
from docvalidate.report.html.sheets import Sheet, window
from docvalidate.report.sides import difference, sides
from docvalidate.report.wording import (
    entry_place,
    field_name,
    figure,
    percent,
    place,
    plain,
    printable,
    stake,
    whole_dollars,
)

LINE_FIELDS = (
    *("hts_numbers", "description", "country_of_origin", "manufacturer_id", "quantity", "unit"),
    *("entered_value", "gross_weight_kg", "invoice_number"),
)
"""What is shown of an entry line beside the field in dispute."""
ABOUT_NO_LINE = "line-not-entered"
"""Goods that no entry line covers: the entry's lines are listed, so that a person can look for them."""
ABOUT_NO_PAPER = "line-not-invoiced"
"""An entry line that no invoice bills: the invoices' lines are listed."""
MOST_LINES = 14
"""Lines listed there."""


@dataclass(frozen=True)
class Crop:
    """A part of a page with boxes; `band` is the row around them."""

    picture: Shown
    view: Rectangle
    boxes: list[Rectangle]
    band: Rectangle | None
    text: str
    """What a screen reader says in place of the picture."""


@dataclass
class Place:
    """Evidence on one page, sheet or file: the texts printed there, how they were read, and a picture."""

    where: str
    texts: list[str] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    crops: list[Crop] = field(default_factory=list)
    sheet: Sheet | None = None
    missing: str | None = None


@dataclass(frozen=True)
class EntryRow:
    """A field of the entry; `disputed` is the one the finding is about."""

    label: str
    value: str
    disputed: bool


@dataclass(frozen=True)
class Side:
    """One side of a finding."""

    label: str
    value: str
    places: list[Place]
    rows: list[EntryRow] = field(default_factory=list)
    caption: str = ""
    note: str = ""
    lines: list[tuple[int, str, str]] = field(default_factory=list)
    """Lines none of which is it, introduced by `note`: number, tariff number, description."""


@dataclass(frozen=True)
class Card:
    """A finding."""

    id: str
    severity: Severity
    rule: str
    line: int | None
    message: str
    sure: str
    stake: str
    fix: str
    law: str
    law_url: str | None
    apart: str
    sides: list[Side]
    worksheet: tuple[str, str] | None
    """The id and the name of the worksheet that shows the sum."""
    fingerprint: str


def card(
    finding: Finding, validation: Validation, identity: str, papers: list[Paper], shown: dict[PageKey, Shown]
) -> Card:
    """Prepares a finding. `papers` are those of its shipment, for the way from evidence back to values."""
    whose = sides(finding, validation)
    expected = Side(whose.labels[0], _value(finding.expected), _places(whose.expected, validation, papers, shown))
    if finding.rule == ABOUT_NO_PAPER and not whose.expected:
        expected = Side("Papers", expected.value, [], note="No invoice line bills it:", lines=_billed(validation))
    if whose.against_entry or finding.rule == ABOUT_NO_LINE:
        found = _entry_side("Entry", finding, whose.found, validation, papers, shown)
    else:
        found = Side(whose.labels[1], _value(finding.found), _places(whose.found, validation, papers, shown))
    return Card(
        id=identity,
        severity=finding.severity,
        rule=finding.rule,
        line=finding.entry_line,
        message=printable(finding.message),
        sure="" if finding.confidence >= 1 else percent(finding.confidence),
        stake=stake(finding.money),
        fix=printable(finding.fix or ""),
        law=printable(finding.citation.text) if finding.citation else "",
        law_url=web(finding.citation.url) if finding.citation else None,
        apart=_apart(finding, whose.against_entry and bool(whose.expected)),
        sides=[side for side in (expected, found) if side.value or side.places or side.rows or side.lines],
        worksheet=_worksheet(finding, validation, identity),
        fingerprint=finding.fingerprint or f"{finding.rule} {finding.entry_line or ''} {finding.message}",
    )


def web(url: str | None) -> str | None:
    """The address if it leads to the web; any other scheme is no link."""
    return url if url and urlsplit(url).scheme in ("https", "http") else None


def _value(value: object) -> str:
    return "" if value is None else plain(value)


def _apart(finding: Finding, against_papers: bool) -> str:
    apart = difference(finding)
    if apart is None:
        return ""
    share = f" ({figure(abs(apart.percent), 1)} %)" if apart.percent is not None else ""
    direction = ("above" if apart.amount > 0 else "below") + (" the papers" if against_papers else " what is expected")
    return f"{'the entry is ' if against_papers else ''}{figure(abs(apart.amount))}{share} {direction}"


def _worksheet(finding: Finding, validation: Validation, identity: str) -> tuple[str, str] | None:
    """The worksheet of the invoice the evidence stands on, for findings about money."""
    if finding.money is None and "value" not in finding.rule and "currency" not in finding.rule:
        return None
    files = [evidence.file for evidence in finding.evidence]
    for number, sheet in enumerate(validation.worksheets, start=1):
        if sheet.file in files:
            return f"{identity.partition('f')[0]}w{number}", printable(sheet.invoice_number or sheet.file)
    return None


def _places(
    evidence: list[Evidence], validation: Validation, papers: list[Paper], shown: dict[PageKey, Shown]
) -> list[Place]:
    groups: dict[tuple[str, int | None, bool], list[Evidence]] = {}
    for item in evidence:
        groups.setdefault((item.file, item.page, item.cell is not None), []).append(item)
    places = []
    for (file, page, in_cells), items in groups.items():
        where = place(items[0].model_copy(update={"path": None}), validation.entry)
        found = Place(where if not in_cells or len(items) == 1 else printable(file))
        for item in items:
            found.texts.append(printable(item.text))
            reading = found_again(item, papers)
            if reading is not None and reading not in found.readings:
                found.readings.append(reading)
        if in_cells:
            cells = [item.cell for item in items if item.cell]
            found.sheet = _sheet(file, page, items, cells, validation, papers, shown)
        elif page is not None:
            picture = shown.get(PageKey(validation.shipment, file, page))
            boxes = [item.bbox for item in items if item.bbox is not None]
            if picture is not None and picture.drawn and boxes:
                found.crops = list(_crops(picture, boxes, found))
            elif boxes and picture is not None:
                found.missing = picture.missing
        places.append(found)
    return places


def _crops(picture: Shown, boxes: list[Box], found: Place) -> Iterator[Crop]:
    for group in clusters(boxes):
        rows = {reading.row for reading in found.readings}
        row = rows.pop() if len(rows) == 1 else None
        texts = ", ".join(f"“{text}”" for text in found.texts)
        yield Crop(
            picture,
            crop(group, row, picture.width, picture.height),
            [around(box) for box in group],
            around(row, 4.0) if row else None,
            f"Part of {found.where} with a box around {texts}",
        )


def _sheet(
    file: str,
    page: int | None,
    evidence: list[Evidence],
    cells: list[str],
    validation: Validation,
    papers: list[Paper],
    shown: dict[PageKey, Shown],
) -> Sheet | None:
    """The part of the sheet that holds the evidence: of several sheets the one whose cells say what it quotes."""
    pages = [page] if page is not None else [n for d in validation.documents if d.file == file for n in d.pages] or [1]
    candidates = [found for n in pages if (found := shown.get(PageKey(validation.shipment, file, n))) and found.rows]
    readings = {item.cell: read for item in evidence if item.cell and (read := found_again(item, papers))}
    windows = [part for found in candidates if (part := window(found, cells, readings))]
    quoted = {"".join(item.text.split()) for item in evidence}
    for part in windows:
        marked = {"".join(cell.text.split()) for _, row in part.rows for cell in row if cell.marked}
        if marked & quoted:
            return part
    return windows[0] if windows else None


def _entry_side(
    label: str,
    finding: Finding,
    evidence: list[Evidence],
    validation: Validation,
    papers: list[Paper],
    shown: dict[PageKey, Shown],
) -> Side:
    entry = validation.entry
    pictured = [item for item in evidence if item.bbox is not None or item.cell is not None]
    places = _places(pictured, validation, papers, shown)
    plain_text = [item for item in evidence if item not in pictured]
    value = _value(finding.found)
    line = next((item for item in entry.lines if item.line_number == finding.entry_line), None) if entry else None
    paths = [item.path for item in evidence if item.path]
    file = printable(evidence[0].file) if evidence else printable(entry.source or "") if entry else ""
    if line is not None:
        disputed = {path.rpartition(".")[2].partition("[")[0] for path in paths}
        names = [*LINE_FIELDS, *(name for name in disputed if name not in LINE_FIELDS and hasattr(line, name))]
        rows = [_entry_row(name, getattr(line, name), name in disputed) for name in names]
        where = f"{file}, line {line.line_number}" if file else f"line {line.line_number}"
        return Side(label, value, places, [row for row in rows if row.value], where)
    rows = []
    for item in plain_text:
        name = entry_place(item.path, entry) if item.path else place(item, entry)
        rows.append(EntryRow(name[:1].upper() + name[1:], printable(item.text), True))
    if rows and entry is not None and entry.entry_number and entry.entry_number not in [row.value for row in rows]:
        rows.insert(0, EntryRow("Entry number", printable(entry.entry_number), False))
    listed = entry.lines[:MOST_LINES] if entry and finding.rule == ABOUT_NO_LINE and not rows and not places else []
    lines = [(item.line_number, plain(item.hts_numbers), printable(item.description or "")) for item in listed]
    return Side(label, value, places, rows, file, "None of the lines of the entry covers it:" if lines else "", lines)


def _billed(validation: Validation) -> list[tuple[int, str, str]]:
    items = [item for d in validation.documents if d.type == "commercial_invoice" for item in d.line_items]

    def text(item: LineItem, name: str) -> str:
        return plain(item[name].value) if name in item else ""

    return [(n, text(item, "hts_number"), text(item, "description")) for n, item in enumerate(items[:MOST_LINES], 1)]


def _entry_row(name: str, value: object, disputed: bool) -> EntryRow:
    if value is None or value == []:
        return EntryRow(field_name(name), "", disputed)
    shown = whole_dollars(value) if name == "entered_value" and isinstance(value, Decimal) else plain(value)
    return EntryRow(field_name(name), shown, disputed)


def entry_facts(entry: EntrySummary | None) -> list[tuple[str, str]]:
    """What heads a shipment: the entry in a few words."""
    if entry is None:
        return [("Entry", "none read: the papers stand against each other")]
    invoices = ", ".join(invoice.number for invoice in entry.invoices or [])
    total = whole_dollars(entry.total_entered_value) if entry.total_entered_value is not None else None
    facts = [
        ("Entry", entry.entry_number),
        ("Type", entry.entry_type),
        ("Port", entry.port_of_entry),
        ("Entry date", entry.entry_date.isoformat() if entry.entry_date else None),
        ("Importer of record", entry.importer_of_record.name if entry.importer_of_record else None),
        ("Invoices", invoices),
        ("Bills of lading", ", ".join(entry.bills_of_lading or [])),
        ("Entered value", total),
        ("Lines", str(len(entry.lines)) if entry.lines else None),
        ("Read from", entry.source),
    ]
    return [(name, printable(value)) for name, value in facts if value]
