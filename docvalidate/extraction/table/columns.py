"""What the words of a head name: the kind of a column, its unit and currency."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from docvalidate.domain.page import Word
from docvalidate.extraction.lexicon import canonical, columns, labels
from docvalidate.extraction.phrases import rows_of
from docvalidate.extraction.span import Span
from docvalidate.extraction.text import tokenise
from docvalidate.reference import currencies, units

_WEIGHT_UNITS = {"kg", "kgs", "kilos", "kilograms", "lbs", "lb", "pounds", "公斤", "千克"}


_INCOMPLETE = frozenset(
    {"total", "no", "nos", "number", "unit", "each", "per unit", "per piece", "qty", "quantity", "value", "code", "kg"}
)
"""Heads that say what they are only together with the head over them: Weight over Total."""


_EACH = {"net_weight_kg": "_net_weight_each", "gross_weight_kg": "_gross_weight_each"}


_TWICE = re.compile(r"\s/\s*|\s*/\s")


_BETWEEN = re.compile(r"\s*[/|;&+、，]\s*|\s*,\s+")


BRACKETS = re.compile(r"[(\[（【].*?[)\]）】]|[(\[（【].*$")


@dataclass(slots=True)
class Column:
    """A column of a table: what it holds, where its head stands, and the band of x it owns."""

    kind: str | None
    x0: float
    x1: float
    head: str
    left: float = 0.0
    right: float = 0.0
    pounds: bool = False
    unit: str | None = None
    """A unit the head names for its whole column: Qty (PCS)."""
    currency: str | None = None
    per: int = 1
    """Prices per 100 or 1000 pieces."""
    exact: bool = False
    """Whether the whole head is one known label."""
    own: str = ""
    """Its own words, without those of a head over several columns."""
    meanings: tuple[str, ...] = ()
    """All that the words of the head name, where they name several things."""
    parts: tuple[str, ...] = ()
    """The kinds of its values, in order, where a cell holds several: Price / Total."""
    cut: bool = False
    """Whether its head was cut off the end of its left neighbour's."""
    settled: bool = False
    """Whether arithmetic has told its kind, whatever the head says."""
    start: float | None = None
    """Where the cells of the column begin, if they are flush left."""

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    def settle(self, kind: str) -> None:
        """Takes the kind that arithmetic has told."""
        self.kind, self.exact, self.settled, self.meanings = kind, True, True, (kind,)


@dataclass(slots=True)
class HeadCell:
    """The words of one column's head, and those of a head that spans it and its neighbours."""

    words: list[Word]
    spanning: list[Word] = field(default_factory=list)
    cut: bool = False
    """Whether it was cut off the end of its left neighbour, where one label ends and the next begins."""

    @property
    def x0(self) -> float:
        return min(word.x0 for word in self.words)

    @property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)


@cache
def ambiguous() -> dict[str, tuple[str, ...]]:
    text = files("docvalidate.extraction").joinpath("data", "ambiguous_columns.toml").read_text(encoding="utf-8")
    heads: dict[str, list[str]] = tomllib.loads(text)["heads"]
    return {" ".join(canonical(tokenise(head))): tuple(kinds) for head, kinds in heads.items()}


def options(column: Column) -> tuple[str, ...]:
    """The kinds a head may mean, the likeliest first."""
    if column.settled and column.kind:
        return (column.kind,)
    if _is_currency(column.head):
        return "amount", "unit_price"
    weighed = column.kind in _EACH or column.kind in _EACH.values()
    own = column.head if weighed and column.exact else column.own  # Net under Weight kg is no net amount
    for text in (column.head, without_brackets(column.head), own):
        found = ambiguous().get(" ".join(canonical(tokenise(text))))
        if found:
            return found
    if len(column.meanings) > 1 and not column.exact:
        first = [column.kind] if column.kind else []
        return tuple(dict.fromkeys([*first, *column.meanings]))
    return (column.kind,) if column.kind else ()


