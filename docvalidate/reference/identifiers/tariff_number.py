"""Tariff number (HTSUS): heading (4), subheading (6), legal rate line (8), statistical suffix (10 digits).

>>> validate("8471.30.01.00")
'8471300100'
>>> format("8471300100"), format("99038815")
('8471.30.0100', '9903.88.15')
>>> validate("8471.3")
Traceback (most recent call last):
docvalidate.reference.identifiers.FormatError: 8471.3: a tariff number has 4, 6, 8 or 10 digits
>>> chapter("8471300100"), is_additional("9903.88.15"), agree("8471.30", "8471300100")
(84, True, 6)
"""

from __future__ import annotations

import re

from docvalidate.reference.identifiers import ComponentError, FormatError, IdentifierError

LENGTHS = (4, 6, 8, 10)


def compact(text: str) -> str:
    """The digits without dots and spaces."""
    return re.sub(r"[\s.\-]+", "", text)


def validate(text: str) -> str:
    """The compact form. Raises FormatError, or ComponentError for a chapter that does not exist (77 is reserved)."""
    number = compact(text)
    if not re.fullmatch(r"[0-9]+", number) or len(number) not in LENGTHS:
        raise FormatError(text, "a tariff number has 4, 6, 8 or 10 digits")
    if not 1 <= int(number[:2]) <= 99 or number[:2] == "77":
        raise ComponentError(text, f"there is no chapter {number[:2]}")
    return number


def is_valid(text: str) -> bool:
    """Whether it has the form of a tariff number. Whether it is in the schedule only the tariff can say."""
    try:
        validate(text)
    except IdentifierError:
        return False
    return True


def format(text: str) -> str:
    """As the schedule and Form 7501 print it: NNNN.NN.NNNN; other text is given back as it is."""
    number = compact(text)
    if not re.fullmatch(r"[0-9]{4,10}", number):
        return text.strip()
    return ".".join(part for part in (number[:4], number[4:6], number[6:]) if part)


def chapter(text: str) -> int:
    """The chapter, 1 to 99."""
    return int(compact(text)[:2])


def is_additional(text: str) -> bool:
    """Whether it is a chapter 99 number, reported beside the article's own."""
    return compact(text)[:2] == "99"


def agree(first: str, second: str) -> int:
    """To how many digits two numbers agree, in steps of the schedule: 0, 2, 4, 6, 8 or 10."""
    left, right = compact(first), compact(second)
    return max(
        (
            length
            for length in (2, *LENGTHS)
            if left[:length] == right[:length] and min(len(left), len(right)) >= length
        ),
        default=0,
    )
