"""Line items set as paragraphs: whatever the layout, where a quantity times its price is the amount there is an item.

Pos. 1   Household sewing machine, 24 stitches
         Type FP8086
         17 Stück à EUR 194,77                     3.311,09
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median

from docvalidate.domain.page import Word
from docvalidate.extraction import numerals
from docvalidate.extraction.habits import Habits
from docvalidate.extraction.layout import Layout
from docvalidate.extraction.lexicon import canonical, columns
from docvalidate.extraction.phrases import Phrase
from docvalidate.extraction.span import Span
from docvalidate.extraction.table.arithmetic import closes
from docvalidate.extraction.table.cells import DETAILS, bare_details, details_in
from docvalidate.extraction.table.columns import Column
from docvalidate.extraction.table.head import Head
from docvalidate.extraction.table.items import Item
from docvalidate.extraction.table.priced import Priced, priced_in
from docvalidate.extraction.table.rows import BodyRow, is_figure
from docvalidate.extraction.table.sum_labels import sum_label
from docvalidate.extraction.text import tokenise

_KINDS = ("line_number", "part_number", "description", "quantity", "unit_price", "amount")
_REACH = 4
"""Rows between the price of an item and its amount."""
_BY_CHANCE = 3
"""So many numbers with a stroke or a cross between them may come to a third by chance."""
_FLUSH = 3.0
"""Points within which rows begin at one place."""
_LONGEST = 30
"""Rows of an item."""
_NUMBER = re.compile(r"^(?:[^\W\d_]{1,6}\.?\s*)?0*(\d{1,4})[.):]?$")
_CODE = re.compile(r"^(?=\S*\d)[A-Z0-9][\w./-]{2,}$")


@dataclass(slots=True)
class _Row:
    layout: Layout
    index: int
    phrases: list[Phrase]

    @property
    def place(self) -> tuple[int, int]:
        return self.layout.page.number, self.index


@dataclass(slots=True)
class _Product:
    """A quantity with its price in one row, and the amount they come to in another, or in the same."""

    row: int
    amount_row: int
    priced: Priced
    amount: list[Word]
    first: int = 0
    last: int = 0
    used: set[int] = field(default_factory=set)


def blocks(
    layouts: Sequence[Layout], running: set[tuple[int, int]], habits: Habits
) -> list[tuple[Layout, Head, list[Item]]]:
    """The items of a paper that its products show, by page, under a head that names what was found."""
    rows = [
        _Row(layout, index, phrases)
        for number, layout in enumerate(layouts)
        for index, phrases in enumerate(layout.rows)
        if (number, index) not in running
    ]
    products = _products(rows, habits)
    if not any(product.priced.sure for product in products) and len(products) < _BY_CHANCE:
        return []  # 40×30×8 beside a weight of 240
    _bound(rows, products)
    found: list[tuple[Layout, Head, list[Item]]] = []
    for layout in layouts:
        mine = [p for p in products if rows[p.amount_row].layout is layout]
        if mine:
            head = _head(layout, rows[mine[0].first])
            found.append((layout, head, [_item(rows, product) for product in mine]))
    return found


def _products(rows: Sequence[_Row], habits: Habits) -> list[_Product]:
    found: list[_Product] = []
    for index, row in enumerate(rows):
        taken = {known.amount_row for known in found}
        for priced in _priced(row, habits):
            where = _amount(rows, index, priced, habits, taken)
            if where is not None:
                found.append(_Product(index, where[0], priced, where[1]))
                break
    return sorted([*found, *_unclosed(rows, found, habits)], key=lambda product: product.row)


def _priced(row: _Row, habits: Habits) -> Iterator[Priced]:
    """What a row may say of quantity and price, also without the phrases before: 29779-25 | 576 KGS | AT | 3.90."""
    for start in range(len(row.phrases)):
        yield from priced_in(Span.of([word for phrase in row.phrases[start:] for word in phrase.words]), habits)


def _unclosed(rows: Sequence[_Row], closed: Sequence[_Product], habits: Habits) -> list[_Product]:
    """Items set like the others whose amount is not the product: a paper's own mistake must be seen."""
    if len(closed) < 3:
        return []
    step = Counter(product.amount_row - product.row for product in closed).most_common(1)[0][0]
    ends = median(product.amount[-1].x1 for product in closed)
    begins = median(product.amount[0].x0 for product in closed)
    taken = {product.row for product in closed} | {product.amount_row for product in closed}
    found: list[_Product] = []
    for index, row in enumerate(rows):
        at = index + step
        if index in taken or not 0 <= at < len(rows) or at in taken or rows[at].layout is not row.layout:
            continue
        priced = next((one for one in _priced(row, habits) if one.sure), None)
        if priced is None:
            continue
        inside = {id(word) for word in [*priced.quantity_span.words, *priced.price_span.words]}
        for phrase in rows[at].phrases:
            words = [word for word in phrase.words if id(word) not in inside]
            flush = bool(words) and min(abs(words[-1].x1 - ends), abs(words[0].x0 - begins)) < 6
            if flush and _figure(words, habits) is not None:
                found.append(_Product(index, at, priced, words))
                break
    return found


