"""Settles what is counted and not trained: from which score a model's reading is taken, and what a confidence means.

    python -m tools.training.settle pipelines/training/layout.toml [--set FOLDER …]

Draws papers of the recipe's validation designs, and letters, reads them, compares with the truth, and writes
docvalidate/extraction/data/fusion.json and calibration.json.
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
from tools.training.recipe import load

DATA = Path(calibration.__file__).parent / "data"
PRECISION = 0.93
"""Share of a model's readings above the threshold that must be right."""
LEAST, MOST = 0.6, 0.97
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
    """The least score of each field from which on enough readings are right."""
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
                least = score
        out[field] = round(min(MOST, max(LEAST, least)), 3) if len(pairs) >= FEW else MOST
    return out


def scores_of(folder: Path, ask: str) -> Iterator[tuple[str, float, bool]]:
    """(group, score before calibration, right) of every value that the truth speaks of."""
    models = Models.model_validate({"ask": ask})
    for paper in papers(folder):
        with patch.object(calibration, "share", lambda group, score: score):
            read = extract(paper.pages, paper.file, models)
        for due in paper.due:
            document = document_for(due, read)
            if document is None:
                continue
            for name, value in document.fields.items():
                if not value.alternatives and (name in due["fields"] or name in due["absent"]):
                    good = name in due["fields"] and right(HEADER[name], due["fields"][name], value)
                    yield calibration.group_of(name, value, line=False), value.confidence, good
            for item, line in aligned(due["line_items"], document.line_items):
                for name, value in (item or {}).items():
                    if line is None or name in line:
                        good = line is not None and right(LINE[name], line[name], value)
                        yield calibration.group_of(name, value, line=True), value.confidence, good


def curve(pairs: Sequence[tuple[float, bool]]) -> list[list[float]]:
    """The isotonic curve: neighbouring scores are pooled until the shares rise (pool adjacent violators)."""
    blocks: list[list[float]] = []  # sum of scores, right, count
    for score, good in sorted(pairs):
        blocks.append([score, float(good), 1.0])
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
    parser.add_argument("--set", type=Path, action="append", default=[], help="sets already drawn")
    parser.add_argument("--only", choices=("thresholds", "calibration"))
    parser.add_argument("--seed", type=int, default=881)
    options = parser.parse_args()
    recipe = load(options.recipe)
    with tempfile.TemporaryDirectory() as scratch:
        folders = options.set
        if not folders:
            for number, (designs, count) in enumerate(((recipe.data.validation, 140), (["composed_letter"], 40))):
                folder = Path(scratch) / str(number)
                order = ["--count", str(count), "--seed", str(options.seed + 2 * number), "--errors", "clean"]
                command = [sys.executable, "-m", "fixtures.generator", str(folder), *order, "--designs", *designs]
                subprocess.run(command, check=True)
                folders = [*folders, folder]
        if options.only != "calibration":
            _write_thresholds(folders)
        if options.only != "thresholds":
            _write_curves(folders)


SOURCE = (
    "Counted by tools.training.settle on papers of the designs kept apart for validation in the recipe, and letters."
)


def _write_thresholds(folders: Sequence[Path]) -> None:
    seen = [item for folder in folders for item in readings_of(folder)]
    table = {"source": SOURCE, "readings": len(seen), "precision": PRECISION, "thresholds": thresholds(seen)}
    (DATA / "fusion.json").write_text(json.dumps(table, indent=1) + "\n")
    fusion.thresholds.cache_clear()
    print(json.dumps(table["thresholds"]))


def _write_curves(folders: Sequence[Path]) -> None:
    groups: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for folder in folders:
        for ask in ("in-doubt", "always"):
            for group, score, good in scores_of(folder, ask):
                groups[group].append((score, good))
    table = {
        "source": SOURCE,
        "values": {group: len(pairs) for group, pairs in sorted(groups.items())},
        "curves": {group: curve(pairs) for group, pairs in sorted(groups.items()) if len(pairs) >= FEW},
    }
    (DATA / "calibration.json").write_text(json.dumps(table) + "\n")
    print(json.dumps(table, indent=1))


if __name__ == "__main__":
    main()
