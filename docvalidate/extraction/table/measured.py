"""Items of a packing list set as lines of text, known by their weights.

19 Karton(s) 1-19   4628119 Cylinder head gasket, multi-layer steel
   Menge 3.800 Stck   netto 342,0 kg   brutto 369,4 kg
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from docvalidate.domain.page import Word
from docvalidate.extraction import packages
from docvalidate.extraction.habits import Habits
from docvalidate.extraction.layout import Layout
from docvalidate.extraction.lexicon import canonical, columns
from docvalidate.extraction.phrases import Phrase
from docvalidate.extraction.span import Span
from docvalidate.extraction.table.cells import details_in
from docvalidate.extraction.table.columns import Column
from docvalidate.extraction.table.heads import Head
from docvalidate.extraction.table.items import Item
from docvalidate.extraction.table.rows import BodyRow
from docvalidate.extraction.table.sum_labels import sum_label
from docvalidate.extraction.text import tokenise

_KINDS = ("package_count", "part_number", "description", "quantity")
_BOTH = {"net_weight_kg", "gross_weight_kg"}
_RANGE = re.compile(r"^\d+\s*[-–~]\s*\d+[,:]?$")
_CODE = re.compile(r"^(?=\S*\d)[A-Z0-9][\w./-]{3,}$")
_MOST = 4
"""Rows of an item."""


def measured(layout: Layout, running: set[int], habits: Habits) -> tuple[Head, list[Item]] | None:
    """The items of a page that its weights show, under a head that names what was found; None for fewer than two."""
    anchors = [index for index in range(len(layout.rows)) if index not in running and _weighed(layout.rows[index])]
    if len(anchors) < 2:
        return None
    steps = Counter(b - a for a, b in pairwise(anchors))
    step = steps.most_common(1)[0][0]
    if step > _MOST or steps[step] < 0.6 * (len(anchors) - 1):
        return None
    lead = step - 1 if _begins_above(layout, anchors, step) else 0
    items: list[Item] = []
    for anchor in anchors:
        rows = range(max(0, anchor - lead), anchor + step - lead)
        body = [_row(layout, index, habits) for index in rows if index < len(layout.rows) and index not in running]
        for row in body:
            row.anchor = row.index == anchor
        if any(_KINDS.index("description") in row.cells for row in body):
            items.append(Item(body, layout.page.number))
    if len(items) < 2:
        return None
    top = min(phrase.top for phrase in layout.rows[items[0].rows[0].index])
    width = layout.page.width
    head = Head([Column(kind, 0.0, width, "", exact=True) for kind in _KINDS], top, top, 0.0, width, [])
    return head, items


def _weighed(row: Sequence[Phrase]) -> bool:
    """Whether a row tells a net and a gross weight and is no sum."""
    if any(sum_label(phrase.text) for phrase in row):
        return False
    found = {detail.kind for phrase in row for detail in details_in(phrase.span, 1, Habits())}
    return found >= _BOTH


def _begins_above(layout: Layout, anchors: Sequence[int], step: int) -> bool:
    """Whether the rows that go with the weights stand above them: the first has as many there as the others."""
    first = anchors[0] - step + 1
    if step == 1 or first < 0:
        return False
    height = layout.line_height
    rows = layout.rows[first : anchors[0] + 1]
    near = all(min(p.top for p in b) - max(p.bottom for p in a) < 0.9 * height for a, b in pairwise(rows))
    alike = abs(rows[0][0].x0 - layout.rows[anchors[1] - step + 1][0].x0) < 3
    return near and alike


def _row(layout: Layout, index: int, habits: Habits) -> BodyRow:
    """A row's words: packages, code and goods before the details, a quantity behind its label."""
    phrases = layout.rows[index]
    row = BodyRow(index, list(phrases), {}, page=layout.page.number)
    for phrase in phrases:
        details = details_in(phrase.span, layout.page.number, habits)
        weights = [detail for detail in details if detail.kind in _BOTH]
        end = min((detail.start for detail in weights), default=len(phrase.text))
        rest = phrase.span.cut(0, end)
        if weights:
            row.details.append(phrase)
        quantity = columns().at(canonical(tokenise(rest.text)), 0)
        if quantity is not None and quantity.meanings[0] == "quantity":
            _put(row, "quantity", rest.words[1:])
        elif any(c.isalpha() for c in rest.text):
            _goods(row, rest)
    return row


def _goods(row: BodyRow, span: Span) -> None:
    counted = packages.anywhere().match(span.text)
    words = span.words
    if counted is not None:
        taken = span.cut(0, counted.end()).words
        _put(row, "package_count", taken[:1])
        words = [word for word in words if all(word is not one for one in taken)]
    while words and (_RANGE.match(words[0].text) or not any(c.isalnum() for c in words[0].text)):
        words = words[1:]
    if len(words) > 1 and _CODE.match(words[0].text):
        _put(row, "part_number", words[:1])
        words = words[1:]
    _put(row, "description", words)


def _put(row: BodyRow, kind: str, words: Sequence[Word]) -> None:
    if words:
        row.cells.setdefault(_KINDS.index(kind), []).extend(words)


__all__ = ["measured"]