def column_for(cell: HeadCell) -> Column:
    """The column of a head cell; a head over several columns helps where the cell's own words name none."""
    text = own = span_of(cell.words).text
    kind, exact = kind_of(text)
    if not exact:
        kind, exact = _said_twice(cell) or (kind, exact)
    if kind is None and len(rows_of(cell.words)) > 1:
        joined = "".join(word.text for row in rows_of(cell.words) for word in row)
        kind, exact = kind_of(joined)  # a word broken without a hyphen: QUANTIDAD / E
    if cell.spanning and not (exact and cell.words is not cell.spanning and _said_twice(cell)):
        over = span_of(cell.spanning).text
        text = f"{over} {text}"
        full, whole = kind_of(text)
        told = exact and " ".join(canonical(tokenise(own))) not in _INCOMPLETE
        if told and kind and not kind.startswith("_") and full != kind:
            whole = whole and bool(columns().whole(_bare(canonical(tokenise(BRACKETS.sub(" ", text))))))  # as one label
        if full and (not full.startswith("_") or kind is None) and (whole or not told):
            kind, exact = full, whole
    meanings = _meanings(text)
    shared = _share(own, span_of(cell.spanning).text) if cell.spanning else None
    if shared is not None:
        kind, exact, meanings = shared, True, (shared,)
    over_each = bool(cell.spanning) and _names_each(span_of(cell.spanning).text)
    if kind in _EACH and ("_quantity_each" in meanings or over_each):
        kind = _EACH[kind]  # N.W. under Per carton
    column = Column(kind, cell.x0, cell.x1, text, exact=exact, own=own, meanings=meanings)
    column.settled = shared is not None
    column.parts, column.cut = _parts_of(cell, whole=exact), cell.cut
    _remember_units(column)
    return column


def _share(own: str, over: str) -> str | None:
    """What a head of shares names under what is shared: 每箱 each and 合计 total under 毛重 Gross KG."""
    whole, _ = kind_of(over)
    alone, exact = kind_of(own)
    if exact and alone in _EACH and _made_of(over, _share_words()["total"]):
        return alone  # NET KG under TOTAL
    if whole in ("unit_price", "amount"):
        if not any(c.isalnum() for c in own) or "%" in own:
            return "_other"  # -% between List and Net under Price
        return whole if " ".join(canonical(tokenise(own))) in _NET else None
    if whole not in (*_EACH, "quantity"):
        return None
    words = _share_words()
    if _made_of(own, words["total"]):
        return whole
    return {**_EACH, "quantity": "_quantity_each"}[whole] if _made_of(own, words["each"]) else None


_NET = frozenset({"net", "netto", "nett", "neto"})


