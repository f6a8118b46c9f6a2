"""What a certification of origin tells: who certifies, tariff numbers, criterion, period and day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from docvalidate.domain.document import Value
from docvalidate.extraction import dates, typed
from docvalidate.extraction.habits import Habits
from docvalidate.extraction.label import Label
from docvalidate.extraction.layout import Layout
from docvalidate.extraction.lexicon import Lexicon, canonical
from docvalidate.extraction.own_labels import own_labels, values
from docvalidate.extraction.span import Span
from docvalidate.extraction.text import tokenise

NAMED = ("certifier", "exporter", "producer", "importer")
_CRITERION = re.compile(
    r"^(?:criterion\s+)?([A-F]|PE|PSR|WO|WP|CTH|CTSH|RVC|4\.2\s*\([a-d]\))(?:\s*\(?\d?\)?)?$", re.IGNORECASE
)
_HEADING = re.compile(r"(?<![\w.])\d{4}\.\d{2}(?:\.\d{2,4}){0,2}(?![\w.])|(?<![\w.])\d{6}(?:\d{2}){0,2}(?![\w.])")
_POINTED = re.compile(r"(?<![\w.])\d{4}\.\d{2}(?:\.\d{2,4}){0,2}(?![\w.])")
_AGREEMENT = "agreement_"
COLUMN = 40
"""Rows below the head of a column of tariff numbers or criteria."""


@cache
def _lexicon() -> Lexicon:
    return Lexicon("certificate")


def certificate(layouts: Sequence[Layout], habits: Habits) -> dict[str, Value]:
    """The particulars of a certification of origin that were found."""
    found: dict[str, Value] = {}
    numbers: dict[str, tuple[Span, int]] = {}
    for layout in layouts:
        page = layout.page.number
        for label in own_labels(layout, _lexicon()):
            meaning = label.meanings[0]
            if meaning.startswith(_AGREEMENT):
                continue
            if meaning in NAMED:
                span = next((one for one in values(layout, label) if _worded(one)), None)
                if span is not None:
                    found.setdefault(meaning, typed.value_of(span, span.text, page, 0.8))
            elif meaning == "origin_criterion":
                value = _criterion(layout, label)
                if value is not None:
                    found.setdefault(meaning, value)
            elif meaning == "tariff_numbers":
                for span in _column(layout, label):
                    for match in _HEADING.finditer(span.text):
                        part = span.cut(match.start(), match.end())
                        numbers.setdefault(re.sub(r"\D", "", part.text), (part, page))
            elif meaning == "period":
                for name, value in _period(layout, label, habits).items():
                    found.setdefault(name, value)
            elif meaning in ("period_from", "period_to"):
                value = _day(layout, label, habits)
                if value is not None and _beside_a_period(layout, label):
                    found.setdefault(meaning, value)
            elif meaning == "certified_on":
                value = _day(layout, label, habits)
                if value is not None:
                    found[meaning] = value  # the last one stands by the signature
        agreement = _agreement(layout)
        if agreement is not None:
            found.setdefault("agreement", agreement)
        if not numbers:
            for phrase in layout.phrases:
                for match in _POINTED.finditer(phrase.text):
                    part = phrase.span.cut(match.start(), match.end())
                    numbers.setdefault(re.sub(r"\D", "", part.text), (part, page))
    if numbers:
        place, page = next(iter(numbers.values()))
        found["tariff_numbers"] = typed.value_of(place, list(numbers), page, 0.85)
    return found


def _agreement(layout: Layout) -> Value | None:
    """The code of the agreement that the paper names, in its title or anywhere."""
    for phrase in layout.phrases:
        for hit in _lexicon().scan(canonical(tokenise(phrase.text))):
            if hit.meanings[0].startswith(_AGREEMENT):
                span = phrase.between(hit.start, hit.end)
                return typed.value_of(span, hit.meanings[0].removeprefix(_AGREEMENT), layout.page.number, 0.9)
    return None


def _worded(span: Span) -> bool:
    return sum(character.isalpha() for character in span.text) >= 3


def _column(layout: Layout, label: Label) -> Iterator[Span]:
    """What stands behind a label, or in the column below it."""
    if label.inline and any(character.isdigit() for character in label.inline.text):
        yield label.inline
        return
    head = label.phrase
    for row in layout.rows[head.row + 1 : head.row + 1 + COLUMN]:
        for phrase in row:
            if phrase.x0 < head.x1 + 20 and phrase.x1 > head.x0 - 20:
                yield phrase.span


def _criterion(layout: Layout, label: Label) -> Value | None:
    """The criterion as printed; several lines with several criteria give the first."""
    for span in [label.inline] if label.inline else _column(layout, label):
        match = _CRITERION.match(span.text.strip(" \"“”'.:"))
        if match:
            return typed.value_of(span, match[1].upper().replace(" ", ""), layout.page.number, 0.85)
    return None


def _period(layout: Layout, label: Label, habits: Habits) -> dict[str, Value]:
    """Both days behind, beside or below the label of the period, where two stand there in order."""
    behind = label.phrase.after(label.end)
    for span in (behind, *values(layout, label, lines=2)):
        found = dates.find(span.text)
        if len(found) < 2:
            continue
        page = layout.page.number
        first = typed.read_date(span.cut(found[0].start, found[0].end), page, habits, 0.85)
        last = typed.read_date(span.cut(found[1].start, found[1].end), page, habits, 0.85)
        if first is not None and last is not None and first.day and last.day and first.day <= last.day:
            return {"period_from": first, "period_to": last}
    return {}


def _beside_a_period(layout: Layout, label: Label) -> bool:
    """Whether the label of a period stands in the rows about: 'from' and 'to' alone mean much else."""
    if len(label.text) > 4:
        return True
    near = [p for row in layout.rows[max(0, label.phrase.row - 3) : label.phrase.row + 1] for p in row]
    return any("period" in _meanings(phrase.text) for phrase in near)


def _meanings(text: str) -> set[str]:
    return {meaning for hit in _lexicon().scan(canonical(tokenise(text))) for meaning in hit.meanings}


def _day(layout: Layout, label: Label, habits: Habits) -> Value | None:
    for span in values(layout, label):
        value = typed.read_date(span, layout.page.number, habits, 0.8)
        if value is not None:
            return value
    return None
