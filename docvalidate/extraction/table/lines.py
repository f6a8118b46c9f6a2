"""An item's rows become a line item; arithmetic chooses among the numbers its cells could mean."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product

from docvalidate.domain.document import LineItem, Value
from docvalidate.domain.page import Word
from docvalidate.extraction import typed
from docvalidate.extraction.habits import Habits
from docvalidate.extraction.lexicon import canonical, columns
from docvalidate.extraction.span import Span
from docvalidate.extraction.table import cells, codes, composite
from docvalidate.extraction.table.arithmetic import PER, closes
from docvalidate.extraction.table.columns import Column, ambiguous, span_of
from docvalidate.extraction.table.groups import shared
from docvalidate.extraction.table.gutters import column_at
from docvalidate.extraction.table.head import Head
from docvalidate.extraction.table.items import Item
from docvalidate.extraction.table.row_keys import key_of
from docvalidate.extraction.table.rows import BodyRow, goods_column
from docvalidate.extraction.table.told_labels import details_told
from docvalidate.extraction.text import tokenise
from docvalidate.reference import currencies
from docvalidate.reference.scans import other_digits

CLOSED = 0.98
"""Confidence of a quantity, price and amount that close."""


def line_item(head: Head, item: Item, habits: Habits) -> tuple[LineItem, dict[str, Value]]:
    """The values of an item, and what it tells of the whole paper (its currency)."""
    line: LineItem = {}
    told: dict[str, Value] = {}
    quantities: list[Value] = []
    prices: list[Value] = []
    sums: list[Value] = []
    per = 1
    for column, words, page in _cells(head, item):
        if column.kind == "quantity":
            values, unit = cells.quantity_values(words, column, page, habits)
            quantities = quantities or values
            if unit and "unit" not in line:
                line["unit"] = unit
        elif column.kind in ("unit_price", "amount"):
            values = cells.money_values(words, page, habits)
            if column.kind == "unit_price":
                prices, per = prices or values, column.per
                unit = cells.price_unit(words, page)
                if unit and "unit" not in line:
                    line["unit"] = unit
            else:
                sums = sums or values
            currency = cells.currency_in(words, page)
            if currency and "currency" not in told:
                told["currency"] = currency
        else:
            _simple(line, column, words, page, habits)
    consumed: set[int] = set()
    if head.below is not None:
        consumed = _second_storey(line, head, head.below, item, habits)
    elif not {"net_weight_kg", "gross_weight_kg"} & head.kinds:
        _weight_under_quantity(line, head, item, habits)
    _details(line, head, item, habits, consumed)
    _settle(line, quantities, prices, sums, per, scanned=_scanned(item))
    _packages(line, head, item, habits)
    return line, told


def _cells(head: Head, item: Item) -> Iterator[tuple[Column, list[Word], int]]:
    """The filled cells of an item with their columns and pages; a composite cell as those of its parts."""
    for index, column in enumerate(head.columns):
        words = item.words(index) if head.below is None else item.anchor.cells.get(index, [])
        if not words or column.kind is None:
            continue
        page = item.page_of(index)
        if column.parts:
            yield from ((part, piece, page) for part, piece in composite.values(column, words))
        elif column.kind in ("quantity", "unit_price", "amount"):
            yield column, _figure_words(item, index), page
        else:
            yield column, words, page


def _second_storey(line: LineItem, head: Head, below: Head, item: Item, habits: Habits) -> set[int]:
    """The values of an item's second row, by the heads that name them; further rows go on with its description.

    Between the two rows the description may go on: the second row is the one filled as its heads say. Gives back the
    words (by identity) that are such a value and nothing else.
    """
    page_rows = [row for row in item.rows if row.lower and row.page == item.page and row is not item.anchor]
    rows = [row for row in page_rows if not row.phrases[0].text.startswith("**")]
    values = [_values(below, row.lower, item.page, habits) for row in rows]
    best = max(range(len(rows)), key=lambda at: len(values[at]), default=None)
    if best is not None:
        for kind, value in values[best].items():
            if kind not in line or kind == "unit":
                line[kind] = value
    last = _third_storey(line, below.below, rows[(best or 0) + 1 :], item.page, habits) if below.below else set()
    described = [index for index, column in enumerate(below.columns) if column.kind == "description"]
    for index in described:
        span = Span.of([word for row in rows for word in row.lower.get(index, [])])
        if any(c.isalpha() for c in span.text):
            line["description"] = typed.value_of(span, span.text, item.page, cells.BASE)
    if best is None:
        return last
    told = {value.raw for value in values[best].values()}
    goods = goods_column(head)
    under = {i for i, c in enumerate(below.columns) if column_at(head.columns, c.centre) == goods}  # said in Chinese
    cells_of = rows[best].lower.items()
    own = [words for i, words in cells_of if i in under or " ".join(w.text for w in words) in told]
    return {id(word) for words in own for word in words} | last


def _third_storey(line: LineItem, head: Head, rows: Sequence[BodyRow], page: int, habits: Habits) -> set[int]:
    """The values of the row below the second that is filled as the third row of heads says; its words, by identity."""
    values = [_values(head, row.third, page, habits) for row in rows]
    best = max(range(len(rows)), key=lambda at: len(values[at]), default=None)
    if best is None or not values[best]:
        return set()
    line.update({kind: value for kind, value in values[best].items() if kind not in line})
    return {id(word) for words in rows[best].third.values() for word in words}


def _values(head: Head, laid: Mapping[int, Sequence[Word]], page: int, habits: Habits) -> LineItem:
    """What words laid into the columns of a head say of an item."""
    found: LineItem = {}
    for index, column in enumerate(head.columns):
        words = laid.get(index, [])
        if words and column.kind != "description":
            _simple(found, column, words, page, habits)
    return found


def _weight_under_quantity(line: LineItem, head: Head, item: Item, habits: Habits) -> None:
    """A second quantity, in kilograms, under the first: customs forms state the net weight as the statutory one."""
    index = next((i for i, column in enumerate(head.columns) if column.kind == "quantity"), None)
    for row in item.rows if index is not None else []:
        words = row.cells.get(index, []) if index is not None and row is not item.anchor else []
        value = typed.read_weight(span_of(words), row.page, habits, bare=False, confidence=0.75) if words else None
        if value is not None:
            line.setdefault("net_weight_kg", value)


def _figure_words(item: Item, index: int) -> list[Word]:
    """A figure cell's words: those of the row that holds the figures, the other rows' only where that one is empty."""
    anchor = item.anchor.cells.get(index)
    if anchor and any(c.isdigit() for w in anchor for c in w.text):
        others = [row for row in item.rows if row is not item.anchor]
        below = [w for row in others if row.index > item.anchor.index for w in row.cells.get(index, [])]
        above = [w for row in others if row.index < item.anchor.index for w in row.cells.get(index, [])]
        extra = [*below, *(w for w in above if currencies.find(w.text) or typed.unit_code(w.text))]
        return list(anchor) + [w for w in extra if not any(c.isdigit() for c in w.text)]
    return item.words(index)


def _simple(line: LineItem, column: Column, words: Sequence[Word], page: int, habits: Habits) -> None:
    kind = column.kind
    value: Value | None = None
    if kind == "line_number":
        value = typed.read_count(span_of(words), page, habits, cells.BASE)
        codes.behind_number(line, span_of(words), page)
    elif kind == "part_number":
        value = cells.text_value(words, page, code=True)
    elif kind == "hts_number":
        value = cells.tariff_value(words, page)
    elif kind == "country_of_origin":
        value = typed.read_country(span_of(words), page, cells.BASE)
    elif kind == "unit":
        value = cells.unit_value(words, page)
    elif kind in ("net_weight_kg", "gross_weight_kg"):
        value = typed.read_weight(span_of(words), page, habits, pounds=column.pounds, confidence=cells.BASE)
    elif kind == "package_count":
        span = span_of(words)
        value = cells.range_count(words, page, numbers=False) or typed.read_count(span, page, habits, cells.BASE)
    if value is not None and kind is not None and (kind not in line or kind == "unit"):
        line[kind] = value


def _details(line: LineItem, head: Head, item: Item, habits: Habits, consumed: set[int]) -> None:
    """The description, less the labelled details that stand in it; and the details themselves.

    `consumed` are words that a head of the item's second row names.
    """
    found: list[cells.Detail] = []
    taken: set[int] = set()
    for row, following in zip(item.rows, [*item.rows[1:], None], strict=True):
        joined = Span([piece for phrase in row.details for piece in phrase.span.pieces])
        together = cells.details_in(joined, row.page, habits) if len(row.details) > 1 else []
        if len(together) > sum(len(cells.details_in(phrase.span, row.page, habits)) for phrase in row.details):
            found.extend(together)
            continue
        for phrase in row.details:
            span = phrase.span
            if cells.ends_in_label(span) and following is not None and not following.details:
                taken.update(map(id, following.phrases[0].words))
                span = Span([*span.pieces, *following.phrases[0].span.pieces])
            inside = cells.details_in(span, row.page, habits)
            found.extend(inside or ([] if "hts_number" in head.kinds else cells.bare_details(span, row.page)))
    described: list[Span] = []
    page = item.page
    for index, column in enumerate(head.columns if head.below is None else []):
        if column.kind == "description" or (column.kind == "part_number" and "description" not in head.kinds):
            described.extend(_text_rows(item, index, column, line))
            page = item.page_of(index)
    goods = goods_column(head)
    if head.below is not None and goods is not None and "description" not in head.below.kinds:
        coded = "description" not in head.kinds  # the goods stand under their number
        told = [row for row in item.rows if not (coded and row is item.anchor)]
        rows = [[w for w in row.cells.get(goods, []) if id(w) not in consumed] for row in told]
        described = [Span.of(words) for words in rows if words]
    if "description" not in head.kinds and not described and head.below is None:
        for index, column in enumerate(head.columns):
            if column.kind is None:
                described.extend(_text_rows(item, index, column, line))
        described = described or [Span.of([w for p in row.phrases for w in p.words]) for row in item.rows if row.text]
    if head.leading_numbers:
        described = codes.leading_number(line, described, page)
    if not head.rows:
        described = codes.code_behind_label(line, described, page)
    if "part_number" not in head.kinds:
        described = codes.leading_code(line, described, page, loose=head.leading_codes)
        described = codes.labelled_code(line, described, page)
        described = codes.trailing_code(line, described, page) if head.trailing_codes else described
        if any("part_number" in column.meanings for column in head.columns if column.kind == "description"):
            described = codes.code_line(line, described, page)
    kept: list[Span] = []
    for span in _with_values(described, head.told_labels):
        if kept and "quantity" not in head.kinds and "quantity" not in line:
            counted = cells.counted(span, page, habits)
            if counted is not None:
                line["quantity"], line["unit"] = counted
                continue
        if taken and all(id(word) in taken for word in span.words):
            continue
        inside = cells.details_in(span, page, habits)
        if not inside and "hts_number" not in head.kinds:
            inside = cells.bare_details(span, page)
        inside += [d for d in details_told(span, head.told_labels, page) if _is_new(d, inside)]
        if kept and not inside and (cells.is_reference(span) or key_of(span.text) in head.row_keys):
            continue
        found.extend(inside)
        left = [piece for piece in cells.without(span, inside) if not (inside and cells.is_reference(piece))]
        kept.extend(codes.beside_details(line, left, page) if kept and inside else left)
    if kept:
        span = Span([piece for part in kept for piece in part.pieces])
        text = _UNANSWERED.sub(_dropped, span.text).strip(" :;|-")
        if any(c.isalpha() for c in text):
            line["description"] = typed.value_of(span, text, page, cells.BASE)
    own = {detail.kind for detail in found} | set(line)
    if item.group is not None:
        found.extend(detail for detail in shared(item.group, habits) if detail.kind not in own)
    for detail in found:
        if detail.kind not in line or line[detail.kind].confidence < detail.value.confidence:
            line[detail.kind] = detail.value


_UNANSWERED = re.compile(r"\s*[/|;·–]\s*([^\W\d_][^\d/|;·–]{1,20})$")


def _dropped(match: re.Match[str]) -> str:
    """What is left of the last part of a description: nothing where it is a label whose value stands elsewhere."""
    tokens = canonical(tokenise(match[1]))
    return "" if columns().whole(tokens) or ambiguous().get(" ".join(tokens)) else match.group()


def _is_new(detail: cells.Detail, known: Sequence[cells.Detail]) -> bool:
    """Whether a detail is neither said by another nor part of it."""
    return not any(d.kind == detail.kind or (d.start < detail.end and detail.start < d.end) for d in known)


def _with_values(described: Sequence[Span], told: Collection[str]) -> list[Span]:
    """Rows of text, those joined with the next that end in the label of a detail: `… Ursprung` over `Schweiz`."""
    joined: list[Span] = []
    for span in described:
        if joined and (cells.ends_in_label(joined[-1]) or joined[-1].text.endswith(tuple(told))):
            joined[-1] = Span([*joined[-1].pieces, *span.pieces])
        else:
            joined.append(span)
    return joined


def _text_rows(item: Item, index: int, column: Column, line: LineItem) -> list[Span]:
    """A text column's words, row by row; without a description column what is below the part number describes."""
    rows = [(row, row.cells[index]) for row in item.rows if index in row.cells and row.page == item.page_of(index)]
    if column.kind == "part_number":
        anchor = [words for row, words in rows if row is item.anchor] or [words for row, words in rows[:1] if row.key]
        below = [words for row, words in rows if words not in anchor]
        if below and anchor:
            value = cells.text_value(anchor[0], item.page, code=True)
            if value:
                line["part_number"] = value
            return [Span.of(words) for words in below]
        return []
    return [Span.of(words) for _, words in rows]


