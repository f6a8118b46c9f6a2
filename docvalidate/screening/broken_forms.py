"""Legal forms that are not written out: misspelt, shortened, cut to initials, or begun and not ended."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from docvalidate.screening.folding import BREAK
from docvalidate.screening.shortening import is_short_for
from docvalidate.screening.tables import abbreviations, form_tokens, legal_forms, word_frequencies, words_in_forms

LONGEST_FORM = max(len(form) for form in legal_forms())
_LONG_FORM_WORDS = sorted(token for token in form_tokens() - words_in_forms() if len(token) >= 6)
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
    if len(token) < 4 or token in form_tokens() or token in word_frequencies() or token in abbreviations():
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


def initials_of_form(tokens: tuple[str, ...], position: int) -> tuple[int, str | None]:
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


def begun_form(tokens: tuple[str, ...], position: int) -> tuple[int, str | None]:
    """The beginning of a form of several words whose last one is missing or broken off (`open joint stock`, `joint
    stock comp`)."""
    for size in range(LONGEST_FORM - 1, 1, -1):
        found = _BEGUN_FORMS.get(tokens[position : position + size])
        if found is not None:
            kind, following = found
            after = tokens[position + size] if position + size < len(tokens) else BREAK
            return size + (len(after) >= 3 and any(word.startswith(after) for word in following)), kind
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


def _begun_forms() -> dict[tuple[str, ...], tuple[str, frozenset[str]]]:
    """Beginnings of long forms with the words that follow them in a form. One that is no form itself has two long
    words at least that few names have."""
    out: dict[tuple[str, ...], tuple[str, frozenset[str]]] = {}
    for form, kind in legal_forms().items():
        for size in range(2, len(form)):
            begun = form[:size]
            long = [word for word in begun if len(word) >= LONG_WORD_OF_FORM]
            seldom = all(word_frequencies().get(word, 0.0) < SELDOM for word in long)
            if begun in legal_forms() or (len(long) >= 2 and seldom):
                _, following = out.get(begun, (kind, frozenset[str]()))
                out[begun] = legal_forms().get(begun, kind), following | {form[size]}
    return out


SELDOM = 150.0
"""Names in a million below which a word is hardly one of names."""
LONG_WORD_OF_FORM = 5
_BEGUN_FORMS = _begun_forms()
