"""A run of many shipments: order, isolation, and what a fault costs."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from docvalidate.config.load import load_pipeline
from docvalidate.config.pipeline import Pipeline
from docvalidate.domain.document import Document
from docvalidate.engine import run as run_module
from docvalidate.engine.batch import extract_paths, run_paths
from docvalidate.engine.context import Settings
from docvalidate.engine.outcome import exit_code
from docvalidate.engine.paper import FileReading

ENTRY = '{"entry_number": "B76-0324527-8", "entry_date": "2026-05-01", "lines": []}'


def hostile(path: Path, file: str, pipeline: Pipeline, scratch: Path) -> FileReading:
    """Stands for a reader that meets what each file is called."""
    if "hang" in file:
        time.sleep(60)
    if "crash" in file:
        os._exit(9)
    if "eat" in file:
        bytearray(1 << 32)
    if "raise" in file:
        raise KeyError("no such cell")
    if "slow" in file:
        time.sleep(0.3)
    return FileReading(file, documents=[Document(file=file, type="packing_list")])


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    path = tmp_path / "quick.toml"
    path.write_text('extends = "us-entry"\n[limits]\nseconds_per_paper = 1.5\nmemory_mb = 512\n', encoding="utf-8")
    return Settings(load_pipeline(str(path)), home=tmp_path / "home")


def folder(root: Path, **shipments: list[str]) -> Path:
    for name, files in shipments.items():
        (root / name).mkdir(parents=True)
        for file in files:
            (root / name / file).write_text(ENTRY if file.endswith(".json") else "x", encoding="utf-8")
    return root


def test_a_hostile_paper_costs_its_own_shipment_only(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_module, "read_file", hostile)
    root = folder(
        tmp_path / "in",
        S1=["hang.pdf", "PL.pdf"],
        S2=["PL.pdf"],
        S3=["crash.pdf"],
        S4=["raise.pdf"],
        S5=["eat.pdf"],
        S6=["PL.pdf"],
    )
    with run_paths([root], settings, jobs=2) as batch:
        result = batch.result
    verdicts = {one.shipment: one.verdict for one in result.shipments}
    assert verdicts == {
        "S1": "incomplete", "S2": "pass", "S3": "incomplete", "S4": "incomplete", "S5": "incomplete", "S6": "pass"
    }  # fmt: skip
    errors = {one.shipment: one.failures[0].error for one in result.shipments if one.failures}
    assert "hang.pdf: it took longer than the 1.5 s allowed; split the file" in errors["S1"]
    assert "crash.pdf: it brought the reader down (exit code 9)" in errors["S3"]
    assert "raise.pdf: an internal error (KeyError" in errors["S4"]
    assert "eat.pdf: it needs more memory than the 512 MiB allowed" in errors["S5"]
    assert [document.file for document in result.shipments[0].documents] == ["PL.pdf"]
    assert exit_code(result.shipments) == 3


def test_the_order_is_that_of_the_folders_whatever_is_done_first(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_module, "read_file", hostile)
    root = folder(tmp_path / "in", S1=["slow.pdf"], S2=["a.pdf", "slow.pdf", "z.pdf"], S10=["b.pdf"])
    runs = [extract_paths([root], settings, jobs=jobs).result for jobs in (1, 3)]
    names = [(one.shipment, one.file) for one in runs[0].documents]
    assert names == [("S1", "slow.pdf"), ("S2", "a.pdf"), ("S2", "slow.pdf"), ("S2", "z.pdf"), ("S10", "b.pdf")]
    assert runs[0] == runs[1]


def test_with_and_without_workers_the_result_is_the_same(tmp_path: Path, settings: Settings) -> None:
    root = folder(tmp_path / "in", S1=["entry.json"], S2=["entry.json"])
    with_workers = run_paths([root], settings).result
    without = run_paths([root], settings, isolated=False).result
    assert with_workers.shipments == without.shipments
    assert with_workers.run["rules"] > 0


def test_progress_counts_files(tmp_path: Path, settings: Settings) -> None:
    root = folder(tmp_path / "in", S1=["entry.json"], S2=["entry.json"])
    seen: list[tuple[int, int]] = []
    run_paths([root], settings, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 2), (2, 2)]
