"""Air waybill number: airline prefix (3 digits), serial number (7), check digit. Source: IATA Resolution 600a.

>>> validate("160-1234 5675")
'16012345675'
>>> format("16012345675")
'160-12345675'
>>> validate("160-12345674")
Traceback (most recent call last):
docvalidate.reference.identifiers.CheckDigitError: 160-12345674: the check digit should be 5
"""

from __future__ import annotations

import re

from docvalidate.reference.identifiers import CheckDigitError, FormatError, IdentifierError


def compact(text: str) -> str:
    """The eleven digits without separators."""
    return re.sub(r"[\s\-]+", "", text)


def check_digit(number: str) -> str:
    """The check digit of prefix and serial number (ten digits): the serial number modulo seven."""
    return str(int(compact(number)[3:10]) % 7)


def validate(text: str) -> str:
    """The compact form. Raises FormatError or CheckDigitError."""
    number = compact(text)
    if not re.fullmatch(r"[0-9]{11}", number):
        raise FormatError(text, "a master air waybill number has eleven digits")
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
    """The printed form NNN-NNNNNNNN; other text is given back as it is."""
    number = compact(text)
    return f"{number[:3]}-{number[3:]}" if re.fullmatch(r"[0-9]{11}", number) else text.strip()
