"""`compare`: what is one party and what is not, and why."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docvalidate.screening import compare

SAME = [
    ("Huayuan Trading Co., Ltd.", "HUAYUAN TRDG COMPANY LIMITED", "form and abbreviation"),
    ("Huayuan Trading Co., Ltd.", "Huayaun Trading", "two letters changed places"),
    ("Huayuan Trading Co., Ltd.", "HUAYUAN TRAD1NG C0", "misread"),
    ("Huayuan Trading Co., Ltd.", "HUAYUANTRADING CO LTD", "joined"),
    ("Huayuan Trading Co., Ltd.", "HUA YUAN TRADING", "split"),
    ("Shanghai Huayuan Trading", "Huayuan Trading (Shanghai)", "moved city"),
    ("Huayuan Trading", "M/S Huayuan Trading, 15 Keji Road, Shenzhen", "noise"),
    ("Verdigris Petrochemical Machinery Manufacturing", "VERDIGRIS PETROCHEMICAL MACHINERY MA", "cut off"),
    ("Example National Verdigris Corporation", "EXAMPLE NATL VERDIGRIS CORP", "abbreviated"),
    ("ООО «Вердигрис»", "Verdigris LLC", "Cyrillic"),
    ("上海华源贸易有限公司", "Shanghai Huayuan Trading Co., Ltd.", "Chinese"),
    ("VELLUM, Tomas", "Tomas Vellum", "order of a person's name"),
    ("Modern Verdigris Works", "MODEM VERDIGRIS WORKS", "rn read as m"),
]
OTHER = [
    ("Shanghai Huayuan Trading Co., Ltd.", "Shanghai Qilinmen Trading Co., Ltd.", "the telling word differs"),
    ("Government of Estonia", "Government of Ethiopia", "another country"),
    ("Bank of Exampleland (Spain)", "Bank of Exampleland (Chile)", "another place"),
    ("Sunshine", "Sunshine Oil Trading Co", "one common word"),
    ("Northern Parts Ltd", "Northern Ports Ltd", "two words, no misprint"),
    ("Verdigris Works", "Feldspar Mills", "nothing alike"),
    ("CDE Company", "A.B.C. Company", "initials"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "why"), SAME)
def test_one_party(one: str, other: str, why: str) -> None:
    result = compare(one, other)
    assert result.decision in ("match", "possible"), (why, result)
    assert result.explanation


@pytest.mark.parametrize(("one", "other", "why"), OTHER)
def test_two_parties(one: str, other: str, why: str) -> None:
    result = compare(one, other)
    assert result.decision in ("none", "weak"), (why, result)


def test_the_explanation_names_what_met_and_what_speaks_against() -> None:
    text = " ".join(compare("Huayuan Trading Hamburg", "HUAYAUN TRADING STEEL").explanation)
    assert "'huayaun' met 'huayuan'" in text or "'huayuan' met 'huayaun'" in text
    assert "trading" in text
    assert "against: only in" in text


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_give_a_score_and_the_order_does_not_matter(one: str, other: str) -> None:
    result = compare(one, other)
    assert 0.0 <= result.score <= 1.0
    assert compare(other, one).score == result.score


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="abcdefghij klmnop", min_size=3, max_size=40).filter(lambda text: any(c != " " for c in text)))
def test_a_name_is_itself(text: str) -> None:
    assert compare(text, text.upper()).score > 0.99


def test_importing_and_comparing_loads_no_heavy_library() -> None:
    code = (
        "import sys; from docvalidate.screening import compare; compare('Alpha Works', 'Alfa Works');"
        "print([m for m in ('spacy', 'transformers', 'onnxruntime', 'numpy', 'httpx', 'pydantic') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
