"""The parts of a manufacturer ID, each by its paragraph of the Appendix to 19 CFR Part 102.

>>> [name_part(name) for name in ("Amalgamated Plastics Corp.", "Bergstrom", "A B C Company", "O.A.S.I.S. Corp.")]
['AMAPLA', 'BER', 'ABCCOM', 'OASCOR']
>>> [name_part(name) for name in ("Dr. S.A. Smith", "Shavings B L Inc.", "The Embassy of Spain", "Rawles-Aden Corp.")]
['DRSA', 'SHABL', 'EMBSPA', 'RAWCOR']
>>> [name_part(name) for name in ("20th Century Fox", "Concept 2000", "Thomas S. Delvaux Company", "PT Sinar Abadi")]
['20TCEN', 'CON200', 'THODEL', 'SINABA']
>>> [street_number(text) for text in ("11455 Main Street, Suite 9999", "232 Main Street, Suite 1234")]
['1145', '1234']
>>> [street_number(text) for text in ("One Thousand Century Plaza", "One Thousand Century Plaza, Suite 345")]
['', '345']
>>> [street_number(text) for text in ("12-34-56 Alaska Road", "Apt. 509 2727 Cleveland St.")]
['1234', '2727']
>>> [city_part(city) for city in ("18-Mile High", "St. Michel", "The Hague", "8320 Verona")]
['MIL', 'STM', 'HAG', 'VER']
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

PROVINCES = {
    "AB": "XA",
    "NB": "XB",
    "BC": "XC",
    "MB": "XM",
    "NS": "XN",
    "ON": "XO",
    "PE": "XP",
    "QC": "XQ",
    "SK": "XS",
    "NT": "XT",
    "NU": "XV",
    "NL": "XW",
    "YT": "XY",
}
"""Postal abbreviation of a Canadian province or territory -> its code in a MID."""
PROVINCE_CODES = frozenset(PROVINCES.values()) | {"XD", "XE"}
"""XD and XE: British Columbia coastal and interior, for softwood lumber (AE table 5b)."""
IGNORED_WORDS = frozenset({"A", "AN", "AND", "OF", "THE"})
GENERIC_PREFIXES = (
    ("FABRICA", "DE", "ARTIGOS", "DE", "VESTUARIO"),
    ("COMPANHIA", "TEXTIL"),
    ("PT",),
    ("JSC",),
    ("OAO",),
    ("OOO",),
    ("ZAO",),
)
"""Words before the name proper that say only what kind of firm it is (Macau, Portugal, Indonesia, Russia)."""
CITY_STATES = frozenset({"HK", "MO", "SG", "MC", "VA", "GI"})
"""Where the country is the city: its name gives the city's three letters."""
UNACCENTED = str.maketrans({"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "AE",
                            "œ": "oe", "Œ": "OE", "ı": "i", "þ": "th", "Þ": "TH", "ð": "d"})  # fmt: skip


def plain(text: str) -> str:
    """Latin letters without accents, upper case."""
    decomposed = unicodedata.normalize("NFKD", text.translate(UNACCENTED))
    return "".join(character for character in decomposed if not unicodedata.combining(character)).upper()


def name_part(name: str) -> str:
    """The first three characters of each of the first two words that count."""
    return "".join(word[:3] for word in _words(name)[:2])


def _words(name: str) -> list[str]:
    """The words that count: initials in a row are one word, stray initials, articles and generic prefixes are none."""
    words: list[str] = []
    initials = ""
    for token in _without_prefix(re.sub(r"[&+/]", " ", plain(name)).split()):
        dotted = re.fullmatch(r"(?:[A-Z]\.){2,}[A-Z]?,?", token)
        bare = re.sub(r"[^A-Z0-9]", "", token)
        if not bare:
            continue
        if dotted or (len(bare) == 1 and bare.isalpha()):
            initials += bare
            continue
        words += _initials_word(initials)
        initials = ""
        if bare not in IGNORED_WORDS:
            words.append(bare)
    words += _initials_word(initials)
    return words or [bare for bare in [re.sub(r"[^A-Z0-9]", "", plain(name))] if bare]


def _initials_word(initials: str) -> list[str]:
    return [initials] if len(initials) > 1 else []


def _without_prefix(tokens: list[str]) -> list[str]:
    bare = [re.sub(r"[^A-Z0-9]", "", token) for token in tokens]
    for prefix in GENERIC_PREFIXES:
        if len(bare) > len(prefix) and tuple(bare[: len(prefix)]) == prefix:
            return tokens[len(prefix) :]
    return tokens


