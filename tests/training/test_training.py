"""One command draws, trains, goes on where it was, and exports what the run time loads."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from docvalidate.extraction.model.load import labeller
from tests.extraction.pages import drawn

pytest.importorskip("torch", reason="training needs the extra `train`")
pytest.importorskip("onnx", reason="training needs the extra `train`")
pytest.importorskip("onnxruntime", reason="models run on ONNX Runtime")
ROOT = Path(__file__).parents[2]
SMALL = """
name = "small"
[data]
seed = 1
held_count = 2
validation = ["un_layout"]
test = ["typed_form"]
[[data.sources]]
designs = ["composed"]
count = 3
[network]
width = 16
layers = 1
heads = 2
letters = 8
dropout = 0.0
[training]
seed = 1
epochs = 1
words_per_step = 1024
longest_page = 300
rate = 0.002
warm_up = 2
strange_names = 0.5
strange_labels = 0.1
other_names = 0.3
mistakes = 0.5
"""


def test_a_recipe_becomes_a_model(tmp_path: Path) -> None:
    recipe = tmp_path / "small.toml"
    recipe.write_text(SMALL, encoding="utf-8")
    command = [sys.executable, "-m", "tools.training", str(recipe), "--work", str(tmp_path / "work")]
    for arguments in (["--only", "train"], ["--out", str(tmp_path / "small")]):
        done = subprocess.run(
            [*command, *arguments], cwd=ROOT, capture_output=True, text=True, check=False, timeout=110
        )
        assert done.returncode == 0, done.stderr[-2000:]
    assert len((tmp_path / "work" / "log.jsonl").read_text().splitlines()) == 1, "the second run went on"
    scores = json.loads((tmp_path / "small" / "scores.json").read_text())
    assert scores["bytes"] < 1_000_000
    assert scores["sha256"] in (tmp_path / "small" / "README.md").read_text()
    model = labeller(str(tmp_path / "small"))
    assert model is not None
    said = model.label(drawn("Invoice No. 4711"))
    assert [round(float(row.sum()), 3) for row in said.scores] == [1.0, 1.0, 1.0]
