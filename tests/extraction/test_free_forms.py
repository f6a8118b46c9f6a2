"""Items that no table holds: paragraphs closed by their price, lines closed by their weights, cards."""

from __future__ import annotations

from dataclasses import replace

import pytest

from docvalidate.extraction import extract
from docvalidate.extraction.habits import Habits
from docvalidate.extraction.table.priced import priced_in
from tests.extraction.pages import column, document, drawn, fields, span_of

PARAGRAPHS = """
Werkzeugbau Muster GmbH
Ringstrasse 12, 42551 Velbert, Deutschland

Exportfaktura

Beleg Nr. HT-4711                 vom 11. Juni 2026

Leistung                                              Betrag EUR

Pos. 1   Bench drill, 500 W, with vice
         Type BD-100
         Zolltarifnummer 8459.29
         Ausstattung:
         2 x Ersatzriemen
         17 Stück à EUR 194,77                          3.311,09

Pos. 2   Thrust ball bearing
         Type TB-210
         Zolltarifnummer 8482.10
         1.360 Stück à EUR 1,79                         2.434,40

Pos. 3   Pipe wrench 14 in
         Type PW-330
         Zolltarifnummer 8204.11
         12 Stück à EUR 10,50                             126,00

Gesamtpreis EUR                                         5.871,49
"""


def test_items_set_as_paragraphs_end_with_their_product() -> None:
    paper = document(PARAGRAPHS)
    assert paper.type == "commercial_invoice"
    assert column(paper, "line_number") == ["1", "2", "3"]
    assert column(paper, "description") == ["Bench drill, 500 W, with vice", "Thrust ball bearing", "Pipe wrench 14 in"]
    assert column(paper, "part_number") == ["BD-100", "TB-210", "PW-330"]
    assert column(paper, "quantity") == ["17", "1360", "12"]
    assert column(paper, "unit") == ["NO", "NO", "NO"]
    assert column(paper, "amount") == ["3311.09", "2434.4", "126"]
    assert column(paper, "hts_number") == ["845929", "848210", "820411"]
    assert fields(paper)["total_amount"] == "5871.49"


def test_items_whose_amount_opens_them() -> None:
    paper = document(
        """
        COMMERCIAL INVOICE

        INV.NUM HT-4711

        ITEM  CODE / GOODS                                   AMOUNT USD

        0001  HT100   CLAW HAMMER, STEEL SHAFT                   540.00
                      RUBBER GRIP
              120 PCS @ 4.50 /PCS         8205.20.30.00 / IND

        0002  HT210   PIPE WRENCH 14 IN                          450.00
              40 PCS @ 11.25 /PCS         8204.12.00.00 / IND

        TOTAL                                                    990.00
        """
    )
    assert column(paper, "part_number") == ["HT100", "HT210"]
    assert column(paper, "description") == ["CLAW HAMMER, STEEL SHAFT RUBBER GRIP", "PIPE WRENCH 14 IN"]
    assert column(paper, "hts_number") == ["8205203000", "8204120000"]
    assert column(paper, "country_of_origin") == ["IN", "IN"]


@pytest.mark.parametrize(
    ("text", "quantity", "price", "sure"),
    [
        ("21 PCS @ 2,874.25 /PCS", "21", "2874.25", True),
        ("17 Stück à EUR 194.77", "17", "194.77", True),
        ("1,320 KGS @ 8.79", "1320", "8.79", True),
        ("3 x 120.00", "3", "120", False),
        ("12 dozen at USD 4.10 each", "12", "4.1", True),
    ],
)
def test_a_quantity_with_its_price(text: str, quantity: str, price: str, sure: bool) -> None:
    found = list(priced_in(span_of(text), Habits()))
    assert [
        (str(one.quantity.normalize().__format__("f")), str(one.price.normalize().__format__("f"))) for one in found
    ] == [(quantity, price)]
    assert found[0].sure is sure


@pytest.mark.parametrize("text", ["504 KGS 8.53", "800 600", "Bed 120 cm, 45 kg", "4 mm, 2140"])
def test_numbers_without_a_sign_between_them_are_no_product(text: str) -> None:
    assert not [one for one in priced_in(span_of(text), Habits()) if one.sure]


def test_a_packing_list_in_lines_of_text() -> None:
    paper = document(
        """
        PACKZETTEL

        zu Faktura HT-4711

        19 Karton(s) 1-19 4628119 Claw hammer, steel
           Menge 3.800 Stck netto 342,0 kg brutto 369,4 kg

        53 Karton(s) 20-72 2973538 Pipe wrench 14 in
           Menge 106 Stck netto 689,0 kg brutto 732,0 kg

        8 Karton(s) 73-80 4286521 Cold chisel, flat
           Menge 80 Stck netto 64,0 kg brutto 72,8 kg

        Gesamt: 80 Kartons, netto 1.095,0 kg, brutto 1.174,2 kg
        """
    )
    assert paper.type == "packing_list"
    assert column(paper, "part_number") == ["4628119", "2973538", "4286521"]
    assert column(paper, "description") == ["Claw hammer, steel", "Pipe wrench 14 in", "Cold chisel, flat"]
    assert column(paper, "package_count") == ["19", "53", "8"]
    assert column(paper, "quantity") == ["3800", "106", "80"]
    assert column(paper, "net_weight_kg") == ["342", "689", "64"]


