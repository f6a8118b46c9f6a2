"""Entry number: filer code (3), transaction number (7 digits), check digit. Source: CATAIR Appendix E.

>>> validate("B76-0324527-8")
'B7603245278'
>>> format("B7603245278")
'B76-0324527-8'
>>> validate("B76-0324527-9")
Traceback (most recent call last):
docvalidate.reference.identifiers.CheckDigitError: B76-0324527-9: the check digit should be 8

A wrong check digit is no proof of a wrong number: a filer that has used up its ten million numbers may be allowed by
CBP to add a fixed offset of 1 to 9 to it (Appendix E, step 6).

>>> offset("B76-0324527-9")
1
"""

from __future__ import annotations

import re

from docvalidate.reference.identifiers import CheckDigitError, FormatError, IdentifierError

FORM = re.compile(r"(?!000)[A-Z0-9]{3}\d{8}$")
"""All eight patterns of digits and letters that Appendix E lists are allowed, so any three of A-Z0-9; 000 is not."""
SEPARATORS = re.compile(r"[\s\-]+")
LETTERS = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789", strict=True))


def compact(text: str) -> str:
    """Without hyphens and spaces, upper case: eleven characters."""
    return SEPARATORS.sub("", text).upper()


def check_digit(filer_and_transaction: str) -> str:
    """The check digit of filer code and transaction number (ten characters).

    >>> check_digit("B760324527")
    '8'
    """
    digits = [int(LETTERS.get(character, character)) for character in compact(filer_and_transaction)]
    total = 0
    for position, digit in enumerate(reversed(digits)):
        doubled = digit * 2 if position % 2 == 0 else digit
        total += doubled - 9 if doubled > 9 else doubled
    return str(-total % 10)


def offset(text: str) -> int:
    """How far the check digit lies above the computed one, 0 to 9 (modulo ten). Raises FormatError for a wrong form."""
    number = _formed(text)
    return (int(number[-1]) - int(check_digit(number[:-1]))) % 10


def validate(text: str) -> str:
    """The compact form. Raises FormatError for a wrong form and CheckDigitError for another check digit."""
    number = _formed(text)
    expected = check_digit(number[:-1])
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
    """The printed form XXX-NNNNNNN-C; text that is no entry number is given back as it is."""
    number = compact(text)
    return f"{number[:3]}-{number[3:10]}-{number[10]}" if FORM.match(number) else text.strip()


def _formed(text: str) -> str:
    number = compact(text)
    if not FORM.match(number):
        raise FormatError(text, "an entry number has a filer code of three letters or digits and eight digits")
    return number
