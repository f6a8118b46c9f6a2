"""The pre-filing hook: always an answer in JSON, and an incomplete check never reads as a pass."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from docvalidate.hook import Defaults, answer, answer_files

GOOD = {"entry_number": "B76-0324527-8", "entry_date": "2026-05-01", "lines": []}
BAD = {**GOOD, "entry_number": "B76-0324527-9"}


def ask(request: Any, **options: Any) -> tuple[dict[str, Any], int]:
    text = request if isinstance(request, (str, bytes)) else json.dumps(request)
    return answer(text, Defaults(isolated=False, **options))


def test_a_clean_entry_passes() -> None:
    answered, code = ask({"entry": GOOD, "shipment": "2026-114"})
    assert code == 0
    assert answered["decision"] == "pass"
    assert answered["shipment"] == "2026-114"
    assert answered["entry_number"] == "B76-0324527-8"
    assert {"findings", "not_assessed", "failures", "versions", "schema_version"} <= answered.keys()
    assert answered["versions"]["pipeline"] == "us-entry"


@pytest.mark.parametrize(("fail_on", "code"), [("warning", 1), ("error", 0), ("never", 0)])
def test_fail_on_of_the_request_wins(fail_on: str, code: int) -> None:
    answered, got = ask({"entry": BAD, "fail_on": fail_on}, fail_on="error")
    assert got == code
    assert answered["decision"] == "review"


def test_entry_and_papers_by_path_or_content(tmp_path: Path) -> None:
    path = tmp_path / "entry.json"
    path.write_text(json.dumps(BAD), encoding="utf-8")
    content = {"name": "e.json", "content": base64.b64encode(path.read_bytes()).decode()}
    found = [ask({"entry": way})[0]["findings"] for way in (BAD, str(path), {"path": str(path)}, content)]
    rules = [[(one["rule"], one["fingerprint"]) for one in findings] for findings in found]
    assert rules[0]
    assert all(one == rules[0] for one in rules)


@pytest.mark.parametrize("name", ["CI.pdf", "PL.xlsx", "letter.doc"])
def test_an_unreadable_paper_is_never_a_pass(name: str) -> None:
    paper = {"name": name, "content": base64.b64encode(b"\x00\x01broken").decode()}
    answered, code = ask({"entry": GOOD, "documents": [paper]})
    assert (answered["decision"], code) == ("incomplete", 3)
    assert name in answered["failures"][0]["error"]


def test_an_entry_that_fails_its_schema_is_incomplete() -> None:
    answered, code = ask({"entry": {**GOOD, "gross_weight_kg": "heavy"}})
    assert (answered["decision"], code) == ("incomplete", 3)
    assert "gross_weight_kg" in answered["failures"][0]["error"]


def test_something_that_is_no_entry_is_incomplete(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    path.write_text('{"a": 1}', encoding="utf-8")
    answered, code = ask({"entry": str(path)})
    assert (answered["decision"], code) == ("incomplete", 3)


@pytest.mark.parametrize(
    ("request_", "says"),
    [
        ("", "no valid JSON"),
        ("{", "no valid JSON"),
        (b"\xff\xfe\x00", "no valid JSON"),
        ("[" * 100_000, "no valid JSON"),
        ([], "JSON object"),
        ({}, "nothing to validate"),
        ({"entri": GOOD}, "'entri'"),
        ({"entry": GOOD, "pipeline": "us-entri"}, "did you mean 'us-entry'"),
        ({"entry": GOOD, "as_of": "soon"}, "as_of"),
        ({"entry": GOOD, "ignore": ["no-rule"]}, "no-rule"),
        ({"entry": "/gone/entry.json"}, "/gone/entry.json: there is no such file"),
        ({"documents": [{"name": "CI.pdf", "content": "###"}]}, "CI.pdf: its `content` is no base64"),
        ({"documents": [{"name": "CI.pdf"}]}, "either `path`, or `name` and `content`"),
        ({"documents": "CI.pdf"}, "documents"),
        ({"entry": GOOD, "schema_version": "9"}, "schema_version"),
    ],
)
def test_a_wrong_request_is_answered_in_one_sentence(request_: Any, says: str) -> None:
    answered, code = ask(request_)
    assert code == 2
    assert answered["decision"] == "incomplete"
    assert says in answered["error"]
    assert "\n" not in answered["error"]


def test_a_name_with_a_way_out_stays_inside() -> None:
    paper = {"name": "../../../outside.json", "content": base64.b64encode(json.dumps(BAD).encode()).decode()}
    answered, _ = ask({"documents": [paper]})
    assert answered["entry_number"] == BAD["entry_number"]
    assert not Path("outside.json").exists()


def test_what_else_the_answer_carries_is_asked_for() -> None:
    assert "entry" not in ask({"entry": GOOD})[0]
    assert ask({"entry": GOOD, "include": ["entry"]})[0]["entry"]["entry_number"] == GOOD["entry_number"]


def test_files_instead_of_a_request(tmp_path: Path) -> None:
    (tmp_path / "S1").mkdir()
    (tmp_path / "S1" / "entry.json").write_text(json.dumps(BAD), encoding="utf-8")
    by_file, code = answer_files([tmp_path / "S1" / "entry.json"], Defaults(isolated=False))
    by_folder, _ = answer_files([tmp_path / "S1"], Defaults(isolated=False))
    assert code == 0
    assert by_file == by_folder
    assert by_file["shipment"] == "S1"
    assert answer_files([tmp_path / "gone"], Defaults(isolated=False))[1] == 2
