"""HTML: one file for people, with the places on the pages, to read, to print and to work through."""

from __future__ import annotations

from typing import TextIO

from docvalidate.domain.finding import Validation
from docvalidate.domain.run import ExtractResult, RunResult
from docvalidate.report.html.page import render
from docvalidate.report.html.pictures import fetch
from docvalidate.report.html.view import extract_view, run_view
from docvalidate.report.options import ReportOptions
from docvalidate.report.sides import by_gravity

FILENAME = "report.html"


def write(run: RunResult, out: TextIO, options: ReportOptions) -> None:
    """Writes the page; the gravest shipments are the first to get pictures."""
    render(run_view(run, fetch(by_gravity(run.shipments), options)), out)


def write_extract(extract: ExtractResult, out: TextIO, options: ReportOptions) -> None:
    """Writes the papers with every value that was read and the place where it stands."""
    names = list(dict.fromkeys(document.shipment for document in extract.documents))
    shipments = [
        Validation(shipment=name, verdict="pass", documents=[d for d in extract.documents if d.shipment == name])
        for name in names
    ]
    render(extract_view(extract, fetch(shipments, options)), out)
