"""Whether a word of a text stands where a listed name has another."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from docvalidate.screening.names import ARTICLES, TELLING, TokenWeights, is_number
from docvalidate.screening.scoring import Scored

MET = 0.6
"""Share of a word from which it counts as met."""


def opposed(scored: Scored, weights: TokenWeights) -> tuple[float, float, float]:
    """Whether a word of the text stands in the place of the rarest listed word that nothing met, how like the two are,
    and whether others bear the text's."""
    query, listed, alignment = scored.query, scored.listed, scored.alignment
    left_l = [j for j, share in enumerate(alignment.listed) if share <= MET and listed.weights[j] >= TELLING]
    left_q = [
        i
        for i, share in enumerate(alignment.query)
        if share <= MET and not is_number(query.tokens[i]) and query.tokens[i] not in ARTICLES
    ]
    if not left_l or not left_q:
        return 0.0, 0.0, 0.0
    j = max(left_l, key=lambda place: listed.rarity[place])
    theirs = listed.tokens[j]
    in_place = 0.0
    if j > 0 and listed.tokens[j - 1] in query.tokens:
        in_place = float(query.tokens.index(listed.tokens[j - 1]) + 1 in left_q)
    if j + 1 < len(listed.tokens) and listed.tokens[j + 1] in query.tokens:
        in_place += float(query.tokens.index(listed.tokens[j + 1]) - 1 in left_q)
    best, which = max((Levenshtein.normalized_similarity(query.tokens[i], theirs), i) for i in left_q)
    return in_place, best, float(weights.is_known(query.tokens[which]))
