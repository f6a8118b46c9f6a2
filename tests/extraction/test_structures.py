"""What a paper says by its structure, where no lexicon knows its words: boxes, bars, cards, sums, two languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from docvalidate.domain.document import Document
from docvalidate.domain.page import Page
from docvalidate.extraction import extract
from docvalidate.extraction.layout import lay_out
from tests.extraction.pages import column, document, drawn, fields

TOP = "                       COMMERCIAL INVOICE\n\nInvoice No.: HT-4711\n\n"
HEAD = "Part No.   Description            Qty        Price      Amount\n"
ONE = "HT-100     Claw hammer, steel     120 PCS    4.50       540.00\n"
TWO = "HT-210     Pipe wrench 14 in      40 PCS     11.25      450.00\n"


def sheet(rows: list[list[str]]) -> Document:
    """The first document of a spreadsheet with these cells, each 20 characters wide."""
    page = drawn("\n".join("".join(f"{cell:<20}" for cell in row) for row in rows), source="sheet")
    words = [replace(word, cell=f"{chr(65 + int(word.x0 // 120))}{int(word.top // 12) + 1}") for word in page.words]
    return extract([replace(page, words=words)], "sheet.csv")[0]


def test_a_caption_of_a_box_is_no_value_whatever_its_words() -> None:
    paper = document(
        """
                       COMMERCIAL INVOICE
        ┌───────────────────────────────┬──────────────────────────────┐
        │ Domestic consignor            │ Invoice no.                  │
        │ Harbor Tool Works Co., Ltd.   │ HT-4711                      │
        │ 12 Quay Road, Ningbo, China   │                              │
        └───────────────────────────────┴──────────────────────────────┘
        """
    )
    assert fields(paper)["seller"] == "Harbor Tool Works Co., Ltd."
    assert fields(paper)["invoice_number"] == "HT-4711"


def test_figures_stacked_in_a_cell() -> None:
    paper = document(
        TOP
        + """
No.   Description              Quantity     Price/Total/Currency     Origin

1     Claw hammer, steel       120 PCS              4.50             CN
                                                  540.00
                                                     USD
2     Pipe wrench 14 in        40 PCS              11.25             CN
                                                  450.00
                                                     USD
"""
    )
    assert column(paper, "unit_price") == ["4.5", "11.25"]
    assert column(paper, "amount") == ["540", "450"]
    assert column(paper, "quantity") == ["120", "40"]


@pytest.mark.parametrize(
    ("head", "kind"), [("Nazwa / Goods", "description"), ("Cena / Unit price", "unit_price"), ("Lp. / No.", None)]
)
def test_a_head_in_two_languages_one_of_them_unknown(head: str, kind: str | None) -> None:
    from docvalidate.extraction.table.columns import HeadCell, column_for

    page = drawn(head)
    found = column_for(HeadCell(page.words))
    assert found.exact
    assert kind is None or found.kind == kind


def test_a_row_that_adds_up_is_a_sum_whatever_its_label() -> None:
    paper = document(
        """
                       PACKING LIST

        Ctns     Item No.    Goods                  Net kg    Gross kg

        12       HT-100      Claw hammer, steel     240.0     252.5
        5        HT-210      Pipe wrench 14 in      110.0     117.0
        17                   boxes in all           350.0     369.5
        """
    )
    assert len(paper.line_items) == 2
    assert fields(paper)["package_count"] == "17"
    assert fields(paper)["gross_weight_kg"] == "369.5"


def test_an_export_that_repeats_the_header_on_every_line() -> None:
    head = [
        "INVOICE_NUMBER",
        "VENDOR_NAME",
        "FREIGHT_AMOUNT",
        "SKU",
        "ITEM_DESCRIPTION",
        "QUANTITY",
        "UNIT_PRICE",
        "LINE_AMOUNT",
    ]
    own = ["HT-4711", "Harbor Tool GmbH", "60.00"]
    paper = sheet(
        [
            head,
            [*own, "HT-100", "Claw hammer", "120", "4.50", "540.00"],
            [*own, "HT-210", "Pipe wrench", "40", "11.25", "450.00"],
        ]
    )
    found = fields(paper)
    assert (found["invoice_number"], found["seller"], found["freight"]) == ("HT-4711", "Harbor Tool GmbH", "60")
    assert column(paper, "part_number") == ["HT-100", "HT-210"]


def test_items_as_cards() -> None:
    rows = [["Invoice for customs"], ["Invoice number", "HT-4711"]]
    for number, code, goods, quantity, price, amount in (
        ("1", "HT-100", "Claw hammer, steel", "120", "4.50", "540.00"),
        ("2", "HT-210", "Pipe wrench 14 in", "40", "11.25", "450.00"),
    ):
        rows += [["Item", number, "Article no.", code], ["Description", goods], ["Quantity", quantity, "Unit", "PCS"]]
        rows += [["Unit price", price, "Amount", amount]]
    paper = sheet(rows)
    assert column(paper, "part_number") == ["HT-100", "HT-210"]
    assert column(paper, "quantity") == ["120", "40"]
    assert column(paper, "unit") == ["NO", "NO"]
    assert column(paper, "amount") == ["540", "450"]


def test_words_alone_among_the_rows_of_a_sheet_head_a_group() -> None:
    head = ["Line", "Product", "Product code", "Quantity", "Unit", "Rate", "Amount"]
    paper = sheet(
        [
            ["Commercial invoice"],
            ["Invoice", "HT-4711"],
            head,
            ["", "HAND TOOLS"],
            ["1", "Claw hammer", "HT-100", "120", "PCS", "4.50", "540.00"],
            ["", "WRENCHES"],
            ["2", "Pipe wrench", "HT-210", "40", "PCS", "11.25", "450.00"],
        ]
    )
    assert column(paper, "description") == ["Claw hammer", "Pipe wrench"]


def test_running_numbers_before_the_goods_over_their_figures() -> None:
    paper = document(
        """
                       COMMERCIAL INVOICE

