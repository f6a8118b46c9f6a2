"""From an alignment to a score between 0 and 1, with what speaks for and against it.

The score is the mass that met, on both sides, over all mass. Left-over mass counts less where there is a reason for
it: the text was cut off (a prefix), or a whole listed name stands inside a longer line. It counts more where both
sides have a telling word that the other lacks: then they are two companies of one city and trade.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from docvalidate.screening.alignment import Alignment, align
from docvalidate.screening.names import ARTICLES, TELLING, ParsedName
from docvalidate.screening.tables import places, word_frequencies

LONG_PREFIX = 16
"""Letters from which a text that is rare enough is the beginning of a listed name whose other words were cut off."""
LOST_LETTERS = 7
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
_BROKEN_OFF = re.compile(r"\w(?:-|\.\.+|…)\s*$")
"""A hyphen or points at the end say that more would follow."""
SHORTEST_CUT_TEXT = 12
"""A text shorter than this is not taken for one that was cut off by a field's length."""
HALF_HIDDEN = 0.4
"""Share of the mass of missing whole words that a short text is granted."""
SHORTEST_CUT_NAME = 28
"""From this length on whole words may be missing; below it only the end of one."""


@dataclass(slots=True)
class Scored:
    """A score with the alignment it rests on."""

    score: float
    alignment: Alignment
    query: ParsedName
    listed: ParsedName
    remarks: tuple[str, ...] = ()


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
    left_front = _lost_in_front(query, listed, alignment, is_known)
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
        hidden = _hidden_by_cut(query, listed, alignment, whole_words=cut == "name" or sure_prefix)
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
    if left_q > 0.05 and whole and _stands_in_one_piece(query, alignment):
        sure = _beyond_chance(query, listed, alignment, surrounded=surrounded, cut=bool(cut))
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
    if left_l > 0.0 and (left_q > 0.0 or places_apart) and _other_place(query, listed, alignment, places_apart):
        score *= OTHER_PLACE
        remarks.append("against: each names another place")
    if listed.telling > 0:
        # Where most of what tells the listed company apart was not met, the rest is city, trade and form.
        share = 1.0 - min(1.0, telling_l / listed.telling)
        if share < 0.5:
            score *= 0.55 + 0.9 * share
    return Scored(min(1.0, score), alignment, query, listed, tuple(remarks))


def _beyond_chance(
    query: ParsedName, listed: ParsedName, alignment: Alignment, *, surrounded: bool, cut: bool
) -> float:
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


def cut_kind(text: str, reaches_end: bool, has_form_behind: bool) -> str:
    """Whether a field of fixed length may have cut a text: see `score_names`.

    EDI name fields hold 35 letters; other systems cut at 25 to 40. A name with its legal form behind it is complete,
    and so is one that something follows (`reaches_end` is false).
    """
    size = len(text.strip())
    if reaches_end and _BROKEN_OFF.search(text):
        return "name"
    if has_form_behind or not reaches_end or size < SHORTEST_CUT_TEXT:
        return ""
    return "name" if size >= SHORTEST_CUT_NAME else "word"


def _lost_in_front(
    query: ParsedName, listed: ParsedName, alignment: Alignment, is_known: Callable[[str], bool] | None
) -> float:
    """Mass of the first letters of the listed name's first word that a text lacks which ends that word and has the
    others (`ENOLL TRADING`): a paper's edge or a hole took them. 0 where nothing is lost so."""
    last, whole = query.tokens[0], listed.tokens[0]
    missing = len(whole) - len(last)
    if len(listed.tokens) < 2 or len(last) < 4 or not 0 < missing <= LOST_LETTERS or not whole.endswith(last):
        return 0.0
    if is_known is not None and is_known(last):
        return 0.0  # a word of its own
    others = sum(left * (1 - share) for left, share in zip(listed.left_over, alignment.listed, strict=True))
    others -= listed.left_over[0] * (1 - alignment.listed[0])
    if others > 0.12 * listed.total:
        return 0.0
    share = len(last) / len(whole)
    alignment.query[0], alignment.listed[0] = 1.0, share
    alignment.pairs.append((last, whole, share, "cut in front"))
    return listed.left_over[0] * (1 - share)


def _hidden_by_cut(query: ParsedName, listed: ParsedName, alignment: Alignment, *, whole_words: bool) -> float:
    """Mass of the end of the listed name that the text is too short to show; 0 where the text is no prefix."""
    size = len(listed.tokens)
    last_met = -1
    for j in range(size):
        if alignment.listed[j] > 0.5:
            last_met = j
    # Everything before the last token that was met must have been met too, or the text is no prefix.
    before = sum(listed.left_over[j] * (1 - alignment.listed[j]) for j in range(last_met + 1))
    if last_met < 0 or before > 0.25 * listed.total:
        return 0.0
    hidden = 0.0
    last = query.tokens[-1]
    nxt = last_met + 1
    unmet_last = alignment.query[-1] < 0.5
    if nxt < size and unmet_last and listed.tokens[nxt].startswith(last):
        share = len(last) / len(listed.tokens[nxt])
        alignment.query[-1] = 1.0
        alignment.listed[nxt] = share
        alignment.pairs.append((last, listed.tokens[nxt], share, "cut off"))
        hidden += listed.left_over[nxt] * (1 - share)
        nxt += 1
    elif unmet_last:
        return 0.0
    elif listed.tokens[last_met].startswith(last) and alignment.listed[last_met] < 1.0:
        hidden += listed.left_over[last_met] * (1 - alignment.listed[last_met])
    elif not whole_words:
        # Too short to have been cut between words for certain: only words that tell nothing may be missing, by half.
        rest = range(nxt, size)
        if any(listed.weights[j] >= TELLING for j in rest):
            return 0.0
        return HALF_HIDDEN * sum(listed.left_over[j] * (1 - alignment.listed[j]) for j in rest)
    return hidden + sum(listed.left_over[j] * (1 - alignment.listed[j]) for j in range(nxt, size))


def _stands_in_one_piece(query: ParsedName, alignment: Alignment) -> bool:
    """What met the listed name stands together in the query."""
    met = [i for i, share in enumerate(alignment.query) if share > 0.6]
    if not met:
        return False
    between = [i for i in range(met[0], met[-1]) if alignment.query[i] <= 0.6]
    # What surrounds a name stands around it; a telling word within it makes another name of it.
    return not between or (len(between) == 1 and query.weights[between[0]] < TELLING)