def _amount(
    rows: Sequence[_Row], index: int, priced: Priced, habits: Habits, taken: set[int]
) -> tuple[int, list[Word]] | None:
    """The nearest number alone in its phrase that the product comes to."""
    inside = {id(word) for word in [*priced.quantity_span.words, *priced.price_span.words]}
    for step in (0, *(-s for s in range(1, _REACH)), *range(1, _REACH)):
        other = index + step
        if not 0 <= other < len(rows) or other in taken or rows[other].layout is not rows[index].layout:
            continue
        for phrase in reversed(rows[other].phrases):
            words = [word for word in phrase.words if id(word) not in inside]
            value = _figure(words, habits)
            if value is not None and closes(priced.quantity, priced.price, value) and _may_be(value, phrase, inside):
                return other, words
    return None


def _may_be(value: Decimal, phrase: Phrase, inside: set[int]) -> bool:
    """A lone 1 or 2 is the number of an item sooner than an amount."""
    return value != value.to_integral_value() or len(str(value)) > 2 or any(id(word) in inside for word in phrase.words)


def _figure(words: Sequence[Word], habits: Habits) -> Decimal | None:
    if not words or not is_figure(words):
        return None
    found = numerals.find(" ".join(word.text for word in words), habits.convention)
    return found[-1].value if len(found) == 1 else None


def _bound(rows: Sequence[_Row], products: list[_Product]) -> None:
    """Where each item begins and ends: at running numbers, else before the amount that opens it or behind that which
    closes it."""
    for product in products:
        product.first, product.last = sorted((product.row, product.amount_row))
    starts = _numbered(rows, products)
    opens = sum(p.amount_row < p.row for p in products) > len(products) / 2
    for number, product in enumerate(products):
        before = products[number - 1].last + 1 if number else max(0, product.first - _LONGEST)
        if starts:
            product.first = starts[number]
        elif not opens:
            product.first = _begin(rows, before, product.first, first=not number)
    for number, product in enumerate(products[:-1]):
        product.last = _finish(rows, product, products[number + 1].first)
    lengths = Counter(p.last - p.first for p in products[:-1] if rows[p.last].layout is rows[p.first].layout)
    usual, count = lengths.most_common(1)[0] if lengths else (0, 0)
    usual = usual if count > 1 and count >= len(products) / 2 else 0
    like = rows[products[0].first : products[0].first + usual + 1]
    products[-1].last = _finish(rows, products[-1], None, like)


def _numbered(rows: Sequence[_Row], products: Sequence[_Product]) -> list[int]:
    """The rows with the items' running numbers; empty where not every item has one of its own."""
    starts: list[int] = []
    step: int | None = None
    for number, product in enumerate(products):
        before = products[number - 1].last + 1 if number else max(0, product.first - _LONGEST)
        due = (number + 1) * (step or 1)
        found = None
        for index in range(product.first, before - 1, -1):
            printed = _running_number(rows[index])
            if printed is not None and (printed == due or (not number and printed in (1, 10, 100))):
                found = index
                step = printed if not number else step
                break
        if found is None:
            return []
        starts.append(found)
    return starts


def _running_number(row: _Row) -> int | None:
    match = _NUMBER.match(row.phrases[0].text) or _NUMBER.match(row.phrases[0].words[0].text)
    return int(match[1]) if match else None


def _begin(rows: Sequence[_Row], before: int, own: int, *, first: bool) -> int:
    """The first row of an item whose amount closes it: behind the widest gap above, or the item before."""
    if not first:
        return min(before, own)
    top = own
    while top > before and rows[top - 1].layout is rows[own].layout:
        upper, lower = rows[top - 1], rows[top]
        gap = min(p.top for p in lower.phrases) - max(p.bottom for p in upper.phrases)
        if gap > 0.9 * upper.layout.line_height or _speaks_of_paper(upper):
            break
        top -= 1
    return top


def _speaks_of_paper(row: _Row) -> bool:
    """Whether a row holds the label of something else than an item: a head, a field of the whole paper."""
    return any(phrase.hits for phrase in row.phrases) and not any(details_in(p.span, 1, Habits()) for p in row.phrases)


