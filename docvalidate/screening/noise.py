"""Taking off what stands around a name on trade papers: branches, addresses, contacts, roles, references.

Nothing here knows a benchmark's patterns. A text is cut into segments at commas, brackets, line ends and cue words
(`noise_cues.csv`); every segment is judged by what it holds (`segment_words.py`: a street word and a number, a branch
word among places, a legal form); and what remains gives one or several readings of the name, which are all compared
with the lists.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from docvalidate.screening.folding import BREAK, fold_tokens
from docvalidate.screening.forms import FORM_TOKENS, form_end
from docvalidate.screening.framing import framed, said_once, without_own_initials
from docvalidate.screening.names import TokenWeights
from docvalidate.screening.segment_words import (
    before_noise,
    can_stand_alone,
    is_noise,
    says_nothing,
    without_places,
)
from docvalidate.screening.segments import Segment, segments

_DOTTED = re.compile(r"\b([A-Za-z]{2,6})\.(?=\s)")
_TITLES = frozenset(
    [
        *("mr", "mrs", "ms", "miss", "mister", "dr", "prof", "eng", "engr", "ing", "herr", "frau", "mme", "mlle"),
        *("monsieur", "senor", "senora", "sr", "sra", "srta", "sig", "signor", "signora", "dott", "bapak", "ibu"),
    ]
)
LONGEST_PERSON = 3
"""Words of a person's name behind a title, when a company follows (`Mr J. Doe, Alpha Trading`)."""
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


def readings(text: str, weights: TokenWeights) -> list[Reading]:
    """Readings of the name in a printed party line, the most complete first; never empty for a text with letters.

    >>> [" ".join(r.tokens) for r in readings("M/S HUAYUAN TRADING CO LTD, ATTN MR LI", TokenWeights())][0]
    'huayuan trading co ltd'
    """
    printed = fold_tokens(text)
    tokens = said_once(without_own_initials(printed))
    parts = segments(tokens, frozenset(word.lower() for word in _DOTTED.findall(text)))
    names: list[Segment] = []
    for segment in parts:
        if segment.kind == "name" and not is_noise(segment.tokens, weights, first=not names):
            names.append(segment)
    if not names:
        # Nothing but noise: the first segment then is the name, also behind a cue such as 'for the attention of'.
        names = [segment for segment in parts if segment.tokens and segment.kind == "name"][:1]
        names = names or [segment for segment in parts if segment.tokens][:1]
    if not names:
        whole = tuple(token for token in tokens if token != BREAK)
        return [Reading(whole)] if whole else []
    dropped = tuple(
        [" ".join(s.stripped) for s in parts if s.stripped]
        + [" ".join(s.tokens) for s in parts if s.tokens and s not in names]
    )
    apart = frozenset(
        token
        for segment in parts
        if segment not in names and segment.kind == "name" and segment.tokens and not without_places(segment.tokens)
        for token in segment.tokens
    )
    out: list[Reading] = []
    whole_tokens: list[str] = []
    for segment in names:
        whole_tokens += [BREAK, *segment.tokens] if whole_tokens else segment.tokens
    out.append(Reading(tuple(whole_tokens), dropped, apart))
    out += [Reading(tuple(party), dropped, apart, partial=True) for party in _parties(names)]
    title = parts[0].stripped[-1:]
    if (
        title
        and title[0] in _TITLES
        and len(parts[0].tokens) <= LONGEST_PERSON
        and len(names) > 1
        and names[0] is parts[0]
    ):
        behind = [token for segment in names[1:] for token in (BREAK, *segment.tokens)]
        out.append(Reading(tuple(behind[1:]), dropped, apart, partial=True))
    untouched = _before_first_noise(parts, names)
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


def _before_first_noise(segments: list[Segment], names: list[Segment]) -> tuple[str, ...]:
    """The name where an address or a reference has begun and more text follows it (`..., PO Box 12, Exampletown`)."""
    kept: list[str] = []
    for segment in segments:
        if segment in names:
            kept += [BREAK, *segment.tokens] if kept else segment.tokens
        elif kept:
            rest = [token for token in kept if token not in FORM_TOKENS and token != BREAK]
            return tuple(kept) if len(kept) > 1 and rest else ()
    return ()


def _parties(names: list[Segment]) -> list[list[str]]:
    """The tokens of each party where a cue such as `c/o` sets one apart from another."""
    groups: list[list[str]] = []
    for segment in names:
        if segment.party or not groups:
            groups.append(list(segment.tokens))
        else:
            groups[-1] += [BREAK, *segment.tokens]
    return groups if len(groups) > 1 else []
