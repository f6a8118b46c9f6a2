"""The head of a line-item table: one to four rows whose words name columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from docvalidate.domain.page import Word
from docvalidate.extraction.label import is_label
from docvalidate.extraction.layout import Layout
from docvalidate.extraction.lexicon import canonical, columns, labels
from docvalidate.extraction.phrases import Phrase
from docvalidate.extraction.table.columns import (
    BRACKETS,
    Column,
    HeadCell,
    column_for,
    kind_of,
    options,
    without_brackets,
)
from docvalidate.extraction.table.head import FIGURES, Head, build_head, has_figure
from docvalidate.extraction.table.storeys import paired_storeys, third_storey, two_storeys
from docvalidate.extraction.table.sum_labels import is_strip, sum_label
from docvalidate.extraction.table.told_by_figures import head_by_figures
from docvalidate.extraction.text import tokenise
from docvalidate.reference import currencies, units

_MAX_ROWS = 5


def find_heads(layout: Layout) -> list[Head]:
    """Every table head of a page, from top to bottom."""
    heads: list[Head] = []
    for index, row in enumerate(layout.rows):
        if _promise([phrase.words for phrase in row]) < 2 or sum(has_figure(p.text) for p in row) > 0.4 * len(row):
            continue
        if any(_PARTICULARS.search(phrase.text) for phrase in row):
            continue
        if is_strip(row) or (heads and heads[-1].below is not None and index in heads[-1].rows):
            continue
        head = paired_storeys(layout, index) or _head_at(layout, index)
        if head is None or _asks_for_fields(layout, head) or _sums_up(layout, head):
            continue
        head = head if head.below is not None else two_storeys(layout, head) or head
        third_storey(layout, head)
        _drop_groups(layout, head)
        _adopt_groups(layout, head)
        if heads and set(heads[-1].rows) & set(head.rows):
            if _score(head) > _score(heads[-1]):
                heads[-1] = head
        else:
            heads.append(head)
    if not any(head.kinds & FIGURES for head in heads) and (told := head_by_figures(layout)) is not None:
        heads = [head for head in heads if not set(head.rows) & set(told.rows)]
        return sorted([*heads, told], key=lambda head: head.rows[0])
    return heads


_PARTICULARS = re.compile(r"[^\W\d_]:\s+\S.*[^\W\d_]:\s+\S")
"""Labels with their values in one line, which head nothing: CURRENCY: USD PACKING: EXPORT CARTONS."""
_OF_ITEMS = frozenset({"description", "part_number", "quantity", "unit_price", "amount", "hts_number"})
"""Kinds of columns that no row of particulars has: weights and packages are of the paper as well."""


def _asks_for_fields(layout: Layout, head: Head) -> bool:
    """Whether a row of labels stands over a row of particulars: Customer PO | Shipped via | Ship date."""
    phrases = [phrase for index in head.rows for phrase in layout.rows[index]]
    asked = sum(1 for phrase in phrases if labels().whole(canonical(tokenise(phrase.text))))
    free = [phrase for phrase in phrases if not labels().whole(canonical(tokenise(phrase.text)))]  # not Netto gesamt
    known = any(
        column.exact and column.kind in _OF_ITEMS and any(p.x0 < column.x1 and p.x1 > column.x0 for p in free)
        for column in head.columns
    )
    return not known and asked >= 0.75 * len(phrases)


_SUMMARY, _LABELLED = 3, 0.7
"""Rows of a summary, at least, and the share of them that begin with the label of a sum or of a field."""


def _sums_up(layout: Layout, head: Head) -> bool:
    """Whether what stands under a head are the paper's sums and no goods: Concept | Value | Unit over Freight | …"""
    rows = layout.rows[head.rows[-1] + 1 : head.rows[-1] + 9]
    own = [row for row in rows if 1 < len(row) <= len(head.columns) and abs(row[0].x0 - head.x0) < _LINED_UP]
    labelled = sum(is_label(row[0]) or sum_label(row[0].text) is not None for row in own)
    return len(own) >= _SUMMARY and labelled >= _LABELLED * len(own) and len(head.columns) <= _FEW