MANIFEST = """
                              CARTON MANIFEST                              SHEET {sheet}

FROM: MEERUT SPORTS WORKS PRIVATE LIMITED
INVOICE NO........: HT-4711

"""


def test_a_packing_list_in_lines_of_text_over_pages() -> None:
    first = """
0001  JV/45659                          132 EA       CARTON 1 TO 33
      VIOLIN OUTFIT 4/4, SPRUCE TOP
      CTNS 33           NETT KGS 277.2          GROSS KGS 315.4
0002  25142-45                          456 EA       CARTON 34 TO 52
      BASKETBALL, SIZE 7
      CTNS 19           NETT KGS 282.7          GROSS KGS 305.1
"""
    second = """
0003  TE/95153                          23,200 EA    CARTON 53 TO 110
      GUITAR STRINGS, SET
      CTNS 58           NETT KGS 696.0          GROSS KGS 769.5
MANIFEST TOTALS         CTNS 110       NETT KGS 1,255.9        GROSS KGS 1,390.0
"""
    paper = document(MANIFEST.format(sheet="01") + first, MANIFEST.format(sheet="02") + second)
    assert (paper.type, paper.pages) == ("packing_list", [1, 2])
    assert column(paper, "line_number") == ["1", "2", "3"]
    assert column(paper, "part_number") == ["JV/45659", "25142-45", "TE/95153"]
    assert column(paper, "description") == [
        "VIOLIN OUTFIT 4/4, SPRUCE TOP",
        "BASKETBALL, SIZE 7",
        "GUITAR STRINGS, SET",
    ]
    assert column(paper, "quantity") == ["132", "456", "23200"]
    assert column(paper, "package_count") == ["33", "19", "58"]
    assert column(paper, "gross_weight_kg") == ["315.4", "305.1", "769.5"]
    found = fields(paper)
    assert (found["package_count"], found["net_weight_kg"]) == ("110", "1255.9")


def test_details_that_stand_side_by_side_and_codes_of_digits() -> None:
    paper = document(
        """
                              SALES INVOICE

INVOICE NO........: HT-4711

0001  25142-45                1,062 KGS      AT      1.51       1,603.62
      LIQUID HAND SOAP, REFILL POUCH
      TARIFF 3401200000       MADE IN PT         CTNS 59
0002  29779-25                  576 KGS      AT      3.90       2,246.40
      TOILET SOAP BARS, LAVENDER
      TARIFF 3401115000       MADE IN IN         CTNS 36
0003  71917-89                  200 KGS      AT      6.92       1,384.00
      PILLAR CANDLES, UNSCENTED
      TARIFF 3406000000       MADE IN PT         CTNS 20
GOODS AT INVOICE PRICE                                          5,234.02
"""
    )
    assert column(paper, "part_number") == ["25142-45", "29779-25", "71917-89"]
    assert column(paper, "quantity") == ["1062", "576", "200"]
    assert column(paper, "unit") == ["KG", "KG", "KG"]
    assert column(paper, "country_of_origin") == ["PT", "IN", "PT"]
    assert column(paper, "package_count") == ["59", "36", "20"]
    assert column(paper, "description")[-1] == "PILLAR CANDLES, UNSCENTED"


def test_an_item_set_like_the_others_whose_product_is_wrong() -> None:
    paper = document(
        """
        INVOICE

        NO. HT-4711

        001  CLAW HAMMER, STEEL
             ART HT-100        HS 8205.20.30      ORIGIN INDIA
             QTY 120 PCS       RATE USD 4.50      VALUE     USD 540.00
        002  PIPE WRENCH 14 IN
             ART HT-210        HS 8204.12.00      ORIGIN INDIA
             QTY 40 PCS        RATE USD 11.25     VALUE     USD 450.00
        003  COLD CHISEL, FLAT
             ART HT-300        HS 8205.59.30      ORIGIN INDIA
             QTY 30 PCS        RATE USD 3.00      VALUE     USD 99.00
        004  BENCH VICE
             ART HT-410        HS 8205.70.00      ORIGIN INDIA
             QTY 5 PCS         RATE USD 60.00     VALUE     USD 300.00

        TOTAL VALUE                                         USD 1,389.00
        """
    )
    assert column(paper, "amount") == ["540", "450", "99", "300"]
    assert column(paper, "quantity") == ["120", "40", "30", "5"]
    assert column(paper, "part_number") == ["HT-100", "HT-210", "HT-300", "HT-410"]


