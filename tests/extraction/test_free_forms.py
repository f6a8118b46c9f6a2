"""Items that no table holds: paragraphs closed by their price, lines closed by their weights, cards."""

from __future__ import annotations

import pytest

from docvalidate.extraction.habits import Habits
from docvalidate.extraction.table.priced import priced_in
from tests.extraction.pages import column, document, fields, span_of

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