_FEW = 4
"""Columns of a summary, at most."""
_DENSE = 6
"""Columns from which a table has groups of them."""
_LINED_UP = 4.0
"""Points by which the cells of a column may be out of line with its head."""


def _drop_groups(layout: Layout, head: Head) -> None:
    """Takes out a head of the upper row that heads no column: texts of another run under it, none stands in it."""
    if len(head.rows) < 2 or head.below is not None:
        return
    body = [p for row in layout.rows[head.rows[-1] + 1 : head.rows[-1] + 7] for p in row]
    upper = layout.rows[head.rows[0]]
    for column in list(head.columns):
        alone = any(p.text == column.own and abs(p.x0 - column.x0) < 1 for p in upper)
        if not alone or len(head.columns) < _DENSE:
            continue
        left = max((c.x1 for c in head.columns if c.x1 <= column.x0), default=0.0)
        right = min((c.x0 for c in head.columns if c.x0 >= column.x1), default=layout.page.width)
        inside = [p for p in body if _in_line(p, column) or (left < p.x0 and p.x1 < right)]
        others = [c for c in head.columns if c is not column]
        over = [p for p in body if p.x0 < column.x0 - _LINED_UP and p.x1 > column.x0]
        if any(_in_line(p, c) for p in over for c in others) and not inside:
            head.columns.remove(column)


def _in_line(phrase: Phrase, column: Column) -> bool:
    """Whether a phrase begins, ends or is centred as the head of a column is."""
    ends = (phrase.x0 - column.x0, phrase.x1 - column.x1, (phrase.x0 + phrase.x1) / 2 - column.centre)
    return min(map(abs, ends)) < _LINED_UP


def _adopt_groups(layout: Layout, head: Head) -> None:
    """Takes in the row of groups over a head; one with figures of its own under it is a column: QTY INVOICED."""
    above = head.rows[0] - 1
    if above < 0 or len(head.rows) > 2 or len(head.columns) < 5 or head.below is not None:
        return
    row = layout.rows[above]
    height = head.bottom - head.top
    inside = all(head.x0 - height < p.x0 and p.x1 < head.x1 + height for p in row)
    near = min(p.top for p in layout.rows[head.rows[0]]) - max(p.bottom for p in row) < 0.9 * height
    if not (1 < len(row) < len(head.columns)) or not inside or not near or any(has_figure(p.text) for p in row):
        return
    taken = [(column.x0, column.x1) for column in head.columns]
    body = [p for r in layout.rows[head.rows[-1] + 1 : head.rows[-1] + 6] for p in r if has_figure(p.text)]
    added: list[Column] = []
    joined = False
    for phrase in row:
        touched = [column for column in head.columns if column.x0 < phrase.x1 and column.x1 > phrase.x0]
        if touched:
            if len(touched) == 1 and touched[0].kind is None:
                kind, exact = kind_of(f"{phrase.text} {touched[0].head}")  # UNIT OF over SALE
                touched[0].kind, touched[0].exact, joined = kind, exact, joined or kind is not None
            continue
        under = [p for p in body if phrase.x0 < (p.x0 + p.x1) / 2 < phrase.x1]
        if len([p for p in under if not any(x0 < p.x1 and x1 > p.x0 for x0, x1 in taken)]) > 1:
            added.append(column_for(HeadCell(list(phrase.words))))
    if not added and not joined:
        return
    head.columns = sorted([*head.columns, *added], key=lambda column: column.x0)
    head.rows, head.top = [above, *head.rows], min(p.top for p in row)


def _promise(groups: Sequence[Sequence[Word]]) -> int:
    """How many different columns the words of a row name; 0 where most of the row names none."""
    kinds: set[str] = set()
    named = total = 0
    for group in groups:
        tokens = canonical(tokenise(BRACKETS.sub(" ", " ".join(word.text for word in group))))
        hits = columns().scan(tokens)
        total += max(1, len(tokens))
        named += sum(hit.end - hit.start for hit in hits)
        for hit in hits:
            kinds.add(f"{hit.meanings[0]}{hit.start if hit.meanings[0] == '_other' else ''}")
    return len(kinds) if named >= 0.5 * total else 0