def _scanned(item: Item) -> bool:
    """Whether the words were recognised from an image: then each tells how sure it is."""
    return any(word.confidence < 1 for row in item.rows for words in row.cells.values() for word in words)


def _settle(
    line: LineItem, quantities: list[Value], prices: list[Value], sums: list[Value], per: int, *, scanned: bool
) -> None:
    """Of the numbers the cells could mean, those whose product closes; else the first of each."""
    best: tuple[Value | None, Value | None, Value | None] | None = None
    factors = (Decimal(per), *PER) if per != 1 else PER
    for q, p, a in product(quantities[:4], prices[:3], sums[:3]):
        if q.number is None or p.number is None or a.number is None:
            continue
        if any(closes(q.number, p.number, a.number, f) for f in factors):
            best = (q, p, a)
            break
    if best is None and scanned and quantities and prices and sums:
        best = _misread(quantities[0], prices[0], sums[0], factors)
    sure = best is not None
    chosen = best or (quantities[0] if quantities else None, prices[0] if prices else None, sums[0] if sums else None)
    for name, value in zip(("quantity", "unit_price", "amount"), chosen, strict=True):
        if value is not None:
            agreed = ["table", "arithmetic"] if sure else ["table"]
            line[name] = value.model_copy(update={"confidence": CLOSED if sure else value.confidence, "agreed": agreed})


