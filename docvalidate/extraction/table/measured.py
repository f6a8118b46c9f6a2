"""Items of a packing list set as lines of text, known by their weights.

19 Karton(s) 1-19   4628119 Cylinder head gasket, multi-layer steel
   Menge 3.800 Stck   netto 342,0 kg   brutto 369,4 kg
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from docvalidate.domain.page import Word
from docvalidate.extraction import packages, typed
from docvalidate.extraction.habits import Habits
from docvalidate.extraction.layout import Layout
from docvalidate.extraction.lexicon import canonical, columns
from docvalidate.extraction.packages import TO
from docvalidate.extraction.phrases import Phrase
from docvalidate.extraction.span import Span
from docvalidate.extraction.table.cells import details_in
from docvalidate.extraction.table.columns import Column
from docvalidate.extraction.table.head import Head
from docvalidate.extraction.table.items import Item
from docvalidate.extraction.table.rows import BodyRow
from docvalidate.extraction.table.sum_labels import sum_label
from docvalidate.extraction.text import tokenise

_KINDS = ("package_count", "part_number", "description", "quantity", "line_number", "_carton_numbers")
_BOTH = {"net_weight_kg", "gross_weight_kg"}
_RANGE = re.compile(r"^(\d+)\s*[-–~]\s*(\d+)[,:]?$")
_CODE = re.compile(r"^(?=\S*\d)[A-Z0-9][\w./-]{3,}$")
_PARTED_CODE = re.compile(r"^\d{2,}[-/]\d{2,}(?:[-/]\d+)*$")
_PLAIN_CODE = re.compile(r"^\d{5,}$")
_MOST = 4
"""Rows of an item."""
_COUNTED = re.compile(r"^\d[\d.,' ]*\s?([^\W\d_]{1,12}\.?)$")
_NAMED_COUNT = re.compile(r"[,;\s]*[^\W\d_]{3,12}\.?:?\s+(\d[\d.,' ]*\s?([^\W\d_]{1,12}\.?))$")
_CARTONS = re.compile(rf"(?i)^[^\W\d_]{{2,12}}\.?(?:[\s-]*n[or]s?\.?\s*\d+(?:(?:{TO})\d+)?|\s*\d+(?:{TO})\d+)$")
"""Which cartons an item is in: CARTON 1 TO 33."""
_NUMBERS = re.compile(r"(?i)^nos?\.?$|^nrs?\.?$|^#$")
_RUNNING = re.compile(r"^\d{1,4}[.)]?$")


@dataclass(slots=True)
class MeasuredPage:
    """The items of a page under a head that names what was found, and the rows that add up those of the paper."""

    layout: Layout
    head: Head
    items: list[Item]
    sums: list[BodyRow] = field(default_factory=list)


def measured(layouts: Sequence[Layout], running: set[tuple[int, int]], habits: Habits) -> list[MeasuredPage]:
    """The items of a paper that their weights show, by page; none where they do not stand at even distances."""
    anchors = [
        [index for index in range(len(layout.rows)) if (page, index) not in running and _weighed(layout.rows[index])]
        for page, layout in enumerate(layouts)
    ]
    total = _sum_row(layouts, anchors, habits)
    reaches = _numbered(layouts, anchors, running) or _stepped(layouts, anchors)
    pages: list[MeasuredPage] = []
    for page, layout in enumerate(layouts if reaches else []):
        items: list[Item] = []
        for anchor, rows in zip(anchors[page], reaches[page], strict=True):
            body = [_row(layout, index, habits) for index in rows if (page, index) not in running]
            for row in body:
                row.anchor = row.index == anchor
            if any(_KINDS.index("description") in row.cells for row in body):
                items.append(Item(body, layout.page.number))
        if items:
            top = min(phrase.top for phrase in layout.rows[items[0].rows[0].index])
            width = layout.page.width
            columns_ = [Column(kind, 0.0, width, "", exact=True) for kind in _KINDS]
            pages.append(MeasuredPage(layout, Head(columns_, top, top, 0.0, width, []), items))
    if pages and total is not None and total.page == pages[-1].layout.page.number:
        pages[-1].sums = [total]
    return pages if sum(len(page.items) for page in pages) > 1 else []


def _numbered(
    layouts: Sequence[Layout], anchors: Sequence[Sequence[int]], running: set[tuple[int, int]]
) -> list[list[range]]:
    """The rows of each item, by page, where every item begins with numbers of packages or its own; else none."""
    own = [
        [index for index in range(len(layout.rows)) if (page, index) not in running]
        for page, layout in enumerate(layouts)
    ]
    cartons = [[i for i in rows if _CARTONS.match(layouts[page].rows[i][0].text)] for page, rows in enumerate(own)]
    due, counted = 1, [list[int]() for _ in own]
    for page, rows in enumerate(own):
        for index in rows:
            row = layouts[page].rows[index]
            number = row[0].text.rstrip(".)")
            if len(row) > 1 and number.isdigit() and len(number) <= 4 and int(number) == due:
                counted[page].append(index)
                due += 1
    return _reaching(cartons, anchors) or _reaching(counted, anchors)


def _reaching(begun: Sequence[Sequence[int]], anchors: Sequence[Sequence[int]]) -> list[list[range]]:
    """From where each item begins to the next, where each has one row of weights; else none."""
    found: list[list[range]] = []
    for starts, own in zip(begun, anchors, strict=True):
        after = [-1, *own]
        firsts = [max((s for s in starts if last < s <= anchor), default=None) for last, anchor in pairwise(after)]
        begins = [first for first in firsts if first is not None]
        if len(begins) < len(own):
            return []
        ends = [*begins[1:], own[-1] + 1] if own else []
        found.append([range(first, end) for first, end in zip(begins, ends, strict=True)])
    return found


def _stepped(layouts: Sequence[Layout], anchors: Sequence[Sequence[int]]) -> list[list[range]]:
    """The same where (nearly) all items have as many rows."""
    steps = Counter(b - a for rows in anchors for a, b in pairwise(rows))
    step = steps.most_common(1)[0][0] if steps else 0
    if not 0 < step <= _MOST or steps[step] < 0.6 * steps.total():
        return []
    first = next(page for page, rows in enumerate(anchors) if any(b - a == step for a, b in pairwise(rows)))
    lead = step - 1 if _begins_above(layouts[first], anchors[first], step) else 0
    return [
        [range(max(0, anchor - lead), min(len(layout.rows), anchor + step - lead)) for anchor in own]
        for layout, own in zip(layouts, anchors, strict=True)
    ]


def _sum_row(layouts: Sequence[Layout], anchors: Sequence[list[int]], habits: Habits) -> BodyRow | None:
    """Takes from the anchors the last, where its net or gross weight is the sum of the others', whatever its words."""
    rows = [layout.rows[index] for layout, own in zip(layouts, anchors, strict=True) for index in own]
    weights = [_weights(row, habits) for row in rows]
    if len(weights) < 3 or not any(sum(one[i] for one in weights[:-1]) == weights[-1][i] for i in (0, 1)):
        return None
    page = max(number for number, own in enumerate(anchors) if own)
    index = anchors[page].pop()
    row = BodyRow(index, list(rows[-1]), {}, details=list(rows[-1]), page=layouts[page].page.number)
    row.sum_label = "total_amount"
    return row


