"""A name taken apart: its telling tokens, the weight of each, and the legal forms set aside.

The weight of a token says how much it tells: a word in every hundredth company name (`trading`) or a city tells next
to nothing, a word that no other company bears tells all. Weights come from how often a word stands on the lists held
and in company names at large (`words.csv`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from docvalidate.screening.folding import BREAK, fold_tokens
from docvalidate.screening.forms import CERTAIN_FORMS, GLUED_FORMS, LONG_FORM_TOKENS, strip_forms
from docvalidate.screening.tables import abbreviations, places, places_of_words, word_frequencies

CONNECTORS = frozenset(["and", "of", "the", "for", "und", "et"])
ARTICLES = frozenset(
    [
        "de",
        "la",
        "el",
        "le",
        "y",
        "e",
        "da",
        "do",
        "di",
        "du",
        "del",
        "des",
        "van",
        "von",
        "der",
        "den",
        "al",
        "ul",
        "as",
        "ad",
        "ve",
        "i",
        "a",
        "o",
        "in",
        "on",
        "at",
        "no",
        "bin",
        "ibn",
    ]
)
LEFT_OVER = 0.3
"""How far the weight of a token that nothing met rises towards 1: a trade word too many speaks against."""
NUMBER_WEIGHT = 0.3
PLACE_WEIGHT = 0.3
LEAST_WEIGHT = 0.12
WEIGHT_START, WEIGHT_SLOPE = 1.5, 3.2
"""A word in one name of thirty tells nothing, one in a hundred thousand or rarer all."""
TRADE_RARITY = 1.9
"""A word in one name of eighty is one of trade, whose words follow each other (`import export`, `design bureau`)."""
FEWEST_NAMES = 12_000
"""On a short list a word that stands once is not common for that: shares are taken of at least so many entries."""
UNKNOWN_SHARE = 8.0
"""Names in a million that are taken to hold a word nobody has counted."""
TELLING = 0.62
"""From this weight on a token tells companies apart."""
_KNOWN_FROM = 25.0
"""Names in a million from which a word counts as known when broken words are mended."""


@dataclass(frozen=True, slots=True)
class ParsedName:
    """Tokens of a name without its legal forms, each with its mass (weight x root of its length)."""

    tokens: tuple[str, ...]
    weights: tuple[float, ...]
    masses: tuple[float, ...]
    forms: frozenset[str]
    joined: str = ""
    total: float = 0.0
    telling: float = 0.0
    """Mass of the telling tokens alone."""
    left_over: tuple[float, ...] = ()
    """Mass of each token where nothing meets it."""
    rarity: tuple[float, ...] = ()
    """For each token, how much rarer it is than a word of trade, as a decimal logarithm."""
    dotted: frozenset[str] = frozenset()
    """Tokens printed with a point behind them (`Electr.`): broken off, perhaps."""


@dataclass(slots=True)
class TokenWeights:
    """How much a token tells, 0.12 (in every company's name) to 1 (in nobody else's).

    `listed` maps a token to how many of `listed_names` hold it, when an index is open.
    """

    listed: Mapping[str, int] | None = None
    listed_names: int = 0
    _cache: dict[str, float] = field(default_factory=dict)

    def weight(self, token: str) -> float:
        """The weight of one folded token."""
        known = self._cache.get(token)
        if known is None:
            if len(self._cache) > 200_000:
                self._cache.clear()
            known = self._cache[token] = self._measure(token)
        return known

    def is_known(self, token: str) -> bool:
        """A word that others bear, so hardly a misprint of another word."""
        return token in word_frequencies() or (self.listed is not None and self.listed.get(token, 0) >= 3)

    def rarity(self, token: str) -> float:
        """How much rarer a token is than a word of trade, as a decimal logarithm."""
        if token in ARTICLES or len(token) == 1:
            return 0.0
        return max(0.0, WEIGHT_SLOPE * self.weight(token) + WEIGHT_START - TRADE_RARITY)

    def _measure(self, token: str) -> float:
        if is_number(token) and not (self.listed is not None and self.listed.get(token)):
            return NUMBER_WEIGHT
        if token in ARTICLES:
            return LEAST_WEIGHT
        share = max(word_frequencies().get(token, UNKNOWN_SHARE), UNKNOWN_SHARE) / 1e6
        if self.listed is not None and self.listed_names:
            share = max(share, self.listed.get(token, 0) / max(self.listed_names, FEWEST_NAMES))
        weight = (-math.log10(share) - WEIGHT_START) / WEIGHT_SLOPE
        if len(token) == 1:
            weight = min(weight, 0.35)
        if token in places():
            weight = min(weight, PLACE_WEIGHT)
        return min(1.0, max(LEAST_WEIGHT, weight))


def is_number(token: str) -> bool:
    """A number, or a registration of letters and digits (`de930297822`)."""
    return token.isdigit() or (len(token) >= 6 and sum(map(str.isdigit, token)) * 2 > len(token))


def mass(token: str, weight: float) -> float:
    """What a token counts: its weight, more for a longer word, but not in proportion."""
    return weight * math.sqrt(min(len(token), 9))


@lru_cache(maxsize=65536)
def mend(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """Tokens with words that a line break or a reader split (`com pany`) joined, and forms glued to a word split off.

    Only where the whole is a word of company names and one of the parts is none. Places of several words become one
    word.

    >>> mend(("chemicalcompany", "elect", "ronics"))
    ('chemical', 'company', 'electronics')
    """
    known = word_frequencies()
    named = places_of_words()
    out: list[str] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        place = named.get(tokens[position : position + 3]) or named.get(tokens[position : position + 2])
        if place is not None:
            out.append(place)
            position += 3 if tokens[position : position + 3] in named else 2
            continue
        following = tokens[position + 1] if position + 1 < len(tokens) else BREAK
        whole = token + following
        if BREAK not in (following, token) and len(whole) >= 6 and not whole.isdigit():
            broken = known.get(token, 0.0) < _KNOWN_FROM or known.get(following, 0.0) < _KNOWN_FROM
            one = whole in CERTAIN_FORMS or whole in LONG_FORM_TOKENS or known.get(whole, 0.0) >= _KNOWN_FROM
            if broken and one and token not in CONNECTORS:
                out.append(whole)
                position += 2
                continue
        if len(token) > 10 and token not in known:
            form = next((form for form in GLUED_FORMS if token.endswith(form) and len(token) >= len(form) + 3), "")
            if form:
                out += [token[: -len(form)], form]
                position += 1
                continue
        out.append(token)
        position += 1
    return tuple(out)


def core_tokens(tokens: tuple[str, ...]) -> tuple[list[str], frozenset[str]]:
    """Tokens that make the name: forms and connectors out, abbreviations of trade words written out."""
    kept, forms = strip_forms(mend(tokens))
    short = abbreviations()
    words = [token for token in kept if token != BREAK and token not in CONNECTORS]
    if len(words) == 1:
        return words, forms  # a company called `SOL` is not every company for solutions
    out: list[str] = []
    for token in words:
        full = short.get(token)
        out.extend(full) if full else out.append(token)
    if not out:
        out = [token for token in kept if token != BREAK]
    return out, forms


def parse_tokens(tokens: tuple[str, ...], weights: TokenWeights, dotted: frozenset[str] = frozenset()) -> ParsedName:
    """A `ParsedName` from folded tokens (with or without breaks)."""
    core, forms = core_tokens(tokens)
    return from_core(tuple(core), forms, weights, dotted)


def from_core(
    core: tuple[str, ...], forms: frozenset[str], weights: TokenWeights, dotted: frozenset[str] = frozenset()
) -> ParsedName:
    """A `ParsedName` from tokens that are already bare of forms."""
    each = tuple(weights.weight(token) for token in core)
    masses = tuple(mass(token, weight) for token, weight in zip(core, each, strict=True))
    telling = sum(m for m, w in zip(masses, each, strict=True) if w >= TELLING)
    seen: set[str] = set()
    left_over: list[float] = []
    initials = _initials_among(core)
    for token, weight, whole in zip(core, each, masses, strict=True):
        if token in seen or token == initials:
            left_over.append(0.0)  # said twice (`Alpha Co (Alpha)`, `Alpha Beta Gamma (ABG)`): no word too many
        elif token in ARTICLES or is_number(token) or token in places():
            left_over.append(whole)
        else:
            left_over.append(mass(token, weight + (1 - weight) * LEFT_OVER))
        seen.add(token)
    rarity = tuple(weights.rarity(token) for token in core)
    return ParsedName(core, each, masses, forms, "".join(core), sum(masses), telling, tuple(left_over), rarity, dotted)


def _initials_among(core: tuple[str, ...]) -> str:
    """The token that is made of the first letters of the others (and perhaps of the form, `... Ltd (ABCL)`)."""
    if len(core) < 4:
        return ""
    for position in (len(core) - 1, 0):
        token = core[position]
        others = core[:position] + core[position + 1 :]
        letters = "".join(other[0] for other in others)
        if len(letters) <= len(token) <= len(letters) + 2 and token.startswith(letters):
            return token
    return ""


def parse(name: str, weights: TokenWeights) -> ParsedName:
    """A `ParsedName` from a printed name.

    >>> parse("SHANGHAI HUAYUAN TRDG CO., LTD.", TokenWeights()).tokens
    ('shanghai', 'huayuan', 'trading')
    """
    return parse_tokens(fold_tokens(name), weights)
