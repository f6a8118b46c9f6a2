"""Entries from the command line: shown, and written in another form with what that form cannot carry."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Command

ENTRIES = Path(__file__).parents[2] / "fixtures" / "entries"


def test_show_says_what_was_understood(docvalidate: Command) -> None:
    done = docvalidate("entry", "show", ENTRIES / "native.json")
    assert done.returncode == 0, done.stderr
    assert "Entry number" in done.stdout
    number = json.loads((ENTRIES / "native.json").read_text(encoding="utf-8"))["entry_number"]
    assert number in done.stdout
    shown = json.loads(docvalidate("entry", "show", ENTRIES / "native.json", "-f", "json").stdout)
    assert [one["entry_number"] for one in shown] == [number]


def test_convert_there_and_back(docvalidate: Command, tmp_path: Path) -> None:
    source = ENTRIES / "native.json"
    done = docvalidate("entry", "convert", source, "--to", "ae", "-o", tmp_path / "entry.txt")
    assert done.returncode == 0, done.stderr
    back = docvalidate("entry", "convert", tmp_path / "entry.txt", "--to", "json")
    assert back.returncode == 0, back.stderr
    there, here = json.loads(back.stdout), json.loads(source.read_text(encoding="utf-8"))
    assert there["entry_number"] == here["entry_number"]
    assert len(there["lines"]) == len(here["lines"])


def test_what_is_wrong_is_said(docvalidate: Command, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no entry", encoding="utf-8")
    assert docvalidate("entry", "show", tmp_path / "gone.json").returncode == 2
    assert docvalidate("entry", "convert", ENTRIES / "native.json", "--to", "xml").returncode == 2
    done = docvalidate("entry", "show", tmp_path / "notes.txt")
    assert done.returncode == 3
    assert "notes.txt" in done.stderr


def test_the_source_is_not_overwritten(docvalidate: Command, tmp_path: Path) -> None:
    path = tmp_path / "entry.json"
    path.write_bytes((ENTRIES / "native.json").read_bytes())
    done = docvalidate("entry", "convert", path, "--to", "csv", "-o", path)
    assert done.returncode == 2
    assert path.read_bytes() == (ENTRIES / "native.json").read_bytes()
