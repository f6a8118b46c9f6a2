"""Labels on a page and the places where their values may stand: behind, beside, below, in the same ruled cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from docvalidate.domain.fields import HEADER, PARTIES
from docvalidate.extraction.layout import Layout, Phrase, PhraseToken
from docvalidate.extraction.lexicon import Hit, canonical, labels
from docvalidate.extraction.span import Span
from docvalidate.extraction.text import is_cjk, tokenise

_FILLERS = re.compile(r"(?i)^\s*[(\[（【][^)\]）】]{0,60}[)\]）】]")


_ALTERNATIVE = re.compile(r"^\s*/\s*[^\W\d_]{3,14}(?=\s*[:：])")
"""How a label goes on behind a stroke: Schiff/Flug:"""


_TRANSLATION = re.compile(r"^\s*[A-Z][A-Z .'/]{0,18}(?=\s*[:：])")
"""The other language of a Chinese label, in words that no lexicon knows: 船名/航班 BY："""


_COLON = re.compile(r"^[\s.]*[:：]|^\s*\.{2,}")


_SEPARATED = re.compile(r"(?:^|[,;:：|/(•·]|\s[-–])\s*$")


MAX_VALUE = 1500
"""Characters behind a label that may be its value."""


_ENDS = " :：;.-–—#=|,/*)）]】"
"""What stands around a value and is no part of it."""


_GENERIC = frozenset(
    {
        "of",
        "date",
        "no",
        "order",
        "to",
        "from",
        "terms",
        "weight",
        "total",
        "per",
        "ref",
        "net",
        "gross",
        "amount",
        "le",
        "del",
        "son",
        "name",
        "place",
        "mode",
        "invoice",
        "goods",
        "ship",
        "cartons",
        "packages",
        "pieces",
        "data",
        "datum",
        "fecha",
        "van",
        "pos",
        "not",
        "po",
        "bl",
        "brut",
        "netto",
        "brutto",
        "carrier",
        "flight",
        "less",
        "porto",
        "origin",
        "package",
        "sum",
        "cong",
        "ngay",
        "tarih",
        "vom",
        "dt",
        "tau",
        "nave",
        "vapore",
        "gemi",
        "schiff",
        "text",
        "delivery",
        "payment",
        "account",
        "address",
        "client",
        "customer",
        "sender",
        "agent",
        "pago",
        "code",
    }
)


_ENUMERATOR = re.compile(r"^\W*(?:\(?\d{1,2}[a-z]?[.):]?|[a-z][.)])\s*$", re.IGNORECASE)


_PREFIX_WORDS = frozenset(
    [
        "datos",
        "del",
        "de",
        "la",
        "los",
        "las",
        "the",
        "name",
        "names",
        "and",
        "address",
        "of",
        "full",
        "complete",
        "details",
        "our",
        "data",
        "detail",
        "dati",
        "della",
        "dello",
        "dell",
        "nom",
        "et",
        "adresse",
        "du",
        "nombre",
        "y",
        "direccion",
        "ten",
        "dia",
        "chi",
        "cua",
        "adi",
        "adresi",
        "so",
    ]
)


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
    others: list[str] = field(default_factory=list)

    @property
    def generic(self) -> bool:
        return self.text in _GENERIC

    @property
    def alone(self) -> bool:
        """Whether nothing else stands in its phrase."""
        return self.leading and not self.inline

    @property
    def own(self) -> bool:
        return any(not meaning.startswith("_") for meaning in self.meanings)


def is_label(phrase: Phrase) -> bool:
    """Whether a phrase is a label rather than a value: it is nothing but one, or begins with one and a colon."""
    if phrase.text[:1] in ":：":
        return False  # it answers the label before it
    if phrase.caption or _named_twice(phrase):
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
    bare = _FILLERS.sub("", rest)
    return bool(_COLON.match(rest)) or bool(_COLON.match(bare)) or bare.strip(" .") == ""


def _named_twice(phrase: Phrase) -> bool:
    """Whether a phrase is a label and its Chinese, which no lexicon knows: MESSRS 寶號."""
    hit = phrase.hits[0] if phrase.hits else None
    if hit is None or hit.start > 0 or any(c.isdigit() for c in phrase.text):
        return False
    rest = phrase.text[phrase.tokens[hit.end - 1].end :].strip(" :：/()（）")
    return 0 < len(rest) <= 8 and all(is_cjk(c) or c == "/" for c in rest) and not is_cjk(phrase.text[: len(phrase.text) - len(rest)])


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
    return start <= 4 and all(token.text in _PREFIX_WORDS for token in phrase.tokens[:start]) and ":" not in before


def _translated(phrase: Phrase, hit: Hit, before: str) -> bool:
    """Whether a label stands behind words of another language that say the same: 信用狀號碼 L/C No, `Emisión / Date`."""
    if any(c.isdigit() or c in ":：" for c in before) or len(before) > 30:
        return False
    behind = phrase.text[phrase.tokens[hit.end - 1].end :]
    ends = not any(c.isalnum() for c in behind) or bool(_COLON.match(behind))
    label = phrase.text[phrase.tokens[hit.start].start : phrase.tokens[hit.end - 1].end]
    foreign = is_cjk(before) and not is_cjk(label) and not re.search(r"[A-Za-z]", before)
    return ends and (foreign or (before.rstrip().endswith("/") and len(before.split()) <= 4))


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
        for label in [_caption(phrase)] if phrase.caption else _in_phrase(phrase):
            if _is_translation(layout, label):
                label.inline = Span([])
            found.append(label)
    return found


def _is_translation(layout: Layout, label: Label) -> bool:
    """Whether what follows a Chinese label is its translation, in words no lexicon knows: 船名/航班 BY | AF578."""
    text = label.inline.text
    if _named_twice(label.phrase):
        return True
    beside = any(p.x0 >= label.phrase.x1 and not p.hits for p in layout.rows[label.phrase.row])
    words = text.isascii() and all(word.isalpha() and word.isupper() for word in text.split())
    return bool(text) and is_cjk(label.text) and words and len(text) <= 20 and not label.colon and beside


def _caption(phrase: Phrase) -> Label:
    """A caption as one label: all its words belong to it, known or not."""
    words = canonical(tokenise(phrase.text))
    told = [hit for hit in phrase.hits if " ".join(words[hit.start : hit.end]) not in _GENERIC] or phrase.hits
    meanings = tuple(dict.fromkeys(meaning for hit in told for meaning in hit.meanings))
    start, end = min(hit.start for hit in told), max(hit.end for hit in told)
    text = " ".join(words[start:end])
    return Label(meanings, phrase, 0, len(phrase.tokens), text, Span([]), "", False, True)


def _broken(layout: Layout, phrase: Phrase) -> tuple[tuple[str, ...], Phrase, str] | None:
    """A label set in two lines: DELIVERY over TERMS."""
    tokens = canonical(tokenise(phrase.text))
    if not tokens or len(tokens) > 4 or any(t.isdigit() for t in tokens) or phrase.words[0].cell is not None:
        return None
    alone = () if len(tokens) == 1 and len(tokens[0]) <= 5 else labels().whole(tokens)
    if alone and not alone[0].startswith("_") and " ".join(tokens) not in _GENERIC:
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
            meanings = labels().whole([*tokens, *rest]) if rest else ()
            # From … over To … are two; SHIP … over TO … name a party
            valued = _has_value(layout, phrase) and _has_value(layout, below)
            apart = valued and not set(meanings).intersection(PARTIES)
            if meanings and not apart and labels().whole(tokens) != meanings and len(rest) <= 4:
                return meanings, below, " ".join([*tokens, *rest])
            return None
    return None


def _has_value(layout: Layout, phrase: Phrase) -> bool:
    """Whether something that is no label stands beside a phrase, or behind a colon within it."""
    beside = next((p for p in layout.rows[phrase.row] if p.x0 >= phrase.x1), None)
    return (bool(re.search(r"[:：]\s*\S", phrase.text)) or (phrase.text.count(":") > 0 and beside is not None)) or (
        beside is not None and not beside.hits
    )


def _in_phrase(phrase: Phrase) -> Iterator[Label]:
    text, tokens = phrase.text, phrase.tokens
    hits = [_before_bracket(phrase, hit) for hit in phrase.hits if not _in_brackets(text, tokens[hit.start].start)]
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
        carried = "_carried" in hit.meanings  # COMMERCIAL INVOICE REPORT is no label of a number
        if merged and not carried and hit.start == merged[-1][1] and re.fullmatch(r"[\s/|().,:：&-]*", between):
            start, _, meanings = merged[-1]
            complete = hits[-1].end == len(tokens)
            if meanings == hit.meanings or "/" in between or "&" in between or (complete and not between.strip()):
                both = tuple(dict.fromkeys([*meanings, *hit.meanings]))
                scripts = {is_cjk(" ".join(levelled_tokens[merged[-1][0] : merged[-1][1]])), is_cjk(levelled_tokens[hit.start])}
                if len(scripts) == 2 or ("/" not in between and "&" not in between):
                    both = _together(levelled_tokens, merged[-1], hit)
                if meanings == hit.meanings or (":" not in between and "：" not in between):
                    merged[-1] = (start, hit.end, both)
                    continue
        merged.append((hit.start, hit.end, hit.meanings))
    far = {strict: [_anchored(text, tokens, s, e, -1, strict=strict) for s, e, _ in merged] for strict in (False, True)}
    for number, (start, end, meanings) in enumerate(merged):
        text_kind = any(HEADER.get(meaning) == "text" for meaning in meanings)
        until: int | None = None
        for other in range(number + 1, len(merged)):
            first, last = merged[other][:2]
            next_one = other == number + 1
            if _anchored(text, tokens, first, last, end, strict=text_kind) if next_one else far[text_kind][other]:
                until = first
                break
        stop = min(tokens[until].start if until is not None else len(text), tokens[end - 1].end + MAX_VALUE)
        after = text[tokens[end - 1].end : stop]
        filler = _FILLERS.match(after) or _ALTERNATIVE.match(after)
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
        colon = bool(_COLON.match(rest)) or bool(_COLON.match(after))
        yield Label(meanings, phrase, start, end, levelled, span, bracket, colon, begins(phrase, start))


def _together(words: Sequence[str], one: tuple[int, int, tuple[str, ...]], other: Hit) -> tuple[str, ...]:
    """What two labels side by side mean; a word that may mean many things says nothing beside one that is plain."""
    vague = [
        " ".join(words[start:end]) in _GENERIC or all(meaning.startswith("_") for meaning in meanings)
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


def _numbered(rest: str) -> bool:
    """Whether a bare 'No.' is followed by a colon or by what can only be a reference: no house number."""
    return bool(_COLON.match(rest)) or bool(re.match(r"^[\s.]*(?=\S*\d)[A-Z0-9][\w/-]{4,}(?:\s|$)", rest))


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


def _anchored(text: str, tokens: Sequence[PhraseToken], start: int, end: int, previous: int, *, strict: bool) -> bool:
    """Whether a label inside a phrase is one: it is followed by a colon, or stands after a comma.

    `previous` is where the label before it ends, -1 where others stand between.
    """
    after = text[tokens[end - 1].end : tokens[end - 1].end + 80]
    before = text[max(0, tokens[start].start - 20) : tokens[start].start]
    if _COLON.match(_FILLERS.sub("", after)) or _COLON.match(after):
        return True
    if strict:
        return False  # words of other labels occur in running text: `T/T 30 days after B/L date`
    if start == previous and re.fullmatch(r"\s*[:：.]*\s*", text[tokens[previous - 1].end : tokens[start].start]):
        return False  # the first word behind a label is its value: `Payment: Net 60 days`
    return (
        bool(_SEPARATED.search(before))
        or end - start >= 2
        or (bool(re.match(r"^\s*[A-Z]*\d", after)) and not before.rstrip().endswith(tuple("0123456789")))
    )


def anchored(label: Label) -> bool:
    """Whether a label may be trusted where it stands inside a phrase."""
    if label.leading or label.colon:
        return True
    before = label.phrase.text[: label.phrase.tokens[label.start].start]
    return bool(_SEPARATED.search(before))
