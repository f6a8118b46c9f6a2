"""States and provinces as addresses name them, for the countries with much trade.

>>> find("Ont.", "CA"), find("ON", "CA"), find("Québec", "CA"), find("Alabama", "US"), find("Toronto", "CA")
('ON', 'ON', 'QC', 'AL', None)
"""

from __future__ import annotations

from functools import cache

from docvalidate.reference.tables import plain_name, rows

CITIES_TOO = {
    "MX": {"AGUASCALIENTES", "CAMPECHE", "CHIHUAHUA", "COLIMA", "DURANGO", "GUANAJUATO", "OAXACA", "PUEBLA",
           "QUERETARO", "SAN LUIS POTOSI", "TLAXCALA", "VERACRUZ", "ZACATECAS"},
    "BR": {"SAO PAULO", "RIO DE JANEIRO"},
    "US": {"NEW YORK"},
    "CA": {"QUEBEC"},
}  # fmt: skip
"""States and provinces that share their name with a city of theirs."""
ABBREVIATED = {"ONT": "ON", "QUE": "QC", "ALTA": "AB", "SASK": "SK", "MAN": "MB", "NFLD": "NL"}


@cache
def _known() -> dict[str, dict[str, str]]:
    known: dict[str, dict[str, str]] = {}
    for row in rows("subdivisions.csv"):
        country = known.setdefault(row["country"], {})
        country[plain_name(row["name"])] = row["code"]
        if row["code"].isalpha() and row["country"] != "CN":
            country.setdefault(row["code"], row["code"])
    known["CA"].update(ABBREVIATED)
    return known


def find(text: str, country: str) -> str | None:
    """The code of the state or province of `country` (alpha-2) that the text names, or None."""
    return _known().get(country, {}).get(plain_name(text))


def names(country: str) -> frozenset[str]:
    """Every name and abbreviation of the country's states and provinces, as `tables.plain_name` writes them."""
    return frozenset(_known().get(country, {}))
