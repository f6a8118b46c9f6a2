"""The amounts below (or beside) the items that bear the label of a sum: subtotal, charges, discount, total."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from docvalidate.domain.document import Value
from docvalidate.extraction import packages, typed
from docvalidate.extraction.habits import Habits
from docvalidate.extraction.label import is_label
from docvalidate.extraction.layout import Layout
from docvalidate.extraction.lexicon import amounts, canonical, labels
from docvalidate.extraction.line_items import LineItems
from docvalidate.extraction.phrases import Phrase
from docvalidate.extraction.span import Span
from docvalidate.extraction.table.sum_labels import neutral, sum_label
from docvalidate.extraction.text import tokenise
from docvalidate.reference import currencies

CHARGES = ("freight", "insurance", "packing_charge", "assists")
SUMS = frozenset({*CHARGES, "discount", "subtotal", "total_amount", "_other_charge", "_carried"})
CENT = Decimal("0.011")
_PERCENT = re.compile(r"\d+(?:[.,]\d+)?\s*%")
_MEASURED = re.compile(r"(?i)\b(?:kgs?|lbs?|cbm|m3)\b")
_WORDS = re.compile(r"(?i)\b(?:in words|say|worte|lettres|letra|lettere|yaln[iı]z|bằng chữ|大写)\b")


@dataclass(slots=True)
class Sum:
    """A labelled amount outside the items."""

    meaning: str
    value: Value
    label: str
    row: int
    page: int
    score: float
    hint: str = ""
    """The charge that a label names among other words: Hangers & packing."""
    beside: list[Value] = field(default_factory=list)
    """The figures that stand in its row, of which the last is taken unless another is flush with the other sums."""
    part: int = 0
    """Which of the layouts it stands in: a page and the panel beside its table each count their own rows."""

    @property
    def place(self) -> tuple[int, int, int]:
        """Where it stands among the others, in reading order."""
        return self.page, self.part, self.row

    @property
    def amount(self) -> Decimal:
        return self.value.number or Decimal(0)


def find_sums(
    layouts: Sequence[Layout], tables: LineItems, rows_of_tables: Sequence[set[int]], habits: Habits
) -> list[Sum]:
    """Every amount behind, beside or below the label of a sum."""
    found: list[Sum] = []
    last_page = tables.parts[-1].layout if tables.parts else None
    for number, (layout, rows) in enumerate(zip(layouts, rows_of_tables, strict=True)):
        part_end = max((p.last_row for p in tables.parts if p.layout is layout), default=-1)
        carried = {r.index for p in tables.parts if p.layout is layout for r in p.rows if r.sum_label == "_carried"}
        for phrase in layout.phrases:
            if phrase.row in rows or phrase.row in carried:
                continue
            text = phrase.text
            tokens = tokenise(text)
            levelled = canonical(tokens)
            hit = sum_label(text)
            if hit is None:
                continue
            longer = labels().at(levelled, 0)
            if longer is not None and longer.end > hit.end and longer.meanings[0] not in SUMS:
                continue  # `total cartons` is no total
            meaning = hit.meanings[0]
            rest = phrase.span.cut(tokens[hit.end - 1].end, len(text)).stripped(" :;.-–=()")
            if _MEASURED.search(text) or packages.anywhere().search(text):
                continue  # Verpackung: 8 Kartons
            words = [t for t in tokens[hit.end :] if t.text.isalpha() and len(t.text) > 3]
            if len(words) > 4 or _WORDS.search(text):
                continue
            own = _in_amount_column(tables, layout, phrase.row, habits)
            readings = [own] if own is not None else _amounts(layout, phrase, rest, habits)
            if not readings:
                continue
            score = 0.9
            if last_page is not None and (
                phrase.row > part_end if last_page is layout else _behind_table(layout, last_page, tables)
            ):
                score += 0.06
            elif tables.parts:
                score -= 0.25
            if words:
                score -= 0.04 * len(words)
            label = " ".join(canonical(tokens)[: hit.end])
            page = layout.page.number
            found.append(Sum(meaning, readings[-1], label, phrase.row, page, score, beside=readings, part=number))
    taken = {(v.page, v.bbox, v.cell) for item in tables.items if (v := item.get("amount")) is not None}
    found = [e for e in found if (e.value.page, e.value.bbox, e.value.cell) not in taken]  # LINE TOTAL over the first
    _over_items(layouts, tables, found)
    _flush(found)
    found = _without_counts(found)
    found += _behind(layouts, rows_of_tables, found, habits)
    return found + _whole(layouts, tables, found, habits) + _unknown(layouts, tables, found, habits)


def _without_counts(found: list[Sum]) -> list[Sum]:
    """The sums without whole numbers behind the names of charges, where a paper prints cents: packaging, 1 copy."""
    cents = sum(bool(_CENTS.search(entry.value.raw)) for entry in found)
    return [e for e in found if e.meaning not in CHARGES or cents < 2 or not e.value.raw.strip().isdigit()]


_CENTS = re.compile(r"[.,]\d{2}\b")


def _over_items(layouts: Sequence[Layout], tables: LineItems, found: Sequence[Sum]) -> None:
    """The sum of the items that stands over them is a subtotal where another total follows."""
    leading = {
        (number, row.index)
        for number, layout in enumerate(layouts)
        for part in tables.parts
        for row in part.rows
        if part.layout is layout and row.leads
    }
    over = [entry for entry in found if (entry.part, entry.row) in leading and entry.meaning == "total_amount"]
    if len(over) < sum(entry.meaning == "total_amount" for entry in found):
        for entry in over:
            entry.meaning, entry.score = "subtotal", 0.9


def _behind_table(layout: Layout, last_page: Layout, tables: LineItems) -> bool:
    """Whether a page follows the one that the table ends on, or is a panel that stands beside its end."""
    beside = layout.page.number == last_page.page.number and all(p.layout is not layout for p in tables.parts)
    return beside or layout.page.number > last_page.page.number


_FIGURE_FIRST = re.compile(r"^[^\w\s]?\s?\d[\d.,' ]*\d\s+(?=[^\W\d])")


def _behind(
    layouts: Sequence[Layout], rows_of_tables: Sequence[set[int]], known: Sequence[Sum], habits: Habits
) -> list[Sum]:
    """Amounts before their labels, on papers that set them so: 76,535.03 goods amount."""
    found: list[Sum] = []
    for number, (layout, rows) in enumerate(zip(layouts, rows_of_tables, strict=True)):
        page = layout.page.number
        for phrase in layout.phrases:
            match = _FIGURE_FIRST.match(phrase.text) if phrase.row not in rows else None
            meant = _whole_label(phrase.text[match.end() :]) if match else None
            value = _money(phrase.span.cut(0, match.end()), page, habits) if match and meant else None
            if value is not None and meant is not None:
                found.append(Sum(meant, value, "", phrase.row, page, 0.9, part=number))
    taken = {entry.place for entry in known}
    return [entry for entry in found if entry.place not in taken] if len(found) > 1 else []


def _whole_label(text: str) -> str | None:
    """The sum that a text names and nothing else, a currency behind it apart."""
    hit, tokens = sum_label(text), canonical(tokenise(text))
    rest = tokens[hit.end :] if hit is not None else []
    return hit.meanings[0] if hit is not None and all(neutral(token) for token in rest) else None


_FLUSH = 3.0
"""Points within which right edges are one column's."""


