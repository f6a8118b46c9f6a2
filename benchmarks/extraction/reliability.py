"""Does a confidence mean something? How often values of each confidence are right, on papers drawn by the generator.

    python -m benchmarks.extraction.reliability [--set FOLDER …] [--apart] [--count 120] [--seed 4242] [--write]

Reads every paper of the sets (drawn anew without --set; with --apart of the designs that the training's recipe keeps
apart for test), compares each value with the truth, and prints by confidence: how many, how many right, and the
expected calibration error. With --write it draws `docs/images/reliability.svg` and the table of `docs/models.md`.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from docvalidate.domain.document import Document, Value
from docvalidate.domain.fields import HEADER, LINE
from docvalidate.extraction import extract
from docvalidate.reading import read_pages

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "docs" / "images" / "reliability.svg"
PAGE = ROOT / "docs" / "models.md"
RECIPE = ROOT / "pipelines" / "training" / "layout.toml"
Bins = dict[float, list[int]]


def right(kind: str, due: object, got: Value) -> bool:
    """Whether a value is the one due: numbers to the cent, words by likeness, everything else letter by letter."""
    readings = [got, *(got.alternatives or [])]
    if kind in ("number", "money", "weight", "count"):
        return got.number is not None and abs(abs(float(got.number)) - abs(float(str(due)))) < 0.006
    if kind == "list":
        return set(got.items) == set(due if isinstance(due, list) else [])
    if kind in ("text", "party"):
        return fuzz.token_sort_ratio(str(due).casefold(), got.text.casefold()) >= 85
    plain = "".join(c for c in str(due).casefold() if c.isalnum())
    return any("".join(c for c in reading.text.casefold() if c.isalnum()) == plain for reading in readings)


def outcomes(folder: Path) -> Iterator[tuple[str, float, bool]]:
    """(field, confidence, right) of every value that the truth of a set speaks of."""
    truth: dict[str, Any] = json.loads((folder / "gold.json").read_text())
    for name, shipment in truth.items():
        if shipment["layout"].startswith("scan:"):
            continue
        read: dict[str, list[Document]] = {}
        for due in shipment["documents"]:
            file = due["file"]
            if file not in read:
                read[file] = extract(read_pages(folder / "shipments" / name / file), file)
            pages = set(due.get("pages", [1]))
            document = next((d for d in read[file] if d.type == due["type"] and pages & set(d.pages)), None)
            if document is None:
                continue
            for field, value in due["fields"].items():
                if field in document.fields:
                    got = document.fields[field]
                    yield field, got.confidence, right(HEADER[field], value, got)
            for field in due["absent"]:
                if field in document.fields:
                    yield field, document.fields[field].confidence, False
            if len(document.line_items) == len(due["line_items"]):
                for item, line in zip(document.line_items, due["line_items"], strict=True):
                    for field, value in line.items():
                        if field in item:
                            yield f"line {field}", item[field].confidence, right(LINE[field], value, item[field])


def main(arguments: list[str]) -> int:
    """Prints the table; draws the picture when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", type=Path, action="append", default=[])
    parser.add_argument("--apart", action="store_true", help="the designs kept apart for test")
    parser.add_argument("--count", type=int, default=120)
    parser.add_argument("--seed", type=int, default=4242)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        sets = options.set or [Path(scratch) / "set"]
        if not options.set:
            command = [sys.executable, "-m", "fixtures.generator", str(sets[0])]
            designs = ["--designs", *tomllib.loads(RECIPE.read_text())["data"]["test"]] if options.apart else []
            size = ["--count", str(options.count), "--seed", str(options.seed)]
            subprocess.run([*command, *size, *designs], check=True)
        bins: Bins = defaultdict(lambda: [0, 0])
        wrong: dict[str, int] = defaultdict(int)
        for folder in sets:
            for field, confidence, good in outcomes(folder):
                cell = bins[round(confidence * 20) / 20]
                cell[0] += good
                cell[1] += 1
                wrong[field] += not good
    total = sum(count for _, count in bins.values())
    error = sum(abs(good / count - confidence) * count for confidence, (good, count) in bins.items()) / max(1, total)
    rows = ["| confidence | values | right |", "|---|---|---|"]
    rows += [
        f"| {confidence:.2f} | {count:,} | {good / count:.3f} |" for confidence, (good, count) in sorted(bins.items())
    ]
    rows += ["", f"{total:,} values, expected calibration error {error:.3f}."]
    print("\n".join(rows), "Most often wrong: ", end="")
    print(", ".join(f"{field} {n}" for field, n in sorted(wrong.items(), key=lambda item: -item[1])[:6] if n))
    if options.write:
        PICTURE.write_text(picture(bins), encoding="utf-8")
        page = PAGE.read_text(encoding="utf-8")
        marks = r"(?s)(<!-- reliability -->\n).*?(<!-- end -->)"
        text = "\n".join(rows)
        PAGE.write_text(re.sub(marks, lambda m: f"{m[1]}{text}\n{m[2]}", page), encoding="utf-8")
        print(f"Written: {PICTURE}, {PAGE}")
    return 0


def picture(bins: Bins) -> str:
    """The reliability plot as SVG: confidence to the right, share of right values upwards, area by count."""
    side, edge = 320.0, 44.0

    def x(value: float) -> float:
        return edge + (value - 0.4) / 0.6 * side

    def y(value: float) -> float:
        return edge + (1.0 - value) / 0.6 * side

    dots = "".join(
        f'<circle cx="{x(c):.1f}" cy="{y(max(0.4, good / count)):.1f}" r="{3 + min(14, count**0.25):.1f}" '
        f'fill="#1d4ed8" fill-opacity="0.75"><title>{c:.2f}: {good} of {count} right</title></circle>'
        for c, (good, count) in sorted(bins.items())
        if c >= 0.4
    )
    ticks = "".join(
        f'<text x="{x(v):.0f}" y="{edge + side + 18:.0f}" text-anchor="middle">{v:.1f}</text>'
        f'<text x="{edge - 8:.0f}" y="{y(v) + 4:.0f}" text-anchor="end">{v:.1f}</text>'
        for v in (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
    )
    whole = side + 2 * edge
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole:.0f} {whole:.0f}" font-family="sans-serif" '
        f'font-size="11"><rect width="100%" height="100%" fill="#fff"/>'
        f'<rect x="{edge}" y="{edge}" width="{side}" height="{side}" fill="none" stroke="#999"/>'
        f'<line x1="{x(0.4)}" y1="{y(0.4)}" x2="{x(1.0)}" y2="{y(1.0)}" stroke="#999" stroke-dasharray="4 4"/>'
        f'{dots}{ticks}<text x="{whole / 2:.0f}" y="{whole - 8:.0f}" text-anchor="middle">confidence given</text>'
        f'<text x="{edge}" y="{edge - 14:.0f}">share of values that are right</text></svg>\n'
    )


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