def _misread(
    quantity: Value, price: Value, amount: Value, factors: Sequence[Decimal]
) -> tuple[Value, Value, Value] | None:
    """The three numbers with the one digit changed that a scanner took for another, where only one change closes."""
    printed = (quantity, price, amount)
    found: list[tuple[Value, Value, Value]] = []
    for place, value in enumerate(printed):
        for text in other_digits(str(value.number)):
            changed = value.model_copy(update={"value": Decimal(text)})
            trio = [changed if index == place else one for index, one in enumerate(printed)]
            numbers = [one.number for one in trio if one.number is not None]
            if len(numbers) == 3 and any(closes(numbers[0], numbers[1], numbers[2], factor) for factor in factors[:1]):
                found.append((trio[0], trio[1], trio[2]))
    return found[0] if len(found) == 1 else None


def _counted(item: Item, first: int, cell: int, habits: Habits) -> Value | None:
    """The count of cartons in a cell that holds the last carton's number, too, under one head: From 282 | To 313 32."""
    begins = typed.numbers_in(span_of(item.words(first)), habits) if item.words(first) else []
    numbers = typed.numbers_in(span_of(item.words(cell)), habits) if item.words(cell) else []
    if len(begins) != 1 or len(numbers) != 2:
        return None
    (start, _), (last, _), (count, part) = begins[0], numbers[0], numbers[1]
    if last.value - start.value + 1 != count.value:
        return None
    return typed.value_of(part, count.value, item.page_of(cell), cells.BASE)


