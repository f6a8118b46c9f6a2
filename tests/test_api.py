"""The Python API: what goes in, what comes out, and what it refuses."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import docvalidate
from docvalidate.domain.document import Document, plain_to_value
from docvalidate.domain.entry import EntrySummary
from docvalidate.domain.errors import UsageError

ENTRY: dict[str, Any] = {
    "entry_number": "B76-0324527-8",
    "entry_date": "2026-05-01",
    "gross_weight_kg": 200,
    "lines": [],
}


def packing_list(weight: str) -> Document:
    fields = {"gross_weight_kg": plain_to_value("gross_weight_kg", weight)}
    return Document(file="PL.pdf", type="packing_list", fields=fields)


def test_documents_that_were_read_before_are_judged() -> None:
    result = docvalidate.Validator().validate([packing_list("100")], entry=ENTRY)
    (finding,) = [one for one in result.findings if one.rule == "gross-weight-mismatch"]
    assert (finding.expected, finding.found) == (Decimal(100), Decimal(200))
    assert result.documents[0].shipment == result.shipment == "shipment"


def test_every_way_to_give_an_entry_is_the_same(tmp_path: Path) -> None:
    path = tmp_path / "entry.json"
    path.write_text(json.dumps(ENTRY), encoding="utf-8")
    typed = {**ENTRY, "entry_date": datetime.date(2026, 5, 1), "gross_weight_kg": Decimal("200")}
    ways: list[Any] = [ENTRY, typed, path, str(path), ("entry.json", path.read_bytes()), EntrySummary(**ENTRY)]
    results = [docvalidate.Validator().validate([packing_list("100")], entry=way) for way in ways]
    prints = [[one.fingerprint for one in result.findings] for result in results]
    assert prints[0]
    assert all(one == prints[0] for one in prints)


def test_an_entry_among_the_files_is_found() -> None:
    result = docvalidate.Validator().validate([("anything.txt", json.dumps(ENTRY).encode())])
    assert result.entry is not None
    assert result.entry.entry_number == ENTRY["entry_number"]


def test_the_dump_is_the_contracts_json() -> None:
    plain = docvalidate.Validator().validate([packing_list("100")], entry=ENTRY).model_dump(mode="json")
    assert {"shipment", "verdict", "documents", "entry", "findings", "not_assessed", "failures"} <= plain.keys()
    assert {"rule", "entry_number", "severity", "confidence", "shipment", "message", "expected", "found", "evidence",
            "citation", "fix", "fingerprint"} <= plain["findings"][0].keys()  # fmt: skip
    assert json.loads(json.dumps(plain)) == plain


def test_the_pipeline_decides(tmp_path: Path) -> None:
    path = tmp_path / "wide.toml"
    path.write_text('extends = "us-entry"\n[tolerances]\ngross_weight = 1.0\n', encoding="utf-8")
    result = docvalidate.Validator(path).validate([packing_list("190")], entry=ENTRY)
    assert "gross-weight-mismatch" not in {one.rule for one in result.findings}


def test_select_and_ignore() -> None:
    only = docvalidate.Validator(select=["gross-weight-mismatch"]).validate([packing_list("100")], entry=ENTRY)
    assert {one.rule for one in (*only.findings, *only.not_assessed)} == {"gross-weight-mismatch"}
    without = docvalidate.Validator(ignore=["gross-weight-mismatch"]).validate([packing_list("100")], entry=ENTRY)
    assert "gross-weight-mismatch" not in {one.rule for one in (*without.findings, *without.not_assessed)}


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"pipeline": "us-entri"}, "did you mean 'us-entry'"),
        ({"ignore": ["gros-weight-mismatch"]}, "did you mean 'gross-weight-mismatch'"),
        ({"select": ["xyzzy"]}, "`docvalidate rules` lists them all"),
    ],
)
def test_a_wrong_option_is_refused_at_once(options: dict[str, Any], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        docvalidate.Validator(**options)


def test_wrong_input_is_refused(tmp_path: Path) -> None:
    validator = docvalidate.Validator()
    with pytest.raises(UsageError, match="nothing to validate"):
        validator.validate([])
    with pytest.raises(UsageError, match="no such file"):
        validator.validate([tmp_path / "gone.pdf"])
    with pytest.raises(UsageError, match="2 entries"):
        validator.validate(entry=("batch.json", json.dumps([ENTRY, {**ENTRY, "entry_number": "B76-1"}]).encode()))
    with pytest.raises(UsageError, match="gone"):
        validator.run([tmp_path / "gone"])


def test_two_papers_of_one_name_are_told_apart() -> None:
    empty = [("CI.pdf", b""), ("CI.pdf", b""), ("sub/CI.pdf", b"")]
    result = docvalidate.Validator().validate(empty, entry=ENTRY)
    assert [one.file for one in result.failures] == ["CI.pdf", "CI (2).pdf", "CI (3).pdf"]
    assert result.verdict == "incomplete"


def test_the_package_itself_imports_nothing_heavy() -> None:
    probe = "import sys, docvalidate; print(*[m for m in ('pydantic', 'numpy', 'rapidfuzz') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == ""
