"""Heads in two rows over items in two rows: what each row names stands in the item's first row or its second."""

from __future__ import annotations

from itertools import pairwise

from docvalidate.extraction.layout import Layout
from docvalidate.extraction.table.columns import options
from docvalidate.extraction.table.head import FIGURES, GOODS, Head, build_head, has_figure
from docvalidate.extraction.text import is_cjk


def two_storeys(layout: Layout, head: Head) -> Head | None:
    """Two rows of heads that do not complete one another: the second names what stands in the items' second row."""
    second = head.rows[0] + 1
    if len(head.rows) > 3 or len(head.columns) < 4 or second >= len(layout.rows):
        return None
    if any(has_figure(p.text) for p in layout.rows[second]) or any(
        p.text.endswith("/") for p in layout.rows[head.rows[0]]
    ):
        return None
    figures = _figures_below(layout, head.rows[0], second)
    if figures is not None and len(head.rows) == 2:
        return figures
    upper, lower = build_head(layout, head.rows[0], head.rows[0]), build_head(layout, second, second, loose=True)
    if upper is None or lower is None or lower.top - upper.bottom > upper.bottom - upper.top:
        return None
    _join_twice_said(upper, lower)
    if _weights_stacked(layout, second, upper, lower):
        upper.rows, upper.bottom, upper.below = [head.rows[0], second], lower.bottom, lower
        return upper
    unknown = [column for column in lower.columns if not column.exact]
    last = max(second, head.rows[-1])  # the first item follows all rows of heads
    if len(head.rows) == 1 and unknown and not (len(unknown) == 1 and _alternates(layout, last, upper, lower)):
        return None
    exact = sum(c.exact for c in upper.columns) + sum(c.exact for c in lower.columns)
    kinds = [c.kind for c in lower.columns if c.exact and c.kind]
    named = [kind for kind in kinds if not kind.startswith("_") or kind == "_carton_numbers"]
    if exact < sum(c.exact for c in head.columns) + len(named) or len(named) < 2:
        return None
    several = len(lower.columns) >= 3 or (not unknown and set(named) & GOODS)
    apart = several and not upper.kinds & lower.kinds and set(named) <= _LOWER
    if set(named) & FIGURES and not (apart and _alternates(layout, last, upper, lower)):
        return None
    if len(unknown) == 1 and unknown[0].kind is None and "description" not in upper.kinds | lower.kinds:
        unknown[0].kind = "description"  # what names no figure, code or origin names the goods
    upper.rows, upper.bottom, upper.below = [head.rows[0], second], lower.bottom, lower
    return upper


def _join_twice_said(upper: Head, lower: Head) -> None:
    """One column for heads in two languages, 货号 | Art. No.; a Chinese name of the goods is no column's."""
    for left, right in list(pairwise(lower.columns)):
        if left.kind == right.kind is not None and left.exact and right.exact:
            right.x0, right.head = left.x0, f"{left.head} {right.head}"
            lower.columns.remove(left)
    if "description" in upper.kinds and len(lower.columns) > 2:
        for column in lower.columns:
            if column.kind == "description" and is_cjk(column.head[:1]):
                column.kind = "_other"


def third_storey(layout: Layout, head: Head) -> None:
    """A third row of heads under two that name the rows of an item: what it names stands in the items' third row."""
    below, third = head.below, head.rows[-1] + 1
    if below is None or head.goods_above or third >= len(layout.rows):
        return
    row = layout.rows[third]
    lower = build_head(layout, third, third, loose=True) if not any(has_figure(p.text) for p in row) else None
    if lower is None or lower.top - below.bottom > below.bottom - below.top:
        return
    named = [c.kind for c in lower.columns if c.exact and c.kind in _LOWER]
    if len(named) == len(lower.columns) >= 2 and not set(named) & (head.kinds | below.kinds):
        below.below, head.bottom = lower, lower.bottom
        head.rows.append(third)


_WEIGHTS = frozenset({"net_weight_kg", "gross_weight_kg"})


def _weights_stacked(layout: Layout, second: int, upper: Head, lower: Head) -> bool:
    """Whether one column has both weights, the one over the other, in its head and in the items below."""
    if len(lower.columns) != 1 or not lower.columns[0].exact or lower.columns[0].kind not in _WEIGHTS:
        return False
    below = lower.columns[0]
    over = next((c for c in upper.columns if c.x0 < below.x1 and below.x0 < c.x1), None)
    if over is None or over.kind not in _WEIGHTS or over.kind == below.kind:
        return False
    rows = layout.rows[second + 1 : second + 3]
    stacked = [any(has_figure(p.text) and p.x0 < over.x1 + 3 and p.x1 > over.x0 - 3 for p in row) for row in rows]
    return len(stacked) == 2 and all(stacked)


