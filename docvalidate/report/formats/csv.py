"""CSV: a finding a row, for spreadsheets; no cell can be taken for a formula."""

from __future__ import annotations

import csv
import json
import unicodedata
from decimal import Decimal
from typing import TextIO

from docvalidate.domain.document import Document, Value
from docvalidate.domain.finding import Evidence, Validation
from docvalidate.domain.run import ExtractResult, RunResult
from docvalidate.report.options import ReportOptions
from docvalidate.report.sides import ordered, sides
from docvalidate.report.wording import place, plain

FILENAME = "findings.csv"

COLUMNS = [
    *("shipment", "verdict", "entry_number", "rule", "severity", "confidence", "entry_line", "message"),
    *(
        "expected",
        "found",
        "expected_place",
        "expected_text",
        "found_place",
        "found_text",
        "fix",
        "citation",
        "citation_url",
    ),
    *("duty", "fees", "exposure", "fingerprint"),
]
EXTRACT_COLUMNS = [
    *("shipment", "file", "type", "line", "field", "value", "raw", "confidence", "page", "bbox", "cell"),
]

_FORMULA = ("=", "+", "-", "@", "|", "%", "\t", "\r", "\n")
"""What makes a spreadsheet run a cell: OWASP's list, and the old DDE starters."""

Cell = str | int | float | Decimal | None


def write(run: RunResult, out: TextIO, options: ReportOptions) -> None:
    """Writes a row for each finding, gravest first within its shipment. A shipment without findings has no row."""
    rows = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    rows.writeheader()
    for validation in run.shipments:
        for row in _findings(validation):
            rows.writerow({key: safe(value) for key, value in row.items()})


def _findings(validation: Validation) -> list[dict[str, Cell]]:
    rows = []
    for finding in ordered(validation.findings):
        whose = sides(finding, validation)
        money = finding.money
        rows.append(
            {
                "shipment": validation.shipment,
                "verdict": validation.verdict,
                "entry_number": finding.entry_number,
                "rule": finding.rule,
                "severity": finding.severity,
                "confidence": finding.confidence,
                "entry_line": finding.entry_line,
                "message": finding.message,
                "expected": _side(finding.expected),
                "found": _side(finding.found),
                "expected_place": _places(whose.expected, validation),
                "expected_text": "; ".join(evidence.text for evidence in whose.expected),
                "found_place": _places(whose.found, validation),
                "found_text": "; ".join(evidence.text for evidence in whose.found),
                "fix": finding.fix,
                "citation": finding.citation.text if finding.citation else None,
                "citation_url": finding.citation.url if finding.citation else None,
                "duty": money.duty if money else None,
                "fees": money.fees if money else None,
                "exposure": money.exposure if money else None,
                "fingerprint": finding.fingerprint,
            }
        )
    return rows


def write_extract(extract: ExtractResult, out: TextIO, options: ReportOptions) -> None:
    """Writes a row for each value read. Files that could not be read have no row: see the exit code and the log."""
    rows = csv.DictWriter(out, EXTRACT_COLUMNS, lineterminator="\n")
    rows.writeheader()
    for document in extract.documents:
        for name, value in document.fields.items():
            rows.writerow(_value(document, None, name, value))
        for number, item in enumerate(document.line_items, start=1):
            for name, value in item.items():
                rows.writerow(_value(document, number, name, value))


def _value(document: Document, line: int | None, name: str, value: Value) -> dict[str, Cell]:
    box = " ".join(f"{coordinate:g}" for coordinate in value.bbox) if value.bbox else None
    number = value.number
    row: dict[str, Cell] = {
        "shipment": document.shipment,
        "file": document.file,
        "type": document.type,
        "line": line,
        "field": name,
        "value": number if number is not None else plain(value.value),
        "raw": value.raw,
        "confidence": value.confidence,
        "page": value.page,
        "bbox": box,
        "cell": value.cell,
    }
    return {key: safe(cell) for key, cell in row.items()}


def safe(value: Cell) -> Cell:
    """The cell as it can be opened in a spreadsheet: text that would run as a formula gets an apostrophe in front.

    Numbers of our own stay numbers, so that a negative amount can be added up. Full-width forms (＝) count, since
    spreadsheets fold them, and so do signs behind leading white space.
    """
    if not isinstance(value, str):
        return format(value, "f") if isinstance(value, Decimal) else value
    start = unicodedata.normalize("NFKC", value.lstrip(" \u00a0\u3000\ufeff\0"))[:1]
    return "'" + value if start in _FORMULA and start else value


def _side(value: object) -> Cell:
    if value is None or (isinstance(value, (Decimal, int, float)) and not isinstance(value, bool)):
        return value
    return plain(value) if not isinstance(value, dict) else json.dumps(value, default=plain, ensure_ascii=False)


def _places(evidence: list[Evidence], validation: Validation) -> str:
    return "; ".join(place(item, validation.entry) for item in evidence)
