"""What a document does throughout: how it writes numbers and dates, and which currency it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from docvalidate.domain.page import Page
from docvalidate.extraction import dates, numerals
from docvalidate.extraction.numerals import Convention


@dataclass(frozen=True, slots=True)
class Habits:
    """Decided once per document, from everything it prints."""

    convention: Convention | None = None
    month_first: bool | None = None


_NUMBERISH = re.compile(r"^[^\w]*(?:[A-Za-z]{2,3})?[$€£¥]?\d[\d.,'’]*[^\d]{0,6}$")


def habits_of(pages: Iterable[Page]) -> Habits:
    """The habits that the words of these pages show. Codes such as tariff numbers (9405.21.60) do not vote."""
    texts: list[str] = []
    lines: list[str] = []
    for page in pages:
        for word in page.words:
            text = word.text
            if any(c.isdigit() for c in text):
                lines.append(text)
                if _NUMBERISH.match(text) and not _is_code(text):
                    texts.append(re.sub(r"^[^\d(-]+|[^\d)]+$", "", text))
    return Habits(numerals.decide(texts), dates.month_first(lines))


def _is_code(text: str) -> bool:
    """A tariff number or a date: groups between points that are no thousands."""
    return bool(re.match(r"^\D*\d{4}\.\d{2}(?:\.\d{2,4})*\D*$", text)) or bool(dates.find(text))
