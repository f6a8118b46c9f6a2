"""Firms and vessels that a paper names outside its fields: in remarks, descriptions, marks, letters, bank lines.

A legal form is the anchor, and the name is what stands before it (behind it for forms such as `PT`), as far as its
words begin with capitals and no word of the running text comes between. Without a form a cue (`manufactured by`,
`M/V`) tells. A name may come with a word too many: the screening takes such off again.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from docvalidate.domain.document import Mention
from docvalidate.extraction.language.names import Language
from docvalidate.extraction.language.text import reading_text
from docvalidate.extraction.layout import Layout
from docvalidate.extraction.party_names import legal_forms
from docvalidate.extraction.phrases import Phrase
from docvalidate.extraction.span import Span
from docvalidate.extraction.text import fold, is_cjk, tokenise

LONGEST_NAME = 9
"""Words of a name before its legal form."""
LONGEST_BY_CUE = 7
LONGEST_VESSEL = 4
FEWEST_LETTERS = 3
RUNNING_TEXT = 6
"""Words of a line from which it is running text rather than a line of an address."""
WRAP_GAP = 1.6
"""A line belongs to the one above it within so many line heights."""
LONG_KEY = 4
"""Letters of a name from which a longer one that holds it is taken for the same."""
MOST_MENTIONS = 60
"""Of one document: more is a list of firms, not running text."""
Kind = Literal["organisation", "vessel"]
Form = tuple[str, ...]

_CHINESE = re.compile(
    r"[\u3400-\u9fff（）()·]{2,28}?(?:股份有限公司|有限责任公司|有限公司|集团公司|总公司|公司|集团|株式会社|有限会社|研究所|工厂|银行)"
)
_BEHIND_A_LABEL = re.compile(r"[由系为是在经：:，,。;；]")
_CYRILLIC = re.compile(r"\b(?:ООО|ОАО|ЗАО|ПАО|АО|ТОО|ФГУП)\s+[«\"“„]?[А-ЯЁ][\w\s.\-–]{2,60}?(?=[»\"”“,;\n]|$)")
_SENTENCE_END = re.compile(r"^\.\s")


@dataclass(frozen=True, slots=True)
class _Lexicon:
    forms: frozenset[Form]
    marked: frozenset[Form]
    leading: frozenset[Form]
    cues: frozenset[Form]
    vessels: frozenset[Form]
    banks: frozenset[str]
    inside: frozenset[str]
    stops: frozenset[str]
    last_words: frozenset[str]
    """First words of forms and cues: a phrase without any of them is passed over at once."""


@cache
def _lexicon() -> _Lexicon:
    told = tomllib.loads(files("docvalidate.extraction").joinpath("data", "mentions.toml").read_text(encoding="utf-8"))

    def folded(key: str) -> frozenset[Form]:
        return frozenset(tuple(token.text for token in tokenise(text)) for text in told[key])

    forms = frozenset(form for form in legal_forms() - folded("soft_forms") if not is_cjk(form[0]))
    marked, leading, cues, vessels = (folded(k) for k in ("marked_forms", "leading_forms", "cues", "vessel_cues"))
    banks = frozenset(told["bank_words"])
    firsts = {words[0] for words in (*forms, *marked, *leading, *cues, *vessels)} | banks
    return _Lexicon(
        forms,
        marked,
        leading,
        cues,
        vessels,
        banks,
        frozenset(told["inside"]),
        frozenset(told["stops"]),
        frozenset(firsts),
    )


@dataclass(slots=True)
class _Found:
    kind: Kind
    span: Span
    page: int
    cue: str


def mentions_in(layouts: Sequence[Layout], known: Sequence[str], language: Language | None = None) -> list[Mention]:
    """The firms and vessels named on the pages, each once; not those whose name is among `known`.

    `language` is asked of pages whose running text holds words in capitals that are no known name.
    """
    seen = {_key(name) for name in known}
    out: list[Mention] = []
    for layout in layouts:
        # A name with its form is whole; what a cue found of the same is a part of it.
        told = sorted(_on_page(layout), key=lambda one: one.cue != "form")
        if language is not None and _unknown_names(layout, [*known, *(one.span.text for one in told)]):
            told += [_Found(kind, span, layout.page.number, "language") for kind, span in language.firms(layout)]
        for found in told:
            span = found.span.stripped(" :;,-–—=|#/*'\"«»“”„(")
            name = span.text
            key = _key(name)
            if not key or any(key in other or (len(other) > LONG_KEY and other in key) for other in seen):
                continue
            seen.add(key)
            out.append(
                Mention(
                    name=name,
                    kind=found.kind,
                    raw=name,
                    told_by=found.cue,
                    page=found.page,
                    bbox=None if span.cell else span.box,
                    cell=span.cell,
                )
            )
            if len(out) >= MOST_MENTIONS:
                return out
    return out


_CAPITALS = re.compile(
    r"(?<![.:!?] )(?<=[\w,;)] )[A-Z][\w'’&-]+(?:,? (?:[A-Z][\w'’&.-]+|&|and|of|de))*,? [A-Z][\w'’&-]+"
)
"""Several words in capitals within a sentence."""


def _unknown_names(layout: Layout, known: Sequence[str]) -> bool:
    """Whether the running text of a page names something that nobody knows yet."""
    keys = [_key(name) for name in known]
    text = reading_text(layout)
    return any(
        not any((key := _key(match.group())) in one or one in key for one in keys if one)
        for first, last in text.prose
        for match in _CAPITALS.finditer(text.text, first, last)
    )


def _key(name: str) -> str:
    return "".join(filter(str.isalnum, fold(name)))


def _on_page(layout: Layout) -> Iterator[_Found]:
    lexicon = _lexicon()
    number = layout.page.number
    for phrase in layout.phrases:
        words = [token.text for token in phrase.tokens]
        if not lexicon.last_words.isdisjoint(words):
            for kind, span, cue in _in_phrase(phrase, words, layout, lexicon):
                yield _Found(kind, span, number, cue)
        text = phrase.text
        if not text.isascii():
            yield from (_Found("organisation", span, number, "form") for span in _other_scripts(phrase, text))


def _other_scripts(phrase: Phrase, text: str) -> Iterator[Span]:
    if is_cjk(text):
        for match in _CHINESE.finditer(text):
            before = [m.end() for m in _BEHIND_A_LABEL.finditer(match.group())]
            start = match.start() + (before[-1] if before else 0)
            if match.end() - start >= 5:
                yield phrase.span.cut(start, match.end())
    for match in _CYRILLIC.finditer(text):
        yield phrase.span.cut(match.start(), match.end())


def _in_phrase(phrase: Phrase, words: list[str], layout: Layout, lexicon: _Lexicon) -> Iterator[tuple[Kind, Span, str]]:
    text = phrase.text
    position = 0
    covered = -1
    while position < len(words):
        length = _longest(words, position, lexicon.forms) or _marked(phrase, text, words, position, lexicon)
        if length:
            start = _back(phrase, text, words, position, lexicon)
            begun = _begun_above(phrase, layout, lexicon, words[:position]) if start == 0 else Span([])
            if _has_name(
                [token.text for piece in begun.pieces for token in tokenise(piece.text)] + words[start:position]
            ):
                pieces = begun.pieces + _with_point(phrase, text, start, position + length).pieces
                yield "organisation", Span(pieces), "form"
                covered = position + length
            position += length
            continue
        length = _longest(words, position, lexicon.leading)
        if length and position >= covered and text[phrase.tokens[position].start].isupper():
            end = _ahead(phrase, text, words, position + length, lexicon, LONGEST_BY_CUE)
            if _has_name(words[position + length : end]):
                yield "organisation", phrase.between(position, end), "form"
        for kind, cues, most in (
            ("organisation", lexicon.cues, LONGEST_BY_CUE),
            ("vessel", lexicon.vessels, LONGEST_VESSEL),
        ):
            length = _longest(words, position, cues)
            start = position + length
            if not length or start >= len(words):
                continue
            start += _longest(words, start, lexicon.vessels)  # `transhipped on MV ...`
            end = _ahead(phrase, text, words, start, lexicon, most)
            if _has_name(words[start:end]) and (end - start > 1 or kind == "vessel"):
                yield kind, phrase.between(start, end), " ".join(words[position:start])  # type: ignore[misc]
        if words[position] in lexicon.banks and text[phrase.tokens[position].start].isupper():
            start = _back(phrase, text, words, position, lexicon)
            end = position + 1
            if end < len(words) and not text[phrase.tokens[position].end : phrase.tokens[end].start].strip():
                end = _ahead(phrase, text, words, end, lexicon, LONGEST_VESSEL)
            if _has_name([w for w in words[start:end] if w not in lexicon.banks and w not in lexicon.inside]):
                yield "organisation", phrase.between(start, end), "bank"
        position += 1


def _with_point(phrase: Phrase, text: str, start: int, end: int) -> Span:
    """The tokens with the point that closes an abbreviated form (`Ltd.`, `S.A.`)."""
    last = phrase.tokens[end - 1].end
    return phrase.span.cut(phrase.tokens[start].start, last + (text[last : last + 1] == "."))


def _longest(words: list[str], position: int, table: frozenset[Form]) -> int:
    return next(
        (n for n in range(min(6, len(words) - position), 0, -1) if tuple(words[position : position + n]) in table), 0
    )


def _marked(phrase: Phrase, text: str, words: list[str], position: int, lexicon: _Lexicon) -> int:
    """A form that is also a common word or abbreviation, written so that it can only be a form: `S.A.`, `, Co.`."""
    for length in (3, 2, 1):
        run = words[position : position + length]
        if len(run) < length or ("".join(run),) not in lexicon.marked:
            continue
        first, last = phrase.tokens[position], phrase.tokens[position + length - 1]
        printed = text[first.start : last.end + 1]
        pointed = (length > 1 and re.search(r"[./]", printed[:-1])) or (len(run[0]) > 1 and printed.endswith("."))
        comma = position > 0 and text[phrase.tokens[position - 1].end : first.start].strip() == ","
        if text[first.start].isupper() and (pointed or (comma and len("".join(run)) > 1)):
            return length
    return 0


def _back(phrase: Phrase, text: str, words: list[str], form: int, lexicon: _Lexicon) -> int:
    """Where the name begins whose form stands at `form`."""
    start = form
    position = form - 1
    while position >= 0 and form - position <= LONGEST_NAME:
        token = phrase.tokens[position]
        behind = phrase.tokens[position + 1].start if position + 1 < len(phrase.tokens) else len(text)
        gap = text[token.end : behind]
        if any(sign in gap for sign in ":;|•=") or ("," in gap and position + 1 < form):
            break
        if _SENTENCE_END.match(gap) and len(token.text) > 3 and position + 1 < form:
            break
        if words[position] in lexicon.stops or token.text.isdigit():
            break
        if words[position] in lexicon.inside:
            position -= 1
            continue
        if not _opens_like_a_name(text, token.start):
            break
        start = position
        position -= 1
    for cue in range(start, form):
        # A cue within what was taken (`CONTACT C/O ALPHA LTD`): the name begins behind it.
        length = _longest(words, cue, lexicon.cues)
        if length and cue + length < form:
            return cue + length
    return start


def _ahead(phrase: Phrase, text: str, words: list[str], start: int, lexicon: _Lexicon, most: int) -> int:
    """Where a name that begins at `start` ends."""
    end = position = start
    while position < len(words) and position - start < most:
        token = phrase.tokens[position]
        if position > start:
            gap = text[phrase.tokens[position - 1].end : token.start]
            if any(sign in gap for sign in ":;|•=,()") or (_SENTENCE_END.match(gap) and len(words[position - 1]) > 3):
                break
        voyage = position > start and words[position] == "v" and words[position + 1 : position + 2] != []
        if words[position] in lexicon.stops or voyage or (token.text.isdigit() and len(token.text) > 2):
            break
        if words[position] in lexicon.inside:
            position += 1
            continue
        if not _opens_like_a_name(text, token.start):
            break
        position += 1
        end = position
    return end


def _opens_like_a_name(text: str, start: int) -> bool:
    character = text[start]
    return character.isupper() or is_cjk(character) or (character.isdigit() and text[start + 1 : start + 2].isalpha())


def _has_name(words: Sequence[str]) -> bool:
    return sum(len(word) for word in words if not word.isdigit()) >= FEWEST_LETTERS and any(
        len(word) > 2 or is_cjk(word) for word in words
    )


def _begun_above(phrase: Phrase, layout: Layout, lexicon: _Lexicon, here: Sequence[str]) -> Span:
    """What of a name stands at the end of the line above: all of it where this line begins with the form, else its
    beginning where the line above is running text."""
    above = _above(phrase, layout)
    if above is None or (here and (len(above.tokens) < RUNNING_TEXT or above.text.rstrip()[-1:] in ".:;,")):
        return Span([])
    words = [token.text for token in above.tokens]
    first = _back(above, above.text, words, len(words), lexicon)
    return above.between(first, len(words)) if first < len(words) else Span([])


def _above(phrase: Phrase, layout: Layout) -> Phrase | None:
    """The line above that a line goes on from: flush with it, or in the same ruled cell."""
    for row in reversed(layout.rows[max(0, phrase.row - 2) : phrase.row]):
        for other in row:
            near = phrase.top - other.bottom < WRAP_GAP * phrase.height
            if near and (abs(other.x0 - phrase.x0) < 4 or (phrase.cell is not None and phrase.cell == other.cell)):
                return other
    return None
