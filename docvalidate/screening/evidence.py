"""What speaks for and against two names being one, as numbers: from the words that met, those left over, and the
letters.

`judgement.py` weighs these numbers. Each is told by a name, so that what a decision rests on can be read.
"""

from __future__ import annotations

from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler, Levenshtein, Postfix, Prefix

from docvalidate.screening.containment import TRADE_WORD
from docvalidate.screening.names import ARTICLES, CONNECTORS, TELLING, ParsedName, TokenWeights, is_number
from docvalidate.screening.opposition import MET, opposed
from docvalidate.screening.scoring import Scored
from docvalidate.screening.tables import noise_cues, places, plain_words, word_frequencies

EXACT = 0.95
"""Share of a word from which it counts as met whole."""

NAMES = (
    "by words",
    "by letters",
    "listed met",
    "text met",
    "text left over",
    "listed left over",
    "telling left in text",
    "telling left in listed",
    "listed words",
    "text words",
    "listed telling",
    "rarity met",
    "rarity met whole",
    "rarity of listed",
    "rarest left in text",
    "rarest left in listed",
    "words before",
    "words behind",
    "words between",
    "trade words left",
    "places left",
    "unknown words left",
    "numbers left",
    "cues left",
    "company word before",
    "company word behind",
    "first listed word",
    "last listed word",
    "least telling share",
    "met by initial",
    "met shortened",
    "met joined",
    "met near",
    "met with another word",
    "in order",
    "in one piece",
    "likeness of letters",
    "likeness of a part",
    "beginning likeness",
    "begins alike, of listed",
    "begins alike, of text",
    "ends alike, of listed",
    "letters of listed",
    "letters of text",
    "cut",
    "surrounded",
    "part of the text",
    "text has a form",
    "text is a company",
    "listed is a person",
    "listed is a ship",
    "places apart",
    "trade words of listed left",
    "places of listed left",
    "rarest of listed met",
    "other word in its place",
    "likeness of what opposes",
    "opposing word is known",
    "each names another place",
    "listed words that others bear",
    "plain words before",
    "plain words behind",
    "rarest other word left",
)
"""What the numbers are, in the order of `gather`."""


