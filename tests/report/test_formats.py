"""Each format as it is printed today, in golden files, and the promises that no golden file can make."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docvalidate import report
from docvalidate.domain.document import Document, Failure, Value
from docvalidate.domain.errors import UsageError
from docvalidate.domain.run import ExtractResult, RunResult
from docvalidate.report.formats.csv import safe
from docvalidate.report.options import in_folders
from docvalidate.version import __version__
from tests.report import fictional

GOLDEN = Path(__file__).parent / "golden"
"""`UPDATE_GOLDEN=1 pytest tests/report` writes them anew; read the difference before you commit it."""


def written(name: str, run: RunResult, options: report.ReportOptions | None = None) -> str:
    out = io.StringIO()
    report.write(name, run, out, options)
    return out.getvalue()


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return fictional.draw_shipments(tmp_path_factory.mktemp("shipments"))


CASES = [
    ("json", "report.json", {}),
    ("jsonl", "report.jsonl", {}),
    ("csv", "findings.csv", {}),
    ("text", "report-80.txt", {"width": 80}),
    ("text", "report-120.txt", {"width": 120}),
    ("text", "report-details.txt", {"width": 100, "details": True}),
    ("sarif", "report.sarif", {}),
    ("junit", "junit.xml", {}),
    ("html", "report.html", {}),
]


@pytest.mark.parametrize(("name", "file", "options"), CASES, ids=[case[1] for case in CASES])
def test_a_report_reads_as_in_its_golden_file(
    name: str, file: str, options: dict[str, object], folders: dict[str, Path]
) -> None:
    text = written(name, fictional.run(), report.ReportOptions(locate=in_folders(folders), **options))  # type: ignore[arg-type]
    text = text.replace(f'"{__version__}"', '"VERSION"').replace(f"docvalidate {__version__}", "docvalidate VERSION")
    text = re.sub(r"data:image/png;base64,[A-Za-z0-9+/=]+", "data:PICTURE", text)
    # Style and script have no place in a golden file: the page is what matters.
    text = re.sub(r"(<style>|<script>\n?\"use).*?(</style>|</script>)", r"\1…\2", text, flags=re.DOTALL)
    text = re.sub(r"'sha256-[^']+'", "'HASH'", text)
    golden = GOLDEN / file
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_every_format_of_the_contract_is_there() -> None:
    assert {"text", "json", "jsonl", "html", "sarif", "junit", "csv"} <= set(report.formats())
    assert len({report.filename(name) for name in report.formats()}) == len(report.formats())
    assert all(report.summary(name) for name in report.formats())


def test_an_unknown_format_is_a_usage_error_that_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="no report format 'pdf'; take csv, html"):
        report.filename("pdf")


def test_json_is_the_contract() -> None:
    data = json.loads(written("json", fictional.run()))
    assert data["schema_version"] == "1"
    assert {"run", "shipments"} <= set(data)
    shipment = data["shipments"][0]
    assert {"shipment", "verdict", "documents", "entry", "findings", "not_assessed", "failures"} <= set(shipment)
    assert shipment["documents"][0]["fields"]["invoice_number"]["value"] == "2041"
    assert shipment["findings"][1]["expected"] == 10121.4
    assert [json.loads(line) for line in written("jsonl", fictional.run()).splitlines()] == data["shipments"]


def test_a_csv_has_a_finding_a_row_and_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", fictional.run()))))
    assert [row["rule"] for row in rows] == ["value-mismatch", "line-not-entered", "gross-weight-mismatch"]
    assert rows[1]["expected"] == "'" + fictional.FORMULA
    assert float(rows[0]["duty"]) == -35.09


@given(st.text())
def test_no_text_becomes_a_formula(text: str) -> None:
    cell = safe(text)
    assert isinstance(cell, str)
    assert cell.removeprefix("'") == text.removeprefix("'")
    first = cell.lstrip(" \u00a0\u3000\ufeff\0")[:1]
    assert first not in ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def test_terminals_get_no_escape_sequence_of_a_paper() -> None:
    text = written("text", fictional.run(), report.ReportOptions(details=True))
    assert "\x1b" not in text
    assert "\u202e" not in text
    coloured = written("text", fictional.run(), report.ReportOptions(details=True, colour=True))
    assert "\x1b[" in coloured
    assert "\x07" not in coloured
    assert "Lamp[31m red edoc" not in coloured or "\x1b[31m red" not in coloured


@pytest.mark.parametrize("width", [40, 80, 120])
def test_text_keeps_to_its_width(width: int) -> None:
    lines = written("text", fictional.run(), report.ReportOptions(width=width, details=width > 40)).splitlines()
    assert max(len(line) for line in lines) <= width


def test_text_can_be_written_where_only_ascii_is_known() -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii", newline="")
    report.write("text", fictional.run(), out)
    out.flush()
    assert b"HOLD" in raw.getvalue()


def test_junit_fails_from_the_severity_asked_for_and_never_passes_what_was_not_read() -> None:
    suites = {
        level: ElementTree.fromstring(
            written("junit", fictional.run(), report.ReportOptions(fail_on=level))  # type: ignore[arg-type]
        )
        for level in ("error", "warning", "never")
    }
    assert {level: suite.get("failures") for level, suite in suites.items()} == {
        "error": "2",
        "warning": "3",
        "never": "0",
    }
    assert all(suite.get("errors") == "1" for suite in suites.values())


def test_sarif_follows_its_schema() -> None:
    schema = pytest.importorskip("pydantic_sarif.model", reason="pydantic-sarif holds the SARIF 2.1.0 schema")
    log = json.loads(written("sarif", fictional.run()))
    schema.StaticAnalysisResultsFormatSarifVersion210JsonSchema.model_validate(log)
    results = log["runs"][0]["results"]
    assert [result["level"] for result in results] == ["error", "error", "warning"]
    fingerprints = [result["partialFingerprints"]["docvalidate/v1"] for result in results]
    assert fingerprints == ["f1f1f1f1", "f3f3f3f3", "f2f2f2f2"]
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in results)
    assert log["runs"][0]["invocations"][0]["executionSuccessful"] is False


def test_an_extraction_is_printed_without_a_verdict() -> None:
    document = Document(
        shipment="north", file="a.pdf", type="other", fields={"currency": Value(value="USD", raw="US$", page=1)}
    )
    extract = ExtractResult(documents=[document], failures=[Failure(file="b.pdf", error="b.pdf: is empty; ask again.")])
    assert set(report.extract_formats()) == {"csv", "html", "json", "jsonl", "text"}
    for name in report.extract_formats():
        out = io.StringIO()
        report.write_extract(name, extract, out)
        assert "USD" in out.getvalue()
        assert "pass</span>" not in out.getvalue()
    with pytest.raises(UsageError, match="sarif is a format for findings"):
        report.write_extract("sarif", extract, io.StringIO())


def test_a_run_without_shipments_is_no_fault() -> None:
    for name in report.formats():
        assert written(name, RunResult()) or name == "jsonl"
