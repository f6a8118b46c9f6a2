"""Settles what is counted and not trained: from which score a model's reading is taken, and what a confidence means.

    python -m tools.training.settle pipelines/training/layout.toml [--set APART KNOWN]

Draws papers, reads them, compares with the truth, and writes docvalidate/extraction/data/fusion.json (from the recipe's
validation designs alone) and calibration.json (from all designs but those of test; where the model had a say, from
validation alone).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from unittest.mock import patch

from benchmarks.extraction.reliability import right
from benchmarks.extraction.scoring import aligned, document_for, papers
from docvalidate.config.pipeline import Models
from docvalidate.domain.document import Value
from docvalidate.domain.fields import HEADER, LINE
from docvalidate.extraction import calibration, extract, fusion
from docvalidate.extraction.model.readings import Reading
from fixtures.generator.designs import all_designs
from tools.training.recipe import load

DATA = Path(calibration.__file__).parent / "data"
PRECISION = 0.93
"""Share of a model's readings above the threshold that must be right."""
LEAST, MOST = 0.6, 0.97
COLUMN = 5.0
FEW = 25
"""A field seen less often gets the highest threshold that any other has."""


def readings_of(folder: Path) -> Iterator[tuple[str, float, bool]]:
    """(field, score, right) of every well-formed reading that the model has of a header field."""
    for paper in papers(folder):
        seen: list[tuple[Reading, Value]] = []
        real = fusion.read

        def noted(reading: Reading, habits: object, real: object = real, seen: list = seen) -> Value | None:  # type: ignore[type-arg]
            value: Value | None = real(reading, habits)  # type: ignore[operator]
            if value is not None:
                seen.append((reading, value))
            return value

        with patch.object(fusion, "read", noted):
            read = extract(paper.pages, paper.file, Models(ask="always"))
        for due in paper.due:
            document = document_for(due, read)
            best: dict[str, tuple[float, Value]] = {}
            for reading, value in seen:
                inside = document is not None and reading.page in document.pages
                if inside and reading.score > best.get(reading.field, (0.0, value))[0]:
                    best[reading.field] = (reading.score, value)
            for field, (score, value) in best.items():
                if field in due["fields"]:
                    yield field, score, right(HEADER[field], due["fields"][field], value)
                elif field in due["absent"]:
                    yield field, score, False


def thresholds(seen: Sequence[tuple[str, float, bool]]) -> dict[str, float]:
    """The least score of each field from which on enough readings are right.

    Where they are down to the last one, those that score less were not seen: nothing speaks against them but `LEAST`.
    """
    by_field: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for field, score, good in seen:
        by_field[field].append((score, good))
    out: dict[str, float] = {}
    for field, pairs in sorted(by_field.items()):
        pairs.sort(reverse=True)
        good = 0
        least = MOST
        for count, (score, is_right) in enumerate(pairs, 1):
            good += is_right
            if good / count >= PRECISION and count >= 5:
                least = score if count < len(pairs) else LEAST
        out[field] = round(min(MOST, max(LEAST, least)), 3) if len(pairs) >= FEW else MOST
    return out


def scores_of(folder: Path, ask: str, learned: frozenset[str]) -> Iterator[tuple[str, float, float, float]]:
    """(group, score before calibration, share right, weight) of the values that the truth speaks of.

    Values of one column of one paper are right or wrong together: they weigh no more than `COLUMN` of them. On designs
    that the model has `learned`, values it had a say in are left out.
    """
    models = Models.model_validate({"ask": ask})
    for paper in papers(folder):
        with patch.object(calibration, "share", lambda group, score: score):
            read = extract(paper.pages, paper.file, models)
        for due in paper.due:
            document = document_for(due, read)
            if document is None:
                continue
            seen: dict[tuple[str, str, float], list[bool]] = defaultdict(list)
            for name, value in document.fields.items():
                if not value.alternatives and (name in due["fields"] or name in due["absent"]):
                    good = name in due["fields"] and right(HEADER[name], due["fields"][name], value)
                    seen[calibration.group_of(name, value, line=False), name, value.confidence].append(good)
            for item, line in aligned(due["line_items"], document.line_items):
                for name, value in (item or {}).items():
                    if line is None or name in line:
                        good = line is not None and right(LINE[name], line[name], value)
                        seen[calibration.group_of(name, value, line=True), name, value.confidence].append(good)
            for (group, _, score), goods in seen.items():
                if paper.layout not in learned or not group.endswith(("model", "both")):
                    yield group, score, sum(goods) / len(goods), min(COLUMN, float(len(goods)))


