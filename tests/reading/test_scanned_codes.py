"""Codes of a scan: signs set by check digit, by the form of a bill's number, and by that of the codes around them."""

from __future__ import annotations

import pytest

from docvalidate.domain.page import Word
from docvalidate.reading.ocr.forms import mend_forms
from docvalidate.reading.ocr.signs import mend_signs


def column(*texts: str, confidence: float = 0.8) -> list[Word]:
    return [Word(text, 100, 20.0 * at, 150, 20.0 * at + 10, confidence=confidence) for at, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        (["85369040", "84669361", "84813020", "8482108C"], "84821080"),
        (["GU/03017", "ES/25644", "VD/03563", "SE/919C0"], "SE/91900"),
        (["GU/03017", "ES/25644", "VD/03563", "5E/91900"], "SE/91900"),
        (["GU/03017", "ES/25644", "SE/919C0"], "SE/919C0"),
        (["1,280", "2,800", "7,080", "3.720"], "3,720"),
        (["$3.14", "$9.50", "$1.07", "52.82"], "$2.82"),
        (["$3.14", "$9.50", "11.07", "52.82"], "52.82"),
        (["GU/03017", "ES/25644", "VD/03563", "SE/91KX0"], "SE/91KX0"),
    ],
)
def test_a_code_gets_the_form_of_its_column(read: list[str], meant: str) -> None:
    words = column(*read)
    mend_forms(words)
    assert words[-1].text == meant


def test_a_figure_whose_point_was_lost_is_joined_where_its_column_has_one() -> None:
    words = [Word(text, 100, 20.0 * at, 130, 20.0 * at + 10) for at, text in enumerate(("867.5", "181.4", "209.8"))]
    words += [Word("1140", 100, 60, 122, 70), Word("6", 125, 60, 130, 70)]
    mend_forms(words)
    assert [word.text for word in words] == ["867.5", "181.4", "209.8", "1140.6"]
    pair = [*words[:2], Word("1140", 100, 60, 122, 70), Word("6", 125, 60, 130, 70)]
    mend_forms(pair)
    assert [word.text for word in pair][2:] == ["1140", "6"]


def test_what_was_read_surely_stays() -> None:
    words = column("85369040", "84669361", "84813020", "8482108C", confidence=0.99)
    mend_forms(words)
    assert words[-1].text == "8482108C"


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("0OLUSH47023398", "OOLUSH47023398"),
        ("SEGU731380B", "SEGU7313808"),
        ("SEGU731380S", "SEGU731380S"),
        ("O20-85583212", "020-85583212"),
        ("PO-512581", "PO-512581"),
    ],
)
def test_numbers_with_a_known_form(read: str, meant: str) -> None:
    words = column(read)
    mend_forms(words)
    assert words[0].text == meant


def test_an_imo_number_is_told_by_the_word_before_it() -> None:
    words = [Word("IMO", 0, 0, 20, 10), Word("9O74729", 22, 0, 60, 10, confidence=0.9)]
    mend_forms(words)
    assert words[1].text == "9074729"


def test_a_doubtful_figure_between_words_is_a_stroke_where_the_page_has_many() -> None:
    texts = ("Rechnung", "/", "Invoice", "Datum", "/", "Date", "Netto", "/", "Net", "Packstücke", "7", "Packages")
    words = [
        Word(text, 10.0 * (at % 3), 20.0 * (at // 3), 10.0 * (at % 3) + 8, 20.0 * (at // 3) + 10, confidence=0.7)
        for at, text in enumerate(texts)
    ]
    mend_signs(words)
    assert words[10].text == "/"
    few = [*words[6:9], Word("7", 10, 60, 18, 70, confidence=0.7), *words[9:10], *words[11:]]
    mend_signs(few)
    assert few[3].text == "7"
