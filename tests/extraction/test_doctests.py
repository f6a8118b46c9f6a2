"""The examples in the documentation of extraction hold."""

import doctest
import importlib
import pkgutil

import pytest

import docvalidate.extraction


def modules() -> list[str]:
    return [m.name for m in pkgutil.walk_packages(docvalidate.extraction.__path__, prefix="docvalidate.extraction.")]


@pytest.mark.parametrize("name", modules())
def test_examples_hold(name: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(name))
    assert failed == 0
