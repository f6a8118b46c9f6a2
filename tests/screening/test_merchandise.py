"""Orders that detain goods: which goods are in their scope."""

from __future__ import annotations

import pytest

from docvalidate.screening.merchandise import merchandise_fits


@pytest.mark.parametrize(
    ("scope", "goods", "fits"),
    [
        ("Disposable gloves", ["Nitrile exam glove, blue"], True),
        ("Cotton", ["100% COTTON T-SHIRTS"], True),
        ("All", ["Anything"], True),
        ("Tea", ["Green tea in bags", "Boxes"], True),
        ("Seafood", ["Steel pipe fittings"], False),
        ("Hair products", ["Steel pipe fittings"], None),  # 'products': a range of goods nobody can tell from words
        ("Apparel, Footwear and Textiles", ["Knitted caps"], None),
        ("Seafood", [], None),
        ("", ["Steel"], None),
    ],
)
def test_scope(scope: str, goods: list[str], fits: bool | None) -> None:
    assert merchandise_fits(scope, goods) is fits
