"""JSON lines: a shipment a line, for long runs and for tools that read line by line."""

from __future__ import annotations

from typing import TextIO

from docvalidate.domain.run import ExtractResult, RunResult
from docvalidate.report.options import ReportOptions

FILENAME = "report.jsonl"


def write(run: RunResult, out: TextIO, options: ReportOptions) -> None:
    """Writes each shipment as the JSON report has it, one a line; what the run rests on is in the JSON report only."""
    for validation in run.shipments:
        out.write(validation.model_dump_json() + "\n")


def write_extract(extract: ExtractResult, out: TextIO, options: ReportOptions) -> None:
    """Writes a document a line, then the files that could not be read (`{"file", "error"}`)."""
    for document in extract.documents:
        out.write(document.model_dump_json() + "\n")
    for failure in extract.failures:
        out.write(failure.model_dump_json() + "\n")
