"""A quantity and its price in running text: `21 PCS @ 2,874.25 /PCS`, `17 Stück à EUR 194,77`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from itertools import pairwise

from docvalidate.extraction import typed
from docvalidate.extraction.habits import Habits
from docvalidate.extraction.lexicon import canonical, columns
from docvalidate.extraction.span import Span
from docvalidate.extraction.text import tokenise
from docvalidate.reference import currencies

_LONGEST = 34
"""Characters between the two numbers."""


@dataclass(frozen=True, slots=True)
class Priced:
    """A quantity with its unit, and the price of one; `sure` where the sign between them means nothing else."""

    quantity: Decimal
    price: Decimal
    quantity_span: Span
    """The number and its unit."""
    price_span: Span
    """The price and its currency."""
    start: int
    end: int
    sure: bool


@cache
def _signs() -> dict[str, bool]:
    data = tomllib.loads(files("docvalidate.extraction").joinpath("data", "price_signs.toml").read_text("utf-8"))
    return {**dict.fromkeys(data["open"], False), **dict.fromkeys(data["sure"], True)}


def priced_in(span: Span, habits: Habits) -> Iterator[Priced]:
    """Every quantity with a price behind it."""
    text = span.text
    numbers = typed.numbers_in(span, habits)
    for (first, _), (second, _) in pairwise(numbers):
        between = text[first.end : second.start]
        if len(between) > _LONGEST or first.value <= 0 or second.value <= 0:
            continue
        read = _sign(between, _each(text[second.end :]))
        if read is None:
            continue
        unit_end, sure, told = read
        yield Priced(
            first.value,
            second.value,
            span.cut(first.start, first.end + unit_end),
            span.cut(first.end + unit_end, second.end),
            first.start,
            second.end,
            sure and told,
        )


def _is_currency(word: str) -> bool:
    bare = word.strip(".:")
    known = bool(currencies.find(bare)) or bare in currencies.SHARED_SIGNS
    return known and typed.unit_code(bare) is None  # KGS are kilograms here, not soms


def _each(behind: str) -> str:
    """The word for which a price is, by what stands behind it: 1.248 Sz zu 2,01 EUR/Sz."""
    match = re.match(r"\s*(?:[A-Z]{3}|[$€£¥])?\s*(?:/|per\b|je\b|pro\b)\s*([^\W\d_]+)", behind)
    return match[1] if match else ""


def _sign(between: str, each: str = "") -> tuple[int, bool, bool] | None:
    """Where the unit ends, whether the sign is sure, and whether a unit or a currency stands with it.

    The word that the price is for (`each`) is a unit, too.
    """
    words = between.split()
    for count in (2, 1, 0):  # words of the unit
        if count > len(words):
            continue
        unit = " ".join(words[:count]).strip(".")
        if count and unit != each and not typed.unit_code(unit):
            continue
        rest = [word for word in words[count:] if not _is_currency(word)]
        said = " ".join(rest).lower().strip(" .:")
        glued = True if columns().whole(canonical(tokenise(said))) == ("unit_price",) else _signs().get(said)
        if glued is None:
            continue
        if not rest and len(words) == count:
            continue  # two numbers side by side are no product
        told = bool(count) or len(rest) < len(words) - count
        end = 0
        for word in words[:count]:
            end = between.index(word, end) + len(word)
        return end, glued, told
    return None
