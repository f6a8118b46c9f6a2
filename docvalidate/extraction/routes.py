"""Routes in running text: `shipped ex Chennai to Norfolk, VA`, `ab Frankfurt (FRA) nach Oakland, CA`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from docvalidate.domain.document import Value
from docvalidate.extraction import typed
from docvalidate.extraction.layout import Layout
from docvalidate.extraction.party_names import has_legal_form
from docvalidate.extraction.span import Span

SURE = 0.78
_PLACE = r"[^\W\d_a-z][\w.'’-]*(?: ?\([A-Z]{3,5}\))?(?:,? [^\W\d_a-z(][\w.'’-]*){0,3}(?: ?\([A-Z]{3,5}\))?"
"""A place as routes name it: capital letters first, a code in brackets, a state or country behind it."""


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    text = files("docvalidate.extraction").joinpath("data", "routes.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(
            rf"(?<![^\W_])(?i:{'|'.join(map(re.escape, language['from']))})(?![A-Za-z])\s*[:：]?\s*({_PLACE})[\s,;]*?"
            rf"(?<![^\W_])(?i:{'|'.join(map(re.escape, language['to']))})(?![A-Za-z])\s*[:：]?\s*({_PLACE})"
        )
        for language in _words().values()
    )


def routes(layouts: Sequence[Layout], rows_of_tables: Sequence[set[int]]) -> dict[str, Value]:
    """The ports of the first route that the text names outside its tables, and the ship beside it."""
    for layout, rows in zip(layouts, rows_of_tables, strict=True):
        for phrase in layout.phrases:
            if phrase.row in rows or len(phrase.text) > 250 or " " not in phrase.text:
                continue
            for loading, discharge in _ends(phrase.span):
                page = layout.page.number
                found = {
                    "port_of_loading": typed.value_of(loading, loading.text, page, SURE),
                    "port_of_discharge": typed.value_of(discharge, discharge.text, page, SURE),
                }
                ship = _ship(phrase.span, loading, discharge)
                return found | ({"vessel": typed.value_of(ship, ship.text, page, SURE)} if ship is not None else {})
    return {}


def _ends(span: Span) -> Iterator[tuple[Span, Span]]:
    for pattern in _patterns():
        for match in pattern.finditer(span.text):
            places = [span.cut(match.start(group), match.end(group)).stripped() for group in (1, 2)]
            if all(place and not has_legal_form(place.text) for place in places):
                yield places[0], places[1]


_SHIP = (
    r"(?:(?:M\.?[SV]\.?|M/[SV]|S\.?S\.?)\s+)?"
    r"((?:M/?V\.?\s+)?[A-Z][A-Z .'-]{2,40}\s+[A-Z]{0,3}\d{2,4}[A-Z]?|[A-Z][A-Z0-9]\d{2,4})"
)
"""A ship and its voyage, or a flight."""
_BEFORE = re.compile(rf"(?:^|[:：]\s*){_SHIP}\s*[,，;]?\s*$")
_BEHIND = re.compile(
    rf"^\W*(?i:by|per|with|via|on|mit|per|par|con|por|com)\s+(?i:vessel\s+|flight\s+|schiff\s+)?{_SHIP}\b"
)


def _ship(span: Span, loading: Span, discharge: Span) -> Span | None:
    """The ship before or behind the ports of a route: `mit MS OCEAN MARIGOLD 057E`, `CAPE FLATTERY 032E, from`."""
    text = span.text
    first, last = text.find(loading.text), text.rfind(discharge.text) + len(discharge.text)
    behind = _BEHIND.match(text[last:])
    if behind is not None:
        return span.cut(last + behind.start(1), last + behind.end(1)).stripped()
    words = text[:first].rstrip()
    for pattern in _from_words():
        before = _BEFORE.search(pattern.sub("", words))
        if before is not None and pattern.search(words):
            return span.cut(before.start(1), before.end(1)).stripped()
    return None


@cache
def _from_words() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(rf"[\s,，]*(?i:{'|'.join(map(re.escape, language['from']))})\W*$") for language in _words().values()
    )
