"""The table of what each form carries, against what the readers give: an entry with every field, in each form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docvalidate.domain.entry import EntrySummary
from docvalidate.entry import read_entries
from docvalidate.entry.carried import ALWAYS, NEVER, SUMMED, not_carried, table
from docvalidate.entry.convert import convert
from tests.entry.form7501_pdf import draw

ENTRIES = Path(__file__).parents[2] / "fixtures" / "entries"
WRITTEN: dict[str, tuple[str, dict[str, bool]]] = {
    "catair-ae": ("ae", {}),
    "catair-ae in full": ("ae", {"cargo_release": True, "electronic_invoice": True}),
    "es-003": ("csv", {}),
}


def full_entry() -> EntrySummary:
    (entry, *_) = read_entries(ENTRIES / "full.json")
    return entry


def value_of(entry: EntrySummary, field: str) -> Any:
    head, _, tail = field.partition(".")
    value = getattr(entry, head)
    if not tail:
        return value
    holders = value if isinstance(value, list) else [value]
    return next((got for one in holders if (got := getattr(one, tail, None)) not in (None, "", [], {})), None)


def read_back(form: str, folder: Path) -> EntrySummary:
    if form == "form-7501":
        draw(folder / "entry", "2024", count=4)
        return read_entries(folder / "entry")[0]
    if form == "cargowise-xml":
        return read_entries(ENTRIES / "cargowise.xml")[0]
    to, how = WRITTEN[form]
    (folder / "entry").write_text(convert([full_entry()], to, **how)[0], encoding="utf-8", newline="")
    return read_entries(folder / "entry")[0]


def test_the_full_entry_has_every_field() -> None:
    entry = full_entry()
    beside = {"release_importer", "release_lines"}
    assert {field for field in table() if value_of(entry, field) in (None, "", [], {})} <= beside


@pytest.mark.parametrize("form", [*WRITTEN, "form-7501", "cargowise-xml"])
def test_what_the_table_denies_is_empty(form: str, tmp_path: Path) -> None:
    name, in_full = form.removesuffix(" in full"), form.endswith("in full")
    entry = read_back(form, tmp_path)
    for field, row in table().items():
        conditional = row[name] not in (ALWAYS, NEVER, SUMMED)
        if row[name] == NEVER or (conditional and name == "catair-ae" and not in_full and "44" not in row[name]):
            assert value_of(entry, field) in (None, "", [], {}), f"{form}: {field} is there"
    assert set(entry.not_carried) == set(not_carried(name, ""))


@pytest.mark.parametrize("form", ["catair-ae", "catair-ae in full", "es-003"])
def test_what_the_table_grants_comes_through(form: str, tmp_path: Path) -> None:
    name = form.removesuffix(" in full")
    entry = read_back(form, tmp_path)
    beside = {"release_importer", "release_lines", "export_date"}  # AE: the lines of this entry left on two days
    for field, row in table().items():
        due = row[name] != NEVER and (row[name] == ALWAYS or name == "es-003" or form.endswith("in full"))
        if due and "beside" not in row[name] and field not in beside and row[name] != SUMMED:
            assert value_of(entry, field) not in (None, "", [], {}), f"{form}: {field} is lost"
