"""Columns of a table by what a model says of the words in them: for heads that could not be read, or are not there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from statistics import median

from docvalidate.domain.fields import LINE
from docvalidate.domain.page import Word
from docvalidate.extraction.layout import Layout
from docvalidate.extraction.model.classes import LINE_PREFIX, RANGE
from docvalidate.extraction.model.labelled_words import LabelledWords
from docvalidate.extraction.model.opinion import Opinion
from docvalidate.extraction.table.columns import Column
from docvalidate.extraction.table.head import FIGURES, Head
from docvalidate.extraction.table.rows import BodyRow

SURE = 0.6
"""The share of a column's votes that a field needs."""
_KINDS = {LINE_PREFIX + name: name for name in LINE} | {LINE_PREFIX + RANGE: "_carton_numbers"}


def name_columns(head: Head, body: Sequence[BodyRow], labelled: LabelledWords) -> None:
    """Gives columns whose head says nothing the field that most of their words are of, if no other column has it."""
    anchors = [row for row in body if row.anchor]
    taken = {column.kind for column in head.columns if column.kind}
    for index, column in enumerate(head.columns):
        if column.kind not in (None, "_other") or not anchors:
            continue
        words = [word for row in anchors for word in row.cells.get(index, [])]
        kind, share = _vote(words, labelled)
        if kind is not None and kind not in taken and share >= SURE:
            column.kind = kind
            taken.add(kind)


def _vote(words: Sequence[Word], labelled: LabelledWords) -> tuple[str | None, float]:
    """The field of a column by the votes of its words, and its share of them."""
    indices = [labelled.place[id(word)] for word in words if id(word) in labelled.place]
    if not indices:
        return None, 0.0
    votes = {kind: labelled.sums(indices).get(name, 0.0) for name, kind in _KINDS.items()}
    best = max(votes, key=lambda kind: votes[kind])
    return best, votes[best] / len(indices)


def said_head(layout: Layout, opinion: Opinion) -> Head | None:
    """The head that a model sees on a page, None where there is no model to ask."""
    said = opinion.of(layout)
    return head_of(layout, said) if said is not None else None


def head_of(layout: Layout, labelled: LabelledWords) -> Head | None:
    """A head for a table that shows none: a column for each field that the words of several rows agree on."""
    best = labelled.best
    rows: dict[int, dict[str, list[Word]]] = {}
    for number, row in enumerate(layout.rows):
        kinds: dict[str, list[Word]] = defaultdict(list)
        for phrase in row:
            for word in phrase.words:
                index = labelled.place.get(id(word))
                kind = _KINDS.get(best[index]) if index is not None else None
                if kind is not None:
                    kinds[kind].append(word)
        if len(kinds) >= 3 and FIGURES & set(kinds):
            rows[number] = kinds
    if not rows:
        return None
    columns = _columns(rows)
    names = {column.kind for column in columns}
    if len(columns) < 3 or not names & FIGURES or not names & {"description", "part_number", "hts_number"}:
        return None
    first = min(rows)
    top = min(word.top for words in rows[first].values() for word in words)
    return Head(columns, top - 1, top, columns[0].x0, columns[-1].x1, [first - 1])


def _columns(rows: dict[int, dict[str, list[Word]]]) -> list[Column]:
    """The columns from left to right; one that others overlap is left out where it is the rarer."""
    spans: list[tuple[int, Column]] = []
    for kind in dict.fromkeys(kind for kinds in rows.values() for kind in kinds):
        cells = [kinds[kind] for kinds in rows.values() if kind in kinds]
        if len(cells) < 0.5 * len(rows):
            continue
        x0 = median(min(w.x0 for w in words) for words in cells)
        x1 = median(max(w.x1 for w in words) for words in cells)
        spans.append((len(cells), Column(kind, x0, x1, "", exact=True)))
    kept: list[Column] = []
    for _, column in sorted(spans, key=lambda item: -item[0]):
        if all(column.x1 <= other.x0 + 2 or column.x0 >= other.x1 - 2 for other in kept):
            kept.append(column)
    return sorted(kept, key=lambda column: column.x0)
