"""The examples in the documentation of screening hold."""

import doctest
import importlib
import pkgutil

import pytest

import docvalidate.records
import docvalidate.screening


def modules() -> list[str]:
    return [
        module.name
        for package in (docvalidate.screening, docvalidate.records)
        for module in pkgutil.walk_packages(package.__path__, prefix=f"{package.__name__}.")
    ]


@pytest.mark.parametrize("name", modules())
def test_examples_hold(name: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(name))
    assert failed == 0
