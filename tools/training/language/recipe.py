"""Everything a training of the language pipeline depends on, from one TOML file."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Data(_Part):
    """What is learned from, and what is kept apart."""

    seed: int
    letters: int
    """Letters, mails and remarks put together from the sentences for training."""
    held_letters: int
    """Such texts of each of validation and test, from sentences kept apart for it."""
    pages: list[tuple[str, int]]
    """Designs whose drawn papers are learned from, with how many shipments."""
    validation: list[str]
    test: list[str]
    held_pages: int
    """Shipments drawn of each of the two."""


class Network(_Part):
    width: int
    depth: int
    rows: tuple[int, int, int, int]
    """Rows of the tables of hashed features: the word, its beginning, its end, its shape."""
    hidden: int


class Training(_Part):
    seed: int
    epochs: int
    batch_words: int
    dropout: float
    rate: float
    strange_names: float
    """Share of texts whose names, places and goods become words that nobody knows."""
    upper: float
    """Share of texts in capitals."""
    mistakes: float
    """Share of texts damaged as character recognition does."""


class Recipe(_Part):
    name: str
    data: Data
    network: Network
    training: Training


def load(path: Path) -> Recipe:
    """The recipe of a file; raises pydantic's ValidationError for what it does not know."""
    return Recipe.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
