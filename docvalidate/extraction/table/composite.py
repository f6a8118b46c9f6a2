"""Columns that hold several values a cell, one under or behind the other, as their heads say: Price / Total / Currency.

A head that names several things proposes; the cells decide whether they hold several things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from statistics import median

from docvalidate.domain.page import Word
from docvalidate.extraction.phrases import rows_of
from docvalidate.extraction.span import Span
from docvalidate.extraction.table.columns import Column, span_of
from docvalidate.extraction.table.content import fits
from docvalidate.extraction.table.head import Head
from docvalidate.extraction.table.rows import BodyRow, figure_columns

_BETWEEN_VALUES = re.compile(r"\s+[/|;]\s+|(?<=[\d%])/(?=[\d.])|(?<=\d)\s*/\s*(?=[A-Z]{3}\b)")
NUMBERED = ("line_number", "part_number")
"""A running number and a code behind it, in a column whose head is one label."""
_USUAL = 0.6
"""The share of the items whose cell must hold several values."""


def mark(head: Head, rows: Sequence[BodyRow]) -> None:
    """Keeps the composite columns whose cells hold several values, and takes the rows inside an item for no items."""
    _mark_numbered(head, rows)
    starts = _starts(head, rows)
    groups = list(_groups(rows, starts)) if starts else [[row] for row in rows if row.anchor]
    deep = False
    for index, column in enumerate(head.columns):
        if not column.parts:
            continue
        cells = [[w for row in group for w in row.cells.get(index, [])] for group in groups]
        split = [cell for cell in cells if cell and _holds_several(column, cell)]
        if not cells or len(split) < _USUAL * len(cells):
            column.parts = ()
        else:
            deep = deep or median([len(rows_of(cell)) for cell in split]) >= 2
    if not starts or not (deep or _counted(head, rows, starts)):
        return
    needed = max(1, (len(figure_columns(head)) + 1) // 2)
    for group in _groups(rows, starts):
        held = {i for row in group for i in row.cells if any(c.isdigit() for w in row.cells[i] for c in w.text)}
        group[0].anchor = group[0].anchor or (
            group[0].sum_label is None and len(held & set(figure_columns(head))) >= needed
        )
        for row in group[1:]:
            row.anchor = False


def _mark_numbered(head: Head, rows: Sequence[BodyRow]) -> None:
    """A column of codes behind running numbers holds both: Item Reference over `1 Y53.3069`, `2 K52.4543`."""
    index = _column(head, "part_number") if "description" in head.kinds else None
    cells = [row.cells.get(index, []) for row in rows if row.anchor] if index is not None else []
    if index is None or len(cells) < 2 or any(len(cell) != 2 for cell in cells):
        return
    numbers = [cell[0].text.strip(".)") for cell in cells]
    if all(text.isdigit() for text in numbers) and {int(b) - int(a) for a, b in pairwise(numbers)} in ({1}, {10}):
        head.columns[index].parts = NUMBERED
        for column in head.columns:
            if column.kind == "line_number":
                column.kind = None


def _column(head: Head, kind: str) -> int | None:
    return next((i for i, column in enumerate(head.columns) if column.kind == kind), None)


def _starts(head: Head, rows: Sequence[BodyRow]) -> list[int]:
    """The rows with which items begin: those that carry a line number, else those that carry a tariff number."""
    for kind in ("line_number", "hts_number"):
        index = _column(head, kind)
        if index is None or head.columns[index].parts:
            continue
        texts = {i: " ".join(w.text for w in row.cells.get(index, [])).strip(" .)") for i, row in enumerate(rows)}
        filled = [i for i, text in texts.items() if text and any(c.isdigit() for c in text) and not rows[i].sum_label]
        if len(filled) >= 2 and fits(kind, [texts[i] for i in filled]) >= 0.8:
            return filled
    return []


def _counted(head: Head, rows: Sequence[BodyRow], starts: Sequence[int]) -> bool:
    """Whether the rows that begin items are numbered without a gap: then a row of figures without a number is none."""
    index = _column(head, "line_number")
    if index is None or len(starts) < 3:
        return False
    texts = [" ".join(w.text for w in rows[i].cells.get(index, [])).strip(" .)") for i in starts]
    if not all(text.isdigit() for text in texts):
        return False
    steps = {int(b) - int(a) for a, b in pairwise(texts)}
    return len(steps) == 1 and steps.pop() in (1, 10, 100)


def _groups(rows: Sequence[BodyRow], starts: Sequence[int]) -> Iterator[list[BodyRow]]:
    for first, after in pairwise([*starts, len(rows)]):
        group = list(rows[first:after])
        end = next((i for i, row in enumerate(group) if row.sum_label), len(group))
        yield group[:end] or group[:1]


def _holds_several(column: Column, cell: Sequence[Word]) -> bool:
    met = values(column, cell)
    return len(met) >= 2 and sum(_fit(part.kind or "", words) for part, words in met) >= 0.5 * len(met)


def values(column: Column, words: Sequence[Word]) -> list[tuple[Column, list[Word]]]:
    """A composite cell as cells of columns of their own: each part of the head with the words that answer it.

    Parts are met in order; where the cell holds fewer values than the head names, the best fitting stay.
    """
    pieces = _split(words)
    kinds = column.parts
    if kinds == NUMBERED and len(pieces) == 1 and len(words) == 2:
        pieces = [[words[0]], [words[1]]]
    if len(pieces) > len(kinds):
        pieces = pieces[: len(kinds)]
    best: tuple[float, tuple[str, ...]] | None = None
    for chosen in combinations(kinds, len(pieces)):
        fit = sum(_fit(kind, piece) for kind, piece in zip(chosen, pieces, strict=True))
        if best is None or fit > best[0]:
            best = (fit, chosen)
    if best is None:
        return []
    return [(replace(column, kind=kind, parts=()), piece) for kind, piece in zip(best[1], pieces, strict=True)]


def _fit(kind: str, piece: Sequence[Word]) -> float:
    text = span_of(piece).text
    if kind.startswith("_"):
        return 0.4 if any(c.isalpha() for c in text) else 0.1
    return fits(kind, [text])


def _split(words: Sequence[Word]) -> list[list[Word]]:
    """The values of a cell: its lines, and what strokes part within a line."""
    found: list[list[Word]] = []
    for row in rows_of(words):
        span = Span.of(row)
        position = 0
        ends = [*_BETWEEN_VALUES.finditer(span.text)]
        for start, end in [*((m.start(), m.end()) for m in ends), (len(span.text), len(span.text))]:
            part = span.cut(position, start).stripped(" /|;")
            if part:
                found.append([_word(piece.word, piece.start, piece.end, piece.box) for piece in part.pieces])
            position = end
    return found


def _word(word: Word, start: int, end: int, box: tuple[float, float, float, float]) -> Word:
    if start == 0 and end == len(word.text):
        return word
    return replace(word, text=word.text[start:end], x0=box[0], x1=box[2])


__all__ = ["mark", "values"]
