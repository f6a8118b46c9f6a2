"""What a column holds, by its cells: decides where a head may mean several things, or heads and figures disagree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, product

from docvalidate.extraction import typed
from docvalidate.extraction.habits import Habits
from docvalidate.extraction.packages import TO
from docvalidate.extraction.table.column_arithmetic import (
    name_contents,
    name_counted_ranges,
    name_multiplied,
    name_priced,
    rises,
)
from docvalidate.extraction.table.columns import Column, options
from docvalidate.extraction.table.head import Head
from docvalidate.extraction.table.rows import BodyRow
from docvalidate.extraction.text import is_cjk
from docvalidate.reference import countries

_CODE = re.compile(r"^(?=[^\s]*\d)[A-Za-z0-9][\w./#+-]*$")
_PLAIN_NUMBER = re.compile(r"^(?:\d{1,4}|\d{1,3}(?:[.,]\d{3})+(?:[.,]\d+)?|\d+[.,]\d+)$")
_MONTH = re.compile(r"^(?:\d{1,2}[./-])?(?:0?[1-9]|1[0-2])[./-](?:20)?[2-4]\d$")
"""A date of manufacture or expiry: 11/2027, 22/05/26."""
_MEASURED = re.compile(r"^\d+[.,]\d+\s?(?:cbm|m3|m³|kgs?|lbs?|cft|cuft|l|立方米)\.?$", re.IGNORECASE)
"""A measure, which is no code: 5.69CBM."""
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
    name_counted_ranges(head, cells, habits)
    name_multiplied(head, cells, habits)
    choices = [options(column) for column in head.columns]
    doubtful = [
        index
        for index, column in enumerate(head.columns)
        if not column.parts
        and column.kind != "_document"
        and (
            len(choices[index]) != 1
            or (column.kind and column.kind[0] != "_" and sum(c.kind == column.kind for c in head.columns) > 1)
            or _contradicts(column, cells[index])
        )
    ]
    if doubtful:
        _by_content(head, cells, choices, doubtful)
    name_contents(head, cells, habits)
    if not any({"unit_price", "amount"} & set(column.parts) for column in head.columns):
        name_priced(head, cells, habits)


_SIGNED = re.compile(r"[$€£¥￥₩₫]|\b(?:USD|EUR|GBP|CNY|RMB|CHF|JPY)\b")


def _priced_weights(head: Head, cells: Sequence[Sequence[str]]) -> None:
    """A column of weights whose cells bear a currency holds amounts: Gesamt netto over 51.740,00 $."""
    for column, texts in zip(head.columns, cells, strict=True):
        filled = [text for text in texts if text]
        signed = sum(bool(_SIGNED.search(text)) for text in filled)
        weighs = column.kind in ("net_weight_kg", "gross_weight_kg")
        if weighs and filled and "amount" not in head.kinds and signed >= 0.6 * len(filled):
            column.kind = "amount"


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
        figure = (_PLAIN_NUMBER, _MONTH, _MEASURED)
        plain = sum(any(p.match(t) for p in figure) or t.startswith("000") or rises(t) for t in filled)
        return (codes - plain) / count if codes > plain else 0.0
    if kind == "description":
        chinese = sum(sum(map(is_cjk, t)) > 0.5 * len(t) for t in filled)  # beside a column of English names
        return (sum(_is_prose(t) and not _RANGE.match(t) for t in filled) - _FOREIGN * chinese) / count
    if kind == "hts_number":
        formed = (t for t in filled if re.fullmatch(r"\D{0,6}\d{4}[.\s]?\d{2}[.\s]?\d{0,2}[.\s]?\d{0,4}", t))
        return sum(sum(c.isdigit() for c in t) % 2 == 0 for t in formed) / count
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


_FOREIGN = 0.8
"""How much less a cell in Chinese describes than one that a US entry writer reads."""


def _falls(text: str) -> bool:
    """Whether a cell is two numbers of which the second is less: a code, no range of cartons."""
    match = re.fullmatch(rf"(\d+)(?:{TO})(\d+)", text)
    return match is not None and int(match[1]) > int(match[2])


def _is_prose(text: str) -> bool:
    """Whether a cell reads like a description: a word of letters, and not too short."""
    words = re.split(r"[\s,;/()-]+", text)
    return len(text) >= 6 and any(len(word) >= 3 and word.isalpha() for word in words)
