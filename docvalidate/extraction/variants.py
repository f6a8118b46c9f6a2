"""Which kind of invoice a paper says it is (pro forma, revised, a credit or debit note), and which one it replaces."""

from __future__ import annotations

from functools import cache

from docvalidate.domain.document import Value
from docvalidate.extraction import typed
from docvalidate.extraction.classify import Group
from docvalidate.extraction.label import Label
from docvalidate.extraction.layout import Layout
from docvalidate.extraction.lexicon import Lexicon, canonical, titles
from docvalidate.extraction.own_labels import values
from docvalidate.extraction.phrases import Phrase
from docvalidate.extraction.span import Span
from docvalidate.extraction.text import tokenise

KINDS = ("pro_forma", "credit_note", "debit_note", "revised")
UPPER = 0.4
"""A stamp counts on the upper part of the first page, above the table."""


@cache
def _lexicon() -> Lexicon:
    return Lexicon("variants")


def variants_of(group: Group) -> dict[str, Value]:
    """`variants`, `replaces` and `refers_to`, as far as the paper says so."""
    found: dict[str, Value] = {}
    first = group.pages[0]
    told: dict[str, Phrase] = {}
    if first.title is not None:
        for kind in _kinds(first.title.phrase):
            told.setdefault(kind, first.title.phrase)
    table = min((head.rows[0] for head in first.heads), default=len(first.layout.rows))
    for phrase in first.layout.phrases:
        if phrase.row < table and phrase.top < UPPER * first.layout.page.height:
            for kind in _lexicon().whole(canonical(tokenise(phrase.text))):
                if kind in KINDS:
                    told.setdefault(kind, phrase)
    if told:
        place = next(iter(told.values())).span
        found["variants"] = typed.value_of(place, sorted(told), first.layout.page.number, 0.9)
    credit = bool({"credit_note", "debit_note"} & told.keys())
    for nature in group.pages:
        for name in ("replaces", "refers_to") if credit else ("replaces",):
            number = _number(nature.layout, name)
            if number is not None:
                found.setdefault(name, number)
    return found


def _kinds(title: Phrase) -> list[str]:
    """What the title says. PROFORMA / COMMERCIAL INVOICE is a form for both, and says nothing."""
    tokens = canonical(tokenise(title.text))
    hits = _lexicon().scan(tokens)
    inside = {place for hit in hits for place in range(hit.start, hit.end)}
    rest = [token for place, token in enumerate(tokens) if place not in inside]
    both = any("commercial_invoice" in hit.meanings and hit.end - hit.start > 1 for hit in titles().scan(rest))
    kinds = [meaning for hit in hits for meaning in hit.meanings if meaning in KINDS]
    return [kind for kind in kinds if kind == "revised" or not both]


def _number(layout: Layout, name: str) -> Value | None:
    """The number behind, beside or below words that lead to another invoice's."""
    for phrase in layout.phrases:
        tokens = canonical(tokenise(phrase.text))
        for hit in _lexicon().scan(tokens):
            if name not in hit.meanings:
                continue
            rest = phrase.after(hit.end).stripped(" :：;.,-–#")
            label = Label(hit.meanings, phrase, hit.start, hit.end, "", rest, "", False, hit.start == 0)
            for span in values(layout, label) if not rest else [rest]:
                value = typed.read_code(_first_words(span), layout.page.number, 0.85)
                if value is not None:
                    return value
    return None


def _first_words(span: Span, count: int = 4) -> Span:
    """The number stands at once behind the words that lead to it."""
    words = span.text.split()
    return span.cut(0, len(" ".join(words[:count])))
