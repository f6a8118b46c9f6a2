"""The bands of x that a table's columns own: parted by vertical rules, by a sheet's columns, else by the emptiest gutter."""

from __future__ import annotations

from collections.abc import Sequence

from docvalidate.domain.page import Word
from docvalidate.extraction.layout import Layout, Phrase
from docvalidate.extraction.table.heads import Column, Head

FAR = 1e6


def set_bands(head: Head, layout: Layout, body: Sequence[Sequence[Phrase]]) -> None:
    """Writes `left` and `right` of every column; `body` are the rows below the head."""
    columns = head.columns
    columns[0].left, columns[-1].right = -FAR, FAR
    sample = [phrase.words for row in body if _figures(row) >= 2 for phrase in row]
    words = [word for group in sample for word in group] or [word for row in body for p in row for word in p.words]
    for left, right in zip(columns, columns[1:], strict=False):
        x = _rule_between(layout, head, body, left, right)
        if x is None and layout.page.source == "sheet":
            x = right.x0 - 1.0
        if x is None:
            x = _gutter(words, left, right)
        left.right = right.left = x
    _set_starts(columns, body)


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
    bands = [(head.top, head.bottom)]
    bands += [(min(p.top for p in row), max(p.bottom for p in row)) for row in body[:2]]
    low, high = (left.x0 + left.centre) / 2, (right.centre + right.x1) / 2
    for top, bottom in bands:
        found = [x for x in layout.grid.verticals(top, bottom) if low < x < high]
        if found:
            middle = (left.x1 + right.x0) / 2
            return min(found, key=lambda x: abs(x - middle))
    return None


def _gutter(words: Sequence[Word], left: Column, right: Column) -> float:
    """The middle of the widest run of x that the fewest words cover, between the centres of two heads."""
    low, high = int(left.centre), int(right.centre) + 1
    if high - low < 2:
        return (left.x1 + right.x0) / 2
    cover = [0] * (high - low + 1)
    for word in words:
        for x in range(max(low, int(word.x0) + 1), min(high, int(word.x1)) + 1):
            cover[x - low] += 1
    least = min(cover)
    best = (0, 0)
    start: int | None = None
    for index, count in enumerate([*cover, least + 1]):
        if count == least and start is None:
            start = index
        elif count != least and start is not None:
            middle = low + (start + index - 1) / 2
            off = 0 if left.x1 - 2 <= middle <= right.x0 + 2 else 1
            length = (index - start) / (1 + off)
            if length > best[1] - best[0]:
                best = (start, start + int(max(1, length)))
                chosen = middle
            start = None
    return chosen


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
