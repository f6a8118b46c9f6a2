"""What a page is, and which pages of a file are one document."""

import pytest

from docvalidate.extraction import extract
from docvalidate.extraction.classify import content_type, nature_of
from docvalidate.extraction.layout import lay_out
from tests.extraction.pages import document, documents, drawn, layout_of

INVOICE = """
                    COMMERCIAL INVOICE

Invoice No.: {number}               Date: 16 April 2026

Item  Part No.   Description            Qty     Unit Price     Amount
1     HT-100     Claw hammer, steel     120     4.50           540.00
2     HT-210     Pipe wrench 14 in      40      11.25          450.00
"""
PACKING = """
                    PACKING LIST

Invoice No.: HT-4711                Date: 16 April 2026

Item  Part No.   Description            Cartons   N.W. (KGS)   G.W. (KGS)
1     HT-100     Claw hammer, steel     10        96.0         104.0
2     HT-210     Pipe wrench 14 in      5         60.0         66.0
"""
BILL = """
                    BILL OF LADING

B/L No.: QDNY2604771
Shipper: Harbor Tools Co., Ltd.
Notify party: Rio Frontera Imports Inc.
Vessel: EVER LUCID 021E
Port of Loading: Qingdao
Port of Discharge: Newark, NJ
Gross Weight: 170.0 kg
"""
TERMS = """
Terms and conditions of sale apply as printed overleaf.
Goods remain ours until they are paid for in full.
"""


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("COMMERCIAL INVOICE", "commercial_invoice"),
        ("商业发票 COMMERCIAL INVOICE", "commercial_invoice"),
        ("I N V O I C E", "commercial_invoice"),
        ("Rechnung Nr. 4711 vom 16.04.2026", "commercial_invoice"),
        ("Fattura commerciale", "commercial_invoice"),
        ("PROFORMA INVOICE", "commercial_invoice"),
        ("PACKING LIST", "packing_list"),
        ("Liste de colisage", "packing_list"),
        ("装箱单", "packing_list"),
        ("货物清单 Packing List", "packing_list"),
        ("PACKING SCHEDULE", "packing_list"),
        ("Weight and content statement", "packing_list"),
        ("Verpackungsverzeichnis", "packing_list"),
        ("BILL OF LADING FOR COMBINED TRANSPORT", "bill_of_lading"),
        ("SEA WAYBILL", "bill_of_lading"),
        ("AIR WAYBILL", "air_waybill"),
        ("CERTIFICATE OF ORIGIN", "certificate_of_origin"),
        ("ARRIVAL NOTICE", "arrival_notice"),
        ("PURCHASE ORDER", "purchase_order"),
        ("QUOTATION", "other"),
        ("DELIVERY NOTE", "other"),
        ("Freight invoice", "other"),
    ],
)
def test_titles(title: str, kind: str) -> None:
    nature = nature_of(layout_of(f"                    {title}\n\n{TERMS}"))
    assert nature.title is not None
    assert nature.title.type == kind


def test_a_title_whose_letters_a_scan_gives_as_words_set_wide() -> None:
    page = drawn("                    PACKING        LIST\n\n" + TERMS)
    for word in page.words[:2]:
        word.x1 = word.x0 + 10 * len(word.text)
    page.words[1].x0, page.words[1].x1 = page.words[0].x1 + 20, page.words[0].x1 + 60
    title = nature_of(lay_out(page)).title
    assert title is not None
    assert title.type == "packing_list"


@pytest.mark.parametrize("line", ["Invoice No.: HT-4711", "As per invoice: 4711", "Harbor Tools Co., Ltd.", TERMS])
def test_a_label_or_a_sentence_is_no_title(line: str) -> None:
    assert nature_of(layout_of(line)).title is None


@pytest.mark.parametrize(
    ("drawing", "kind"),
    [
        (INVOICE.replace("COMMERCIAL INVOICE", ""), "commercial_invoice"),
        (PACKING.replace("PACKING LIST", ""), "packing_list"),
        (BILL.replace("BILL OF LADING", ""), "bill_of_lading"),
        (TERMS, None),
    ],
)
def test_without_a_title_the_content_tells(drawing: str, kind: str | None) -> None:
    assert content_type(nature_of(layout_of(drawing))) == kind


@pytest.mark.parametrize(
    ("foot", "number"),
    [
        ("Page 2 of 3", (2, 3)),
        ("Seite 2/3", (2, 3)),
        ("第 2 页", (2, 0)),
        ("Pagina 2 de 3", (2, 3)),
        ("2 cartons", None),
    ],
)
def test_page_numbers(foot: str, number: tuple[int, int] | None) -> None:
    assert nature_of(layout_of(foot)).number_of == number


def split(*drawings: str) -> list[tuple[str, list[int]]]:
    return [(one.type, one.pages) for one in documents(*drawings)]


def test_a_merged_file_is_three_documents() -> None:
    assert split(INVOICE.format(number="HT-4711"), PACKING, BILL) == [
        ("commercial_invoice", [1]),
        ("packing_list", [2]),
        ("bill_of_lading", [3]),
    ]


