"""Header fields: what the kind of a field admits, and which of several proposals wins."""

import pytest

from docvalidate.domain.document import Document
from docvalidate.extraction.habits import Habits, habits_of
from docvalidate.extraction.header import choose, header_candidates
from docvalidate.extraction.numerals import Convention
from tests.extraction.pages import document, drawn, fields, layout_of, shown


def read(drawing: str, name: str) -> str | None:
    page = drawn(drawing)
    candidates, _ = header_candidates([layout_of(drawing)], [set()], habits_of([page]))
    value = choose(candidates, name)
    return shown(value) if value is not None else None


@pytest.mark.parametrize(
    ("drawing", "name", "expected"),
    [
        ("Date: 16 April 2026", "invoice_date", "2026-04-16"),
        ("Invoice No. and Date: HT-4711 / 16.04.2026", "invoice_date", "2026-04-16"),
        ("Invoice No. HT-4711 of 16 April 2026", "invoice_date", "2026-04-16"),
        ("Date (MM/DD/YYYY): 03/04/2026", "invoice_date", "2026-03-04"),
        ("Date (DD/MM/YYYY): 03/04/2026", "invoice_date", "2026-04-03"),
        ("P.O. No.: PO-88120", "purchase_order_number", "PO-88120"),
        ("Ihre Bestellung Nr.: 450-7781", "purchase_order_number", "450-7781"),
        ("Currency: US Dollars", "currency", "USD"),
        ("Terms of Delivery: FOB Qingdao", "incoterm", "FOB"),
        ("Terms of Payment: T/T 30 days after B/L date", "payment_terms", "T/T 30 days after B/L date"),
        ("Country of Origin: Vietnam", "country_of_origin", "VN"),
        ("原产国 Country of Origin: 中国", "country_of_origin", "CN"),
        ("Port of Loading: Ho Chi Minh City", "port_of_loading", "Ho Chi Minh City"),
        ("From: Qingdao  To: Newark, NJ", "port_of_loading", "Qingdao"),
        ("From: Qingdao  To: Newark, NJ", "port_of_discharge", "Newark, NJ"),
        ("Shipped from Qingdao to Newark by sea", "port_of_discharge", "Newark"),
        ("Shipped from Qingdao to Newark by sea", "port_of_loading", "Qingdao"),
        ("Port of Loading: Qingdao / China", "port_of_loading", "Qingdao / China"),
        ("12. Vessel: EVER LUCID 021E", "vessel", "EVER LUCID 021E"),
        ("B/L No.: EGLV 1490-0238", "bill_of_lading_number", "EGLV 1490-0238"),
        ("Container No.: MSKU 123456-5", "container_numbers", "MSKU1234565"),
        ("Gross Weight: 2,204.62 lbs", "gross_weight_kg", "999.999"),
        ("Gross Weight (LBS): 2,204.62", "gross_weight_kg", "999.999"),
        ("Gross Weight (KGS): 1,854.0", "gross_weight_kg", "1854"),
        ("Poids net : 1 730,8 kg", "net_weight_kg", "1730.8"),
        ("Total packages: 98 cartons", "package_count", "98"),
        ("No. of packages .......... 98", "package_count", "98"),
        ("Sailing on or about: 20 April 2026", "export_date", "2026-04-20"),
    ],
)
def test_fields(drawing: str, name: str, expected: str) -> None:
    assert read(drawing, name) == expected


@pytest.mark.parametrize(
    ("drawing", "name"),
    [
        ("Vessel: by sea", "vessel"),
        ("Date: upon shipment", "invoice_date"),
        ("B/L No.: 12", "bill_of_lading_number"),
        ("Gross Weight: as per packing list", "gross_weight_kg"),
        ("Country of Origin: see lines below", "country_of_origin"),
        ("Container No.: TBA", "container_numbers"),
        ("Weight: 12.4", "gross_weight_kg"),
        ("Currency: as agreed", "currency"),
    ],
)
def test_what_the_kind_of_a_field_does_not_admit(drawing: str, name: str) -> None:
    assert read(drawing, name) is None


def test_a_wrong_check_digit_lowers_the_confidence_and_hides_nothing() -> None:
    good = header_candidates([layout_of("Container No.: CSQU3054383")], [set()], Habits())[0][0].value
    wrong = header_candidates([layout_of("Container No.: CSQU3054384")], [set()], Habits())[0][0].value
    assert wrong.items == ["CSQU3054384"]
    assert wrong.confidence < good.confidence


def test_two_labels_that_agree_make_a_value_surer() -> None:
    once, _ = header_candidates([layout_of("Invoice No. HT-4711")], [set()], Habits())
    twice, _ = header_candidates([layout_of("Invoice No. HT-4711\n\nRef. invoice no. HT-4711")], [set()], Habits())
    one, two = choose(once, "invoice_number"), choose(twice, "invoice_number")
    assert one is not None
    assert two is not None
    assert two.confidence > one.confidence


def test_other_bill_numbers_are_kept_as_alternatives() -> None:
    found, _ = header_candidates(
        [layout_of("Master B/L No.: COSU6310998800\n\nHouse B/L No.: QDNY2604771")], [set()], Habits()
    )
    value = choose(found, "bill_of_lading_number")
    assert value is not None
    assert {value.text, *(other.text for other in value.alternatives or [])} == {"COSU6310998800", "QDNY2604771"}


@pytest.mark.parametrize(
    ("drawing", "convention", "month_first"),
    [
        ("1.234,56  12,50  16/04/2026", Convention.COMMA, False),
        ("1,234.56  12.50  04/16/2026", Convention.POINT, True),
        ("9405.21.60  8471.30  03/04/2026", None, None),
        ("", None, None),
    ],
)
def test_habits_of_a_paper(drawing: str, convention: Convention | None, month_first: bool | None) -> None:
    assert habits_of([drawn(drawing)]) == Habits(convention, month_first)


def paper(block: str) -> Document:
    return document(f"                    COMMERCIAL INVOICE\n\n{block}")


@pytest.mark.parametrize(
    ("block", "name", "expected"),
    [
        ("We certify that the goods are of Vietnam origin.", "country_of_origin", "VN"),
        ("Shipped in containers CSQU3054383 and MSKU1234565", "container_numbers", "CSQU3054383, MSKU1234565"),
        ("4,926.6 kg gross, 4,521.0 kg net", "gross_weight_kg", "4926.6"),
        ("4,926.6 kg gross, 4,521.0 kg net", "net_weight_kg", "4521"),
        ("Packed in 269 cartons on 12 pallets", "package_count", "269"),
        ("FOB QINGDAO", "incoterm", "FOB"),
        ("FOB QINGDAO", "incoterm_place", "QINGDAO"),
        ("Terms of Delivery: CIF Newark (Incoterms 2020)", "incoterm_place", "Newark"),
    ],
)
def test_what_needs_no_label(block: str, name: str, expected: str) -> None:
    assert fields(paper(block)).get(name) == expected


def test_the_same_fields_from_a_row_of_labels() -> None:
    got = fields(
        paper(
            """
Invoice No.     Invoice Date     Currency    Incoterms         Country of Origin
HT-4711         16 April 2026    USD         FOB Qingdao       China
"""
        )
    )
    assert got == {
        "invoice_number": "HT-4711",
        "invoice_date": "2026-04-16",
        "currency": "USD",
        "incoterm": "FOB",
        "incoterm_place": "Qingdao",
        "country_of_origin": "CN",
    }
