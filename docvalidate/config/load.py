"""Reads pipeline files: inheritance by `extends`, strict keys, and where each value comes from."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from rapidfuzz import fuzz, process

from docvalidate.config.data import shipped
from docvalidate.config.pipeline import Pipeline
from docvalidate.domain.errors import UsageError

DEFAULT = "default"
COMMAND_LINE = "command line"


@dataclass(frozen=True)
class Loaded:
    """A pipeline with the source of each of its values: `default`, a file's name, or `command line`."""

    name: str
    pipeline: Pipeline
    sources: Mapping[str, str]

    def source(self, key: str) -> str:
        """Where the value of a dotted key (`tolerances.gross_weight`) was set."""
        while key:
            if key in self.sources:
                return self.sources[key]
            key = key.rpartition(".")[0]
        return DEFAULT

    def rows(self) -> Iterator[tuple[str, Any, str]]:
        """Every setting: dotted key, value, source."""
        for path, value in _leaves(self.pipeline.model_dump(), Pipeline):
            key = ".".join(path)
            yield key, value, self.source(key)


def load_pipeline(name: str = "us-entry", overrides: Mapping[str, Any] | None = None) -> Loaded:
    """The pipeline of that name (shipped) or file (a path ending in .toml or holding a slash).

    `overrides` are dotted keys that win over every file, e.g. `{"rules.ignore": ["mid-mismatch"]}`.
    Raises UsageError, naming file and key, for what cannot be read or is not known.
    """
    merged: dict[str, Any] = {}
    sources: dict[str, str] = {}
    for label, table in _chain(name):
        for path, value in _leaves(table, Pipeline):
            _put(merged, path, value)
            sources[".".join(path)] = label
    for key, value in (overrides or {}).items():
        _put(merged, tuple(key.split(".")), value)
        sources[key] = COMMAND_LINE
    try:
        pipeline = Pipeline.model_validate(merged)
    except ValidationError as error:
        raise UsageError(_explain(error, sources)) from None
    return Loaded(Path(name).stem if _is_path(name) else name, pipeline, sources)


def shipped_names() -> list[str]:
    """The names of the pipelines that come with the tool."""
    return sorted(path.stem for path in shipped("pipelines").glob("*.toml"))


def nearest(word: str, known: list[str]) -> str:
    """`; did you mean 'x'?` for the nearest known word, or a list of all where none is near."""
    found = process.extractOne(word, known, scorer=fuzz.WRatio, score_cutoff=60)
    if found:
        return f"did you mean {found[0]!r}?"
    return "known are " + ", ".join(known) + "."


def _is_path(name: str) -> bool:
    return name.endswith(".toml") or "/" in name or "\\" in name


def _find(name: str, beside: Path | None) -> Path:
    if not _is_path(name):
        path = shipped("pipelines", f"{name}.toml")
        if not path.is_file():
            raise UsageError(f"There is no pipeline {name!r}; {nearest(name, shipped_names())}")
        return path
    path = Path(name) if beside is None else beside / name
    if not path.is_file():
        raise UsageError(f"The pipeline file {str(path)!r} does not exist.")
    return path


def _chain(name: str) -> list[tuple[str, dict[str, Any]]]:
    """The tables to merge, the most basic first, each checked for unknown keys."""
    tables: list[tuple[str, dict[str, Any]]] = []
    seen: list[Path] = []
    beside: Path | None = None
    while True:
        path = _find(name, beside)
        if path.resolve() in seen:
            raise UsageError(f"{path}: `extends` goes round in a circle ({' -> '.join(p.name for p in seen)}).")
        seen.append(path.resolve())
        table = _read(path)
        parent = table.pop("extends", None)
        label = path.name if not _is_path(name) else str(path)
        _check_keys(table, Pipeline, label, "")
        tables.insert(0, (label, table))
        if parent is None:
            return tables
        if not isinstance(parent, str):
            raise UsageError(f"{label}: `extends` must be the name of a pipeline or a file, in quotes.")
        name, beside = parent, path.parent


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise UsageError(f"{path}: this is no text in UTF-8; save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: this is no valid TOML: {error}.") from None
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}).") from None


def _check_keys(table: Mapping[str, Any], model: type[BaseModel], label: str, prefix: str) -> None:
    for key, value in table.items():
        if key not in model.model_fields:
            known = [*model.model_fields, *(["extends"] if not prefix else [])]
            raise UsageError(f"{label}: there is no setting {prefix + key!r}; {nearest(key, known)}")
        section = _section(model, key)
        if section is not None:
            if not isinstance(value, dict):
                raise UsageError(f"{label}: {prefix + key!r} is a table, written [{prefix + key}], not a value.")
            _check_keys(value, section, label, f"{prefix}{key}.")


def _section(model: type[BaseModel], key: str) -> type[BaseModel] | None:
    """The model of a setting that is a table of settings."""
    annotation = model.model_fields[key].annotation
    return annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else None


def _leaves(table: Mapping[str, Any], model: type[BaseModel]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every setting with its path; a table of free keys (severities by rule) gives one for each of them."""
    for key, value in table.items():
        section = _section(model, key)
        if section is not None:
            yield from (((key, *path), inner) for path, inner in _leaves(value, section))
        elif isinstance(value, Mapping) and value:
            yield from (((key, free), inner) for free, inner in value.items())
        else:
            yield (key,), value


def _put(table: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    for parent in path[:-1]:
        inner = table.setdefault(parent, {})
        if not isinstance(inner, dict):
            inner = table[parent] = {}
        table = inner
    table[path[-1]] = value


def _explain(error: ValidationError, sources: Mapping[str, str]) -> str:
    first = error.errors(include_url=False)[0]
    key = ".".join(str(part) for part in first["loc"])
    probe = key
    while probe and probe not in sources:
        probe = probe.rpartition(".")[0]
    problem = first["msg"][:1].lower() + first["msg"][1:]
    return f"{sources.get(probe, 'pipeline')}: {key} = {first['input']!r} will not do: {problem}."
