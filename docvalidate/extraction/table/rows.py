"""The body of a table: which rows carry an item's figures, which rows belong to it, and where the table ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from docvalidate.domain.page import Word
from docvalidate.extraction import packages
from docvalidate.extraction.habits import Habits
from docvalidate.extraction.lexicon import canonical, columns
from docvalidate.extraction.phrases import Phrase
from docvalidate.extraction.table.cells import DETAILS, details_in
from docvalidate.extraction.table.gutters import column_at, column_of
from docvalidate.extraction.table.head import FIGURES, Head
from docvalidate.extraction.table.sum_labels import is_strip, neutral, sum_label
from docvalidate.extraction.text import tokenise

KEYS = frozenset({"line_number", "part_number"})


_TEXTS = frozenset({"description", "part_number", None, "_other"})


_COUNTED = frozenset({"quantity", "package_count", "net_weight_kg", "gross_weight_kg"})


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
    third: dict[int, list[Word]] = field(default_factory=dict)
    """The same of its third row."""
    text: bool = False
    """Words alone, in a table whose head names no description."""
    heading: bool = False
    """Words that head a group of items: alone in the row, in a column of numbers."""
    page: int = 1
    leads: bool = False
    """Whether it adds up the items that follow it."""

    @property
    def top(self) -> float:
        return min(p.top for p in self.phrases)

    @property
    def bottom(self) -> float:
        return max(p.bottom for p in self.phrases)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def figure_columns(head: Head) -> list[int]:
    return [index for index, column in enumerate(head.columns) if column.kind in FIGURES]


def body_row(head: Head, index: int, phrases: list[Phrase], page: int) -> BodyRow:
    """The words of a row, laid into the columns."""
    row = _laid(head, index, phrases, page, running=False)
    goods = names_goods(head, phrases)
    if (row.anchor or row.sum_label) and not goods:
        if head.below is not None and head.below.kinds & FIGURES:
            _lay_below(head, head.below, row)  # the second row of an item has figures, too
        return row
    row = _laid(head, index, phrases, page, running=True)
    row.text = "description" not in head.kinds and len(row.cells) == 1 and _is_text(row.phrases)
    row.key = (row.key and not row.text) or goods
    row.anchor, row.sum_label = row.anchor and not goods, None if goods else row.sum_label
    if head.below is not None:
        _lay_below(head, head.below, row)
    return row


def names_goods(head: Head, phrases: Sequence[Phrase]) -> bool:
    """Whether a row begins where the heads of the goods do that stand over those of their figures."""
    if head.below is None or not head.goods_above or phrases[0].words[0].cell is not None:
        return False
    x0 = phrases[0].x0
    return abs(x0 - head.below.columns[0].x0) < _FLUSH and abs(x0 - head.columns[0].x0) > 2 * _FLUSH


_FLUSH = 3.0
"""Points within which a row begins where a head does."""


def goods_column(head: Head) -> int | None:
    """The column that names the goods: of descriptions, else of part numbers over them."""
    kinds = [column.kind for column in head.columns]
    return next((kinds.index(kind) for kind in ("description", "part_number") if kind in kinds), None)


def _lay_below(head: Head, below: Head, row: BodyRow) -> None:
    """The words of a row by the columns of the head that names the items' second rows.

    Where that head has none under the goods, what stands there goes on with their description.
    """
    goods = goods_column(head)
    under = goods is not None and any(column_at(head.columns, c.centre) == goods for c in below.columns)
    for phrase in row.phrases:
        for group in _spaced_numbers(phrase.words) if not _item_label(phrase) else []:
            if goods is not None and not under and column_of(head.columns, group[-1]) == goods:
                continue
            row.lower.setdefault(column_of(below.columns, group[-1]), []).extend(group)
            if below.below is not None:
                row.third.setdefault(column_of(below.below.columns, group[-1]), []).extend(group)


def _laid(head: Head, index: int, phrases: list[Phrase], page: int, *, running: bool) -> BodyRow:
    """A row in columns; with `running`, text that crosses a gutter stays in the column where it begins."""
    cells: dict[int, list[Word]] = {}
    details: list[Phrase] = []
    paired = _pairs(phrases)
    told = bool(paired) or any(_item_label(phrase) for phrase in phrases)
    for phrase in phrases:
        counts = told and packages.alone().match(phrase.text) is not None  # 36 ctns beside HTS 8716.80.50
        if counts or id(phrase) in paired or _item_label(phrase):
            details.append(phrase)
            continue
        if running and _runs_over(head, phrase):
            begins = head.columns[column_at(head.columns, phrase.x0 + 1)]
            told_there = details_in(phrase.span, page, Habits()) if begins.kind in KEYS else []
            if any(detail.kind in ("hts_number", "country_of_origin") for detail in told_there):
                details.append(phrase)  # 格子抹布 HS编码 6302.60.00 under a stock code
                continue
            cells.setdefault(column_at(head.columns, phrase.x0 + 1), []).extend(phrase.words)
            continue
        for group in _spaced_numbers(phrase.words):
            cells.setdefault(column_of(head.columns, group[-1]), []).extend(group)
    row = BodyRow(index, phrases, cells, details, page=page)
    figures = figure_columns(head)
    for i in [i for i in figures if head.columns[i].kind in _COUNTED and _text(cells.get(i, [])).startswith("@")]:
        del cells[i]  # what one package holds: @24 over 1,008 PCS
    row.filled = sum(1 for i in figures if i in cells and is_figure(cells[i]))
    row.key = any(head.columns[i].kind in KEYS and any(c.isalnum() for w in cells[i] for c in w.text) for i in cells)
    row.sum_label = _sum_label(head, row)
    row.heading = _heads_group(head, row)
    free = any(
        head.columns[i].kind in ("amount", "unit_price") and _FREE.match(_text(cells[i])) for i in figures if i in cells
    )
    needed = max(1, (len(figures) + 1) // 2)
    row.anchor = row.sum_label is None and (row.filled >= needed or (free and row.filled >= 1))
    row.anchor = row.anchor and not (row.filled <= _BY_CHANCE < len(figures) and _is_sentence(phrases))
    return row


def _is_text(phrases: Sequence[Phrase]) -> bool:
    """Whether a row is one phrase of words rather than a code."""
    words = phrases[0].text.split()
    return len(phrases) == 1 and sum(1 for word in words if word.strip(".,;:()").isalpha() and len(word) > 2) >= 2


def _is_sentence(phrases: Sequence[Phrase]) -> bool:
    """Whether a row is one phrase of words set evenly, whose number counts nothing: CUTTER WITH 5 DISCS, 300 KG/H."""
    words = phrases[0].words
    gaps = [b.x0 - a.x1 for a, b in pairwise(words)]
    spoken = sum(1 for word in words if word.text.strip(".,;:()").isalpha() and len(word.text) > 2)
    begins = words[0].cell is None and not any(c.isdigit() for c in words[0].text)
    return len(phrases) == 1 and spoken >= 3 and begins and max(gaps) <= _WIDER * min(gaps) + 1


_BY_CHANCE = 2
"""Figures of a sentence that may stand in columns of figures."""


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


_COLUMN_NUMBER = re.compile(r"^\(?(?:[A-Z]|(\d{1,2}))(?:\s*=.*)?\)?$")


def numbers_columns(row: BodyRow) -> bool:
    """Whether a row below a head counts its columns: A | B | C | 1 | 2 | 3 = 1 x 2."""
    texts = [_text(row.cells[index]).strip() for index in sorted(row.cells)]
    matches = [_COLUMN_NUMBER.match(text) for text in texts]
    numbers = [int(match[1]) for match in matches if match is not None and match[1]]
    rising = all(b - a == 1 for a, b in pairwise(numbers))
    return len(texts) >= 4 and all(matches) and len(numbers) >= 2 and rising and numbers[0] <= len(texts)


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def is_figure(words: Sequence[Word]) -> bool:
    """Whether a cell holds a number, with a unit or a currency at most."""
    text = _text(words)
    return any(c.isdigit() for c in text) and bool(_NUMBERLIKE.match(text))


def _runs_over(head: Head, phrase: Phrase) -> bool:
    """Whether a phrase is text that runs on over several columns, such as a labelled detail below an item."""
    first, last = column_at(head.columns, phrase.x0 + 1), column_at(head.columns, phrase.x1 - 1)
    if first == last:
        return False
    if phrase.words[0].cell is not None:
        return any(c.isalpha() for c in phrase.text) and ":" not in phrase.text  # a cell of a sheet is one column's
    texts = head.columns[first].kind in _TEXTS or head.columns[first].kind in KEYS
    if not texts and "description" in head.kinds:
        return False
    for left, right in zip(phrase.words, phrase.words[1:], strict=False):
        a, b = column_of(head.columns, left), column_of(head.columns, right)
        if a != b:
            edge, start = head.columns[a].right, head.columns[b].start
            if not (left.x1 <= edge + 1 and right.x0 >= edge - 1):
                return True
            flush = start is not None and abs(right.x0 - start) <= 2.0
            headed = abs(right.x0 - head.columns[b].x0) <= _EXACTLY  # set under its head, to a hair
            if flush and (headed or not _evenly_set(phrase, left, right)):
                return False
    return True


_EXACTLY = 0.3
"""Points within which a cell begins where its head does."""
_WIDER = 1.25
"""How much wider than the other gaps of a phrase one is that parts two cells."""


def _evenly_set(phrase: Phrase, left: Word, right: Word) -> bool:
    """Whether a gap is a blank like the others of a running text, which meets a column's edge by chance."""
    gaps = [b.x0 - a.x1 for a, b in pairwise(phrase.words) if a is not left]
    return len(gaps) >= 2 and right.x0 - left.x1 <= _WIDER * min(gaps)


