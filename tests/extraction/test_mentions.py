"""Firms and vessels in running text: found by legal form or cue, not found where the text names none."""

from __future__ import annotations

import time

import pytest

from docvalidate.domain.page import Page
from docvalidate.extraction.layout import lay_out
from docvalidate.extraction.mentions import mentions_in
from tests.extraction.pages import drawn, layout_of


def names(*lines: str, known: tuple[str, ...] = ()) -> list[str]:
    return [mention.name for mention in mentions_in([layout_of("\n".join(lines))], known)]


FOUND = [
    (
        "Goods manufactured by Yuhang Velmora Textile Co., Ltd. and packed in cartons",
        "Yuhang Velmora Textile Co., Ltd.",
    ),
    ("GOODS WERE MADE BY VELMORA KNITTING (HK) LIMITED IN 2026", "VELMORA KNITTING (HK) LIMITED"),
    ("Sold on behalf of Brandt & Söhne GmbH, Hamburg", "Brandt & Söhne GmbH"),
    ("Shipped for account of Sociedad Tejidos del Sur S.A. under contract 12", "Sociedad Tejidos del Sur S.A."),
    ("Please remit to Harbour Credit Bank, London", "Harbour Credit Bank"),
    ("marks: PT Velmora Jaya", "PT Velmora Jaya"),
    ("Yarn spun by Velmora Spinning Mills", "Velmora Spinning Mills"),
    ("transhipped on MV VELMORA STAR V.012", "VELMORA STAR"),
    ("本批货物由余杭维摩纺织有限公司生产", "余杭维摩纺织有限公司"),
    ("груз от ООО «Велмора Текстиль»", "ООО «Велмора Текстиль"),
    ("Bank: Joint Stock Commercial Bank Velmora Company", "Joint Stock Commercial Bank Velmora Company"),
]


@pytest.mark.parametrize(("line", "wanted"), FOUND)
def test_a_name_in_the_text_is_found(line: str, wanted: str) -> None:
    assert wanted in names(line)


@pytest.mark.parametrize(
    "line",
    [
        "Total net weight 1,250 KG",
        "DENVER CO 80202",
        "We hereby certify that the goods are of Chinese origin.",
        "as agreed by the parties in accordance with the contract",
        "Beneficiary bank details",
        "Vessel / Aircraft",
        "signed for and on behalf of the company",
        "limited quantities",
    ],
)
def test_text_without_a_name_gives_none(line: str) -> None:
    assert names(line) == []


def test_a_party_of_the_fields_is_not_named_again() -> None:
    line = "made by Velmora Textile Co., Ltd."
    assert names(line, known=("Velmora Textile Co., Ltd.",)) == []
    assert names(line, known=("VELMORA TEXTILE CO LTD, Yuhang",)) == []


def test_a_name_goes_on_in_the_next_line() -> None:
    found = names(
        "The goods of this invoice were manufactured by Yuhang Velmora",
        "Textile Co., Ltd. and are free of charge",
    )
    assert found == ["Yuhang Velmora Textile Co., Ltd."]


def test_it_says_where() -> None:
    page = drawn("remarks\n   made by Velmora Textile Co., Ltd.")
    (mention,) = mentions_in([lay_out(page)], ())
    assert mention.page == page.number
    assert mention.bbox is not None
    assert mention.bbox[0] == pytest.approx(11 * 6.0)  # behind `   made by `
    assert mention.told_by == "form"


def test_it_is_fast() -> None:
    lines = ["The goods of this invoice were manufactured by Velmora Textile Co., Ltd. for account of others"] * 50
    layout = layout_of("\n".join(lines))
    started = time.process_time()
    for _ in range(10):
        mentions_in([layout], ())
    assert (time.process_time() - started) / 10 < 0.02  # fifty full lines; a usual page takes a tenth


def test_an_empty_page_has_none() -> None:
    assert mentions_in([lay_out(Page(1, 600, 800, []))], ()) == []