def curve(values: Sequence[tuple[float, float, float]]) -> list[list[float]]:
    """The isotonic curve of (score, share, weight): neighbours are pooled until the shares rise."""
    alike: dict[float, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])  # sum of scores, of shares, of weights
    for score, good, weight in values:
        alike[score] = [a + b for a, b in zip(alike[score], (score * weight, good * weight, weight), strict=True)]
    blocks: list[list[float]] = []
    for score in sorted(alike):
        blocks.append(alike[score])
        while len(blocks) > 1 and blocks[-2][1] / blocks[-2][2] >= blocks[-1][1] / blocks[-1][2]:
            upper = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], upper, strict=True)]
    merged: list[list[float]] = []
    for block in blocks:  # a block of a few values says little
        if merged and (merged[-1][2] < FEW or block[2] < FEW):
            merged[-1] = [a + b for a, b in zip(merged[-1], block, strict=True)]
        else:
            merged.append(block)
    return [[round(total / count, 3), round((good + 0.5) / (count + 1), 3)] for total, good, count in merged]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("recipe", type=Path)
    parser.add_argument("--set", type=Path, nargs=2, help="sets already drawn: of validation, of the other designs")
    parser.add_argument("--only", choices=("thresholds", "calibration"))
    parser.add_argument("--seed", type=int, default=881)
    options = parser.parse_args()
    recipe = load(options.recipe)
    apart, test = recipe.data.validation, {*recipe.data.test}
    known = [name for name in all_designs() if name not in {*apart, *test}]
    with tempfile.TemporaryDirectory() as scratch:
        own = options.set[0] if options.set else _draw(Path(scratch) / "apart", apart, 140, options.seed)
        if options.only != "calibration":
            _write_thresholds([own])
        if options.only != "thresholds":
            rest = (
                options.set[1]
                if options.set
                else _draw(Path(scratch) / "known", known, 2 * len(known), options.seed + 1)
            )
            _write_curves([own, rest], frozenset(known))


def _draw(folder: Path, designs: Sequence[str], count: int, seed: int) -> Path:
    """Papers of some designs."""
    order = ["--count", str(count), "--seed", str(seed), "--errors", "clean", "--designs", *designs]
    subprocess.run([sys.executable, "-m", "fixtures.generator", str(folder), *order], check=True)
    return folder


SOURCE = "Counted by tools.training.settle on drawn papers; none is of a design that the recipe keeps apart for test."


def _write_thresholds(folders: Sequence[Path]) -> None:
    seen = [item for folder in folders for item in readings_of(folder)]
    table = {"source": SOURCE, "readings": len(seen), "precision": PRECISION, "thresholds": thresholds(seen)}
    (DATA / "fusion.json").write_text(json.dumps(table, indent=1) + "\n")
    fusion.thresholds.cache_clear()
    print(json.dumps(table["thresholds"]))


def _write_curves(folders: Sequence[Path], learned: frozenset[str]) -> None:
    groups: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    for folder in folders:
        for ask in ("pages", "always"):
            for group, *value in scores_of(folder, ask, learned):
                groups[group].append((value[0], value[1], value[2]))
    table = {
        "source": SOURCE,
        "values": {group: round(sum(weight for *_, weight in values)) for group, values in sorted(groups.items())},
        "curves": {group: curve(values) for group, values in sorted(groups.items()) if len(values) >= FEW},
    }
    (DATA / "calibration.json").write_text(json.dumps(table) + "\n")
    calibration.curves.cache_clear()
    for group, points in table["curves"].items():
        print(group, table["values"][group], points)


if __name__ == "__main__":
    main()
