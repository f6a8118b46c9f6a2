"""The line items of a document: its tables over all its pages, read as one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from docvalidate.domain.document import LineItem, Value
from docvalidate.extraction.habits import Habits
from docvalidate.extraction.layout import Layout
from docvalidate.extraction.model.columns import name_columns, said_head
from docvalidate.extraction.model.opinion import Opinion
from docvalidate.extraction.page_numbers import COUNTED
from docvalidate.extraction.phrases import Phrase
from docvalidate.extraction.span import Span
from docvalidate.extraction.table.arithmetic import is_closed
from docvalidate.extraction.table.blocks import blocks as blocks_of
from docvalidate.extraction.table.cards import cards as cards_of
from docvalidate.extraction.table.codes import LEADING_CODE, LEADING_NUMBER, TRAILING_CODE
from docvalidate.extraction.table.composite import mark as mark_composite
from docvalidate.extraction.table.content import settle_columns
from docvalidate.extraction.table.document_columns import mark as mark_document_columns
from docvalidate.extraction.table.gutters import set_bands
from docvalidate.extraction.table.head import FIGURES, Head
from docvalidate.extraction.table.heads import find_heads, join_cut
from docvalidate.extraction.table.items import Item, items_of
from docvalidate.extraction.table.lines import line_item
from docvalidate.extraction.table.measured import measured
from docvalidate.extraction.table.row_keys import row_keys
from docvalidate.extraction.table.rows import BodyRow, body_row, names_goods
from docvalidate.extraction.table.schedules import is_schedule, join_schedule
from docvalidate.extraction.table.told_labels import told_labels
from docvalidate.extraction.table.whole_sums import mark_whole_sums

_CARRIED = re.compile(r"\b(?:forward|[uü]e?bertrag|vortrag|report|riporto|carried|brought)\b")
"""Rows whose figures differ from page to page: the number of the page, a carried sum."""


@dataclass(slots=True)
class TablePart:
    """A table on one page: its head (its own or that of the page before), its rows, its items."""

    layout: Layout
    head: Head
    rows: list[BodyRow]
    items: list[Item]
    last_row: int
    """The index of the last row that belongs to an item."""


@dataclass(slots=True)
class LineItems:
    """What the tables of a document hold."""

    items: list[LineItem] = field(default_factory=list)
    parts: list[TablePart] = field(default_factory=list)
    told: dict[str, Value] = field(default_factory=dict)
    whole: list[BodyRow] = field(default_factory=list)
    """Rows without the label of a sum that add up all items."""


def running_rows(layouts: Sequence[Layout]) -> set[tuple[int, int]]:
    """(page index, row index) of page headers and footers: the first and last rows that are alike on most pages."""
    if len(layouts) < 2:
        return set()
    keys = [[_row_key(row) for row in layout.rows] for layout in layouts]
    seen = Counter(key for page in keys for key in set(page))
    needed = max(2, 0.6 * len(layouts))
    running: set[tuple[int, int]] = set()
    for page, rows in enumerate(keys):
        for order in (range(len(rows)), range(len(rows) - 1, -1, -1)):
            unlike = 0
            for index in order:
                if seen[rows[index]] >= needed:
                    running.add((page, index))
                    unlike = 0
                else:
                    unlike += 1
                if unlike >= 2 or (unlike and _of_figures(layouts[page].rows[index])):
                    break  # a date, a carried sum or a page number may differ; a row of figures is an item
    return running


def _of_figures(row: Sequence[Phrase]) -> bool:
    return sum(any(c.isdigit() for c in phrase.text) for phrase in row) >= _FIGURES


_FIGURES = 4
"""Phrases with a digit that make a row one of a table."""


def _row_key(row: Sequence[Phrase]) -> tuple[str, int]:
    text = " ".join(phrase.text for phrase in row).lower()
    text = COUNTED.sub("page", text)
    if len(row) <= 3 and _CARRIED.search(text):
        text = re.sub(r"\d+", "0", text)
    return text, round(row[0].middle / 6)


def read_line_items(layouts: Sequence[Layout], habits: Habits, opinion: Opinion | None = None) -> LineItems:
    """Every line item of a document, page by page; a table goes on over pages under its own head or without one.

    With a model's `opinion`, columns whose heads say nothing are what it says, and a table without a head has one.
    """
    result = LineItems()
    running = running_rows(layouts)
    current: Head | None = None
    raw: list[tuple[Head, Item]] = []
    schedules: list[TablePart] = []
    for layout, found, phrases in _sections(layouts, running, opinion):
        own = found is not None
        head = found or (_moved(current) if current is not None else None)
        if head is None:
            continue
        part = _part(layout, head, phrases, raw[-1][1] if raw and not own else None, habits, opinion)
        if part is None:
            if own and current is not None and raw and _same_table(current, head):
                result.parts.append(_closing(layout, head, phrases))
            continue
        if own and current is not None and raw and is_schedule(head, current):
            schedules.append(part)
            continue
        if own and current is not None and not _same_table(current, head) and raw and not _richer(head, current):
            continue
        current = head
        result.parts.append(part)
        raw.extend((head, item) for item in part.items)
    if len(raw) <= 1:  # labels of cards, too, can look like the head of a table
        cards = LineItems()
        found_cards = _cards(layouts, cards)
        if len(found_cards) > len(raw):
            result, raw = cards, found_cards
    result, raw = _by_products(layouts, running, habits, result, raw)
    if len(raw) <= 1 or not _figures(raw):
        result, raw = _by_weights(layouts, running, habits, result, raw)
    result.whole = mark_whole_sums([(part.head, part.rows, part.items) for part in result.parts], habits)
    for part in result.parts:
        sums = {id(item) for item in part.items if item.anchor.sum_label is not None}
        part.items = [item for item in part.items if id(item) not in sums]
        raw = [(head, item) for head, item in raw if id(item) not in sums]
        for item in part.items:
            item.rows = [row for row in item.rows if row.sum_label is None]
        rows = [row.index for item in part.items for row in item.rows]
        part.last_row = max(rows, default=max(part.head.rows, default=-1))
    _mark_leading(raw)
    for head, item in raw:
        line, told = line_item(head, item, habits)
        for name, value in told.items():
            result.told.setdefault(name, value)
        if line:
            result.items.append(line)
    for part in schedules:
        join_schedule(result.items, [line_item(part.head, item, habits)[0] for item in part.items])
        result.parts.append(part)
    return result


def _cards(layouts: Sequence[Layout], result: LineItems) -> list[tuple[Head, Item]]:
    """Items set out as cards, on pages that have no table."""
    found: list[tuple[Head, Item]] = []
    for layout in layouts:
        page = cards_of(layout)
        if page is not None:
            head, items = page
            result.parts.append(_loose(layout, head, items))
            found.extend((head, item) for item in items)
    return found


def _loose(layout: Layout, head: Head, items: list[Item]) -> TablePart:
    """Items found without a table, as the part of one that they are."""
    rows = [row for item in items for row in item.rows]
    return TablePart(layout, head, rows, items, max((row.index for row in rows), default=-1))


def _by_products(
    layouts: Sequence[Layout],
    running: set[tuple[int, int]],
    habits: Habits,
    result: LineItems,
    raw: list[tuple[Head, Item]],
) -> tuple[LineItems, list[tuple[Head, Item]]]:
    """Items set as paragraphs, where their products close more often than the figures of the tables."""
    blocks = blocks_of(layouts, running, habits)
    found = [(head, item) for _, head, items in blocks for item in items]
    closed = sum(1 for head, item in raw if is_closed(line_item(head, item, habits)[0]))
    priced = any("amount" in line_item(head, item, habits)[0] for head, item in raw)
    if len(found) <= closed or (len(found) < 2 and (len(raw) > 1 or priced)):
        return result, raw
    return LineItems(parts=[_loose(*block) for block in blocks]), found


def _figures(raw: Sequence[tuple[Head, Item]]) -> bool:
    """Whether tables were found whose heads name figures."""
    return any(head.rows and head.kinds & FIGURES for head, _ in raw)


def _by_weights(
    layouts: Sequence[Layout],
    running: set[tuple[int, int]],
    habits: Habits,
    result: LineItems,
    raw: list[tuple[Head, Item]],
) -> tuple[LineItems, list[tuple[Head, Item]]]:
    """Items of a packing list in lines of text, where there are more of them than of the tables."""
    pages = measured(layouts, running, habits)
    found = [(page.head, item) for page in pages for item in page.items]
    if len(found) <= len(raw):
        return result, raw
    parts = [_loose(page.layout, page.head, page.items) for page in pages]
    for part, page in zip(parts, pages, strict=True):
        part.rows.extend(page.sums)
    return LineItems(parts=parts), found


Section = tuple[Layout, Head | None, list[tuple[int, list[Phrase]]]]


def _sections(layouts: Sequence[Layout], running: set[tuple[int, int]], opinion: Opinion | None) -> list[Section]:
    """The stretches of rows below each head, bands set; a page without a head is one stretch without one.

    Heads that are alike on several pages get their bands from all their rows together, so that a page with one item
    is read like the others.
    """
    found: list[Section] = []
    seen = [find_heads(layout) for layout in layouts]
    if opinion is not None and not any(seen):
        seen = [[head] if (head := said_head(layout, opinion)) else [] for layout in layouts]
    for number, (layout, own) in enumerate(zip(layouts, seen, strict=True)):
        head_rows = {index for head in own for index in head.rows}
        heads = [h for h in own if not any((number, i) in running for i in h.rows)] or own
        starts: list[tuple[Head | None, int, int]] = []
        for position, head in enumerate(heads):
            until = heads[position + 1].rows[0] if position + 1 < len(heads) else len(layout.rows)
            starts.append((head, head.rows[-1] + 1, until))
        for head_, first, until in starts or [(None, 0, len(layout.rows))]:
            rows = [
                (index, layout.rows[index])
                for index in range(first, until)
                if (number, index) not in running and index not in head_rows
            ]
            found.append((layout, head_, rows))
    alike: dict[tuple[tuple[str, int], ...], list[Section]] = {}
    for section in found:
        if section[1] is not None:
            key = tuple((column.head, round(column.x0 / 3)) for column in section[1].columns)
            alike.setdefault(key, []).append(section)
    for sections in alike.values():
        first_layout, first_head, _ = sections[0]
        assert first_head is not None
        body = [row for _, _, rows in sections for _, row in rows]
        for section in sections:
            assert section[1] is not None
            join_cut(section[1], body)
        set_bands(first_head, first_layout, body)
        if first_head.below is not None:
            goods = [row for row in body if names_goods(first_head, row)]
            set_bands(first_head.below, first_layout, goods or _second_rows(body))
            if first_head.below.below is not None:
                set_bands(first_head.below.below, first_layout, _second_rows(body))
        for _, other, _ in sections[1:]:
            assert other is not None
            for mine, known in zip(other.columns, first_head.columns, strict=True):
                mine.left, mine.right, mine.start = known.left, known.right, known.start
            other.below = first_head.below
    return found


def _second_rows(body: Sequence[list[Phrase]]) -> list[list[Phrase]]:
    """The rows right below the rows with most phrases: the second storeys of the items."""
    most = max((len(row) for row in body), default=0)
    return [lower for upper, lower in pairwise(body) if len(upper) >= 0.6 * most > len(lower)]


def _mark_leading(raw: Sequence[tuple[Head, Item]]) -> None:
    """Heads without a column for part or running numbers whose descriptions (nearly) all begin with one."""
    by_head: dict[int, list[tuple[Head, Item]]] = {}
    for head, item in raw:
        by_head.setdefault(id(head), []).append((head, item))
    begun = 1
    for pairs in by_head.values():
        head = pairs[0][0]
        index = next((i for i, c in enumerate(head.columns) if c.kind == "description"), None)
        texts = [_described(item, index) for _, item in pairs]
        numbers = [int(match[1]) if (match := LEADING_NUMBER.match(text)) else None for text in texts]
        if "line_number" not in head.kinds and numbers == list(range(begun, begun + len(numbers))):
            head.leading_numbers, begun = len(raw) > 1, begun + len(numbers)
        if index is not None:
            rows = [[Span.of(row.cells[index]).text for row in item.rows if index in row.cells] for _, item in pairs]
            head.row_keys = row_keys(rows)
        if index is not None and "part_number" not in head.kinds:
            head.leading_codes = sum(bool(LEADING_CODE.match(text)) for text in texts) >= max(2, 0.8 * len(texts))
            head.trailing_codes = sum(bool(TRAILING_CODE.search(text)) for text in texts) >= max(2, 0.8 * len(texts))
        if index is not None:
            filled = {head.columns[at].kind for _, item in pairs for row in item.rows for at in row.cells}
            wanted = _TOLD - filled - ({"part_number"} if head.leading_codes or head.trailing_codes else set())
            head.told_labels = told_labels(rows, wanted)


_TOLD = frozenset({"hts_number", "country_of_origin", "part_number"})
"""What labels in descriptions name of an item."""


def _described(item: Item, index: int | None) -> str:
    """The words of an item's description, of its rows of words where no column has them."""
    words = (
        item.words(index) if index is not None else [w for r in item.rows if r.text for p in r.phrases for w in p.words]
    )
    return " ".join(word.text for word in words)


