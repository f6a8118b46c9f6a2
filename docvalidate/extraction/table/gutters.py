"""The bands of x that a table's columns own: parted by rules, by a sheet's columns, else by the emptiest gutter."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from docvalidate.domain.page import Word
from docvalidate.extraction.layout import Layout
from docvalidate.extraction.phrases import Phrase
from docvalidate.extraction.table.columns import Column
from docvalidate.extraction.table.head import Head
from docvalidate.extraction.table.sum_labels import sum_label

FAR = 1e6
STRAY = 0.1
"""The share of rows that may run across a gutter: a footer, a long word."""


def set_bands(head: Head, layout: Layout, body: Sequence[Sequence[Phrase]]) -> None:
    """Writes `left` and `right` of every column; `body` are the rows below the head."""
    columns = head.columns
    columns[0].left, columns[-1].right = -FAR, FAR
    crowded = 2 * len(columns)  # more figures than an item's: a footer with bank and tax numbers
    most = min(len(columns), max((n for row in body if (n := _figures(row)) <= crowded), default=0))
    parts = max((len(row) for row in body), default=0)
    likely = [row for row in body if max(2, 0.6 * most) <= _figures(row) <= crowded and len(row) > 0.5 * parts]
    items = [row for row in likely if sum_label(row[0].text) is None]
    if head.below is not None:
        items = [row for row in items if _under_amounts(columns, row)] or items
    sample = [[w for p in row for w in p.words] for row in items or likely]
    sample = sample or [[w for p in row for w in p.words] for row in body]
    for left, right in itertools.pairwise(columns):
        x = _rule_between(layout, head, body, left, right)
        if x is None and layout.page.source == "sheet":
            x = right.x0 - 1.0
        if x is None:
            x = _gutter(sample, left, right)
        left.right = right.left = x
    _set_starts(columns, body)


def _under_amounts(columns: Sequence[Column], row: Sequence[Phrase]) -> bool:
    """Whether a figure stands under the head of the amounts: the first of an item's two rows, or the second."""
    heads = [column for column in columns if column.kind == "amount"]
    words = [word for phrase in row for word in phrase.words if any(c.isdigit() for c in word.text)]
    return any(word.x0 < column.x1 and word.x1 > column.x0 for column in heads for word in words)


def _set_starts(columns: list[Column], body: Sequence[Sequence[Phrase]]) -> None:
    """Where the cells of a column begin, if most of them begin at one x."""
    for index, column in enumerate(columns):
        firsts: list[float] = []
        for row in body:
            if _figures(row) >= 2:
                inside = [w.x0 for p in row for w in p.words if column_of(columns, w) == index]
                if inside:
                    firsts.append(min(inside))
        if firsts:
            middle = sorted(firsts)[len(firsts) // 2]
            if sum(abs(x - middle) <= 1.5 for x in firsts) >= 0.6 * len(firsts):
                column.start = middle


def _figures(row: Sequence[Phrase]) -> int:
    return sum(1 for phrase in row for word in phrase.words if any(c.isdigit() for c in word.text))


def _rule_between(
    layout: Layout, head: Head, body: Sequence[Sequence[Phrase]], left: Column, right: Column
) -> float | None:
    if layout.grid.empty:
        return None
    low, high = (left.x0 + left.centre) / 2, (right.centre + right.x1) / 2
    middle = (left.x1 + right.x0) / 2
    found = [x for x in layout.grid.verticals(head.top, head.bottom) if low < x < high]
    if found:
        return min(found, key=lambda x: abs(x - middle))
    rows = [row for row in body if _figures(row) >= 2][:8]
    seen: dict[int, list[float]] = {}
    for row in rows:
        for x in layout.grid.verticals(min(p.top for p in row), max(p.bottom for p in row)):
            if low < x < high:
                seen.setdefault(round(x), []).append(x)
    through = [places[0] for places in seen.values() if len(places) >= 0.7 * len(rows)]
    return min(through, key=lambda x: abs(x - middle)) if through else None


def _gutter(rows: Sequence[Sequence[Word]], left: Column, right: Column) -> float:
    """The middle of the run of x, between the centres of two heads, that fewest words cover.

    Of several such runs the one that has words on both sides in most rows parts the columns; then the widest.
    """
    low, high = int(left.centre), int(right.centre) + 1
    if high - low < 2:
        return (left.x1 + right.x0) / 2
    cover = [0] * (high - low + 1)
    for row in rows:
        for word in row:
            for x in range(max(low, int(word.x0) + 1), min(high, int(word.x1)) + 1):
                cover[x - low] += 1
    least = max(min(cover), int(STRAY * len(rows)))
    runs: list[tuple[int, float, float]] = []
    start: int | None = None
    for index, count in enumerate([*cover, least + 1]):
        if count <= least and start is None:
            start = index
        elif count > least and start is not None:
            middle = low + (start + index - 1) / 2
            between = left.x1 - 2 <= middle <= right.x0 + 2
            length = (index - start) / (1 if between else 2)
            runs.append((_parts(rows, left, right, middle), length, middle))
            start = None
    flush_left = sum(1 for row in rows if any(abs(w.x0 - right.x0) <= 2 for w in row)) >= 0.6 * len(rows)
    flush_right = sum(1 for row in rows if any(abs(w.x1 - left.x1) <= 2 for w in row)) >= 0.6 * len(rows)
    if flush_left:  # the cells begin under their head: nothing of theirs stands before it
        runs = [run for run in runs if run[2] <= right.x0 + 1] or [(0, 0.0, right.x0 - 1.5)]
    if flush_right:
        runs = [run for run in runs if run[2] >= left.x1 - 1] or runs
    if not runs:
        return (left.x1 + right.x0) / 2
    most = max(parts for parts, _, _ in runs)
    return max((run for run in runs if run[0] >= 0.9 * most), key=lambda run: run[1])[2]


def _parts(rows: Sequence[Sequence[Word]], left: Column, right: Column, x: float) -> int:
    """In how many rows a place has words of both columns at its sides."""
    far = right.x1 + (right.x1 - right.x0)
    return sum(
        1
        for row in rows
        if any(left.left <= w.centre < x for w in row) and any(x <= w.centre and w.x0 <= far for w in row)
    )


def column_at(columns: Sequence[Column], x: float) -> int:
    """The index of the column that owns x."""
    for index, column in enumerate(columns):
        if column.left <= x < column.right:
            return index
    return len(columns) - 1


def column_of(columns: Sequence[Column], word: Word) -> int:
    """The index of the column that holds most of a word."""
    overlaps = [min(word.x1, c.right) - max(word.x0, c.left) for c in columns]
    return max(range(len(columns)), key=overlaps.__getitem__)
