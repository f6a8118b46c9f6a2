"""What a confidence means: the share of such values that are right, as counted on designs kept apart for it.

The readers give each value a score of their own. Here, once, it becomes a share: by where the value stands (header,
party, line) and who stands behind it (labels alone, a model too, sums that close), on a curve that only rises. The
curves are data with their source; `python -m tools.training.settle` counts them anew.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from functools import cache
from importlib.resources import files

from docvalidate.domain.document import USABLE_CONFIDENCE, Document, Value
from docvalidate.domain.fields import PARTIES

HIGHEST = 0.98
CONFIRMED = 0.995
"""No value is surer than this: one that sums or another reader confirm, and any other (`HIGHEST`)."""
Curve = list[tuple[float, float]]
"""(score, share) with both rising; between two points on the straight line."""


@cache
def curves() -> dict[str, Curve]:
    """The curves by group."""
    text = files("docvalidate.extraction").joinpath("data", "calibration.json").read_text(encoding="utf-8")
    table: dict[str, list[list[float]]] = json.loads(text)["curves"]
    return {group: [(score, share) for score, share in points] for group, points in table.items()}


def group_of(name: str, value: Value, *, line: bool) -> str:
    """Which curve a value is read on: `header plain`, `line sums`, `party model` …"""
    agreed = set(value.agreed or ())
    if agreed & {"arithmetic", "check digit"}:
        behind = "sums"
    elif agreed & {"model", "language"}:
        behind = "model" if agreed <= {"model", "language"} else "both"
    else:
        behind = "plain"
    return f"{'line' if line else 'party' if name in PARTIES else 'header'} {behind}"


def share(group: str, score: float) -> float:
    """The share of values of that score that are right; the score itself where nothing was counted."""
    curve = curves().get(group)
    if not curve:
        return score
    if score < USABLE_CONFIDENCE:
        return score  # what its reader holds for unusable stays so
    curve = [(USABLE_CONFIDENCE, USABLE_CONFIDENCE), *curve]
    at = bisect_right([point[0] for point in curve], score)
    if at == len(curve):
        return curve[-1][1]
    (x0, y0), (x1, y1) = curve[at - 1], curve[at]
    return round(y0 + (y1 - y0) * (score - x0) / (x1 - x0), 3)


def calibrated(document: Document) -> Document:
    """The document with confidences that mean shares; values that the paper leaves open keep the score.

    On scans a score holds the recognition's own doubt, and the same curves say what is left of it.
    """
    fields = {name: _one(name, value, line=False) for name, value in document.fields.items()}
    items = [{name: _one(name, v, line=True) for name, v in item.items()} for item in document.line_items]
    return document.model_copy(update={"fields": fields, "line_items": items})


def _one(name: str, value: Value, *, line: bool) -> Value:
    if value.alternatives:
        return value
    group = group_of(name, value, line=line)
    highest = CONFIRMED if group.endswith(("sums", "both")) else HIGHEST
    sure = min(highest, share(group, value.confidence))
    return value.model_copy(update={"confidence": sure})
