"""Readings that need no word list: what stands before a colon, a number, a second party or a town, and behind a label.

Nobody knows every word that papers put around a name. But a label ends in a colon, contacts and registrations hold
long numbers, addresses hold numbers, a legal form ends a name, and a branch is named by its town.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docvalidate.screening.folding import BREAK, fold_tokens
from docvalidate.screening.forms import FORM_TOKENS, form_end
from docvalidate.screening.names import ARTICLES, CONNECTORS, TELLING, TokenWeights, is_number
from docvalidate.screening.phrases import by_phrases
from docvalidate.screening.segment_words import cue_at
from docvalidate.screening.tables import noise_cues, places

LONGEST_LABEL = 4
"""Words before a colon that may be a label (`importer of record:`)."""
COLONS_READ = 2
JOINTS = frozenset({"per", "via", "through", "thru", "notify"})
"""Words between two parties."""
LONGEST_INITIALS = 8
NUMBERS_READ = 2
FEWEST_DIGITS = 5
WORDS_OF_AN_ADDRESS = 3
"""A number begins an address or a registration where so many digits, or words, follow."""
LONGEST_ADDRESS = 8
WORDS_OF_A_STREET = 3
"""An address in front of a name ends within so many words, its street's name has no more."""
LABEL_WORDS = 2
"""Words before a number or a colon that may belong to it (`vat no`, `kind attn`)."""


@dataclass(frozen=True, slots=True)
class Framed:
    """A part of the text that may be the name alone, and the places that stood beside it."""

    tokens: tuple[str, ...]
    places: frozenset[str] = frozenset()


def framed(text: str, tokens: tuple[str, ...], weights: TokenWeights) -> Iterator[Framed]:
    """Parts of a printed line that its own marks set apart, the likeliest first.

    >>> [" ".join(part.tokens) for part in framed("HUAYUAN TRADING XY-ID 91310050", (
    ...     "huayuan", "trading", "xy", "id", "91310050"), TokenWeights())]
    ['huayuan trading xy id', 'huayuan trading xy', 'huayuan trading']
    """
    plain = tuple(token for token in tokens if token != BREAK)
    seen = {plain}
    for part in (
        *_around_colons(text),
        *_by_forms(plain),
        *_before_numbers(plain),
        *_before_a_town(plain),
        *_behind_an_address(plain),
        *_behind_a_unit(plain),
        *map(Framed, by_phrases(plain)),
    ):
        if part.tokens not in seen and _can_be_a_name(part.tokens, weights):
            seen.add(part.tokens)
            yield part


