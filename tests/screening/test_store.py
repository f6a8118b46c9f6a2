# ruff: noqa: E501
"""Lists held: a good one is never replaced by a bad one, versions follow one another, the index is built once."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from docvalidate.screening import store
from docvalidate.screening.catalogue import VERSIONS_KEPT, Catalogue
from docvalidate.screening.index import ListIndex
from docvalidate.screening.lists import ListError
from tests.screening.conftest import LISTS


def write_list(path: Path, count: int, first: str = "Quartzbridge Widgets") -> Path:
    rows = [f"{first},Q0"] + [f"Basalt{number} Example Works,Q{number}" for number in range(1, count)]
    path.write_text("name,entity_id\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def names(home: Path) -> list[str]:
    index = store.open_index(home)
    assert index is not None
    return [match.name for match in index.screen("Quartzbridge Widgets") + index.screen("Feldspar Gadgets")]


def test_without_a_list_there_is_no_index(tmp_path: Path) -> None:
    assert store.open_index(tmp_path) is None
    assert store.status(tmp_path) == []
    assert not (tmp_path / "lists").exists()


def test_import_tells_what_it_took(tmp_path: Path) -> None:
    result = store.import_file(LISTS / "own.csv", tmp_path)
    assert (result.entities, result.names, result.rows, result.publisher) == (2, 4, 4, "user")
    assert result.lists == {"Our own watch list": 2}
    assert result.as_dict()["error"] is None


def test_a_new_version_takes_the_place_of_the_old(tmp_path: Path) -> None:
    path = write_list(tmp_path / "ours.csv", 10)
    store.import_file(path, tmp_path / "home")
    assert names(tmp_path / "home") == ["Quartzbridge Widgets"]
    result = store.import_file(write_list(path, 11, "Feldspar Gadgets"), tmp_path / "home")
    assert result.entities_before == 10
    assert names(tmp_path / "home") == ["Feldspar Gadgets"]


@pytest.mark.parametrize("damage", ["shrunken", "damaged", "empty", "gone"])
def test_a_bad_file_leaves_the_old_list_in_use(damage: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    path = write_list(tmp_path / "ours.csv", 20)
    store.import_file(path, home)
    if damage == "shrunken":
        write_list(path, 10, "Feldspar Gadgets")
    elif damage == "damaged":
        path.write_text(
            path.read_text(encoding="utf-8").replace("Basalt7 Example Works,Q7", "Basalt7"), encoding="utf-8"
        )
    elif damage == "empty":
        path.write_bytes(b"")
    else:
        path.unlink()
    (result,) = store.import_files([path], home)
    assert "stays in use" in result.error
    assert path.name in result.error
    if damage == "damaged":
        assert "row 9" in result.error
    assert names(home) == ["Quartzbridge Widgets"]
    with pytest.raises(ListError):
        store.import_file(path, home)


def test_force_takes_a_list_that_shrank(tmp_path: Path) -> None:
    path = write_list(tmp_path / "ours.csv", 20)
    store.import_file(path, tmp_path / "home")
    assert store.import_file(write_list(path, 5), tmp_path / "home", force=True).entities == 5


def test_an_older_date_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "un.xml"
    shutil.copyfile(LISTS / "un.xml", path)
    store.import_file(path, tmp_path / "home")
    path.write_text(path.read_text(encoding="utf-8").replace("2026-02-27T", "2025-02-27T"), encoding="utf-8")
    with pytest.raises(ListError, match="older than the version in use"):
        store.import_file(path, tmp_path / "home")


def test_one_bad_file_does_not_hinder_the_others(tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("no,header,we,know\n1,2,3,4\n", encoding="utf-8")
    results = store.import_files([bad, LISTS / "un.xml", LISTS / "ofac/sdn.csv", LISTS / "ofac/alt.csv"], tmp_path)
    assert [bool(result.error) for result in results] == [True, False, False]  # alt.csv was read with sdn.csv
    assert {row.source for row in store.status(tmp_path)} == {"un", "ofac-sdn"}


def test_status_counts_age_from_the_publishers_date(tmp_path: Path) -> None:
    store.import_file(LISTS / "un.xml", tmp_path)
    (young,) = store.status(tmp_path, maximum_age_days=30, today=dt.date(2026, 3, 9))
    assert (young.age_days, young.old, young.entries, young.publisher) == (10, False, 2, "UN")
    (old,) = store.status(tmp_path, maximum_age_days=30, today=dt.date(2026, 6, 7))
    assert old.old
    assert "100 days old" in old.note


def test_a_file_that_breaks_off_is_taken_with_a_warning_only_where_nothing_better_is_held(tmp_path: Path) -> None:
    whole = (LISTS / "csl.csv").read_text(encoding="utf-8").rstrip("\n")
    path = tmp_path / "csl.csv"
    path.write_text(whole[:-60], encoding="utf-8")
    result = store.import_file(path, tmp_path / "home")
    assert "breaks off" in result.warnings[0]
    shutil.copyfile(LISTS / "csl.csv", path)
    store.import_file(path, tmp_path / "home")
    path.write_text(whole[:-60], encoding="utf-8")
    with pytest.raises(ListError, match="breaks off"):
        store.import_file(path, tmp_path / "home")


def test_the_index_is_built_once_and_old_versions_go(tmp_path: Path) -> None:
    path = tmp_path / "ours.csv"
    home = tmp_path / "home"
    for count in range(10, 10 + VERSIONS_KEPT + 2):
        store.import_file(write_list(path, count), home)
    assert len(list((home / "lists/own-ours").glob("*.jsonl.gz"))) == VERSIONS_KEPT
    (folder,) = (home / "lists/index").iterdir()
    stamp = (folder / "versions.json").stat().st_mtime_ns
    assert isinstance(store.open_index(home), ListIndex)
    assert (folder / "versions.json").stat().st_mtime_ns == stamp


def test_an_index_that_was_lost_or_is_of_another_format_is_built_anew(tmp_path: Path) -> None:
    store.import_file(LISTS / "own.csv", tmp_path)
    (folder,) = (tmp_path / "lists/index").iterdir()
    (folder / "trigram_names.npy").unlink()
    index = store.open_index(tmp_path)
    assert index is not None
    assert index.screen("Brisk Freight Lines")[0].decision == "match"


def test_the_same_entry_from_two_files_is_one(index: ListIndex) -> None:
    matches = [match for match in index.screen("ZEMFIRA TRADING HOUSE LLC") if match.entity_id == "900001"]
    assert len(matches) == 1
    entity = index.find(matches[0].list, "900001")
    assert entity is not None
    assert {name.text for name in entity.names} >= {"ZEMFIRA EXPORT", "ZEMFIRA IMPORT", "ZTH"}  # of either file


def test_a_source_can_be_taken_out_of_use(tmp_path: Path) -> None:
    store.import_files([LISTS / "own.csv", LISTS / "un.xml"], tmp_path)
    assert store.remove("un", tmp_path)
    assert not store.remove("un", tmp_path)
    assert {row.source for row in store.status(tmp_path)} == {"own-own"}


def test_two_processes_may_import_at_once(tmp_path: Path) -> None:
    files = [write_list(tmp_path / f"list{number}.csv", 30, f"Onyx{number} Mills") for number in range(3)]
    code = "import sys; from pathlib import Path; from docvalidate.screening.store import import_file as i; i(Path(sys.argv[1]), Path(sys.argv[2]))"
    running = [subprocess.Popen([sys.executable, "-c", code, str(path), str(tmp_path / "home")]) for path in files]
    assert [process.wait(timeout=60) for process in running] == [0, 0, 0]
    index = store.open_index(tmp_path / "home")
    assert index is not None
    assert index.screen("Onyx2 Mills")[0].decision == "match"
    catalogue = Catalogue(tmp_path / "home")
    assert len(catalogue.current()) == 3
    catalogue.close()
