"""Trains the language pipeline: python -m tools.training.language RECIPE.toml --work FOLDER [--only draw|train]."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from tools.training import data
from tools.training.language import text
from tools.training.language.letters import Side, letters
from tools.training.language.recipe import Recipe, load


def _of_pages(work: Path, name: str, design: str, count: int, seed: int) -> list[text.Text]:
    files = data.draw(work / "pages", f"{name}-{design}", (design,), count, seed)
    return [one for packed in data.load(files) for one in text.of_page(packed.page)]


def drawn(recipe: Recipe, work: Path) -> list[text.Text]:
    """The texts to train on."""
    d = recipe.data
    texts = list(letters(d.letters, d.seed, "train"))
    for number, (design, count) in enumerate(d.pages, 1):
        texts += _of_pages(work, "train", design, count, d.seed + 1000 * number)
    return texts


def held(recipe: Recipe, work: Path, side: Side, designs: Sequence[str]) -> tuple[list[text.Text], list[text.Text]]:
    """The texts kept apart: of sentences, and of drawn papers of designs."""
    d = recipe.data
    seed = d.seed + (100_000 if side == "validation" else 200_000)
    pages = [one for design in designs for one in _of_pages(work, side, design, d.held_pages, seed)]
    return list(letters(d.held_letters, seed, side)), pages


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.training.language", description=__doc__)
    parser.add_argument("recipe", type=Path)
    parser.add_argument("--work", type=Path, required=True, help="folder for pages and states")
    parser.add_argument("--only", choices=("draw", "train"), help="one step alone")
    parser.add_argument("--out", type=Path, help="where to write the pipeline (models/NAME)")
    options = parser.parse_args()
    recipe = load(options.recipe)
    texts = drawn(recipe, options.work)
    validation = held(recipe, options.work, "validation", recipe.data.validation)
    test = held(recipe, options.work, "test", recipe.data.test)
    print(f"{len(texts)} texts; kept apart {[len(p) for p in validation]} and {[len(p) for p in test]}", flush=True)
    if options.only == "draw":
        return
    from tools.training.language.train import train

    nlp = train(recipe, texts, validation[0] + validation[1], options.work)
    if options.only == "train":
        return
    from tools.training.language.card import export

    out = options.out or Path("models") / recipe.name
    export(recipe, nlp, len(texts), validation, test, out, options.recipe)
    print(json.dumps({"written": str(out)}))


if __name__ == "__main__":
    main()
