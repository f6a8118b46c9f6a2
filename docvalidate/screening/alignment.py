"""Two parsed names side by side: which token met which, and how much of each name is left over.

Tokens meet in four ways, tried in this order: equal; near (an edit or two, letters that scanners confuse counted
less); short for (an initial, `trdg` for `trading`, `CNPC` for four words); and, for what is then left, run together
without spaces, so that joined and split words meet letter by letter. Order does not matter, so a city may move.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

from docvalidate.screening.letters import CONFUSABLE, CONFUSED_COST, NEAR_LIMIT, inflected, operations, token_share
from docvalidate.screening.names import TELLING, ParsedName
from docvalidate.screening.shortening import is_loosely_short_for, is_short_for, is_squeezed
from docvalidate.screening.tables import places

OTHER_WORD = 0.72
"""A token that is a word of its own (`mobility`) is hardly a misprint of another (`nobility`)."""
TWO_WORDS = 0.5
"""The same where the other is a common word as well."""
SHORT_FOR = 0.88
INFLECTED = 0.88
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
            if share and is_known is not None and is_known(token) and not inflected(token, other):
                share *= TWO_WORDS if is_known(other) else OTHER_WORD
            if share < INFLECTED and listed.weights[j] < TELLING and size > 4 and inflected(token, other):
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
