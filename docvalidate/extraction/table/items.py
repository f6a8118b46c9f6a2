"""Which rows of a table are one line item."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from docvalidate.domain.page import Word
from docvalidate.extraction.habits import Habits
from docvalidate.extraction.layout import Layout
from docvalidate.extraction.lexicon import canonical, columns, labels
from docvalidate.extraction.phrases import Grid
from docvalidate.extraction.table.cells import DETAILS
from docvalidate.extraction.table.groups import group_rows
from docvalidate.extraction.table.head import FIGURES, Head
from docvalidate.extraction.table.rows import BodyRow, numbers_columns
from docvalidate.extraction.table.sum_labels import is_strip
from docvalidate.extraction.table.sum_rows import mark_total, without_sums
from docvalidate.extraction.text import tokenise


@dataclass(slots=True)
class Item:
    """The rows of one line item, words by column (in reading order)."""

    rows: list[BodyRow] = field(default_factory=list)
    page: int = 1
    group: BodyRow | None = None
    """The row over a group of items that says what they share: Tariff no. 0802.32 Origin Turkey."""

    def words(self, index: int) -> list[Word]:
        """The words of a column, all of one page."""
        page = self.page_of(index)
        return [word for row in self.rows if row.page == page for word in row.cells.get(index, [])]

    def page_of(self, index: int) -> int:
        """The page on which a column's words stand: that of the figures, or the one before it."""
        pages = [row.page for row in self.rows if index in row.cells]
        return self.page if self.page in pages or not pages else pages[0]

    @property
    def anchor(self) -> BodyRow:
        return next((row for row in self.rows if row.anchor), self.rows[0])


def items_of(
    layout: Layout, head: Head, body: Sequence[BodyRow], habits: Habits, *, carry_over: Item | None = None
) -> list[Item]:
    """The body's rows as items. Rows before the first item that belong to the one begun on the page before go there."""
    rows = list(body)
    for upper, lower in itertools.pairwise(rows):
        if is_strip(upper.phrases):
            lower.anchor, lower.sum_label = False, "_other_charge"
    for row in rows[:2]:
        if numbers_columns(row):
            row.anchor, row.heading = False, True
    if head.below is not None and head.below.kinds & FIGURES:
        _join_storeys(head, rows)
    anchors = [i for i, row in enumerate(rows) if row.anchor]
    if not anchors:
        return []
    anchors = without_sums(head, rows, anchors, habits)
    mark_total(head, rows, anchors, habits)
    end = _end(rows, anchors)
    rows = rows[:end]
    anchors = [i for i in anchors if i < end]
    if not anchors:
        return []
    anchors = _without_bare_sums(head, rows, anchors)
    _free_below(rows, anchors)
    _mark_headings(head, rows, anchors)
    groups = group_rows(rows, anchors, habits)
    bands = _by_bands(layout.grid, head, rows, anchors) if head.below is None else None  # bars of paper are no bands
    owner = bands or _by_gaps(layout, rows, anchors)
    if head.below is not None and not head.goods_above:
        owner.update(_second_rows(rows, anchors))
    items = [Item(page=layout.page.number, group=_last(groups, rows, anchor)) for anchor in anchors]
    for index, row in enumerate(rows):
        target = owner.get(index)
        if target is None or row.sum_label or row.heading:
            continue
        if target == -1:
            if carry_over is not None:
                carry_over.rows.append(row)
        else:
            items[target].rows.append(row)
    return items


def _second_rows(rows: Sequence[BodyRow], anchors: Sequence[int]) -> dict[int, int]:
    """The rows under the anchors by their items, where they are filled like the head's second row: on a scan they lie
    now a little nearer to the item above, now to the one below."""
    last = len(rows) - 1
    return {a + 1: n for n, a in enumerate(anchors) if a < last and a + 1 not in anchors and len(rows[a + 1].lower) > 1}


def _free_below(rows: Sequence[BodyRow], anchors: Sequence[int]) -> None:
    """Words in a column of numbers below (nearly) every item, and above none, are no headings but the items' own."""
    headings = [index for index, row in enumerate(rows) if row.heading]
    below = [index for index in headings if index - 1 in anchors]
    if len(anchors) > 1 and len(below) == len(headings) and len(below) >= _BELOW * len(anchors):
        for index in below:
            rows[index].heading = False


