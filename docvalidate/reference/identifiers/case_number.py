"""Antidumping (A) or countervailing (C) duty case number: letter, country, product, suffix. Source: AE record 53.

>>> validate("A-570-601-000")
'A570601000'
>>> format("a570601000")
'A-570-601-000'
>>> validate("B-570-601-000")
Traceback (most recent call last):
docvalidate.reference.identifiers.FormatError: B-570-601-000: a case number is A or C, three digits of the country, ...
"""

from __future__ import annotations

import re

from docvalidate.reference.identifiers import FormatError, IdentifierError

FORM = re.compile(r"[AC]\d{6}(\d{3})?$")


def compact(text: str) -> str:
    """Without hyphens and spaces, upper case: ten characters, or seven without the suffix."""
    return re.sub(r"[\s\-]+", "", text).upper()


def validate(text: str) -> str:
    """The compact form. Raises FormatError. An order is cited without the suffix of producer and exporter."""
    number = compact(text)
    if not FORM.match(number):
        raise FormatError(
            text, "a case number is A or C, three digits of the country, three of the product and three of the suffix"
        )
    return number


def is_valid(text: str) -> bool:
    """Whether it has the form of a case number."""
    try:
        validate(text)
    except IdentifierError:
        return False
    return True


def format(text: str) -> str:
    """The printed form A-NNN-NNN-NNN; other text is given back as it is."""
    number = compact(text)
    if not FORM.match(number):
        return text.strip()
    return "-".join(part for part in (number[0], number[1:4], number[4:7], number[7:]) if part)
