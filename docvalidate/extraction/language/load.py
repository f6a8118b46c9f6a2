"""Loads the spaCy pipeline that the pipeline file names, once, when it is first asked."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from docvalidate.extraction.model_folders import NONE, folder_of, passed_over


class Nlp(Protocol):
    """A spaCy pipeline as far as it is used here."""

    meta: dict[str, Any]

    def __call__(self, text: str) -> Any:
        """The text with its entities (`ents`)."""
        ...


def missing(where: str) -> str | None:
    """Why a pipeline cannot be used here, in one sentence; None where it can."""
    if where == NONE:
        return "The pipeline names no spaCy pipeline."
    folder = folder_of(where)
    if not (folder / "meta.json").is_file():
        return f"The folder {str(folder)!r} holds no spaCy pipeline (no meta.json)."
    if importlib.util.find_spec("spacy") is None:
        return "spaCy is not installed; pip install spacy."
    return None


def described(where: str) -> str | None:
    """A pipeline by name, version and the beginning of the SHA-256 of its files; None where it cannot be used."""
    if missing(where) is not None:
        return None
    folder = folder_of(where)
    version = json.loads((folder / "meta.json").read_text(encoding="utf-8")).get("version", "")
    return " ".join(part for part in (folder.name, version, digest(folder)[:12]) if part)


def digest(folder: Path) -> str:
    """One SHA-256 over the names and contents of the pipeline's files (its card left out)."""
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".md" and path.name not in ("scores.json", "recipe.toml"):
            whole.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()


@lru_cache(maxsize=2)
def language(where: str) -> Nlp | None:
    """The pipeline, None where it cannot be used. Raises UsageError for a folder of the user's that holds none."""
    if passed_over(where, missing(where)):
        return None
    import spacy

    nlp: Nlp = spacy.load(folder_of(where))
    return nlp
