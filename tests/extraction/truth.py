"""How much of the truth of a set of shipments was read: F1 of header values and of line-item values.

A value that is wrong counts as one missed and one invented; values for what is known to be absent, and line items that
are not on the page, count as invented. Values that no check may use count as not given.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from docvalidate.domain.document import Document, LineItem, Value
from docvalidate.extraction import extract
from docvalidate.reading import is_paper, read_pages

PROSE = 85
"""How alike (of 100) names and descriptions must be."""


@dataclass
class Score:
    """Values right, missed and invented; `notes` names each that is not right."""

    right: int = 0
    missed: int = 0
    invented: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.missed + self.invented)

    def count(self, what: str, due: Any, got: Value | None) -> None:
        """Counts one value that is due."""
        if same(due, got):
            self.right += 1
            return
        self.missed += 1
        self.invented += got is not None and got.usable
        self.notes.append(f"{what}: due {due!r}, got {got.text if got is not None else None!r}")


def same(due: Any, got: Value | None) -> bool:
    """Whether a value says what is due; an open date may say it in its other reading."""
    if got is None or not got.usable:
        return False
    if isinstance(due, list):
        return sorted(due) == sorted(got.items)
    if isinstance(due, int | float):
        return got.number is not None and abs(float(got.number) - due) <= max(0.006, 1e-6 * abs(due))
    readings = [got.text, *(other.text for other in got.alternatives or [])]
    if any(_bare(due) == _bare(text) for text in readings):
        return True
    return " " in due and fuzz.token_sort_ratio(due.casefold(), got.text.casefold()) >= PROSE


def _bare(text: str) -> str:
    return re.sub(r"\W", "", text.casefold())


def _overlap(pages: list[int], due: Mapping[str, Any]) -> bool:
    """Whether they share a page; the truth of workbooks names none."""
    return "pages" not in due or bool(set(pages) & set(due["pages"]))


def _line(due: Mapping[str, Any], lines: list[LineItem], taken: set[int]) -> LineItem:
    """The line item that holds most of what is due, the first among equals."""
    counts = {
        index: sum(same(value, line.get(name)) for name, value in due.items())
        for index, line in enumerate(lines)
        if index not in taken
    }
    best = max(counts, key=lambda index: (counts[index], -index), default=None)
    if best is None or not counts[best]:
        return {}
    taken.add(best)
    return lines[best]


def score(gold: Mapping[str, Any], found: Mapping[str, list[Document]]) -> tuple[Score, Score]:
    """Header and line-item score of shipments whose truth is `gold`."""
    header, items = Score(), Score()
    for shipment, truth in gold.items():
        for due in truth["documents"]:
            what = f"{shipment}/{due['file']}"
            paper = next(
                (
                    one
                    for one in found[shipment]
                    if one.file == due["file"] and one.type == due["type"] and _overlap(one.pages, due)
                ),
                Document(file=due["file"], type="other"),
            )
            for name, value in due["fields"].items():
                header.count(f"{what} {name}", value, paper.fields.get(name))
            for name in due["absent"]:
                got = paper.get(name)
                if got is not None and got.number != 0:
                    header.invented += 1
                    header.notes.append(f"{what} {name}: not on the paper, got {got.text}")
            taken: set[int] = set()
            for number, line in enumerate(due["line_items"], 1):
                got_line = _line(line, paper.line_items, taken)
                for name, value in line.items():
                    items.count(f"{what} line {number} {name}", value, got_line.get(name))
            extra = len(paper.line_items) - len(taken)
            if extra:
                items.invented += 4 * extra
                items.notes.append(f"{what}: {extra} line items that are not on the paper")
    return header, items


def read_shipments(folder: Path) -> dict[str, list[Document]]:
    """Every document of every shipment in a folder of shipments."""
    return {
        shipment.name: [
            paper
            for path in sorted(shipment.iterdir())
            if path.suffix != ".json" and is_paper(path)
            for paper in extract(read_pages(path), path.name)
        ]
        for shipment in sorted(folder.iterdir())
        if shipment.is_dir()
    }


def load(path: Path) -> dict[str, Any]:
    """The truth of a set."""
    truth: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return truth
