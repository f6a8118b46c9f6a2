"""What the rows of an item say, and what the last row of a table says of all of them."""

from __future__ import annotations

import pytest

from docvalidate.extraction.habits import Habits
from docvalidate.extraction.table.cells import details_in
from docvalidate.extraction.table.row_keys import row_keys
from tests.extraction.pages import column, document, fields, span_of

LIST = "                       PACKING LIST\n\nInvoice No.: HT-4711\n\n"
INVOICE = "                       COMMERCIAL INVOICE\n\nInvoice No.: HT-4711\n\n"


def test_the_last_row_sums_up_the_others_whatever_it_says() -> None:
    paper = document(
        LIST
        + """
Cartons    Part no.      Qty        Net kg     Gross kg

10         HT-100        120 PCS    60.0       66.0
4          HT-210        40 PCS     48.0       52.5
6          HT-330        60 PCS     30.0       33.5
20         ALTOGETHER               138.0      152.0
"""
    )
    assert len(paper.line_items) == 3
    assert fields(paper)["package_count"] == "20"
    assert fields(paper)["gross_weight_kg"] == "152"


def test_strokes_between_numbers_that_a_count_proves() -> None:
    paper = document(
        LIST
        + """
Nos.       Ctns       Contents                Quantity     Gross kg     Net kg

1/20       20         Claw hammer, steel      2,400 PCS    291.2        264.0
21/77      57         Pipe wrench, 14 in      1,026 PCS    1,092.1      1,026.0
78/83      6          Hand saw, hardened      132 PCS      140.4        132.0
"""
    )
    assert column(paper, "package_count") == ["20", "57", "6"]
    assert all("part_number" not in item for item in paper.line_items)


def test_numbers_of_packages_from_and_to_in_two_columns() -> None:
    paper = document(
        LIST
        + """
From     To       Style        Description             Cases     Total qty    Net kg     Gross kg

1        39       V13          Cotton shorts           39        1,872        540.0      580.0
40       59       N01          Linen shirts            20        960          210.0      231.0
60       119      C43          Wool skirts             60        1,440        480.0      512.0
"""
    )
    assert column(paper, "package_count") == ["39", "20", "60"]
    assert column(paper, "quantity") == ["1872", "960", "1440"]


def test_rows_of_attributes_describe_no_goods() -> None:
    paper = document(
        INVOICE
        + """
No.   Description                         Qty        Price      Amount

1     Knotter bill hook, hardened         120 PCS    8.56       1,027.20
      Werkstoff 51CrV4
2     Cultivator sweep, duckfoot          60 PCS     10.20      612.00
      Werkstoff 38MnB5
3     Plough share, reversible            80 PCS     16.24      1,299.20
      Werkstoff 51CrV4
"""
    )
    assert column(paper, "description") == [
        "Knotter bill hook, hardened",
        "Cultivator sweep, duckfoot",
        "Plough share, reversible",
    ]


def test_words_recur_below_descriptions_with_a_figure_behind() -> None:
    rows = [["Hook", "Charge 8812"], ["Sweep", "Charge 8813", "and bolt"], ["Share", "Charge 9001"]]
    assert row_keys(rows) == {"Charge"}
    assert not row_keys(rows[:2])


def test_a_number_in_brackets_behind_every_description() -> None:
    paper = document(
        LIST
        + """
Ctns     Contents (client's ref.)               Quantity     Gross kg     Net kg

22       SELF-INKING STAMP (95910-48)           1,760 PCS    282.1        264.0
21       STAMP PAD, METAL BOX (08925-54)        4,200 PCS    233.3        210.0
54       LIGHT STAND, STEEL (29546-14)          216 PCS      792.4        712.8
"""
    )
    assert column(paper, "part_number") == ["95910-48", "08925-54", "29546-14"]
    assert column(paper, "description")[1] == "STAMP PAD, METAL BOX"


def test_two_weights_in_one_column() -> None:
    paper = document(
        LIST
        + """
CTN NO.   ITEM NO. / DESCRIPTION        CTNS     QUANTITY     N.W. KGS
                                                              G.W. KGS
1-2       QJ-948-956Q                   2        80 PCS       52.80
          IRON UNION, BRASS SEAT                              55.70
3-23      PK-788-966P                   21       525 PCS      551.30
          SWIVEL COUPLER, FORGED                              576.60
"""
    )
    assert column(paper, "net_weight_kg") == ["52.8", "551.3"]
    assert column(paper, "gross_weight_kg") == ["55.7", "576.6"]


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("Kolli 1 bis 53 = 53 Kartons", {"package_count": "53"}),
        ("Cartons 54-89", {"package_count": "36"}),
        ("Kolli 1 bis 53 = 50 Kartons", {}),
        ("SKU 41787-46 / HS 9503.00.00 / China", {"hts_number": "95030000", "country_of_origin": "CN"}),
        ("SKU 41787-46 - HS 9503.00.00 - product of China", {"country_of_origin": "CN"}),
        ("Warenursprung Deutschland", {"country_of_origin": "DE"}),
    ],
)
def test_details_in_a_line(line: str, kinds: dict[str, str]) -> None:
    found = {detail.kind: detail.value.text for detail in details_in(span_of(line), 1, Habits())}
    assert kinds.items() <= found.items()
    assert kinds or "package_count" not in found


@pytest.mark.parametrize(
    ("line", "vessel", "loading"),
    [
        ("Versand: Flug EK904, Leipzig/Halle (LEJ) - Los Angeles, CA", "EK904", "Leipzig/Halle (LEJ)"),
        (
            "Versand: Seefracht ARCTIC BITTERN 033E ab Rotterdam, Netherlands",
            "ARCTIC BITTERN 033E",
            "Rotterdam, Netherlands",
        ),
        ("Versand: SEA HOLLY 018S ab Bremerhaven", "SEA HOLLY 018S", "Bremerhaven"),
    ],
)
def test_how_goods_travel_before_the_ship(line: str, vessel: str, loading: str) -> None:
    paper = document(f"                 Rechnung\n\nRechnung Nr. HT-4711\n\n{line}\n")
    assert fields(paper)["vessel"] == vessel
    assert fields(paper)["port_of_loading"] == loading


def test_what_is_still_to_pay_is_not_the_total() -> None:
    paper = document(
        INVOICE
        + """
No.   Description              Qty        Price      Amount

1     Claw hammer, steel       120 PCS    4.50       540.00
2     Pipe wrench, 14 in       40 PCS     11.25      450.00

      GRAND TOTAL                                    990.00
      LESS ADVANCE                                   297.00
      NET PAYABLE                                    693.00
"""
    )
    assert fields(paper)["total_amount"] == "990"


def test_a_strip_of_labels_is_no_title() -> None:
    paper = document(
        """
RPT 8666-P17           EXPORT PACKING SPECIFICATION           PAGE 001

INVOICE          DATED           CUSTOMER P.O.
70004287         19-Apr-2026     P453324A

Numbers     Article                 Code       Pkgs    Quantity    Gross kg    Net kg

1 to 5      CLAW HAMMER, STEEL      HT-100     5       150 NR      148.9       142.5
6 to 41     PIPE WRENCH, 14 IN      HT-210     36      36 NR       2,576.9     2,448.0
"""
    )
    assert paper.type == "packing_list"
    assert fields(paper)["invoice_number"] == "70004287"
