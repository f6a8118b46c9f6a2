"""A user's own tables replace the package's, and one that cannot be read is said so in one sentence."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from docvalidate.domain.entry import EntrySummary
from docvalidate.domain.errors import ReadingError
from docvalidate.domain.shipment import Shipment
from docvalidate.reference.facade import Reference
from docvalidate.reference.own_tables import table
from docvalidate.rules import check

ENTRY = EntrySummary.model_validate({"lines": [{"line_number": 1, "hts_numbers": ["8471300100"]}]})


def put(home: Path, name: str, text: str) -> Path:
    folder = home / "tables"
    folder.mkdir()
    (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return home


def test_the_package_has_agencies_and_no_cases(tmp_path: Path) -> None:
    assert table(tmp_path, "agencies")
    assert table(tmp_path, "duty_cases") is None


def test_a_table_of_one_s_own_replaces_the_package_s(tmp_path: Path) -> None:
    home = put(tmp_path, "agencies", "# mine\nagency,prefix,requirement\nFDA,8471.30,a form\n")
    result = check(Shipment("S1", [], ENTRY), on=datetime.date(2026, 11, 1), reference=Reference(home))
    assert [one.expected for one in result.findings if one.rule == "fda-requirement"] == ["a form"]


def test_a_table_without_its_columns_is_said_once(tmp_path: Path) -> None:
    home = put(tmp_path, "agencies", "who,what\nFDA,8471\n")
    with pytest.raises(ReadingError, match=r"agencies\.csv: the table has no column 'agency'"):
        table(home, "agencies")
    result = check(Shipment("S1", [], ENTRY), on=datetime.date(2026, 11, 1), reference=Reference(home))
    assert len(result.failures) == 1
    assert "its first row must name agency, prefix, requirement" in result.failures[0].error