def test_pages_of_one_invoice_number_are_one_document() -> None:
    page = INVOICE.format(number="HT-4711")
    assert split(page, page, page) == [("commercial_invoice", [1, 2, 3])]


def test_two_invoice_numbers_are_two_documents() -> None:
    assert split(INVOICE.format(number="HT-4711"), INVOICE.format(number="HT-4712")) == [
        ("commercial_invoice", [1]),
        ("commercial_invoice", [2]),
    ]


@pytest.mark.parametrize("mark", ["Page 2 of 2", "COMMERCIAL INVOICE (continued)"])
def test_a_page_that_says_so_goes_on(mark: str) -> None:
    following = INVOICE.format(number="HT-4711") + mark
    if "continued" in mark:
        following = f"                    {mark}\n\n" + INVOICE.format(number="").replace("COMMERCIAL INVOICE", "")
    assert split(INVOICE.format(number="HT-4711"), following) == [("commercial_invoice", [1, 2])]


def test_what_a_label_is_followed_by_is_no_title() -> None:
    terms = "Discharged at:  New Orleans     Terms of payment:  Letter of credit, 30 days sight"
    untitled = INVOICE.format(number="HT-4711").replace("COMMERCIAL INVOICE", "HARBOR TOOLS")
    assert split(untitled.replace("Item ", terms + "\n\nItem ")) == [("commercial_invoice", [1])]


def test_a_label_apart_from_its_colon_is_no_title() -> None:
    terms = "INVOICE NO        : HT-4711\nDATE              : 2026-05-12"
    untitled = INVOICE.format(number="HT-4711").replace("COMMERCIAL INVOICE", "HARBOR TOOLS")
    title = nature_of(layout_of(untitled.replace("Item ", terms + "\n\nItem "))).title
    assert title is None or title.phrase.text != "INVOICE NO"


def test_a_page_that_prints_its_number_alone_goes_on() -> None:
    (paper,) = documents(INVOICE.format(number="HT-4711"), "  PAGE 2" + INVOICE.format(number="HT-4771"))
    assert paper.pages == [1, 2]


def test_a_number_that_a_scanner_misread_is_the_same_paper() -> None:
    pages = [drawn(INVOICE.format(number=number), number=at) for at, number in ((1, "HT-4716"), (2, "HT-4715"))]
    assert [paper.pages for paper in extract(pages, "scan.pdf")] == [[1], [2]]
    for word in pages[1].words:
        word.confidence = 0.8 if word.text == "HT-4715" else 1.0
    assert [paper.pages for paper in extract(pages, "scan.pdf")] == [[1, 2]]


def test_terms_behind_a_paper_belong_to_it() -> None:
    assert split(INVOICE.format(number="HT-4711"), TERMS, PACKING) == [
        ("commercial_invoice", [1, 2]),
        ("packing_list", [3]),
    ]


def test_another_paper_is_named_and_not_read() -> None:
    [paper] = documents("              QUOTATION\n\nInvoice No.: HT-4711")
    assert (paper.type, paper.fields, paper.line_items) == ("other", {}, [])


def test_a_page_without_words_is_no_document() -> None:
    assert documents("") == []
    assert documents() == []


def test_a_long_title_alone_at_the_head_of_a_page() -> None:
    paper = document(
        """
                    QUOIN CARGO TERMINAL LTD
               PACKING LIST AS TALLIED ON STUFFING

TALLY FOR ACCOUNT OF: Harbor Tool Works Co., Ltd.

Cartons    Numbered    Gross/kg    Net/kg    Marked / said to contain    Count
10         1-10        157.30      144.00    HT-100                      120 pcs
                                             Claw hammer, steel
15         11-25       235.90      216.00    HT-210                      450 pcs
                                             Pipe wrench, 14 in
"""
    )
    assert paper.type == "packing_list"
    assert [item["package_count"].text for item in paper.line_items] == ["10", "15"]


WEIGHED = """
Invoice No.: HT-4711                Date: 16 April 2026

Item  Part No.   Description            Qty     Cartons   N.W. (KGS)   G.W. (KGS)
1     HT-100     Claw hammer, steel     120     10        96.0         104.0
2     HT-210     Pipe wrench 14 in      40      5         60.0         66.0
"""


def test_a_title_no_lexicon_knows_does_not_join_goods_by_price_and_by_weight() -> None:
    bill = INVOICE.format(number="HT-4711")
    untitled = bill.replace("COMMERCIAL INVOICE", "Bordereau XYZ")
    assert split(bill, WEIGHED) == [("commercial_invoice", [1]), ("packing_list", [2])]
    assert split(PACKING, untitled) == [("packing_list", [1]), ("commercial_invoice", [2])]


def test_weights_by_line_under_an_invoice_stay_with_it() -> None:
    schedule = "\n".join(WEIGHED.splitlines()[3:])
    assert split(INVOICE.format(number="HT-4711"), schedule) == [("commercial_invoice", [1, 2])]


def test_after_the_last_page_of_a_paper_another_begins() -> None:
    schedule = "\n".join(WEIGHED.splitlines()[3:])
    assert split(INVOICE.format(number="HT-4711") + "\nPage 1 of 1", schedule) == [
        ("commercial_invoice", [1]),
        ("packing_list", [2]),
    ]
