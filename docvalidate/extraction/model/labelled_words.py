"""What a model says of the words of a page, whichever model it was."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from docvalidate.domain.page import Page, Word
from docvalidate.extraction.model.classes import OTHER


@dataclass(frozen=True)
class LabelledWords:
    """Words in reading order with a score for each class; the scores of a word add up to one."""

    words: list[Word]
    scores: NDArray[np.float32]
    names: tuple[str, ...]

    @cached_property
    def best(self) -> list[str]:
        """The likeliest class of each word."""
        return [self.names[int(i)] for i in self.scores.argmax(axis=1)] if len(self.words) else []

    @cached_property
    def place(self) -> dict[int, int]:
        """Where a word (by its identity) stands in `words`."""
        return {id(word): index for index, word in enumerate(self.words)}

    def score(self, index: int, name: str) -> float:
        """How likely a word is of a class."""
        column = self._columns.get(name)
        return float(self.scores[index, column]) if column is not None else 0.0

    def sums(self, indices: list[int]) -> dict[str, float]:
        """The scores of some words together, the class of no field left out."""
        total: NDArray[Any] = self.scores[indices].sum(axis=0)
        return {name: float(total[column]) for name, column in self._columns.items() if name != OTHER}

    @cached_property
    def _columns(self) -> dict[str, int]:
        return {name: column for column, name in enumerate(self.names)}


class Labeller(Protocol):
    """A model that labels words."""

    @property
    def name(self) -> str:
        """What it is called in results."""
        ...

    def label(self, page: Page) -> LabelledWords:
        """The words of a page with their classes."""
        ...