def _weighed(row: Sequence[Phrase]) -> bool:
    """Whether a row tells a net and a gross weight and is no sum."""
    if any(sum_label(phrase.text) for phrase in row):
        return False
    found = {detail.kind for phrase in row for detail in details_in(phrase.span, 1, Habits())}
    return found >= _BOTH


def _begins_above(layout: Layout, anchors: Sequence[int], step: int) -> bool:
    """Whether the rows that go with the weights stand above them: the first has as many there as the others."""
    first = anchors[0] - step + 1
    if step == 1 or first < 0:
        return False
    height = layout.line_height
    rows = layout.rows[first : anchors[0] + 1]
    near = all(min(p.top for p in b) - max(p.bottom for p in a) < 0.9 * height for a, b in pairwise(rows))
    alike = abs(rows[0][0].x0 - layout.rows[anchors[1] - step + 1][0].x0) < 3
    return near and alike


def _row(layout: Layout, index: int, habits: Habits) -> BodyRow:
    """A row's words: packages, code and goods before the details, a quantity behind its label."""
    phrases = layout.rows[index]
    row = BodyRow(index, list(phrases), {}, page=layout.page.number)
    for phrase in phrases:
        details = details_in(phrase.span, layout.page.number, habits)
        weights = [detail for detail in details if detail.kind in _BOTH]
        end = min((detail.start for detail in weights), default=len(phrase.text))
        rest = phrase.span.cut(0, end)
        if weights:
            row.details.append(phrase)
        quantity = columns().at(canonical(tokenise(rest.text)), 0)
        if (details and not weights) or _CARTONS.match(rest.text):
            row.details.extend([phrase] if details else [])
            if not details:
                _put(row, "_carton_numbers", rest.words)
        elif phrase is phrases[0] and _RUNNING.match(rest.text) and len(phrases) > 1:
            _put(row, "line_number", rest.words)
        elif (counted := _COUNTED.match(rest.text)) and typed.unit_code(counted[1]):
            _put(row, "quantity", rest.words)
        elif quantity is not None and quantity.meanings[0] == "quantity":
            _put(row, "quantity", rest.words[1:])
        elif (named := _counted_last(rest)) is not None:
            _put(row, "quantity", named.words)
            if (packed := packages.anywhere().match(rest.text)) is not None:
                _put(row, "package_count", rest.cut(0, packed.end()).words[:1])
        elif phrase is not phrases[0] and phrases[0] is not phrases[-1] and _PLAIN_CODE.match(rest.text):
            _put(row, "part_number", rest.words)  # 001 | 3545197 | Wood drill bit set
        elif any(c.isalpha() for c in rest.text) or _PARTED_CODE.match(rest.text):
            _goods(row, rest)
    return row


