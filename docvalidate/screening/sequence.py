"""Two names as runs of letters without spaces: what joined words, split words, cut ends and misread letters leave
alone.

The edit distance is RapidFuzz's; each edit then costs what the token it hits is worth a letter, so that a misprint in
`company` is nothing and one in the word that tells companies apart is much.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from docvalidate.screening.alignment import OTHER_WORD, TWO_WORDS
from docvalidate.screening.forms import FORM_TOKENS
from docvalidate.screening.letters import CONFUSABLE, CONFUSED_COST, operations
from docvalidate.screening.names import TELLING
from docvalidate.screening.tables import places

SECOND_EDIT = 0.05
"""Taken off, of a telling token's mass, for each letter that differs beyond the first."""
OTHER_PLACE = 0.76
"""Factor where a place in one name stands against another in the other."""
OPPOSED = 0.7
"""Factor where a telling word of each name stands against one of the other."""
LARGEST_DISTANCE = 0.3
"""Share of letters that may differ before the runs are not compared at all."""


@dataclass(slots=True)
class Run:
    """A name as one string, the weight of each letter, and where each telling token lies."""

    text: str
    weights: tuple[float, ...]
    tokens: tuple[tuple[str, int, int, float], ...]
    """(token, start, end, weight) of the tokens that are no legal form."""
    total: float


def run_of(tokens: Sequence[str], weigh: Callable[[str], float], mass: Callable[[str, float], float]) -> Run:
    """The run of a name's tokens, legal forms included."""
    weights: list[float] = []
    told: list[tuple[str, int, int, float]] = []
    for token in tokens:
        weight = weigh(token)
        whole = mass(token, weight)
        if token not in FORM_TOKENS:
            told.append((token, len(weights), len(weights) + len(token), weight))
        weights += [whole / len(token)] * len(token)
    return Run("".join(tokens), tuple(weights), tuple(told), sum(weights))


def run_score(
    query: Run, listed: Run, is_known: Callable[[str], bool], cut: str, places_apart: frozenset[str] = frozenset()
) -> float:
    """Score of two runs, 0 where they differ too much to be misprints of each other.

    `cut` as in `scoring.score_names`: the listed run is then only compared as far as the query reaches.
    """
    text_l = listed.text
    hidden = 0.0
    longest = max(len(query.text), len(text_l))
    if not query.text or not text_l:
        return 0.0
    reach = len(query.text)
    if cut and len(text_l) > reach + 1 and (cut == "name" or len(text_l) - reach <= 8):
        ops = operations(query.text, text_l)
        # A cut text ends where the listed name goes on: the last operation is the missing end.
        if ops and ops[-1][0] == "insert" and (cut == "name" or not _begins_a_word(listed, ops[-1][3])):
            end = ops[-1][3]
            hidden = sum(listed.weights[end:])
            text_l = text_l[:end]
            longest = max(len(query.text), len(text_l))
    limit = int(LARGEST_DISTANCE * longest)
    if Levenshtein.distance(query.text, text_l, score_cutoff=limit) > limit:
        return 0.0
    cost, hit, hit_l, touched, touched_l = _cost(query, listed, text_l)
    words_q, words_l = {token for token, *_ in query.tokens}, {token for token, *_ in listed.tokens}
    other_known = any(
        token not in words_q and any(touched_l[start:end]) and is_known(token) for token, start, end, _ in listed.tokens
    )
    for token, start, end, _ in query.tokens:
        # A word of its own that the listed name does not have is another word rather than a misprint.
        if len(token) > 3 and token not in words_l and any(touched[start:end]) and is_known(token):
            cost += (1 - (TWO_WORDS if other_known else OTHER_WORD)) * math.sqrt(len(token))
    for _, start, end, weight in listed.tokens:
        letters = sum(hit_l[start:end])
        if weight >= TELLING and letters > 1:
            cost += SECOND_EDIT * (letters - 1) * math.sqrt(end - start)
    total = (query.total + listed.total - hidden) / 2
    score = max(0.0, 1.0 - (cost + 0.12 * hidden) / total) if total else 0.0
    if _mostly_hit(query, hit) or _mostly_hit(listed, hit_l):
        score *= OPPOSED
    if score and _other_place(query, listed, hit, hit_l, places_apart):
        score *= OTHER_PLACE
    return score


