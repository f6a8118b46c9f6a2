"""From an alignment to a score between 0 and 1, with what speaks for and against it.

The score is the mass that met, on both sides, over all mass. Left-over mass counts less where there is a reason for
it: the text was cut off (a prefix), or a whole listed name stands inside a longer line. It counts more where both
sides have a telling word that the other lacks: then they are two companies of one city and trade.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from docvalidate.screening.alignment import Alignment, align
from docvalidate.screening.containment import SURE, beyond_chance, stands_in_one_piece
from docvalidate.screening.cutting import hidden_by_cut, lost_in_front
from docvalidate.screening.names import TELLING, ParsedName
from docvalidate.screening.tables import places

LONG_PREFIX = 16
"""Letters from which a text that is rare enough is the beginning of a listed name whose other words were cut off."""
FRONT_DISCOUNT = 0.3
"""Weight of the first letters that a text may have lost: seldom, so they count more than what is cut off behind."""
CUT_DISCOUNT = 0.12
"""Weight of listed mass that a cut-off text could not show."""
CONTAINED_DISCOUNT = 0.4
"""Weight of what surrounds a listed name that is contained whole."""
EXTRA_DISCOUNT = 0.85
"""The same where nothing says that it is an address, a branch or the like: it may be another company's name."""
LONG_DISCOUNT = 0.12
"""The same where the listed name tells so much that it stands in no other company's name by chance."""
WHOLE_BUT_CUT = 0.35
"""Share of a listed name that may be missing at the end of a line in which it stands otherwise whole."""
OTHER_PLACE = 0.76
"""Factor where a place in each name stands against one in the other: sister companies, or two firms of one trade."""
ONLY_INITIALS = 0.8
"""Factor where no telling word was met by more than its first letter."""
INITIALS_IN_PLACE = 0.97
"""The same where every token of both names met one of the other."""
OPPOSED = 0.7
"""Added weight where telling words oppose each other."""
ONE_WORD_MORE = 1.5
"""Weight of what the text has beyond a listed name of one word: `Sunshine` is not every `Sunshine Oil`."""
COMMON_WORD_MORE = 2.5
"""The same where that one word is a word of other companies too (`Orion`)."""
GENERIC_MORE = 1.5
"""Weight of what differs, on either side, where the listed name has no telling word at all (`National Bank`)."""
ALL_GENERIC = 1.5
"""Added weight of what differs where the listed name has no telling word at all."""


@dataclass(slots=True)
class Scored:
    """A score with the alignment it rests on."""

    score: float
    alignment: Alignment
    query: ParsedName
    listed: ParsedName
    remarks: tuple[str, ...] = ()
    other_place: bool = False
    """A place in each name stands against one in the other."""


