"""What the meaning of descriptions brings to the assignment of lines whose entry words them otherwise.

    python -m benchmarks.matching.descriptions [--rounds 400] [--tariff hts.csv]

Draws shipments of some goods of `rewordings.csv` whose entry bears the reworded description, no tariff number on the
invoice and no reference to its lines; the entered values are right, or differ on each line, or are not known. Counts
the lines that come to their entry line, by words alone and with the encoder. With --tariff (the schedule as USITC
publishes it) it also tells how well the goods of the generator are told by the schedule's own words.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from docvalidate.config.data import shipped
from docvalidate.domain.shipment import LineRef
from docvalidate.matching.assign import Assignment
from docvalidate.matching.features import EnteredLine, InvoiceLine, InvoiceNumbers
from docvalidate.reference.goods import Goods, SameGoods
from docvalidate.reference.texts import likeness, words
from fixtures.generator import catalogue

FILE = Path(__file__).with_name("rewordings.csv")
TARIFF = "3926909985"
"""The number of every line: it tells nothing."""
Table = NDArray[np.float64]


@dataclass(frozen=True)
class Pair:
    """Two descriptions, and whether they are the same goods."""

    one: str
    other: str
    same: bool


def rewordings(half: int | None = None) -> list[tuple[str, str]]:
    """Descriptions with another wording; of every second row: 0 calibrates, 1 measures."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = [(row["description"], row["reworded"]) for row in csv.DictReader(file)]
    return rows if half is None else rows[half::2]


def pairs(rows: Sequence[tuple[str, str]]) -> list[Pair]:
    """Every description with every wording."""
    return [Pair(one, other, i == j) for i, (one, _) in enumerate(rows) for j, (_, other) in enumerate(rows)]


def tables(rows: Sequence[tuple[str, str]], score: Callable[[str, str], float]) -> Table:
    """The score of each description with each wording; the same goods on the diagonal."""
    return np.array([[score(one, other) for _, other in rows] for one, _ in rows])


def auc(table: Table) -> float:
    """How often the same goods score higher than others do."""
    others = table[~np.eye(len(table), dtype=bool)]
    return float(np.mean([np.mean(same > others) + 0.5 * np.mean(same == others) for same in np.diag(table)]))


def first_of(table: Table, count: int = 6, rounds: int = 50, seed: int = 3) -> float:
    """How often the same goods come first among so many of a shipment; of equals one is drawn."""
    rng = random.Random(seed)
    won = 0.0
    for i in range(len(table)):
        for _ in range(rounds):
            others = [table[i, j] for j in rng.sample([j for j in range(len(table)) if j != i], count - 1)]
            if table[i, i] >= max(others):
                won += 1 / (1 + sum(other == table[i, i] for other in others))
    return won / (rounds * len(table))


def calibration_error(encoder: Goods, some: Sequence[Pair]) -> float:
    """Expected calibration error over ten bins, with as much weight on same as on other goods."""
    right = sum(pair.same for pair in some)
    bins: dict[int, list[float]] = {}
    for pair in some:
        share = encoder(pair.one, pair.other) or 0.0
        weight = 0.5 / right if pair.same else 0.5 / (len(some) - right)
        cell = bins.setdefault(min(9, int(share * 10)), [0.0, 0.0, 0.0])
        for place, value in enumerate((weight, weight * share, weight * pair.same)):
            cell[place] += value
    return sum(abs(cell[1] - cell[2]) for cell in bins.values())


def assigned(rows: Sequence[tuple[str, str]], rng: random.Random, values: str, same_goods: SameGoods | None) -> float:
    """The share of the lines of one shipment that come to their entry line."""
    amounts = [round(rng.uniform(300, 9000), 2) for _ in rows]
    order = rng.sample(range(len(rows)), len(rows))
    lines = [
        InvoiceLine(LineRef(0, k), "A1", frozenset(), "", one, "", "CN", None, None, None, amounts[k])
        for k, (one, _) in enumerate(rows)
    ]
    entered = []
    for place, k in enumerate(order):
        value = _entered(amounts[k], values, rng)
        entered.append(EnteredLine(place, "A1", frozenset(), (TARIFF,), words(rows[k][1]), "CN", (), value))
    chosen = Assignment(lines, entered, InvoiceNumbers(frozenset({"A1"})), 0.8, 2.0, True, same_goods).solve()
    return sum(place >= 0 and order[place] == k for k, place in enumerate(chosen)) / len(rows)


def _entered(amount: float, values: str, rng: random.Random) -> float | None:
    if values == "none":
        return None
    return round(amount * (1.0 if values == "right" else rng.uniform(0.8, 1.25)))


def tariff_texts(path: Path) -> list[tuple[str, str]]:
    """Goods of the generator with the words of their number in the schedule."""
    texts: dict[str, str] = {}
    above: list[str] = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            indent = int(row["Indent"])
            above = [*above[:indent], re.sub(r"<[^>]+>", "", row["Description"]).strip(" :")]
            number = row["HTS Number"].replace(".", "")
            told = [text for text in (above[0], *above[-2:]) if text.lower() != "other"]
            texts[number] = ", ".join(dict.fromkeys(told))[:200]
    known = [good for book in ("", "second_", "third_") for good in catalogue.goods(book)]
    return [(good.description, texts[good.hts]) for good in known if good.hts in texts]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=400)
    parser.add_argument("--tariff", type=Path)
    options = parser.parse_args()
    encoder = Goods(shipped("models", "goods"))
    kept = rewordings(1)
    print("| entered values | lines right by words | with the encoder |\n|---|---|---|")
    for values in ("right", "differ", "none"):
        shares = []
        for asked in (None, encoder):
            rng = random.Random(11)
            each = [assigned(rng.sample(kept, rng.randint(3, 8)), rng, values, asked) for _ in range(options.rounds)]
            shares.append(sum(each) / len(each))
        print(f"| {values} | {shares[0]:.3f} | {shares[1]:.3f} |")
    print(f"expected calibration error {calibration_error(encoder, pairs(kept)):.3f} on {len(kept)} pairs kept apart")
    if options.tariff:
        rows = tariff_texts(options.tariff)
        print("| words of the schedule | AUC | the right one of six first |\n|---|---|---|")
        for name, score in (("letters", likeness), ("meaning", encoder.cosine)):
            table = tables(rows, score)
            print(f"| {name} | {auc(table):.3f} | {first_of(table, rounds=10):.3f} |")


if __name__ == "__main__":
    main()