Invoice No.: HT-4711

货物 Goods                    Qty          Price          Total
1. Claw hammer, steel 货号 Item: HT-100
HS: 8205.20.30                120 PCS      4.50           540.00
2. Pipe wrench 14 in 货号 Item: HT-210
HS: 8204.11.00                40 PCS       11.25          450.00
"""
    )
    assert column(paper, "line_number") == ["1", "2"]
    assert column(paper, "description") == ["Claw hammer, steel", "Pipe wrench 14 in"]
    assert column(paper, "part_number") == ["HT-100", "HT-210"]


def test_weights_beside_one_in_pounds_are_in_pounds() -> None:
    paper = document(
        """
                       COMMERCIAL INVOICE

Invoice No.: HT-4711

                                                        Line Weight LBS
SKU        Description            Qty      U/M      Net         Gross     Price      Amount
HT-100     Claw hammer, steel     120      EA       100.0       110.0     4.50       540.00
HT-210     Pipe wrench 14 in      40       EA       200.0       220.0     11.25      450.00
"""
    )
    assert column(paper, "net_weight_kg") == ["45.359", "90.718"]
    assert column(paper, "gross_weight_kg") == ["49.895", "99.79"]


def test_a_route_in_a_sentence() -> None:
    paper = document(TOP + HEAD + ONE + TWO + "\nSchiff/Flug: LH 252, ab Frankfurt (FRA) nach Oakland, CA\n")
    assert fields(paper)["port_of_loading"] == "Frankfurt (FRA)"
    assert fields(paper)["port_of_discharge"] == "Oakland, CA"


def test_numbers_of_boxes_are_no_words_of_heads() -> None:
    paper = document(
        TOP
        + """
12. Marks   13. Description of goods   14. Quantity   15. Unit price   16. Amount
HARBOR      Claw hammer, steel         120 PCS        4.50             540.00
            Pipe wrench 14 in          40 PCS         11.25            450.00
"""
    )
    assert column(paper, "description") == ["Claw hammer, steel", "Pipe wrench 14 in"]
    assert column(paper, "amount") == ["540", "450"]


def test_bars_set_close_to_words_are_rules() -> None:
    page = drawn("|CLAW HAMMER|120|\n|PIPE WRENCH|40|\n|TAPE|12|\n|ROPE|7|\n")
    texts = [[phrase.text for phrase in row] for row in lay_out(page).rows]
    assert texts == [["CLAW HAMMER", "120"], ["PIPE WRENCH", "40"], ["TAPE", "12"], ["ROPE", "7"]]


def test_a_sender_line_over_the_recipient() -> None:
    paper = document(
        """
        Harbor Tool GmbH - Hafenstrasse 7 - 20457 Hamburg
        Ridge Tool Supply Inc.
        1 Main Street
        Columbus, OH 43207

                       RECHNUNG HT-4711
        """
        + HEAD
        + ONE
        + TWO
    )
    assert fields(paper)["seller"] == "Harbor Tool GmbH"
    assert fields(paper)["buyer"] == "Ridge Tool Supply Inc."


def test_an_amount_of_unknown_name_is_the_discount_with_which_the_sums_close() -> None:
    sums = """
                                              Subtotal       990.00
                                              Zwurbel 2 %    19.80-
                                              Freight         60.00
                                              Total        1,030.20