_BELOW = 0.8
"""The share of the items below which such words stand."""


def _mark_headings(head: Head, rows: Sequence[BodyRow], anchors: Sequence[int]) -> None:
    """In a sheet, words alone in the column of descriptions head a group, where most items have none or they recur."""
    described = next((i for i, column in enumerate(head.columns) if column.kind == "description"), None)
    if described is None or rows[anchors[0]].phrases[0].words[0].cell is None:
        return
    if not all(described in rows[anchor].cells for anchor in anchors):
        return
    alone = [row for row in rows if not row.anchor and not row.sum_label and set(row.cells) == {described}]
    texts = {row.phrases[0].text for row in alone}
    leads = bool(alone) and alone[0] in rows[: anchors[0]] and not any(row in alone for row in rows[anchors[-1] + 1 :])
    if leads or len(alone) <= _FEW * len(anchors) or 2 * len(texts) < len(alone):
        for row in alone:
            row.heading = row.heading or not row.details


_FEW = 0.6
"""The share of items up to which rows between them are no part of them."""


def _join_storeys(head: Head, rows: Sequence[BodyRow]) -> None:
    """Of two rows of figures one under the other, the second is no item of its own: it bears no running number."""
    number = next((i for i, column in enumerate(head.columns) if column.kind == "line_number"), None)
    upper = False
    for row in rows:  # a description may go on between the two
        if row.anchor and upper and (number is None or number not in row.cells):
            row.anchor = upper = False
        elif row.anchor or len(row.phrases) > 1:
            upper = row.anchor


def _last(groups: Sequence[int], rows: Sequence[BodyRow], anchor: int) -> BodyRow | None:
    before = [index for index in groups if index < anchor]
    return rows[before[-1]] if before else None


def _without_bare_sums(head: Head, rows: Sequence[BodyRow], anchors: list[int]) -> list[int]:
    """The last row of figures is no item where every other item is named and it is not: an unlabelled sum."""
    if len(anchors) < 2:
        return anchors
    named = [
        i
        for i, column in enumerate(head.columns)
        if column.kind in ("description", "part_number", "hts_number", "line_number")
        and all(i in rows[a].cells for a in anchors[:-1])
    ]
    last = rows[anchors[-1]]
    if (
        named
        and not _foreign(last)
        and not any(any(c.isalnum() for w in last.cells.get(i, []) for c in w.text) for i in named)
        and not last.details
    ):
        last.sum_label, last.anchor = "total_amount", False
        return anchors[:-1]
    return anchors


def _end(rows: Sequence[BodyRow], anchors: Sequence[int]) -> int:
    """One past the last row that can belong to an item: sums end a table, unless full items follow them."""
    for index in range(anchors[0] + 1, len(rows)):  # above the items it is the head's other language
        if _heads_another(rows[index]):
            return index
    usual = median([rows[i].filled for i in anchors])
    columns_filled = median([len(rows[i].cells) for i in anchors])
    for index, row in enumerate(rows):
        if row.sum_label and row.sum_label != "_carried":
            later = [
                i for i in anchors if i > index and rows[i].filled >= usual and len(rows[i].cells) >= columns_filled - 1
            ]
            earlier = [i for i in anchors if i < index]
            if not later and (earlier or row.filled):
                return index
    return len(rows)


def _heads_another(row: BodyRow) -> bool:
    """Whether a row is the head of another table: Container no. | Seal no. | Type | Tare kg."""
    if len(row.phrases) < 3 or row.filled or row.sum_label or row.phrases[0].words[0].cell is not None:
        return False
    texts = [canonical(tokenise(phrase.text)) for phrase in row.phrases]
    known = [tokens for tokens in texts if labels().whole(tokens) or columns().whole(tokens)]
    return len(known) >= 0.75 * len(texts) and any("container_numbers" in labels().whole(tokens) for tokens in known)


