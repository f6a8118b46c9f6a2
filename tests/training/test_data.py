"""Pages to learn from: designs held apart stay apart, changes keep every word's class."""

from __future__ import annotations

import random
from pathlib import Path

from docvalidate.extraction.model.classes import classes
from fixtures.generator.designs import all_designs
from tools.training import data
from tools.training.change import changed, strange
from tools.training.names import renamed
from tools.training.recipe import load

RECIPE = load(Path(__file__).parents[2] / "pipelines" / "training" / "layout.toml")


def test_no_design_that_is_held_apart_is_learned() -> None:
    held = {*RECIPE.data.validation, *RECIPE.data.test}
    assert held <= set(all_designs())
    assert len(held) == len(RECIPE.data.validation) + len(RECIPE.data.test)
    for source in RECIPE.data.sources:
        assert not held & set(data.source_designs(source, RECIPE.data))


def test_drawn_pages_hold_words_with_classes_and_are_drawn_once(tmp_path: Path) -> None:
    [file] = data.draw(tmp_path, "some", ("composed_letter",), 2, 5)
    written = file.stat().st_mtime_ns
    assert data.draw(tmp_path, "some", ("composed_letter",), 2, 5) == [file]
    assert file.stat().st_mtime_ns == written
    pages = data.load([file])
    names = {classes()[n] for packed in pages for _, _, numbers in packed.page.words for n in numbers}
    assert {"O", "seller", "buyer_address", "line.amount", "line.description", "label.quantity"} <= names


def test_changes_keep_classes_and_change_names(tmp_path: Path) -> None:
    page = data.load(data.draw(tmp_path, "some", ("composed",), 1, 6))[0].page
    how = RECIPE.training.model_copy(update={"strange_names": 1.0, "mistakes": 0.0, "other_names": 0.0})
    other = changed(page, random.Random(1), how)
    assert [numbers for _, _, numbers in other.words] == [numbers for _, _, numbers in page.words]
    texts = list(zip((w[0] for w in page.words), (w[0] for w in other.words), strict=True))
    assert any(one != new for one, new in texts)
    assert all(len(one) == len(new) for one, new in texts)


def test_a_strange_word_keeps_case_signs_and_figures() -> None:
    made = strange("Hoang-7, LTD", random.Random(2))
    assert made[5:8] == "-7,"
    assert made[0].isupper()
    assert made[-3:].isupper()
    assert made != "Hoang-7, LTD"


def test_another_name_of_a_field_stands_in_the_same_room() -> None:
    number = classes().index("label.quantity")
    words = [("Qty", [100.0, 10.0, 130.0, 20.0], [number]), ("shipped:", [133.0, 10.0, 180.0, 20.0], [number])]
    for seed in range(9):
        new = renamed(words, random.Random(seed), 1.0)
        assert new[0][1][0] == 100.0
        assert 150 < new[-1][1][2] <= 180.1
        assert new[-1][0].endswith(":")
        assert all(numbers == [number] for _, _, numbers in new)
