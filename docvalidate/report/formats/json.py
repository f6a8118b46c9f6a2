"""JSON: the whole result as one object, for programs; the names in it are a contract."""

from __future__ import annotations

from typing import TextIO

from docvalidate.domain.run import ExtractResult, RunResult
from docvalidate.report.options import ReportOptions

FILENAME = "report.json"


def write(run: RunResult, out: TextIO, options: ReportOptions) -> None:
    """Writes `{"schema_version", "run", "shipments"}`, indented so that a person can read it too."""
    out.write(run.model_dump_json(indent=1) + "\n")


def write_extract(extract: ExtractResult, out: TextIO, options: ReportOptions) -> None:
    """Writes `{"schema_version", "documents", "failures"}`."""
    out.write(extract.model_dump_json(indent=1) + "\n")
