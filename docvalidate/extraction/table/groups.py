"""Rows over a group of items that say what they share: its tariff number, its origin."""

from __future__ import annotations

from collections.abc import Sequence

from docvalidate.extraction.habits import Habits
from docvalidate.extraction.table.cells import Detail, details_in
from docvalidate.extraction.table.rows import BodyRow

_SHARED = frozenset({"hts_number", "country_of_origin"})
_COVERED = 0.8
"""The share of a row's letters and digits that belong to what it shares."""


def group_rows(rows: Sequence[BodyRow], anchors: Sequence[int], habits: Habits) -> list[int]:
    """The rows that head groups, marked as headings: the first stands before all items, each right before one."""
    found = [
        index
        for index, row in enumerate(rows)
        if index + 1 in anchors and row.sum_label is None and not row.filled and _tells(row, habits)
    ]
    if not found or found[0] > anchors[0]:
        return []
    for index in found:
        rows[index].heading = True
    return found


def shared(row: BodyRow, habits: Habits) -> list[Detail]:
    """What a heading says of the items below it."""
    return [
        detail
        for phrase in row.phrases
        for detail in details_in(phrase.span, row.page, habits)
        if detail.kind in _SHARED
    ]


def _tells(row: BodyRow, habits: Habits) -> bool:
    if len(row.phrases) > 2:
        return False
    told = sum(_weight(p.text[d.start : d.end]) for p in row.phrases for d in details_in(p.span, row.page, habits))
    kinds = {detail.kind for phrase in row.phrases for detail in details_in(phrase.span, row.page, habits)}
    return bool(kinds) and kinds <= _SHARED and told >= _COVERED * sum(_weight(p.text) for p in row.phrases)


def _weight(text: str) -> int:
    return sum(c.isalnum() for c in text)


__all__ = ["group_rows", "shared"]
