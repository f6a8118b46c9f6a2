"""Two parsed names side by side: which token met which, and how much of each name is left over.

Tokens meet in four ways, tried in this order: equal; near (an edit or two, letters that scanners confuse counted
less); short for (an initial, `trdg` for `trading`, `CNPC` for four words); and, for what is then left, run together
without spaces, so that joined and split words meet letter by letter. Order does not matter, so a city may move.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

from rapidfuzz.distance import Levenshtein

from docvalidate.screening.names import TELLING, ParsedName
from docvalidate.screening.romanisation import sounding
from docvalidate.screening.shortening import is_loosely_short_for, is_short_for, is_squeezed
from docvalidate.screening.tables import places

CONFUSABLE = frozenset(
    frozenset(pair)
    for pair in (
        ("o", "0"),
        ("i", "1"),
        ("l", "1"),
        ("i", "l"),
        ("s", "5"),
        ("b", "8"),
        ("g", "6"),
        ("g", "9"),
        ("z", "2"),
        ("u", "v"),
        ("c", "e"),
        ("e", "o"),
        ("c", "o"),
        ("h", "b"),
        ("n", "h"),
        ("f", "t"),
        ("q", "g"),
        ("i", "j"),
        ("a", "o"),
        ("d", "o"),
        ("t", "l"),
        ("t", "i"),
        ("y", "v"),
        ("b", "h"),
        ("n", "u"),
        ("m", "n"),
        ("k", "q"),
        ("i", "y"),
        ("rn", "m"),
        ("cl", "d"),
        ("vv", "w"),
        ("ii", "n"),
        ("ii", "u"),
        ("li", "h"),
        ("nn", "m"),
        ("lc", "k"),
        ("ci", "d"),
        ("ol", "d"),
        ("fi", "h"),
        ("iv", "w"),
        ("ll", "u"),
        ("ph", "f"),
        ("ii", "h"),
        ("li", "u"),
        ("in", "m"),
        ("ni", "m"),
        ("ri", "n"),
        ("tl", "n"),
        ("a", "4"),
        ("e", "3"),
        ("t", "7"),
        ("b", "6"),
        ("z", "7"),
        ("o", "q"),
        ("c", "g"),
        ("e", "f"),
        ("p", "f"),
        ("r", "k"),
        ("k", "x"),
        ("vy", "w"),
    )
)
CONFUSED_COST = 0.45
NEAR = 0.70
NEAR_LIMIT = 0.4
"""Share of the longer token's letters that may differ before it is looked at more closely."""
OTHER_WORD = 0.72
"""A token that is a word of its own (`mobility`) is hardly a misprint of another (`nobility`)."""
TWO_WORDS = 0.5
"""The same where the other is a common word as well."""
SECOND_EDIT = 0.05
"""Taken off for each edit beyond the first: one slip is common, two in one word are rare."""
OTHER_FIRST_LETTER = 0.07
"""Taken off where the first letters differ: people and readers rarely get the first one wrong."""
SHORT_FOR = 0.88
INFLECTED = 0.88
SOUNDS_ALIKE = 0.92
"""Two romanisations of one word (`khalid`, `halid`)."""
INITIAL = 0.88
ACRONYM = 0.80
SHORTEST_RUN = 3
"""A run of equal letters shorter than this is chance."""


@dataclass(slots=True)
class Alignment:
    """What met what. `query` and `listed` hold, for every token, which share of it (0..1) was met."""

    query: list[float]
    listed: list[float]
    pairs: list[tuple[str, str, float, str]] = field(default_factory=list)
    """(query token, listed token, share, how) for the explanation."""


Operation = tuple[str, int, int, int, int]


def operations(left: str, right: str) -> list[Operation]:
    """RapidFuzz's edit operations as plain tuples: (kind, start and end on the left, start and end on the right)."""
    return cast("list[Operation]", Levenshtein.opcodes(left, right).as_list())


def edit_cost(left: str, right: str) -> float:
    """Edits between two strings, letters that scanners confuse counted at less than a whole one.

    >>> edit_cost("rnodern", "modern") < 1
    True
    """
    cost = 0.0
    a_start = b_start = a_end = b_end = -1
    for tag, i1, i2, j1, j2 in operations(left, right):
        if tag == "equal":
            continue
        if i1 == a_end and j1 == b_end:  # continues the last difference
            a_end, b_end = i2, j2
            continue
        if a_start >= 0:
            cost += _block_cost(left[a_start:a_end], right[b_start:b_end])
        a_start, a_end, b_start, b_end = i1, i2, j1, j2
    if a_start >= 0:
        cost += _block_cost(left[a_start:a_end], right[b_start:b_end])
    return cost


def _block_cost(a: str, b: str) -> float:
    if a and b and frozenset((a, b)) in CONFUSABLE:
        return CONFUSED_COST
    if len(a) == len(b):
        return sum(CONFUSED_COST if frozenset((x, y)) in CONFUSABLE else 1.0 for x, y in zip(a, b, strict=True))
    return float(max(len(a), len(b)))


