"""A confidence is the share of such values that are right."""

from __future__ import annotations

from itertools import pairwise

import pytest

from docvalidate.domain.document import Document, Value
from docvalidate.extraction import calibration


def value(confidence: float, agreed: list[str] | None = None, **more: object) -> Value:
    return Value.model_validate(
        {"value": "A-1", "raw": "A-1", "confidence": confidence, "page": 1, "agreed": agreed, **more}
    )


def test_the_shipped_curves_rise_and_are_shares() -> None:
    for points in calibration.curves().values():
        assert all(0 <= y <= 1 for _, y in points)
        assert all(x0 < x1 and y0 <= y1 for (x0, y0), (x1, y1) in pairwise(points))


@pytest.mark.parametrize(
    ("agreed", "group"),
    [
        (None, "header plain"),
        (["label"], "header plain"),
        (["label", "arithmetic"], "header sums"),
        (["label", "model"], "header both"),
        (["model"], "header model"),
        (["model", "arithmetic"], "header sums"),
    ],
)
def test_a_value_belongs_to_those_who_stand_behind_it(agreed: list[str] | None, group: str) -> None:
    assert calibration.group_of("invoice_number", value(0.8, agreed), line=False) == group


def test_a_score_is_read_on_the_curve(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calibration, "curves", lambda: {"header plain": [(0.6, 0.7), (0.8, 0.9)]})
    shares = [calibration.share("header plain", score) for score in (0.3, 0.5, 0.55, 0.6, 0.7, 0.8, 0.95)]
    assert shares == [0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.9]
    assert calibration.share("line plain", 0.42) == 0.42


def test_open_values_keep_their_score(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calibration, "curves", lambda: {"header plain": [(0.6, 0.97)]})
    other = value(0.4).model_copy(update={"value": "B-1"})
    fields = {"invoice_number": value(0.6), "invoice_date": value(0.6, alternatives=[other])}
    paper = Document(file="a.pdf", type="commercial_invoice", fields=fields)
    assert [one.confidence for one in calibration.calibrated(paper).fields.values()] == [0.97, 0.6]
