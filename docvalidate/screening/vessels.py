"""A ship's name as papers print it: with a prefix (`M/V`), a voyage (`V. 112E`), an IMO number beside it."""

from __future__ import annotations

import re

_PREFIX = re.compile(
    r"^\W*(?:(?:ocean|feeder|mother|carrying|pre-?carriage)\s+)?"
    r"(?:m\s?[./]?\s?[vtsy]\b\.?|s\s?[./]\s?[sv]\b\.?|t\s?[./]\s?s\b\.?|f\s?[./]\s?v\b\.?"
    r"|motor\s+(?:vessel|tanker|ship)|vessel|ship|steamer)(?:\s+name)?[\s:]+",
    re.IGNORECASE,
)
_IMO = re.compile(r"[\s,;/(]*\bimo\b\s*(?:no|number|nr)?\W{0,3}(\d{7})\b\W*", re.IGNORECASE)
_FLAG = re.compile(r"[\s,;/(]*\bflag\b(?:\s+(?:state|of))?\W{0,3}([A-Za-z][A-Za-z .']+)\)?\s*$", re.IGNORECASE)
_VOYAGE = re.compile(
    r"[\s,;/(\-]*\b(?:voyage|voy|reise|viaje|viagem|vgm)\b\.?\s*(?:no|nr|number)?\W{0,3}[A-Z0-9][\w\-/]*.*$"
    r"|[\s,;/(\-]+v\.?\s?\d[\w\-]*.*$"
    r"|[\s,;/(\-]+v\.\s?(?=\S*\d)[\w\-]+.*$",
    re.IGNORECASE,
)
_BARE_VOYAGE = re.compile(r"(?:\s*[/,;(\-]\s*|\s+)(?=[\w\-]*\d)(?=[\w\-]*[A-Z])[A-Z0-9\-]{2,12}\)?\s*$", re.IGNORECASE)
"""Letters and digits in one word at the end (`112E`, `0FX2LE1MA`): ships bear numbers, but no such words."""
_APART = re.compile(r"\s*[/,;]\s*\d{1,5}\s*$")
_NUMBER = re.compile(r"\s+\d{2,5}\s*$")


def ship_name(text: str) -> str:
    """The name alone; a number at its end, which may be the ship's own, stays.

    >>> [ship_name(t) for t in ("M/V CORVINA DAWN V.112E", "CORVINA DAWN / 0442", "MV CORVINA DAWN NO. 8")]
    ['CORVINA DAWN', 'CORVINA DAWN', 'CORVINA DAWN NO. 8']
    """
    name = _IMO.sub(" ", text)
    name = _FLAG.sub("", name)
    for pattern in (_VOYAGE, _BARE_VOYAGE, _APART):
        cut = pattern.sub("", name)
        name = cut if _says_something(cut) else name
    bare = _PREFIX.sub("", name)
    name = bare if _says_something(bare) else name
    return " ".join(name.strip(" ,;/()-.:").split()) or text.strip()


def ship_names(text: str) -> list[str]:
    """What the name may be, to look each up: also without a number at its end, which a voyage may be.

    >>> ship_names("CORVINA DAWN 112")
    ['CORVINA DAWN 112', 'CORVINA DAWN']
    """
    name = ship_name(text)
    shorter = _NUMBER.sub("", name)
    return [name, shorter] if shorter != name and _says_something(shorter) else [name]


def imo_in(text: str) -> str | None:
    """The IMO number that stands in a text behind those letters.

    >>> imo_in("CORVINA DAWN (IMO No. 9000003)")
    '9000003'
    """
    found = _IMO.search(text)
    return found[1] if found else None


def flag_in(text: str) -> str | None:
    """The flag that stands behind a ship's name, as printed.

    >>> flag_in("CORVINA DAWN, FLAG: PANAMA")
    'PANAMA'
    """
    found = _FLAG.search(text)
    return found[1].strip(" .") if found else None


def _says_something(text: str) -> bool:
    return sum(character.isalpha() for character in text) >= 2
