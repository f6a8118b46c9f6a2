"""Weights with their word before or behind them: `GROSS 4,926.6 KGS`, `4,926.6 kg gross`, `NETT KGS 277.2`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docvalidate.domain.document import Value
from docvalidate.extraction import typed
from docvalidate.extraction.habits import Habits
from docvalidate.extraction.span import Span

_WORD = (
    r"(?i)\b(gross|g\.?\s?w|brutto|brut|lordo|bruto|nett?|n\.?\s?w|netto|neto)\b\.?"
    r"\s*(?:weight|wt|mass|gewicht|peso|poids)?"
)
_BEFORE = re.compile(_WORD + r"[\s.:=]*(\d[\d.,' ]{0,24}?)\s*(kgs?|kilos?|lbs?)\b")
_UNIT_FIRST = re.compile(_WORD + r"[\s.:=(]*(kgs?|kilos?|lbs?)\b\.?[\s.:=)]*(\d[\d.,']*)")
_BEHIND = re.compile(r"(?i)(\d[\d.,' ]{0,24}?)\s*(kgs?|lbs?)\.?\s*\(?(gross|net|brutto|netto|brut|lordo|bruto|neto)\b")


def told_weights(span: Span, page: int, habits: Habits, confidence: float) -> Iterator[tuple[str, Value, int, int]]:
    """The field, its value, and the characters that the word and the weight take up."""
    text = span.text
    before = [(m[1], m.start(2), m.end(3), m.span()) for m in _BEFORE.finditer(text)]
    behind = [(m[3], m.start(1), m.end(2), m.span()) for m in _BEHIND.finditer(text)]
    first = [(m[1], m.start(2), m.end(3), m.span()) for m in _UNIT_FIRST.finditer(text)]
    for word, start, end, whole in before or behind or first:
        name = "net_weight_kg" if word.lower().startswith("n") else "gross_weight_kg"
        bare = not (before or behind)  # the unit stands before the number
        value = typed.read_weight(span.cut(start, end), page, habits, bare=bare, confidence=confidence)
        if value is not None:
            yield name, value, *whole


__all__ = ["told_weights"]
