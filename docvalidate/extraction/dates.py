"""Dates as papers print them. An all-digit date stays open until the document decides which number is the day.

>>> [str(d) for d in find("dated 16 April 2026")[0].readings]
['2026-04-16']
>>> [str(d) for d in find("03/04/2026")[0].readings]
['2026-04-03', '2026-03-04']
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import pairwise

from docvalidate.extraction.text import fold

_YEARS = range(1990, 2100)
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,4})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d])(?![./-]\d)")
_CHINESE = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일号]?")
_VIETNAMESE = re.compile(r"(\d{1,2})\s+thang(?:\s*\([a-z]+\))?\s+(\d{1,2})\s+nam(?:\s*\([a-z]+\))?\s+(\d{4})")
_COMPACT = re.compile(r"(?<![\d.])(20\d{2})(\d{2})(\d{2})(?!\d)")
_SPACED = re.compile(r"\s*(?:(20\d{2})[\s/|]+(\d{1,2})[\s/|]+(\d{1,2})|(\d{1,2})[\s/|]+(\d{1,2})[\s/|]+(20\d{2}))\s*")
"""Three numbers that are all a text holds: the boxes of a form for day, month and year."""


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text: its readings (one, or day first and month first), and the characters that print it."""

    readings: tuple[date, ...]
    start: int
    end: int
    numeric: bool = False

    @property
    def open(self) -> bool:
        return len(self.readings) > 1


@cache
def _months() -> dict[str, int]:
    table: dict[str, list[str]] = tomllib.loads(
        files("docvalidate.extraction").joinpath("data", "months.toml").read_text(encoding="utf-8")
    )["months"]
    return {name: int(number) for number, names in table.items() for name in names}


@cache
def _worded() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    month = "|".join(sorted(_months(), key=len, reverse=True))
    link = r"(?:\s*[-/.,]\s*|\s+)(?:de[l]?\s+|of\s+)?"
    day = r"(\d{1,2})(?:\s?(?:st|nd|rd|th|er|\.|º|o))?"
    year = r"(\d{4}|(?:')?\d{2})(?!\d)"
    return (
        re.compile(rf"(?<![\d/]){day}{link}({month})\.?{link}{year}"),
        re.compile(rf"(?<![a-z])({month})\.?\s*[-/. ]?\s*{day}(?:\s*,\s*|{link}){year}"),
        re.compile(rf"(?<![\d])(\d{{4}}){link}({month})\.?{link}(\d{{1,2}})(?!\d)"),
    )


def _year(text: str) -> int:
    number = int(text.lstrip("'"))
    return number + 2000 if number < 100 else number


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def _even(text: str) -> str:
    """Folded text of the same length as `text`, so that places agree."""
    return "".join((fold(c) or " ")[0] for c in text)


def find(text: str) -> list[Found]:
    """Every date in a text, in order; an open one carries both readings, day first."""
    even = _even(text)
    found: list[Found] = []

    def add(readings: Iterable[date | None], match: re.Match[str], numeric: bool = False) -> None:
        good = tuple(dict.fromkeys(reading for reading in readings if reading))
        if good and not any(match.start() < other.end and other.start < match.end() for other in found):
            found.append(Found(good, match.start(), match.end(), numeric))

    months = _months()
    day_month, month_day, year_month = _worded()
    for match in day_month.finditer(even):
        add([_date(_year(match[3]), months[match[2]], int(match[1]))], match)
    for match in month_day.finditer(even):
        add([_date(_year(match[3]), months[match[1]], int(match[2]))], match)
    for match in year_month.finditer(even):
        add([_date(int(match[1]), months[match[2]], int(match[3]))], match)
    for match in _CHINESE.finditer(text):
        add([_date(int(match[1]), int(match[2]), int(match[3]))], match)
    for match in _VIETNAMESE.finditer(even):
        add([_date(int(match[3]), int(match[2]), int(match[1]))], match)
    for match in _NUMERIC.finditer(text):
        first, mark, second, third = match[1], match[2], match[3], match[4]
        if len(first) == 4:
            if len(third) <= 2:
                add([_date(int(first), int(second), int(third))], match)
        elif len(first) <= 2:
            day_first = _date(_year(third), int(second), int(first))
            month_first = None if mark == "." else _date(_year(third), int(first), int(second))
            add([day_first, month_first], match, numeric=True)
    for match in _COMPACT.finditer(text):
        add([_date(int(match[1]), int(match[2]), int(match[3]))], match)
    if not found and (spaced := _SPACED.fullmatch(text)):
        if spaced[1]:
            add([_date(int(spaced[1]), int(spaced[2]), int(spaced[3]))], spaced)
        else:
            year, first, second = int(spaced[6]), int(spaced[4]), int(spaced[5])
            add([_date(year, second, first), _date(year, first, second)], spaced, numeric=True)
    return sorted(found, key=lambda item: item.start)


def month_first(texts: Iterable[str]) -> bool | None:
    """Whether the document's all-digit dates put the month first; None where none of them tells."""
    day_votes = month_votes = 0
    for text in texts:
        for match in _NUMERIC.finditer(text):
            if len(match[1]) <= 2 and match[2] != ".":
                day_votes += int(match[1]) > 12 >= int(match[3])
                month_votes += int(match[3]) > 12 >= int(match[1])
    if bool(day_votes) == bool(month_votes):
        return None
    return month_votes > 0


def settle(found: Found, month_leads: bool | None) -> tuple[date, tuple[date, ...]]:
    """The reading to use and the others that stay open."""
    if not found.open:
        return found.readings[0], ()
    day_first, month_leading = found.readings[:2]
    if month_leads is None:
        return day_first, (month_leading,)
    return (month_leading, ()) if month_leads else (day_first, ())


def in_order(days: Iterable[date]) -> bool:
    """Whether each date is no later than the next."""
    return all(a <= b for a, b in pairwise(days))