def without_own_initials(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """Tokens without a set-apart word that is made of the first letters of the others.

    >>> without_own_initials(("korean", "space", "technology", "|", "kst"))
    ('korean', 'space', 'technology', '|')
    """
    if BREAK not in tokens:
        return tokens
    for position, token in enumerate(tokens):
        behind = tokens[position + 1 : position + 2] or (BREAK,)
        alone = (position == 0 or tokens[position - 1] == BREAK) and behind == (BREAK,)
        if alone and 2 <= len(token) <= LONGEST_INITIALS and token != BREAK:
            others = [other for place, other in enumerate(tokens) if place != position and other != BREAK]
            full = "".join(other[0] for other in others)
            short = "".join(other[0] for other in others if other not in CONNECTORS | ARTICLES)
            if token in (full, short) or (len(token) > 2 and (full.startswith(token) or short.startswith(token))):
                return tokens[:position] + tokens[position + 1 :]
    return tokens


def said_once(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """A text that says the same twice, once."""
    plain = tuple(token for token in tokens if token != BREAK)
    half = len(plain) // 2
    return plain[:half] if half > 1 and len(plain) == 2 * half and plain[:half] == plain[half:] else tokens


def _can_be_a_name(tokens: tuple[str, ...], weights: TokenWeights) -> bool:
    words = [token for token in tokens if token not in FORM_TOKENS and token not in CONNECTORS]
    if not words:
        return False
    return len(words) >= 2 or (len(tokens) > len(words) and weights.weight(words[0]) >= TELLING)


def _around_colons(text: str) -> Iterator[Framed]:
    """What follows a short label and a colon; what stands before a later one, with and without its label."""
    head, position = "", 0
    for _ in range(COLONS_READ):
        at = text.find(":", position)
        if at < 0:
            return
        head = text[:at]
        before = tuple(token for token in fold_tokens(head) if token != BREAK)
        if len(before) <= LONGEST_LABEL:
            yield Framed(tuple(token for token in fold_tokens(text[at + 1 :]) if token != BREAK))
        for words in range(1, LABEL_WORDS + 1):
            yield Framed(before[:-words])
        position = at + 1


def _by_forms(tokens: tuple[str, ...]) -> Iterator[Framed]:
    """Each party where the line holds two legal forms apart: two names stand in it."""
    ends: list[int] = []
    start = 0
    while start < len(tokens):
        end = form_end(list(tokens[start:]))
        if end is None:
            break
        if not FORM_TOKENS.issuperset(tokens[start : start + end]):
            ends.append(start + end)
        start += end
    joint = next((i for i, token in enumerate(tokens) if token in JOINTS and 0 < i < len(tokens) - 1), None)
    if joint is not None and (not ends or ends[-1] > joint):
        yield Framed(tokens[:joint])
        yield Framed(tokens[joint + 1 :])
    if len(ends) > 1:
        start = 0
        for end in ends:
            yield Framed(_without_joiners(tokens[start:end]))
            start = end


def _without_joiners(tokens: tuple[str, ...]) -> tuple[str, ...]:
    start = 0
    while start < len(tokens) and (tokens[start] in CONNECTORS or tokens[start] in ARTICLES):
        start += 1
    return tokens[start:]


def _before_numbers(tokens: tuple[str, ...]) -> Iterator[Framed]:
    """What stands before a number, with and without the words that may belong to it: the first, or one behind it.

    A number with a legal form behind it (`Holding 3 LLC`) belongs to the name.
    """
    starts = [i for i, token in enumerate(tokens) if i >= 2 and _starts_a_number(token)]
    if not starts or form_end(["", *tokens[starts[-1] :]]) is not None:
        return
    for at in starts[:NUMBERS_READ]:
        digits = sum(character.isdigit() for token in tokens[at:] for character in token)
        if digits >= FEWEST_DIGITS or len(tokens) - at >= WORDS_OF_AN_ADDRESS:
            for less in range(LABEL_WORDS + 1):
                yield Framed(tokens[: at - less])


def _starts_a_number(token: str) -> bool:
    return token[0].isdigit() or is_number(token)


def _before_a_town(tokens: tuple[str, ...]) -> Iterator[Framed]:
    """What stands before a town and a branch's word at the end (`filiale turin`, `turin works`)."""
    known = places()
    last = len(tokens)
    unit_behind = last > 0 and _is_unit(tokens[-1])
    end = last - 1 if unit_behind else last
    for size in (3, 2, 1):
        town = "".join(tokens[end - size : end]) if end - size >= 2 else ""
        if town and town in known:
            head = tokens[: end - size]
            apart = frozenset({town, *tokens[end - size : end]})
            if _is_unit(head[-1]):
                yield Framed(head[:-1], apart)
            elif unit_behind or head[-1] not in CONNECTORS | ARTICLES:
                yield Framed(head, apart)
            return


def _behind_an_address(tokens: tuple[str, ...]) -> Iterator[Framed]:
    """What follows an address that begins the line (`14 Dock Road ...`, `Plot 3 Sector 9 ...`, `Via Genova 12 ...`),
    with and without a town behind it."""
    ends = [0]
    numbered = False
    position = 0
    while position < min(len(tokens), LONGEST_ADDRESS):
        length, kind = cue_at(tokens, position)
        if kind.startswith("address") or _starts_a_number(tokens[position]):
            numbered = numbered or _starts_a_number(tokens[position])
            position += length if kind.startswith("address") else 1
            ends.append(position)
        elif position - ends[-1] >= WORDS_OF_A_STREET:
            break
        else:
            position += 1
    if not numbered:
        return
    for end in ends[-1:0:-1][:2]:
        rest = tokens[end:]
        yield from _before_a_town(rest)
        yield Framed(rest)


def _behind_a_unit(tokens: tuple[str, ...]) -> Iterator[Framed]:
    """What follows a department or an officer in front of the name (`Accounts Payable ...`, `The Manager ...`)."""
    length, kind = cue_at(tokens, 0) if tokens else (0, "")
    if kind == "unit" and 0 < length < len(tokens):
        start = length + (tokens[length] in CONNECTORS)
        yield Framed(tokens[start:])


def _is_unit(token: str) -> bool:
    return noise_cues().get((token,), "").startswith("unit")
