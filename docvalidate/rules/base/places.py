"""Where something stands: evidence from a paper's value, and from a field of the entry."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from docvalidate.domain.document import Document, Value
from docvalidate.domain.entry import EntrySummary
from docvalidate.domain.finding import Evidence


def on_paper(document: Document, *values: Value | None) -> list[Evidence]:
    """Where these values of the document stand; what is None is left out."""
    return [
        Evidence(file=document.file, page=one.page, bbox=one.bbox, cell=one.cell, text=one.raw)
        for one in values
        if one is not None
    ]


def in_entry(entry: EntrySummary, *paths: str) -> list[Evidence]:
    """Where these fields of the entry stand, by path (`lines[2].quantity`), with the text that stands there."""
    found = []
    for path in paths:
        value = _follow(entry, path)
        place = (entry.places or {}).get(path)
        text = place.text if place is not None and place.text is not None else _text(value)
        if place is not None:
            found.append(
                Evidence(
                    file=place.file,
                    page=place.page,
                    bbox=place.bbox,
                    cell=place.cell,
                    path=place.path or path,
                    text=text,
                )
            )
        elif value is not None:
            found.append(Evidence(file=entry.source or "entry", path=path, text=text))
    return found


def page_of(value: Value | None) -> str:
    """` (p. 2)`, ` (cell B7)`, or nothing: what a sentence adds behind a value."""
    if value is None:
        return ""
    return pages_of([value])


def pages_of(values: Iterable[Value]) -> str:
    """As `page_of` for several values: ` (p. 1, 2)`."""
    cells, pages = [], []
    for value in values:
        if value.cell is not None:
            cells.append(value.cell)
        elif value.page is not None:
            pages.append(value.page)
    parts = []
    if pages:
        parts.append("p. " + ", ".join(str(page) for page in sorted(set(pages))))
    if cells:
        unique = list(dict.fromkeys(cells))
        parts.append(("cell " if len(unique) == 1 else "cells ") + ", ".join(unique[:4]))
    return f" ({'; '.join(parts)})" if parts else ""


def _follow(entry: EntrySummary, path: str) -> object:
    value: object = entry
    for part in path.replace("]", "").replace("[", ".").split("."):
        if value is None:
            return None
        if isinstance(value, dict):
            value = value.get(part)
        elif part.isdigit():
            assert isinstance(value, (list, tuple))
            value = value[int(part)] if int(part) < len(value) else None
        else:
            value = getattr(value, part, None)
    return value


def _text(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value:,f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:,f}"
    if isinstance(value, list):
        return ", ".join(_text(one) for one in value)
    if value is None:
        return ""
    name = getattr(value, "name", None) or getattr(value, "number", None)
    return str(name if name is not None else value)
