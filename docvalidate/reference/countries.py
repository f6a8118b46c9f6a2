"""Countries: the ISO 3166-1 code for any usual spelling, in many languages, and what CBP accepts.

>>> [find(text) for text in ("P.R. China", "Türkiye", "KOREA, REPUBLIC OF", "Viet Nam", "台灣", "u.s.a.")]
['CN', 'TR', 'KR', 'VN', 'TW', 'US']
>>> [find(text) for text in ("CN", "CHN", "China (CN)", "CN - China", "Shenzhen", "")]
['CN', 'CN', 'CN', 'CN', None, None]

Source: ISO 3166-1, CATAIR Appendix B (August 2026), Unicode CLDR for the names, and a list of spellings of the trade.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from docvalidate.reference.tables import plain_name, rows


@dataclass(frozen=True, slots=True)
class Country:
    """`cbp`: whether CBP accepts the code. `currency` is the one in use there (ISO 4217)."""

    code: str
    name: str
    iso3: str
    cbp: bool
    currency: str | None


@cache
def all_countries() -> dict[str, Country]:
    """Every country by its two-letter code, with the CBP codes GZ, WE and KV."""
    return {
        row["code"]: Country(row["code"], row["name"], row["iso3"], row["cbp"] == "yes", row["currency"] or None)
        for row in rows("countries.csv")
    }


def get(code: str) -> Country | None:
    """The country of a two-letter code."""
    return all_countries().get(code.upper())


def exists(code: str) -> bool:
    """Whether it is a two-letter country code, of ISO 3166-1 or of CBP."""
    return code.upper() in all_countries()


def name(code: str) -> str | None:
    """The English name of a two-letter code."""
    country = get(code)
    return country.name if country else None


@cache
def spellings() -> dict[str, str]:
    """Every known spelling, as `tables.plain_name` writes it, with its code: for a search in running text."""
    known: dict[str, str] = {}
    for file in ("country_names.csv", "country_aliases.csv"):
        for row in rows(file):
            known[plain_name(row["name"])] = row["code"]
    for country in all_countries().values():
        known[plain_name(country.name)] = country.code
        if country.iso3:
            known[plain_name(country.iso3)] = country.code
    for word in ("", "AND"):  # Andorra's code is a word of every label that names two things
        known.pop(word, None)
    return known


def find(text: str) -> str | None:
    """The two-letter code for a text that names one country: code, name in any of many languages, or both together.

    The whole text must mean the country; an address is not searched. None where it means none or more than one.
    """
    stripped = text.strip(" \t\r\n.,;:*()[]")
    if re.fullmatch(r"[A-Za-z]{2}", stripped) and exists(stripped):
        return stripped.upper()
    code = spellings().get(plain_name(stripped))
    if code:
        return code
    parts = [part for part in re.split(r"\s*[()/|\[\]:;]\s*|\s+[-–—]\s+|\n", stripped) if part]
    if len(parts) > 1:
        found = {code for part in parts if (code := find(part)) is not None}
        if len(found) == 1 and all(find(part) for part in parts):
            return found.pop()
    return None