def _head_at(layout: Layout, seed: int) -> Head | None:
    """The best head that contains row `seed`: with the rows under and over it that belong to it."""
    best: Head | None = None
    best_score = 0.0
    for first in range(seed, max(-1, seed - 2), -1):
        for last in range(seed, min(len(layout.rows), seed + _MAX_ROWS)):
            if last - first >= _MAX_ROWS or not _together(layout, first, last, seed):
                continue
            head = build_head(layout, first, last)
            if head is None:
                continue
            extra = [i for i in range(first, last + 1) if i != seed]
            named = sum(
                1
                for i in extra
                if _promise([p.words for p in layout.rows[i]]) >= 2
                or _only_units(layout.rows[i])
                or _completes(head, layout.rows[i])
                or (i > first and _dangles_over(layout.rows[i - 1], layout.rows[i]))
            )
            score = _score(head) + 0.3 * named - 0.05 * (len(extra) - named)
            if score > best_score + 1e-6:
                best, best_score = head, score
    return best


def _completes(head: Head, row: Sequence[Phrase]) -> bool:
    """Whether every word of a row ends a head that is a known label with it: `No. of` over `cases`."""
    for word in (w for p in row for w in p.words):
        column = min(head.columns, key=lambda c: abs(c.centre - word.centre))
        if not column.exact or word.text not in column.own:
            return False
    return True


def _dangles_over(upper: Sequence[Phrase], lower: Sequence[Phrase]) -> bool:
    """Whether every phrase of a row stands under one that ends in a stroke: Customs tariff / over origin."""
    open_ = [p for p in upper if p.text.endswith("/")]
    return all(any(p.x0 < o.x1 and p.x1 > o.x0 for o in open_) for p in lower)


def _only_units(row: Sequence[Phrase]) -> bool:
    """A row of a head that gives units and currencies alone: (USD)  (KGS)."""
    return all(
        without_brackets(p.text) == "" or currencies.find(p.text.strip("()")) or units.code(p.text.strip("()"))
        for p in row
    )


def _together(layout: Layout, first: int, last: int, seed: int) -> bool:
    """Whether rows first…last can be one head: near one another, without figures, not cut by a rule."""
    seed_row = layout.rows[seed]
    x0, x1 = min(p.x0 for p in seed_row), max(p.x1 for p in seed_row)
    height = max(p.height for p in seed_row)
    for index in range(first, last + 1):
        row = layout.rows[index]
        near = [p for p in row if p.x1 > x0 - height and p.x0 < x1 + height]
        figures = [p for p in near if has_figure(p.text)]
        coded = len(figures) <= 0.5 * len(near) and all(p.text[:1].isalpha() for p in figures)  # STORE 7033
        if index != seed and figures and not coded and not _sizes(figures, near):
            return False
        if index != seed and sum(1 for p in row if _ANSWERED.match(p.text)) > 0.5 * len(row):
            return False  # particulars over the table: 装运港：XIAMEN, CHINA
        if index > first:
            above = layout.rows[index - 1]
            gap = min(p.top for p in row) - max(p.bottom for p in above)
            if gap > 0.9 * height:
                return False
    if last > first and not layout.grid.empty:
        top = min(p.middle for p in layout.rows[first])
        bottom = max(p.middle for p in layout.rows[last])
        cuts = [y for y in layout.grid.horizontals(x0, x1, 0.8) if top < y < bottom]
        return all(_under_groups(layout, first, last, y) or _bar(layout, y) for y in cuts)
    return True


_ANSWERED = re.compile(r"^[^:：]{1,30}[:：]\s*\S")
"""A label with its value behind it."""


def _sizes(figures: Sequence[Phrase], row: Sequence[Phrase]) -> bool:
    """Whether the figures in a row of heads are sizes that rise, beside other heads: 2 | 4 | 6 | 8 | N.W. | G.W."""
    texts = [phrase.text for phrase in figures]
    if len(texts) < 2 or not all(text.isdigit() and len(text) <= 3 for text in texts):
        return False
    numbers = [int(text) for text in texts]
    rest = [phrase.words for phrase in row if phrase not in figures]
    return all(a < b for a, b in pairwise(numbers)) and _promise(rest) >= 2


