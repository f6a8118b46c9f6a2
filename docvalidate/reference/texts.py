"""How alike two numbers or two descriptions are."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA


def code(text: str | None) -> str:
    """A number without separators, upper case: `INV/2024-76165` -> `INV202476165`."""
    return "".join(character for character in (text or "").upper() if character.isalnum())


def same_number(one: str | None, other: str | None) -> bool:
    """Whether two invoice numbers are one: without separators, without a word such as INV before the digits.

    >>> same_number("INV/20247-6165", "INV202476165"), same_number("CI-2025", "2025"), same_number("0045", "45")
    (True, True, True)
    >>> same_number("CI-2025", "EX-2025"), same_number("A1", "1")
    (False, False)
    """
    left, right = code(one), code(other)
    if not left or not right:
        return False
    if left == right:
        return True
    digits, rest = _split(left)
    other_digits, other_rest = _split(right)
    return digits == other_digits and len(digits) >= 2 and (not rest or not other_rest or rest == other_rest)


def near_number(one: str | None, other: str | None) -> float:
    """How near two numbers are, 0 to 1: one changed or two swapped characters of ten are 0.9."""
    left, right = code(one), code(other)
    return OSA.normalized_similarity(left, right) if left and right else 0.0


def _split(text: str) -> tuple[str, str]:
    """The digits at the end without leading zeros, and what stands before them."""
    match = re.fullmatch(r"(.*?)0*(\d*)", text)
    assert match is not None
    return match[2], match[1]


@cache
def words(text: str) -> str:
    """A description for comparing: lower case, no accents, words and numbers only."""
    folded = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", folded))


@cache
def likeness(one: str, other: str) -> float:
    """How alike two descriptions are, 0 to 1. One may be a part of the other (the entry's are often shortened)."""
    left, right = words(one), words(other)
    if not left or not right:
        return 0.0
    if left == right:
        return 1.0
    whole = fuzz.token_sort_ratio(left, right) / 100
    part = fuzz.token_set_ratio(left, right) / 100
    shorter = min(len(left.split()), len(right.split()))
    # A single shared word ('steel') says little: a part counts as much as it has words.
    trust = min(1.0, 0.4 + 0.15 * shorter)
    return max(whole, part * trust)


_LEGAL_FORMS = """
    inc incorporated corp corporation co company ltd limited llc llp lp plc gmbh mbh ag kg kgaa ohg ug sa sas sarl srl
    spa sl slu nv bv ab as asa oy aps pte pty pvt private sdn bhd tbk pt cv de rl jsc ojsc cjsc ooo zao oao kk
    kabushiki kaisha sanayi ticaret anonim sirketi san tic sti ve and und et y e the of
"""
LEGAL_FORMS = frozenset(_LEGAL_FORMS.split())
"""Words of a firm's name that say what kind of firm it is, or nothing."""


@cache
def firm_words(name: str) -> tuple[str, ...]:
    """The words of a firm's name without its legal form; initials of a form (`S.A.`) are taken together.

    >>> firm_words("Copper Basin Fasteners Corp."), firm_words("Autopartes del Bajío S.A. de C.V.")
    (('copper', 'basin', 'fasteners'), ('autopartes', 'del', 'bajio'))
    """
    joined = re.sub(r"\b((?:\w\.){2,}\w?\b|(?:\w\.)+\w\b)", lambda match: match[0].replace(".", ""), name)
    found = words(joined).split()
    core = tuple(word for word in found if word not in LEGAL_FORMS)
    return core or tuple(found)


def firm_likeness(one: str, other: str) -> float:
    """How surely two names are one firm, 0 to 1. A branch or a warehouse named behind the name is the same firm.

    >>> firm_likeness("Harbor Lane Imports, Inc.", "HARBOR LANE IMPORTS INC - Distribution Center")
    1.0
    >>> firm_likeness("Harbor Point Wholesale Co", "Copper Basin Fasteners Corp.") < 0.5
    True
    """
    left, right = firm_words(one), firm_words(other)
    if not left or not right:
        return 0.0
    shorter, longer = sorted((left, right), key=len)
    if shorter == longer[: len(shorter)] and (len(shorter) > 1 or len(shorter[0]) > 4 or len(longer) == 1):
        return 1.0
    text, text2 = " ".join(left), " ".join(right)
    return max(
        fuzz.ratio(text, text2) / 100,
        fuzz.token_sort_ratio(text, text2) / 100,
        fuzz.ratio(text.replace(" ", ""), text2.replace(" ", "")) / 100,
    )