def test_rows_over_groups_say_what_their_items_share() -> None:
    paper = document(
        """
        COMMERCIAL INVOICE

        Invoice number HT-4711

        Item   Article no.   Product                Qty    UoM    Price    Amount

        Tariff no. 8205.20.30   Origin India
        1      HT-100        Claw hammer, steel     120    PCS    4.50     540.00
        2      HT-101        Claw hammer, wood      10     PCS    4.00     40.00
        Sum 8205.20.30 India                                               580.00
        Tariff no. 8204.12.00   Origin China
        3      HT-210        Pipe wrench 14 in      40     PCS    11.25    450.00
        Sum 8204.12.00 China                                               450.00
        Total of goods                                                     1,030.00
        """
    )
    assert column(paper, "hts_number") == ["82052030", "82052030", "82041200"]
    assert column(paper, "country_of_origin") == ["IN", "IN", "CN"]
    assert column(paper, "part_number") == ["HT-100", "HT-101", "HT-210"]
    assert fields(paper)["subtotal"] == "1030"


@pytest.mark.parametrize(
    ("sums", "due"),
    [
        ("Value of goods   990.00\nPalletising and packing   30.00\nTotal amount   1,020.00", {"packing_charge": "30"}),
        ("Subtotal   990.00\nKundenrabatt 2 %   -19.80\nTotal amount   970.20", {"discount": "19.8"}),
        (
            "Subtotal   990.00\nFreight   60.00\nTotal amount of this invoice   1,050.00\nLess amount paid   -315.00\n"
            "Amount still due   735.00",
            {"freight": "60", "total_amount": "1050", "discount": None},
        ),
        ("Subtotal   990.00\nToplam Iskonto / Discount   90.00\nTotal amount   900.00", {"discount": "90"}),
    ],
)
def test_sums_below_the_items(sums: str, due: dict[str, str | None]) -> None:
    lines = [f"{name:>50}   {amount:>10}" for name, amount in (line.rsplit("   ", 1) for line in sums.splitlines())]
    head = "Part No.   Description            Qty        Price        Amount\n"
    items = (
        "HT-100     Claw hammer, steel     120 PCS    4.50         540.00\n"
        "HT-210     Pipe wrench 14 in      40 PCS     11.25        450.00\n"
    )
    paper = document("COMMERCIAL INVOICE\n\nInvoice No.: HT-4711\n\n" + head + "\n" + items + "\n" + "\n".join(lines))
    assert {name: fields(paper).get(name) for name in due} == due


def test_a_digit_that_a_scanner_took_for_another_is_settled_by_the_product() -> None:
    text = (
        "COMMERCIAL INVOICE\n\nInvoice No.: HT-4711\n\n"
        "Part No.   Description            Qty        Price      Amount\n\n"
        "HT-100     Claw hammer, steel     120 PCS    4.50       540.00\n"
        "HT-210     Pipe wrench 14 in      19 PCS     83.23      1,501.37\n"
    )
    page = drawn(text)
    scan = replace(page, words=[replace(word, confidence=0.93) for word in page.words], source="ocr")
    assert column(extract([scan], "scan.pdf")[0], "amount") == ["540", "1581.37"]
    assert column(extract([page], "text.pdf")[0], "amount") == ["540", "1501.37"]  # a printed mistake stays as printed


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("Er order / Your order     C787543", "purchase_order_number", "C787543"),
        ("Client PO#: PO#150620", "purchase_order_number", "PO#150620"),
        ("Die Ware ist Ursprungsware von Österreich.", "country_of_origin", "AT"),
        ("Folio fiscal     38771014-4A75-2796-8269-826905405938", "invoice_number", "HT-4711"),
        ("Country of Origin and Manufacturer: China", "country_of_origin", "CN"),
        ("Delivery terms: FCA Xiamen, CN (Incoterms 2020)", "incoterm_place", "Xiamen, CN"),
        ("SHIPPED BY: CMV TRAFALGAR REACH 019E", "vessel", "CMV TRAFALGAR REACH 019E"),
    ],
)
def test_fields_in_other_words(line: str, field: str, value: str) -> None:
    paper = document(f"COMMERCIAL INVOICE\n\nInvoice No.: HT-4711\n\n{line}\n")
    assert fields(paper).get(field) == value


def test_a_row_that_counts_the_columns_is_no_item() -> None:
    paper = document(
        """
        COMMERCIAL INVOICE

        Invoice No.: HT-4711

        No.     Description              Unit      Quantity     Unit price     Amount

        A       B                        C         1            2              3 = 1 x 2
        1       Claw hammer, steel       PCS       120          4.50           540.00
        2       Pipe wrench 14 in        PCS       40           11.25          450.00
        """
    )
    assert column(paper, "amount") == ["540", "450"]


def test_measures_that_come_to_a_weight_are_no_product() -> None:
    paper = document(
        """
        PACKING LIST

        Ref Invoice: HT-4711

        Pkg #        Description of Goods      Qty     Net Wt (kg)     Gross Wt (kg)     Dimensions (cm)

        1-200        Laptop computers          200     1400            1560              40x30x8
        201-280      Docking stations          80      240             280               25x20x8
        281-320      Power adapters            40      120             145               30x20x15
        """
    )
    assert column(paper, "quantity") == ["200", "80", "40"]
    assert column(paper, "net_weight_kg") == ["1400", "240", "120"]