def _packages(line: LineItem, head: Head, item: Item, habits: Habits) -> None:
    """Carton ranges as counts; weights and quantities per carton times the cartons where no total is printed."""
    by_kind = {column.kind: index for index, column in enumerate(head.columns) if column.kind}
    if "package_count" not in line and "_carton_numbers" in by_kind:
        words = item.words(by_kind["_carton_numbers"])
        value = cells.range_count(words, item.page) if words else None
        if value:
            line["package_count"] = value
    if "package_count" in by_kind and "_carton_numbers" in by_kind:
        counted = _counted(item, by_kind["_carton_numbers"], by_kind["package_count"], habits)
        if counted is not None:
            line["package_count"] = counted
    count = line.get("package_count")
    if count is None or count.number is None:
        return
    for each, total in (
        ("_net_weight_each", "net_weight_kg"),
        ("_gross_weight_each", "gross_weight_kg"),
        ("_quantity_each", "quantity"),
    ):
        if total not in line and each in by_kind:
            words = item.words(by_kind[each])
            pounds = head.columns[by_kind[each]].pounds
            value = typed.read_weight(span_of(words), item.page, habits, pounds=pounds) if words else None
            if value and value.number is not None:
                line[total] = value.model_copy(update={"value": value.number * count.number, "confidence": 0.7})