def _finish(rows: Sequence[_Row], product: _Product, following: int | None, like: Sequence[_Row] = ()) -> int:
    """The last row of an item: up to the next; behind the last one follow details, or rows like those of another."""
    last = product.last
    if following is not None:
        return max(last, following - 1)
    while last + 1 < len(rows) and rows[last + 1].layout is rows[last].layout:
        row, place = rows[last + 1], last + 1 - product.first
        told = any(details_in(p.span, 1, Habits()) or bare_details(p.span, 1) for p in row.phrases)
        alike = place < len(like) and abs(like[place].phrases[0].x0 - row.phrases[0].x0) < _FLUSH
        if any(sum_label(p.text) for p in row.phrases) or not (told or alike):
            break
        last += 1
    return last


def _head(layout: Layout, row: _Row) -> Head:
    top = min(phrase.top for phrase in row.phrases)
    width = layout.page.width
    columns = [Column(kind, 0.0, width, "", exact=True) for kind in _KINDS]
    return Head(columns, top, top, 0.0, width, [])


def _item(rows: Sequence[_Row], product: _Product) -> Item:
    page = rows[product.amount_row].layout.page.number
    priced = _said(rows[product.row], product.priced)
    amount = {id(word) for word in product.amount}
    told = False
    described: float | None = None
    body: list[BodyRow] = []
    for index in range(product.first, product.last + 1):
        row = rows[index]
        body_row = BodyRow(row.index, list(row.phrases), {}, page=row.layout.page.number)
        body_row.anchor = index == product.amount_row
        for place, phrase in enumerate(row.phrases):
            words = [word for word in phrase.words if id(word) not in priced and id(word) not in amount]
            if index == product.first and place == 0:
                words = _number(body_row, words)
            if not words or (index == product.row and len(words) < len(phrase.words)):
                continue  # the rest of `21 PCS @ 2.874,25 /PCS`
            beside = bool(body_row.details) and _begins_with_label(phrase)  # HS 33059000  |  CTNS 48
            if beside or details_in(phrase.span, 1, Habits()) or bare_details(phrase.span, 1):
                body_row.details.append(phrase)
                told = told or described is not None or len(row.phrases) == 1  # PART ZD-836 | O-ring, FKM
                continue
            if index == product.first and described is None and _code(words):
                body_row.cells[_KINDS.index("part_number")] = words
                continue
            fits = described is None or abs(words[0].x0 - described) < 3
            goes_on = described is not None and len(row.phrases) == 1 and any(c.isalpha() for c in phrase.text)
            figure = is_figure(words) and not goes_on  # / 60 HZ
            if not told and fits and not figure and not phrase.text.rstrip().endswith(":"):
                described = words[0].x0 if described is None else described
                body_row.cells.setdefault(_KINDS.index("description"), []).extend(words)
        if index == product.row:
            body_row.cells[_KINDS.index("quantity")] = list(product.priced.quantity_span.words)
            body_row.cells[_KINDS.index("unit_price")] = list(product.priced.price_span.words)
        if index == product.amount_row:
            body_row.cells[_KINDS.index("amount")] = list(product.amount)
        body.append(body_row)
    return Item(body, page)


def _begins_with_label(phrase: Phrase) -> bool:
    hit = columns().at(canonical(tokenise(phrase.text)), 0)
    return hit is not None and hit.meanings[0] in DETAILS and any(c.isdigit() for c in phrase.text)


def _said(row: _Row, priced: Priced) -> set[int]:
    """The words of quantity and price, with the sign between them: 576 KGS AT 3.79."""
    words = [word for phrase in row.phrases for word in phrase.words]
    inside = {id(word) for word in [*priced.quantity_span.words, *priced.price_span.words]}
    places = [place for place, word in enumerate(words) if id(word) in inside]
    return {id(word) for word in words[min(places) : max(places) + 1]}


def _number(row: BodyRow, words: list[Word]) -> list[Word]:
    """Takes the running number off the first words of an item."""
    for count in (2, 1):
        if (
            len(words) >= count
            and _NUMBER.match(" ".join(w.text for w in words[:count]))
            and any(c.isdigit() for w in words[:count] for c in w.text)
        ):
            row.cells[_KINDS.index("line_number")] = words[:count]
            return words[count:]
    return words


def _code(words: Sequence[Word]) -> bool:
    return len(words) == 1 and bool(_CODE.match(words[0].text)) and len(canonical(tokenise(words[0].text))) <= 4
