"""Writes the trained pipeline as a folder of models/: the pipeline, its scores, and the card that says what it is."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from spacy.language import Language

from docvalidate.extraction.language.load import digest
from tools.training.language.recipe import Recipe
from tools.training.language.text import Text
from tools.training.language.train import Counts, counts, f1_of, together

DOUBT = 4.0
"""So many entities, half of them wrong, are added to what was counted: a label seen seldom is not sure."""
HEAD = """# language: what running text names

A small spaCy pipeline, made for this project: a tokeniser of many languages, hashed features of words (no vocabulary,
no vectors), a convolution, and entities. It names header fields, parties with their roles and addresses, goods, tariff
numbers, references, terms of delivery, and firms and vessels that have no part in the trade, in running text in
reading order. It is asked of paragraphs alone, and only where labels and the other readers leave doubt
(docs/models.md).

| | |
|---|---|
| files | a folder that `spacy.load` opens, {megabytes:.1f} MB |
| SHA-256 | `{sha256}` over all its files |
| data | {texts:,} texts drawn by `fixtures/generator` and the sentences of `tools/training/language`; nothing else |
| recipe | `python -m tools.training.language {recipe} --work out/language` (`recipe.toml` is a copy) |
| epochs | {epochs} |
| time | {load:.2f} s to load (spaCy itself is imported before), {speed:,.0f} words a second on one core |
| licence | Apache-2.0, as the project |

## Scores

F1 of whole entities (label and both ends right), on texts whose sentences were not learned:

| texts | entities | F1 |
|---|---|---|
{sets}

Papers of validation are of the design `{validation}`, those of test of `{test}`; neither was
trained on. Sentences and misses of the test design had been read when the sentences for training were written, and some
are worded alike: its score is not a blind one. That of the letters of test is.

`precision` is the score of a reading: of header fields the share of well-formed readings that gave the right value on
papers of validation (`python -m tools.training.language.settle`), of the rest the share of entities; with doubt added
where few were seen. Fields of 0.8 or more are taken.

| label | precision | F1 on validation | F1 on test |
|---|---|---|---|
{labels}

## Limits

- Learned from fictional letters of a few hundred sentences, most in English, some in German, French, Spanish and
  Italian: it knows how these are worded, and real letters are worded in more ways. More sentences are what it wants.
- It splits no Chinese, Japanese or Thai: the tokeniser parts words at blanks and signs.
- It reads running text alone. Labels, tables and letterheads are the business of the other readers.
- Entities do not overlap: a firm that is seller and maker in one sentence is named once.
- What it proposes alone must be of the field's form, is marked `language`, and is less sure.
"""


def export(
    recipe: Recipe,
    nlp: Language,
    texts: int,
    validation: tuple[list[Text], list[Text]],
    test: tuple[list[Text], list[Text]],
    out: Path,
    path: Path,
) -> None:
    """Writes the folder."""
    own, other = (counts(nlp, [*letters, *pages]) for letters, pages in (validation, test))
    precision = {
        label: round((good + DOUBT / 2) / (good + wrong + DOUBT), 3) for label, (good, wrong, _) in own.items()
    }
    nlp.meta.update(
        name=recipe.name,
        version=date.today().strftime("%Y.%m.%d"),
        description="Names parties, places, figures, goods and references in the running text of trade papers",
        license="Apache-2.0",
        author="The docvalidate developers",
        performance={"precision_by_label": dict(sorted(precision.items()))},
    )
    shutil.rmtree(out, ignore_errors=True)
    nlp.to_disk(out)
    shutil.copy(path, out / "recipe.toml")
    began = time.perf_counter()
    import spacy

    loaded = spacy.load(out)
    load = time.perf_counter() - began
    sample = [one.text for one in test[0][:200]]
    began = time.perf_counter()
    words = sum(len(loaded(text)) for text in sample)
    speed = words / (time.perf_counter() - began)
    sets = [
        ("validation, letters", counts(nlp, validation[0])),
        ("validation, papers", counts(nlp, validation[1])),
        ("test, letters", counts(nlp, test[0])),
        ("test, papers", counts(nlp, test[1])),
    ]
    scores: dict[str, Any] = {
        "sets": {name: {"entities": _due(c), "f1": round(f1_of(together(c)), 4)} for name, c in sets},
        "labels": {label: _row(precision, own, other, label) for label in sorted({*own, *other})},
    }
    (out / "scores.json").write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")
    (out / "README.md").write_text(
        HEAD.format(
            megabytes=sum(f.stat().st_size for f in out.rglob("*") if f.is_file()) / 1e6,
            sha256=digest(out),
            texts=texts,
            recipe=path.as_posix(),
            epochs=recipe.training.epochs,
            load=load,
            speed=speed,
            sets="\n".join(f"| {n} | {row['entities']:,} | {row['f1']:.3f} |" for n, row in scores["sets"].items()),
            validation=", ".join(recipe.data.validation),
            test=", ".join(recipe.data.test),
            labels="\n".join(_cells(label, row) for label, row in scores["labels"].items()),
        ),
        encoding="utf-8",
    )


def _due(of: Counts) -> int:
    right, _, missed = together(of)
    return right + missed


def _row(precision: dict[str, float], own: Counts, other: Counts, label: str) -> dict[str, float | None]:
    def f1(of: Counts) -> float | None:
        return round(f1_of(of[label]), 3) if label in of else None

    return {"precision": precision.get(label), "validation": f1(own), "test": f1(other)}


def _cells(label: str, row: dict[str, float | None]) -> str:
    cells: Sequence[float | None] = [row["precision"], row["validation"], row["test"]]
    return f"| {label} | " + " | ".join("not seen" if c is None else f"{c:.3f}" for c in cells) + " |"
