"""Ways in which makers set their papers, each told by its structure: totals over the items, panels, storeys, shares."""

import pytest

from docvalidate.extraction import dates, extract, typed
from docvalidate.extraction.classify import nature_of
from docvalidate.extraction.habits import Habits
from docvalidate.extraction.side_panels import apart
from docvalidate.extraction.table.columns import HeadCell, column_for
from docvalidate.extraction.table.measured import measured
from docvalidate.extraction.table.priced import priced_in
from tests.extraction.pages import document, documents, drawn, layout_of, span_of

TOP = """
                    COMMERCIAL INVOICE

Invoice No.: HT-4711                Date: 16 April 2026
"""


def test_a_sum_of_all_items_that_stands_over_them() -> None:
    paper = document(
        TOP
        + """
Item  Part No.   Description            Qty     Cartons   G.W. (KGS)   Unit Price     Amount
                 ALL LINES BELOW                15        170.0                       990.00
1     HT-100     Claw hammer, steel     120     10        104.0        4.50           540.00
2     HT-210     Pipe wrench 14 in      40      5         66.0         11.25          450.00

Freight                                                                               60.00
Invoice total                                                                         1050.00
"""
    )
    assert len(paper.line_items) == 2
    told = {
        name: paper.fields[name].number for name in ("package_count", "gross_weight_kg", "subtotal", "total_amount")
    }
    assert told == {"package_count": 15, "gross_weight_kg": 170, "subtotal": 990, "total_amount": 1050}


PANEL = """
                    RECHNUNG

Pos Ware                     Menge        Preis     Betrag        Ladehafen
1   Zange, verchromt         120 Stück    4,50      540,00        Hamburg
2   Hammer, Esche            40 Stück     11,25     450,00        Löschhafen
                                                                  Houston, TX
3   Feile, halbrund          10 Stück     2,00      20,00         Zahlungsziel
                                                                  30 Tage netto
4   Meißel, flach            10 Stück     3,00      30,00         Bruttogewicht
                                                                  170,0 kg
"""


def test_a_panel_beside_the_goods_whose_first_label_stands_in_the_row_of_heads() -> None:
    nature = nature_of(layout_of(PANEL))
    body, panel = apart(nature.layout, nature.heads)
    assert panel is not None
    assert "Hamburg" in {phrase.text for phrase in panel.phrases}
    assert "Betrag" in {phrase.text for phrase in body.phrases}


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("PACKING LIST FOR CUSTOMS CLEARANCE", "packing_list"),
        ("清关发票 INVOICE FOR CUSTOMS CLEARANCE", "commercial_invoice"),
        ("出口发票 INVOICE 编号 No. FJS26-08863 签发 issued on 25 April 2026", "commercial_invoice"),
        ("Kolloliste", "packing_list"),
        ("Inv. date", None),
        ("Invoice issued", None),
    ],
)
def test_titles_and_labels_that_look_like_them(title: str, kind: str | None) -> None:
    found = nature_of(layout_of(f"                    {title}\n\nHarbor Tools Co., Ltd.\n")).title
    assert (found.type if found is not None else None) == kind


def test_rules_typed_as_exclamation_marks() -> None:
    paper = document(
        TOP
        + """
! ITEM ! DESCRIPTION            ! QTY     ! UNIT PRICE  ! AMOUNT  !
! 1    ! CLAW HAMMER, STEEL     ! 120     ! 4.50        ! 540.00  !
!      ! CURVED                 !         !             !         !
! 2    ! PIPE WRENCH 14 IN      ! 40      ! 11.25       ! 450.00  !
"""
    )
    assert [line["description"].text for line in paper.line_items] == ["CLAW HAMMER, STEEL CURVED", "PIPE WRENCH 14 IN"]


