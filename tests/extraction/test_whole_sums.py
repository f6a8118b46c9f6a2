"""Sums of one page and of the whole paper, told apart by what they add up to."""

from __future__ import annotations

from tests.extraction.pages import column, document, fields

TOP = """
HARBOR TOOL WORKS CO., LTD.                                          PAGE {page}
                    COMMERCIAL INVOICE          INVOICE# HT-4711

SEQ   ITEM       DESCRIPTION            CTNS   QTY       N.W. KGS   G.W. KGS   PRICE      AMOUNT
"""
ONE = "001   HT-100     CLAW HAMMER, STEEL     10     120 PCS   60.0       66.0       4.50       540.00\n"
TWO = "002   HT-210     PIPE WRENCH 14 IN      4      40 PCS    40.0       44.0       11.25      450.00\n"
THREE = "003   HT-330     RIVET GUN              2      20 PCS    12.0       14.0       20.00      400.00\n"
FOUR = "004   HT-440     TIN SNIPS              3      30 PCS    9.0        11.0       10.00      300.00\n"
PAGE = "      * PAGE VALUE                      14               100.0      110.0                 990.00\n"
ALL = "      ** INVOICE LINES                  19               121.0      135.0                 1,690.00\n"
END = "                    *** INVOICE TOTAL                                                     1,690.00\n"


def test_a_sum_of_all_pages_needs_no_label() -> None:
    paper = document(TOP.format(page=1) + ONE + TWO + PAGE, TOP.format(page=2) + THREE + FOUR + ALL + END)
    assert column(paper, "part_number") == ["HT-100", "HT-210", "HT-330", "HT-440"]
    found = fields(paper)
    assert found["package_count"] == "19"
    assert found["net_weight_kg"] == "121"
    assert found["gross_weight_kg"] == "135"
    assert found["total_amount"] == "1690"


def test_the_sum_may_stand_alone_on_the_last_page() -> None:
    paper = document(
        TOP.format(page=1) + ONE + TWO + PAGE, TOP.format(page=2) + THREE + FOUR, TOP.format(page=3) + ALL + END
    )
    assert column(paper, "part_number") == ["HT-100", "HT-210", "HT-330", "HT-440"]
    assert fields(paper)["gross_weight_kg"] == "135"


def test_names_may_stand_over_their_figures_in_a_table_without_a_column_for_them() -> None:
    paper = document(
        """
                    RECHNUNG

        Rechnung Nr. HT-4711

        Pos   Art.-Nr.    Zolltarif    Menge    Einheit   Einzelpreis   Betrag

              Claw hammer, steel, with wooden shaft
        1     HT-100      82052000     120      Stk       4,50          540,00
              Pipe wrench, forged, 14 in
        2     HT-210      82041100     40       Stk       11,25         450,00

        Summe                                                           990,00
        """
    )
    assert column(paper, "part_number") == ["HT-100", "HT-210"]
    assert column(paper, "description") == ["Claw hammer, steel, with wooden shaft", "Pipe wrench, forged, 14 in"]
