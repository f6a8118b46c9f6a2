"""A recipe: everything a training depends on, from one TOML file."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Source(_Part):
    """Shipments drawn by the generator."""

    designs: list[str]
    """Designs to draw; empty: all that are neither in `validation` nor in `test`."""
    count: int
    damage: float = 0.0
    repeat: int = 1
    """How often each page is seen in one epoch."""


class Data(_Part):
    """What is learned from, and what is kept apart."""

    seed: int
    sources: list[Source]
    validation: list[str]
    """Designs never trained on: thresholds and calibration are settled on them."""
    test: list[str]
    """Designs never trained on and never looked at: what is reported."""
    held_count: int
    """Shipments drawn for each of the two."""


class Network(_Part):
    width: int
    layers: int
    heads: int
    letters: int
    """Width of the table of hashed pieces."""
    dropout: float


class Training(_Part):
    seed: int
    epochs: int
    words_per_step: int
    longest_page: int
    rate: float
    warm_up: int
    strange_names: float
    """Share of pages whose names, places and goods become words that nobody knows."""
    strange_labels: float
    """Share of printed names of fields that become such words: the place must do then."""
    other_names: float
    """Share of printed names of fields that become other labels of the lexicon."""
    mistakes: float
    """Share of pages that are damaged as OCR does."""
    threads: int = 1


class Recipe(_Part):
    name: str
    start: str | None = None
    """The recipe (a file beside this one) whose trained network this one goes on from; none: it begins anew."""
    data: Data
    network: Network
    training: Training


def load(path: Path) -> Recipe:
    """The recipe of a file; raises pydantic's ValidationError for what it does not know."""
    return Recipe.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
