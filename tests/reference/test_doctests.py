"""The examples in the documentation of the reference tables and identifiers hold."""

import doctest
import importlib
import pkgutil

import pytest

import docvalidate.reference


def modules() -> list[str]:
    found = pkgutil.walk_packages(docvalidate.reference.__path__, prefix="docvalidate.reference.")
    return [module.name for module in found]


@pytest.mark.parametrize("name", modules())
def test_examples_hold(name: str) -> None:
    failed, _ = doctest.testmod(
        importlib.import_module(name), optionflags=doctest.IGNORE_EXCEPTION_DETAIL | doctest.ELLIPSIS
    )
    assert failed == 0
