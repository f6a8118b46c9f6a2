"""Taking off what stands around a name on trade papers: branches, addresses, contacts, roles, references.

Nothing here knows a benchmark's patterns. A text is cut into segments at commas, brackets, line ends and cue words
(`noise_cues.csv`); every segment is judged by what it holds (`segment_words.py`: a street word and a number, a branch
word among places, a legal form); and what remains gives one or several readings of the name, which are all compared
with the lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from docvalidate.screening.folding import BREAK, fold_tokens
from docvalidate.screening.forms import FORM_TOKENS, form_end
from docvalidate.screening.framing import framed, said_once, without_own_initials
from docvalidate.screening.names import TokenWeights
from docvalidate.screening.segment_words import (
    before_noise,
    can_stand_alone,
    cue_at,
    is_no_name,
    is_noise,
    is_number,
    says_nothing,
    without_places,
)
from docvalidate.screening.tables import noise_cues

_DOTTED = re.compile(r"\b([A-Za-z]{2,6})\.(?=\s)")
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
    [
        *("mr", "mrs", "ms", "miss", "mister", "dr", "prof", "eng", "engr", "ing", "herr", "frau", "mme", "mlle"),
        *("monsieur", "senor", "senora", "sr", "sra", "srta", "sig", "signor", "signora", "dott", "bapak", "ibu"),
    ]
)
LONGEST_PERSON = 3
"""Words of a person's name behind a title, when a company follows (`Mr J. Doe, Alpha Trading`)."""
_STRIPPED_IN_FRONT = frozenset({"prefix", "role", "prefix-person"})
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
    printed = fold_tokens(text)
    tokens = said_once(without_own_initials(printed))
    segments = _segments(tokens, frozenset(word.lower() for word in _DOTTED.findall(text)))
    names: list[_Segment] = []
    for segment in segments:
        if segment.kind == "name" and not is_noise(segment.tokens, weights, first=not names):
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
        if segment not in names and segment.kind == "name" and segment.tokens and not without_places(segment.tokens)
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
    untouched = _before_first_noise(segments, names)
    if untouched:
        out.append(Reading(untouched, dropped, apart, partial=True))
    before: list[str] = []
    for segment in names:
        for head in before_noise(segment.tokens, weights, follows_a_name=bool(before)):
            rest = " ".join(segment.tokens[len(head) :])
            for part in ((*before, *head), tuple(head)):
                if not FORM_TOKENS.issuperset(part):
                    out.append(Reading(part, (*dropped, rest), apart, partial=True))
        beside_a_firm = len(segment.tokens) > 1 and form_end(before) is not None
        if len(names) > 1 and (segment.party or beside_a_firm or can_stand_alone(segment.tokens, weights)):
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
    if dropped or tokens != printed:
        out.append(Reading(tuple(token for token in printed if token != BREAK)))
    unique: dict[tuple[str, ...], Reading] = {}
    for reading in out:
        if reading.tokens and not (reading.partial and says_nothing(reading.tokens)):
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
        length, kind = cue_at(tokens, position)
        colon = position + length < len(tokens) and tokens[position + length] == BREAK
        if length == 1 and token in _WEAK_CUES and position + 1 < len(tokens):
            following = tokens[position + 1]
            behind_a_break = position > 0 and tokens[position - 1] == BREAK
            marked = token in dotted  # `ATT. OLGA PETROVA`
            person = noise_cues().get((following,), "").startswith("prefix") and following not in _NO_TITLES
            if following != BREAK and not is_number(following) and not (behind_a_break or person or marked):
                length, kind = 0, ""
        if kind == "role" and position > 0 and (length > 1 or colon or is_no_name(token)):
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
        strippable = kind in _STRIPPED_IN_FRONT or (
            kind == "role-colon" and (colon or _is_role(tokens, position + length))
        )
        more_follows = any(t != BREAK for t in tokens[position + length :])
        if length and at_front and strippable and more_follows:
            out[-1].stripped += tokens[position : position + length]
            position += length + (1 if colon else 0)
            continue
        out[-1].tokens.append(token)
        position += 1
    return _with_forms(segment for segment in out if segment.tokens or segment.stripped)


def _is_role(tokens: tuple[str, ...], position: int) -> bool:
    """Another role follows (`Manufacturer / Supplier ...`)."""
    return position < len(tokens) and tokens[position] != BREAK and cue_at(tokens, position)[1].startswith("role")


def _with_forms(segments: Iterable[_Segment]) -> list[_Segment]:
    """A legal form between commas (`Alpha Trading, LLC`) belongs to the name before it."""
    out: list[_Segment] = []
    for segment in segments:
        form_only = segment.kind == "name" and segment.tokens and FORM_TOKENS.issuperset(segment.tokens)
        if form_only and not segment.stripped and not segment.party and out and out[-1].tokens:
            if out[-1].kind == "name" and len(out) > 1 and len(out[-1].tokens) == 1 and _follows_a_name(out):
                out[-2].tokens += out.pop().tokens  # `Alpha Precision (IRL) Limited`: a word within the name
            out[-1].tokens += segment.tokens
        else:
            out.append(segment)
    return out


def _follows_a_name(segments: list[_Segment]) -> bool:
    before, last = segments[-2:]
    return before.kind == "name" and bool(before.tokens) and not last.party and not last.stripped
