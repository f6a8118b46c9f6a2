"""Labels and titles that no list holds, told by their words' classes: `Ref. PO`, `Total to pay`, `Packing schedule`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

LONGEST = 6
"""Words of a label, at most."""


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    needs: tuple[frozenset[str], ...]
    words: frozenset[str]
    once: bool
    """Whether a second word of the first group is no more of the label."""
    ordered: bool
    """Whether the groups follow one another as they stand."""

    def met_by(self, told: Sequence[str]) -> bool:
        """Whether each group is met by a word of its own."""
        left = list(told)
        for group in self.needs:
            place = next((i for i, word in enumerate(left) if word in group), None)
            if place is None:
                return False
            left = left[place + 1 :] if self.ordered else [*left[:place], *left[place + 1 :]]
        return True

    def ends_with(self, word: str) -> bool:
        """Whether a joining word is what the label ends with: product of."""
        return self.ordered and word in self.needs[-1]

    def ends(self, told: Sequence[str], word: str) -> bool:
        """Whether a word behind those of a label begins the value, which bears its label: PO No. PO#150620."""
        first = self.needs[0]
        return word in told or (self.once and word in first and any(one in first for one in told))


class Grammar:
    """The labels of some parts of the data (`fields`, `parties`, `amounts` …) as combinations of words."""

    def __init__(self, parts: Sequence[str]) -> None:
        data = _data()

        def words(names: Iterable[str]) -> frozenset[str]:
            return frozenset(word for name in names for word in data["classes"][name])

        self._fields = [
            _Field(
                name.split()[0],
                tuple(words(group) for group in field["needs"]),
                words([*(one for group in field["needs"] for one in group), *field["may"]]),
                field.get("once", False),
                field.get("ordered", False),
            )
            for part in parts
            for name, field in data[part].items()
        ]
        self._compounds = {
            first + last: name
            for part in parts
            for name, compound in data["compounds"].get(part, {}).items()
            for first in compound["first"]
            for last in compound["last"]
        }
        self._of_yours = {
            first + last: name
            for name, compound in data["yours"].items()
            for first in compound["first"]
            for last in compound["last"]
            if "fields" in parts
        }
        self._joining = words(["of"])
        self._yours = words(["yours"])
        self._words = frozenset(word for field in self._fields for word in field.words)

    def at(self, tokens: Sequence[str], start: int) -> tuple[int, str] | None:
        """The end of the longest combination that begins at tokens[start], and its field; one word if a compound."""
        if start + 1 < len(tokens) and tokens[start] in self._yours and tokens[start + 1] in self._of_yours:
            return start + 2, self._of_yours[tokens[start + 1]]
        at = start + 1 if start + 1 < len(tokens) and tokens[start] in self._yours else start  # Ihre Bestellzahl
        if at < len(tokens) and tokens[at] in self._compounds:
            return at + 1, self._compounds[tokens[at]]
        if any(token not in self._words for token in tokens[start : start + 2]) or start + 1 >= len(tokens):
            return None
        best: tuple[int, str] | None = None
        for field in self._fields:
            end = start
            while end < min(len(tokens), start + LONGEST) and tokens[end] in field.words:
                if field.ends(tokens[start:end], tokens[end]):
                    break
                end += 1
            while end > start and tokens[end - 1] in self._joining and not field.ends_with(tokens[end - 1]):
                end -= 1
            told = tokens[start:end]
            if end - start >= 2 and (best is None or end > best[0]) and field.met_by(told):
                best = (end, field.name)
        return best


@cache
def _data() -> dict[str, Any]:
    text = files("docvalidate.extraction").joinpath("data", "label_grammar.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