def _by_bands(grid: Grid, head: Head, rows: Sequence[BodyRow], anchors: Sequence[int]) -> dict[int, int] | None:
    """Items by horizontal rules, where (nearly) every band between two rules holds one row of figures."""
    if grid.empty:
        return None
    cuts = [y for y in grid.horizontals(head.x0, head.x1, 0.75) if y > head.bottom - 2]
    if len(cuts) < 2:
        return None
    band_of = [sum(1 for y in cuts if y < row.middle) for row in rows]
    held: dict[int, list[int]] = {}
    for number, anchor in enumerate(anchors):
        held.setdefault(band_of[anchor], []).append(number)
    if sum(1 for numbers in held.values() if len(numbers) == 1) < 0.8 * len(held) or len(held) < min(2, len(anchors)):
        return None
    below = [anchor + 1 for anchor in anchors if anchor + 1 < len(rows) and anchor + 1 not in anchors]
    above = any(band_of[index] not in held for index in range(anchors[0]))  # rows that head groups of items
    loose = sum(band_of[i] not in held and rows[i].sum_label is None for i in below) if not above else 0
    if _are_bars(band_of, anchors) or loose >= _LOOSE * len(anchors):
        return None  # rules of the paper, or under every row of an item
    owner: dict[int, int] = {}
    for index, band in enumerate(band_of):
        if band in held:
            numbers = held[band]
            owner[index] = max([n for n in numbers if anchors[n] <= index], default=numbers[0])
    return owner


_LOOSE = 0.5
"""Rows in bands of their own, as a share of the items, from which bands hold no items."""


def _are_bars(band_of: Sequence[int], anchors: Sequence[int]) -> bool:
    """Whether bands are the paper's: the first item begins with its figures, most others have rows above theirs."""
    opened = [band_of.index(band_of[anchor]) < anchor for anchor in anchors]
    rows = band_of.count(band_of[anchors[0]])
    return len(anchors) > 2 and not opened[0] and rows > 1 and sum(opened[1:]) > 0.5 * len(opened[1:])


def _by_gaps(layout: Layout, rows: Sequence[BodyRow], anchors: Sequence[int]) -> dict[int, int]:
    """Items by nearness: a row between two goes to the nearer one, by the table's habit where both are as near."""
    height = layout.line_height
    owner: dict[int, int] = {anchor: number for number, anchor in enumerate(anchors)}
    lead = _lead(rows, anchors)
    gaps = [rows[i + 1].top - rows[i].bottom for i in range(len(rows) - 1)]
    inner = median([g for g in gaps if g < 2.5 * height]) if any(g < 2.5 * height for g in gaps) else 0.0
    for number, anchor in enumerate(anchors):
        following = anchors[number + 1] if number + 1 < len(anchors) else None
        between = list(range(anchor + 1, following if following is not None else len(rows)))
        split = _split(rows, anchor, between, following, lead, inner, height)
        for index in between[:split]:
            owner[index] = number
        if following is not None:
            for index in between[split:]:
                owner[index] = number + 1
    for index in range(anchors[0]):
        if index >= anchors[0] - lead:
            owner[index] = 0
        elif not _is_section(rows[index]):
            owner[index] = -1
    return owner


