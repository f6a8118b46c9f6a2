"""A listed name that stands whole in a longer line: how sure it is that no other company's name holds it."""

from __future__ import annotations

from docvalidate.screening.alignment import Alignment
from docvalidate.screening.names import ARTICLES, TELLING, ParsedName
from docvalidate.screening.tables import places, word_frequencies

CHANCE = 1.5
"""Rarity of a listed name (`ParsedName.rarity`, of the words that were met) up to which another name may hold it by
chance. Of 36,000 legal names of the Global LEI Index some twenty hold a listed name of two words and more above it."""
SURE = 2.2
"""From which on none does (five of the 36,000)."""
ONE_WORD_MORE_RARE = 2.0
"""By how much rarer the listed name must be where the text has few words more and one of them tells: listed names with
their telling word swapped are such."""
FEW_WORDS = 3
TRADE_WORD = 300.0
"""Names in a million from which a word is one of trade."""
NEARLY = 0.8
"""Share of a word that must have been met to count for this."""
LONG_SINGLE, RARE_SINGLE = 8, 1.9
"""Letters and rarity (on one entry or two) from which a single word that no company is counted with is no other
company's: 11 of the 36,000 hold such a listed name."""
SINGLE = 0.85
"""How sure it is then."""


def beyond_chance(query: ParsedName, listed: ParsedName, alignment: Alignment, *, surrounded: bool, cut: bool) -> float:
    """How sure it is, 0 to 1, that no other company's name holds the listed one: by how rare its words are together.

    Only words count that stand there letter by letter or nearly so, side by side: `A. R. Jewellery` holds no
    `Alraban Jewellery`.
    """
    met = [i for i, share in enumerate(alignment.query) if share > 0.6]
    others = [i for i, share in enumerate(alignment.query) if share <= 0.6 and query.tokens[i] not in ARTICLES]
    if met[-1] - met[0] >= len(met):
        return 0.0
    if not surrounded and any(_of_a_name(query.tokens, i) for i in (met[0] - 1, met[-1] + 1)):
        return 0.0  # a longer name of which the listed one is a part (`Alraban Trading Plant Sunrise`)
    # One telling word more may make another name (`Sunrise Alraban Trading`), a line of words does not.
    one_more = not surrounded and len(others) <= FEW_WORDS and sum(query.weights[i] >= TELLING for i in others) == 1
    named = [i for i, token in enumerate(listed.tokens) if token not in ARTICLES]
    if not cut and any(alignment.listed[i] <= 0.6 for i in named):
        return 0.0
    if len(named) <= 1:
        if one_more:
            return 0.0
        word = listed.tokens[named[0]] if named else ""
        rare = len(word) >= LONG_SINGLE and listed.rarity[named[0]] >= RARE_SINGLE and word in query.tokens
        return SINGLE if rare and word not in word_frequencies() and word not in places() else 0.0
    shortened = {token for _, token, _, how in alignment.pairs if how in ("initial", "initials", "short for")}
    rarity = sum(
        one * share
        for token, one, share in zip(listed.tokens, listed.rarity, alignment.listed, strict=True)
        if share >= NEARLY and token not in shortened
    )
    least = CHANCE + ONE_WORD_MORE_RARE * one_more
    return min(1.0, max(0.0, (rarity - least) / (SURE - CHANCE)))


def _of_a_name(tokens: tuple[str, ...], position: int) -> bool:
    """A word of trade beside the listed name (`Plant`, `Institute`): the name goes on."""
    if not 0 <= position < len(tokens) or tokens[position] in ARTICLES or tokens[position] in places():
        return False
    return word_frequencies().get(tokens[position], 0.0) >= TRADE_WORD


def stands_in_one_piece(query: ParsedName, alignment: Alignment) -> bool:
    """What met the listed name stands together in the query."""
    met = [i for i, share in enumerate(alignment.query) if share > 0.6]
    if not met:
        return False
    between = [i for i in range(met[0], met[-1]) if alignment.query[i] <= 0.6]
    # What surrounds a name stands around it; a telling word within it makes another name of it.
    return not between or (len(between) == 1 and query.weights[between[0]] < TELLING)