def token_share(left: str, right: str) -> float:
    """How much of two near tokens is the same, 0 (nothing) to 1; 0 also where the nearness is chance."""
    longest = max(len(left), len(right))
    if longest < 3 or min(len(left), len(right)) * 2 < longest:
        return 0.0
    if longest == 3:
        cost = edit_cost(left, right)
        return 1.0 - cost / 3 if cost < 1.0 else 0.0
    limit = max(1, int(longest * NEAR_LIMIT + 0.2))
    plain = Levenshtein.distance(left, right, score_cutoff=limit)
    if plain > limit:
        return 0.0
    cost = edit_cost(left, right) if plain else 0.0
    if plain == 2 and len(left) == len(right) and _swapped(left, right):
        cost = 1.0
    if longest <= 4:
        cost *= 1.25
    share = 1.0 - cost / longest - SECOND_EDIT * max(0.0, cost - 1.0)
    if share < SOUNDS_ALIKE and min(len(left), len(right)) > 3 and sounding(left) == sounding(right):
        return SOUNDS_ALIKE
    if left[0] != right[0] and cost >= 1.0 and frozenset((left[0], right[0])) not in CONFUSABLE:
        share -= OTHER_FIRST_LETTER
    return share if share >= NEAR - (0.04 if longest <= 4 else 0) else 0.0


def _inflected(left: str, right: str) -> bool:
    """Two forms of one word: `industry` and `industries`, `electric` and `electronics`."""
    common = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        common += 1
    more = max(len(left), len(right)) - common
    apart = common < min(len(left), len(right))
    return (
        common >= 4 and (more <= 3 or (apart and common >= 6 and more <= 5)) and common * 2 > max(len(left), len(right))
    )


