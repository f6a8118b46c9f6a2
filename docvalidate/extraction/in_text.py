"""Values that stand in running text, without a label: origin, weights and packages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files

from docvalidate.domain.document import Value
from docvalidate.extraction import packages, typed
from docvalidate.extraction.habits import Habits
from docvalidate.extraction.layout import Layout
from docvalidate.extraction.told_weights import told_weights


@cache
def _of_origin() -> re.Pattern[str]:
    text = files("docvalidate.extraction").joinpath("data", "origin_phrases.toml").read_text(encoding="utf-8")
    before = "|".join(re.escape(words) for words in tomllib.loads(text)["before"])
    return re.compile(
        r"(?i)\b(?:of|are|is)\s+([A-Za-z .]{4,40}?)\s+origin\b"
        rf"|(?<![^\W_])(?:{before})\s*((?:the\s+)?[^\W\d_][^\d,;:]{{2,40}})"
    )


def origin_in_text(layouts: Sequence[Layout], rows_of_tables: Sequence[set[int]]) -> Value | None:
    """A country named in a sentence: `the goods are of Pakistan origin`."""
    for layout, rows in zip(layouts, rows_of_tables, strict=True):
        for phrase in layout.phrases:
            if phrase.row in rows:
                continue
            for match in _of_origin().finditer(phrase.text):
                group = 1 if match.group(1) else 2
                part = phrase.span.cut(match.start(group), match.end(group))
                value = typed.read_country(part, layout.page.number, 0.75)
                if value is not None:
                    return value
    return None


def weights_in_text(layouts: Sequence[Layout], rows_of_tables: Sequence[set[int]], habits: Habits) -> dict[str, Value]:
    """Weights with their word before or behind them: `GROSS 4,926.6 KGS NET 4,521.0 KGS`, `4,926.6 kg gross`."""
    found: dict[str, Value] = {}
    for layout, rows in zip(layouts, rows_of_tables, strict=True):
        for phrase in layout.phrases:
            if phrase.row in rows:
                continue
            for name, value, _, _ in told_weights(phrase.span, layout.page.number, habits, 0.8):
                found.setdefault(name, value)
    return found


def packages_in_text(layouts: Sequence[Layout], rows_of_tables: Sequence[set[int]]) -> Value | None:
    """A count printed before its word: `269 packages.`; cartons rather than the pallets they stand on."""
    best: tuple[int, Value] | None = None
    for layout, rows in zip(layouts, rows_of_tables, strict=True):
        for phrase in layout.phrases:
            if phrase.row in rows:
                continue
            for match in packages.anywhere().finditer(phrase.text):
                digits = re.sub(r"\D", "", match.group(1))
                if not digits or int(digits) == 0 or int(digits) > 1_000_000:
                    continue
                rank = 1 if match.group("pallets") else 2
                if best is None or rank > best[0]:
                    part = phrase.span.cut(match.start(1), match.end(1))
                    best = (rank, typed.value_of(part, Decimal(int(digits)), layout.page.number, 0.72))
    return best[1] if best else None
