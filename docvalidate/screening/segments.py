"""A printed line cut into segments: at commas, brackets, line ends and the cue words of `noise_cues.csv`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from docvalidate.screening.folding import BREAK
from docvalidate.screening.forms import FORM_TOKENS
from docvalidate.screening.segment_words import cue_at, is_no_name, is_number
from docvalidate.screening.tables import noise_cues

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
_STRIPPED_IN_FRONT = frozenset({"prefix", "role", "prefix-person"})


@dataclass(slots=True)
class Segment:
    """A piece of the line, and the cue words that were taken off it."""

    kind: str
    tokens: list[str]
    stripped: list[str]
    party: bool = False
    """A cue such as `c/o` sets it apart as a party of its own."""


def segments(tokens: tuple[str, ...], dotted: frozenset[str]) -> list[Segment]:
    """The segments of folded tokens; `dotted` are the words that a point follows."""
    out = [Segment("name", [], [])]
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if token == BREAK:
            if out[-1].tokens or out[-1].kind in ("contact", "reference"):
                out.append(Segment("name", [], []))
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
                out.append(Segment("name", [], []))
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


def _with_forms(segments: Iterable[Segment]) -> list[Segment]:
    """A legal form between commas (`Alpha Trading, LLC`) belongs to the name before it."""
    out: list[Segment] = []
    for segment in segments:
        form_only = segment.kind == "name" and segment.tokens and FORM_TOKENS.issuperset(segment.tokens)
        if form_only and not segment.stripped and not segment.party and out and out[-1].tokens:
            if out[-1].kind == "name" and len(out) > 1 and len(out[-1].tokens) == 1 and _follows_a_name(out):
                out[-2].tokens += out.pop().tokens  # `Alpha Precision (IRL) Limited`: a word within the name
            out[-1].tokens += segment.tokens
        else:
            out.append(segment)
    return out


def _follows_a_name(segments: list[Segment]) -> bool:
    before, last = segments[-2:]
    return before.kind == "name" and bool(before.tokens) and not last.party and not last.stripped
