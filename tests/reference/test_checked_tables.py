"""The tables of the package say of each row where it is from and how it was compared; errors rest on compared rows."""

from __future__ import annotations

import datetime

import pytest

from docvalidate.domain.entry import EntrySummary
from docvalidate.domain.shipment import Shipment
from docvalidate.reference import codes, programs, tables
from docvalidate.reference.tables import compared, rows
from docvalidate.rules import check

STATES = {
    "country_groups.csv": {"official", "summary", "no"},
    "program_countries.csv": {"official", "summary", "no"},
    "additional_duties.csv": {"official", "summary", "no"},
    "wood_products.csv": {"official", "summary", "no"},
    "vague_descriptions.csv": {"official", "no", ""},
    "country_programs.csv": {"official", "summary", "no"},
    "certificate_elements.csv": {"official", "summary", "no"},
    "certificate_terms.csv": {"official", "summary", "no"},
    "invoice_details.csv": {"official", "summary", "no"},
    "agencies.csv": {"number", "requirement", "no"},
}
DAY = datetime.date(2026, 11, 1)


@pytest.mark.parametrize("file", STATES)
def test_every_row_says_how_it_was_compared(file: str) -> None:
    assert {row["checked"] for row in rows(file)} <= STATES[file]
    if "source" in rows(file)[0]:
        assert not [row for row in rows(file) if not row["source"]]
    assert "checked" in tables.source(file)


def test_column_two_has_its_days() -> None:
    assert codes.country_group("column_2", datetime.date(2022, 4, 8)) == {"CU", "KP"}
    assert codes.country_group("column_2", datetime.date(2022, 4, 9)) == {"BY", "CU", "KP", "RU"}


def test_only_compared_rows_make_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same claim, with the agreement's row compared and not."""
    entry = EntrySummary.model_validate({"lines": [{"line_number": 1, "spi": "KR", "country_of_origin": "CN"}]})

    def found() -> list[str]:
        selected = {"special-program-origin"}
        return [one.severity for one in check(Shipment("S", [], entry), on=DAY, selected=selected).findings]

    assert found() == ["error"]
    table = tuple({**row, "checked": "no"} for row in rows("program_countries.csv"))
    monkeypatch.setattr(codes, "rows", lambda file: table if file == "program_countries.csv" else rows(file))
    codes.program_countries.cache_clear()
    try:
        assert found() == []
    finally:
        codes.program_countries.cache_clear()


@pytest.mark.parametrize(
    ("number", "name", "on", "in_force"),
    [
        ("9903.05.99", "Section 301 forced labor", datetime.date(2026, 7, 24), True),
        ("9903.06.21", "Section 301 forced labor", datetime.date(2026, 7, 23), False),
        ("9903.91.04", "Section 301 China, four-year review", datetime.date(2025, 12, 31), True),
        ("9903.91.04", "Section 301 China, four-year review", datetime.date(2026, 1, 1), False),
        ("9903.88.67", "Section 301 China, exclusion of past years", datetime.date(2024, 6, 15), False),
        ("9903.88.03", "Section 301 China", datetime.date(2026, 11, 1), True),
        ("9903.02.02", "IEEPA tariffs", datetime.date(2025, 8, 6), False),
        ("9903.94.31", "Section 232 automobiles of the United Kingdom", datetime.date(2025, 6, 30), True),
    ],
)
def test_the_narrowest_row_of_a_number_counts(number: str, name: str, on: datetime.date, in_force: bool) -> None:
    program = programs.of_number(number)
    assert program is not None
    assert program.name == name
    assert program.in_force(on) is in_force


def test_a_finding_on_a_row_that_was_not_compared_is_information_and_says_so() -> None:
    line = {"line_number": 1, "hts_numbers": ["99038869", "8471300100"], "country_of_origin": "CN"}
    entry = EntrySummary.model_validate({"lines": [line]})
    result = check(Shipment("S", [], entry), on=datetime.date(2026, 11, 24), selected={"chapter-99-wrong-era"})
    (finding,) = result.findings
    assert finding.severity == "info"
    assert "not compared with its source" in finding.message


def test_lacey_act_numbers_are_those_of_the_notices() -> None:
    table = [row for row in rows("agencies.csv") if row["agency"] == "Lacey"]
    assert all(compared(row) and row["valid_from"] for row in table)
    prefixes = tuple(row["prefix"] for row in table)
    assert "9403304000".startswith(prefixes)  # bent-wood office furniture
    assert not "9403308090".startswith(prefixes)  # other office furniture of wood is in no notice
