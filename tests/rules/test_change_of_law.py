"""A change of the law is a change of data alone: one entry, no line of code changed, the law of two days."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from docvalidate.domain.entry import EntrySummary
from docvalidate.domain.shipment import Shipment
from docvalidate.reference import codes, fees, programs, tables
from docvalidate.reference.facade import Reference
from docvalidate.reference.tariff_import import import_file
from docvalidate.rules import check

TARIFF = Path(__file__).parents[2] / "fixtures" / "reference" / "tariff-excerpt.csv"
BEFORE, AFTER = datetime.date(2026, 6, 30), datetime.date(2026, 7, 1)
SHIRTS = {
    "line_number": 1,
    "hts_numbers": ["6109100012"],
    "country_of_origin": "BD",
    "entered_value": 10000,
    "quantity": 500,
    "unit": "DOZ",
    "quantity2": 1000,
    "unit2": "KG",
    "duty": 1650,
}
CACHES = (codes._groups, codes.program_countries, programs.all_programs, fees.all_fees)


@pytest.fixture
def _forgotten() -> Iterator[None]:
    """Tables are read once a process: forget them before and after."""
    for cached in CACHES:
        cached.cache_clear()
    yield
    for cached in CACHES:
        cached.cache_clear()


def rules_that_find(entry: dict[str, object], on: datetime.date, home: Path | None = None) -> set[str]:
    filed = EntrySummary.model_validate({"entry_type": "01", "entry_date": on, **entry})
    result = check(Shipment("S", [], filed), on=on, reference=Reference(home))
    assert not result.failures
    return {one.rule for one in result.findings}


def with_rows(monkeypatch: pytest.MonkeyPatch, file: str, *added: dict[str, str]) -> None:
    """The package's table with rows added, the newest first, as an edited file would have them."""
    old = tables.rows(file)
    new = (*({**dict.fromkeys(old[0], ""), **row} for row in added), *old)
    for module in (codes, programs, fees):
        monkeypatch.setattr(module, "rows", lambda name: new if name == file else tables.rows(name))


def test_a_new_revision_changes_the_duty_that_is_due(tmp_path: Path) -> None:
    lower = tmp_path / "lower.csv"
    lower.write_text(TARIFF.read_text(encoding="utf-8").replace("16.5%", "12%"), encoding="utf-8")
    import_file(TARIFF, tmp_path, revision="revision 1", valid_from=datetime.date(2026, 1, 1))
    import_file(lower, tmp_path, revision="revision 2", valid_from=AFTER)
    assert "duty-recomputed" not in rules_that_find({"lines": [SHIRTS]}, BEFORE, tmp_path)
    assert "duty-recomputed" in rules_that_find({"lines": [SHIRTS]}, AFTER, tmp_path)


@pytest.mark.usefixtures("_forgotten")
def test_a_new_chapter_99_program_is_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = {"lines": [{**SHIRTS, "hts_numbers": ["99037501", "6109100012"]}]}
    assert "chapter-99-wrong-era" not in rules_that_find(entry, BEFORE)
    row = {"program": "A new one", "headings": "990375", "valid_from": AFTER.isoformat(), "checked": "official"}
    with_rows(monkeypatch, "additional_duties.csv", row)
    programs.all_programs.cache_clear()
    assert "chapter-99-wrong-era" in rules_that_find(entry, BEFORE)
    assert "chapter-99-wrong-era" not in rules_that_find(entry, AFTER)


@pytest.mark.usefixtures("_forgotten")
def test_a_country_that_loses_its_rates_is_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = {"lines": [SHIRTS]}
    row = {"group": "column_2", "country": "BD", "valid_from": AFTER.isoformat(), "checked": "official"}
    with_rows(monkeypatch, "country_groups.csv", row)
    assert "column-two-origin" not in rules_that_find(entry, BEFORE)
    assert "column-two-origin" in rules_that_find(entry, AFTER)


@pytest.mark.usefixtures("_forgotten")
def test_a_new_fee_is_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = {"lines": [{**SHIRTS, "country_of_origin": "CN"}], "mpf": "34.64"}
    assert "mpf-recomputed" not in rules_that_find(entry, AFTER)
    formal = next(row for row in tables.rows("fees.csv") if row["fee"] == "mpf-formal")
    with_rows(monkeypatch, "fees.csv", {**formal, "rate": "0.005", "valid_from": AFTER.isoformat(), "valid_to": ""})
    fees.all_fees.cache_clear()
    assert "mpf-recomputed" not in rules_that_find(entry, BEFORE)
    assert "mpf-recomputed" in rules_that_find(entry, AFTER)


def test_an_agency_s_new_requirement_is_a_row_of_one_s_own(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    folder.mkdir()
    table = f"agency,prefix,valid_from,requirement\nFDA,6109,{AFTER.isoformat()},a form\n"
    (folder / "agencies.csv").write_text(table, encoding="utf-8")
    assert "fda-requirement" not in rules_that_find({"lines": [SHIRTS]}, BEFORE, tmp_path)
    assert "fda-requirement" in rules_that_find({"lines": [SHIRTS]}, AFTER, tmp_path)
