"""A ship's IMO number and flag, where a paper prints them apart from its name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docvalidate.domain.document import Value
from docvalidate.extraction import typed
from docvalidate.extraction.layout import Layout
from docvalidate.extraction.span import Span
from docvalidate.reference import countries
from docvalidate.reference.identifiers import imo

_IMO = re.compile(
    r"(?i)\bIMO\b\s*(?:ship\s+|vessel\s+)?(?:identification\s+)?(?:no|number|nr|num|id|#)?\b\W{0,3}(?=\d{7}|$)"
)
"""The label of a ship's number; the class of dangerous goods (`IMO class 3`) is none."""
_NUMBER = re.compile(r"(?<!\d)\d{7}(?!\d)")
_FLAG = re.compile(
    r"(?i)^\W*(?:vessel'?s?\s+|ship'?s?\s+)?(?:flag(?:\s+state)?|nationality)(?:\s+of\s+(?:the\s+)?(?:ship|vessel))?"
    r"\s*(?:[:.\-]\s*|\s+|$)"
)
BELOW = 2
"""Rows below a label in which its value may stand."""


def ship_particulars(layouts: Sequence[Layout]) -> dict[str, Value]:
    """`vessel_imo`, known by its check digit, and `vessel_flag`; each only where one stands on the pages."""
    numbers: dict[str, Value] = {}
    flags: dict[str, Value] = {}
    for layout in layouts:
        page = layout.page.number
        for row, phrases in enumerate(layout.rows):
            for place, phrase in enumerate(phrases):
                if _IMO.search(phrase.text):
                    for span in _near(layout, row, place, _IMO):
                        number = next((m for m in _NUMBER.finditer(span.text) if imo.is_valid(m.group())), None)
                        if number is not None:
                            part = span.cut(number.start(), number.end())
                            numbers.setdefault(number.group(), typed.value_of(part, number.group(), page, 0.9))
                            break
                if _FLAG.match(phrase.text):
                    for span in _near(layout, row, place, _FLAG):
                        code = countries.find(span.text.strip(" .:,()"))
                        if code is not None:
                            flags.setdefault(code, typed.value_of(span, code, page, 0.85))
                            break
    found: dict[str, Value] = {}
    for name, values in (("vessel_imo", numbers), ("vessel_flag", flags)):
        if len(values) == 1:
            found[name] = next(iter(values.values()))
    return found


def _near(layout: Layout, row: int, place: int, label: re.Pattern[str]) -> Iterator[Span]:
    """What stands behind the label in its phrase, beside it, and below it."""
    phrase = layout.rows[row][place]
    match = label.search(phrase.text)
    if match is not None and phrase.text[match.end() :].strip():
        yield phrase.span.cut(match.end(), len(phrase.text)).stripped()
    if place + 1 < len(layout.rows[row]):
        yield layout.rows[row][place + 1].span
    for below in layout.rows[row + 1 : row + 1 + BELOW]:
        for other in below:
            if other.x0 < phrase.x1 and other.x1 > phrase.x0:
                yield other.span
