"""Labels inside a phrase: where each begins and ends, what two of them mean together, and which value is whose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docvalidate.domain.fields import HEADER
from docvalidate.extraction.label import (
    COLON,
    FILLERS,
    SEPARATED,
    Label,
    begins,
    is_generic,
    with_tail,
)
from docvalidate.extraction.lexicon import Hit, canonical, labels
from docvalidate.extraction.phrases import Phrase, PhraseToken
from docvalidate.extraction.span import Span
from docvalidate.extraction.text import is_cjk, tokenise

_ALTERNATIVE = re.compile(r"^\s*/\s*[^\W\d_]{3,14}(?=\s*[:：])")
"""How a label goes on behind a stroke: Schiff/Flug:"""


_TRANSLATION = re.compile(r"^\s*(?:[A-Z][A-Z .'/]{0,18}|[A-Z][a-z.']+(?:\s[A-Za-z&/.']+){0,4})(?=\s*[:：])")
"""The other language of a Chinese label, in words that no lexicon knows: 船名/航班 BY："""


_TEXT, _PARTY, _SHORT = "text", "party", ""
"""What a label asks for, as far as it tells where the value ends."""


MAX_VALUE = 1500
"""Characters behind a label that may be its value."""


_ENDS = " :：;.-–—#=|,/*)）]】"
"""What stands around a value and is no part of it."""


def labels_in(phrase: Phrase) -> Iterator[Label]:
    text, tokens = phrase.text, phrase.tokens
    hits = [
        with_tail(phrase, _before_code(phrase, _before_bracket(phrase, hit)))
        for hit in phrase.hits
        if not _in_brackets(text, tokens[hit.start].start)
    ]
    levelled_tokens = canonical(tokenise(text))
    misspelled = _misspelled(phrase, text, levelled_tokens, hits)
    if misspelled is not None:
        yield misspelled
        return
    whole = phrase.span
    merged: list[tuple[int, int, tuple[str, ...]]] = []
    for hit in hits:
        if _glued(
            text, tokens[hit.end - 1].end, hit.end - hit.start, tokens[hit.end - 1].end - tokens[hit.start].start
        ):
            continue
        between = text[tokens[merged[-1][1] - 1].end : tokens[hit.start].start] if merged else ""
        if merged and hit.start == merged[-1][1] and hit.end - hit.start == 1 and tokens[hit.start].text == "#":
            merged[-1] = (merged[-1][0], hit.end, merged[-1][2])  # Client PO#
            continue
        behind = text[tokens[hit.end - 1].end :]
        said = any(set(hit.meanings) <= set(before[2]) for before in merged)
        if said and ":" in between and re.match(r"[#-]?\d", behind):
            continue  # the value bears the label, too: PO#: PO#150620
        carried = "_carried" in hit.meanings  # COMMERCIAL INVOICE REPORT is no label of a number
        if merged and not carried and hit.start == merged[-1][1] and re.fullmatch(r"[\s/|().,:：&-]*", between):
            start, _, meanings = merged[-1]
            complete = hits[-1].end == len(tokens)
            if meanings == hit.meanings or "/" in between or "&" in between or (complete and not between.strip()):
                both = tuple(dict.fromkeys([*meanings, *hit.meanings]))
                scripts = {
                    is_cjk(" ".join(levelled_tokens[merged[-1][0] : merged[-1][1]])),
                    is_cjk(levelled_tokens[hit.start]),
                }
                if len(scripts) == 2 or ("/" not in between and "&" not in between):
                    both = _together(levelled_tokens, merged[-1], hit)
                if meanings == hit.meanings or (":" not in between and "：" not in between):
                    merged[-1] = (start, hit.end, both)
                    continue
        merged.append((hit.start, hit.end, hit.meanings))
    kinds = {_TEXT: (True, False), _PARTY: (False, True), _SHORT: (False, False)}
    far = {
        kind: [_anchored(text, tokens, s, e, -1, strict=strict, firm=firm) for s, e, _ in merged]
        for kind, (strict, firm) in kinds.items()
    }
    for number, (start, end, meanings) in enumerate(merged):
        kind = next((k for k in (_TEXT, _PARTY) if any(HEADER.get(meaning) == k for meaning in meanings)), _SHORT)
        strict, firm = kinds[kind]
        until: int | None = None
        for other in range(number + 1, len(merged)):
            first, last = merged[other][:2]
            next_one = other == number + 1
            near = next_one and _anchored(text, tokens, first, last, end, strict=strict, firm=firm)
            if near or (not next_one and far[kind][other]):
                until = first
                break
        stop = min(tokens[until].start if until is not None else len(text), tokens[end - 1].end + MAX_VALUE)
        after = text[tokens[end - 1].end : stop]
        filler = FILLERS.match(after) or _ALTERNATIVE.match(after)
        if filler is None and is_cjk(text[tokens[start].start : tokens[end - 1].end]):
            filler = _TRANSLATION.match(after)
        bracket = filler.group().strip(" ()[]（）【】") if filler else ""
        offset = tokens[end - 1].end + (filler.end() if filler and not _holds_value(bracket) else 0)
        span = whole.cut(offset, stop).stripped(_ENDS)
        if not any(c.isalnum() for c in span.text):
            span = Span([])
        if (
            re.match(r"^\s*/", after)
            and span
            and len(span.pieces) <= 2
            and ":" not in after
            and not any(c.isdigit() for c in span.text)
        ):
            span = Span([])  # the label goes on: Port of Discharge / Dest.
        levelled = " ".join(levelled_tokens[start:end])
        if levelled == "no" and span and not (begins(phrase, start) and _numbered(text[offset:])):
            continue
        rest = text[offset:]
        colon = bool(COLON.match(rest)) or bool(COLON.match(after))
        yield Label(meanings, phrase, start, end, levelled, span, bracket, colon, begins(phrase, start))


def _together(words: Sequence[str], one: tuple[int, int, tuple[str, ...]], other: Hit) -> tuple[str, ...]:
    """What two labels side by side mean; a word that may mean many things says nothing beside one that is plain."""
    vague = [
        is_generic(" ".join(words[start:end])) or all(meaning.startswith("_") for meaning in meanings)
        for start, end, meanings in (one, (other.start, other.end, other.meanings))
    ]
    if vague == [True, False]:
        return other.meanings
    return one[2] if vague == [False, True] else tuple(dict.fromkeys([*one[2], *other.meanings]))


def _misspelled(phrase: Phrase, text: str, levelled: list[str], hits: Sequence[Hit]) -> Label | None:
    """A label before a colon of which at most its last word is a known one: `Comercial Invioce No.:`."""
    head = re.match(r"^[^:：]{1,60}[:：]", text)
    if head is None:
        return None
    count = sum(token.start < head.end() for token in phrase.tokens)
    if not 0 < count <= 5 or any(hit.start < count - 1 for hit in hits) or (count == 1 and hits and hits[0].start == 0):
        return None
    meanings = labels().nearest(levelled[:count])
    if not meanings:
        return None
    rest = phrase.span.cut(head.end(), len(text)).stripped(_ENDS)
    return Label(meanings, phrase, 0, count, " ".join(levelled[:count]), rest, "", True, True)


def _before_bracket(phrase: Phrase, hit: Hit) -> Hit:
    """A label that ran on into a bracket, cut before it: Seller (name, address)."""
    text, tokens = phrase.text, phrase.tokens
    for index in range(hit.start + 1, hit.end):
        between = text[tokens[index - 1].end : tokens[index].start]
        if "(" in between or "（" in between:
            rest = text[tokens[hit.end - 1].end :]
            if not rest.lstrip().startswith((")", "）")) or "," in rest.split(")")[0]:
                shorter = labels().at(canonical(tokenise(text[: tokens[index - 1].end])), hit.start)
                return shorter or hit
    return hit


def _before_code(phrase: Phrase, hit: Hit) -> Hit:
    """A label that ran on over a colon, or into the code behind it, cut before it: Nr. | INV-008747."""
    text, tokens = phrase.text, phrase.tokens
    for index in range(hit.start + 1, hit.end):
        last = index == hit.end - 1 and _glued(text, tokens[index].end, 1, tokens[index].end - tokens[index].start)
        if last or COLON.match(text[tokens[index - 1].end : tokens[index].start]):
            return labels().at(canonical(tokenise(text[: tokens[index - 1].end])), hit.start) or hit
    return hit


def _numbered(rest: str) -> bool:
    """Whether a bare 'No.' is followed by a colon or by what can only be a reference: no house number."""
    return bool(COLON.match(rest)) or bool(re.match(r"^[\s.]*(?=\S*\d)[A-Z0-9][\w/-]{4,}(?:\s|$)", rest))


def _in_brackets(text: str, start: int) -> bool:
    """Whether a place lies inside an explanation in brackets: CONSIGNEE (complete name and address)."""
    opened = max(text.rfind("(", 0, start), text.rfind("（", 0, start))
    if opened <= 0:
        return False
    closed = re.search(r"[)）]|$", text[start:])
    inside = text[opened : start + (closed.start() if closed else 0)]
    return not re.search(r"[)）]", text[opened:start]) and ":" not in inside and not _holds_value(inside)


def _holds_value(bracket: str) -> bool:
    return sum(c.isdigit() for c in bracket) >= 4


def _glued(text: str, end: int, tokens: int, length: int) -> bool:
    """Whether a short label is the beginning of a code: PO-733059."""
    return (
        tokens == 1
        and length <= 5
        and end + 1 < len(text)
        and text[end] in "-_/."
        and text[end + 1].isalnum()
        and any(c.isdigit() for c in text[end : end + 8].split(" ", maxsplit=1)[0])
    )


def _anchored(
    text: str, tokens: Sequence[PhraseToken], start: int, end: int, previous: int, *, strict: bool, firm: bool
) -> bool:
    """Whether a label inside a phrase is one: it is followed by a colon, or stands after a comma.

    `previous` is where the label before it ends, -1 where others stand between; `strict` and `firm` say what that
    label asks for: running text, or the name of a firm (Joliet Intermodal Warehouse 12).
    """
    after = text[tokens[end - 1].end : tokens[end - 1].end + 80]
    before = text[max(0, tokens[start].start - 20) : tokens[start].start]
    if COLON.match(FILLERS.sub("", after)) or COLON.match(after):
        return True
    if strict:
        return False  # words of other labels occur in running text: `T/T 30 days after B/L date`
    between = text[tokens[previous - 1].end : tokens[start].start] if 0 < previous <= start else "-"
    if not FILLERS.sub("", between).strip(" :：."):
        return False  # the first word behind a label is its value: `Payment: Net 60 days`, `Bên bán (Seller): Công ty`
    return (
        bool(SEPARATED.search(before))
        or end - start >= 2
        or (not firm and bool(re.match(r"^\s*[A-Z]*\d", after)) and not before.rstrip().endswith(tuple("0123456789")))
    )
