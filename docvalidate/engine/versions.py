"""What a judgement rests on: the versions that a result names."""

from __future__ import annotations

import datetime
import hashlib
from typing import Any

from docvalidate.engine.context import Settings, selected_rules
from docvalidate.version import __version__


def versions(settings: Settings) -> dict[str, Any]:
    """Tool, pipeline with a digest of all its values, rules, and the lists held, as plain JSON values."""
    rules = selected_rules(settings.loaded)
    pipeline = settings.pipeline.model_dump_json()
    return {
        "tool": __version__,
        "pipeline": settings.loaded.name,
        "pipeline_digest": hashlib.sha256(pipeline.encode()).hexdigest()[:16],
        "as_of": settings.as_of.isoformat() if settings.as_of else "the entry's own date",
        "rules": len(rules),
        "lists": _lists(settings),
    }


def now() -> datetime.datetime:
    """The time of day in UTC, to the second."""
    return datetime.datetime.now(datetime.UTC).replace(microsecond=0)


def _lists(settings: Settings) -> list[dict[str, Any]]:
    return []
