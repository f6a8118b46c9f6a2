"""How many values of papers with truth are found and right: the counts behind F1, by design, header and lines apart."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.extraction.reliability import right
from docvalidate.domain.document import Document, LineItem
from docvalidate.domain.fields import HEADER, LINE
from docvalidate.domain.page import Page
from docvalidate.reading import read_pages


@dataclass
class Counts:
    """Values that are right, given and not due (or other than due), due and not given."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def f1(self) -> float:
        whole = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / whole if whole else 1.0

    def add(self, other: Counts) -> None:
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed


@dataclass
class Paper:
    """One file of a set with its pages and what it should give."""

    layout: str
    pages: list[Page]
    file: str
    due: list[dict[str, Any]] = field(default_factory=list)


def papers(folder: Path) -> Iterator[Paper]:
    """Every file of a set, read into pages."""
    truth: dict[str, Any] = json.loads((folder / "gold.json").read_text())
    for name, shipment in truth.items():
        files: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for due in shipment["documents"]:
            files[due["file"]].append(due)
        for file, dues in files.items():
            pages = read_pages(folder / "shipments" / name / file)
            yield Paper(shipment["layout"].split(":")[-1], pages, file, dues)


def of_document(due: dict[str, Any], read: Document | None, only: set[str] | None = None) -> tuple[Counts, Counts]:
    """Header and line counts of one document; values below the usable confidence count as not given."""
    header, lines = Counts(), Counts()
    given = {name: v for name, v in (read.fields if read else {}).items() if v.usable}
    for name, value in due["fields"].items():
        if only is None or name in only:
            good = name in given and right(HEADER[name], value, given[name])
            header.add(Counts(good, not good and name in given, not good))
    header.wrong += sum(name in given for name in due["absent"] if only is None or name in only)
    items = read.line_items if read else []
    for item, line in aligned(due["line_items"], items):
        for name, value in (line or {}).items():
            good = item is not None and name in item and item[name].usable and right(LINE[name], value, item[name])
            lines.add(Counts(good, not good and item is not None and name in item, not good))
        if line is None and item is not None:
            lines.wrong += len(item)
    return header, lines


def aligned(
    due: Sequence[dict[str, Any]], read: Sequence[LineItem]
) -> list[tuple[LineItem | None, dict[str, Any] | None]]:
    """Lines due with lines read, in order, so that most values are right."""
    fit = [
        [sum(name in item and right(LINE[name], value, item[name]) for name, value in line.items()) for item in read]
        for line in due
    ]
    rows, columns = len(due), len(read)
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            pair = best[i + 1][j + 1] + fit[i][j] if fit[i][j] else 0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], pair)
    out: list[tuple[LineItem | None, dict[str, Any] | None]] = []
    i = j = 0
    while i < rows or j < columns:
        if i < rows and j < columns and fit[i][j] and best[i][j] == best[i + 1][j + 1] + fit[i][j]:
            out.append((read[j], due[i]))
            i, j = i + 1, j + 1
        elif j >= columns or (i < rows and best[i][j] == best[i + 1][j]):
            out.append((None, due[i]))
            i += 1
        else:
            out.append((read[j], None))
            j += 1
    return out


def document_for(due: dict[str, Any], read: Sequence[Document]) -> Document | None:
    """The document read that is the one due."""
    pages = set(due.get("pages", [1]))
    return next((d for d in read if d.type == due["type"] and pages & set(d.pages)), None)
