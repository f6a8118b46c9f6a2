"""Manufacturer ID (MID): country, name, number of the street line, city. Source: Appendix to 19 CFR Part 102.

>>> validate("jpminco26kob")
'JPMINCO26KOB'
>>> construct("N. MINAMI & CO., LTD.", "2-6, 8-Chome Isogami-Dori, Fukiai-Ku, Kobe, Japan", "JP")
'JPMINCO26KOB'
>>> construct("HURON LANDMARK", "1840 Huron Road, Windsor, ON, Canada N9C 2L5", "CA")
'XOHURLAN1840WIN'

The rules leave judgement (which words, which city), and many MIDs on file were made by other brokers: a difference is a
question, never proof. `compare` therefore says which part differs.

>>> compare("JPMINKOB26KOB", "N. MINAMI & CO., LTD.", "2-6, 8-Chome Isogami-Dori, Fukiai-Ku, Kobe, Japan", "JP").differs
('name',)
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from docvalidate.reference.identifiers import ComponentError, FormatError, IdentifierError, mid_parts

LONGEST, SHORTEST = 15, 8
"""ACE takes no MID of fewer than eight characters (AE record 47); the Appendix allows fifteen at most."""
PARTS = ("country", "name", "street_number", "city")


def compact(text: str) -> str:
    """Without spaces, upper case."""
    return re.sub(r"\s+", "", text).upper()


def validate(text: str) -> str:
    """The compact form. Raises FormatError (length, characters) or ComponentError (no such country or province)."""
    from docvalidate.reference import countries

    number = compact(text)
    if not re.fullmatch(r"[A-Z]{2}[A-Z0-9]+", number) or not SHORTEST <= len(number) <= LONGEST:
        raise FormatError(
            text, f"a MID has two letters of a country and {SHORTEST} to {LONGEST} letters and digits in all"
        )
    prefix = number[:2]
    if prefix == "CA":
        raise ComponentError(text, "a Canadian maker's MID begins with the code of the province, not with CA")
    if prefix not in mid_parts.PROVINCE_CODES and not countries.exists(prefix):
        raise ComponentError(text, f"{prefix} is no country")
    return number


def is_valid(text: str) -> bool:
    """Whether it has the form of a MID and begins with a country or a Canadian province."""
    try:
        validate(text)
    except IdentifierError:
        return False
    return True


def format(text: str) -> str:
    """The printed form, which is the compact one."""
    return compact(text)


def country(text: str) -> str:
    """The country the MID names, alpha-2; a Canadian province gives CA.

    >>> country("XOHURLAN1840WIN")
    'CA'
    """
    prefix = compact(text)[:2]
    return "CA" if prefix in mid_parts.PROVINCE_CODES else prefix


def construct(name: str, address: str, country: str) -> str:
    """The MID of a maker by the Appendix. `country` is alpha-2; the address may be lines or parts between commas.

    Raises ComponentError where it cannot be made: a name without letters, an address without a city, a Canadian address
    without a province.

    The worked examples of the Appendix:

    >>> construct("LA VIE DE FRANCE", "243 Rue de la Payees, 62591 Bremond, France", "FR")
    'FRLAVIE243BRE'
    >>> construct("20TH CENTURY TECHNOLOGIES", "5 Ricardo Munoz, Suite 5880, Caracas, Venezuela", "VE")
    'VE20TCEN5880CAR'
    >>> construct("Fabrica de Artigos de Vestuario TOP JOB", "Grand River Building, FI 2-4, Macau", "MO")
    'MOTOPJOB24MAC'
    >>> construct("THE GREENHOUSE", "45 Royal Crescent, Birmingham, Alabama 35204", "US")
    'USGRE45BIR'
    >>> construct("CARDUCCIO AND JONES", "88 Canberra Avenue, Sidney, Australia", "AU")
    'AUCARJON88SID'
    >>> construct("N. MINAMI & CO., LTD.", "2-6, 8-Chome Isogami-Dori, Fukiai-Ku, Kobe, Japan", "JP")
    'JPMINCO26KOB'
    >>> construct("BOCCHACCIO S.P.A.", "Visa Mendotti, 61, 8320 Verona, Italy", "IT")
    'ITBOCSPA61VER'
    >>> construct("MURLA-PRAXITELES INC.", "Athens, Greece", "GR")
    'GRMURINCATH'
    >>> construct("SIGMA COY E.X.T.", "4000 Smyrna, Italy, 1640 Delgado", "IT")
    'ITSIGCOY1640SMY'
    >>> construct("COMPANHIA TEXTIL KARSTEN", "Calle Grande, 25-27, 67890 Lisbon, Portugal", "PT")
    'PTKAR2527LIS'
    >>> construct("HURON LANDMARK", "1840 Huron Road, Windsor, ON, Canada N9C 2L5", "CA")
    'XOHURLAN1840WIN'
    >>> construct("A.B.C. COMPANY", "55-5 Hung To Road, P.O. Box 1234, Kowloon, Hong Kong", "HK")
    'HKABCCOM1234HON'
    """
    return candidates(name, address, country)[0]


def candidates(name: str, address: str, country: str) -> list[str]:
    """Every MID the address allows (where the city is not certain there are several), the likeliest first."""
    words = mid_parts.name_part(name)
    if not words:
        raise ComponentError(name, "a MID cannot be made from a name without letters or digits")
    found: list[str] = []
    for city, street, prefix in mid_parts.readings(address, country.upper()):
        text = f"{prefix}{words}{mid_parts.street_number(street)}{mid_parts.city_part(city)}"
        if text not in found:
            found.append(text)
    if not found:
        missing = "province" if country.upper() == "CA" else "city"
        raise ComponentError(address, f"a MID cannot be made from an address without a {missing}")
    return found


@dataclass(frozen=True)
class Comparison:
    """A filed MID beside the computed one that comes closest.

    `differs` names parts: country, name, street_number, city.
    """

    filed: str
    computed: str
    differs: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        return not self.differs


def compare(filed: str, name: str, address: str, country: str) -> Comparison:
    """The filed MID against those that name and address give; the closest one counts. Raises as `construct`."""
    number = compact(filed)
    best: Comparison | None = None
    for computed in candidates(name, address, country):
        comparison = Comparison(number, computed, _differences(number, computed))
        if best is None or len(comparison.differs) < len(best.differs):
            best = comparison
    assert best is not None
    return best


def _differences(filed: str, computed: str) -> tuple[str, ...]:
    ours, theirs = _split(computed, computed), _split(filed, computed)
    return tuple(part for part, left, right in zip(PARTS, ours, theirs, strict=True) if left != right)


def _split(text: str, like: str) -> tuple[str, str, str, str]:
    """Country, name, number and city of a MID; the number is the last run of digits before the last three letters.

    Digits can also stand in the name (20TCEN): where the text begins like the computed one, its name is that long.
    """
    head, rest = text[:2], text[2:]
    body, city = (rest[:-3], rest[-3:]) if re.search(r"[A-Z]{3}$", rest) else (rest, "")
    name = _match_name(like)
    if body.startswith(name) and not body[len(name) :].strip("0123456789"):
        return head, name, body[len(name) :], city
    match = re.fullmatch(r"(.*?)(\d*)", body)
    assert match is not None
    return head, match[1], match[2], city


def _match_name(computed: str) -> str:
    body = computed[2:-3]
    digits = re.search(r"\d{1,4}$", body)
    return body[: digits.start()] if digits else body
