"""Currencies: the ISO 4217 code for a code, a sign or a name as papers print it.

>>> [find(text) for text in ("US$", "usd", "RMB", "€", "Pounds Sterling", "NT$", "$", "¥")]
['USD', 'USD', 'CNY', 'EUR', 'GBP', 'TWD', None, None]
>>> candidates("¥")
('CNY', 'JPY')
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from docvalidate.reference.tables import plain_name, rows

SHARED_SIGNS: dict[str, tuple[str, ...]] = {
    "$": ("USD", "CAD", "AUD", "HKD", "SGD", "MXN", "NZD", "TWD", "ARS", "CLP", "COP"),
    "DOLLAR": ("USD", "CAD", "AUD", "HKD", "SGD", "NZD", "TWD"),
    "DOLLARS": ("USD", "CAD", "AUD", "HKD", "SGD", "NZD", "TWD"),
    "¥": ("CNY", "JPY"),
    "￥": ("CNY", "JPY"),
    "KR": ("SEK", "NOK", "DKK", "ISK"),
    "KR.": ("SEK", "NOK", "DKK", "ISK"),
    "RS": ("INR", "PKR", "LKR", "NPR", "MUR"),
    "RS.": ("INR", "PKR", "LKR", "NPR", "MUR"),
    "RUPEES": ("INR", "PKR", "LKR", "NPR", "MUR"),
    "POUNDS": ("GBP", "EGP"),
    "POUND": ("GBP", "EGP"),
    "PESOS": ("MXN", "PHP", "ARS", "CLP", "COP", "DOP"),
    "PESO": ("MXN", "PHP", "ARS", "CLP", "COP", "DOP"),
    "FRANCS": ("CHF", "XOF", "XAF"),
    "DINAR": ("KWD", "JOD", "BHD", "TND", "RSD"),
}
"""Signs that several currencies use: alone they name none."""


@dataclass(frozen=True, slots=True)
class Currency:
    """`decimals` is the minor unit: 2 for cents, 0 for yen."""

    code: str
    name: str
    decimals: int


@cache
def all_currencies() -> dict[str, Currency]:
    """Every currency by its code."""
    return {row["code"]: Currency(row["code"], row["name"], int(row["decimals"])) for row in rows("currencies.csv")}


def get(code: str) -> Currency | None:
    """The currency of a three-letter code."""
    return all_currencies().get(code.upper())


def exists(code: str) -> bool:
    """Whether it is a code of ISO 4217 in use."""
    return code.upper() in all_currencies()


@cache
def signs() -> dict[str, str]:
    """Every sign, name and code that means one currency, as `_key` writes it, with its code."""
    known: dict[str, str] = {}
    for row in rows("currencies.csv"):
        for text in (row["code"], row["name"], *filter(None, row["signs"].split("|"))):
            known.setdefault(_key(text), row["code"])
    return known


def find(text: str) -> str | None:
    """The code of the one currency the text means; None where it means none, or a sign that several share."""
    key = _key(text)
    return None if key in SHARED_SIGNS else signs().get(key)


def candidates(text: str) -> tuple[str, ...]:
    """Every code a text may mean, the commonest in trade first for a shared sign; empty where it means none."""
    key = _key(text)
    if key in SHARED_SIGNS:
        return SHARED_SIGNS[key]
    code = signs().get(key)
    return (code,) if code else ()


def _key(text: str) -> str:
    stripped = text.strip(" \t\r\n:;,()[]").strip()
    if any(character.isalpha() for character in stripped) and not any(_is_sign(character) for character in stripped):
        return plain_name(stripped) or stripped.upper()
    return stripped.replace(" ", "").replace(".", "").upper()


def _is_sign(character: str) -> bool:
    import unicodedata

    return unicodedata.category(character) == "Sc"
