"""What a whole run gives: the shipments in the order they were found, and what they were judged with."""

from __future__ import annotations

from typing import Any

from docvalidate.domain.document import Document, Failure
from docvalidate.domain.finding import Validation
from docvalidate.domain.records import Record

SCHEMA_VERSION = "1"
"""Of the JSON this tool prints; it changes when a name or a meaning changes, not when something is added."""


class RunResult(Record):
    """The result of `run` and `hook`. Its JSON dump is what `run --format json` prints.

    `run` says what the judgement rests on: plain JSON values, e.g. `{"tool": "0.1.0", "pipeline": "us-entry",
    "as_of": "2026-11-24", "started": "2026-11-24T09:30:00Z", "seconds": 1.9, "rules": "…", "lists": […],
    "tariff": {…}, "models": {…}}`. Reports show whatever keys are there.
    """

    schema_version: str = SCHEMA_VERSION
    run: dict[str, Any] = {}
    shipments: list[Validation] = []
    notes: list[str] = []
    """Said once for the run, not for a shipment: files that are neither paper nor entry, lists that are old."""


class ExtractResult(Record):
    """The result of `extract`. Its JSON dump is what `extract --format json` prints."""

    schema_version: str = SCHEMA_VERSION
    documents: list[Document] = []
    failures: list[Failure] = []
