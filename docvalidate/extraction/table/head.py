"""What the head of a line-item table is, and how the words of some rows make one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from docvalidate.extraction.layout import Layout
from docvalidate.extraction.lexicon import canonical, labels
from docvalidate.extraction.table.columns import BRACKETS, Column, column_for, options, share_pounds
from docvalidate.extraction.table.head_cells import head_cells
from docvalidate.extraction.text import tokenise

GOODS = frozenset({"description", "part_number", "hts_number"})


PRICES = frozenset({"unit_price", "amount"})


PACKED = frozenset({"net_weight_kg", "gross_weight_kg", "package_count"})


FIGURES = PRICES | PACKED | {"quantity"}


_PRICED = PRICES | {"quantity"}


_MIN_COVER = 0.7
_MANY = 3
"""Columns of figures that make a table, of goods or of packages."""


@dataclass(slots=True)
class Head:
    """A table's head on one page."""

    columns: list[Column]
    top: float
    bottom: float
    x0: float
    x1: float
    rows: list[int] = field(default_factory=list)
    below: Head | None = None
    """The head of the items' second row, where a row of heads names what stands there."""
    goods_above: bool = False
    """Whether that row stands over the other: the goods over their figures."""
    leading_codes: bool = False
    """Whether the descriptions begin with a part number that has no column of its own."""
    leading_numbers: bool = False
    """Whether they begin with the running number of the item."""
    trailing_codes: bool = False
    """Whether they end in a part number in brackets: STAMP PAD, METAL BOX (08925-54)."""
    row_keys: frozenset[str] = frozenset()
    """Words that begin a row below every description, with a figure: Werkstoff 51CrV4."""
    told_labels: dict[str, str] = field(default_factory=dict)
    """Labels in the descriptions that no lexicon knows, with what stands behind them in the items."""

    @property
    def kinds(self) -> set[str]:
        return {column.kind for column in self.columns if column.kind}


def build_head(layout: Layout, first: int, last: int, *, loose: bool = False, cover: float = _MIN_COVER) -> Head | None:
    """The head that rows first to last make; None where they name less than `cover` of it, or (unless `loose`) no goods
    or no figures."""
    words = [word for index in range(first, last + 1) for phrase in layout.rows[index] for word in phrase.words]
    if not words:
        return None
    cells = head_cells(words, layout, first, last)
    found = [column_for(cell) for cell in cells]
    share_pounds(found)
    for column in _pieces(found) if last > first else []:
        column.kind, column.exact = "_other", False
    kinds = {column.kind for column in found if column.kind}
    unknown = [column for column in found if column.kind is None or "description" in options(column)]
    figures = kinds >= _PRICED or len(kinds & FIGURES) >= _MANY
    if not loose and len(unknown) == 1 and not kinds & GOODS and figures:
        unknown[0].kind = "description"  # what names no figure, code or origin names the goods
        kinds.add("description")
    vague = sum(1 for column in found if column.kind in ("line_number", "_other"))
    numbered = "_carton_numbers" in kinds and len(kinds & FIGURES) >= 3  # the goods stand in rows of their own
    if not loose and not (kinds & FIGURES and len(found) >= 3 and (kinds & GOODS or vague >= 2 or numbered)):
        return None
    named = sum(1 for column in found if column.kind or (words[0].cell is not None and tells_document(column.head)))
    if named < cover * len(found):
        return None
    return Head(
        found,
        min(w.top for w in words),
        max(w.bottom for w in words),
        min(w.x0 for w in words),
        max(w.x1 for w in words),
        list(range(first, last + 1)),
    )


_SIZES, _SIZE = 3, 4
"""Columns under one head that are sizes, and the letters of one."""


def _pieces(found: Sequence[Column]) -> list[Column]:
    """The columns that hold the pieces of one size, colour or store: XS | S | M | 2XL under Size scale."""
    under = [column for column in found if column.head != column.own]
    short = [column for column in under if column.kind is None and len(column.own) <= _SIZE]
    groups = Counter(column.head.removesuffix(column.own) for column in short)
    return [c for c in under if c.own.isdigit() or (c in short and groups[c.head.removesuffix(c.own)] >= _SIZES)]


def tells_document(head: str) -> bool:
    """Whether a head of a sheet is the label of something of the whole paper, or of a part of it: VENDOR_NAME."""
    tokens = canonical(tokenise(head))
    return bool(labels().whole(tokens) or labels().whole(tokens[:-1]))


def has_figure(text: str) -> bool:
    """Whether a text of a head would be a figure: its year of the tariff, its number in brackets apart."""
    bare = BRACKETS.sub("", text)
    digits = sum(c.isdigit() for c in bare)
    return digits >= 5 or (digits >= 1 and not re.search(r"(?i)\b(hs|hts|2020|2010|a\d)\b", bare))
