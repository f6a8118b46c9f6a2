"""Freight container number (ISO 6346): owner code, category, serial number, check digit.

>>> validate("CSQU 305438-3")
'CSQU3054383'
>>> format("csqu3054383")
'CSQU 305438 3'
>>> validate("CSQU3054384")
Traceback (most recent call last):
docvalidate.reference.identifiers.CheckDigitError: CSQU3054384: the check digit should be 3
"""

from __future__ import annotations

import re

from docvalidate.reference.identifiers import CheckDigitError, FormatError, IdentifierError

FORM = re.compile(r"[A-Z]{3}[UJZ]\d{7}$")
"""U freight container, J detachable equipment, Z trailer or chassis."""
VALUES = {
    **{str(digit): digit for digit in range(10)},
    **dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (value for value in range(10, 39) if value % 11), strict=True)),
}
"""The standard skips the multiples of eleven."""


def compact(text: str) -> str:
    """Without spaces, hyphens and the box around the check digit, upper case."""
    return re.sub(r"[\s\-./\[\]()|]+", "", text).upper()


def check_digit(number: str) -> str:
    """The check digit of owner code, category and serial number (ten characters).

    >>> check_digit("CSQU305438")
    '3'
    """
    total = sum(VALUES[character] << position for position, character in enumerate(compact(number)[:10]))
    return str(total % 11 % 10)


def validate(text: str) -> str:
    """The compact form. Raises FormatError or CheckDigitError."""
    number = compact(text)
    if not FORM.match(number):
        raise FormatError(text, "a container number has three letters, U, J or Z, and seven digits")
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
    """As the box shows it: owner code and category, serial number, check digit."""
    number = compact(text)
    return f"{number[:4]} {number[4:10]} {number[10]}" if FORM.match(number) else text.strip()
