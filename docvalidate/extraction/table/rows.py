"""The body of a table: which rows carry an item's figures, which rows belong to it, and where the table ends."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from docvalidate.domain.page import Word
from docvalidate.extraction.habits import Habits
from docvalidate.extraction.layout import Grid, Layout, Phrase
from docvalidate.extraction.lexicon import amounts, canonical, columns, labels
from docvalidate.extraction.table.cells import DETAILS, details_in
from docvalidate.extraction.table.gutters import column_at, column_of
from docvalidate.extraction.table.heads import FIGURES, Head
from docvalidate.extraction.text import tokenise
from docvalidate.reference import currencies, units

KEYS = frozenset({"line_number", "part_number"})
SUM_PREFIXES = frozenset(
    {"add", "less", "plus", "minus", "zzgl", "abzgl", "mas", "menos", "moins", "piu", "meno", "cong", "tru"}
)
"""Words before the label of a sum: ADD: FREIGHT."""
_TEXTS = frozenset({"description", "part_number", None, "_other"})
_NUMBERLIKE = re.compile(
    r"^[-+(]?[^\w\s]*(?:[A-Za-z]{1,4}[$. ]?)?[$€£¥￥₩₫]?\s?[-(]?\d[\d.,'’\s]*[)%]?\s?(?:[^\d]{0,14})$"
)
_THOUSANDS = re.compile(r"^\d{3}(?:[.,]\d+)?$")
_LEADING_DIGITS = re.compile(r"^\d{1,3}$")
_FREE = re.compile(r"(?i)^(?:n\.?/?c\.?|f\.?o\.?c\.?|free(?: of charge)?|no charge|gratis|sample|-+)$")


@dataclass(slots=True)
class BodyRow:
    """A row of the body: its words by column, and what kind of row it is."""

    index: int
    phrases: list[Phrase]
    cells: dict[int, list[Word]]
    details: list[Phrase] = field(default_factory=list)
    """Phrases that begin with a label of their own: `HS Code: 8471.30`."""
    filled: int = 0
    """How many figure columns hold a figure."""
    key: bool = False
    """Whether a line or part number stands in its column."""
    sum_label: str | None = None
    """What it adds up, where it is a sum below the items: `total_amount`, `freight` …, `_carried`."""
    anchor: bool = False
    lower: dict[int, list[Word]] = field(default_factory=dict)
    """The words of an item's second row by the columns of the head that names them."""
    heading: bool = False
    """Words that head a group of items: alone in the row, in a column of numbers."""
    page: int = 1

    @property
    def top(self) -> float:
        return min(p.top for p in self.phrases)

    @property
    def bottom(self) -> float:
        return max(p.bottom for p in self.phrases)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(slots=True)
class Item:
    """The rows of one line item, words by column (in reading order)."""

    rows: list[BodyRow] = field(default_factory=list)
    page: int = 1

    def words(self, index: int) -> list[Word]:
        return [word for row in self.rows if row.page == self.page for word in row.cells.get(index, [])]

    @property
    def anchor(self) -> BodyRow:
        return next((row for row in self.rows if row.anchor), self.rows[0])


def figure_columns(head: Head) -> list[int]:
    return [index for index, column in enumerate(head.columns) if column.kind in FIGURES]


def body_row(head: Head, index: int, phrases: list[Phrase], page: int) -> BodyRow:
    """The words of a row, laid into the columns."""
    row = _laid(head, index, phrases, page, running=False)
    if row.anchor or row.sum_label:
        return row
    row = _laid(head, index, phrases, page, running=True)
    if head.below is not None:
        for phrase in phrases:
            for group in _spaced_numbers(phrase.words) if not _item_label(phrase) else []:
                row.lower.setdefault(column_of(head.below.columns, group[-1]), []).extend(group)
    return row


