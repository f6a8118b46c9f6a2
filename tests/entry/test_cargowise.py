"""A CargoWise UniversalShipment: what is read, and what hostile or damaged XML gives."""

import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from docvalidate.domain.errors import ReadingError
from docvalidate.entry import read_entries, recognise

FIXTURE = Path(__file__).parents[2] / "fixtures" / "entries" / "cargowise.xml"
D = Decimal


def put(folder: Path, text: str) -> Path:
    path = folder / "declaration"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_declaration_is_read() -> None:
    assert recognise(FIXTURE) == "cargowise-xml"
    (entry,) = read_entries(FIXTURE)
    assert entry.entry_number == "ZX7-0001234-3"
    assert (entry.entry_type, entry.port_of_entry, entry.mode_of_transport) == ("01", "2704", "11")
    assert entry.entry_date == datetime.date(2026, 5, 4)
    assert entry.import_date == datetime.date(2026, 5, 2)
    assert entry.export_date == datetime.date(2026, 4, 11)
    assert entry.bills_of_lading == ["ONEYSZPA12345600"]
    assert entry.containers == ["TCLU4265789"]
    assert entry.vessel == "PACIFIC HERON 114E"
    assert (entry.package_count, entry.gross_weight_kg) == (D(410), D(5236))
    assert entry.importer_of_record
    assert entry.importer_of_record.number == "94-330718200"
    assert entry.importer_of_record.address == "1450 Harbor Way, Oakland, CA, 94607"
    assert entry.invoices
    assert (entry.invoices[0].number, entry.invoices[0].amount) == ("RK-26-0417", D("26013.40"))
    assert (entry.mpf, entry.hmf, entry.duty) == (D("90.11"), D("32.52"), D("6839.82"))
    assert entry.total_entered_value == D(26_013)


def test_invoice_lines_of_one_entry_line_are_added_up() -> None:
    first, second = read_entries(FIXTURE)[0].lines
    assert first.hts_numbers == ["99038803", "7323930080"]
    assert (first.quantity, first.unit, first.quantity2, first.unit2) == (D(4100), "NO", D(4920), "KG")
    assert (first.entered_value, first.gross_weight_kg) == (D(24_600), D(5002))
    assert first.tariffs
    assert [tariff.duty for tariff in first.tariffs] == [D("6150.00"), D("492.00")]
    assert first.fees == {"499": D("85.21"), "501": D("30.75")}
    assert first.manufacturer_id == "CNZHEKIT88YON"
    assert first.parties
    assert first.parties["manufacturer"].name == "Zhejiang Kitchenware Works"
    assert (first.invoice_number, first.invoice_lines) == ("RK-26-0417", [1, 2])
    assert first.related_parties is False
    assert (second.duty, second.tariffs) == (D("197.82"), None)
    assert second.gross_weight_kg
    assert round(second.gross_weight_kg, 1) == D("234.0")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('<!DOCTYPE x [<!ENTITY a "b">]><UniversalShipment><Shipment>&a;</Shipment></UniversalShipment>', "entities"),
        ('<!DOCTYPE x SYSTEM "file:///etc/passwd"><UniversalShipment><Shipment/></UniversalShipment>', "document type"),
        ("<UniversalShipment><Shipment>", "line 1, column"),
        ("<UniversalShipment><Shipment/></UniversalShipment>", "no entry number"),
        ("<UniversalShipment><Other/></UniversalShipment>", "holds no Shipment"),
    ],
)
def test_hostile_and_damaged_xml_gives_one_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    path = put(tmp_path, text)
    assert recognise(path) == "cargowise-xml"
    with pytest.raises(ReadingError, match=sentence):
        read_entries(path)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "<TotalWeight>5236.000<",
            "<TotalWeight>heavy<",
            "UniversalShipment\\[1\\], TotalWeight: 'heavy' is no number",
        ),
        ("2026-05-04T", "04-05-26T", "Date EntryDate: '04-05-26T"),
        ("<CustomsValue>14600.20<", "<CustomsValue>NaN<", "entry line 1, CustomsValue: 'NaN'"),
    ],
)
def test_errors_name_the_element(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    text = FIXTURE.read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(ReadingError, match=sentence):
        read_entries(put(tmp_path, text.replace(old, new)))


def test_any_cut_is_an_error_or_an_entry(tmp_path: Path) -> None:
    text = FIXTURE.read_text(encoding="utf-8")
    for length in range(200, len(text) - 40, 311):
        with pytest.raises(ReadingError):
            read_entries(put(tmp_path, text[:length]))


def test_other_xml_is_not_recognised(tmp_path: Path) -> None:
    assert recognise(put(tmp_path, "<Invoice><Number>1</Number></Invoice>")) is None
