"""Descriptions that mean the same, worded otherwise."""

from __future__ import annotations

import pytest

from docvalidate.config.data import shipped
from docvalidate.reference.facade import Reference
from docvalidate.reference.goods import Goods, readable

pytest.importorskip("onnxruntime")
pytest.importorskip("tokenizers")


@pytest.fixture(scope="module")
def encoder() -> Goods:
    return Goods(shipped("models", "goods"))


@pytest.mark.parametrize(
    ("one", "other", "stranger"),
    [
        ("Office chair with armrests", "SWIVEL SEATING FURNITURE", "Shower curtain, polyester"),
        ("Ladies' blouses of silk, woven", "WOMENS SHIRTS SILK", "Silk screen printing ink"),
        ("Refrigerator 250 L, two doors", "COMBINED FRIDGE FREEZERS", "Microwave oven 20 L"),
    ],
)
def test_the_same_goods_are_likelier_than_others(encoder: Goods, one: str, other: str, stranger: str) -> None:
    same, different = encoder(one, other), encoder(one, stranger)
    assert same is not None
    assert different is not None
    assert same > different


def test_words_that_are_the_same_are_sure(encoder: Goods) -> None:
    assert (encoder("Steel hinge, 80 mm", "STEEL HINGE 80 MM") or 0) > 0.97


def test_what_it_cannot_read_it_does_not_judge(encoder: Goods) -> None:
    assert encoder("不锈钢杯", "stainless steel cup") is None
    assert encoder("4711-22", "steel hinge") is None
    assert readable("Stahlscharnier 80 mm")


def test_rules_may_ask_and_are_told_when_there_is_nobody() -> None:
    assert Reference(None).same_goods("steel hinge", "hinges of steel") is None
    assert (Reference(None, shipped("models", "goods")).same_goods("steel hinge", "hinges of steel") or 0) > 0.5
