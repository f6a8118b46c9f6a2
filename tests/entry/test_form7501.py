"""Form 7501 is read by its labels: three printings, with and without ruling lines, over several sheets."""

import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from docvalidate.domain.errors import ReadingError
from docvalidate.entry import read_entries, recognise
from tests.entry.form7501_pdf import draw, draw_crowded

D = Decimal


@pytest.mark.parametrize("printing", ["2024", "2014", "1992"])
@pytest.mark.parametrize(("ruled", "repeat_head"), [(True, False), (True, True), (False, True), (False, False)])
def test_every_printing_reads_the_same(tmp_path: Path, printing: str, ruled: bool, repeat_head: bool) -> None:
    path = tmp_path / "some paper.pdf"
    draw(path, printing, ruled=ruled, repeat_head=repeat_head)
    assert recognise(path) == "form-7501"
    (entry,) = read_entries(path)
    assert entry.entry_number == "ZX7-0001234-3"
    assert (entry.entry_type, entry.port_of_entry, entry.mode_of_transport) == ("01", "2704", "11")
    assert entry.entry_date == datetime.date(2026, 5, 4)
    assert entry.import_date == datetime.date(2026, 5, 2)
    assert entry.export_date == datetime.date(2026, 4, 11)
    assert entry.vessel == "PACIFIC HERON 114E"
    assert entry.bills_of_lading == ["ONEYSZPA12345600"]
    assert (entry.package_count, entry.package_unit) == (D(410), "CTN")
    assert entry.exporting_country == "CN"
    assert entry.location_of_goods == "Y258"
    assert entry.missing_documents == ["10", "98"]
    assert entry.importer_of_record
    assert entry.importer_of_record.name == "Redwood Kitchen Supply Inc"
    assert entry.importer_of_record.address == "1450 Harbor Way, Oakland, CA 94607"
    assert entry.importer_of_record.number == "94-330718200"
    assert entry.consignee == entry.importer_of_record
    assert [invoice.number for invoice in entry.invoices or []] == ["RK-26-0417"]
    assert entry.total_entered_value == D(62_265)
    assert (entry.duty, entry.tax, entry.mpf, entry.hmf) == (D("15361.64"), D(0), D("90.11"), D("32.52"))
    assert [line.line_number for line in entry.lines] == list(range(1, 15))
    remedy, plain = entry.lines[0], entry.lines[1]
    assert remedy.description == "STAINLESS STEEL COOKING POT WITH LID, OF ORIGIN AS CHARGED"
    assert remedy.hts_numbers == ["99038803", "7323930080"]
    assert (remedy.quantity, remedy.unit, remedy.quantity2, remedy.unit2) == (D(1200), "NO", D(1440), "KG")
    assert (remedy.entered_value, remedy.charges, remedy.related_parties) == (D(12_300), D(590), False)
    assert (remedy.gross_weight_kg, remedy.country_of_origin) == (D(101), "CN")
    assert remedy.manufacturer_id == "CNZHEKIT88YON"
    assert remedy.duty == D("3321.00")
    assert remedy.tariffs
    assert [tariff.duty for tariff in remedy.tariffs] == [D("3075.00"), D("246.00")]
    assert remedy.fees == {"499": D("42.61"), "501": D("15.38")}
    assert [case.number for case in remedy.cases or []] == ["A570588000"]
    assert plain.description == "PORCELAIN MUG NO. 2, 350 ML"
    assert (plain.spi, plain.hts_numbers, plain.country_of_origin) == ("KR", ["6911104500"], "KR")
    assert (plain.manufacturer_id, plain.duty) == ("KRSEOPOR12ICH", D("197.82"))
    assert sum(line.entered_value or 0 for line in entry.lines) == D(4 * 12_300 + 10 * 1413)


@pytest.mark.parametrize("printing", ["2024", "2014", "1992"])
def test_cells_that_hold_several_things(tmp_path: Path, printing: str) -> None:
    path = tmp_path / "form.pdf"
    draw_crowded(path, printing)
    (entry,) = read_entries(path)
    line = entry.lines[1]
    assert line.description == "DRUMS FOR LUBRICATING OIL"
    assert (line.country_of_origin, line.country_of_export) == ("VN", "KR")
    assert (line.gross_weight_kg, line.entered_value, line.charges) == (D(102), D(12_300), D(590))
    assert line.related_parties is False
    assert line.hts_numbers == ["7310100010"]
    assert [case.number for case in line.cases or []] == ["A570588000"]
    assert line.duty == D("246.00")


def test_values_know_their_place(tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    draw(path, "2024")
    (entry,) = read_entries(path)
    assert entry.places
    place = entry.places["lines[13].entered_value"]
    assert (place.page, place.text) == (2, "1,413")
    assert place.bbox
    assert place.bbox[0] < place.bbox[2] < 470


def test_a_form_without_lines_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    draw(path, "2024", count=0)
    with pytest.raises(ReadingError, match="page 1: Form 7501 has no line"):
        read_entries(path)


def test_another_paper_is_no_form(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "paper.pdf"
    canvas = Canvas(str(path))
    canvas.drawString(50, 700, "Commercial invoice. Country of Origin: CN. Description of Merchandise. Entry Number")
    canvas.drawString(50, 680, "Gross Weight 12 KG, Entered Value 100, Importer Number 12-3456789")
    canvas.save()
    assert recognise(path) is None
