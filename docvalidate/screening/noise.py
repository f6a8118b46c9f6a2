"""Taking off what stands around a name on trade papers: branches, addresses, contacts, roles, references.

Nothing here knows a benchmark's patterns. A text is cut into segments at commas, brackets, line ends and cue words
(`noise_cues.csv`); every segment is judged by what it holds (a street word and a number, a branch word among places, a
legal form); and what remains gives one or several readings of the name, which are all compared with the lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from docvalidate.screening.folding import BREAK, fold_tokens
from docvalidate.screening.forms import FORM_TOKENS, form_end, strip_forms
from docvalidate.screening.framing import framed, said_once, without_own_initials
from docvalidate.screening.names import CONNECTORS, TELLING, TokenWeights
from docvalidate.screening.tables import noise_cues, places, word_frequencies

_DOTTED = re.compile(r"\b([A-Za-z]{2,6})\.(?=\s)")
_LONGEST_CUE = max(len(cue) for cue in noise_cues())
_FIRST_OF_CUE = frozenset(cue[0] for cue in noise_cues())
_STARTS_SEGMENT = frozenset({"contact", "reference", "party", "alias"})
_WEAK_CUES = frozenset(
    [
        "cell",
        "mobile",
        "phone",
        "mail",
        "web",
        "contact",
        "ref",
        "pic",
        "mid",
        "cin",
        "nit",
        "inn",
        "pin",
        "tin",
        "cif",
        "rfc",
        "invoice",
        "reference",
        "via",
        "pan",
        "account",
        "mob",
        "ph",
        "att",
        "iec",
        "lei",
        "ein",
        "known",
        "formerly",
        "previously",
    ]
)
"""Cue words that are also words of names: they count only before a number or a colon."""
_NO_TITLES = frozenset({"the", "to", "from", "by", "for"})
_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "dr", "prof", "herr", "frau", "mme", "mlle", "monsieur", "senor", "senora"}
)
LONGEST_PERSON = 3
"""Words of a person's name behind a title, when a company follows (`Mr J. Doe, Alpha Trading`)."""
_BEHIND_A_FORM = frozenset(
    {
        "contact",
        "reference",
        "party",
        "alias",
        "unit",
        "address",
        "address-before",
        "address-street",
        "landmark",
        "prefix",
        "prefix-person",
    }
)
_STRIPPED_IN_FRONT = frozenset({"prefix", "role", "prefix-person"})
_STREET_ENDINGS = (
    "strasse",
    "straat",
    "gasse",
    "weg",
    "platz",
    "allee",
    "laan",
    "vej",
    "gatan",
    "gata",
    "vagen",
    "katu",
    "utca",
)
"""Street words that German, Dutch, Nordic and Hungarian addresses write as the end of a name."""
TRADE_WORD = 300.0
"""Names in a million from which a word counts as one of trade rather than of a name."""
UNNAMED = 10.0
"""Names in a million below which a role's word (`consignee`) in the middle of a line is surely none of a name."""
MAXIMUM_READINGS = 12


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the name in a text: its tokens, and what was taken off to get there."""

    tokens: tuple[str, ...]
    taken_off: tuple[str, ...] = ()
    places: frozenset[str] = frozenset()
    """Places that stood by themselves in brackets or between commas: of the address, or part of the name."""
    partial: bool = False
    """A part that may stand for itself (a segment, the text before a legal form), rather than the whole text."""


@dataclass(slots=True)
class _Segment:
    kind: str
    tokens: list[str]
    stripped: list[str]
    party: bool = False
    """A cue such as `c/o` sets it apart as a party of its own."""


def readings(text: str, weights: TokenWeights) -> list[Reading]:
    """Readings of the name in a printed party line, the most complete first; never empty for a text with letters.

    >>> [" ".join(r.tokens) for r in readings("M/S HUAYUAN TRADING CO LTD, ATTN MR LI", TokenWeights())][0]
    'huayuan trading co ltd'
    """
    tokens = said_once(without_own_initials(fold_tokens(text)))
    segments = _segments(tokens, frozenset(word.lower() for word in _DOTTED.findall(text)))
    names: list[_Segment] = []
    for segment in segments:
        if segment.kind == "name" and not _is_noise(segment.tokens, weights, first=not names):
            names.append(segment)
    if not names:
        # Nothing but noise: the first segment then is the name, also behind a cue such as 'for the attention of'.
        names = [segment for segment in segments if segment.tokens and segment.kind == "name"][:1]
        names = names or [segment for segment in segments if segment.tokens][:1]
    if not names:
        whole = tuple(token for token in tokens if token != BREAK)
        return [Reading(whole)] if whole else []
    dropped = tuple(
        [" ".join(s.stripped) for s in segments if s.stripped]
        + [" ".join(s.tokens) for s in segments if s.tokens and s not in names]
    )
    apart = frozenset(
        token
        for segment in segments
        if segment not in names and segment.kind == "name" and segment.tokens and not _without_places(segment.tokens)
        for token in segment.tokens
    )
    out: list[Reading] = []
    whole_tokens: list[str] = []
    for segment in names:
        whole_tokens += [BREAK, *segment.tokens] if whole_tokens else segment.tokens
    out.append(Reading(tuple(whole_tokens), dropped, apart))
    out += [Reading(tuple(party), dropped, apart, partial=True) for party in _parties(names)]
    title = segments[0].stripped[-1:]
    if (
        title
        and title[0] in _TITLES
        and len(segments[0].tokens) <= LONGEST_PERSON
        and len(names) > 1
        and names[0] is segments[0]
    ):
        behind = [token for segment in names[1:] for token in (BREAK, *segment.tokens)]
        out.append(Reading(tuple(behind[1:]), dropped, apart, partial=True))
    before_noise = _before_first_noise(segments, names)
    if before_noise:
        out.append(Reading(before_noise, dropped, apart, partial=True))
    before: list[str] = []
    for segment in names:
        for head in _before_noise(segment.tokens, weights, follows_a_name=bool(before)):
            rest = " ".join(segment.tokens[len(head) :])
            for part in ((*before, *head), tuple(head)):
                if not FORM_TOKENS.issuperset(part):
                    out.append(Reading(part, (*dropped, rest), apart, partial=True))
        beside_a_firm = len(segment.tokens) > 1 and form_end(before) is not None
        if len(names) > 1 and (segment.party or beside_a_firm or _can_stand_alone(segment.tokens, weights)):
            others = tuple(" ".join(other.tokens) for other in names if other is not segment)
            out.append(Reading(tuple(segment.tokens), dropped + others, apart, partial=True))
        before += segment.tokens
    if len(names) > 2 and not any(FORM_TOKENS.intersection(segment.tokens) for segment in names):
        first = (*names[0].tokens, BREAK, *names[1].tokens)  # `SURNAME, Given, building, town`
        out.append(Reading(first, dropped, apart, partial=True))
    out += [
        Reading(part.tokens, (_rest(tokens, part.tokens),), part.places, partial=True)
        for part in framed(text, tokens, weights)
    ]
    if dropped:
        out.append(Reading(tuple(token for token in tokens if token != BREAK)))
    unique: dict[tuple[str, ...], Reading] = {}
    for reading in out:
        if reading.tokens:
            unique.setdefault(tuple(t for t in reading.tokens if t != BREAK), reading)
    return list(unique.values())[:MAXIMUM_READINGS]


def _rest(tokens: tuple[str, ...], part: tuple[str, ...]) -> str:
    kept = set(part)
    return " ".join(token for token in tokens if token != BREAK and token not in kept)


def _before_first_noise(segments: list[_Segment], names: list[_Segment]) -> tuple[str, ...]:
    """The name where an address or a reference has begun and more text follows it (`..., PO Box 12, Exampletown`)."""
    kept: list[str] = []
    for segment in segments:
        if segment in names:
            kept += [BREAK, *segment.tokens] if kept else segment.tokens
        elif kept:
            rest = [token for token in kept if token not in FORM_TOKENS and token != BREAK]
            return tuple(kept) if len(kept) > 1 and rest else ()
    return ()


def _parties(names: list[_Segment]) -> list[list[str]]:
    """The tokens of each party where a cue such as `c/o` sets one apart from another."""
    groups: list[list[str]] = []
    for segment in names:
        if segment.party or not groups:
            groups.append(list(segment.tokens))
        else:
            groups[-1] += [BREAK, *segment.tokens]
    return groups if len(groups) > 1 else []


def _cue_at(tokens: tuple[str, ...] | list[str], position: int) -> tuple[int, str]:
    """Length in tokens and kind of the longest cue at a position; (0, '') where there is none."""
    if tokens[position] not in _FIRST_OF_CUE:
        return 0, ""
    cues = noise_cues()
    for length in range(min(_LONGEST_CUE, len(tokens) - position), 0, -1):
        kind = cues.get(tuple(tokens[position : position + length]))
        if kind is not None:
            return length, kind
    return 0, ""


def _segments(tokens: tuple[str, ...], dotted: frozenset[str]) -> list[_Segment]:
    out = [_Segment("name", [], [])]
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if token == BREAK:
            if out[-1].tokens or out[-1].kind in ("contact", "reference"):
                out.append(_Segment("name", [], []))
            position += 1
            continue
        length, kind = _cue_at(tokens, position)
        colon = position + length < len(tokens) and tokens[position + length] == BREAK
        if length == 1 and token in _WEAK_CUES and position + 1 < len(tokens):
            following = tokens[position + 1]
            behind_a_break = position > 0 and tokens[position - 1] == BREAK
            marked = token in dotted  # `ATT. OLGA PETROVA`
            person = noise_cues().get((following,), "").startswith("prefix") and following not in _NO_TITLES
            if following != BREAK and not _is_number(following) and not (behind_a_break or person or marked):
                length, kind = 0, ""
        if kind == "role" and position > 0 and (length > 1 or colon or _is_no_name(token)):
            kind = "party"  # a role in the middle of a line begins another party
        if kind in _STARTS_SEGMENT and (position > 0 or length > 1 or kind in ("contact", "party")):
            apart = kind in ("party", "alias")
            if out[-1].tokens:
                out[-1].party = out[-1].party or apart
                out.append(_Segment("name", [], []))
            out[-1].party = apart
            if kind in ("contact", "reference"):
                out[-1].kind = kind
            out[-1].stripped += tokens[position : position + length]
            position += length
            if colon:
                position += 1
            continue
        at_front = not out[-1].tokens and out[-1].kind == "name"
        strippable = kind in _STRIPPED_IN_FRONT or (kind == "role-colon" and colon)
        more_follows = any(t != BREAK for t in tokens[position + length :])
        if length and at_front and strippable and more_follows:
            out[-1].stripped += tokens[position : position + length]
            position += length + (1 if colon else 0)
            continue
        out[-1].tokens.append(token)
        position += 1
    return _with_forms(segment for segment in out if segment.tokens or segment.stripped)


def _with_forms(segments: Iterable[_Segment]) -> list[_Segment]:
    """A legal form between commas (`Alpha Trading, LLC`) belongs to the name before it."""
    out: list[_Segment] = []
    for segment in segments:
        form_only = segment.kind == "name" and segment.tokens and FORM_TOKENS.issuperset(segment.tokens)
        if (
            form_only
            and not segment.stripped
            and not segment.party
            and out
            and out[-1].kind == "name"
            and out[-1].tokens
        ):
            if len(out) > 1 and len(out[-1].tokens) == 1 and _follows_a_name(out):
                out[-2].tokens += out.pop().tokens  # `Alpha Precision (IRL) Limited`: a word within the name
            out[-1].tokens += segment.tokens
        else:
            out.append(segment)
    return out


def _follows_a_name(segments: list[_Segment]) -> bool:
    before, last = segments[-2:]
    return before.kind == "name" and bool(before.tokens) and not last.party and not last.stripped


def _is_no_name(token: str) -> bool:
    """A word that hardly any company bears in its name."""
    return word_frequencies().get(token, 0.0) < UNNAMED


def _is_number(token: str) -> bool:
    return any(character.isdigit() for character in token)


def _is_noise(tokens: list[str], weights: TokenWeights, *, first: bool) -> bool:
    """An address, a branch or a place by itself, to judge by what the segment holds.

    `first`: no name came before, so that a street's word without a number (`Tower Foods`) is more likely part of one.
    """
    kinds: set[str] = set()
    covered = [False] * len(tokens)
    position = 0
    while position < len(tokens):
        length, kind = _cue_at(tokens, position)
        if length and kind in ("unit", "address", "address-before", "address-street", "landmark", "unit-tail"):
            kinds.add(kind)
            for k in range(position, position + length):
                covered[k] = True
            position += length
        else:
            position += 1
    numbers = sum(_is_number(token) for token in tokens)
    has_form = form_end(tokens) is not None
    rest = [t for t, c in zip(tokens, covered, strict=True) if not c and not _is_number(t) and t not in CONNECTORS]
    places_left = _without_places(rest)
    if has_form:
        return False
    if not places_left:  # nothing but places, numbers and cue words
        return True
    if kinds & {"address", "address-before", "address-street", "landmark"} and (
        numbers or (len(places_left) <= 2 and not first)
    ):
        return not _begins_with_a_name(tokens)
    if not first and len(places_left) <= 1 and any(token.isdigit() and len(token) >= 5 for token in tokens):
        return True  # a town and its post code
    if numbers and len(places_left) <= 1 and len(tokens) <= 4 and (tokens[0][0].isdigit() or not first):
        return True
    if "unit" in kinds and not first:
        # 'export department' is no name; 'Abdul Karim, export department' holds one.
        return all(
            weights.weight(token) < TELLING and word_frequencies().get(token, 0.0) >= TRADE_WORD
            for token in places_left
        )
    return False


def _begins_with_a_name(tokens: list[str]) -> bool:
    """Words stand before the address begins, and they are no street's name (`Keyuan Road 15`)."""
    known = places()
    for position, token in enumerate(tokens):
        _, kind = _cue_at(tokens, position)
        if kind in ("address-before", "landmark") or _is_number(token):
            return any(word not in known for word in tokens[:position])
        if kind:
            return False
    return False