def _lead(rows: Sequence[BodyRow], anchors: Sequence[int]) -> int:
    """How many rows of an item stand above its figures: those above the first, if the others have room for them."""
    lead = 0
    for index in range(anchors[0] - 1, -1, -1):
        if rows[index].sum_label or _is_section(rows[index]):
            break
        lead += 1
    if not lead:
        return 0
    if rows[anchors[0] - lead].key and rows[anchors[0] - lead].lower:
        return lead  # the row of the goods' number
    if len(anchors) > 1 and all(row.text for row in rows[anchors[0] - lead : anchors[0]]):
        rooms = sorted(b - a - 1 for a, b in itertools.pairwise(anchors))
        return min(lead, rooms[len(rooms) // 5])  # names over their figures
    if len(anchors) == 1:
        return lead if any(row.key for row in rows[anchors[0] - lead : anchors[0]]) or not rows[anchors[0]].key else 0
    room = [b - a - 1 for a, b in itertools.pairwise(anchors)]
    begins = any(row.key for row in rows[anchors[0] - lead : anchors[0]])
    if begins and not rows[anchors[0]].key:
        return lead
    if rows[anchors[0]].key:
        return 0
    return _alike(rows, anchors, min(lead, *room))


def _alike(rows: Sequence[BodyRow], anchors: Sequence[int], lead: int) -> int:
    """How many of the rows above the first figures are filled like those above the others': marks and currencies under
    a head are no item's."""
    for offset in range(1, lead + 1):
        own = set(rows[anchors[0] - offset].cells)
        others = [set(rows[anchor - offset].cells) for anchor in anchors[1:]]
        if own and sum(bool(own & other) for other in others) < 0.5 * len(others):
            return offset - 1
    return lead


def _is_section(row: BodyRow) -> bool:
    """A heading over items, a label of something else: text that is neither in the description nor a detail."""
    first = row.phrases[0]
    if row.heading:
        return True
    if first.text.rstrip().endswith(":") and len(row.phrases) == 1:
        return True
    tokens = canonical(tokenise(first.text))
    hit, own = labels().at(tokens, 0), columns().at(tokens, 0)
    if hit is not None and own is not None and own.end >= hit.end and own.meanings[0] in DETAILS:
        return False  # Best.-Nr. 67395-95
    return hit is not None and hit.meanings[0] in ("container_numbers", "purchase_order_number", "invoice_number")


def _split(
    rows: Sequence[BodyRow],
    anchor: int,
    between: Sequence[int],
    following: int | None,
    lead: int,
    inner: float,
    height: float,
) -> int:
    """How many of the rows between two items belong to the upper one."""
    if not between:
        return 0
    chain = [anchor, *between] + ([following] if following is not None else [])
    gaps = [rows[b].top - rows[a].bottom for a, b in itertools.pairwise(chain)]
    sums = [i for i, index in enumerate(between) if rows[index].sum_label or _is_section(rows[index])]
    if following is not None and sums and not lead:
        return sums[0]  # what follows a group's sum or heading is no longer the item's
    if following is None:
        if _close_set(rows, anchor):
            return 0
        for position, gap in enumerate(gaps):
            row = rows[between[position]]
            empty = row.phrases[0].words[0].cell is not None and gap > 0.8 * height  # a row of the sheet
            if empty or gap > max(1.5 * height, inner + 1.0 * height) or row.sum_label or _foreign(row):
                return position
        return len(between)
    keyed = [i for i, index in enumerate(between) if rows[index].key and not rows[following].key]
    if keyed:
        return keyed[-1]
    widest = max(range(len(gaps)), key=gaps.__getitem__)
    rest = [g for i, g in enumerate(gaps) if i != widest]
    if rest and gaps[widest] > max(rest) + 0.25 * height:
        return widest
    return max(0, len(between) - lead)


def _close_set(rows: Sequence[BodyRow], last: int) -> bool:
    """Whether a sheet's items stand in rows next to one another: then what follows the last is a note."""
    kept = [row for row in rows[: last + 1] if not row.heading]
    anchors = [index for index, row in enumerate(kept) if row.anchor]
    in_cells = rows[last].phrases[0].words[0].cell is not None
    return in_cells and len(anchors) >= 3 and all(b - a == 1 for a, b in itertools.pairwise(anchors))


_WHOLE = frozenset({"total", "grand", "gesamt", "totale", "toplam", "tong", "total:"})
"""Words that speak of the whole paper: Total gross weight."""


def _foreign(row: BodyRow) -> bool:
    """A row below the items that speaks of the whole paper."""
    first = canonical(tokenise(row.phrases[0].text))
    if len(first) > 1 and first[0] in _WHOLE and labels().at(first, 0):
        return True
    if row.details:
        return False
    for phrase in row.phrases:
        tokens = canonical(tokenise(phrase.text))
        hit = labels().at(tokens, 0)
        if hit is None:
            continue
        item = columns().at(tokens, 0)
        if item is not None and item.end >= hit.end and not item.meanings[0].startswith("_"):
            continue
        if (
            item is not None
            and hit.meanings[0]
            in (
                "country_of_origin",
                "net_weight_kg",
                "gross_weight_kg",
                "manufacturer",
                "package_count",
            )
            and (not phrase.text.lower().startswith(("total", "gross", "net")) or ":" not in phrase.text)
        ):
            continue
        if hit.end - hit.start >= 2 or ":" in phrase.text:
            return True
    return False