def _counted_last(span: Span) -> Span | None:
    """A number with a unit that ends a row, behind a count of packages and a word: 29 Gebinde, Inhalt 725 kg."""
    counted = packages.anywhere().match(span.text)
    match = _NAMED_COUNT.match(span.text, counted.end() if counted else 0)
    return span.cut(match.start(1), match.end(1)) if match is not None and typed.unit_code(match[2]) else None


def _goods(row: BodyRow, span: Span) -> None:
    counted = packages.anywhere().match(span.text)
    words = span.words
    if counted is not None:
        taken = span.cut(0, counted.end()).words
        _put(row, "package_count", taken[:1])
        words = [word for word in words if all(word is not one for one in taken)]
    numbered = bool(counted) and len(words) > 1 and _NUMBERS.match(words[0].text) and words[1].text[0].isdigit()
    words = words[1:] if numbered else words  # 9 CARTONS NO 1-9
    while words and (
        _is_range(words[0].text)
        or not any(c.isalnum() for c in words[0].text)
        or (numbered and words[0].text.isdigit())
    ):
        words = words[1:]
    if words and _CODE.match(words[0].text):
        _put(row, "part_number", words[:1])
        words = words[1:]
    _put(row, "description", words)


def _is_range(text: str) -> bool:
    """Whether a word says from which carton to which: 1-19; 25142-45 is a code."""
    match = _RANGE.match(text)
    return match is not None and int(match[1]) <= int(match[2])


def _put(row: BodyRow, kind: str, words: Sequence[Word]) -> None:
    if words:
        row.cells.setdefault(_KINDS.index(kind), []).extend(words)


def _weights(row: Sequence[Phrase], habits: Habits) -> tuple[Decimal, Decimal]:
    """Net and gross weight that a row tells, 0 where it tells none."""
    told = {
        detail.kind: detail.value.number or Decimal(0)
        for phrase in row
        for detail in details_in(phrase.span, 1, habits)
    }
    return told.get("net_weight_kg", Decimal(0)), told.get("gross_weight_kg", Decimal(0))


__all__ = ["MeasuredPage", "measured"]
