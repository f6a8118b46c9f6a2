"""Loads the model of a pipeline, once, when it is first asked; says why where it cannot."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from functools import lru_cache
from pathlib import Path

from docvalidate.extraction.model.labelled_words import Labeller
from docvalidate.extraction.model_folders import NONE, folder_of, passed_over

INSTALL = "pip install 'docvalidate[models]'"


def missing(where: str) -> str | None:
    """Why a model cannot be used here, in one sentence; None where it can."""
    if where == NONE:
        return "The pipeline names no model."
    folder = folder_of(where)
    if not (folder / "config.json").is_file():
        return f"The folder {str(folder)!r} holds no model (no config.json)."
    if importlib.util.find_spec("onnxruntime") is None:
        return f"Models run on ONNX Runtime, which is not installed; {INSTALL}."
    if not is_own(folder) and importlib.util.find_spec("tokenizers") is None:
        return f"The model in {str(folder)!r} needs the package tokenizers; {INSTALL}."
    return None


def is_own(folder: Path) -> bool:
    """Whether a model is of the project's own kind."""
    from docvalidate.extraction.model.own import KIND

    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    return bool(config.get("model_type") == KIND)


def described(where: str) -> str | None:
    """A model by name, version and the beginning of its file's SHA-256; None where it cannot be used."""
    if missing(where) is not None:
        return None
    from docvalidate.extraction.model.hugging_face import onnx_file

    folder = folder_of(where)
    version = json.loads((folder / "config.json").read_text(encoding="utf-8")).get("version", "")
    digest = hashlib.sha256(onnx_file(folder).read_bytes()).hexdigest()[:12]
    return " ".join(part for part in (folder.name, version, digest) if part)


@lru_cache(maxsize=4)
def labeller(where: str) -> Labeller | None:
    """The model, None where it cannot be used. Raises UsageError for a folder of the user's that holds none."""
    if passed_over(where, missing(where)):
        return None
    folder = folder_of(where)
    if is_own(folder):
        from docvalidate.extraction.model.own import OwnLabeller

        return OwnLabeller(folder)
    from docvalidate.extraction.model.hugging_face import HuggingFaceLabeller

    return HuggingFaceLabeller(folder)
