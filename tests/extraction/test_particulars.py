"""What some papers say beyond the contract's fields: variants of invoices, persons, certifications of origin."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from docvalidate.domain.fields import PARTICULARS
from tests.extraction.pages import documents

INVOICE = """
                    {title}

{number}               Date: 16 April 2026
{note}
Item  Part No.   Description            Qty     Unit Price     Amount
1     HT-100     Claw hammer, steel     120     4.50           540.00
2     HT-210     Pipe wrench 14 in      40      11.25          450.00

                                        Total USD               990.00

{foot}
"""
USMCA = """
          USMCA CERTIFICATION OF ORIGIN

Certifier: Rosa Solis, Quality Manager
Exporter: Talleres Aurora S.A. de C.V., Monterrey, Mexico
Producer: Same as exporter
Importer: Rio Frontera Imports Inc., Laredo, TX

Description of goods            HS tariff classification     Origin criterion
Wiring sets, for pumps          8544.42                      B
Pump housings of aluminum       8413.91                      B

Blanket period: 2026-01-01 to 2026-12-31

Authorized signature: R. Solis                     Date: 04 January 2026
"""
CHAMBER = """
             CERTIFICATE OF ORIGIN

1. Consignor
Harbor Tools Co., Ltd.
Qingdao, China
2. Country of origin
China
3. The undersigned authority certifies that these goods originate in the country shown in box 2.
"""
CREDIT = """
                    CREDIT NOTE

No.: CN-7               Date: 16 April 2026
Original invoice no.: HT-4711
Credit for broken handles   -120.00
"""


def told(text: str) -> dict[str, Any]:
    (document,) = documents(text)
    assert document.particulars is not None
    assert set(document.particulars) <= set(PARTICULARS)
    return {name: value.value for name, value in document.particulars.items()}


def invoice(
    title: str = "COMMERCIAL INVOICE", number: str = "Invoice No.: HT-4711", note: str = "", foot: str = ""
) -> dict[str, Any]:
    return told(INVOICE.format(title=title, number=number, note=note, foot=foot))


@pytest.mark.parametrize(
    ("title", "variants"),
    [
        ("PROFORMA INVOICE", ["pro_forma"]),
        ("PRO FORMA INVOICE", ["pro_forma"]),
        ("REVISED COMMERCIAL INVOICE", ["revised"]),
        ("Factura proforma", ["pro_forma"]),
        ("COMMERCIAL INVOICE", None),
        ("PROFORMA / COMMERCIAL INVOICE", None),
    ],
)
def test_the_title_says_which_kind_of_invoice_it_is(title: str, variants: list[str] | None) -> None:
    assert invoice(title).get("variants") == variants


@pytest.mark.parametrize(
    ("note", "number"),
    [
        ("This invoice replaces HT-4710", "HT-4710"),
        ("Supersedes invoice no. HT-4710 of 2 April 2026", "HT-4710"),
        ("Annule et remplace la facture n° 2026/88", "2026/88"),
        ("Ersetzt Rechnung Nr. 4710", "4710"),
        ("Cancels and replaces HT-4710", "HT-4710"),
        ("The filter replaces FX-200", None),
        ("Payment within 30 days of invoice date", None),
    ],
)
def test_an_invoice_says_which_one_it_replaces(note: str, number: str | None) -> None:
    assert invoice(note=note).get("replaces") == number


def test_a_stamp_counts_in_the_upper_part_alone() -> None:
    assert invoice(note="REVISED")["variants"] == ["revised"]
    assert "variants" not in invoice(foot="REVISED")
    assert "variants" not in invoice(number="Proforma Invoice No.: HT-4711")


@pytest.mark.parametrize(
    ("foot", "name"),
    [
        ("Name of responsible employee: Ilze Ozola", "Ilze Ozola"),
        ("Prepared by: LI WEI", "LI WEI"),
        ("Contact: Mr. J. van der Berg, Export Manager", "Mr. J. van der Berg"),
        ("制单：王小明", "王小明"),
        ("Authorized signature: Harbor Tools Co., Ltd.", None),
        ("Contact: +86 532 5550 1234", None),
        ("Prepared by: Export Department of the Company in Qingdao", None),
        ("Signature", None),
    ],
)
def test_a_person_is_a_name_behind_a_label(foot: str, name: str | None) -> None:
    assert invoice(foot=foot).get("responsible_employee") == name


def test_a_certification_tells_its_elements() -> None:
    found = told(USMCA)
    assert found["agreement"] == "S"
    assert found["origin_criterion"] == "B"
    assert found["tariff_numbers"] == ["854442", "841391"]
    assert found["period_from"] == datetime.date(2026, 1, 1)
    assert found["period_to"] == datetime.date(2026, 12, 31)
    assert found["certified_on"] == datetime.date(2026, 1, 4)
    assert found["producer"] == "Same as exporter"
    assert {"certifier", "exporter", "importer"} <= set(found)


def test_a_chamber_s_certificate_names_no_agreement() -> None:
    found = told(CHAMBER)
    assert not {"agreement", "origin_criterion", "tariff_numbers", "certified_on"} & set(found)


def test_a_credit_note_is_no_invoice_and_names_the_one_it_is_for() -> None:
    (document,) = documents(CREDIT)
    assert document.type == "other"
    assert {name: value.value for name, value in (document.particulars or {}).items()} == {
        "variants": ["credit_note"],
        "refers_to": "HT-4711",
    }


def test_papers_of_other_types_are_not_looked_at() -> None:
    (document,) = documents("\n               PACKING LIST\n\nInvoice No.: HT-4711\nCartons: 15\n")
    assert document.particulars is None


@pytest.mark.parametrize(
    ("note", "marks"),
    [
        ("Shipping marks: AURORA / LONG BEACH / 1-120", "AURORA / LONG BEACH / 1-120"),
        ("Marks & Nos.: N/M", "N/M"),
        ("唛头：晨光 1-40", "晨光 1-40"),
        ("Zeichen und Nummern: HT 4711", "HT 4711"),
        ("Trade marks of their owners are respected.", None),
    ],
)
def test_marks_of_the_packages(note: str, marks: str | None) -> None:
    assert invoice(note=note).get("marks") == marks


@pytest.mark.parametrize(
    ("foot", "name"),
    [
        ("Goods on consignment, value for customs purposes only.", "not_sold"),
        ("Echantillons gratuits, sans valeur commerciale", "not_sold"),
        ("High seas sale.", "sold_in_transit"),
        ("Goods purchased from Borealis Works on 3 May 2026", "acquired"),
        ("See our consignment note", None),
    ],
)
def test_what_is_said_of_the_sale(foot: str, name: str | None) -> None:
    found = {"not_sold", "sold_in_transit", "acquired"} & set(invoice(foot=foot))
    assert found == ({name} if name else set())


def test_page_numbers_are_kept() -> None:
    assert invoice(foot="Page 1 of 3")["page_numbers"] == ["1/3"]
    assert "page_numbers" not in invoice()