def _bar(layout: Layout, y: float) -> bool:
    """Whether a line is the edge of one of the bars of the paper, which go on evenly over and under the head."""
    lines = layout.grid.horizontals(0.0, layout.page.width, 0.8)
    above = max((line for line in lines if line < y - 1), default=None)
    step = y - above if above is not None else 0.0
    return step > 0 and all(any(abs(line - (y + n * step)) < 1 for line in lines) for n in (-2, -1, 1, 2))


def _under_groups(layout: Layout, first: int, last: int, cut: float) -> bool:
    """Whether a rule inside a head underlines its groups: fewer words stand over it than right below it."""
    over = [i for i in range(first, last + 1) if max(p.middle for p in layout.rows[i]) < cut]
    if len(over) != 1 or over[0] == last:
        return False
    upper, lower = layout.rows[over[0]], layout.rows[over[0] + 1]
    bottom = max(p.bottom for p in lower)
    if any(p.cell is not None and p.cell[3] > bottom - 1 for p in upper) and all(p.cell is not None for p in lower):
        return True  # some heads stand in cells as high as both rows: NO. beside ITEM over PART NO.
    return len(lower) >= 1.4 * len(upper) and _promise([p.words for p in lower]) >= 4


def join_cut(head: Head, body: Sequence[Sequence[Phrase]]) -> None:
    """Joins a column to its left neighbour, from whose head its own was cut off, where text runs over the joint.

    `Description of goods, model` over one column of text is one column.
    """
    for index in range(len(head.columns) - 1, 0, -1):
        left, right = head.columns[index - 1], head.columns[index]
        if not right.cut:
            continue
        first = next((head.columns[i] for i in range(index - 1, 0, -1) if not head.columns[i].cut), head.columns[0])
        texts_only = {left.kind, right.kind} <= {"description", "part_number", "_other", None}
        over = apart = 0
        begins: list[float] = []
        for phrase in (p for row in body for p in row):
            behind = next((w for w in phrase.words if w.centre > right.x0), None)
            texts = [phrase.words[0].text, behind.text if behind is not None else ""]
            if first.x0 - 3 <= phrase.x0 < right.x0 - 3 and all(any(c.isalpha() for c in text) for text in texts):
                over += 1
            if behind is not None and phrase.x0 < right.x0 - 3:
                begins.append(behind.x0)
            inside = right.x0 - 3 <= phrase.x0 and phrase.x1 <= right.x1 + 3
            apart += inside or abs(phrase.x0 - right.x0) <= 4
        if len(begins) >= 3 and max(begins) - min(begins) <= 2:
            continue  # the words behind the joint begin at one edge: codes, close behind the column before
        if (over and not apart) or (texts_only and over >= 2 and over > 2 * apart):
            left.x1, left.head = right.x1, f"{left.head} {right.head}"
            left.meanings, left.exact = tuple(dict.fromkeys([*left.meanings, *right.meanings])), False
            head.columns.pop(index)


def _score(head: Head) -> float:
    """Named columns count, doubles and nameless columns count against; a vague head may mean what is free."""
    taken: set[str] = set()
    doubles = others = 0
    named = 0.0
    for column in sorted(head.columns, key=lambda c: len(options(c))):
        kinds = options(column)
        free = next((kind for kind in kinds if kind not in taken and not kind.startswith("_")), None)
        if free:
            taken.add(free)
            named += 1.0 if column.exact or len(column.meanings) > 1 else 0.6
        elif any(kind.startswith("_") for kind in kinds):
            others += 1
        elif kinds:
            doubles += 1
    nameless = sum(1 for column in head.columns if column.kind is None)
    exact = sum(1 for column in head.columns if column.exact)
    return named + 0.5 * others - 0.6 * doubles - 0.7 * nameless + 0.15 * exact
