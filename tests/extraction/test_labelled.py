"""Labels and the places of their values: behind, beside, below, in the same ruled cell."""

import pytest

from docvalidate.extraction.habits import Habits
from docvalidate.extraction.header import choose, header_candidates
from docvalidate.extraction.label import is_label
from docvalidate.extraction.labelled import find_labels
from tests.extraction.pages import layout_of

PLACES = {
    "behind a colon": "Invoice No.: HT-4711",
    "behind, no colon": "Invoice No. HT-4711",
    "behind a hash": "Invoice # HT-4711",
    "beside": "Invoice No.        HT-4711",
    "beside, after dot leaders": "Invoice No. .......... HT-4711",
    "dot leaders without blanks": "Invoice No............: HT-4711",
    "a column of colons": """
        Invoice No.      : HT-4711
        Date of Invoice  : 16 April 2026
        """,
    "below": """
        Invoice No.
        HT-4711
        """,
    "below in a row of labels": """
        Invoice No.     Invoice Date     Currency
        HT-4711         16 April 2026    USD
        """,
    "in a ruled cell": """
        ┌──────────────┬───────────────┐
        │ Invoice No.  │ Invoice Date  │
        │ HT-4711      │ 16 April 2026 │
        └──────────────┴───────────────┘
        """,
    "numbered box": """
        ┌──────────────────┬───────────────┐
        │ 3. Invoice No.   │ 4. Date       │
        │ HT-4711          │ 16 April 2026 │
        └──────────────────┴───────────────┘
        """,
    "cell beside": """
        ┌──────────────┬───────────────┐
        │ Invoice No.  │ HT-4711       │
        ├──────────────┼───────────────┤
        │ Invoice Date │ 16 April 2026 │
        └──────────────┴───────────────┘
        """,
    "bilingual": "发票号码 Invoice No.: HT-4711",
    "bilingual with a stroke": "Rechnungsnummer / Invoice No.: HT-4711",
    "bilingual in brackets": "Fatura No (Invoice No): HT-4711",
    "several in a line": "Invoice No.: HT-4711   Date: 16 April 2026   Currency: USD",
    "several in a sentence": "Invoice No.: HT-4711, Date: 16 April 2026",
    "broken over two lines": """
        INVOICE
        NUMBER:      HT-4711
        """,
    "misspelled": "Comercial Invioce No.:      HT-4711",
    "misspelled, one blank": "Comercial Invioce No.: HT-4711",
}


@pytest.mark.parametrize("place", PLACES)
def test_an_invoice_number_is_found(place: str) -> None:
    candidates, _ = header_candidates([layout_of(PLACES[place])], [set()], Habits())
    value = choose(candidates, "invoice_number")
    assert value is not None
    assert value.text == "HT-4711"
    assert value.usable


def test_a_misspelled_label_is_understood() -> None:
    candidates, _ = header_candidates([layout_of("Incotrems:      FOB Qingdao")], [set()], Habits())
    value = choose(candidates, "incoterm")
    assert value is not None
    assert value.text == "FOB"


@pytest.mark.parametrize(
    "drawing",
    [
        "Invoice No.: as per contract",
        "Invoice No.:",
        "Invoice No.: N/A",
        "This invoice is not for resale",
        "We refer to our invoice and thank you",
    ],
)
def test_no_invoice_number_is_found(drawing: str) -> None:
    candidates, _ = header_candidates([layout_of(drawing)], [set()], Habits())
    assert choose(candidates, "invoice_number") is None


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Invoice No.", True),
        ("12. Vessel", True),
        ("Port of Loading:", True),
        ("Consignee (complete name and address)", True),
        ("Harbor Tools Co., Ltd.", False),
        ("HT-4711", False),
        ("Claw hammer, steel", False),
    ],
)
def test_is_label(printed: str, expected: bool) -> None:
    [phrase] = layout_of(printed).phrases
    assert is_label(phrase) is expected


def test_rows_of_the_table_are_passed_over() -> None:
    layout = layout_of("Invoice No.: HT-4711\nOrigin: China")
    assert [label.meanings[0] for label in find_labels(layout)] == ["invoice_number", "country_of_origin"]
    assert [label.meanings[0] for label in find_labels(layout, {1})] == ["invoice_number"]


@pytest.mark.parametrize("text", ["PO-733059", "INV-2026", "BL/4711"])
def test_the_beginning_of_a_code_is_no_label(text: str) -> None:
    assert [label for label in find_labels(layout_of(text)) if label.inline] == []


ROUTES = {
    "colons set apart": "x          From     : Qingdao\nx          To       : Newark",
    "values set apart": "From:      Qingdao\nTo:        Newark",
    "no colons": "From       Qingdao\nTo         Newark",
}


@pytest.mark.parametrize("place", ROUTES)
def test_two_labels_in_two_rows_are_two(place: str) -> None:
    candidates, _ = header_candidates([layout_of(ROUTES[place])], [set()], Habits())
    ports = [choose(candidates, name) for name in ("port_of_loading", "port_of_discharge")]
    assert [port.text if port else None for port in ports] == ["Qingdao", "Newark"]


@pytest.mark.parametrize("count", ["1,020", "269", "98", "7"])
def test_a_count_under_its_label_is_no_label(count: str) -> None:
    candidates, _ = header_candidates([layout_of(f"No. of packages\n{count} CARTONS")], [set()], Habits())
    value = choose(candidates, "package_count")
    assert value is not None
    assert value.raw == count
