"""Writes docvalidate/reference/data/country_names.csv from Unicode CLDR (through PyICU).

Run it after an upgrade of PyICU (`pip install pyicu`) and review the difference. A name that means two countries in two
languages stays with the one it means in English, else it is left out.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import icu

DATA = Path(__file__).parents[1] / "docvalidate" / "reference" / "data"
LANGUAGES = [
    "en",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "nl",
    "pl",
    "cs",
    "sk",
    "hu",
    "ro",
    "bg",
    "hr",
    "sl",
    "sr",
    "el",
    "tr",
    "ru",
    "uk",
    "sv",
    "da",
    "nb",
    "fi",
    "et",
    "lv",
    "lt",
    "vi",
    "id",
    "ms",
    "th",
    "zh",
    "zh_Hant",
    "ja",
    "ko",
    "ar",
    "he",
    "fa",
    "hi",
    "bn",
    "ur",
    "fil",
    "ca",
]


def names(items: list[str], languages: list[str], name_of: object) -> list[tuple[str, str]]:
    found: dict[str, set[str]] = defaultdict(set)
    english: dict[str, str] = {}
    for language in languages:
        locale = icu.Locale(language)
        for item in items:
            for name in name_of(item, locale):  # type: ignore[operator]
                if name and name.casefold() != item.casefold():
                    found[name].add(item)
                    if language == "en":
                        english[name] = item
    rows = []
    for name, codes in found.items():
        code = english.get(name) or (next(iter(codes)) if len(codes) == 1 else None)
        if code:
            rows.append(("KV" if code == "XK" else code, name))  # CBP writes KV
    return sorted(rows)


def write(file: str, rows: list[tuple[str, str]]) -> None:
    with (DATA / file).open("w", encoding="utf-8", newline="") as stream:
        stream.write(f"# source: Unicode CLDR (ICU {icu.ICU_VERSION}), made by tools/make_country_names.py\n")
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("code", "name"))
        writer.writerows(rows)


def main() -> None:
    countries = [
        code for code in icu.Locale.getISOCountries() if code not in ("AC", "CP", "DG", "EA", "IC", "TA", "CQ")
    ]
    write(
        "country_names.csv",
        names(countries, LANGUAGES, lambda code, locale: [icu.Locale("", code).getDisplayCountry(locale)]),
    )


if __name__ == "__main__":
    main()
