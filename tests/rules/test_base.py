"""The examples in the docstrings of what rules and matching are built with."""

from __future__ import annotations

import doctest
import importlib

import pytest

from docvalidate.rules.base.info import parse

MODULES = [
    "docvalidate.reference.texts",
    "docvalidate.reference.units",
    "docvalidate.rules.base.columns",
    "docvalidate.rules.base.phrases",
    "docvalidate.rules.base.tariffs",
    "docvalidate.rules.bill_of_lading_mismatch",
    "docvalidate.rules.country_code_unknown",
    "docvalidate.rules.description_not_english",
    "docvalidate.rules.description_vague",
    "docvalidate.rules.gender_against_tariff",
    "docvalidate.rules.hts_mismatch",
    "docvalidate.rules.material_against_tariff",
    "docvalidate.rules.value_bracket_wrong",
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_are_true(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted
    assert not result.failed


def test_the_sections_of_a_docstring_are_read() -> None:
    title, sections = parse("A title.\n\nWhat\n    One\n    line.\n\n    Another paragraph.\nWhy\n    Because.\n")
    assert title == "A title."
    assert sections == {"What": "One line.\n\nAnother paragraph.", "Why": "Because."}
