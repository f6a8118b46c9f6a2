"""Legal forms in a name: found where they are written out, misspelt, shortened, or cut to initials, and set aside."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from docvalidate.screening.folding import BREAK
from docvalidate.screening.shortening import is_short_for
from docvalidate.screening.tables import abbreviations, forms_of_the_edge, legal_forms, word_frequencies, words_in_forms

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
        "ev",
        *forms_of_the_edge(),
    ]
)
"""Short forms that are also words, initials or parts of names: they count only at the edge of a name."""
FORM_TOKENS = frozenset(token for form in legal_forms() for token in form)
LONG_FORM_TOKENS = frozenset(token for token in FORM_TOKENS - words_in_forms() if len(token) >= 9)
"""Words of forms that are so long are hardly anything else."""
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
    shortened = any(len(token) >= 5 and token in FORM_TOKENS for token in tokens)
    position = 0
    while position < size:
        length, form = 0, None
        if tokens[position] in FORM_TOKENS:
            length, form = _form_at(tokens, position, table)
        if shortened and length <= 1 and tokens[position] != BREAK:
            longer, whole = _initials_of_form(tokens, position)
            if longer > length:
                length, form = longer, whole
        if form is None:
            out.append(tokens[position])
            position += 1
            continue
        at_start = not any(token != BREAK for token in out)
        after = tokens[position + length] if position + length < size else BREAK
        at_end = after == BREAK or after in FORM_TOKENS
        word = tokens[position]
        certain = length > 1 or not (word in AMBIGUOUS_FORMS or (at_start and len(word) <= 3))
        if certain or (at_start and tokens[position] in LEADING_FORMS) or (not at_start and at_end):
            found.add(form)
        else:
            out.extend(tokens[position : position + length])
        position += length
    if not any(token != BREAK for token in out):
        return list(tokens), frozenset()
    named = [token for token in out if token not in LONG_FORM_TOKENS]
    if any(token != BREAK for token in named):
        out = named  # `Ltd (Gesellschaft)`: what is left of a form whose words were torn apart
    return out, frozenset(found)


_LONG_FORM_WORDS = sorted(token for token in FORM_TOKENS - words_in_forms() if len(token) >= 6)
_SQUEEZED_FORM_WORDS = ("company", "limited", "corporation", "incorporated")
"""Words of forms that people write without their vowels, too."""
_BROKEN_OFF = 6
"""Letters that must stand of another."""


@lru_cache(maxsize=65536)
def form_word(token: str) -> str:
    """The word of a legal form that a token misspells (`limted`, `obschestvo`) or shortens (`cmpy`), or the token
    itself.

    >>> form_word("copmany"), form_word("lmtd")
    ('company', 'limited')
    """
    if len(token) < 4 or token in FORM_TOKENS or token in word_frequencies() or token in abbreviations():
        return token
    if len(token) >= 6:
        near = process.extractOne(
            token, _LONG_FORM_WORDS, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=0.8
        )
        if near:
            return near[0]
    for word in _SQUEEZED_FORM_WORDS:
        if is_short_for(token, word) and (len(token) > 4 or not word.startswith(token)):
            return word
    for word in _LONG_FORM_WORDS:
        if len(token) >= _BROKEN_OFF and word.startswith(token) and is_short_for(token, word):
            return word
    return token


def _form_at(tokens: tuple[str, ...], position: int, table: Mapping[tuple[str, ...], str]) -> tuple[int, str | None]:
    for length in range(min(_LONGEST_FORM, len(tokens) - position), 0, -1):
        form = table.get(tokens[position : position + length])
        if form is not None:
            return length, form
    return 0, None


def _initials_of_form(tokens: tuple[str, ...], position: int) -> tuple[int, str | None]:
    """A form of several words of which some are cut to their beginnings (`o. s ogran. otvetstvennostyu`)."""
    for form, kind in _FORMS_BY_LETTER.get(tokens[position][0], ()):
        window = tokens[position : position + len(form)]
        if len(window) < max(2, len(form) - 2):
            continue  # at the end of the text a field may have cut the form itself
        whole = 0
        for token, word in zip(window, form, strict=False):
            if token == word:
                whole += len(word) if len(word) > 1 else 0
            elif not word.startswith(token) or 1 < len(token) < 3:
                break
        else:
            if whole >= INITIALS_SHARE * sum(map(len, form)):
                return len(window), kind
    return 0, None


INITIALS_SHARE = 0.33
"""Share of a form's letters that must stand in words written out, where others are cut to their first letters."""


def _by_letter() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    out: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for form, kind in sorted(legal_forms().items(), key=lambda item: -len(item[0])):
        if len(form) > 1 and max(map(len, form)) > 4:
            out.setdefault(form[0][0], []).append((form, kind))
    return out


_FORMS_BY_LETTER = _by_letter()


def form_end(tokens: list[str]) -> int | None:
    """Index after the first legal form that certainly is one and does not stand in front; None without."""
    table = legal_forms()
    position = next((i + 1 for i, token in enumerate(tokens) if token not in FORM_TOKENS), len(tokens))
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
