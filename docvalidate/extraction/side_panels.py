"""A column of labels and values beside the goods: read as a page of its own, so that neither is a row of the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from docvalidate.extraction.label import anchored
from docvalidate.extraction.labelled import find_labels
from docvalidate.extraction.layout import Layout, lay_out
from docvalidate.extraction.phrases import Phrase
from docvalidate.extraction.table.head import Head

LABELS = 4
"""Labels of different fields, at least, that stand over their values in a panel."""
LABELS_BESIDE = 2
"""Of them, at least, that stand beside the items."""
WIDEST = 0.4
"""Share of a page's width that a panel has at most."""


def apart(layout: Layout, heads: Sequence[Head]) -> tuple[Layout, Layout | None]:
    """The page without its panel, and the panel where it has one."""
    beside = [_panel(layout, heads[0], left) for left in (True, False)] if heads else []
    for found in (*beside, None if any(beside) else _flush(layout, heads)):
        if found is not None:
            ids = {id(word) for phrase in found for word in phrase.words}
            parts = [[w for w in layout.page.words if (id(w) in ids) == inside] for inside in (False, True)]
            body, panel = (lay_out(replace(layout.page, words=words, sideways=[])) for words in parts)
            return body, panel
    return layout, None


def _flush(layout: Layout, heads: Sequence[Head]) -> list[Phrase] | None:
    """The phrases set flush in a column of labels and values at the right of a page, also where one stands in the row
    of a table's head."""
    width = layout.page.width
    begins = Counter(round(p.x0) for p in layout.phrases if p.x0 > (1 - WIDEST) * width and p.words[0].cell is None)
    inner, count = begins.most_common(1)[0] if begins else (0, 0)
    tables = [column for head in heads for column in head.columns if column.kind and column.exact]
    if count < 2 * LABELS or any(column.x1 > inner for column in tables):
        return None
    inside = [p for p in layout.phrases if p.x0 >= inner - 1]
    first, last = min(p.row for p in inside), max(p.row for p in inside)
    if _crossed(layout, first, inner, left=False, last=last):
        return None
    beside = [p.row for p in layout.phrases if p.x1 < inner and any(c.isdigit() for c in p.text)]
    asked = _asked(layout, inside)
    goods = sum(min(beside) <= row <= max(beside) for row in asked.values()) if beside else 0
    return inside if len(asked) >= LABELS and goods >= LABELS_BESIDE else None


def _asked(layout: Layout, panel: Sequence[Phrase]) -> dict[str, int]:
    """The fields whose labels stand over their values in a panel, with the rows of the labels."""
    ids = {id(phrase) for phrase in panel}
    return {
        label.meanings[0]: label.phrase.row
        for label in find_labels(layout)
        if id(label.phrase) in ids and anchored(label) and label.alone and not label.meanings[0].startswith("_")
    }


def _panel(layout: Layout, head: Head, left: bool) -> list[Phrase] | None:
    """The phrases beside the table whose head is given, where most of its rows have labels and values there."""
    known = [column for column in head.columns if column.kind and column.kind != "_other"]
    if not known:
        return None
    edge = min(c.x0 for c in known) if left else max(c.x1 for c in known)
    first = head.rows[0]
    beside = [p for p in _side(layout, edge, left) if p.row >= first]
    if not beside:
        return None
    inner = max(p.x1 for p in beside) if left else min(p.x0 for p in beside)
    outer = min(p.x0 for p in beside) if left else max(p.x1 for p in beside)
    if abs(inner - outer) > WIDEST * layout.page.width or _crossed(layout, first, inner, left):
        return None
    while first > 0 and not _crossed(layout, first - 1, inner, left, last=first - 1):
        first -= 1
    panel = [p for p in _side(layout, edge, left) if p.row >= first and (p.x1 <= inner if left else p.x0 >= inner)]
    asked = _asked(layout, panel)
    beside_items = sum(row > head.rows[-1] for row in asked.values())
    return panel if len(asked) >= LABELS and beside_items >= LABELS_BESIDE else None


def _side(layout: Layout, edge: float, left: bool) -> list[Phrase]:
    """The phrases that stand wholly on one side of an edge."""
    return [p for p in layout.phrases if (p.x1 < edge if left else p.x0 > edge)]


def _crossed(layout: Layout, first: int, inner: float, left: bool, last: int | None = None) -> bool:
    """Whether a phrase of some rows reaches from the panel's side over its inner edge."""
    rows = layout.rows[first : None if last is None else last + 1]
    return any(p.x0 < inner - 1 and p.x1 > inner + 1 for row in rows for p in row)