def street_number(street: str) -> str:
    """The first four digits of the largest number; digits joined by a hyphen, a comma or a slash are one number."""
    numbers = [re.sub(r"\D", "", run) for run in re.findall(r"\d+(?:[-,/]\d+)*", street)]
    return max(numbers, key=lambda digits: (int(digits), len(digits)))[:4] if numbers else ""


def city_part(city: str) -> str:
    """The first three letters of the city, without an article and without numbers."""
    words = [word for word in plain(city).split() if word not in ("THE",)]
    return re.sub(r"[^A-Z]", "", "".join(words))[:3]


def readings(address: str, country: str) -> Iterator[tuple[str, str, str]]:
    """City, street text and country prefix: every way to read the address, the likeliest first."""
    segments = [segment.strip() for segment in re.split(r"[\n;]|,(?!\d)", address) if segment.strip()]
    segments = [segment for segment in segments if not _is_label(segment)]
    position, rest = _country_position(segments, country)
    prefix = country
    if country == "CA":
        found = next((code for code in map(_province, reversed(segments)) if code), None)
        if found is None:
            return
        prefix = found
    if country in CITY_STATES:
        street = ", ".join(rest)
        yield _country_name(country), street, prefix
    places = [index for index, segment in enumerate(rest) if not _is_region(segment, country)]
    # The city stands just before the country; where the country is not named, last.
    order = [index for index in reversed(places) if index < position] + [index for index in places if index >= position]
    both = [index for index, segment in enumerate(rest) if index not in places and _is_city_too(segment, country)]
    order = [index for index in both if re.search(r"\d", rest[index])] + order + both
    for index in order:
        city = _city_text(rest[index], country)
        if len(city_part(city)) >= 2:
            # What stands between the city and the country is its state and postal code, not the street.
            parts = rest[:index] + (rest[position:] if index < position else rest[index + 1 :])
            yield city, ", ".join(part for part in parts if not re.fullmatch(r"\d{4,}", part)), prefix


def _country_position(segments: list[str], country: str) -> tuple[int, list[str]]:
    """Where the country's name stood, and the segments without it."""
    from docvalidate.reference import countries

    for index in range(len(segments) - 1, -1, -1):
        bare = _without_postcode(segments[index])
        if index > 0 and countries.find(bare) == country:
            return index, segments[:index] + segments[index + 1 :]
    if segments:
        # 'Kobe Japan', 'Shenzhen 518000 China': the country ends the last segment.
        words = segments[-1].split()
        for count in (3, 2, 1):
            if len(words) > count and countries.find(" ".join(words[-count:])) == country:
                return len(segments), [*segments[:-1], " ".join(words[:-count])]
    return len(segments), segments


def _city_text(segment: str, country: str) -> str:
    """The segment without its postal code, and without a state at its end ('Birmingham AL 35204')."""
    bare = re.sub(r"\S*\d\S*", " ", segment)
    words = bare.split()
    while len(words) > 1 and words[-1].strip(".").upper() in _regions(country):
        words.pop()
    return " ".join(words) if words else bare


def _without_postcode(segment: str) -> str:
    return re.sub(r"\S*\d\S*", " ", segment).strip(" .-")


def _is_region(segment: str, country: str) -> bool:
    """Whether it names a state or province, or holds a postal code alone."""
    bare = plain(_without_postcode(segment)).strip(" .")
    bare = re.sub(r"\s+(PROVINCE|PROV\.?|STATE|PREFECTURE|REGION|COUNTY)$", "", bare)
    return not bare or bare in _regions(country)


def _is_city_too(segment: str, country: str) -> bool:
    """Whether it names a state that shares its name with a city."""
    from docvalidate.reference import subdivisions

    return plain(_without_postcode(segment)).strip(" .") in subdivisions.CITIES_TOO.get(country, ())


def _is_label(segment: str) -> bool:
    return bool(re.match(r"(?i)(tel|fax|phone|e-?mail|www\.|http|attn|mobile)\b", segment))


def _province(segment: str) -> str | None:
    """The MID code of the Canadian province a segment names."""
    words = plain(_without_postcode(segment)).replace(".", "").split()
    from docvalidate.reference import subdivisions

    for count in (3, 2, 1):
        code = subdivisions.find(" ".join(words[-count:]), "CA")
        if code:
            return PROVINCES.get(code)
    return None


@cache
def _regions(country: str) -> frozenset[str]:
    from docvalidate.reference import subdivisions

    return subdivisions.names(country)


@cache
def _country_name(country: str) -> str:
    from docvalidate.reference import countries

    return countries.name(country) or country
