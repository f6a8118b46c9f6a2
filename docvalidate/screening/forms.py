"""Legal forms in a name: found and set aside."""

from __future__ import annotations

from collections.abc import Mapping

from docvalidate.screening.broken_forms import LONGEST_FORM, begun_form, form_word, initials_of_form
from docvalidate.screening.folding import BREAK
from docvalidate.screening.tables import form_tokens, forms_of_the_edge, legal_forms, words_in_forms

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
FORM_TOKENS = form_tokens()
LONG_FORM_TOKENS = frozenset(token for token in FORM_TOKENS - words_in_forms() if len(token) >= 9)
"""Words of forms that are so long are hardly anything else."""
CERTAIN_FORMS = frozenset(form[0] for form in legal_forms() if len(form) == 1) - AMBIGUOUS_FORMS
"""One-word forms that are nothing else."""
GLUED_FORMS = tuple(sorted((form for form in CERTAIN_FORMS if len(form) >= 7), key=len, reverse=True))
FIRST_OF_FORM = frozenset(form[0] for form in legal_forms())


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
            longer, whole = initials_of_form(tokens, position)
            if longer > length:
                length, form = longer, whole
        if tokens[position] in FORM_TOKENS and (form is None or length > 1):
            begun, kind = begun_form(tokens, position)
            if begun > length:
                length, form = begun, kind
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


def _form_at(tokens: tuple[str, ...], position: int, table: Mapping[tuple[str, ...], str]) -> tuple[int, str | None]:
    for length in range(min(LONGEST_FORM, len(tokens) - position), 0, -1):
        form = table.get(tokens[position : position + length])
        if form is not None:
            return length, form
    return 0, None


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
