"""Printed text is folded for look-up, and every token knows the characters it came from."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docvalidate.extraction.text import fold, is_cjk, tokenise


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("Straße", "strasse"),
        ("Número", "numero"),
        ("İHRACATÇI", "ihracatci"),
        ("Đơn giá", "don gia"),
        ("œuvre", "oeuvre"),
        ("Œuvre", "oeuvre"),
        ("ŁÓDŹ", "lodz"),
        ("FÆRØ", "faero"),
        ("ＩＮＶＯＩＣＥ", "invoice"),
        ("Übertrag", "ubertrag"),
    ],
)
def test_case_and_accents_go(printed: str, folded: str) -> None:
    assert fold(printed) == folded


@pytest.mark.parametrize(
    ("printed", "tokens"),
    [
        ("Invoice No.:", ["invoice", "no"]),
        ("N° facture", ["n°", "facture"]),
        ("Q'ty (PCS)", ["q'ty", "pcs"]),
        ("Pièces & poids", ["pieces", "&", "poids"]),
        ("发票号码 INV-7", ["发", "票", "号", "码", "inv", "7"]),
        ("GrossWeightKg", ["gross", "weight", "kg"]),
        ("Part #", ["part", "#"]),
        ("… —", []),
        ("", []),
    ],
)
def test_tokens(printed: str, tokens: list[str]) -> None:
    assert [token.text for token in tokenise(printed)] == tokens


@given(st.text(max_size=60))
def test_tokens_lie_in_the_text_in_order(printed: str) -> None:
    tokens = tokenise(printed)
    assert all(0 <= token.start < token.end <= len(printed) for token in tokens)
    assert all(one.start <= other.start for one, other in pairwise(tokens))


@given(st.text(alphabet="abcXYZ 019-/.:", max_size=40))
def test_a_token_is_the_text_at_its_place(printed: str) -> None:
    for token in tokenise(printed):
        assert fold(printed[token.start : token.end]) == token.text


@pytest.mark.parametrize(("text", "expected"), [("发票", True), ("송장", True), ("注文", True), ("Rechnung", False)])
def test_chinese_japanese_korean(text: str, expected: bool) -> None:
    assert is_cjk(text) is expected
