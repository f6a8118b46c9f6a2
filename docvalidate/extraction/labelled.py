"""Labels on a page and the places where their values may stand: behind, beside, below, in the same ruled cell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docvalidate.domain.fields import PARTIES
from docvalidate.extraction.in_phrase import labels_in
from docvalidate.extraction.label import (
    Label,
    is_generic,
    named_twice,
)
from docvalidate.extraction.layout import Layout
from docvalidate.extraction.lexicon import canonical, labels
from docvalidate.extraction.phrases import Phrase
from docvalidate.extraction.span import Span
from docvalidate.extraction.text import is_cjk, tokenise


def find_labels(layout: Layout, passed_over: frozenset[int] | set[int] = frozenset()) -> list[Label]:
    """The labels of a page, without those of the rows passed over (the rows of its tables)."""
    found: list[Label] = []
    consumed: set[int] = set()
    for phrase in layout.phrases:
        if phrase.row in passed_over or id(phrase) in consumed:
            continue
        broken = _broken(layout, phrase)
        if broken is not None:
            meanings, tail, text = broken
            consumed.add(id(tail))
            found.append(Label(meanings, phrase, 0, len(phrase.tokens), text, Span([]), "", False, True, tail))
            continue
        for label in [_caption(phrase)] if phrase.caption else labels_in(phrase):
            if _is_translation(layout, label) or _BRACKETED.fullmatch(label.inline.text):
                label.inline = Span([])
            found.append(label)
    _places_of_a_route(found)
    return found


_BRACKETED = re.compile(r"[(（][^\d()（）]{2,24}[)）]")
"""What a label says more of itself: MESSRS. (BUYER)."""


def _places_of_a_route(found: Sequence[Label]) -> None:
    """`Shipped to` beside `Shipped from`, which names a port, names one too and no consignee."""
    left = {label.text.removesuffix(" from") for label in found if label.meanings[0] == "port_of_loading"}
    for label in found:
        if label.meanings[0] == "consignee" and label.text.endswith(" to") and label.text.removesuffix(" to") in left:
            label.meanings = ("port_of_discharge",)


def _is_translation(layout: Layout, label: Label) -> bool:
    """Whether what follows a Chinese label is its translation, in words no lexicon knows: 船名/航班 BY | AF578."""
    text = label.inline.text
    if named_twice(label.phrase):
        return True
    beside = any(p.x0 >= label.phrase.x1 and not p.hits for p in layout.rows[label.phrase.row])
    words = text.isascii() and all(word.isalpha() and word.isupper() for word in text.split())
    return bool(text) and is_cjk(label.text) and words and len(text) <= 20 and not label.colon and beside


def _caption(phrase: Phrase) -> Label:
    """A caption as one label: all its words belong to it, known or not."""
    words = canonical(tokenise(phrase.text))
    told = [hit for hit in phrase.hits if not is_generic(" ".join(words[hit.start : hit.end]))] or phrase.hits
    meanings = tuple(dict.fromkeys(meaning for hit in told for meaning in hit.meanings))
    start, end = min(hit.start for hit in told), max(hit.end for hit in told)
    text = " ".join(words[start:end])
    return Label(meanings, phrase, 0, len(phrase.tokens), text, Span([]), "", False, True)


def _broken(layout: Layout, phrase: Phrase) -> tuple[tuple[str, ...], Phrase, str] | None:
    """A label set in two lines: DELIVERY over TERMS."""
    tokens = canonical(tokenise(phrase.text))
    if not tokens or len(tokens) > 4 or any(t.isdigit() for t in tokens) or phrase.words[0].cell is not None:
        return None
    strip = _in_strip(layout, phrase)
    if strip is not None:
        rest = canonical(tokenise(strip.text))
        meanings = labels().whole([*tokens, *rest])
        if meanings and not meanings[0].startswith("_"):
            return meanings, strip, " ".join([*tokens, *rest])
    alone = () if len(tokens) == 1 and len(tokens[0]) <= 5 else labels().whole(tokens)
    if alone and not alone[0].startswith("_") and not is_generic(" ".join(tokens)):
        return None
    if phrase.row + 1 >= len(layout.rows):
        return None
    for below in (p for row in layout.rows[phrase.row + 1 : phrase.row + 3] for p in row):
        if (
            (abs(below.x0 - phrase.x0) < 3 or (phrase.x0 - 3 < below.x0 and below.x1 < phrase.x1 + 3))
            and 0 <= below.top - phrase.bottom + 2 < 0.7 * phrase.height + 2
            and below.cell == phrase.cell
        ):
            rest = canonical(tokenise(below.text.split(":")[0]))
            meanings = labels().whole([*tokens, *rest], listed=True) if rest else ()
            # From … over To … are two; SHIP … over TO … name a party
            valued = _has_value(layout, phrase) and _has_value(layout, below)
            apart = valued and not set(meanings).intersection(PARTIES)
            if meanings and not apart and labels().whole(tokens) != meanings and len(rest) <= 4:
                return meanings, below, " ".join([*tokens, *rest])
            return None
    return None


_STRIP = 3
"""Labels in two lines that stand side by side, at least, for a strip of them."""


def _in_strip(layout: Layout, phrase: Phrase) -> Phrase | None:
    """The second line of a label in a strip of labels, all set in two lines over their values.

    INVOICE | CUSTOMER | DESPATCH over NUMBER | ORDER NUMBER | PORT: there, words of any two lines make one label.
    """
    rows = layout.rows[phrase.row : phrase.row + 3]
    if len(rows) < 3 or any(c.isdigit() for p in (*rows[0], *rows[1]) for c in p.text):
        return None
    over = [(upper, lower) for upper in rows[0] for lower in rows[1] if abs(upper.x0 - lower.x0) < 3]
    valued = sum(any(abs(value.x0 - upper.x0) < 3 for value in rows[2]) for upper, _ in over)
    if len(over) < _STRIP or valued < _STRIP or len(over) < 0.7 * len(rows[1]):
        return None
    return next((lower for upper, lower in over if upper is phrase and lower.top - upper.bottom < upper.height), None)


def _has_value(layout: Layout, phrase: Phrase) -> bool:
    """Whether something that is no label stands beside a phrase, or behind a colon within it."""
    beside = next((p for p in layout.rows[phrase.row] if p.x0 >= phrase.x1), None)
    return (bool(re.search(r"[:：]\s*\S", phrase.text)) or (phrase.text.count(":") > 0 and beside is not None)) or (
        beside is not None and not beside.hits
    )
