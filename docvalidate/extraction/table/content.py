"""What a column holds, by its cells: decides where a head may mean several things, or heads and figures disagree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise, permutations, product

from docvalidate.extraction import numerals, typed
from docvalidate.extraction.habits import Habits
from docvalidate.extraction.table.arithmetic import PER, closes
from docvalidate.extraction.table.cells import TO
from docvalidate.extraction.table.columns import Column, options
from docvalidate.extraction.table.heads import Head
from docvalidate.extraction.table.rows import BodyRow
from docvalidate.reference import countries

_CODE = re.compile(r"^(?=[^\s]*\d)[A-Za-z0-9][\w./#+-]*$")
_PLAIN_NUMBER = re.compile(r"^(?:\d{1,4}|\d{1,3}(?:[.,]\d{3})+(?:[.,]\d+)?|\d+[.,]\d+)$")
_MONTH = re.compile(r"^(?:\d{1,2}[./-])?(?:0?[1-9]|1[0-2])[./-](?:20)?[2-4]\d$")
"""A date of manufacture or expiry: 11/2027, 22/05/26."""
_RANGE = re.compile(rf"^(?:\d{{1,4}}\s+)?\D{{0,8}}\d+(?:{TO})\d+\D{{0,3}}$")
_TEXT_KINDS = (
    "line_number",
    "part_number",
    "description",
    "hts_number",
    "country_of_origin",
    "unit",
    "_carton_numbers",
)
_SURE = 0.6


def settle_columns(head: Head, rows: Sequence[BodyRow], habits: Habits) -> None:
    """Gives every column the kind that its head and its cells agree on; no kind twice."""
    anchors = [row for row in rows if row.anchor] or list(rows)
    cells = [[_text(row, index) for row in anchors] for index in range(len(head.columns))]
    _priced_weights(head, cells)
    _counted_ranges(head, cells, habits)
    choices = [options(column) for column in head.columns]
    doubtful = [
        index
        for index, column in enumerate(head.columns)
        if not column.parts
        and column.kind != "_document"
        and (
            len(choices[index]) != 1
            or (column.kind and sum(c.kind == column.kind for c in head.columns) > 1)
            or _contradicts(column, cells[index])
        )
    ]
    if doubtful:
        _by_content(head, cells, choices, doubtful)
    if not any({"unit_price", "amount"} & set(column.parts) for column in head.columns):
        _by_arithmetic(head, cells, habits)


_SIGNED = re.compile(r"[$€£¥￥₩₫]|\b(?:USD|EUR|GBP|CNY|RMB|CHF|JPY)\b")


def _priced_weights(head: Head, cells: Sequence[Sequence[str]]) -> None:
    """A column of weights whose cells bear a currency holds amounts: Gesamt netto over 51.740,00 $."""
    for column, texts in zip(head.columns, cells, strict=True):
        filled = [text for text in texts if text]
        signed = sum(bool(_SIGNED.search(text)) for text in filled)
        weighs = column.kind in ("net_weight_kg", "gross_weight_kg")
        if weighs and filled and "amount" not in head.kinds and signed >= 0.6 * len(filled):
            column.kind = "amount"


def _counted_ranges(head: Head, cells: Sequence[Sequence[str]], habits: Habits) -> None:
    """Two columns of which one counts what the other ranges over are packages, whatever their heads: 2-30 | 29."""
    if "package_count" in head.kinds and "_carton_numbers" in head.kinds:
        return
    quantities = sum(column.kind == "quantity" for column in head.columns)
    spans = [[_spanned(text) for text in texts] for texts in cells]
    ranged = [
        i
        for i, texts in enumerate(cells)
        if any(span and _rises(text) for span, text in zip(spans[i], texts, strict=True))
    ]
    for index, other in product(ranged, range(len(cells))):
        if index == other or (head.columns[other].kind == "quantity" and quantities == 1):
            continue  # where every piece is packed by itself
        pairs = [
            (span, _number(text, habits))
            for span, text in zip(spans[index], cells[other], strict=True)
            if span and text
        ]
        met = [span for span, counted in pairs if span == counted]
        if len(set(met)) >= 2 and len(met) >= _COUNTED * len(pairs):
            for column in head.columns:
                column.kind = None if column.kind in ("_carton_numbers", "package_count") else column.kind
            for at, kind in ((index, "_carton_numbers"), (other, "package_count")):
                head.columns[at].kind, head.columns[at].exact, head.columns[at].meanings = kind, True, (kind,)
            return


_COUNTED = 0.8
"""The share of the rows in which a range and its count must agree."""


def _spanned(text: str) -> int | None:
    """How many numbers a cell's range spans; one, where it is a number."""
    match = re.fullmatch(rf"(\d{{1,5}})(?:(?:{TO})(\d{{1,5}}))?", text.strip())
    return max(0, int(match[2] or match[1]) - int(match[1]) + 1) if match else None


