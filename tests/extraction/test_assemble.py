"""A whole paper: every part proposes, one place decides."""

import pytest

from docvalidate.domain.document import Document
from docvalidate.domain.page import Page
from docvalidate.extraction import extract
from tests.extraction.pages import document, documents, drawn, fields, item

INVOICE = """
                       COMMERCIAL INVOICE
┌────────────────────────────────┬────────────────────────────────┐
│ 1. Seller (name and address)   │ 3. Invoice No.                 │
│ Harbor Tools Co., Ltd.         │ HT-4711                        │
│ No. 18 Haier Road, Laoshan     ├────────────────────────────────┤
│ Qingdao, China                 │ 4. Date (DD/MM/YYYY)           │
├────────────────────────────────┤ 03/04/2026                     │
│ 2. Buyer                       ├────────────────────────────────┤
│ Rio Frontera Imports Inc.      │ 5. Terms of delivery           │
│ 4410 Canal Street              │ FOB Qingdao                    │
│ Laredo, TX 78040, USA          │                                │
└────────────────────────────────┴────────────────────────────────┘
┌─────┬──────────┬────────────────────────┬─────────┬───────────┬──────────┐
│Item │Part No.  │Description of goods    │Quantity │Unit Price │Amount    │
│     │          │                        │         │(EUR)      │(EUR)     │
├─────┼──────────┼────────────────────────┼─────────┼───────────┼──────────┤
│1    │HT-100    │Claw hammer, forged     │1.200 PCS│4,50       │5.400,00  │
│     │          │steel, hickory handle   │         │           │          │
│     │          │HS Code: 8205.20.3000   │         │           │          │
├─────┼──────────┼────────────────────────┼─────────┼───────────┼──────────┤
│2    │HT-210    │Pipe wrench 14 in       │40 SETS  │11,25      │450,00    │
│     │          │HS Code: 8204.11.0030   │         │           │          │
└─────┴──────────┴────────────────────────┴─────────┴───────────┴──────────┘
                                           Subtotal              5.850,00
                                           Discount               -100,00
                                           Ocean freight           250,00
                                           Total                 6.000,00

Country of origin: China          Total packages: 98 cartons
Gross weight: 1.854,0 kg          Net weight: 1.730,8 kg
"""


def test_a_ruled_invoice_with_decimal_commas() -> None:
    paper = document(INVOICE)
    assert paper.type == "commercial_invoice"
    assert fields(paper) == {
        "seller": "Harbor Tools Co., Ltd.",
        "buyer": "Rio Frontera Imports Inc.",
        "invoice_number": "HT-4711",
        "invoice_date": "2026-04-03",
        "incoterm": "FOB",
        "incoterm_place": "Qingdao",
        "currency": "EUR",
        "subtotal": "5850",
        "discount": "100",
        "freight": "250",
        "total_amount": "6000",
        "country_of_origin": "CN",
        "package_count": "98",
        "gross_weight_kg": "1854",
        "net_weight_kg": "1730.8",
    }
    assert [item(line) for line in paper.line_items] == [
        {
            "line_number": "1",
            "part_number": "HT-100",
            "description": "Claw hammer, forged steel, hickory handle",
            "hts_number": "8205203000",
            "quantity": "1200",
            "unit": "NO",
            "unit_price": "4.5",
            "amount": "5400",
        },
        {
            "line_number": "2",
            "part_number": "HT-210",
            "description": "Pipe wrench 14 in",
            "hts_number": "8204110030",
            "quantity": "40",
            "unit": "SET",
            "unit_price": "11.25",
            "amount": "450",
        },
    ]


TABLE = """
Part No.   Description            Qty     Unit Price{head}     Amount
HT-100     Claw hammer, steel     120     {sign}4.50           {sign}540.00
"""


@pytest.mark.parametrize(
    ("drawing", "currency"),
    [
        ("Currency: CAD\n" + TABLE.format(head="", sign=""), "CAD"),
        (TABLE.format(head=" EUR", sign=""), "EUR"),
        (TABLE.format(head="", sign="€"), "EUR"),
        (TABLE.format(head="", sign="USD "), "USD"),
        (TABLE.format(head="", sign="") + "                          TOTAL GBP           540.00", "GBP"),
        (TABLE.format(head="", sign="") + "                          TOTAL      JPY 540.00", "JPY"),
        (TABLE.format(head="", sign=""), None),
    ],
)
def test_where_the_currency_stands(drawing: str, currency: str | None) -> None:
    paper = document("                  COMMERCIAL INVOICE\n\nInvoice No.: HT-4711\n" + drawing)
    assert fields(paper).get("currency") == currency


def test_a_bare_dollar_is_an_unsure_us_dollar() -> None:
    paper = document("                  COMMERCIAL INVOICE\n\nInvoice No.: HT-4711\n" + TABLE.format(head="", sign="$"))
    assert paper.fields["currency"].text == "USD"
    assert paper.fields["currency"].confidence < 0.7


def test_an_open_date_stays_open_on_the_paper() -> None:
    paper = document("                  COMMERCIAL INVOICE\n\nInvoice No.: HT-4711\nDate: 03/04/2026")
    value = paper.fields["invoice_date"]
    assert [other.text for other in value.alternatives or []] == ["2026-03-04"]
    decided = document(
        "                  COMMERCIAL INVOICE\n\nInvoice No.: HT-4711\nDate: 03/04/2026\nETD: 04/28/2026"
    )
    assert decided.fields["invoice_date"].text == "2026-03-04"
    assert not decided.fields["invoice_date"].alternatives


