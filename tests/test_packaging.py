"""What is installed works outside the checkout: sdist → wheel → `docvalidate run` in an empty folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
SAFELY: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
"""Python 3.11.2, which Debian ships, knows no filter yet; the archive is our own."""
ENTRY = '{"entry_number": "B76-0324527-9", "entry_date": "2026-05-01", "lines": []}'


def call(*command: str | Path, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=False,
        timeout=110,
    )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package as the wheel lays it down; the wheel is built from the sdist, not from the checkout."""
    base = tmp_path_factory.mktemp("packaging")
    made = call(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", base / "sdist", cwd=ROOT)
    assert made.returncode == 0, made.stderr
    with tarfile.open(next((base / "sdist").glob("*.tar.gz"))) as archive:
        archive.extractall(base / "source", **SAFELY)
    source = next((base / "source").iterdir())
    made = call(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", base / "wheel", cwd=source)
    assert made.returncode == 0, made.stderr
    wheel = next((base / "wheel").glob("*.whl"))
    target = base / "installed"
    pip = (sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "--quiet", "--target", target, wheel)
    made = call(*pip, cwd=base)
    assert made.returncode == 0, made.stderr
    return target


def test_the_wheel_holds_nothing_but_the_package(installed: Path) -> None:
    names = {path.name for path in installed.iterdir() if not path.name.endswith(".dist-info")}
    assert names == {"docvalidate", "bin"}
    assert (installed / "docvalidate" / "py.typed").is_file()


def test_pipelines_and_models_travel_inside(installed: Path) -> None:
    shipped = installed / "docvalidate" / "_data"
    for folder in ("pipelines", "models"):
        here = {path.relative_to(ROOT / folder) for path in (ROOT / folder).rglob("*") if path.is_file()}
        there = {path.relative_to(shipped / folder) for path in (shipped / folder).rglob("*") if path.is_file()}
        assert there == {path for path in here if "__pycache__" not in path.parts}


def test_data_files_of_the_rooms_travel_inside(installed: Path) -> None:
    kept = {".csv", ".toml", ".json", ".j2", ".css", ".js", ".yaml", ".yml", ".txt", ".tsv"}

    def data(package: Path) -> set[Path]:
        found = (path for path in package.rglob("*") if path.suffix in kept and "_data" not in path.parts)
        return {path.relative_to(package) for path in found}

    assert data(installed / "docvalidate") == data(ROOT / "docvalidate")


def test_it_runs_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "S1").mkdir()
    (tmp_path / "S1" / "entry.json").write_text(ENTRY, encoding="utf-8")
    env = {"PYTHONPATH": str(installed), "DOCVALIDATE_HOME": str(tmp_path / "home"), "PYTHONSAFEPATH": "1"}
    where = call(sys.executable, "-c", "import docvalidate; print(docvalidate.__file__)", cwd=tmp_path, **env)
    assert Path(where.stdout.strip()).is_relative_to(installed)
    for pipeline in ("us-entry", "pre-filing", "ecommerce"):
        done = call(sys.executable, "-m", "docvalidate", "run", "S1", "-f", "json", "-p", pipeline, cwd=tmp_path, **env)
        assert done.returncode == 0, done.stderr
        result = json.loads(done.stdout)
        assert result["run"]["pipeline"] == pipeline
        assert [one["rule"] for one in result["shipments"][0]["findings"]] == ["entry-number-check-digit"]
    script = call(installed / "bin" / "docvalidate", "config", "list", cwd=tmp_path, **env)
    assert "us-entry" in script.stdout, script.stderr
