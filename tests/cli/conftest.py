"""Runs the command as a user does: a process of its own, with its own home."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Command = Callable[..., subprocess.CompletedProcess[str]]
ENTRY = '{"entry_number": "B76-0324527-8", "entry_type": "01", "entry_date": "2026-05-01", "lines": []}'


@pytest.fixture
def docvalidate(tmp_path: Path) -> Command:
    """Calls `docvalidate ARGUMENTS…`; checks that no traceback is ever shown."""
    home = tmp_path / "home-of-lists"

    def call(
        *arguments: str | Path, stdin: str = "", cwd: Path | None = None, env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-c", "from docvalidate.cli import main; main()", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=cwd or tmp_path,
            env={**os.environ, "DOCVALIDATE_HOME": str(home), "COLUMNS": "100", **(env or {})},
            timeout=100,
            check=False,
        )
        assert "Traceback" not in done.stderr + done.stdout, done.stderr
        return done

    return call


@pytest.fixture
def shipment(tmp_path: Path) -> Path:
    """A folder with one shipment, an entry without lines and no paper."""
    folder = tmp_path / "in" / "S1"
    folder.mkdir(parents=True)
    (folder / "entry.json").write_text(ENTRY, encoding="utf-8")
    return folder