def _contradicts(column: Column, cells: Sequence[str]) -> bool:
    """Whether the cells of a column are not at all what its head, known in part, is taken for: No. ident. | GP5753."""
    filled = [text for text in cells if text]
    return (
        not column.exact
        and len(column.meanings) <= 1
        and column.kind in _TEXT_KINDS
        and len(filled) >= max(2, 0.6 * len(cells))
        and fits(column.kind, filled) < 0.3
    )


def _text(row: BodyRow, index: int) -> str:
    return " ".join(word.text for word in row.cells.get(index, []))


def _by_content(
    head: Head, cells: Sequence[Sequence[str]], choices: Sequence[tuple[str, ...]], doubtful: Sequence[int]
) -> None:
    taken = {kind for i, c in enumerate(head.columns) if i not in doubtful for kind in (c.parts or (c.kind,)) if kind}
    possible: list[list[tuple[str | None, float]]] = []
    for index in doubtful[:7]:
        filled = [text for text in cells[index] if text]
        kinds = dict.fromkeys([*choices[index], *_TEXT_KINDS] if filled else choices[index])
        scored: list[tuple[str | None, float]] = [(None, 0.05)]
        for kind in kinds:
            fit = fits(kind, filled)
            own = kind in choices[index]
            bonus = (0.35 - 0.1 * choices[index].index(kind)) if own else -0.25
            bonus += 0.3 * (own and len(choices[index]) == 1 and head.columns[index].exact and fit >= _SURE)
            if kind in choices[index] or fit >= _SURE:
                scored.append((kind, fit + bonus))
        possible.append(sorted(scored, key=lambda item: -item[1])[:4])
    best: tuple[float, tuple[str | None, ...]] | None = None
    for combination in product(*possible):
        kinds_ = [kind for kind, _ in combination if kind and not kind.startswith("_")]
        if len(set(kinds_)) < len(kinds_) or set(kinds_) & taken:
            continue
        score = sum(value for _, value in combination)
        if best is None or score > best[0]:
            best = (score, tuple(kind for kind, _ in combination))
    if best is not None:
        for index, chosen in zip(doubtful[:7], best[1], strict=True):
            head.columns[index].kind = chosen


def fits(kind: str, filled: Sequence[str]) -> float:
    """How well some cells look like a kind of column, 0 to 1."""
    if not filled:
        return 0.1
    count = len(filled)
    if kind == "line_number":
        numbers = [
            int(t) if t.isdigit() and (len(t) <= 4 or t.startswith("00")) else None
            for t in (x.strip(".) ") for x in filled)
        ]
        steps = sum(1 for a, b in pairwise(numbers) if a is not None and b is not None and 0 < b - a <= 10)
        ints = sum(n is not None for n in numbers)
        begins = numbers[0] in (1, 10, 100, None) or (count > 1 and steps > 0)
        return float((ints + steps) / (2 * count - 1)) * (1.0 if begins else 0.5)
    if kind == "part_number":
        codes = sum(bool(_CODE.match(t.replace(" ", "") if t.count(" ") <= 1 else t)) for t in filled)
        plain = sum(bool(_PLAIN_NUMBER.match(t) or _MONTH.match(t)) or t.startswith("000") or _rises(t) for t in filled)
        return (codes - plain) / count if codes > plain else 0.0
    if kind == "description":
        return sum(_is_prose(t) and not _RANGE.match(t) for t in filled) / count
    if kind == "hts_number":
        return sum(bool(re.fullmatch(r"\D{0,6}\d{4}[.\s]?\d{2}[.\s]?\d{0,2}[.\s]?\d{0,4}", t)) for t in filled) / count
    if kind == "country_of_origin":
        return sum(bool(countries.find(t.strip(" ."))) for t in filled) / count
    if kind == "unit":
        return sum(bool(typed.unit_code(t)) for t in filled) / count
    if kind == "_carton_numbers":
        return sum(bool(_RANGE.match(t)) and not _falls(t) for t in filled) / count
    if kind in ("quantity", "package_count", "_quantity_each"):
        return 0.8 * sum(bool(re.match(r"^\d[\d,. ]*(?:\s?[A-Za-z().]{1,12})?$", t)) for t in filled) / count
    if kind in ("unit_price", "amount", "net_weight_kg", "gross_weight_kg"):
        return 0.8 * sum(bool(re.search(r"\d", t)) and sum(c.isalpha() for c in t) <= 6 for t in filled) / count
    return 0.3


