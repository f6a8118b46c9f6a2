"""A head whose words a lexicon need not know: the figures under it close (quantity times price is the amount), or stand
right under three names of figures that it does know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import permutations

from docvalidate.extraction import numerals
from docvalidate.extraction.habits import Habits, habits_of
from docvalidate.extraction.layout import Layout
from docvalidate.extraction.phrases import Phrase
from docvalidate.extraction.table.arithmetic import closes
from docvalidate.extraction.table.columns import options
from docvalidate.extraction.table.gutters import set_bands
from docvalidate.extraction.table.head import FIGURES, PACKED, PRICES, Head, build_head, has_figure
from docvalidate.extraction.table.rows import BodyRow, body_row, is_figure

_COLUMNS, _ROWS, _BODY = 4, 3, 40
"""Heads in a row, at least; rows that a head may have, and those below it that are looked at, at most."""
_MOST = 12
"""Figures of a row of goods, at most: of more, too many threes would be tried."""
_CLOSED = 2
"""Rows that must close."""
_SHARE = 0.6
"""The share of the rows with three figures in the columns that must close."""
_UNDER = 0.8
"""The share of such rows that have a figure under each of the heads."""
_NO_FIGURES = frozenset({"line_number", "part_number", "hts_number", "description", "country_of_origin"})
_OF_PACKAGES = PACKED | {"_carton_numbers", "_quantity_each"}
_TRIO = ("quantity", "unit_price", "amount")


def head_by_figures(layout: Layout) -> Head | None:
    """The first row of words that figures tell to be a head; None where none do so in two rows."""
    if sum(_figures(row) >= len(_TRIO) for row in layout.rows) < _CLOSED:
        return None
    habits = habits_of([layout.page])
    for index in range(len(layout.rows)):
        for last in _ends(layout, index):
            head = build_head(layout, index, last, loose=True, cover=0.0)
            if head is None or len(head.columns) < _COLUMNS:
                continue
            if _settle(layout, head, habits) or _filled(layout, head):
                return head
    return None


def _filled(layout: Layout, head: Head) -> bool:
    """Whether figures stand in the rows below right under three heads that name figures, whatever the others name."""
    known = [c for c in head.columns if c.kind in FIGURES and c.exact]
    rows = [layout.rows[i] for i in range(head.rows[-1] + 1, min(len(layout.rows), head.rows[-1] + _BODY))]
    items = [row for row in rows if _figures(row) >= len(known)]
    under = [all(any(p.x0 < c.x1 and c.x0 < p.x1 and is_figure(p.words) for p in row) for c in known) for row in items]
    return len(known) >= len(_TRIO) and len(items) >= _CLOSED and sum(under) >= _UNDER * len(items)


def _ends(layout: Layout, first: int) -> Iterator[int]:
    """The last rows that a head may have that begins in a row; the figures follow right below."""
    for last in range(first, min(first + _ROWS, len(layout.rows) - 1)):
        if any(has_figure(phrase.text) for phrase in layout.rows[last]):
            return
        if len(layout.rows[first]) >= _COLUMNS and _figures(layout.rows[last + 1]) >= len(_TRIO):
            yield last


def _figures(row: Sequence[Phrase]) -> int:
    return sum(is_figure(phrase.words) for phrase in row)


def _settle(layout: Layout, head: Head, habits: Habits) -> bool:
    """Names the three columns that close in most rows under a head, where there are such."""
    rows = [(i, layout.rows[i]) for i in range(head.rows[-1] + 1, min(len(layout.rows), head.rows[-1] + _BODY))]
    set_bands(head, layout, [row for _, row in rows])
    body = [body_row(head, index, row, layout.page.number) for index, row in rows]
    numbers = [_numbers(head, row, habits) for row in body]
    told: Counter[tuple[int, ...]] = Counter()
    for row in (row for row in numbers if len(row) <= _MOST):
        for q, p, a in permutations(row, len(_TRIO)):
            if 1 not in (row[q], row[p]) and row[p] != row[a] and closes(row[q], row[p], row[a]):
                told[q, p, a] += 1
    fitting = [(n, trio) for trio, n in told.items() if n >= _CLOSED and not _against(head, trio)]
    if not fitting or (head.kinds & _OF_PACKAGES and not head.kinds & PRICES):  # cartons times their weight close, too
        return False
    _, best = max(fitting, key=lambda one: (one[0], one[1][1] < one[1][2]))
    if told[best] < _SHARE * sum(all(i in row for i in best) for row in numbers):
        return False
    for column in head.columns:
        column.kind = None if column.kind in _TRIO and not column.parts else column.kind
    for at, kind in zip(best, _TRIO, strict=True):
        head.columns[at].settle(kind)
    return True


def _numbers(head: Head, row: BodyRow, habits: Habits) -> dict[int, Decimal]:
    """The numbers of a row by the columns that may hold figures."""
    found: dict[int, Decimal] = {}
    for index, words in row.cells.items():
        if head.columns[index].kind in _NO_FIGURES and head.columns[index].exact:
            continue
        numbers = numerals.find(" ".join(word.text for word in words), habits.convention) if is_figure(words) else []
        if numbers and numbers[0].value > 0:
            found[index] = numbers[0].value
    return found


def _against(head: Head, trio: Sequence[int]) -> bool:
    """Whether the head of one of three columns says that it is something else."""
    named = [(head.columns[i], kind) for i, kind in zip(trio, _TRIO, strict=True)]
    return any(column.exact and column.kind != "unit" and kind not in options(column) for column, kind in named)