def _names_each(text: str) -> bool:
    """Whether a head over others says that they are of one package: One carton, kg."""
    words = [word for word in _share_words()["each"] if " " in word or not word.isascii()]
    return any(re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", text.lower()) for word in words)


def _made_of(text: str, phrases: Sequence[str]) -> bool:
    """Whether a text is made of some phrases and nothing else."""
    rest = text.lower()
    for phrase in phrases:
        rest = re.sub(rf"(?<![a-z]){re.escape(phrase)}(?![a-z])", "", rest)
    return not any(c.isalnum() for c in rest)


@cache
def _share_words() -> dict[str, tuple[str, ...]]:
    """The words of heads for all packages (`total`) and for one (`each`), the longest first."""
    text = files("docvalidate.extraction").joinpath("data", "label_words.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)["shares"]
    return {name: tuple(sorted(words, key=len, reverse=True)) for name, words in data.items()}


def _said_twice(cell: HeadCell) -> tuple[str, bool] | None:
    """What a head says in two languages, one of which no lexicon knows: `Nazwa towaru / Goods`."""
    text = " ".join(word.text for row in rows_of(cell.words) for word in row)
    if "/" not in text:
        return None
    parts = [part for part in _TWICE.split(text) if part.strip()]
    kinds = [kind_of(part) for part in parts]
    known = {kind for kind, exact in kinds if exact and kind}
    foreign = [part for part, (_, exact) in zip(parts, kinds, strict=True) if not exact and not _all_known(part)]
    return (known.pop(), True) if len(known) == 1 and len(parts) == 2 and len(foreign) == 1 else None


def _all_known(text: str) -> bool:
    tokens = canonical(tokenise(text))
    return sum(hit.end - hit.start for hit in columns().scan(tokens)) == len(tokens)


def _parts_of(cell: HeadCell, *, whole: bool) -> tuple[str, ...]:
    """The different kinds that the parts of a head name, in order; empty where it names one thing.

    `whole`: all of the head is one known label, so that its lines belong together (Unit over price).
    """
    found: list[str] = []
    lines = [" ".join(word.text for word in row) for row in rows_of(cell.words)]
    for line in lines if not whole else [" ".join(lines)]:
        for part in _BETWEEN.split(line):
            kind, exact = kind_of(part) if part.strip() else (None, False)
            if kind and exact:
                found.append(kind)
    kinds = tuple(dict.fromkeys(found))
    several = len([kind for kind in kinds if not kind.startswith("_")]) >= 2 and "description" not in kinds
    return kinds if several else ()


def _meanings(text: str) -> tuple[str, ...]:
    """Everything that parts of a head name: a bilingual head may say it twice, or two different things."""
    hits = columns().scan(_bare(canonical(tokenise(BRACKETS.sub(" ", text)))))
    return tuple(dict.fromkeys(hit.meanings[0] for hit in hits))


def kind_of(text: str) -> tuple[str | None, bool]:
    """What a column holds, by its head, and whether all of the head says so.

    Brackets, units and currencies are taken off where they are in the way.
    """
    tokens = canonical(tokenise(text))
    for candidate in (tokens, canonical(tokenise(BRACKETS.sub(" ", text)))):
        for variant in (candidate, _bare(candidate)):
            meanings = columns().whole(variant)
            if meanings:
                return meanings[0], True
    if _is_currency(text):
        return "amount", True  # a currency heads the column of its sums
    if _is_rate(text):
        return "unit_price", True
    bare = _bare(canonical(tokenise(BRACKETS.sub(" ", text))))
    hits = columns().scan(bare)
    kinds = {hit.meanings[0] for hit in hits}
    covered = sum(hit.end - hit.start for hit in hits)
    if len(kinds) == 1 and covered >= 0.5 * len(bare):
        return hits[0].meanings[0], covered == len(bare)
    if hits and covered >= 0.5 * len(bare):
        longest = max(hits, key=lambda hit: (hit.end - hit.start, -hit.start))
        first = hits[0]
        return (first if first.end - first.start >= longest.end - longest.start - 1 else longest).meanings[0], False
    near = columns().nearest(bare) if not labels().whole(bare) else ()  # INVOICE is no misspelled INVOICED
    return (near[0] if near else None), False


def _is_currency(text: str) -> bool:
    """Whether a head is a currency's code or sign and nothing else: USD, US$."""
    bare = text.strip(" .")
    return bool(re.fullmatch(r"[A-Z]{3}|[A-Z]{0,3}[$€£¥]", bare)) and currencies.find(bare) is not None


def _is_rate(text: str) -> bool:
    """Whether a head is a currency for a unit: USD/UM, EUR per kg."""
    parts = re.split(r"\s*/\s*|\s+per\s+", text.strip(" ."), maxsplit=1)
    if len(parts) != 2 or not _is_currency(parts[0]):
        return False
    return columns().whole(canonical(tokenise(parts[1]))) == ("unit",) or units.code(parts[1]) is not None


def without_brackets(text: str) -> str:
    """A head without what stands in brackets."""
    return BRACKETS.sub(" ", text).strip()


def _bare(tokens: list[str]) -> list[str]:
    """Without weight units, currency codes and the sign of a product (Price x)."""
    kept = [
        t
        for t in tokens
        if t not in _WEIGHT_UNITS and t != "x" and not (len(t) == 3 and currencies.exists(t)) and t != "us"
    ]
    return kept or tokens


def _remember_units(column: Column) -> None:
    words = re.findall(r"(?<![A-Za-z])[A-Z]{1,3}\$|[A-Za-z]+|[$€£¥￥]|\d+", column.head)
    for word in words:
        low = word.lower()
        if low in ("lbs", "lb", "pounds"):
            column.pounds = True
        if column.kind in ("unit_price", "amount") and currencies.find(word) and (len(word) == 3 or not word.isalpha()):
            column.currency = currencies.find(word)
        if column.kind == "unit_price" and low in ("100", "1000"):
            column.per = int(low)
    if column.kind == "quantity":
        inside = " ".join(BRACKETS.findall(column.head)).strip("()[]（）【】 ")
        code = units.code(inside) if inside else None
        if code is None:
            rest = [w for w in words if len(w) > 1 and columns().whole(canonical(tokenise(w))) == () and units.code(w)]
            code = units.code(rest[0]) if len(rest) == 1 else None
        if code is None and len(words) == 1 and units.code(words[0]):
            code = units.code(words[0])
        column.unit = code


def share_pounds(found: Sequence[Column]) -> None:
    """Weights beside a column in pounds are in pounds, where their heads name no unit: Weight LBS over Net | Gross."""
    weights = [column for column in found if {"net_weight_kg", "gross_weight_kg"} & {column.kind, *column.meanings}]
    if any(column.pounds for column in weights):
        for column in weights:
            column.pounds = column.pounds or not _WEIGHT_UNITS.intersection(canonical(tokenise(column.head)))


def span_of(words: Sequence[Word]) -> Span:
    """The words as a span in reading order."""
    return Span.of([word for row in rows_of(words) for word in row])
