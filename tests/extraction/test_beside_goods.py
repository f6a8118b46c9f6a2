"""What stands beside or below the goods and is not of them: panels of labels, containers, schedules, summaries."""

from __future__ import annotations

from dataclasses import replace

from docvalidate.domain.document import Document
from docvalidate.extraction import extract
from tests.extraction.pages import column, document, drawn, fields


def test_a_column_of_labels_beside_the_goods() -> None:
    paper = document(
        """
Commercial invoice                              Harbor Tool Works Co., Ltd.
                                                12 Quay Road, Ningbo, China
Invoice no.
HT-4711                  No.   Part no.   Description              Qty    Price    Amount
Invoice date
12 March 2026            1     HT-100     Claw hammer, steel       120    4.50     540.00
Ship to
Acme Hardware Inc.       2     HT-210     Pipe wrench, 14 in       40     11.25    450.00
4 Main St, Erie, PA
Customer order           3     HT-330     Hand saw, hardened       10     9.00     90.00
70641
Payment terms            4     HT-450     Wood chisel set          20     12.00    240.00
Net 30 days
Port of loading                           Total                                    1,320.00
Ningbo, China
"""
    )
    found = fields(paper)
    assert found["consignee"] == "Acme Hardware Inc."
    assert found["purchase_order_number"] == "70641"
    assert found["payment_terms"] == "Net 30 days"
    assert found["port_of_loading"] == "Ningbo, China"
    assert column(paper, "part_number") == ["HT-100", "HT-210", "HT-330", "HT-450"]
    assert column(paper, "amount") == ["540", "450", "90", "240"]


BILL = """
                 BILL OF LADING

Shipper                           B/L No.
HARBOR TOOL WORKS CO., LTD.       MEDUXX123456

No. and kind of packages     Description of goods     Gross weight kg
191 CARTONS                  CLAW HAMMERS             1,693.4


Container       Type       Cartons      Kilos
MSKU1234565     40HC       96           846.7
TCLU4265878     40HC       95           846.7
"""


def test_a_containers_share_is_not_the_shipments() -> None:
    paper = document(BILL)
    assert fields(paper)["package_count"] == "191"
    assert fields(paper)["gross_weight_kg"] == "1693.4"


def test_a_total_beside_a_list_of_containers_stays() -> None:
    paper = document(
        """
                 BILL OF LADING

Shipper                           B/L No.
HARBOR TOOL WORKS CO., LTD.       MEDUXX123456

Containers: MSKU1234565           Total packages: 191 CARTONS
            TCLU4265878           Gross weight: 1,693.4 KGS
"""
    )
    assert fields(paper)["package_count"] == "191"
    assert fields(paper)["gross_weight_kg"] == "1693.4"


def test_a_schedule_tells_more_of_the_lines_above_it() -> None:
    paper = document(
        """
                 COMMERCIAL INVOICE

Invoice no.: HT-4711

No.    Description             Qty        Price      Amount USD

1      Claw hammer, steel      120 PCS    4.50       540.00
2      Pipe wrench, 14 in      40 PCS     11.25      450.00

Total                                                990.00

Particulars for customs
Line      Tariff no.       Origin      Cartons    Net kg     Gross kg

1         8205.20.30       Taiwan      10         60.0       66.0
2         8204.11.00       China       4          48.0       52.5
"""
    )
    assert len(paper.line_items) == 2
    assert column(paper, "hts_number") == ["82052030", "82041100"]
    assert column(paper, "country_of_origin") == ["TW", "CN"]
    assert column(paper, "gross_weight_kg") == ["66", "52.5"]


def _sheet(rows: list[list[str]]) -> Document:
    page = drawn("\n".join("".join(f"{cell:<32}" for cell in row) for row in rows), source="sheet")
    words = [replace(word, cell=f"{chr(65 + int(word.x0 // 192))}{int(word.top // 12) + 1}") for word in page.words]
    return extract([replace(page, words=words)], "sheet.csv")[0]


def test_parties_in_a_table_and_a_summary_that_is_none_of_goods() -> None:
    paper = _sheet(
        [
            ["COMMERCIAL INVOICE"],
            ["Invoice no.", "HT-4711"],
            [""],
            ["Role", "Company", "Address", "Country"],
            ["Seller", "Harbor Tool Works Co., Ltd.", "12 Quay Road", "China"],
            ["Buyer", "Acme Hardware Inc.", "4 Main Street", "United States"],
            ["Consignee", "Erie Logistics Park", "9 Dock Road", "United States"],
            [""],
            ["C. GOODS"],
            ["Part no.", "Description", "Quantity", "Unit price", "Amount"],
            ["HT-100", "Claw hammer", "120", "4.50", "540.00"],
            ["HT-210", "Pipe wrench", "40", "11.25", "450.00"],
            [""],
            ["Item", "Value", "Unit"],
            ["Value of goods", "990.00", "USD"],
            ["Total amount", "990.00", "USD"],
            ["Total cartons", "14", "cartons"],
            ["Total gross weight", "118.5", "kg"],
        ]
    )
    found = fields(paper)
    assert found["seller"] == "Harbor Tool Works Co., Ltd."
    assert found["buyer"] == "Acme Hardware Inc."
    assert found["consignee"] == "Erie Logistics Park"
    assert len(paper.line_items) == 2
    assert found["package_count"] == "14"
    assert found["gross_weight_kg"] == "118.5"


def test_two_labels_in_two_lines_each_over_their_values() -> None:
    paper = document(
        """
                 COMMERCIAL INVOICE

INVOICE      CUSTOMER        DESPATCH         ARRIVAL
NUMBER       ORDER NUMBER    PORT             PORT
HT-4711      PO-88231        Masan, Korea     Oakland, CA

No.    Description             Qty        Price      Amount USD

1      Claw hammer, steel      120 PCS    4.50       540.00
"""
    )
    found = fields(paper)
    assert found["purchase_order_number"] == "PO-88231"
    assert found["port_of_loading"] == "Masan, Korea"
    assert found["port_of_discharge"] == "Oakland, CA"
