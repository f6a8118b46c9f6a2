"""How near two words are, letter by letter: letters that scanners confuse count less, a second slip more."""

from __future__ import annotations

from typing import cast

from rapidfuzz.distance import Levenshtein

from docvalidate.screening.romanisation import sounding
from docvalidate.screening.tables import rows

CONFUSABLE = frozenset(frozenset((row["read"], row["stood"])) for row in rows("confusable"))
CONFUSED_COST = 0.45
NEAR = 0.70
NEAR_LIMIT = 0.4
"""Share of the longer token's letters that may differ before it is looked at more closely."""
SECOND_EDIT = 0.05
"""Taken off for each edit beyond the first: one slip is common, two in one word are rare."""
OTHER_FIRST_LETTER = 0.07
"""Taken off where the first letters differ: people and readers rarely get the first one wrong."""
SOUNDS_ALIKE = 0.92
"""Two romanisations of one word (`khalid`, `halid`)."""

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


def inflected(left: str, right: str) -> bool:
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
