"""What an invoice says of the sale, the marks of its packages, and the numbers on its pages (19 CFR 141.86)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from docvalidate.domain.document import Value
from docvalidate.extraction import typed
from docvalidate.extraction.layout import Layout
from docvalidate.extraction.lexicon import Lexicon, canonical
from docvalidate.extraction.own_labels import own_labels, values
from docvalidate.extraction.page_numbers import page_number
from docvalidate.extraction.text import tokenise

SAYINGS = ("not_sold", "acquired", "sold_in_transit")
SURE = 0.8


@cache
def _lexicon() -> Lexicon:
    return Lexicon("statements")


def statements(layouts: Sequence[Layout]) -> dict[str, Value]:
    """`marks`, `not_sold`, `acquired`, `sold_in_transit` and `page_numbers`, as far as the pages show them."""
    found: dict[str, Value] = {}
    for layout in layouts:
        for name, value in _said(layout).items():
            found.setdefault(name, value)
        marks = marks_of(layout)
        if marks is not None:
            found.setdefault("marks", marks)
    numbers = _page_numbers(layouts)
    if numbers is not None:
        found["page_numbers"] = numbers
    return found


def marks_of(layout: Layout) -> Value | None:
    """What stands behind, beside or below the first label of the marks that has anything."""
    for label in own_labels(layout, _lexicon()):
        if "marks" not in label.meanings:
            continue
        for span in values(layout, label):
            if any(character.isalnum() for character in span.text):
                return typed.value_of(span, span.text.strip(), layout.page.number, SURE)
    return None


def _said(layout: Layout) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for phrase in layout.phrases:
        for hit in _lexicon().scan(canonical(tokenise(phrase.text))):
            for name in hit.meanings:
                if name in SAYINGS:
                    text = phrase.span.text.strip()
                    found.setdefault(name, typed.value_of(phrase.span, text, layout.page.number, SURE))
    return found


def _page_numbers(layouts: Sequence[Layout]) -> Value | None:
    """The printed numbers of all pages that have one, `2/3` for page 2 of 3; the first one is the place."""
    read = [(layout, one) for layout in layouts if (one := page_number(layout)) is not None]
    if not read:
        return None
    layout, (phrase, _, _) = read[0]
    numbers = [f"{number}/{count}" if count else str(number) for _, (_, number, count) in read]
    return typed.value_of(phrase.span, numbers, layout.page.number, SURE)