def test_items_in_three_storeys_under_three_rows_of_heads() -> None:
    paper = document(
        TOP
        + """
ITEM   PART DESCRIPTION                       QTY    U/M       PRICE EACH     AMOUNT USD
       OUR PART                            NET KG                GROSS KG        CARTONS
       US TARIFF NO       MADE IN
001    CLAW HAMMER, STEEL                     120    PC              4.50         540.00
       HT-529-465                           204.5                   230.7             18
       8516.40.2000       TAIWAN
002    PIPE WRENCH 14 IN, DROP                 40    PC             11.25         450.00
       FORGED
       HT-538-442                           453.6                   499.2             28
       8544.42.1000       TAIWAN
"""
    )
    first, second = paper.line_items
    assert (first["part_number"].text, first["hts_number"].text) == ("HT-529-465", "8516402000")
    assert (first["net_weight_kg"].text, first["package_count"].text) == ("204.5", "18")
    assert second["country_of_origin"].text == "TW"
    assert second["description"].text == "PIPE WRENCH 14 IN, DROP FORGED"


@pytest.mark.parametrize(("contents", "quantities"), [((150, 300), ("150", "300")), ((25, 31), ("150", "310"))])
def test_contents_of_all_packages_or_of_one(contents: tuple[int, int], quantities: tuple[str, str]) -> None:
    paper = document(
        f"""
                    PACKING LIST

Description of goods      Style       Cartons   Contents    N.Wt (kg)   G.Wt (kg)
Claw hammer, steel        HT-100      6         {contents[0]:<12}96.00       104.00
Pipe wrench 14 in         HT-210      10        {contents[1]:<12}60.00       66.00
"""
    )
    assert tuple(line["quantity"].text for line in paper.line_items) == quantities


@pytest.mark.parametrize(
    ("over", "own", "kind"),
    [
        ("毛重 Gross KG", "合计 total", "gross_weight_kg"),
        ("毛重 Gross KG", "每箱 each", "_gross_weight_each"),
        ("数量 Quantity", "每箱 each", "_quantity_each"),
        ("One carton, kg", "net", "_net_weight_each"),
        ("TOTAL", "NET KG", "net_weight_kg"),
        ("Price USD", "Net", "unit_price"),
    ],
)
def test_heads_of_shares_under_what_is_shared(over: str, own: str, kind: str) -> None:
    cell = HeadCell(span_of(own).words, span_of(over).words)
    assert column_for(cell).kind == kind


def test_a_quantity_said_in_a_row_below_the_goods() -> None:
    paper = document(
        """
                    PACKING LIST

CASE NO.   MATERIAL AND SIZE             CASES   GROSS (KG)   NET (KG)
1-12       FLANGE, STAINLESS STEEL       12      299.9        278.4
           PACKED QUANTITY 96 PCS
13-55      WIRE ROPE, STAINLESS          43      1,343.8      1,290.0
           PACKED QUANTITY 1,290 KGS
"""
    )
    assert [(line["quantity"].text, line["unit"].text) for line in paper.line_items] == [("96", "NO"), ("1290", "KG")]
    assert paper.line_items[0]["description"].text == "FLANGE, STAINLESS STEEL"


def test_paragraphs_of_goods_that_begin_with_the_numbers_of_their_packages() -> None:
    pages = [
        layout_of(
            """
Gebinde-Nr. 1 bis 29     Sodium tripolyphosphate, food grade / Produkt
                         HH-963-115H
                         29 Gebinde, Inhalt 725 kg
                         netto 725,0 kg, brutto 765,7 kg
Gebinde-Nr. 30 bis 36    Zinc sulphate, feed grade / Produkt JV-251-943J
                         7 Gebinde, Inhalt 175 kg
                         netto 175,0 kg, brutto 189,2 kg
Gebinde-Nr. 37 bis 38    Magnesium sulphate / Produkt ZG-119-537Z
                         2 Gebinde, Inhalt 50 kg
                         netto 50,0 kg, brutto 54,0 kg
"""
        )
    ]
    (page,) = measured(pages, set(), Habits())
    assert [len(item.rows) for item in page.items] == [4, 3, 3]


def test_a_price_for_a_unit_that_no_table_has() -> None:
    (priced,) = priced_in(span_of("1.248 Sxz zu 2,01 EUR/Sxz"), Habits("comma"))
    assert (str(priced.quantity), str(priced.price)) == ("1248", "2.01")


