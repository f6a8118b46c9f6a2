"""The papers as the templates want them: every value with a row, a box on its page, and a link between the two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from docvalidate.domain.document import LABELS, Document, Value
from docvalidate.domain.fields import LINE, Kind
from docvalidate.domain.finding import Evidence
from docvalidate.domain.page import Box
from docvalidate.report.html.geometry import Rectangle, around, union
from docvalidate.report.html.pictures import PageKey, Shown
from docvalidate.report.html.sheets import Sheet, sheet_of
from docvalidate.report.wording import field_kind, field_name, in_sentence, percent, plain, printable

RIGHT = ("number", "money", "weight", "count")
"""Kinds that are set flush right."""

Spot = tuple[str, int | None, Box | None, str | None]
"""File, page, box, cell: how a finding's evidence is found again among the values."""


@dataclass(frozen=True)
class Reading:
    """One value as it was read."""

    id: str
    label: str
    value: str
    raw: str
    where: str
    sure: str
    unused: bool
    alternatives: list[str]
    agreed: str
    right: bool
    drawn: bool
    """Whether a box with this id is drawn on a page picture below."""
    row: Box | None = None
    """The box of the whole line item it belongs to."""


@dataclass(frozen=True)
class Mark:
    """A box on a page picture that leads to its value."""

    id: str
    label: str
    rectangle: Rectangle
    item: bool
    """Of a line item: reached by the table, not by the tab key, since a page can hold hundreds."""


@dataclass(frozen=True)
class Leaf:
    """A page or sheet as shown."""

    number: int
    shown: Shown
    marks: list[Mark]
    sheet: Sheet | None = None


@dataclass(frozen=True)
class Paper:
    """A document with everything that was read from it."""

    id: str
    file: str
    type: str
    pages: str
    fields: list[Reading]
    columns: list[tuple[str, bool]]
    items: list[list[Reading | None]]
    leaves: list[Leaf] = field(default_factory=list)
    spots: dict[Spot, Reading] = field(default_factory=dict)


def paper(document: Document, shipment: str, identity: str, shown: dict[PageKey, Shown]) -> Paper:
    """Prepares a document; `identity` is the prefix of all ids in it."""
    drawn = {number for number in document.pages if _shown(document, shipment, number, shown).drawn}
    spots: dict[Spot, Reading] = {}
    marks: dict[int, list[Mark]] = {number: [] for number in document.pages}
    cells: dict[tuple[int | None, str], Reading] = {}

    def read(name: str, value: Value, ident: str, label: str, row: Box | None, *, line: bool) -> Reading:
        reading = _reading(value, ident, label, field_kind(name, line=line), drawn, row)
        if value.bbox is not None or value.cell is not None:
            spots[(document.file, value.page, value.bbox, value.cell)] = reading
        if value.bbox is not None and value.page in marks:
            marks[value.page].append(Mark(ident, f"{label}: {reading.value}", around(value.bbox), line))
        if value.cell is not None:
            cells[(value.page, value.cell.rpartition("!")[2])] = reading
        return reading

    fields = [
        read(name, value, f"{identity}v{number}", field_name(name), None, line=False)
        for number, (name, value) in enumerate(document.fields.items(), start=1)
    ]
    names = [name for name in LINE if any(name in item for item in document.line_items)]
    items: list[list[Reading | None]] = []
    for number, item in enumerate(document.line_items, start=1):
        row = _row(item)
        items.append(
            [
                read(name, item[name], f"{identity}i{number}c{column}", f"Line {number}, {in_sentence(name)}",
                     row, line=True) if name in item else None
                for column, name in enumerate(names, start=1)
            ]
        )  # fmt: skip
    leaves = [_leaf(document, shipment, number, shown, marks[number], cells) for number in document.pages]
    return Paper(
        id=identity,
        file=printable(document.file),
        type=LABELS[document.type].removeprefix("the "),
        pages=_pages(document.pages),
        fields=fields,
        columns=[(field_name(name), field_kind(name, line=True) in RIGHT) for name in names],
        items=items,
        leaves=[leaf for leaf in leaves if leaf.shown.drawn or leaf.sheet or leaf.shown.missing],
        spots=spots,
    )


def found_again(evidence: Evidence, papers: list[Paper]) -> Reading | None:
    """The value a piece of evidence points at, if it was read as one."""
    spot = (evidence.file, evidence.page, evidence.bbox, evidence.cell)
    return next((paper.spots[spot] for paper in papers if spot in paper.spots), None)


def _shown(document: Document, shipment: str, number: int, shown: dict[PageKey, Shown]) -> Shown:
    return shown.get(PageKey(shipment, document.file, number), Shown(id=""))


def _leaf(
    document: Document,
    shipment: str,
    number: int,
    shown: dict[PageKey, Shown],
    marks: list[Mark],
    cells: dict[tuple[int | None, str], Reading],
) -> Leaf:
    page = _shown(document, shipment, number, shown)
    here = {cell: reading for (on, cell), reading in cells.items() if on in (None, number)}
    return Leaf(number, page, marks, sheet_of(page, here) if page.rows else None)


def _reading(value: Value, ident: str, label: str, kind: Kind | None, drawn: set[int], row: Box | None) -> Reading:
    where = f"cell {value.cell}" if value.cell else f"page {value.page}" if value.page else ""
    shown = plain(value.value, kind)
    raw = printable(value.raw)
    return Reading(
        id=ident,
        label=label,
        value=shown,
        raw="" if raw == shown else raw,
        where=where,
        sure=percent(value.confidence),
        unused=not value.usable,
        alternatives=[plain(reading.value, kind) for reading in value.alternatives or []],
        agreed=" + ".join(value.agreed or []),
        right=kind in RIGHT,
        drawn=value.bbox is not None and value.page in drawn,
        row=row,
    )


def _row(item: dict[str, Value]) -> Box | None:
    """The box around a line item, where all of it stands on one page."""
    placed = [(value.page, value.bbox) for value in item.values() if value.bbox is not None]
    if len({page for page, _ in placed}) != 1:
        return None
    return union(box for _, box in placed if box is not None)


def _pages(pages: list[int]) -> str:
    return "".join(_runs(pages))


def _runs(pages: list[int]) -> Iterator[str]:
    if len(pages) == 1:
        yield f"page {pages[0]}"
    elif pages == list(range(pages[0], pages[-1] + 1)):
        yield f"pages {pages[0]} to {pages[-1]}"
    else:
        yield "pages " + ", ".join(map(str, pages))