def _swapped(left: str, right: str) -> bool:
    """Two neighbouring letters changed places."""
    differing = [i for i, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
    return (
        len(differing) == 2
        and differing[1] == differing[0] + 1
        and left[differing[0]] == right[differing[1]]
        and left[differing[1]] == right[differing[0]]
    )


def align(query: ParsedName, listed: ParsedName, is_known: Callable[[str], bool] | None = None) -> Alignment:
    """How the two names meet. Linear in equal tokens; only what is left over is compared letter by letter."""
    result = Alignment([0.0] * len(query.tokens), [0.0] * len(listed.tokens))
    left_q: list[int] = []
    open_l: dict[str, list[int]] = {}
    for j, token in enumerate(listed.tokens):
        open_l.setdefault(token, []).append(j)
    for i, token in enumerate(query.tokens):
        waiting = open_l.get(token)
        if waiting:
            result.query[i] = result.listed[waiting.pop(0)] = 1.0
        else:
            left_q.append(i)
    left_l = [j for waiting in open_l.values() for j in waiting]
    left_l.sort()
    if left_q and left_l:
        left_q, left_l = _meet_near(query, listed, left_q, left_l, result, is_known)
    if left_q and left_l:
        left_q, left_l = _meet_short(query, listed, left_q, left_l, result, is_known)
    if left_q and left_l:
        left_q, left_l = _meet_acronym(query, listed, left_q, left_l, result)
    if left_q and left_l:
        _meet_joined(query, listed, left_q, left_l, result)
    return result


def _meet_near(
    query: ParsedName,
    listed: ParsedName,
    left_q: list[int],
    left_l: list[int],
    result: Alignment,
    is_known: Callable[[str], bool] | None,
) -> tuple[list[int], list[int]]:
    found: list[tuple[float, int, int]] = []
    known_places = places()
    others = [(j, listed.tokens[j], len(listed.tokens[j])) for j in left_l if len(listed.tokens[j]) > 2]
    for i in left_q:
        token = query.tokens[i]
        size = len(token)
        if size < 3 or token.isdigit():
            continue
        for j, other, other_size in others:
            longest = size if size > other_size else other_size
            if abs(size - other_size) > longest * NEAR_LIMIT + 0.2:
                continue
            share = 0.0 if token in known_places and other in known_places else token_share(token, other)
            if share and is_known is not None and is_known(token) and not _inflected(token, other):
                share *= TWO_WORDS if is_known(other) else OTHER_WORD
            if share < INFLECTED and listed.weights[j] < TELLING and size > 4 and _inflected(token, other):
                share = INFLECTED  # `industrial` and `industry` tell as little as each other
            if share:
                found.append((share, i, j))
    found.sort(reverse=True)
    done_q: set[int] = set()
    done_l: set[int] = set()
    for share, i, j in found:
        if i in done_q or j in done_l:
            continue
        done_q.add(i)
        done_l.add(j)
        result.query[i] = result.listed[j] = share
        result.pairs.append((query.tokens[i], listed.tokens[j], share, "near"))
    return [i for i in left_q if i not in done_q], [j for j in left_l if j not in done_l]


def _meet_short(
    query: ParsedName,
    listed: ParsedName,
    left_q: list[int],
    left_l: list[int],
    result: Alignment,
    is_known: Callable[[str], bool] | None,
) -> tuple[list[int], list[int]]:
    done_l: set[int] = set()
    done_q: set[int] = set()
    for i in left_q:
        a = query.tokens[i]
        unknown = is_known is None or not is_known(a)
        for j in left_l:
            if j in done_l:
                continue
            b = listed.tokens[j]
            if len(a) == 1 and a.isalpha() and b[0] == a and len(b) > 1:
                share, how = INITIAL, "initial"
            elif (
                is_squeezed(a, b)
                or (listed.weights[j] < TELLING and (is_short_for(a, b) or (unknown and is_loosely_short_for(a, b))))
                or (a in query.dotted and is_short_for(a, b))
                or (
                    len(a) == 2 and listed.weights[j] < TELLING and len(b) > 4 and b.startswith(a) and a in query.dotted
                )
            ):
                share, how = SHORT_FOR, "short for"
            else:
                continue
            result.query[i] = result.listed[j] = share
            result.pairs.append((a, b, share, how))
            done_l.add(j)
            done_q.add(i)
            break
    return [i for i in left_q if i not in done_q], [j for j in left_l if j not in done_l]


def _meet_acronym(
    query: ParsedName, listed: ParsedName, left_q: list[int], left_l: list[int], result: Alignment
) -> tuple[list[int], list[int]]:
    for mine, theirs, a, b in ((left_q, left_l, query, listed), (left_l, left_q, listed, query)):
        if len(theirs) < 3:
            continue
        shortest = 3 if a is query else 4  # papers shorten names; a listed name that is an acronym is met by chance
        initials = "".join(b.tokens[j][0] for j in theirs)
        for i in mine:
            token = a.tokens[i]
            start = initials.find(token) if shortest <= len(token) <= 6 else -1
            if start < 0:
                continue
            members = theirs[start : start + len(token)]
            shares_a, shares_b = (result.query, result.listed) if a is query else (result.listed, result.query)
            shares_a[i] = ACRONYM
            for j in members:
                shares_b[j] = ACRONYM
            result.pairs.append((token, " ".join(b.tokens[j] for j in members), ACRONYM, "initials"))
            mine.remove(i)
            for j in members:
                theirs.remove(j)
            return left_q, left_l
    return left_q, left_l


def _meet_joined(
    query: ParsedName, listed: ParsedName, left_q: list[int], left_l: list[int], result: Alignment
) -> None:
    """What is left over, run together: the letters of every long enough equal run count for their tokens."""
    if len(left_q) == 1 and len(left_l) == 1:
        a, b = query.tokens[left_q[0]], listed.tokens[left_l[0]]
        if min(len(a), len(b)) < 4 or not (a.startswith(b) or b.startswith(a) or a.endswith(b) or b.endswith(a)):
            return
    text_q = "".join(query.tokens[i] for i in left_q)
    text_l = "".join(listed.tokens[j] for j in left_l)
    met_q = [0.0] * len(text_q)
    met_l = [0.0] * len(text_l)
    any_met = False
    for block in operations(text_q, text_l):
        tag, i1, i2, j1, _ = block
        if tag == "equal" and i2 - i1 >= SHORTEST_RUN:
            any_met = True
            for k in range(i2 - i1):
                met_q[i1 + k] = met_l[j1 + k] = 1.0
    if not any_met:
        return
    _bridge(text_q, text_l, met_q, met_l)
    shares_q = _credit(query, left_q, met_q)
    shares_l = _credit(listed, left_l, met_l)
    text_q = "".join(query.tokens[i] for i in shares_q)
    text_l = "".join(listed.tokens[j] for j in shares_l)
    longest = max(len(text_q), len(text_l))
    # Joined and split words cover each other; a chance run of letters leaves most of one side over.
    if not text_q or not text_l or Levenshtein.distance(text_q, text_l) > max(1.0, 0.22 * longest):
        return
    for i, share in shares_q.items():
        result.query[i] = share
    for j, share in shares_l.items():
        result.listed[j] = share
    result.pairs.append(
        (
            " ".join(query.tokens[i] for i in shares_q),
            " ".join(listed.tokens[j] for j in shares_l),
            sum(shares_l.values()) / len(shares_l),
            "joined",
        )
    )


def _bridge(text_q: str, text_l: str, met_q: list[float], met_l: list[float]) -> None:
    """A confused letter between two equal runs counts half."""
    for tag, i1, i2, j1, j2 in operations(text_q, text_l):
        if tag == "replace" and i2 - i1 == j2 - j1 == 1:
            before = i1 > 0 and met_q[i1 - 1] > 0
            after = i2 < len(met_q) and met_q[i2] > 0
            if before and after and frozenset((text_q[i1], text_l[j1])) in CONFUSABLE:
                met_q[i1] = met_l[j1] = 1.0 - CONFUSED_COST


def _credit(name: ParsedName, left: list[int], met: list[float]) -> dict[int, float]:
    """Of the tokens that are left, those of which most letters were met, with the share."""
    out: dict[int, float] = {}
    position = 0
    for i in left:
        size = len(name.tokens[i])
        share = sum(met[position : position + size]) / size
        if share >= 0.6:
            out[i] = share
        position += size
    return out
