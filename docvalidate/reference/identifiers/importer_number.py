"""Importer number: employer (IRS) number, social security number, or CBP-assigned number. Source: AE usage note (f).

>>> validate("36-412785100")
'36-412785100'
>>> validate("364127851")
'36-4127851'
>>> kind("123-45-6789"), kind("26-1234567"), kind("262704-00123")
('social security number', 'employer number', 'CBP-assigned number')
>>> validate("36-4127851-X")
Traceback (most recent call last):
docvalidate.reference.identifiers.FormatError: 36-4127851-X: an importer number is NN-NNNNNNN with or without ...

The suffix of an employer number is two letters or digits; 00 and none are different numbers to CBP, `same` treats them
as one firm.

>>> same("36-4127851", "36-412785100"), same("36-4127851", "36-412785102")
(True, False)
"""

from __future__ import annotations

import re

from docvalidate.reference.identifiers import FormatError, IdentifierError

EMPLOYER = re.compile(r"(\d{2})-?(\d{7})([A-Z0-9]{2})?$")
SOCIAL_SECURITY = re.compile(r"(\d{3})-(\d{2})-(\d{4})$")
CBP_ASSIGNED = re.compile(r"(\d{6})-(\d{5})$")
HIDDEN = re.compile(r"[X*]{3}-?[X*]{2}-?(\d{4}|[X*]{4})$|[X*]{2}-?[X*]{3,7}\d{0,4}[A-Z0-9]{0,2}$")
"""Papers often print a social security number, or any number, with its digits hidden."""


def compact(text: str) -> str:
    """Upper case without spaces, hyphens kept where they tell the three forms apart: the form of AE record 11."""
    stripped = re.sub(r"\s+", "", text).upper()
    if match := EMPLOYER.match(stripped):
        return f"{match[1]}-{match[2]}{match[3] or ''}"
    return stripped


def kind(text: str) -> str:
    """`employer number`, `social security number` or `CBP-assigned number`. Raises FormatError for none of them."""
    number = compact(text)
    if EMPLOYER.match(number):
        return "employer number"
    if SOCIAL_SECURITY.match(number):
        return "social security number"
    if CBP_ASSIGNED.match(number):
        return "CBP-assigned number"
    raise FormatError(
        text,
        "an importer number is NN-NNNNNNN with or without two more characters (IRS), NNN-NN-NNNN (social security) "
        "or YYDDPP-NNNNN (CBP)",
    )


def validate(text: str) -> str:
    """The compact form. Raises FormatError."""
    kind(text)
    return compact(text)


def is_valid(text: str) -> bool:
    """Whether it has one of the three forms."""
    try:
        validate(text)
    except IdentifierError:
        return False
    return True


def is_hidden(text: str) -> bool:
    """Whether it is printed with hidden digits (XXX-XX-1234), so that it cannot be compared in full."""
    return bool(HIDDEN.match(re.sub(r"\s+", "", text).upper()))


def format(text: str) -> str:
    """The printed form, which is the compact one."""
    return compact(text)


def same(first: str, second: str) -> bool:
    """Whether two numbers mean one party; an employer number without a suffix is the one with 00."""
    return _with_suffix(first) == _with_suffix(second)


def _with_suffix(text: str) -> str:
    number = compact(text)
    match = EMPLOYER.match(number)
    return number + "00" if match and not match[3] else number
