"""The card of a trained model, written from its scores: what it was made of, how well it reads, what it cannot do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tools.training.recipe import load

LIMITS = """## Limits

- Learned from fictional papers alone. Its scores are those of fictional designs that it never saw; real papers vary
  more.
- Latin letters and Chinese; ten languages of labels. Japanese, Korean, Arabic and Cyrillic were hardly seen.
- It sees words and their places: no colours, no ruling lines, no pictures, no handwriting.
- Words of scans were imitated (letters mistaken, words torn and joined), not recognised.
- It says what a word is, not whether it is true. What it proposes alone must be well formed, is marked `model` and is
  less sure (docs/models.md).
"""
HEAD = """# {name}: the words of a page and what they are

Labels each word of an invoice, packing list or transport document with a header field, a party's role, a column of the
line items, or the printed name of one of these. An encoder of {millions:.1f} million parameters over hashed pieces of
words (no vocabulary), a few measures, and the distances between boxes; made for this project.

| | |
|---|---|
| file | `model.onnx`, {megabytes:.1f} MB, weights of {bits} bits |
| F1 of words on validation | {float_validation:.3f} with 32 bits, {int8_validation:.3f} with 8 |
| SHA-256 | `{sha256}` |
| data | {pages:,} pages drawn by `fixtures/generator` (invented firms, goods and prices); nothing else |
{before}| recipe | `python -m tools.training {recipe} --work out/training` (`recipe.toml` is a copy) |
| epochs | {epochs} |
| time a page | {milliseconds_a_page:.0f} ms on one core (median of the pages of test) |
| licence | Apache-2.0, as the project |

## Scores

F1 over words, on designs that were not trained on: {validation_all:.3f} on those of validation (settings were chosen by
them), **{test_all:.3f}** on those of test (not trained on; some of their misses were read while fusion was written).

"""


def write(folder: Path, recipe: Path) -> None:
    """Writes README.md of a model folder that holds scores.json."""
    scores: dict[str, Any] = json.loads((folder / "scores.json").read_text())
    start = load(recipe).start
    before = f"| before that | trained by `{recipe.parent / start}`: the network goes on from it |\n" if start else ""
    head = HEAD.format(
        before=before,
        **{key: value for key, value in scores.items() if not isinstance(value, dict)},
        name=folder.name,
        recipe=recipe.as_posix(),
        millions=scores["parameters"] / 1e6,
        megabytes=scores["bytes"] / 1e6,
        bits=8 if scores["kind"] == "int8" else 32,
        validation_all=scores["validation"]["all"],
        test_all=scores["test"]["all"],
    )
    (folder / "README.md").write_text(head + "\n".join([*_designs(scores), "", *_fields(scores), "", LIMITS]))


def _designs(scores: dict[str, Any]) -> list[str]:
    rows = [f"| {name} | {score:.3f} |" for name, score in scores["test_by_design"].items()]
    return ["| design of test | F1 of words |", "|---|---|", *rows]


def _fields(scores: dict[str, Any]) -> list[str]:
    rows = ["| class | validation | test |", "|---|---|---|"]
    names = sorted({*scores["validation"], *scores["test"]} - {"all"})
    for name in names:
        if not name.startswith("label."):
            known = [scores[part].get(name) for part in ("validation", "test")]
            rows.append(f"| {name} | " + " | ".join("not seen" if k is None else f"{k:.3f}" for k in known) + " |")
    return rows