def score_names(
    query: ParsedName,
    listed: ParsedName,
    *,
    cut: str = "",
    surrounded: bool = False,
    places_apart: frozenset[str] = frozenset(),
    is_known: Callable[[str], bool] | None = None,
) -> Scored:
    """Score of a query reading against a listed name.

    `cut`: '' where the text is complete, 'word' where it may end in the middle of a word, 'name' where whole words may
    be missing. `surrounded`: cue words or an address say that there is more in the text than the name.
    """
    alignment = align(query, listed, is_known)
    met_q, left_q, telling_q = _masses(query, alignment.query)
    met_l, left_l, telling_l = _masses(listed, alignment.listed)
    remarks: list[str] = []
    if met_l <= 0.0 or query.total <= 0.0 or listed.total <= 0.0:
        return Scored(0.0, alignment, query, listed)
    left_front = lost_in_front(query, listed, alignment, is_known)
    if left_front:
        met_q, left_q, telling_q = _masses(query, alignment.query)
        met_l, left_l, telling_l = _masses(listed, alignment.listed)
        left_l -= left_front * (1 - FRONT_DISCOUNT)
        telling_l = max(0.0, telling_l - left_front)
        remarks.append("the beginning of the text may be lost")
    printed_left_l = left_l
    if cut:
        prefix = sum(one * share for one, share in zip(listed.rarity, alignment.listed, strict=True))
        complete = left_q < 0.12 * query.total or alignment.query[-1] < 0.5
        sure_prefix = complete and prefix >= SURE and sum(map(len, query.tokens)) >= LONG_PREFIX
        hidden = hidden_by_cut(query, listed, alignment, whole_words=cut == "name" or sure_prefix)
        if hidden > 0.05:
            left_l -= hidden * (1 - CUT_DISCOUNT)
            telling_l = max(0.0, telling_l - hidden)
            remarks.append("the text may be cut off; what the listed name has beyond it counts little")
    surely_contained = False
    # What stands whole in a line was hardly cut off as well, unless little of it is missing.
    whole = left_l < 0.12 * listed.total and (
        printed_left_l < 0.12 * listed.total
        or (printed_left_l < WHOLE_BUT_CUT * listed.total and (surrounded or telling_q <= 0.0))
    )
    if left_q > 0.05 and whole and stands_in_one_piece(query, alignment):
        sure = beyond_chance(query, listed, alignment, surrounded=surrounded, cut=bool(cut))
        surely_contained = sure > 0.5
        if sure or (len(listed.tokens) > 1 and listed.telling >= 2.0):
            discount = CONTAINED_DISCOUNT if surrounded else EXTRA_DISCOUNT
            discount -= (discount - LONG_DISCOUNT) * sure
            left_q *= discount
            telling_q *= discount
            remarks.append("the whole listed name stands in the text")
    if len(listed.tokens) == 1 and len(query.tokens) > 1 and not surrounded and not surely_contained:
        common = is_known is not None and is_known(listed.tokens[0])
        left_q *= COMMON_WORD_MORE if common else ONE_WORD_MORE
    if listed.telling <= 0.0 and not surrounded and not surely_contained:
        left_q *= GENERIC_MORE
        left_l *= GENERIC_MORE
    opposed = max(min(telling_l, left_q), min(telling_q, left_l))
    if listed.telling <= 0.0 and not surely_contained:
        opposed = max(opposed, min(left_l, left_q) * ALL_GENERIC)
    met = met_q + met_l
    score = met / (met + left_q + left_l + OPPOSED * opposed)
    if any(how == "initial" for *_, how in alignment.pairs) and _rests_on_initials(listed, alignment):
        in_place = len(query.tokens) == len(listed.tokens) > 2 and all(
            share > 0.6 for share in (*alignment.query, *alignment.listed)
        )
        score *= INITIALS_IN_PLACE if in_place else ONLY_INITIALS
        remarks.append("only an initial stands for the telling word")
    other_place = left_l > 0.0 and (left_q > 0.0 or bool(places_apart))
    other_place = other_place and _other_place(query, listed, alignment, places_apart)
    if other_place:
        score *= OTHER_PLACE
        remarks.append("against: each names another place")
    if listed.telling > 0:
        # Where most of what tells the listed company apart was not met, the rest is city, trade and form.
        share = 1.0 - min(1.0, telling_l / listed.telling)
        if share < 0.5:
            score *= 0.55 + 0.9 * share
    return Scored(min(1.0, score), alignment, query, listed, tuple(remarks), other_place)


def _rests_on_initials(listed: ParsedName, alignment: Alignment) -> bool:
    """No telling word was met by more than its first letter."""
    by_initial = {token for _, token, _, how in alignment.pairs if how == "initial"}
    return not any(
        share > 0.6 and weight >= TELLING and token not in by_initial
        for token, weight, share in zip(listed.tokens, listed.weights, alignment.listed, strict=True)
    )


def _masses(name: ParsedName, shares: list[float]) -> tuple[float, float, float]:
    """Mass that was met, mass that nothing met, and the telling part of the latter."""
    met = left = telling = 0.0
    for share, whole, unmet, weight in zip(shares, name.masses, name.left_over, name.weights, strict=True):
        met += share * whole
        rest = 1.0 - share
        if rest > 0.0:
            left += rest * unmet
            if weight >= TELLING:
                telling += rest * whole
    return met, left, telling


def _other_place(query: ParsedName, listed: ParsedName, alignment: Alignment, places_apart: frozenset[str]) -> bool:
    """A place in one name stands against another place in the other (`... (Spain)`, `... (Chile)`)."""
    known = places()
    mine = {t for t, share in zip(query.tokens, alignment.query, strict=True) if share < 0.5 and t in known}
    theirs = {t for t, share in zip(listed.tokens, alignment.listed, strict=True) if share < 0.5 and t in known}
    mine |= places_apart - set(listed.tokens)
    return bool(mine and theirs - places_apart)
