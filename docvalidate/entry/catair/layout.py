"""Record layouts of CATAIR: which element stands in which columns of which record, from the dated tables in `data`."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources

ENTRY_SUMMARY = "entry_summary_2026_07.csv"
ENVELOPE = "batch_block_v23.csv"
CARGO_RELEASE = "cargo_release_v40.csv"
WIDTH = 80


@dataclass(frozen=True, slots=True)
class Element:
    """One data element. `start` and `end` are columns from 1; `kind` is the class of the chapter (ESF-18)."""

    name: str
    title: str
    start: int
    end: int
    kind: str
    required: bool
    decimals: int

    @property
    def width(self) -> int:
        return self.end - self.start + 1

    @property
    def columns(self) -> str:
        """How a sentence names the columns."""
        return f"columns {self.start}-{self.end}" if self.end > self.start else f"column {self.start}"


@dataclass(frozen=True)
class Layout:
    """A record: its control identifier, title and elements; an element without a name is filler."""

    record: str
    title: str
    elements: tuple[Element, ...]

    @cached_property
    def _by_name(self) -> dict[str, Element]:
        return {element.name: element for element in self.elements}

    def element(self, name: str) -> Element:
        """The element of that name. Raises KeyError where the record has none."""
        return self._by_name[name]


@cache
def layouts(*tables: str) -> dict[str, Layout]:
    """The layouts of the tables, by control identifier; a later table does not replace an earlier one's record."""
    found: dict[str, Layout] = {}
    for table in tables:
        for record, layout in _read(table).items():
            found.setdefault(record, layout)
    return found


@cache
def _read(table: str) -> dict[str, Layout]:
    text = resources.files("docvalidate.entry.catair").joinpath("data", table).read_text(encoding="utf-8")
    elements: dict[str, list[Element]] = {}
    titles: dict[str, str] = {}
    for row in csv.DictReader(line for line in text.splitlines() if not line.startswith("#")):
        titles[row["record"]] = row["title"]
        elements.setdefault(row["record"], []).append(
            Element(
                name=row["name"],
                title=row["element"],
                start=int(row["start"]),
                end=int(row["end"]),
                kind=row["class"],
                required=row["required"] == "yes",
                decimals=int(row["decimals"] or 0),
            )
        )
    return {record: Layout(record, titles[record], tuple(parts)) for record, parts in elements.items()}
