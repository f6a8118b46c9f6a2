"""Trains a model from a recipe: python -m tools.training RECIPE.toml --work FOLDER [--only draw|train|export]."""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

from tools.training import data
from tools.training.recipe import Recipe, load


def _drawn(recipe: Recipe, work: Path) -> tuple[list[Path], list[Path], list[Path]]:
    """The files of the pages to train on, of validation and of test."""
    d = recipe.data
    train: list[Path] = []
    for number, source in enumerate(d.sources):
        designs = data.source_designs(source, d)
        files = data.draw(
            work / "pages", f"train{number}", designs, source.count, d.seed + 1000 * number, source.damage
        )
        train += files * source.repeat
    held = [
        data.draw(work / "pages", name, tuple(designs), d.held_count, d.seed + 100_000 + 1000 * k)
        for k, (name, designs) in enumerate((("validation", d.validation), ("test", d.test)))
    ]
    return train, held[0], held[1]


def _start(recipe: Recipe, source: Path, work: Path, only_draw: bool) -> Path | None:
    """The state that the recipe begins with, trained where it is not there; its work is the folder `start`."""
    if recipe.start is None:
        return None
    from tools.training.train import is_trained
    from tools.training.train import train as trained

    first, folder = load(source.parent / recipe.start), work / "start"
    if not is_trained(first, folder):
        files, held, _ = _drawn(first, folder)
        if not only_draw:
            pages = data.load(files)
            random.Random(first.training.seed).shuffle(pages)
            trained(first, pages, data.load(held), folder)
    return folder / "state.pt"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.training", description=__doc__)
    parser.add_argument("recipe", type=Path)
    parser.add_argument("--work", type=Path, required=True, help="folder for pages and states (can be large)")
    parser.add_argument("--only", choices=("draw", "train", "export"), help="one step alone")
    parser.add_argument("--out", type=Path, help="where to write the model (models/NAME)")
    options = parser.parse_args()
    recipe = load(options.recipe)
    start = _start(recipe, options.recipe, options.work, options.only == "draw")
    train, validation, test = _drawn(recipe, options.work)
    if options.only == "draw":
        return
    from tools.training.train import train as trained

    pages = data.load(train)
    random.Random(recipe.training.seed).shuffle(pages)
    held = data.load(validation)
    print(f"{len(pages)} pages to train on, {len(held)} of designs held apart", flush=True)
    network = trained(recipe, pages, held, options.work, start)
    if options.only == "train":
        return
    from tools.training.export import export

    out = options.out or Path("models") / recipe.name
    export(recipe, network, held, data.load(test), out, options.recipe, len(pages))
    print(json.dumps({"written": str(out)}))


if __name__ == "__main__":
    main()