def _rises(text: str) -> bool:
    """Whether a cell is a range of numbers, as of cartons: 54-97."""
    match = re.fullmatch(rf"(\d{{1,4}})(?:{TO})(\d{{1,4}})", text)
    return match is not None and int(match[1]) < int(match[2]) and (len(match[1]) < 4 or len(match[2]) > 2)


def _falls(text: str) -> bool:
    """Whether a cell is two numbers of which the second is less: a code, no range of cartons."""
    match = re.fullmatch(rf"(\d+)(?:{TO})(\d+)", text)
    return match is not None and int(match[1]) > int(match[2])


def _is_prose(text: str) -> bool:
    """Whether a cell reads like a description: a word of letters, and not too short."""
    words = re.split(r"[\s,;/()-]+", text)
    return len(text) >= 6 and any(len(word) >= 3 and word.isalpha() for word in words)


def _by_arithmetic(head: Head, cells: Sequence[Sequence[str]], habits: Habits) -> None:
    """Where quantity, price and amount do not close under their heads, the columns in which they do."""
    figures: dict[int, list[Decimal | None]] = {}
    for index, column in enumerate(head.columns):
        if column.kind in ("line_number", "part_number", "hts_number", "description", "country_of_origin"):
            continue
        numbers = [_number(text, habits) for text in cells[index]]
        if sum(n is not None for n in numbers) >= 0.6 * max(1, len(numbers)):
            figures[index] = numbers
    by_kind = {column.kind: index for index, column in enumerate(head.columns)}
    now = tuple(by_kind.get(kind, -1) for kind in ("quantity", "unit_price", "amount"))
    if len(figures) < 3 or not cells or len(figures) > 12:
        return
    here = _closing(figures, now) if all(i in figures for i in now) else 0
    rows = len(cells[0])
    if here >= 0.5 * rows or not ({"unit_price", "amount"} & set(by_kind)):
        return
    best, most = now, float(here)
    for trio in permutations(figures, 3):
        count = _closing(figures, trio) * (1 - 0.1 * _conflicts(head, trio))
        kept = sum(a == b for a, b in zip(trio, now, strict=True))
        nearer = count == most > 0 and kept > sum(a == b for a, b in zip(best, now, strict=True))
        enough = count >= max(2, 0.7 * rows) or (rows == 1 and count == 1 and kept >= 1)
        if enough and (count > most or nearer):
            best, most = trio, count
    if best == now:
        return
    for index, kind in zip(best, ("quantity", "unit_price", "amount"), strict=True):
        for column in head.columns:
            if column.kind == kind:
                column.kind = "_other"
        head.columns[index].kind = kind


def _conflicts(head: Head, trio: Sequence[int]) -> int:
    """How many of three columns have heads that say something else: Cases × Kg/case = Net kg closes, too."""
    asked = ("quantity", "unit_price", "amount")
    named = (head.columns[index] for index in trio)
    return sum(c.exact and c.kind != kind for c, kind in zip(named, asked, strict=True))


def _number(text: str, habits: Habits) -> Decimal | None:
    found = numerals.find(text, habits.convention)
    return found[0].value if found and found[0].value > 0 else None


def _closing(figures: dict[int, list[Decimal | None]], trio: Sequence[int]) -> int:
    count = 0
    for q, p, a in zip(*(figures[i] for i in trio), strict=True):
        if q and p and a and p != 1 and q != 1 and any(closes(q, p, a, per) for per in PER[:3]):
            count += 1
    return count
