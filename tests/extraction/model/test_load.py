"""A model says itself whether it can be used; a user's own folder takes its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from docvalidate.config.load import load_pipeline
from docvalidate.domain.errors import UsageError
from docvalidate.extraction import extract
from docvalidate.extraction.model import load
from docvalidate.extraction.model.classes import classes
from docvalidate.extraction.model.hugging_face import columns_of
from tests.extraction.pages import drawn

HUGGING_FACE = str(Path(__file__).parents[1] / "data" / "hugging_face")
"""A tiny model: it takes `zeta` for a port of loading, and `waybill` for a class that we do not have."""


def test_no_model_is_a_reason_and_no_error() -> None:
    assert load.missing("none") == "The pipeline names no model."
    assert load.labeller("none") is None
    assert load.described("none") is None


def test_a_folder_without_a_model_is_an_error_of_the_user(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"holds no model \(no config.json\)"):
        load.labeller(str(tmp_path))


def test_without_the_runtime_the_papers_are_read_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load.importlib.util, "find_spec", lambda name: None)
    load.labeller.cache_clear()
    reason = load.missing("layout")
    assert reason is not None
    assert "pip install" in reason
    [paper] = extract([drawn("COMMERCIAL INVOICE\n\nInvoice No: A-4711")], "a.pdf")
    assert paper.fields["invoice_number"].text == "A-4711"
    load.labeller.cache_clear()


def test_labels_of_other_models_are_known_by_their_names() -> None:
    names = ["O", "B-INVOICE_NUMBER", "I-line.quantity", "PERSON"]
    known = [classes()[n] for n in columns_of({str(i): name for i, name in enumerate(names)})]
    assert known == ["O", "invoice_number", "line.quantity", "O"]


def test_a_hugging_face_folder_labels_words() -> None:
    pytest.importorskip("onnxruntime", reason="models run on ONNX Runtime")
    pytest.importorskip("tokenizers", reason="Hugging Face models need tokenizers")
    model = load.labeller(HUGGING_FACE)
    assert model is not None
    said = model.label(drawn("Zeta of the waybill"))
    assert said.best == ["port_of_loading", "O", "O", "O"]
    assert said.score(0, "port_of_loading") > 0.9


def test_one_line_of_a_pipeline_names_a_model_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(f'extends = "us-entry"\n[models]\nlayout = "{HUGGING_FACE}"\n', encoding="utf-8")
    assert load_pipeline(str(path)).pipeline.models.layout == HUGGING_FACE
