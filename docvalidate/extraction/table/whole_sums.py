"""Sums over a whole paper and over one page of it, told apart by what they add up to and not by their words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from decimal import Decimal

from docvalidate.extraction import numerals
from docvalidate.extraction.habits import Habits
from docvalidate.extraction.table.arithmetic import CENT
from docvalidate.extraction.table.head import Head
from docvalidate.extraction.table.items import Item
from docvalidate.extraction.table.rows import BodyRow

_ADDED = ("amount", "quantity", "package_count", "net_weight_kg", "gross_weight_kg")
_ROUNDED = Decimal("0.001")
Stretch = tuple[Head, Sequence[BodyRow], Sequence[Item]]
"""A table on one page: its head, its rows, its items."""


def mark_whole_sums(stretches: Sequence[Stretch], habits: Habits) -> list[BodyRow]:
    """The rows that add up the items of all pages; a row that adds up those of its page, or so far, is a carried sum.

    Only rows that had no label of a sum are given back: what a labelled one is, its label says.
    """
    so_far: dict[str, Decimal] = defaultdict(Decimal)
    whole: list[BodyRow] = []
    named = _named([(head, item) for head, _, items in stretches for item in items])
    summed = [set(_sums(head, items, habits)) for head, _, items in stretches if len(items) > 1]
    common = set(_ADDED).intersection(*summed) if summed else set()
    last = max((i for i, (_, _, items) in enumerate(stretches) if items), default=-1)
    leading = _leading(stretches, common, habits)
    if leading is not None:
        whole.extend([leading] if leading.sum_label is None else [])
        leading.sum_label, leading.anchor, leading.leads = leading.sum_label or "total_amount", False, True
    for position, (head, rows, all_items) in enumerate(stretches):
        items = [item for item in all_items if item.anchor is not leading]
        if items and _nameless(head, items[-1], named):
            own, figures = _sums(head, items[:-1], habits), _figures(head, items[-1].anchor, habits)
            up_to = {kind: so_far[kind] + own.get(kind, Decimal(0)) for kind in common}
            if _meets(figures, own) or _meets(figures, up_to):
                items = items[:-1]
        own = _sums(head, items, habits)
        for kind, number in own.items():
            so_far[kind] += number
        anchors = {id(item.anchor) for item in items}
        end = max((item.anchor.index for item in items if item.anchor.page == items[-1].page), default=-1)
        for row in rows:
            if row.index <= end or id(row) in anchors or not row.cells:
                continue
            figures = _figures(head, row, habits)
            whole_sums = {kind: number for kind, number in so_far.items() if kind in common}
            if position >= last and _meets(figures, whole_sums):
                if row.sum_label is None:
                    whole.append(row)
                    row.sum_label, row.anchor = "total_amount", False
            elif len(stretches) > 1 and (_meets(figures, own) or _meets(figures, whole_sums)):
                row.sum_label, row.anchor = "_carried", False
    return whole


def _leading(stretches: Sequence[Stretch], common: Set[str], habits: Habits) -> BodyRow | None:
    """The row right under the first head that adds up all items below it: ALL | 193 | 9,446.4 | 8,887.5."""
    first = next((one for one in stretches if one[2]), None)
    if first is None or sum(len(items) for _, _, items in stretches) < _ITEMS:
        return None
    head, rows, items = first
    named = _named([(one, item) for one, _, all_items in stretches for item in all_items])
    row = next((row for row in rows if row.cells), None)
    taken = items[0].anchor if _nameless(head, items[0], named) else None  # read as an item
    if row is None or (row.index >= items[0].anchor.index and row is not taken):
        return None
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for one, _, all_items in stretches:
        others = [item for item in all_items if item.anchor is not row]
        for kind, number in _sums(one, others, habits).items():
            sums[kind] += number
    met = _meets(_figures(head, row, habits), {kind: number for kind, number in sums.items() if kind in common})
    return row if met else None


_ITEMS = 2
"""Items that a row over them may add up, at least."""
_MOST = 0.6
"""The share of items from which what they have is usual: sums may be among them."""
_NAMES = ("part_number", "hts_number", "line_number", "unit_price")
"""Columns in which a sum has nothing."""


def _named(items: Sequence[tuple[Head, Item]]) -> frozenset[str]:
    """The kinds of names that nearly all items have."""
    counts = Counter(kind for head, item in items for kind in _names(head, item))
    return frozenset(kind for kind, count in counts.items() if count >= max(2, _MOST * len(items)))


def _names(head: Head, item: Item) -> set[str]:
    """What names an item by a number: words in such a column may be a sum's label, 199 | TOTALES | 3,347.4."""
    cells = item.anchor.cells
    numbered = [i for i, words in cells.items() if any(c.isdigit() for word in words for c in word.text)]
    return {kind for kind in (head.columns[index].kind for index in numbered) if kind in _NAMES}


def _nameless(head: Head, item: Item, named: frozenset[str]) -> bool:
    """Whether an item has hardly any of the names that the others have: a sum's label may stand in one's column."""
    return 2 * len(_names(head, item) & named) < len(named)


def _meets(figures: Mapping[str, Decimal], sums: Mapping[str, Decimal]) -> bool:
    """Whether at least two figures of a row are the sums of their columns, and no more are not."""
    asked = {kind: number for kind, number in figures.items() if kind in sums}
    met = sum(1 for kind, number in asked.items() if number and _equal(kind, number, sums[kind]))
    return met >= 2 and met > len(asked) - met


def _equal(kind: str, printed: Decimal, summed: Decimal) -> bool:
    """Whether a sum is the printed one; weights are rounded line by line."""
    slack = printed * _ROUNDED if kind.endswith("_kg") else Decimal(0)
    return abs(summed - printed) <= max(CENT, slack)


def _sums(head: Head, items: Sequence[Item], habits: Habits) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for item in items:
        for kind, number in _figures(head, item.anchor, habits).items():
            sums[kind] += number
    return sums


def _figures(head: Head, row: BodyRow, habits: Habits) -> dict[str, Decimal]:
    """The first number in each column that is added up."""
    found: dict[str, Decimal] = {}
    for index, words in row.cells.items():
        kind = head.columns[index].kind
        if kind in _ADDED and not head.columns[index].parts:
            numbers = numerals.find(" ".join(word.text for word in words), habits.convention)
            if numbers:
                found.setdefault(kind, numbers[0].value)
    return found
