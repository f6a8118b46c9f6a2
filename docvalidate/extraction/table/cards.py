"""Line items set out as cards: label and value side by side, the same labels for each item, and no table at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from docvalidate.domain.page import Word
from docvalidate.extraction.layout import Layout
from docvalidate.extraction.phrases import Phrase
from docvalidate.extraction.table.columns import Column, HeadCell, column_for
from docvalidate.extraction.table.head import FIGURES, GOODS, Head
from docvalidate.extraction.table.items import Item
from docvalidate.extraction.table.rows import BodyRow

_LEAST = 4
"""Different values that a card holds at least."""
_LABEL = re.compile(r"^([^:：]{2,40})[:：]\s*(?=\S)")


@dataclass(slots=True)
class _Pair:
    """A label, what stands beside it, and the row of both."""

    column: Column
    words: list[Word]
    row: int


def cards(layout: Layout) -> tuple[Head, list[Item]] | None:
    """The cards of a page as items under a head that names what they hold; None where it has no two alike."""
    pairs = [pair for row in layout.rows for pair in _pairs(row)]
    counts = Counter(pair.column.kind for pair in pairs)
    kinds = (pair.column.kind for pair in pairs if not (pair.column.kind or "_").startswith("_"))
    first = next((kind for kind in kinds if counts[kind] >= 2), None)
    if first is None:
        return None
    groups: list[list[_Pair]] = []
    for pair in pairs:
        if pair.column.kind == first:
            groups.append([pair])
        elif groups and all(pair.column.kind != known.column.kind for known in groups[-1]):
            groups[-1].append(pair)
    groups = [group for group in groups if _is_item({pair.column.kind for pair in group})]
    if len(groups) < 2:
        return None
    groups[-1] = _without_sums(groups)
    columns = list({pair.column.kind: pair.column for group in groups for pair in group}.values())
    place = {column.kind: index for index, column in enumerate(columns)}
    items = [_item(layout, group, place) for group in groups]
    rows = sorted({pair.row for group in groups for pair in group})
    top = min(p.top for p in layout.rows[rows[0]])
    return Head(columns, top, top, 0.0, layout.page.width, rows), items


def _without_sums(groups: Sequence[Sequence[_Pair]]) -> list[_Pair]:
    """The last card without what stands below it and in no other card: Total packages."""
    usual = {pair.column.kind for group in groups[:-1] for pair in group}
    end = max(pair.row for pair in groups[-1] if pair.column.kind in usual)
    return [pair for pair in groups[-1] if pair.row <= end or pair.column.kind in usual]


def _is_item(kinds: set[str | None]) -> bool:
    return len(kinds) >= _LEAST and bool(kinds & GOODS) and bool(kinds & FIGURES)


def _pairs(row: Sequence[Phrase]) -> list[_Pair]:
    found: list[_Pair] = []
    skip = False
    for index, phrase in enumerate(row):
        if skip:
            skip = False
            continue
        inside = _LABEL.match(phrase.text)
        if inside is not None:
            count = len(inside.group(1).split())
            column = column_for(HeadCell(list(phrase.words[:count])))
            if column.exact and column.kind and len(phrase.words) > count:
                found.append(_Pair(column, [w for w in phrase.words[count:] if w.text not in ":："], phrase.row))
            continue
        column = column_for(HeadCell(list(phrase.words)))
        following = row[index + 1] if index + 1 < len(row) else None
        if column.exact and column.kind and following is not None and _is_value(following, column):
            found.append(_Pair(column, list(following.words), phrase.row))
            skip = True
    return found


def _is_value(phrase: Phrase, column: Column) -> bool:
    """Whether a phrase is no label itself; a unit's name may be both: PCS."""
    return column.kind == "unit" or not column_for(HeadCell(phrase.words)).exact


def _item(layout: Layout, group: Sequence[_Pair], place: dict[str | None, int]) -> Item:
    rows: dict[int, BodyRow] = {}
    for pair in group:
        page = layout.page.number
        row = rows.setdefault(pair.row, BodyRow(pair.row, list(layout.rows[pair.row]), {}, page=page))
        row.cells[place[pair.column.kind]] = pair.words
        row.anchor = row.anchor or pair.column.kind in FIGURES
    return Item(list(rows.values()), layout.page.number)
