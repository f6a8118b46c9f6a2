"""Pages with labelled words, drawn by the project's generator and kept in compact files: a stop loses little."""

from __future__ import annotations

import gzip
import json
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from docvalidate.extraction.model.classes import OTHER, class_of, classes
from fixtures.generator.damage import damaged
from fixtures.generator.designs import all_designs
from fixtures.generator.make import NO_PDF, Order, make
from tools.training.recipe import Data, Source

CHUNK = 240
"""Shipments drawn at a time."""
NUMBER_OF = {name: index for index, name in enumerate(classes())}


@dataclass(frozen=True)
class Drawn:
    """One page: `words` are (text, box, classes)."""

    layout: str
    kind: str
    width: float
    height: float
    words: list[tuple[str, list[float], list[int]]]


@dataclass(frozen=True)
class Packed:
    """A page as it lies in the file: thousands of them fit into memory where their words would not."""

    line: str
    layout: str
    count: int

    @property
    def page(self) -> Drawn:
        """The page unpacked."""
        return Drawn(*json.loads(self.line))


def source_designs(source: Source, data: Data) -> tuple[str, ...]:
    """The designs of a source; where it names none, all but those held apart and composed."""
    held = {*data.validation, *data.test, *NO_PDF}
    free = (name for name in all_designs() if name not in held and not name.startswith("composed"))
    return tuple(source.designs) or tuple(free)


def draw(folder: Path, name: str, designs: tuple[str, ...], count: int, seed: int, damage: float = 0.0) -> list[Path]:
    """The files of a set's pages; those that are there already are not drawn again."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for number, start in enumerate(range(0, count, CHUNK)):
        target = folder / f"{name}-{number:03d}.jsonl.gz"
        files.append(target)
        if target.exists():
            continue
        scratch = folder / f"{name}-drawing"
        shutil.rmtree(scratch, ignore_errors=True)
        order = Order(seed + number, min(CHUNK, count - start), designs, "clean", with_entry=False, prefix="T")
        make(scratch, order, words=True)
        _pack(scratch / "words.jsonl", target, damage, seed + number)
        shutil.rmtree(scratch)
    return files


def _pack(words: Path, target: Path, damage: float, seed: int) -> None:
    rng = random.Random(seed)
    with words.open(encoding="utf-8") as lines:
        rows: Iterator[dict[str, Any]] = (json.loads(line) for line in lines)
        part = target.with_suffix(".part")
        with gzip.open(part, "wt", encoding="utf-8") as out:
            for _, group in groupby(rows, key=lambda w: (w["shipment"], w["file"], w["page"])):
                page = list(group)
                page = damaged(page, rng, damage) if damage else page
                first = page[0]
                packed = [[w["text"], w["box"], classes_of(w)] for w in page]
                out.write(
                    json.dumps(
                        [first["layout"].split(":")[-1], first["kind"], first["width"], first["height"], packed],
                        ensure_ascii=False,
                    )
                    + "\n"
                )
        part.replace(target)


def classes_of(word: dict[str, Any]) -> list[int]:
    """The numbers of the classes of a word of words.jsonl; most have one, glued words several."""
    names = [class_of(field, word["role"], "line" in word) for field in word.get("fields", ())]
    return [NUMBER_OF[name] for name in names if name in NUMBER_OF] or [NUMBER_OF[OTHER]]


def load(files: list[Path]) -> list[Packed]:
    """All pages of some files."""
    pages = []
    for file in files:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                layout, _, _, _, words = json.loads(line)
                pages.append(Packed(line, layout, len(words)))
    return pages
