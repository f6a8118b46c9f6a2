"""What counts as a shipment's folder, and what it is called."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from docvalidate.engine.discovery import Tree, discover


def make(root: Path, *files: str) -> Path:
    for file in files:
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    return root


def shape(trees: list[Tree]) -> list[dict[str, list[str]]]:
    return [{folder.name: [path.name for path in folder.files] for folder in tree.folders} for tree in trees]


def test_folders_are_named_by_their_path_below_the_given_one(tmp_path: Path) -> None:
    make(tmp_path, "S10/CI.pdf", "S2/CI.pdf", "2026/S1/CI.pdf", "2026/S1/PL.pdf")
    trees, problems = discover([tmp_path])
    assert not problems
    assert shape(trees) == [{"2026/S1": ["CI.pdf", "PL.pdf"]}, {"S2": ["CI.pdf"]}, {"S10": ["CI.pdf"]}]


def test_a_folder_given_itself_has_its_own_name(tmp_path: Path) -> None:
    folder = make(tmp_path / "S7", "CI.pdf")
    assert shape(discover([folder])[0]) == [{"S7": ["CI.pdf"]}]


def test_subfolders_stay_with_the_folder_that_holds_files(tmp_path: Path) -> None:
    make(tmp_path, "S1/entry.json", "S1/papers/CI.pdf", "S1/papers/old/PL.pdf", "S2/CI.pdf")
    assert shape(discover([tmp_path])[0]) == [
        {"S1": ["entry.json"], "S1/papers": ["CI.pdf"], "S1/papers/old": ["PL.pdf"]},
        {"S2": ["CI.pdf"]},
    ]


def test_files_given_one_by_one_form_one_shipment(tmp_path: Path) -> None:
    make(tmp_path / "S1", "CI.pdf", "PL.pdf", "entry.json", "notes.txt")
    trees, _ = discover([tmp_path / "S1" / "PL.pdf", tmp_path / "S1" / "CI.pdf", tmp_path / "S1" / "entry.json"])
    assert shape(trees) == [{"S1": ["CI.pdf", "entry.json", "PL.pdf"]}]


def test_a_path_given_twice_is_taken_once(tmp_path: Path) -> None:
    make(tmp_path, "S1/CI.pdf", "S2/CI.pdf")
    paths = [tmp_path / "S2", tmp_path / "S1", tmp_path / "S1" / ".." / "S2", tmp_path / "S1"]
    assert shape(discover(paths)[0]) == [{"S2": ["CI.pdf"]}, {"S1": ["CI.pdf"]}]


def test_like_names_under_two_paths_are_told_apart(tmp_path: Path) -> None:
    make(tmp_path, "may/S1/CI.pdf", "june/S1/CI.pdf", "june/S2/CI.pdf")
    names = [next(iter(one)) for one in shape(discover([tmp_path / "may", tmp_path / "june"])[0])]
    assert names == ["may/S1", "june/S1", "S2"]


def test_hidden_and_lock_files_are_no_files_of_a_shipment(tmp_path: Path) -> None:
    make(tmp_path, "S1/CI.pdf", "S1/.DS_Store", "S1/~$PL.xlsx", "S1/Thumbs.db", ".git/config", "__MACOSX/CI.pdf")
    assert shape(discover([tmp_path])[0]) == [{"S1": ["CI.pdf"]}]


def test_a_link_to_a_folder_above_is_no_endless_way(tmp_path: Path) -> None:
    make(tmp_path, "S1/CI.pdf")
    os.symlink(tmp_path, tmp_path / "S1" / "up", target_is_directory=True)
    assert shape(discover([tmp_path])[0]) == [{"S1": ["CI.pdf"]}]


def test_a_bad_path_is_a_sentence_and_the_others_go_on(tmp_path: Path) -> None:
    make(tmp_path, "S1/CI.pdf")
    (tmp_path / "empty").mkdir()
    trees, problems = discover([tmp_path / "S1", tmp_path / "empty", tmp_path / "gone"])
    assert shape(trees) == [{"S1": ["CI.pdf"]}]
    assert len(problems) == 2
    assert "empty: this folder holds no file" in problems[0]
    assert "gone: there is no such file or folder" in problems[1]


@pytest.mark.parametrize("name", ["Rechnung Müller 発票.pdf", "a b c.PDF", "quote'\".pdf"])
def test_names_in_any_script(tmp_path: Path, name: str) -> None:
    make(tmp_path, f"S1/{name}")
    assert shape(discover([tmp_path])[0]) == [{"S1": [name]}]