def _without_places(tokens: list[str]) -> list[str]:
    known = places()
    out: list[str] = []
    position = 0
    while position < len(tokens):
        for length in (3, 2, 1):
            if position + length <= len(tokens) and "".join(tokens[position : position + length]) in known:
                position += length
                break
        else:
            out.append(tokens[position])
            position += 1
    return out


def _before_noise(tokens: list[str], weights: TokenWeights, *, follows_a_name: bool) -> list[list[str]]:
    """Parts of a segment before glued noise: after a legal form, or from a street, a number or a branch word on.

    Where the words before a street's or department's word may belong to it (`... Al Quoz Industrial Area`, `... import
    division`), shorter parts are given as well.
    """
    end = form_end(tokens)
    if end is not None and end < len(tokens) and _looks_like_noise(tokens[end:]):
        return [tokens[:end]]
    for position in range(1, len(tokens)):
        length, kind = _cue_at(tokens, position)
        head = tokens[:position]
        tail = tokens[position:]
        numbered = any(_is_number(token) for token in tail)
        if end == len(tokens) and not (kind in ("unit", "landmark") and form_end(head) is not None):
            continue  # what a legal form ends (`Holding No. 3 LLC`, `Alpha Warehouse LLC`) belongs to the name
        shorter = 0
        if kind == "unit":  # "... shanghai branch": the places before the branch word belong to it
            while len(head) > 1 and head[-1] in places():
                head = head[:-1]
            shorter = 1 if word_frequencies().get(head[-1], 0.0) >= TRADE_WORD else 0
        elif kind == "address-before":
            if not numbered and not (position + length < len(tokens) and len(tokens[position + length]) == 1):
                continue
        elif kind == "address":
            if not numbered:
                continue
            shorter = 2
        elif kind != "landmark" and not (tokens[position].isdigit() and _continues_as_address(tail)):
            continue
        heads = [head[: len(head) - less] for less in range(shorter + 1)]
        return [
            one
            for one in heads
            if (words := [token for token in one if token not in FORM_TOKENS])
            and (len(words) >= 2 or follows_a_name or weights.weight(words[0]) >= TELLING)
        ]
    return []


def _continues_as_address(tail: list[str]) -> bool:
    """A number begins an address where a street, a place or another address word follows it."""
    known = places()
    return len(tail[0]) >= 4 or any(
        token in known or token.endswith(_STREET_ENDINGS) or _cue_at(tail, position)[1].startswith("address")
        for position, token in enumerate(tail)
        if position
    )


def _looks_like_noise(tail: list[str]) -> bool:
    """Text glued behind a legal form that is an address, a branch, a person or a number rather than more name."""
    if not _without_places(tail):
        return True
    return any(token.isdigit() or _cue_at(tail, position)[1] in _BEHIND_A_FORM for position, token in enumerate(tail))


def _can_stand_alone(tokens: list[str], weights: TokenWeights) -> bool:
    if FORM_TOKENS.issuperset(tokens):
        return False
    words = [token for token in strip_forms(tuple(tokens))[0] if not _is_number(token)]
    if form_end(tokens) is not None:
        return any(weights.weight(token) >= TELLING for token in words)
    return len(words) >= 2 and any(weights.weight(token) >= TELLING for token in words)
