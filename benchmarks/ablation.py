"""What each proposer of readings brings, on designs of papers that the model was not trained on.

    python -m benchmarks.ablation [--set FOLDER …] [--count 60] [--write]

Labels and geometry alone; with arithmetic; with the model of the page; with the pipeline of the language. Without --set
the designs that the recipe keeps apart for test are drawn anew. F1 over header fields and over line items, the mean of
the designs, and the processor's milliseconds a page. With --write the tables of docs/models.md between the marks are
written.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from benchmarks.extraction.scoring import Counts, document_for, of_document, papers
from docvalidate.config.pipeline import Models
from docvalidate.extraction import extract
from tools.training.recipe import load

ROOT = Path(__file__).parents[1]
RECIPE = ROOT / "pipelines" / "training" / "layout.toml"
PAGE = ROOT / "docs" / "models.md"
VARIANTS = ("labels and geometry", "+ arithmetic", "+ model", "+ language")
ARITHMETIC = (
    "table.content.name_counted_ranges",
    "table.content.name_multiplied",
    "table.content.name_priced",
    "settled_sums._relabel",
    "settled_sums._swapped",
    "settled_sums._closing_total",
    "settled_sums._confirm",
)


@contextmanager
def without_arithmetic() -> Iterator[None]:
    """The extraction, unable to multiply or add up."""
    patches = [patch(f"docvalidate.extraction.{name}", lambda *_: None) for name in ARITHMETIC]
    tables = ("lines", "column_arithmetic")
    patches += [patch(f"docvalidate.extraction.table.{name}.closes", lambda *_, **__: False) for name in tables]
    for one in patches:
        one.start()
    try:
        yield
    finally:
        for one in patches:
            one.stop()


class Table:
    """Counts by variant and design."""

    def __init__(self) -> None:
        self.header: dict[tuple[str, str], Counts] = defaultdict(Counts)
        self.lines: dict[tuple[str, str], Counts] = defaultdict(Counts)
        self.seconds: dict[str, float] = defaultdict(float)
        self.pages = 0
        self.designs: set[str] = set()

    def mean(self, variant: str) -> tuple[float, float, float, float]:
        """Means over designs and the lowest design, header then lines."""
        header = [self.header[variant, design].f1 for design in sorted(self.designs)]
        lines = [self.lines[variant, design].f1 for design in sorted(self.designs)]
        return sum(header) / len(header), min(header), sum(lines) / len(lines), min(lines)

    def rows(self) -> list[str]:
        out = [
            "| proposers | header F1 (mean, lowest design) | line items F1 (mean, lowest) | ms a page |",
            "|---|---|---|---|",
        ]
        for variant in VARIANTS:
            h, low_h, i, low_i = self.mean(variant)
            each = 1000 * self.seconds[variant] / max(1, self.pages)
            out.append(f"| {variant} | {h:.3f}, {low_h:.3f} | {i:.3f}, {low_i:.3f} | {each:.0f} |")
        return out

    def by_design(self) -> list[str]:
        out = ["| design | header: sums → model → language | line items: sums → model → language |", "|---|---|---|"]
        for design in sorted(self.designs):
            h = [self.header[v, design].f1 for v in VARIANTS[1:]]
            i = [self.lines[v, design].f1 for v in VARIANTS[1:]]
            out.append(f"| {design} | {' → '.join(f'{f:.3f}' for f in h)} | {' → '.join(f'{f:.3f}' for f in i)} |")
        return out


def measure(folders: list[Path]) -> Table:
    """Reads each paper once and extracts it once for each."""
    table = Table()
    for folder in folders:
        for paper in papers(folder):
            table.pages += len(paper.pages)
            table.designs.add(paper.layout)
            for variant in VARIANTS:
                models = Models(
                    layout="layout" if variant in VARIANTS[2:] else "none",
                    language="language" if variant == VARIANTS[3] else "none",
                )
                began = time.process_time()
                if variant == VARIANTS[0]:
                    with without_arithmetic():
                        read = extract(paper.pages, paper.file, models)
                else:
                    read = extract(paper.pages, paper.file, models)
                table.seconds[variant] += time.process_time() - began
                for due in paper.due:
                    header, lines = of_document(due, document_for(due, read))
                    table.header[variant, paper.layout].add(header)
                    table.lines[variant, paper.layout].add(lines)
    return table


def main(arguments: list[str]) -> int:
    """Prints the tables; writes them into the page when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", type=Path, action="append", default=[])
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=882)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        folders = options.set or [Path(scratch)]
        if not options.set:
            order = ["--count", str(options.count), "--seed", str(options.seed), "--errors", "clean"]
            command = [
                sys.executable,
                "-m",
                "fixtures.generator",
                scratch,
                *order,
                "--designs",
                *load(RECIPE).data.test,
            ]
            subprocess.run(command, check=True)
        table = measure(folders)
    text = "\n".join([*table.rows(), "", *table.by_design()])
    print(text)
    if options.write:
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(
            re.sub(r"(?s)(<!-- ablation -->\n).*?(<!-- end -->)", lambda m: f"{m[1]}{text}\n{m[2]}", page),
            encoding="utf-8",
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