def _item_label(phrase: Phrase) -> bool:
    """Whether a phrase begins with the name of a detail and its value: `HS Code: 8471.30`, `Net 448.0 kg`."""
    tokens = canonical(tokenise(phrase.text))
    hit = columns().at(tokens, 0)
    if hit is None or hit.end >= len(tokens) or hit.meanings[0] not in DETAILS or phrase.words[0].cell is not None:
        return False
    return any(detail.start == 0 for detail in details_in(phrase.span, 1, Habits()))


_NAMED = frozenset({"net_weight_kg", "gross_weight_kg", "hts_number", "country_of_origin", "package_count"})


def _pairs(phrases: Sequence[Phrase]) -> set[int]:
    """Labels of details in cells of their own and the values in the cells behind them: Net kg | 475.2."""
    found: set[int] = set()
    for label, value in pairwise(phrases):
        if label.words[0].cell is None or id(label) in found or any(c.isdigit() for c in label.text):
            continue
        tokens = canonical(tokenise(label.text))
        meant = columns().whole(tokens) if len(tokens) > 1 else ()  # GRS alone is a gross
        if meant and meant[0] in _NAMED and any(c.isdigit() for c in value.text):
            found |= {id(label), id(value)}
    return found


def _sum_label(head: Head, row: BodyRow) -> str | None:
    """The meaning of a row that adds up: its words are a sum's label and little else."""
    texts = [p for p in row.phrases if any(c.isalpha() for c in p.text)]
    if not texts:
        return None
    if is_strip(row.phrases):
        return "_other_charge"
    for phrase in texts:
        tokens = canonical(tokenise(phrase.text))
        hit = sum_label(phrase.text)
        if hit is None:
            continue
        rest = [t for t in tokens[hit.end :] if not neutral(t)]
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


def _is_measure(phrase: Phrase) -> bool:
    tokens = canonical(tokenise(phrase.text))
    return all(neutral(token) or any(c.isdigit() for c in token) for token in tokens)