def _begins_a_word(run: Run, position: int) -> bool:
    return any(start == position for _, start, _, _ in run.tokens)


def _other_place(query: Run, listed: Run, hit: list[bool], hit_l: list[bool], places_apart: frozenset[str]) -> bool:
    """A place in one name stands against another in the other."""
    known = places()
    words_q, words_l = {token for token, *_ in query.tokens}, {token for token, *_ in listed.tokens}
    mine = any(t in known and t not in words_l and any(hit[start:end]) for t, start, end, _ in query.tokens)
    mine = mine or bool(places_apart - words_l)
    theirs = any(
        t in known and t not in words_q | places_apart and any(hit_l[start:end]) for t, start, end, _ in listed.tokens
    )
    return mine and theirs


def _mostly_hit(run: Run, hit: list[bool]) -> bool:
    """A telling token of which most letters differ: another word stands in its place."""
    return any(
        sum(hit[start:end]) >= 0.5 * (end - start)
        for _, start, end, weight in run.tokens
        if weight >= TELLING and end <= len(hit) and end - start > 2
    )


def _cost(query: Run, listed: Run, text_l: str) -> tuple[float, list[bool], list[bool], list[bool], list[bool]]:
    """Weighted edits; the letters of either name that they hit, and that they touch (scanners' confusions included)."""
    touched = [False] * (len(query.text) + 1)
    touched_l = [False] * len(text_l)
    hit = [False] * (len(query.text) + 1)
    hit_l = [False] * len(text_l)
    cost = 0.0
    blocks = _differences(query.text, text_l)
    for i1, i2, j1, j2 in blocks:
        mine, theirs = query.text[i1:i2], text_l[j1:j2]
        touched_l[j1:j2] = [True] * (j2 - j1)
        touched[i1 : max(i2, i1 + 1)] = [True] * (max(i2, i1 + 1) - i1)
        weight = max(sum(query.weights[i1:i2]), sum(listed.weights[j1:j2]))
        if frozenset((mine, theirs)) in CONFUSABLE:
            weight *= CONFUSED_COST
        elif len(mine) == len(theirs) == 2 and mine[0] == theirs[1] and mine[1] == theirs[0]:
            weight /= 2
        else:
            for position in range(i1, max(i2, i1 + 1)):
                hit[position] = True
            for position in range(j1, j2):
                hit_l[position] = True
        cost += weight
    return cost, hit, hit_l, touched, touched_l


def _differences(a: str, b: str) -> list[tuple[int, int, int, int]]:
    """Blocks where two strings differ; two neighbouring letters that changed places are one block."""
    ops = operations(a, b)
    blocks: list[tuple[int, int, int, int]] = []
    k = 0
    while k < len(ops):
        tag, i1, i2, j1, j2 = ops[k]
        if tag == "equal":
            k += 1
            continue
        if k + 2 < len(ops) and ops[k + 1][0] == "equal" and ops[k + 1][2] - ops[k + 1][1] == 1:
            after = ops[k + 2]
            if {tag, after[0]} == {"insert", "delete"} and (i2 - i1) + (j2 - j1) == 1 == (after[2] - after[1]) + (
                after[4] - after[3]
            ):
                moved = a[i1:i2] or b[j1:j2]
                back = a[after[1] : after[2]] or b[after[3] : after[4]]
                if moved == back:
                    blocks.append((i1, after[2], j1, after[4]))
                    k += 3
                    continue
        if blocks and blocks[-1][1] == i1 and blocks[-1][3] == j1:
            blocks[-1] = (blocks[-1][0], i2, blocks[-1][2], j2)
        else:
            blocks.append((i1, i2, j1, j2))
        k += 1
    return blocks