def _part(
    layout: Layout,
    head: Head,
    rows: list[tuple[int, list[Phrase]]],
    carry_over: Item | None,
    habits: Habits,
    opinion: Opinion | None,
) -> TablePart | None:
    if not rows:
        return None
    page = layout.page.number
    body = [body_row(head, index, row, page) for index, row in rows]
    if head.top < 0:
        body = _continued(body)
    else:
        before = [column.kind for column in head.columns]
        mark_composite(head, body)
        mark_document_columns(head, body)
        settle_columns(head, body, habits)
        if opinion is not None and (said := opinion.of(layout)) is not None:
            name_columns(head, body, said)
        if before != [column.kind for column in head.columns]:
            body = [body_row(head, index, row, page) for index, row in rows]
            mark_composite(head, body)
    items = items_of(layout, head, body, habits, carry_over=carry_over)
    if not items:
        return None
    last = max(row.index for item in items for row in item.rows)
    return TablePart(layout, head, body, items, last)


def _closing(layout: Layout, head: Head, rows: list[tuple[int, list[Phrase]]]) -> TablePart:
    """The end of a table on a page that repeats its head over the sums alone."""
    body = [body_row(head, index, row, layout.page.number) for index, row in rows]
    return TablePart(layout, head, body, [], head.rows[-1])


def _moved(head: Head) -> Head:
    """The head of a page before, for a page that has none: the same bands, no rows of its own."""
    return Head(head.columns, -1.0, -1.0, head.x0, head.x1, [])


def _continued(body: list[BodyRow]) -> list[BodyRow]:
    """Rows of a page without a head, if they are a table that goes on: its figures stand in the known bands."""
    anchors = [i for i, row in enumerate(body) if row.anchor and len(row.cells) >= 3]
    return body if anchors else []


def _same_table(one: Head, other: Head) -> bool:
    return len(one.kinds & other.kinds) >= 0.7 * min(len(one.kinds), len(other.kinds))


def _richer(head: Head, current: Head) -> bool:
    return len(head.kinds) >= len(current.kinds) and not head.kinds & {"_carton_numbers"}


__all__ = ["LineItems", "TablePart", "read_line_items"]
