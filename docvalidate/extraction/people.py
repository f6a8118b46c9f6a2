"""The name of a person of the exporter who knows of the transaction (19 CFR 141.86(j))."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from docvalidate.domain.document import Value
from docvalidate.extraction import typed
from docvalidate.extraction.layout import Layout
from docvalidate.extraction.lexicon import Lexicon, canonical, labels
from docvalidate.extraction.own_labels import own_labels, values
from docvalidate.extraction.party_names import has_legal_form, is_country
from docvalidate.extraction.span import Span
from docvalidate.extraction.text import is_cjk, tokenise

TITLES = "Herrn?|Frau|[HF]r|Mrs?|Ms|Miss|Mme|Sra?|Sig|Bayan|Bay"
"""What stands before the name of a person and of no firm."""
_NAME = re.compile(
    rf"^(?:(?:{TITLES}|Dr|Ing|M)\.?\s+)?"
    r"(?:[^\W\d_](?:[^\W\d_]|['’.-])*)(?:\s+(?:[^\W\d_](?:[^\W\d_]|['’.-])*)){1,4}$"
)
_CHINESE = re.compile(r"^[\u4e00-\u9fff]{2,4}$")
_CUT = re.compile(r"\s*(?:[,;/|(（<]|\s[-–]\s|\b(?:tel|phone|mobile|e-?mail|fax|title|date)\b)", re.IGNORECASE)
_SMALL = frozenset(
    ["de", "da", "di", "del", "della", "van", "von", "der", "den", "bin", "al", "el", "la", "le", "y", "e"]
)
"""Words of a name that are written small."""


@cache
def _lexicon() -> Lexicon:
    return Lexicon("people")


def responsible_employee(layouts: Sequence[Layout]) -> Value | None:
    """The first name behind, beside or below one of the labels."""
    for layout in layouts:
        for label in own_labels(layout, _lexicon()):
            for span in values(layout, label, lines=3):
                name = _name(span)
                if name is not None:
                    return typed.value_of(name, name.text, layout.page.number, 0.8)
    return None


def _name(span: Span) -> Span | None:
    """The part of the span that reads like a person's name; None where it is a firm, a place, a label or a sentence."""
    cut = _CUT.search(span.text)
    part = span.cut(0, cut.start()).stripped() if cut else span
    text = part.text.strip()
    if is_cjk(text):
        return part if _CHINESE.match(text) else None
    words = text.split()
    if not _NAME.match(text) or has_legal_form(text) or is_country(text) or len(text) > 50:
        return None
    if not all(word[0].isupper() or word.lower() in _SMALL for word in words):
        return None
    tokens = canonical(tokenise(text))
    if _lexicon().scan(tokens) or any(hit.end - hit.start > 1 for hit in labels().scan(tokens)):
        return None  # Sales Manager, Bank Details
    return part
