"""A Withhold Release Order detains what it names, and nothing else."""

from __future__ import annotations

import pytest

from docvalidate.engine.merchandise import covers


@pytest.mark.parametrize(
    ("merchandise", "goods", "fits"),
    [
        ("Cotton and Cotton Products", ["Men's shirts, 100% cotton"], True),
        ("Tomatoes and downstream products", ["TOMATO PASTE 36/38 BRIX"], True),
        ("Disposable gloves", ["Nitrile glove, powder free"], True),
        ("Disposable gloves", ["Steel bolts M8"], False),
        ("Silica-based products", ["Cotton yarn"], False),
        ("All products", ["Steel bolts M8"], True),
        ("", ["Steel bolts M8"], True),
        ("Seafood", [], True),
        ("Fresh fish and seafood", ["Steel bolts", "Frozen fishes"], True),
        ("Glass bottles", ["Brass fittings"], False),
    ],
)
def test_covers(merchandise: str, goods: list[str], fits: bool) -> None:
    assert covers(merchandise, goods) is fits