def _laid(head: Head, index: int, phrases: list[Phrase], page: int, *, running: bool) -> BodyRow:
    """A row in columns; with `running`, text that crosses a gutter stays in the column where it begins."""
    cells: dict[int, list[Word]] = {}
    details: list[Phrase] = []
    for phrase in phrases:
        if _item_label(phrase):
            details.append(phrase)
            continue
        if running and _runs_over(head, phrase):
            cells.setdefault(column_at(head.columns, phrase.x0 + 1), []).extend(phrase.words)
            continue
        for group in _spaced_numbers(phrase.words):
            cells.setdefault(column_of(head.columns, group[-1]), []).extend(group)
    row = BodyRow(index, phrases, cells, details, page=page)
    figures = figure_columns(head)
    row.filled = sum(1 for i in figures if i in cells and is_figure(cells[i]))
    row.key = any(head.columns[i].kind in KEYS and any(c.isalnum() for w in cells[i] for c in w.text) for i in cells)
    row.sum_label = _sum_label(head, row)
    row.heading = _heads_group(head, row)
    free = any(
        head.columns[i].kind in ("amount", "unit_price") and _FREE.match(_text(cells[i])) for i in figures if i in cells
    )
    needed = max(1, (len(figures) + 1) // 2)
    row.anchor = row.sum_label is None and (row.filled >= needed or (free and row.filled >= 1))
    return row


def _spaced_numbers(words: Sequence[Word]) -> list[list[Word]]:
    """Words, with the groups of a number that blanks part (3 966,4) kept together."""
    groups: list[list[Word]] = []
    for word in words:
        if groups and _THOUSANDS.match(word.text) and _LEADING_DIGITS.match(groups[-1][-1].text):
            before = groups[-1][-1]
            if word.x0 - before.x1 < 0.45 * word.height and word.cell == before.cell:
                groups[-1].append(word)
                continue
        groups.append([word])
    return groups


def _heads_group(head: Head, row: BodyRow) -> bool:
    if len(row.phrases) != 1 or len(row.cells) != 1 or row.details or row.filled:
        return False
    text = row.phrases[0].text
    kind = head.columns[column_at(head.columns, row.phrases[0].x0 + 1)].kind
    words = [w for w in re.split(r"\W+", text) if len(w) >= 3 and w.isalpha()]
    return kind in KEYS and bool(words) and (" " in text) and "description" in head.kinds


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def is_figure(words: Sequence[Word]) -> bool:
    """Whether a cell holds a number, with a unit or a currency at most."""
    text = _text(words)
    return any(c.isdigit() for c in text) and bool(_NUMBERLIKE.match(text))


def _runs_over(head: Head, phrase: Phrase) -> bool:
    """Whether a phrase is text that runs on over several columns, such as a labelled detail below an item."""
    first, last = column_at(head.columns, phrase.x0 + 1), column_at(head.columns, phrase.x1 - 1)
    if first == last or phrase.words[0].cell is not None:
        return False
    if head.columns[first].kind not in _TEXTS and head.columns[first].kind not in KEYS:
        return False
    for left, right in zip(phrase.words, phrase.words[1:], strict=False):
        a, b = column_of(head.columns, left), column_of(head.columns, right)
        if a != b:
            edge, start = head.columns[a].right, head.columns[b].start
            if not (left.x1 <= edge + 1 and right.x0 >= edge - 1):
                return True
            if start is not None and abs(right.x0 - start) <= 2.0:
                return False
    return True


def _item_label(phrase: Phrase) -> bool:
    """Whether a phrase begins with the name of a detail and its value: `HS Code: 8471.30`, `Net 448.0 kg`."""
    tokens = canonical(tokenise(phrase.text))
    hit = columns().at(tokens, 0)
    if hit is None or hit.end >= len(tokens) or hit.meanings[0] not in DETAILS or phrase.words[0].cell is not None:
        return False
    return any(detail.start == 0 for detail in details_in(phrase.span, 1, Habits()))


def _sum_label(head: Head, row: BodyRow) -> str | None:
    """The meaning of a row that adds up: its words are a sum's label and little else."""
    texts = [p for p in row.phrases if any(c.isalpha() for c in p.text)]
    if not texts:
        return None
    if _is_strip(row):
        return "_other_charge"
    for phrase in texts:
        tokens = canonical(tokenise(phrase.text))
        skip = 1 if tokens and tokens[0] in SUM_PREFIXES else 0
        hit = amounts().at(tokens, 0) or amounts().at(tokens, skip)
        if hit is None:
            continue
        rest = [t for t in tokens[hit.end :] if not _neutral(t)]
        others = [p for p in texts if p is not phrase and not _is_measure(p)]
        keyed = any(
            head.columns[i].kind in KEYS and not set(map(id, words)) <= set(map(id, phrase.words))
            for i, words in row.cells.items()
        )
        if rest and not row.filled and not any(is_figure(p.words) for p in row.phrases):
            continue
        if (
            len(rest) <= (3 if hit.meanings[0] != "total_amount" else 5)
            and not (keyed and row.filled >= 2)
            and len(others) <= 1
        ):
            if row.filled >= 3 and hit.meanings[0] not in ("total_amount", "subtotal", "_carried"):
                continue
            return hit.meanings[0]
    return None


def _is_strip(row: BodyRow) -> bool:
    """Labels of sums side by side, their amounts in the row below: Warenwert | Fracht | Endbetrag EUR."""
    meant: list[str] = []
    for phrase in row.phrases:
        tokens = canonical(tokenise(phrase.text))
        hit = amounts().at(tokens, 0)
        if hit is None or not all(_neutral(token) for token in tokens[hit.end :]):
            return False
        meant.append(hit.meanings[0])
    return len(meant) > 1 and bool({"subtotal", "total_amount"} & set(meant))


def _neutral(token: str) -> bool:
    return (
        token.isdigit()
        or currencies.exists(token)
        or units.code(token) is not None
        or token
        in (
            "us",
            "of",
            "in",
            "no",
            "and",
            "the",
            "dollars",
            "usd",
            "fob",
            "cif",
            "cfr",
            "exw",
            "fca",
            "ddp",
            "dap",
            "cip",
            "cpt",
        )
    )


def _is_measure(phrase: Phrase) -> bool:
    tokens = canonical(tokenise(phrase.text))
    return all(_neutral(token) or any(c.isdigit() for c in token) for token in tokens)


def items_of(layout: Layout, head: Head, body: Sequence[BodyRow], *, carry_over: Item | None = None) -> list[Item]:
    """The body's rows as items. Rows before the first item that belong to the one begun on the page before go there."""
    rows = list(body)
    for upper, lower in itertools.pairwise(rows):
        if _is_strip(upper):
            lower.anchor, lower.sum_label = False, "_other_charge"
    anchors = [i for i, row in enumerate(rows) if row.anchor]
    if not anchors:
        return []
    end = _end(rows, anchors)
    rows = rows[:end]
    anchors = [i for i in anchors if i < end]
    if not anchors:
        return []
    anchors = _without_bare_sums(head, rows, anchors)
    bands = _by_bands(layout.grid, head, rows, anchors) if head.below is None else None  # bars of paper are no bands
    owner = bands or _by_gaps(layout, rows, anchors)
    items = [Item(page=layout.page.number) for _ in anchors]
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
    owner: dict[int, int] = {}
    for index, band in enumerate(band_of):
        if band in held:
            numbers = held[band]
            owner[index] = max([n for n in numbers if anchors[n] <= index], default=numbers[0])
    return owner


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
    if len(anchors) == 1:
        return lead if any(row.key for row in rows[anchors[0] - lead : anchors[0]]) or not rows[anchors[0]].key else 0
    room = [b - a - 1 for a, b in itertools.pairwise(anchors)]
    begins = any(row.key for row in rows[anchors[0] - lead : anchors[0]])
    if begins and not rows[anchors[0]].key:
        return lead
    return min(lead, *room) if not rows[anchors[0]].key else 0


def _is_section(row: BodyRow) -> bool:
    """A heading over items, a label of something else: text that is neither in the description nor a detail."""
    first = row.phrases[0]
    if row.heading:
        return True
    if first.text.rstrip().endswith(":") and len(row.phrases) == 1:
        return True
    tokens = canonical(tokenise(first.text))
    hit = labels().at(tokens, 0)
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
        for position, gap in enumerate(gaps):
            row = rows[between[position]]
            if gap > max(1.5 * height, inner + 1.0 * height) or row.sum_label or _foreign(row):
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