def paired_storeys(layout: Layout, first: int) -> Head | None:
    """Two rows of heads, column over column, over items in two rows that are filled alike."""
    if first + 1 >= len(layout.rows):
        return None
    upper, lower = build_head(layout, first, first), build_head(layout, first + 1, first + 1, loose=True)
    if upper is None or lower is None:
        return None
    _raise_numbers(upper, lower)
    if not _paired(upper, lower) or not _alternates(layout, first + 1, upper, lower):
        return None
    goods = [column for column in upper.columns if column.kind is None and "description" in column.meanings]
    if len(goods) == 1 and "description" not in upper.kinds:
        goods[0].kind = "description"  # Goods in English over Goods in Chinese
    for column in lower.columns:
        column.kind = None if column.kind in upper.kinds or column.kind == "line_number" else column.kind
    upper.rows, upper.bottom, upper.below = [first, first + 1], lower.bottom, lower
    return upper


def _raise_numbers(upper: Head, lower: Head) -> None:
    """The head of the running numbers, whose cell spans both rows, put into the first: on a scan that is a little askew
    its middle may lie nearer to the second."""
    alone = [c for c in lower.columns if not any(a.x0 < c.x1 and c.x0 < a.x1 for a in upper.columns)]
    if len(alone) == 1 and alone[0].kind == "line_number" and "line_number" not in upper.kinds:
        lower.columns.remove(alone[0])
        upper.columns = sorted([*upper.columns, alone[0]], key=lambda c: c.x0)


def _paired(upper: Head, lower: Head) -> bool:
    """Whether two rows of heads have (nearly) as many columns, one over the other, and name nearly all of them
    differently. The running number may span both, and a scan may lose one."""
    pairs = [(a, b) for a in upper.columns for b in lower.columns if a.x0 < b.x1 and b.x0 < a.x1]
    differ = [b for a, b in pairs if b.kind and a.kind != b.kind and not b.kind.startswith("_")]
    told = {b.kind for b in differ}
    alike = len(pairs) == len(lower.columns) >= 5 and 0 <= len(upper.columns) - len(lower.columns) <= 2
    return alike and len(told) >= 4 and told <= _LOWER | {"line_number"}


_LOWER = frozenset(
    {*GOODS, "country_of_origin", "net_weight_kg", "gross_weight_kg", "package_count", "_carton_numbers"}
)
"""What the second row of an item may hold; its quantity, price and amount stand in the first."""


def _alternates(layout: Layout, second: int, upper: Head, lower: Head) -> bool:
    """Whether the first item stands in two rows, each filled like the head that would name it.

    A row of one phrase goes on with a description.
    """
    rows = [row for row in layout.rows[second + 1 : second + 5] if len(row) > 1][:2]
    if len(rows) < 2:
        return False
    filled = [
        sum(1 for c in head.columns if any(p.x0 < c.x1 + 3 and p.x1 > c.x0 - 3 for p in row)) / len(head.columns)
        for head, row in zip((upper, lower), rows, strict=True)
    ]
    return min(filled) >= 0.75


def _figures_below(layout: Layout, first: int, second: int) -> Head | None:
    """A row that names the goods over a row that names their figures: Item | Material over Qty | Unit | Price."""
    upper, lower = (build_head(layout, row, row, loose=True) for row in (first, second))
    if upper is None or lower is None or lower.top - upper.bottom > upper.bottom - upper.top:
        return None
    for column in upper.columns:
        others = [kind for kind in options(column) if kind not in FIGURES]
        if column.kind in lower.kinds & FIGURES and others:
            column.kind = others[0]  # CARTONS over CARTON COUNT are their numbers
    vague = sum(not column.exact for column in [*upper.columns, *lower.columns])
    if vague > 1 or upper.kinds & FIGURES or len(upper.kinds & (GOODS | {"line_number"})) < 2:
        return None
    if len(lower.kinds & FIGURES) < 3 or lower.kinds & GOODS:
        return None
    for column in upper.columns:
        if column.kind is None and "description" not in upper.kinds:
            column.kind = "description"  # what names no code or origin names the goods
    lower.rows, lower.top, lower.below, lower.goods_above = [first, second], upper.top, upper, True
    return lower
