"""What a label is: a phrase that names a field, alone or before its value."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from docvalidate.domain.fields import PARTIES
from docvalidate.extraction.lexicon import Hit, canonical, labels
from docvalidate.extraction.phrases import Phrase
from docvalidate.extraction.span import Span
from docvalidate.extraction.text import is_cjk, tokenise

FILLERS = re.compile(r"(?i)^\s*[(\[（【][^)\]）】]{0,60}[)\]）】]")


COLON = re.compile(r"^[\s.]*[:：]|^\s*\.{2,}")


SEPARATED = re.compile(r"(?:^|[,;:：|/(•·]|\s[-–])\s*$")


@dataclass(slots=True)
class Label:
    """A label found on a page, the brackets behind it, and what follows it in its own phrase."""

    meanings: tuple[str, ...]
    phrase: Phrase
    start: int
    end: int
    text: str
    inline: Span
    bracket: str
    colon: bool
    leading: bool
    """Whether it begins its phrase."""
    tail: Phrase | None = None
    """The phrase below that ends a label broken over two lines."""

    @property
    def generic(self) -> bool:
        return is_generic(self.text)

    @property
    def alone(self) -> bool:
        """Whether nothing else stands in its phrase."""
        return self.leading and not self.inline


@cache
def _words() -> dict[str, frozenset[str]]:
    text = files("docvalidate.extraction").joinpath("data", "label_words.toml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(text).items()}


def firm_keys() -> frozenset[str]:
    """Labels that ask for a firm's name within a card of its particulars: Company, 公司."""
    return _words()["firm_keys"]


def is_generic(label: str) -> bool:
    """Whether a label is a word that may mean many things: `no`, `date`, `to`."""
    return label in _words()["generic"]


def with_tail(phrase: Phrase, hit: Hit) -> Hit:
    """The label of a party with the words that ask for its name and address: Customer | Name & Address."""
    end = hit.end
    while end < len(phrase.tokens) and canonical(tokenise(phrase.tokens[end].text))[0] in _words()["before"]:
        end += 1
    rest = phrase.text[phrase.tokens[end - 1].end :]
    party = any(meaning in PARTIES for meaning in hit.meanings)
    return Hit(hit.start, end, hit.meanings) if party and end > hit.end and not rest.strip(" :：.()") else hit


def is_value(text: str) -> bool:
    """Whether words of labels are a value of their own: Advance payment."""
    return " ".join(token.text for token in tokenise(text)) in _words()["values"]


_STROKE = re.compile(r"^[^\d:/]{2,40}\s/\s([^\d/]{2,40}?)[\s.:]*$")
"""A label in two languages, the second behind a stroke: Er order / Your order."""
_ENUMERATOR = re.compile(r"^\W*(?:\(?\d{1,2}[a-z]?[.):]?|[a-z][.)])\s*$", re.IGNORECASE)


def is_label(phrase: Phrase) -> bool:
    """Whether a phrase is a label rather than a value: it is nothing but one, or begins with one and a colon."""
    if phrase.text[:1] in ":：" or is_value(phrase.text):
        return False  # it answers the label before it
    if phrase.caption or phrase.twin is not None or named_twice(phrase):
        return True
    if not phrase.hits or not begins(phrase, phrase.hits[0].start):
        return False
    hit = phrase.hits[0]
    end = hit.end
    for other in phrase.hits[1:]:
        between = phrase.text[phrase.tokens[end - 1].end : phrase.tokens[other.start].start]
        if other.start == end and re.fullmatch(r"[\s/|().,&-]*", between):
            end = other.end
        else:
            break
    covered = hit.start + sum(h.end - h.start for h in phrase.hits)
    if covered >= 0.75 * len(phrase.tokens) and not any(t.text.isdigit() and len(t.text) > 2 for t in phrase.tokens):
        return True
    rest = phrase.text[phrase.tokens[end - 1].end :]
    bare = FILLERS.sub("", rest)
    return bool(COLON.match(rest)) or bool(COLON.match(bare)) or bare.strip(" .") == ""


def named_twice(phrase: Phrase) -> bool:
    """Whether a phrase is a label and its Chinese, which no lexicon knows: MESSRS 寶號."""
    hit = phrase.hits[0] if phrase.hits else None
    if hit is None or hit.start > 0 or any(c.isdigit() for c in phrase.text):
        return False
    rest = phrase.text[phrase.tokens[hit.end - 1].end :].strip(" :：/()（）")
    return (
        0 < len(rest) <= 8
        and all(is_cjk(c) or c == "/" for c in rest)
        and not is_cjk(phrase.text[: len(phrase.text) - len(rest)])
    )


def begins(phrase: Phrase, start: int) -> bool:
    """Whether a label begins its phrase: nothing stands before it but a box number (12.) or words such as 'name of'."""
    if start == 0:
        return True
    before = phrase.text[: phrase.tokens[start].start]
    hit = next((h for h in phrase.hits if h.start == start), None)
    if _ENUMERATOR.match(before):
        counted = before.strip().isdigit() and hit is not None and "package_count" in hit.meanings  # 98 CARTONS
        return not (counted and hit is not None and hit.end == len(phrase.tokens))
    if hit is not None and start <= 2 and hit.end == len(phrase.tokens) and hit.end - start >= 2 * start + 1:
        return not any(c.isdigit() for c in phrase.text)
    if hit is not None and _translated(phrase, hit, before):
        return True
    stroke = _STROKE.match(phrase.text)
    if stroke is not None and labels().whole(canonical(tokenise(stroke[1]))):
        return True
    return start <= 4 and all(token.text in _words()["before"] for token in phrase.tokens[:start]) and ":" not in before


def _translated(phrase: Phrase, hit: Hit, before: str) -> bool:
    """Whether a label stands behind words of another language that say the same: 信用狀號碼 L/C No, Emisión / Date."""
    if any(c.isdigit() or c in ":：" for c in before) or len(before) > 30:
        return False
    behind = phrase.text[phrase.tokens[hit.end - 1].end :]
    ends = not any(c.isalnum() for c in behind) or bool(COLON.match(behind))
    label = phrase.text[phrase.tokens[hit.start].start : phrase.tokens[hit.end - 1].end]
    foreign = is_cjk(before) and not is_cjk(label) and not re.search(r"[A-Za-z]", before)
    return ends and (foreign or (before.rstrip().endswith("/") and len(before.split()) <= 4))


def anchored(label: Label) -> bool:
    """Whether a label may be trusted where it stands inside a phrase."""
    if label.leading or label.colon:
        return True
    before = label.phrase.text[: label.phrase.tokens[label.start].start]
    return bool(SEPARATED.search(before))
