"""Words of a scan that are a known form but for a look-alike letter."""

import pytest

from docvalidate.domain.page import Page, Source, Word
from docvalidate.extraction.respelled import respell


def read(text: str, confidence: float, source: Source = "ocr") -> str:
    page = Page(1, 600, 800, [Word(text, 10, 10, 60, 20, confidence=confidence)], source=source)
    respell(page)
    return page.words[0].text


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("Bestelinummer:", "Bestellnummer:"),
        ("MEASURENENT", "MEASUREMENT"),
        ("FRELGHT", "FREIGHT"),
        ("CTHS", "CTNS"),
        ("Ju1", "Jul"),
        ("QUANT1TY", "QUANTITY"),
    ],
)
def test_forms_of_papers_are_respelled(printed: str, meant: str) -> None:
    assert read(printed, 0.8) == meant


@pytest.mark.parametrize("printed", ["FORT", "GLASS", "Swire", "HT-1O0", "Marks", "发票", "XA-971-155X", "Pos."])
def test_names_goods_and_codes_are_not(printed: str) -> None:
    assert read(printed, 0.8) == printed


def test_what_was_read_surely_or_printed_as_text_stays() -> None:
    assert read("FRELGHT", 0.99) == "FRELGHT"
    assert read("Neitogewicht", 0.99) == "Nettogewicht"
    assert read("FRELGHT", 0.8, "text") == "FRELGHT"