def gather(
    scored: Scored,
    by_letters: float,
    weights: TokenWeights,
    *,
    cut: str,
    surrounded: bool,
    partial: bool,
    is_company: bool,
    persons_only: bool,
    ships_only: bool,
    places_apart: bool,
) -> tuple[float, ...]:
    """The numbers for one reading of a text against one listed name."""
    query, listed, alignment = scored.query, scored.listed, scored.alignment
    frequency, known_places = word_frequencies(), places()
    shares_q, shares_l = alignment.query, alignment.listed
    met_at = [i for i, share in enumerate(shares_q) if share > MET]
    first, last = (met_at[0], met_at[-1]) if met_at else (0, -1)
    met_q = left_q = telling_q = rarest_q = 0.0
    before = behind = between = trade = place = unknown = number = cue = plain_before = plain_behind = 0
    rarest_other = 0.0
    cues, plain = noise_cues(), plain_words()
    for i, token in enumerate(query.tokens):
        share = shares_q[i]
        met_q += share * query.masses[i]
        if share > MET:
            continue
        left_q += (1 - share) * query.left_over[i]
        if query.left_over[i] == 0.0 or token in ARTICLES or token in CONNECTORS:
            continue
        if query.weights[i] >= TELLING:
            telling_q += (1 - share) * query.masses[i]
        rarest_q = max(rarest_q, query.rarity[i])
        if i < first:
            before += 1
        elif i > last:
            behind += 1
        else:
            between += 1
        often = frequency.get(token, 0.0)
        trade += often >= TRADE_WORD
        place += token in known_places
        number += is_number(token)
        unknown += often == 0.0 and token not in known_places
        is_cue, is_plain = (token,) in cues, token in plain
        cue += is_cue
        plain_before += is_plain and i < first
        plain_behind += is_plain and i > last
        if not (is_cue or is_plain or is_number(token) or token in known_places):
            rarest_other = max(rarest_other, query.rarity[i])
    met_l = left_l = telling_l = rarest_l = rarity = rarity_whole = 0.0
    least_telling, borne = 1.0, 0.0
    trade_l = place_l = 0
    for j, token in enumerate(listed.tokens):
        share = shares_l[j]
        met_l += share * listed.masses[j]
        left_l += (1 - share) * listed.left_over[j]
        rarity += share * listed.rarity[j]
        if share >= EXACT:
            rarity_whole += listed.rarity[j]
        if listed.weights[j] >= TELLING:
            telling_l += (1 - share) * listed.masses[j]
            least_telling = min(least_telling, share)
            borne += listed.masses[j] * (token in frequency or token in known_places)
        if share <= MET:
            rarest_l = max(rarest_l, listed.rarity[j])
            trade_l += frequency.get(token, 0.0) >= TRADE_WORD
            place_l += token in known_places
    initial = short = joined = near = other = 0.0
    for mine, theirs, share, how in alignment.pairs:
        told = weights.weight(theirs) if " " not in theirs else 1.0
        if how == "initial":
            initial += told
        elif how in ("short for", "initials"):
            short += told
        elif how == "joined":
            joined += 1.0 - share + 0.1
        else:
            near += told * (1 - share)
            if weights.is_known(mine):
                other += told
    at = [query.tokens.index(token) for token in listed.tokens if token in query.tokens]
    ordered = all(a < b for a, b in pairwise(at))
    front = Prefix.similarity(query.joined, listed.joined)
    end = Postfix.similarity(query.joined, listed.joined)
    size_q, size_l = len(query.joined), len(listed.joined)
    return (
        scored.score,
        by_letters,
        met_l / (listed.total or 1.0),
        met_q / (query.total or 1.0),
        left_q,
        left_l,
        telling_q,
        telling_l,
        float(len(listed.tokens)),
        float(len(query.tokens)),
        listed.telling,
        rarity,
        rarity_whole,
        sum(listed.rarity),
        rarest_q,
        rarest_l,
        float(before),
        float(behind),
        float(between),
        float(trade),
        float(place),
        float(unknown),
        float(number),
        float(cue),
        _often(query, first - 1),
        _often(query, last + 1),
        shares_l[0] if shares_l else 0.0,
        shares_l[-1] if shares_l else 0.0,
        least_telling,
        initial,
        short,
        joined,
        near,
        other,
        float(ordered),
        float(bool(met_at) and last - first + 1 == len(met_at)),
        Levenshtein.normalized_similarity(query.joined, listed.joined),
        fuzz.partial_ratio(query.joined, listed.joined) / 100 if size_q >= size_l else 0.0,
        JaroWinkler.similarity(query.joined, listed.joined),
        front / (size_l or 1),
        front / (size_q or 1),
        end / (size_l or 1),
        float(size_l),
        float(size_q),
        float(("", "word", "name").index(cut)),
        float(surrounded),
        float(partial),
        float(bool(query.forms)),
        float(is_company),
        float(persons_only),
        float(ships_only),
        float(places_apart),
        float(trade_l),
        float(place_l),
        shares_l[listed.rarity.index(max(listed.rarity))] if listed.rarity else 0.0,
        *opposed(scored, weights),
        float(scored.other_place),
        borne / (listed.telling or 1.0) if listed.telling else 1.0,
        float(plain_before),
        float(plain_behind),
        rarest_other,
    )


def _often(name: ParsedName, position: int) -> float:
    """How often companies bear the word at a position, in thousandths of names; -1 beyond the text."""
    if not 0 <= position < len(name.tokens):
        return -1.0
    return min(20.0, word_frequencies().get(name.tokens[position], 0.0) / 1000)
