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
def _patterns() -> tuple[re.Pattern[str], ...]:
    text = files("docvalidate.extraction").joinpath("data", "routes.toml").read_text(encoding="utf-8")
    words: dict[str, dict[str, list[str]]] = tomllib.loads(text)
    return tuple(
        re.compile(
            rf"(?<![^\W_])(?i:{'|'.join(map(re.escape, language['from']))})(?![A-Za-z])\s*[:：]?\s*({_PLACE})[\s,;]*?"
            rf"(?<![^\W_])(?i:{'|'.join(map(re.escape, language['to']))})(?![A-Za-z])\s*[:：]?\s*({_PLACE})"
        )
        for language in words.values()
    )


def routes(layouts: Sequence[Layout], rows_of_tables: Sequence[set[int]]) -> dict[str, Value]:
    """The ports of the first route that the text names outside its tables."""
    for layout, rows in zip(layouts, rows_of_tables, strict=True):
        for phrase in layout.phrases:
            if phrase.row in rows or len(phrase.text) > 250 or " " not in phrase.text:
                continue
            for loading, discharge in _ends(phrase.span):
                page = layout.page.number
                return {
                    "port_of_loading": typed.value_of(loading, loading.text, page, SURE),
                    "port_of_discharge": typed.value_of(discharge, discharge.text, page, SURE),
                }
    return {}


def _ends(span: Span) -> Iterator[tuple[Span, Span]]:
    for pattern in _patterns():
        for match in pattern.finditer(span.text):
            places = [span.cut(match.start(group), match.end(group)).stripped() for group in (1, 2)]
            if all(place and not has_legal_form(place.text) for place in places):
                yield places[0], places[1]
