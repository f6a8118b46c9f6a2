"""Ruling lines from strokes and box edges: joined where they continue one another, short specks left out."""

from __future__ import annotations

from collections.abc import Iterable

from docvalidate.domain.page import Rule

SAME_LINE = 1.0
"""Points by which two pieces may lie apart sideways and still be one line."""
JOIN_GAP = 2.5
"""Points between the ends of two pieces that still continue one another."""
SHORTEST = 4.0
"""Points: what is shorter is an ornament or part of a letter."""

_Piece = tuple[float, float, float]
"""Where the line lies across, where it starts, where it ends."""


def merge_rules(horizontal: Iterable[_Piece], vertical: Iterable[_Piece]) -> list[Rule]:
    """Horizontal pieces (y, x0, x1) and vertical ones (x, top, bottom) as merged `Rule`s."""
    rules = [Rule(start, at, end, at) for at, start, end in _merge(horizontal)]
    rules += [Rule(at, start, at, end) for at, start, end in _merge(vertical)]
    return rules


def _merge(pieces: Iterable[_Piece]) -> list[_Piece]:
    merged: list[_Piece] = []
    for group in _bands(sorted(pieces)):
        at = sum(piece[0] for piece in group) / len(group)
        spans = sorted((start, end) for _, start, end in group)
        start, end = spans[0]
        for next_start, next_end in spans[1:]:
            if next_start <= end + JOIN_GAP:
                end = max(end, next_end)
            else:
                merged.append((at, start, end))
                start, end = next_start, next_end
        merged.append((at, start, end))
    return [piece for piece in merged if piece[2] - piece[1] >= SHORTEST]


def _bands(pieces: list[_Piece]) -> Iterable[list[_Piece]]:
    """Pieces (sorted by where they lie) in groups that lie within `SAME_LINE` of the group's first."""
    group: list[_Piece] = []
    for piece in pieces:
        if group and piece[0] - group[0][0] > SAME_LINE:
            yield group
            group = []
        group.append(piece)
    if group:
        yield group
