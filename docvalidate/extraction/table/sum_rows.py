"""Rows of a table whose figures are the sums of those above them: a group's sum or the table's, however labelled."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from docvalidate.extraction import numerals
from docvalidate.extraction.habits import Habits
from docvalidate.extraction.table.arithmetic import CENT
from docvalidate.extraction.table.head import Head
from docvalidate.extraction.table.rows import BodyRow

_ADDED = frozenset({"amount", "quantity", "net_weight_kg", "gross_weight_kg", "package_count"})
_NAMES = frozenset({"hts_number", "part_number", "country_of_origin", "line_number", "unit_price"})
"""Columns in which a sum has nothing."""


def without_sums(head: Head, rows: Sequence[BodyRow], anchors: list[int], habits: Habits) -> list[int]:
    """The anchors that are items; the others get the label of the sum they are."""
    added = [i for i, column in enumerate(head.columns) if column.kind in _ADDED and not column.parts]
    named = [i for i, column in enumerate(head.columns) if column.kind in _NAMES]
    usual = [i for i in named if all(i in rows[a].cells for a in anchors[:1])]
    items: list[int] = []
    group: list[int] = []
    for anchor in anchors:
        row = rows[anchor]
        bare = not any(any(c.isalnum() for w in row.cells.get(i, []) for c in w.text) for i in usual)
        least = 1 if usual else 2
        if anchor == anchors[-1] and _whole_below(row, [rows[i] for i in items], added, named, habits):
            row.sum_label, row.anchor = "total_amount", False
            continue
        if bare and not row.details:
            if _adds_up(row, [rows[i] for i in items], added, habits, least):
                row.sum_label, row.anchor = "total_amount", False
                continue
            if _adds_up(row, [rows[i] for i in group], added, habits, least):
                row.sum_label, row.anchor = "subtotal", False
                group = []
                continue
        items.append(anchor)
        group.append(anchor)
    return items


_SURE = 2
"""Items whose sum in one column is no chance, where the row has less than they."""


def _whole_below(
    row: BodyRow, above: Sequence[BodyRow], columns: Sequence[int], named: Sequence[int], habits: Habits
) -> bool:
    """Whether the last row sums up all others, whatever words it bears: 199 | TOTALES | 3,347.4 | 3,606.3.

    It has no number of its own, leaves out a figure that all others have, and what it has is the sum of theirs.
    """
    if len(above) < _SURE or any(c.isdigit() for i in named for w in row.cells.get(i, []) for c in w.text):
        return False
    told = [i for i in columns if _number(row, i, habits) is not None]
    left_out = [i for i in (*columns, *named) if i not in row.cells and all(i in other.cells for other in above)]
    return bool(left_out) and _adds_up(row, above, told, habits, len(told))


def mark_total(head: Head, rows: Sequence[BodyRow], anchors: Sequence[int], habits: Habits) -> None:
    """Labels the row below the items whose only figure is the sum of their amounts, whatever it says beside it."""
    index = next((i for i, column in enumerate(head.columns) if column.kind == "amount" and not column.parts), None)
    if index is None or len(anchors) < 2:
        return
    amounts = [n for anchor in anchors if (n := _number(rows[anchor], index, habits)) is not None]
    for row in rows[anchors[-1] + 1 :]:
        due = _number(row, index, habits) if row.filled and row.sum_label is None else None
        if due is not None and len(amounts) == len(anchors) and abs(sum(amounts, Decimal(0)) - due) <= CENT:
            row.sum_label, row.anchor = "total_amount", False
            return


def _adds_up(row: BodyRow, above: Sequence[BodyRow], columns: Sequence[int], habits: Habits, least: int) -> bool:
    """Whether a row's figures are the sums of those above: two of them, or the only one if several rows add to it."""
    if not above:
        return False
    met = against = 0
    for index in columns:
        due = _number(row, index, habits)
        if due is None:
            continue
        numbers = [n for other in above if (n := _number(other, index, habits)) is not None]
        if numbers and abs(sum(numbers, Decimal(0)) - due) <= CENT:
            met += 1
        else:
            against += 1
    return met > against and met >= least and (met >= 2 or len(above) >= 2)


def _number(row: BodyRow, index: int, habits: Habits) -> Decimal | None:
    text = " ".join(word.text for word in row.cells.get(index, []))
    found = numerals.find(text, habits.convention)
    return found[0].value if found else None