"""
    paper = document(TOP + HEAD + ONE + TWO + sums)
    assert fields(paper)["discount"] == "19.8"
    other = document(TOP + HEAD + ONE + TWO + sums.replace("19.80-", "15.00-"))
    assert "discount" not in fields(other)


def test_two_weights_behind_one_label() -> None:
    paper = document(TOP + HEAD + ONE + TWO + "\nWeight gross/net: 380.5 KGS / 350.0 KGS\n")
    assert (fields(paper)["gross_weight_kg"], fields(paper)["net_weight_kg"]) == ("380.5", "350")


def test_what_stands_behind_a_colon_is_a_value() -> None:
    paper = document(
        TOP + "PAYMENT 付款        : Sight letter of credit\nTO 至             : Houston, Texas\n\n" + HEAD + ONE + TWO
    )
    assert fields(paper)["payment_terms"] == "Sight letter of credit"
    assert fields(paper)["port_of_discharge"] == "Houston, Texas"


def test_a_delivery_note_with_weights_is_a_packing_list() -> None:
    head = "Pos    Material    Bezeichnung           Menge      Netto kg    Brutto kg\n"
    rows = head + "10     HT-100      Claw hammer, steel    120 ST     240.0       252.5\n"
    assert document("          LIEFERSCHEIN\n\n" + rows).type == "packing_list"
    assert document("          LIEFERSCHEIN\n\nSehr geehrte Damen und Herren\n").type == "other"


def test_a_page_is_untouched_by_bars_of_a_sentence() -> None:
    page: Page = drawn("Art. D11 | Tariff 70189040 | Origin China\n")
    assert [phrase.text for phrase in lay_out(page).rows[0]] == ["Art. D11 | Tariff 70189040 | Origin China"]


def test_a_currency_over_the_figures_of_an_item() -> None:
    above = "                                              USD        USD\n"
    paper = document(TOP + HEAD + above + ONE + above + TWO)
    assert fields(paper)["currency"] == "USD"
    assert column(paper, "unit_price") == ["4.5", "11.25"]


def test_items_in_two_rows_of_figures_under_two_rows_of_heads() -> None:
    paper = document(
        """
                       COMMERCIAL INVOICE

Invoice No.: HT-4711

Line   Item Code     Goods in English            Qty        Unit       Price        Sum
       HS            Goods in Chinese            Ctns       Origin     N.W. kg      G.W. kg
1      HT-100        Claw hammer, steel          912        PCS        1.71         1,559.52
       82052030      羊角锤                         19         CN         255.40       280.20
2      HT-210        Pipe wrench 14 in           624        PCS        4.85         3,026.40
       82041100      管子钳                         13         CN         174.70       188.80
3      HT-330        Bench vice                  164        PCS        34.93        5,728.52
       82057000      台钳                          41         TW         459.20       508.00
"""
    )
    assert column(paper, "part_number") == ["HT-100", "HT-210", "HT-330"]
    assert column(paper, "description") == ["Claw hammer, steel", "Pipe wrench 14 in", "Bench vice"]
    assert column(paper, "hts_number") == ["82052030", "82041100", "82057000"]
    assert column(paper, "package_count") == ["19", "13", "41"]
    assert column(paper, "country_of_origin") == ["CN", "CN", "TW"]
    assert column(paper, "quantity") == ["912", "624", "164"]
    assert column(paper, "gross_weight_kg") == ["280.2", "188.8", "508"]


def test_a_head_of_numbers_that_stands_nearer_to_the_second_row_of_heads() -> None:
    paper = document(
        """
                       COMMERCIAL INVOICE

Invoice No.: HT-4711

       Item Code     Goods in English            Qty        Unit       Price        Sum
Line   HS            Goods in Chinese            Ctns       Origin     N.W. kg      G.W. kg
1      HT-100        Claw hammer, steel          912        PCS        1.71         1,559.52
       82052030      羊角锤                         19         CN         255.40       280.20
2      HT-210        Pipe wrench 14 in           624        PCS        4.85         3,026.40
       82041100      管子钳                         13         CN         174.70       188.80
"""
    )
    assert column(paper, "line_number") == ["1", "2"]
    assert column(paper, "part_number") == ["HT-100", "HT-210"]
    assert column(paper, "package_count") == ["19", "13"]
    assert column(paper, "net_weight_kg") == ["255.4", "174.7"]


def test_sizes_under_one_head_are_pieces_and_no_quantities() -> None:
    paper = document(
        """
                       COMMERCIAL INVOICE

Invoice No.: HT-4711

                                 Size scale                  Shipped         Value USD
Style      Garment               S      M      L      XL     Ttl qty  UOM    Unit     Total
NX-100     Corduroy trousers     125    206    239    30     600      PCS    15.00    9,000.00
NX-210     Wrap top              71     86     142    1      300      PCS    4.00     1,200.00
"""
    )
    assert column(paper, "quantity") == ["600", "300"]
    assert column(paper, "amount") == ["9000", "1200"]


def test_what_one_package_holds_stands_over_the_figures_of_the_line() -> None:
    paper = document(
        """
                       P A C K I N G   L I S T

C/T No.    Description               Quantity     N.W. (KGS)    G.W. (KGS)
1 - 41     Item HT-100               @1           @3.70         @4.61
(41 C/T)   Claw hammer, steel        41 PCS       151.7         188.9
42 - 83    Item HT-210               @24          @7.68         @8.60
(42 C/T)   Pipe wrench 14 in         1,008 PCS    322.6         361.1
"""
    )
    assert paper.type == "packing_list"
    assert column(paper, "quantity") == ["41", "1008"]
    assert column(paper, "net_weight_kg") == ["151.7", "322.6"]
    assert column(paper, "part_number") == ["HT-100", "HT-210"]
