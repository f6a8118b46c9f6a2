"""IMO ship identification number: six digits and a check digit; a ship keeps it for life, whatever its name, flag or
owner. Source: IMO Resolution A.1117(30); SOLAS chapter XI-1, regulation 3.

>>> validate("IMO 9074729")
'9074729'
>>> validate("9074728")
Traceback (most recent call last):
docvalidate.reference.identifiers.CheckDigitError: 9074728: the check digit should be 9
"""

from __future__ import annotations

import re

from docvalidate.reference.identifiers import CheckDigitError, FormatError, IdentifierError


def compact(text: str) -> str:
    """The seven digits without `IMO` and separators."""
    return re.sub(r"(?i)^\s*IMO|[\s:.#\-]+", "", text)


def check_digit(number: str) -> str:
    """The check digit of the first six digits: their sum weighted 7 to 2, its last digit."""
    return str(sum(int(digit) * weight for digit, weight in zip(number[:6], range(7, 1, -1), strict=True)) % 10)


def validate(text: str) -> str:
    """The compact form. Raises FormatError or CheckDigitError."""
    number = compact(text)
    if not re.fullmatch(r"[0-9]{7}", number):
        raise FormatError(text, "an IMO number has seven digits")
    expected = check_digit(number)
    if number[-1] != expected:
        raise CheckDigitError(text, f"the check digit should be {expected}")
    return number


def is_valid(text: str) -> bool:
    """Whether form and check digit are right."""
    try:
        validate(text)
    except IdentifierError:
        return False
    return True


def format(text: str) -> str:
    """The printed form `IMO NNNNNNN`; other text is given back as it is."""
    number = compact(text)
    return f"IMO {number}" if re.fullmatch(r"[0-9]{7}", number) else text.strip()
