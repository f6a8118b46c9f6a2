"""Labels of a lexicon of its own, beside those of the header fields: where each stands and what may be its value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docvalidate.extraction.label import Label
from docvalidate.extraction.layout import Layout
from docvalidate.extraction.lexicon import Hit, Lexicon, canonical
from docvalidate.extraction.neighbours import below, right_of
from docvalidate.extraction.phrases import Phrase
from docvalidate.extraction.span import Span
from docvalidate.extraction.text import tokenise

_COLON = re.compile(r"^[\s.]*[:：]|^\s*\.{2,}|^\s*[-–]\s")
_BRACKET = re.compile(r"^\s*[(\[（][^)\]）]{0,60}[)\]）]")
_ENDS = " :：;.-–—#=|,/*)）]】"
_ENUMERATOR = re.compile(r"^\W*(?:\(?\d{1,2}[a-z]?[.):]?|[a-z][.)])\s*$", re.IGNORECASE)


def own_labels(layout: Layout, lexicon: Lexicon, above: int | None = None) -> Iterator[Label]:
    """The labels of the lexicon on a page, in order: at the beginning of a phrase, or before a colon within it.

    Of the rows above that one only, where it is given.
    """
    for phrase in layout.phrases:
        if above is None or phrase.row < above:
            yield from _in_phrase(phrase, lexicon)


def values(layout: Layout, label: Label, *, lines: int = 1) -> Iterator[Span]:
    """What may be the value of a label: behind it, beside it, below it."""
    if label.inline:
        yield label.inline
        return
    beside = right_of(layout, label)
    if beside is not None:
        yield beside.span.stripped(_ENDS)
    for phrase in below(layout, label, lines=lines):
        yield phrase.span.stripped(_ENDS)


def _in_phrase(phrase: Phrase, lexicon: Lexicon) -> Iterator[Label]:
    hits = lexicon.scan(canonical(tokenise(phrase.text)))
    labels = [label for hit in hits if (label := _label(phrase, hit, None)).leading or label.colon]
    for number, label in enumerate(labels):
        until = labels[number + 1].start if number + 1 < len(labels) else None
        yield _label(phrase, Hit(label.start, label.end, label.meanings), until)


def _label(phrase: Phrase, hit: Hit, until: int | None) -> Label:
    text, tokens = phrase.text, phrase.tokens
    behind = tokens[hit.end - 1].end
    stop = tokens[until].start if until is not None else len(text)
    rest = text[behind:stop]
    bracket = _BRACKET.match(rest)
    offset = behind + (bracket.end() if bracket else 0)
    span = phrase.span.cut(offset, stop).stripped(_ENDS)
    if not any(character.isalnum() for character in span.text):
        span = Span([])
    before = text[: tokens[hit.start].start]
    leading = hit.start == 0 or bool(_ENUMERATOR.match(before))
    colon = bool(_COLON.match(text[offset:stop])) or bool(_COLON.match(rest))
    name = " ".join(token.text for token in tokens[hit.start : hit.end])
    inside = bracket.group().strip(" ()[]（）") if bracket else ""
    return Label(hit.meanings, phrase, hit.start, hit.end, name, span, inside, colon, leading)
