"""What the words of a segment are: an address, a branch, a place, or a name with one of these glued to it."""

from __future__ import annotations

from docvalidate.screening.forms import FORM_TOKENS, form_end, strip_forms
from docvalidate.screening.names import CONNECTORS, TELLING, TokenWeights
from docvalidate.screening.tables import noise_cues, places, word_frequencies

_LONGEST_CUE = max(len(cue) for cue in noise_cues())
_FIRST_OF_CUE = frozenset(cue[0] for cue in noise_cues())
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


def cue_at(tokens: tuple[str, ...] | list[str], position: int) -> tuple[int, str]:
    """Length in tokens and kind of the longest cue at a position; (0, '') where there is none."""
    if tokens[position] not in _FIRST_OF_CUE:
        return 0, ""
    cues = noise_cues()
    for length in range(min(_LONGEST_CUE, len(tokens) - position), 0, -1):
        kind = cues.get(tuple(tokens[position : position + length]))
        if kind is not None:
            return length, kind
    return 0, ""


def is_no_name(token: str) -> bool:
    """A word that hardly any company bears in its name."""
    return word_frequencies().get(token, 0.0) < UNNAMED


def is_number(token: str) -> bool:
    return any(character.isdigit() for character in token)


def says_nothing(tokens: tuple[str, ...]) -> bool:
    """Nothing but forms, numbers and single cue words (`Plot`, `S.L.`): by themselves the name of nobody."""
    cues = noise_cues()
    return all(token in FORM_TOKENS or is_number(token) or (token,) in cues for token in tokens)


def is_noise(tokens: list[str], weights: TokenWeights, *, first: bool) -> bool:
    """An address, a branch or a place by itself, to judge by what the segment holds.

    `first`: no name came before, so that a street's word without a number (`Tower Foods`) is more likely part of one.
    """
    kinds: set[str] = set()
    covered = [False] * len(tokens)
    position = 0
    while position < len(tokens):
        length, kind = cue_at(tokens, position)
        if length and kind in ("unit", "address", "address-before", "address-street", "landmark", "unit-tail"):
            kinds.add(kind)
            for k in range(position, position + length):
                covered[k] = True
            position += length
        else:
            position += 1
    numbers = sum(is_number(token) for token in tokens)
    has_form = form_end(tokens) is not None
    rest = [t for t, c in zip(tokens, covered, strict=True) if not c and not is_number(t) and t not in CONNECTORS]
    places_left = without_places(rest)
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
        _, kind = cue_at(tokens, position)
        if kind in ("address-before", "landmark") or is_number(token):
            return any(word not in known for word in tokens[:position])
        if kind:
            return False
    return False


def without_places(tokens: list[str]) -> list[str]:
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


def before_noise(tokens: list[str], weights: TokenWeights, *, follows_a_name: bool) -> list[list[str]]:
    """Parts of a segment before glued noise: after a legal form, or from a street, a number or a branch word on.

    Where the words before a street's or department's word may belong to it (`... Al Quoz Industrial Area`, `... import
    division`), shorter parts are given as well.
    """
    end = form_end(tokens)
    if end is not None and end < len(tokens) and _looks_like_noise(tokens[end:]):
        return [tokens[:end]]
    for position in range(1, len(tokens)):
        length, kind = cue_at(tokens, position)
        head = tokens[:position]
        tail = tokens[position:]
        numbered = any(is_number(token) for token in tail)
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
        token in known or token.endswith(_STREET_ENDINGS) or cue_at(tail, position)[1].startswith("address")
        for position, token in enumerate(tail)
        if position
    )


def _looks_like_noise(tail: list[str]) -> bool:
    """Text glued behind a legal form that is an address, a branch, a person or a number rather than more name."""
    if not without_places(tail):
        return True
    return any(token.isdigit() or cue_at(tail, position)[1] in _BEHIND_A_FORM for position, token in enumerate(tail))


def can_stand_alone(tokens: list[str], weights: TokenWeights) -> bool:
    if FORM_TOKENS.issuperset(tokens):
        return False
    words = [token for token in strip_forms(tuple(tokens))[0] if not is_number(token)]
    if form_end(tokens) is not None:
        return any(weights.weight(token) >= TELLING for token in words)
    return len(words) >= 2 and any(weights.weight(token) >= TELLING for token in words)
