"""Names that are nearly listed ones and are others: with another place, another word that looks alike, or more words
behind a common one.

Real and swapped names seldom stand so near to a listed one as two companies of the world do (`Bank of Estonia`, `Bank
of Ethiopia`); without such queries the judgement would learn that whatever looks alike is a slip.
"""

from __future__ import annotations

from random import Random

from rapidfuzz.distance import Levenshtein

from benchmarks.screening.queries import ListedName, Query
from docvalidate.screening.folding import fold_tokens
from docvalidate.screening.names import TELLING, TokenWeights, core_tokens
from docvalidate.screening.tables import places, word_frequencies

OTHER_PLACE, OTHER_WORD, LONGER = "other place", "other word", "longer name"
NEAREST, FARTHEST = 0.8, 0.45
"""Likeness of letters between the word that goes and the one that comes."""
LONGEST_WORD_SOUGHT = 4_000


def other_places(names: list[ListedName], count: int, seed: int) -> list[Query]:
    """Listed names with one place changed for another."""
    random = Random(seed)
    listed = {_folded(one.text) for one in names}
    known = sorted(place for place in places() if 4 <= len(place) <= 10)
    with_place = [one for one in names if not one.is_person and any(word in places() for word in fold_tokens(one.text))]
    out: list[Query] = []
    while len(out) < count:
        one = random.choice(with_place)
        words = _folded(one.text).split()
        at = random.choice([i for i, word in enumerate(words) if word in places()] or [0])
        words[at] = random.choice(known)
        if (text := " ".join(words)) not in listed:
            out.append(Query(OTHER_PLACE, text.upper(), one.text))
    return out


def other_words(names: list[ListedName], weights: TokenWeights, count: int, seed: int) -> list[Query]:
    """Listed names with their rarest word, or any other that tells, changed for one of company names that looks
    alike."""
    random = Random(seed)
    listed = {_folded(one.text) for one in names}
    borne = sorted(word for word in {*word_frequencies(), *places()} if len(word) > 3 and word.isalpha())
    companies = [one for one in names if not one.is_person]
    out: list[Query] = []
    while len(out) < count:
        one = random.choice(companies)
        words = _folded(one.text).split()
        core = core_tokens(fold_tokens(one.text))[0]
        telling = [i for i, word in enumerate(words) if word in core and weights.weight(word) >= TELLING]
        telling = telling or [i for i, word in enumerate(words) if word in core and len(word) > 3]
        telling = [i for i in telling if len(words[i]) > 3]
        if not telling or len(words) < 2:
            continue
        at = random.choice(telling)
        sought = random.sample(borne, min(len(borne), LONGEST_WORD_SOUGHT))
        alike = [
            word
            for word in sought
            if word != words[at] and FARTHEST <= Levenshtein.normalized_similarity(word, words[at]) <= NEAREST
        ]
        if not alike:
            continue
        words[at] = random.choice(alike)
        if (text := " ".join(words)) not in listed:
            out.append(Query(OTHER_WORD, text.upper(), one.text))
    return out


def longer_names(names: list[ListedName], real: list[str], count: int, seed: int) -> list[Query]:
    """Listed names of one word that other companies bear (`Sunshine`), with what follows the first word of a real
    company's name."""
    random = Random(seed)
    known = word_frequencies()
    single = [one for one in names if not one.is_person and _is_one_common_word(one.text, known)]
    rests = [rest for name in real if len(name.split()) < 6 and len(rest := name.split()[1:]) > 1]
    out: list[Query] = []
    while len(out) < count:
        one = random.choice(single)
        word = core_tokens(fold_tokens(one.text))[0][0]
        out.append(Query(LONGER, " ".join([word, *random.choice(rests)]).upper(), one.text))
    return out


def _is_one_common_word(text: str, known: dict[str, float]) -> bool:
    core = core_tokens(fold_tokens(text))[0]
    return len(core) == 1 and core[0] in known


def _folded(text: str) -> str:
    return " ".join(token for token in fold_tokens(text) if token != "|")
