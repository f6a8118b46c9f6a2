"""What a judgement rests on: the versions that a result names."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import importlib.util
import json
import sqlite3
from importlib import metadata
from typing import TYPE_CHECKING, Any

from docvalidate.domain.errors import UsageError
from docvalidate.engine.context import Settings, goods_folder, selected_rules
from docvalidate.version import __version__

if TYPE_CHECKING:
    from docvalidate.screening.store import ListStatus


def versions(settings: Settings) -> dict[str, Any]:
    """Tool, pipeline with a digest of all its values, rules, lists, tariff and models, as plain JSON values."""
    rules = selected_rules(settings.loaded)
    pipeline = settings.pipeline.model_dump_json()
    return {
        "tool": __version__,
        "pipeline": settings.loaded.name,
        "pipeline_digest": hashlib.sha256(pipeline.encode()).hexdigest()[:16],
        "as_of": settings.as_of.isoformat() if settings.as_of else "the entry's own date",
        "rules": len(rules),
        "lists": _lists(settings),
        "tariff": _tariff(settings),
        "models": _models(settings),
    }


def now() -> datetime.datetime:
    """The time of day in UTC, to the second."""
    return datetime.datetime.now(datetime.UTC).replace(microsecond=0)


def old_lists(settings: Settings) -> list[str]:
    """A sentence for each watch list that is older than the pipeline allows."""
    return [f"The list {one.list} ({one.publisher}) is {one.note}." for one in _held(settings) if one.old]


def _lists(settings: Settings) -> list[dict[str, Any]]:
    """Each list that parties were screened against, with its date."""
    keys = ("list", "publisher", "date", "imported", "entries", "old")
    return [{key: value for key, value in one.as_dict().items() if key in keys} for one in _held(settings)]


def _models(settings: Settings) -> dict[str, str]:
    """Trained readers that may have had a say, where they are installed: of scans, and of the words of a page."""
    from docvalidate.extraction.language.load import described as described_language
    from docvalidate.extraction.model.load import described

    found: dict[str, str] = {}
    if settings.pipeline.reading.ocr_engine in ("auto", "rapidocr"):
        with contextlib.suppress(metadata.PackageNotFoundError):
            found["rapidocr"] = metadata.version("rapidocr")
    models = settings.pipeline.models
    told = {
        "layout": described(models.layout),
        "language": described_language(models.language),
        "goods": _encoder(models.goods),
    }
    return found | {name: text for name, text in told.items() if text}


def _encoder(where: str) -> str | None:
    """The encoder of descriptions by name, version and the beginning of its SHA-256; None where there is none."""
    folder = goods_folder(where)
    if folder is None or not (folder / "model.onnx").is_file() or importlib.util.find_spec("onnxruntime") is None:
        return None
    version = json.loads((folder / "config.json").read_text(encoding="utf-8")).get("version", "")
    return f"{folder.name} {version} {hashlib.sha256((folder / 'model.onnx').read_bytes()).hexdigest()[:12]}"


def _tariff(settings: Settings) -> dict[str, Any] | None:
    """The newest revision of the tariff schedule held on the day asked for."""
    from docvalidate.reference.facade import Reference

    revision = Reference(settings.home).tariff_revision(settings.as_of or datetime.date.today())
    if revision is None:
        return None
    start = revision.valid_from.isoformat() if revision.valid_from else None
    return {"revision": revision.name, "valid_from": start, "file": revision.file, "sha256": revision.sha256}


def _held(settings: Settings) -> list[ListStatus]:
    if not settings.pipeline.stages.screening:
        return []
    from docvalidate.screening.store import status

    today = settings.as_of or datetime.date.today()
    try:
        return status(settings.home, settings.pipeline.screening.max_age_days, today)
    except (OSError, sqlite3.Error) as error:
        raise UsageError(f"{settings.home}: the watch lists held there cannot be opened ({error}).") from None