def _flush(sums: Sequence[Sum]) -> None:
    """Of several figures in a row, the one that ends where the other sums of its page end."""
    for entry in sums:
        edges = [
            x
            for other in sums
            if other is not entry and other.page == entry.page and other.place != entry.place
            for x in {round(value.bbox[2], 1) for value in other.beside if value.bbox is not None}
        ]
        counts = [
            sum(abs(x - value.bbox[2]) <= _FLUSH for x in edges) if value.bbox is not None else 0
            for value in entry.beside
        ]
        if len(counts) > 1 and max(counts) >= 2 and counts[-1] == 0:
            entry.value = entry.beside[counts.index(max(counts))]


def _whole(layouts: Sequence[Layout], tables: LineItems, known: Sequence[Sum], habits: Habits) -> list[Sum]:
    """The sum of all items in a row whose words no lexicon knows: INVOICE LINES over INVOICE TOTAL."""
    found: list[Sum] = []
    for row in tables.whole:
        part = next(part for part in tables.parts if any(one is row for one in part.rows))
        value = _in_amount_column(tables, part.layout, row.index, habits)
        number = next((i for i, layout in enumerate(layouts) if layout is part.layout), 0)
        if value is not None and not any(entry.place == (row.page, number, row.index) for entry in known):
            total = any(entry.meaning == "total_amount" for entry in known)
            found.append(Sum("subtotal" if total else "total_amount", value, "", row.index, row.page, 0.9, part=number))
    return found


def _of_packing(row: Sequence[Phrase]) -> bool:
    """Whether a row names packages and tells money: Export cartons | 357.17."""
    named = {meaning for hit in row[0].hits for meaning in hit.meanings}
    return named == {"package_count"} and re.search(r"\d[.,]\d{2}$", row[-1].text) is not None


UNKNOWN = "_unknown"
_TAKEN_OFF = re.compile(r"^\s*[-–−(]|[-–−)]\s*$|[-–−]\s*\d|^\W*(?:less|minus|abz|\./\.)", re.IGNORECASE)


