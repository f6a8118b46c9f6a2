"""Standard Carrier Alpha Code (SCAC): two to four letters; on manifests always four. The list of codes is not public.

>>> validate("maeu")
'MAEU'
>>> split_bill("MAEU982686090")
('MAEU', '982686090')
>>> split_bill("982686090")
(None, '982686090')
"""

from __future__ import annotations

import re

from docvalidate.reference.identifiers import FormatError, IdentifierError


def compact(text: str) -> str:
    """Upper case without spaces."""
    return re.sub(r"\s+", "", text).upper()


def validate(text: str) -> str:
    """The compact form. Raises FormatError. That the code was issued cannot be said: the list is licensed."""
    code = compact(text)
    if not re.fullmatch(r"[A-Z]{2,4}", code):
        raise FormatError(text, "a carrier code (SCAC) has two to four letters")
    return code


def is_valid(text: str) -> bool:
    """Whether it has the form of a carrier code."""
    try:
        validate(text)
    except IdentifierError:
        return False
    return True


def format(text: str) -> str:
    """The printed form, which is the compact one."""
    return compact(text)


def split_bill(number: str) -> tuple[str | None, str]:
    """Issuer and rest of a bill of lading number that begins with its issuer's four letters and then has a digit."""
    text = compact(number)
    match = re.fullmatch(r"([A-Z]{4})([A-Z]{0,4}\d[A-Z0-9]*)", text)
    return (match[1], match[2]) if match else (None, text)