BILL = """
                    BILL OF LADING

B/L No.: QDNY2604771
Shipper:  Harbor Tools Co., Ltd.
Notify party: Rio Frontera Imports Inc.
Vessel: EVER LUCID 021E
Port of Loading: Qingdao
Port of Discharge: Newark, NJ
Container No.: CSQU3054383
Total amount: 990.00
Gross Weight: 170.0 kg
"""


def test_a_bill_of_lading_has_no_items_and_no_sums() -> None:
    paper = document(BILL)
    assert paper.type == "bill_of_lading"
    assert paper.line_items == []
    assert not {"total_amount", "currency", "freight"} & set(paper.fields)
    assert fields(paper)["bill_of_lading_number"] == "QDNY2604771"
    assert fields(paper)["container_numbers"] == "CSQU3054383"


def test_a_transport_document_is_known_by_its_own_number() -> None:
    paper = document("                    BILL OF LADING\n\nDocument No.: QDNY2604771\nVessel: EVER LUCID 021E")
    assert fields(paper)["bill_of_lading_number"] == "QDNY2604771"


def test_its_own_number_is_no_invoice_number() -> None:
    paper = document("                    BILL OF LADING\n\nDocument No.: QDNY2604771\nVessel: EVER LUCID 021E")
    assert "invoice_number" not in paper.fields


def test_a_merged_file_gives_each_document_its_own_values() -> None:
    packing = """
                       PACKING LIST

Invoice No.: HT-4711                Date: 16 April 2026

Part No.   Description            Cartons   N.W. (KGS)   G.W. (KGS)
HT-100     Claw hammer, steel     10        96.0         104.0
"""
    invoice, packed, bill = documents(INVOICE, packing, BILL)
    assert (invoice.type, packed.type, bill.type) == ("commercial_invoice", "packing_list", "bill_of_lading")
    assert (invoice.pages, packed.pages, bill.pages) == ([1], [2], [3])
    assert fields(packed)["invoice_date"] == "2026-04-16"
    assert len(packed.line_items) == 1
    assert all(value.page == 3 for value in bill.fields.values())


def every_value(paper: Document) -> list[tuple[str, object]]:
    return [*paper.fields.items(), *(pair for line in paper.line_items for pair in line.items())]


def test_boxes_lie_on_the_page_as_displayed() -> None:
    upright = drawn(INVOICE)
    turned = Page(
        1, upright.height, upright.width, upright.words, upright.rules, frame=(0, 1, -1, 0, upright.height, 0)
    )
    [one], [other] = extract([upright], "a.pdf"), extract([turned], "a.pdf")
    assert fields(one) == fields(other)
    for name, value in one.fields.items():
        assert value.bbox is not None
        x0, top, x1, bottom = value.bbox
        expected = (upright.height - bottom, x0, upright.height - top, x1)
        assert other.fields[name].bbox == pytest.approx(expected, abs=0.02)


def test_the_same_pages_give_the_same_document() -> None:
    assert document(INVOICE) == document(INVOICE)


def test_the_order_of_words_on_the_page_does_not_matter() -> None:
    page = drawn(INVOICE)
    page.words.reverse()
    page.rules.reverse()
    [other] = extract([page], "paper.pdf")
    assert other == document(INVOICE)


def test_the_packages_of_a_bill_of_lading_are_those_of_its_goods() -> None:
    paper = document(
        """
                    BILL OF LADING

B/L No.: QDNY2604771
Marks and numbers    No. of packages    Description of goods       Gross weight (KGS)   Measurement
CSQU3054383          980 CARTONS        HAND TOOLS                 1,854.000            12.4
SEAL 88120                              HS CODE 8205.20
Port of Loading: Qingdao
Vessel: EVER LUCID 021E
"""
    )
    assert fields(paper)["gross_weight_kg"] == "1854"
    assert fields(paper)["package_count"] == "980"


def test_a_currency_in_the_second_row_of_a_head() -> None:
    paper = document(
        """
                       COMMERCIAL INVOICE

Invoice No.: HT-4711
                                          Quantity    Unit Price    Total Price
Style No.    Description of Goods         (Pairs)     (US$/Pair)    (US$)
LX-200       Ladies' leather boots        1,200       18.75         22,500.00
LX-201       Men's leather shoes          600         21.00         12,600.00
"""
    )
    assert [line["unit"].text for line in paper.line_items] == ["PRS", "PRS"]
    assert fields(paper)["currency"] == "USD"


COMBINED = """
                    BILL OF LADING

B/L No.: OOLU12345678
Shipper: Harbor Tool Works Co., Ltd.
Consignee: Copper Basin Valve LLC
Notify party: Ironbound Services Co.
Vessel: ALBION TRADER 087S
Port of loading: Ningbo, China
Port of discharge: Houston, TX

Marks and Numbers     Number of Packages     Description of Goods     Gross Weight kg
HOUSTON               515                    Claw hammers, steel      7,057.4

Container no.         Seal no.               Type                     Tare kg
CSQU3054383           555425                 40GP                     3,740

Place and date of issue: Ningbo, 09 Jun 2026
"""


def test_a_bill_has_its_goods_and_not_its_containers_as_cargo_and_its_date_as_that_of_export() -> None:
    found = fields(document(COMBINED))
    assert found["package_count"] == "515"
    assert found["gross_weight_kg"] == "7057.4"
    assert found["export_date"] == "2026-06-09"


def test_the_date_of_an_arrival_notice_is_no_export() -> None:
    assert "export_date" not in fields(document(COMBINED.replace("BILL OF LADING", "ARRIVAL NOTICE")))


def test_the_date_of_the_invoice_that_a_bill_names_is_no_export() -> None:
    paper = COMBINED.replace("Place and date of issue: Ningbo, 09 Jun 2026", "Invoice date: 09 Jun 2026")
    assert "export_date" not in fields(document(paper))