def _unknown(layouts: Sequence[Layout], tables: LineItems, known: Sequence[Sum], habits: Habits) -> list[Sum]:
    """Amounts among the sums, flush with them, whose label no lexicon knows: `Abschlag 2 %   1.365,94-`."""
    found: list[Sum] = []
    for number, layout in enumerate(layouts):
        page = layout.page.number
        mine = [entry for entry in known if entry.part == number]
        parts = [part for part in tables.parts if part.layout.page.number == page]
        end = max((part.last_row for part in parts if part.layout is layout), default=-1)
        if not mine or not parts:
            continue
        rows = {entry.row for entry in mine}
        for index in range(end + 1, max(rows)):
            row = layout.rows[index]
            bare = len(row) == 3 and currencies.find(row[1].text.strip(" .")) is not None
            if index in rows or not (len(row) == 2 or bare) or (is_label(row[0]) and not _of_packing(row)):
                continue
            value = _money(row[-1].span, page, habits) if any(c.isalpha() for c in row[0].text) else None
            if value is None or not any(_in_one_column(entry.value, row[-1]) for entry in mine):
                continue
            off = any(_TAKEN_OFF.search(phrase.text) for phrase in row)
            found.append(
                Sum(UNKNOWN, value, "-" if off else "+", index, page, 0.6, _charge_in(row[0].text), part=number)
            )
    return found


def _in_one_column(amount: Value, phrase: Phrase) -> bool:
    """Whether a phrase ends where an amount does; in a sheet, whether their cells are of one column."""
    cell = phrase.words[0].cell
    if cell is not None and amount.cell is not None:
        return cell.rstrip("0123456789") == amount.cell.rstrip("0123456789")
    return amount.bbox is not None and abs(phrase.x1 - amount.bbox[2]) <= 2 * _FLUSH


def _charge_in(text: str) -> str:
    hits = amounts().scan(canonical(tokenise(text)))
    return next((hit.meanings[0] for hit in hits if hit.meanings[0] in (*CHARGES, "discount")), "")


def _in_amount_column(tables: LineItems, layout: Layout, row: int, habits: Habits) -> Value | None:
    """The amount of a sum row that still stands in the columns of the table."""
    for part in tables.parts:
        if part.layout is not layout:
            continue
        for body in part.rows:
            if body.index == row and body.filled >= 2:
                for index, words in body.cells.items():
                    if part.head.columns[index].kind == "amount":
                        return _money(Span.of(words), layout.page.number, habits)
    return None


def _amounts(layout: Layout, phrase: Phrase, rest: Span, habits: Habits) -> list[Value]:
    """What may be the amount of a label, the likeliest last."""
    page = layout.page.number
    inline = _money(rest, page, habits)
    if inline is not None:
        return [inline]
    row = layout.rows[phrase.row]
    right = [p for p in row if p.x0 >= phrase.x1 - 1]
    for other in right:
        value = _money(other.span, page, habits)
        if value is not None:
            beside = [p for p in right[right.index(other) :] if sum(c.isalpha() for c in p.text) <= 4]
            figures = [v for p in beside if (v := _money(p.span, page, habits)) is not None]
            return figures if len(figures) > 1 and not any(is_label(p) for p in right) else [value]
        if _same_sum(phrase, other):
            continue  # ADD PACKING 包裝
        if is_label(other):
            break
        wrapped = _under_currency(layout, other)
        if wrapped is not None:
            return _known(_money(wrapped.span, page, habits))
    centre, lowest = (phrase.x0 + phrase.x1) / 2, phrase.bottom
    for lower in layout.rows[phrase.row + 1 : phrase.row + 4]:
        under = [other for other in lower if other.x0 - 10 <= centre <= other.x1 + 10]
        boxed = [other for other in lower if phrase.cell is not None and other.cell == phrase.cell]
        for other in (under or boxed)[:1]:
            if is_label(other) or other.top - lowest > 1.6 * max(phrase.height, other.height):
                return []
            return _known(_money(other.span, page, habits))
    return []


def _known(value: Value | None) -> list[Value]:
    return [] if value is None else [value]


def _same_sum(label: Phrase, other: Phrase) -> bool:
    one, two = sum_label(label.text), sum_label(other.text)
    return one is not None and two is not None and one.meanings == two.meanings


def _under_currency(layout: Layout, currency: Phrase) -> Phrase | None:
    """The amount that the column's width pushed under its currency: alone in the next row, flush with it."""
    if currencies.find(currency.text.strip(" .")) is None or currency.row + 1 >= len(layout.rows):
        return None
    lower = layout.rows[currency.row + 1]
    flush = abs(lower[0].x1 - currency.x1) < 6 or abs(lower[0].x0 - currency.x0) < 6
    near = lower[0].top - currency.bottom < 0.8 * currency.height
    return lower[0] if len(lower) == 1 and flush and near else None


def _money(span: Span, page: int, habits: Habits) -> Value | None:
    if not span:
        return None
    text = _PERCENT.sub(lambda m: "x" * len(m.group()), span.text)
    if sum(c.isalpha() and c != "x" for c in text) > 14 or re.search(
        r"(?i)\b(?:kgs?|lbs?|cbm|pcs|ctns?|cartons|pallets|days?)\b", text
    ):
        return None
    masked = [(p, part) for p, part in typed.numbers_in(span, habits) if "x" not in text[p.start : p.end]]
    if not masked:
        return None
    printed, part = masked[-1]
    return typed.value_of(part, abs(printed.value), page, 0.88)
