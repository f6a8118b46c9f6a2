"""The texts that the language pipeline is trained on: entities stand where they should, sentences are kept apart."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

pytest.importorskip("reportlab")

from docvalidate.extraction.language.load import language, missing
from tools.training.language.letters import letters, sentences, side_of
from tools.training.language.recipe import load
from tools.training.language.text import LABELS, Written, changed

RECIPE = Path(__file__).parents[2] / "pipelines" / "training" / "language.toml"


def test_every_entity_is_a_label_and_none_lies_over_another() -> None:
    for number, text in enumerate(letters(60, 5, "train")):
        end = 0
        for start, last, label in changed(text, random.Random(number), 0.5, 0.1, 0.2).entities:
            assert end <= start < last
            assert label in LABELS
            end = last


def test_other_words_move_the_entities_with_them() -> None:
    written = Written()
    written.add("Sold by ")
    written.add("Halvorin Glass Works GmbH", "seller")
    written.add(" today")
    text = changed(written.text, random.Random(3), 1.0, 0.0, 0.0)
    ((start, end, label),) = text.entities
    assert label == "seller"
    assert text.text[start:end].endswith("GmbH"), "a legal form stays"
    assert text.text.endswith("today")


def test_the_same_seed_gives_the_same_texts() -> None:
    assert list(letters(5, 9, "test")) == list(letters(5, 9, "test"))


def test_sentences_are_kept_apart() -> None:
    known = [
        one for subjects in sentences().values() for name, some in subjects.items() if name != "idle" for one in some
    ]
    sides = [side_of(one) for one in known]
    assert {sides.count(side) > 20 for side in ("train", "validation", "test")} == {True}
    assert not set(load(RECIPE).data.test) & {design for design, _ in load(RECIPE).data.pages}


def test_the_shipped_pipeline_names_a_port() -> None:
    assert missing("language") is None
    nlp = language("language")
    assert nlp is not None
    named = {(ent.label_, ent.text) for ent in nlp("The vessel sailed from Hamburg on 3 May 2026.").ents}
    assert ("port_of_loading", "Hamburg") in named
