"""Counts of packages in text: `269 packages`, `13 drums of 25 kg net each`, `98 CTNS`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def _words() -> dict[str, str]:
    text = files("docvalidate.extraction").joinpath("data", "package_words.toml").read_text(encoding="utf-8")
    return {name: "|".join(words) for name, words in tomllib.loads(text).items()}


@cache
def anywhere() -> re.Pattern[str]:
    """A count before its word, with a bracket between them at most; group 1 the count, group `pallets` their word."""
    words = _words()
    return re.compile(
        r"(?i)(?<![\w.,/-])(\d[\d,.]*)\s*(?:\([^)]*\)\s*)?"
        rf"(?:(?P<pallets>{words['pallets']})|{words['outer']})(?![^\W\d_])"
    )


_IN = r"(?:(?:packed |verpackt )?in\s+)?"
"""What may stand before a count of packages: PACKED IN 9 CARTONS."""


@cache
def alone() -> re.Pattern[str]:
    """A count and its word that are a whole row, with what one holds behind them: `13 drums of 25 kg net each`."""
    words = f"{_words()['outer']}|{_words()['pallets']}"
    return re.compile(
        rf"(?i)^\W*{_IN}(\d[\d,.]*)\s*(?:{words})(?![^\W\d_])"
        r"(?:\W*$|\s*(?:of|à|a|je|zu|x|per|each|with|de|da|di|adet|每)\b.*\d.*$)"
    )


@cache
def behind() -> re.Pattern[str]:
    """A count behind its word, and nothing else: `CTNS 33`."""
    return re.compile(rf"(?i)^\W*(?:{_words()['counted']})\W{{1,3}}(\d[\d,.]*)\W*$")


TO = r"\s*(?:-|–|~|至|到|\.{2,3})\s*|\s+(?:/|to|thru|through|bis|à|a|al|até)\s+"
"""What stands between the first and the last of a range of numbers."""


@cache
def ranged() -> re.Pattern[str]:
    """The numbers of packages and nothing else, their count behind them or not: `Kolli 1 bis 53 = 53 Kartons`.

    Groups 1 and 2 the first and the last number, 3 the count.
    """
    words = f"{_words()['outer']}|{_words()['pallets']}|c/?n"
    return re.compile(
        rf"(?i)^\W*(?:{words})\W{{0,3}}(?:no|nr|nos)?\W{{0,3}}(\d+)(?:{TO})(\d+)"
        rf"(?:\s*[=:,(/·]?\s*(\d[\d,.]*)\s*(?:{words}))?\W*$"
    )


@cache
def part() -> re.Pattern[str]:
    """A count and its word that begin a part of a text: `HS 7005.21, 24 drums`."""
    return re.compile(rf"(?i)(?:^|[,;/|·-]\s*){_IN}(\d[\d,.]*)\s*(?:{_words()['outer']})(?![^\W\d_])")


__all__ = ["TO", "alone", "anywhere", "behind", "part", "ranged"]
