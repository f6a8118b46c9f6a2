"""One entry in four forms: what a form carries reads as in the native JSON, what it does not carry is empty."""

from decimal import Decimal
from pathlib import Path

import pytest

from docvalidate.domain.entry import EntrySummary
from docvalidate.entry import read_entries, recognise
from tests.shared import shared_folder

HEADER = ("entry_number", "entry_type", "port_of_entry", "entry_date", "exporting_country", "total_entered_value")
CARRIAGE = ("import_date", "export_date", "mode_of_transport", "carrier_scac", "vessel", "package_count")
LINE = ("line_number", "hts_numbers", "country_of_origin", "country_of_export", "manufacturer_id", "entered_value",
        "quantity", "unit")  # fmt: skip
FILES = {"catair-ae": "entry.ae.txt", "es-003": "es003.csv", "form-7501": "7501.pdf"}


def pairs(form: str) -> list[tuple[EntrySummary, EntrySummary]]:
    folders = sorted(shared_folder("samples", "forms").iterdir())
    found = []
    for folder in folders[:8] if form == "form-7501" else folders:
        path = folder / FILES[form]
        assert recognise(path) == form
        native: Path = shared_folder("samples", "shipments") / folder.name / "entry.json"
        found.append((read_entries(path)[0], read_entries(native)[0]))
    return found


@pytest.mark.parametrize("form", list(FILES))
def test_the_form_reads_as_the_native_entry(form: str) -> None:
    for entry, native in pairs(form):
        for name in HEADER if form == "es-003" else HEADER + CARRIAGE:
            assert getattr(entry, name) == getattr(native, name), (native.entry_number, name)
        for line, own in zip(entry.lines, native.lines, strict=True):
            for name in LINE:
                assert getattr(line, name) == getattr(own, name), (native.entry_number, line.line_number, name)
        assert entry.importer_of_record
        assert native.importer_of_record
        assert entry.importer_of_record.number == native.importer_of_record.number


def test_a_form_rounds_no_further_than_it_must() -> None:
    for entry, native in pairs("catair-ae"):
        assert (entry.mpf, entry.hmf) == (native.mpf, native.hmf)
        for line, own in zip(entry.lines, native.lines, strict=True):
            assert line.gross_weight_kg is not None
            assert own.gross_weight_kg is not None
            assert abs(line.gross_weight_kg - own.gross_weight_kg) <= Decimal("0.5")
            assert line.related_parties == own.related_parties


def test_what_a_form_does_not_carry_is_empty() -> None:
    for entry, _ in pairs("es-003"):
        assert entry.bills_of_lading is None
        assert entry.gross_weight_kg is None
        assert entry.invoices is None
        assert all(line.gross_weight_kg is None and line.invoice_number is None for line in entry.lines)
    for entry, _ in pairs("catair-ae"):
        assert entry.containers is None
        assert entry.importer_of_record
        assert entry.importer_of_record.name == ""
