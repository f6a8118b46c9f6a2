"""How often what the pipeline names on papers kept apart is right: the score of its readings.

    python -m tools.training.language.settle pipelines/training/language.toml [--pipeline models/language]

An entity whose ends are off may still give the right value, one that is of no form gives none: so readings are
counted and not entities. Papers of the recipe's validation designs are read; the shares go into the pipeline's
meta.json and its card.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from unittest.mock import patch

from benchmarks.extraction.reliability import right
from benchmarks.extraction.scoring import papers
from docvalidate.config.pipeline import Models
from docvalidate.domain.document import Value
from docvalidate.domain.fields import HEADER
from docvalidate.extraction import extract, fusion
from docvalidate.extraction.language.load import digest
from tools.training.language.recipe import load

UNKNOWN = 0.5
"""The share of a field of which no reading was counted: it is not taken."""
DOUBT = 4.0
"""So many readings, half of them wrong, are added to what was counted."""


def readings(folder: Path, where: str) -> Iterator[tuple[str, bool]]:
    """(field, right) of every well-formed reading of the running text."""
    for paper in papers(folder):
        seen: list[Mapping[str, tuple[float, Value]]] = []
        real = fusion.named

        def noted(*told: object, real: object = real, seen: list = seen) -> object:  # type: ignore[type-arg]
            found = real(*told)  # type: ignore[operator]
            seen.append(found)
            return found

        with patch.object(fusion, "named", noted):
            extract(paper.pages, paper.file, Models(layout="none", language=where, ask="always"))
        if len(paper.due) != 1:
            continue
        due = paper.due[0]
        for best in seen:
            for field, (_, value) in best.items():
                if field in due["fields"]:
                    yield field, right(HEADER[field], due["fields"][field], value)
                elif field in due["absent"]:
                    yield field, False


def shares(seen: Sequence[tuple[str, bool]]) -> dict[str, float]:
    """The share of each field's readings that are right."""
    by_field: dict[str, list[bool]] = defaultdict(list)
    for field, good in seen:
        by_field[field].append(good)
    return {
        field: round((sum(goods) + DOUBT / 2) / (len(goods) + DOUBT), 3) for field, goods in sorted(by_field.items())
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("recipe", type=Path)
    parser.add_argument("--pipeline", type=Path, default=Path("models/language"))
    parser.add_argument("--count", type=int, default=100)
    options = parser.parse_args()
    designs = load(options.recipe).data.validation
    with tempfile.TemporaryDirectory() as scratch:
        order = ["--count", str(options.count), "--seed", "771", "--errors", "clean", "--designs", *designs]
        subprocess.run([sys.executable, "-m", "fixtures.generator", scratch, *order], check=True)
        found = shares(list(readings(Path(scratch), f"{options.pipeline}/")))
    path = options.pipeline / "meta.json"
    meta = json.loads(path.read_text(encoding="utf-8"))
    labels = meta["performance"]["precision_by_label"]
    found = {name: UNKNOWN for name in HEADER if name in labels} | found
    meta["performance"]["precision_by_label"] = dict(sorted({**labels, **found}.items()))
    path.write_text(json.dumps(meta, indent=2), encoding="utf-8")
    card = options.pipeline / "README.md"
    if card.is_file():
        text = re.sub(
            r"(\| SHA-256 \| `)\w+", lambda m: m[1] + digest(options.pipeline), card.read_text(encoding="utf-8")
        )
        for label, share in found.items():
            text = re.sub(rf"(?m)^\| {label} \| [^|]+ \|", f"| {label} | {share:.3f} |", text)
        card.write_text(text, encoding="utf-8")
    print(json.dumps(found))


if __name__ == "__main__":
    main()