@pytest.mark.parametrize(("text", "code"), [("M2(平方米)", "M2"), ("PC(件数)", "NO"), ("(件数)PC", None)])
def test_units_said_in_two_languages(text: str, code: str | None) -> None:
    assert typed.unit_code(text) == code


def test_a_date_behind_a_number_with_strokes() -> None:
    found = dates.find("CI/01985/26 of April 04, 2026")
    assert [str(day) for day in found[0].readings] == ["2026-04-04"]


@pytest.mark.parametrize("text", ["NO. KDM2605262", "Nr. KDM2605262", "KDM2605262"])
def test_the_end_of_a_label_is_no_part_of_its_number(text: str) -> None:
    value = typed.read_code(span_of(text), 1)
    assert value is not None
    assert value.text == "KDM2605262"


def test_details_in_chinese_under_every_stock_code() -> None:
    paper = document(
        TOP
        + """
Ln   Stock Code    Stock Name               Unit     Rate      Qty      Line Value
1    76356-83      Dish cloth, terry        PC       4.50      120      540.00
     抹布 HS编码 6302.60.00 产地 China 箱数 Ctns 10
2    77938-93      Furnishing cotton        PC       11.25     40       450.00
     装饰布 HS编码 5209.59.00 产地 China 箱数 Ctns 15
"""
    )
    assert [line["hts_number"].text for line in paper.line_items] == ["63026000", "52095900"]
    assert [line["part_number"].text for line in paper.line_items] == ["76356-83", "77938-93"]


def test_the_head_of_the_amounts_is_no_label_of_the_first_of_them() -> None:
    paper = document(
        TOP
        + """
ITEM  PART NO. / DESCRIPTION                LINE TOTAL
001   KL/06419                                  540.00
      CLAW HAMMER, STEEL
      QTY 120 EA @ 4.50
002   JS/13272                                  450.00
      PIPE WRENCH 14 IN
      QTY 40 EA @ 11.25
      TOTAL TO PAY                              990.00
"""
    )
    assert "subtotal" not in paper.fields or paper.fields["subtotal"].text in ("990", "990.00")


def test_a_program_code_is_no_firm() -> None:
    paper = document(
        """
PROGRAM SI700B          COMMERCIAL INVOICE
GRES DA RIA CERAMICA LDA.
RUA DO BARREIRO 250, 3850-200 ALBERGARIA-A-VELHA, PT

Invoice No.: HT-4711

Item  Description            Qty     Unit Price     Amount
1     Claw hammer, steel     120     4.50           540.00
"""
    )
    assert paper.fields["seller"].text == "GRES DA RIA CERAMICA LDA."


def test_papers_of_one_firm_part_where_prices_end_and_weights_begin() -> None:
    top = "Leuchtenbau Sondermann GmbH\nFabrikstr. 73, 59757 Arnsberg\n"
    bill = (
        top
        + "\nXxxxx\n\nItem  Description            Qty     Unit Price     Amount\n"
        + ("1     Claw hammer, steel     120     4.50           540.00\n")
    )
    packed = (
        top
        + "\nYyyyyy\n\nKarton Nr.   Inhalt            Menge      Kartons    brutto kg    netto kg\n"
        + (
            "1 bis 10     Claw hammer       120 Stück  10         104,0        96,0\n"
            "11 bis 15    Pipe wrench       40 Stück   5          66,0         60,0\n"
        )
    )
    assert [one.type for one in documents(bill, packed)] == ["commercial_invoice", "packing_list"]


def test_an_even_sentence_is_no_row_of_figures() -> None:
    page = drawn(
        """
                    PACKING LIST

BOX NO.     PART NO.        QTY        BOXES     NET WEIGHT       GROSS WEIGHT
34-67       JS/13272        1,632 EA   34        685.4 KG         741.7 KG
            MINCER PLATE, HARDENED
74-128      CY/10029        55 EA      55        1,265.0 KG       1,341.8 KG
            VEGETABLE CUTTER WITH 5 DISCS, 300 KG/H
"""
    )
    (paper,) = extract([page], "packing.pdf")
    assert [line["part_number"].text for line in paper.line_items] == ["JS/13272", "CY/10029"]
