"""Weighs the evidence for two names being one: a small sum of decision trees, fitted on the project's own queries.

`data/judgement.json` holds the trees, what the sum must reach for `possible` and for `match`, and how they were made
(`benchmarks/screening/fit_judgement.py`). Nothing but Python's own arithmetic is needed to use them. Names that are
as good as equal, and those that have next to nothing in common, are decided without them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TypeAlias

from docvalidate.screening.evidence import NAMES

LOWEST_JUDGED, HIGHEST_JUDGED = 0.30, 0.97
"""Scores by words and letters between which the evidence is weighed."""
POSSIBLE, MATCH = 0.73, 0.90
"""The scores at which the sums of `possible` and `match` come out."""
SUREST = 0.96
"""No evidence makes a name as good as an equal one."""

Tree: TypeAlias = "float | tuple[int, float, Tree, Tree]"
"""A leaf's value, or: which number of the evidence, its limit, the tree at or below it, the tree above it."""


@dataclass(slots=True)
class Judge:
    """The fitted trees."""

    base: float
    trees: tuple[Tree, ...]
    possible: float
    match: float
    stops: tuple[tuple[int, float], ...] = ()
    """After how many trees a sum so low is not followed further: none of those fitted on came near from there."""
    _parts: list[tuple[Callable[[Sequence[float]], float], float]] = field(init=False)

    def __post_init__(self) -> None:
        """The trees between two stops become one expression, which Python works out three times as fast as it follows
        nested tuples. It is made of nothing but numbers."""
        begin = 0
        self._parts = []
        for end, least in (*self.stops, (len(self.trees), -math.inf)):
            text = " + ".join(map(_expression, self.trees[begin:end])) or "0.0"
            self._parts.append((eval(f"lambda e: {text}", {}), least))
            begin = end

    def weigh(self, evidence: Sequence[float]) -> float:
        """The sum of what the trees say: the logarithm of the odds that the two names are one."""
        total = self.base
        for part, least in self._parts:
            total += part(evidence)
            if total < least:
                break
        return total


def _expression(node: Tree) -> str:
    if isinstance(node, float):
        return f"{node:.6g}"
    which, limit, below, above = node
    return f"({_expression(below)} if e[{which:d}] <= {limit:.6g} else {_expression(above)})"


@cache
def judge() -> Judge:
    """The trees as they are shipped."""
    return read_judge(files("docvalidate.screening").joinpath("data", "judgement.json").read_text(encoding="utf-8"))


def read_judge(text: str) -> Judge:
    """Trees from their JSON. Raises `ValueError` where they were fitted on other evidence than is gathered."""
    held = json.loads(text)
    if held["evidence"] != list(NAMES):
        raise ValueError("data/judgement.json was fitted on other evidence: run benchmarks.screening.fit_judgement")
    stops = tuple((int(number), float(least)) for number, least in held["stops"])
    return Judge(held["base"], tuple(map(_tree, held["trees"])), held["possible"], held["match"], stops)


def _tree(node: float | list[object]) -> Tree:
    if isinstance(node, list):
        which, limit, below, above = node
        return int(which), float(limit), _tree(below), _tree(above)  # type: ignore[call-overload,arg-type]
    return float(node)


def judged(evidence: Sequence[float]) -> float:
    """The score, 0 to `SUREST`, that the evidence gives: `POSSIBLE` and `MATCH` where the sum reaches theirs."""
    held = judge()
    slope = (MATCH - POSSIBLE) / (held.match - held.possible)
    return min(SUREST, max(0.0, POSSIBLE + slope * (held.weigh(evidence) - held.possible)))
