"""Legal forms in a name: found where they are written out, misspelt, shortened, or cut to initials, and set aside."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from docvalidate.screening.folding import BREAK
from docvalidate.screening.tables import legal_forms, word_frequencies

LEADING_FORMS = frozenset(
    [
        "pt",
        "ooo",
        "oao",
        "zao",
        "pao",
        "ao",
        "jsc",
        "ojsc",
        "cjsc",
        "pjsc",
        "llc",
        "too",
        "tov",
        "uab",
        "fgup",
        "gup",
        "npo",
        "npp",
        "cty",
        "ojsco",
        "ip",
        "pp",
        "sc",
    ]
)
"""Forms that stand before the name (`OOO Romashka`, `PT Maju`)."""
AMBIGUOUS_FORMS = frozenset(
    [
        "as",
        "sa",
        "ad",
        "pa",
        "cv",
        "me",
        "se",
        "pc",
        "uc",
        "ip",
        "co",
        "ab",
        "ag",
        "bv",
        "nv",
        "sl",
        "dd",
        "rt",
        "kg",
        "ao",
        "pt",
        "spa",
        "sal",
        "est",
        "sas",
        "sac",
        "sia",
        "hf",
        "clg",
        "cic",
        "ska",
        "ans",
        "pk",
        "me",
        "kk",
        "gk",
        "yk",
        "too",
        "tov",
        "vat",
        "pat",
        "prat",
        "chao",
        "dac",
        "ug",
        "sau",
        "snc",
        "scs",
        "epp",
        "lda",
        "sti",
        "ets",
        "fz",
        "i",
        "s",
        "a",
        "d",
        "p",
        "k",
        "sc",
        "ou",
        "oy",
        "sp",
        "cie",
        "cia",
        "p",
        "ltd",
    ]
) - {"co", "ltd", "cie", "cia"}
"""Short forms that are also words, initials or parts of names: they count only at the edge of a name."""
FORM_TOKENS = frozenset(token for form in legal_forms() for token in form)
CERTAIN_FORMS = frozenset(form[0] for form in legal_forms() if len(form) == 1) - AMBIGUOUS_FORMS
"""One-word forms that are nothing else."""
GLUED_FORMS = tuple(sorted((form for form in CERTAIN_FORMS if len(form) >= 7), key=len, reverse=True))
FIRST_OF_FORM = frozenset(form[0] for form in legal_forms())
_LONGEST_FORM = max(len(form) for form in legal_forms())


def strip_forms(tokens: tuple[str, ...]) -> tuple[list[str], frozenset[str]]:
    """Tokens (still with breaks) without legal forms, and the classes of the forms that were there."""
    table = legal_forms()
    tokens = tuple(form_word(token) for token in tokens)
    out: list[str] = []
    found: set[str] = set()
    size = len(tokens)
    position = 0
    while position < size:
        if tokens[position] not in FORM_TOKENS:
            out.append(tokens[position])
            position += 1
            continue
        length, form = _form_at(tokens, position, table)
        if form is None:
            out.append(tokens[position])
            position += 1
            continue
        at_start = not any(token != BREAK for token in out)
        after = tokens[position + length] if position + length < size else BREAK
        at_end = after == BREAK or after in FORM_TOKENS
        certain = length > 1 or tokens[position] not in AMBIGUOUS_FORMS
        if certain or (at_start and tokens[position] in LEADING_FORMS) or (not at_start and at_end):
            found.add(form)
        else:
            out.extend(tokens[position : position + length])
        position += length
    if not any(token != BREAK for token in out):
        return list(tokens), frozenset()
    return out, frozenset(found)


_LONG_FORM_WORDS = sorted(token for token in FORM_TOKENS if len(token) >= 6)


@lru_cache(maxsize=65536)
def form_word(token: str) -> str:
    """The word of a legal form that a token misspells (`limted`, `obschestvo`), or the token itself.

    >>> form_word("copmany")
    'company'
    """
    if len(token) < 6 or token in FORM_TOKENS or token in word_frequencies():
        return token
    near = process.extractOne(
        token, _LONG_FORM_WORDS, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=0.8
    )
    return near[0] if near else token


def _form_at(tokens: tuple[str, ...], position: int, table: Mapping[tuple[str, ...], str]) -> tuple[int, str | None]:
    for length in range(min(_LONGEST_FORM, len(tokens) - position), 0, -1):
        form = table.get(tokens[position : position + length])
        if form is not None:
            return length, form
    return 0, None


def form_end(tokens: list[str]) -> int | None:
    """Index after the first legal form that certainly is one and does not stand in front; None without."""
    table = legal_forms()
    position = 1
    end: int | None = None
    while position < len(tokens):
        if tokens[position] in FIRST_OF_FORM:
            for length in range(min(6, len(tokens) - position), 0, -1):
                form = tuple(tokens[position : position + length])
                if form in table and (length > 1 or form[0] not in AMBIGUOUS_FORMS):
                    end = position + length
                    break
            else:
                if end is not None:
                    return end
                position += 1
                continue
            position = end
            continue
        if end is not None:
            return end
        position += 1
    return end
