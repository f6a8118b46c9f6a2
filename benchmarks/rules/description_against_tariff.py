"""Descriptions with their tariff number: how often does the rule warn where the number is right, and where it is not?

    python -m benchmarks.rules.description_against_tariff FILE… [--seed N]

FILE is a CSV with a description and a number (columns `description` and `hts`, six digits or more), or a folder of
shipments with their `entry.json`. The tariff must have been imported. Wrong numbers are those of another article of
the same list: of another chapter, or of another heading of the same chapter.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import json
import random
from collections.abc import Iterator
from pathlib import Path

from docvalidate.config.data import shipped
from docvalidate.config.home import home
from docvalidate.config.tolerances import Tolerances
from docvalidate.domain.entry import EntryLine, EntrySummary
from docvalidate.domain.shipment import Matching, Shipment
from docvalidate.reference import facade
from docvalidate.rules import check

RULE = "description-against-tariff"
DAY = datetime.date(2026, 11, 1)
Article = tuple[str, str]


def articles(path: Path) -> Iterator[Article]:
    """Description and number of every article in the file or folder."""
    if path.is_dir():
        for entry in sorted(path.glob("*/entry.json")):
            for line in json.loads(entry.read_text(encoding="utf-8"))["lines"]:
                own = [one for one in line["hts_numbers"] if one[:2] not in ("98", "99")]
                if line.get("description") and own:
                    yield line["description"], own[-1]
        return
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["description"], row["hts"].replace(".", "")


def filed(reference: facade.Reference, number: str) -> str:
    """A number that can be filed: the first below it where the list gives six or eight digits."""
    if len(number) >= 10 or reference.schedule is None:
        return number
    return next(iter(reference.schedule.below(number[:6], DAY)), number)


def warns(reference: facade.Reference, description: str, number: str) -> bool | None:
    """Whether the rule reports the line; None where it says that it cannot judge."""
    line = EntryLine(line_number=1, hts_numbers=[filed(reference, number)], description=description)
    shipment = Shipment(name="", documents=[], entry=EntrySummary(lines=[line]), matching=Matching())
    result = check(shipment, Tolerances(), on=DAY, selected={RULE}, reference=reference)
    return None if result.not_assessed else bool(result.findings)


def another(own: Article, all_articles: list[Article], chooser: random.Random, *, chapter: bool) -> str | None:
    """The number of another article: of another chapter, or of another heading in the same chapter."""
    places = [
        number
        for _, number in all_articles
        if (number[:2] != own[1][:2] if chapter else number[:2] == own[1][:2] and number[:4] != own[1][:4])
    ]
    return chooser.choice(places) if places else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="print the false alarms")
    options = parser.parse_args()
    reference, chooser = facade.Reference(home(), shipped("models", "goods")), random.Random(options.seed)
    for path in options.files:
        found = sorted(set(articles(path)))
        right = [(one, warns(reference, *one)) for one in found]
        told = [one for one, said in right if said is not None]
        alarms = [one for one, said in right if said]
        parts = [f"{path}: {len(found)} articles, {len(told)} judged, false alarms {len(alarms)}"]
        for name, chapter in (("another chapter", True), ("another heading", False)):
            wrong = [(one, number) for one in found if (number := another(one, found, chooser, chapter=chapter))]
            hits = sum(bool(warns(reference, one[0], number)) for one, number in wrong)
            parts.append(f"{name} {hits}/{len(wrong)}")
        print("; ".join(parts))
        for one in alarms if options.show else ():
            print("   ", *one)


if __name__ == "__main__":
    main()
