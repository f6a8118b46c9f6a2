"""Addresses in Xinjiang, and those that only look so."""

from __future__ import annotations

import pytest

from docvalidate.screening import forced_labor_region

INSIDE = [
    ("No. 8 Youhao Road, Urumqi, China", None, "place"),
    ("Kashi Prefecture, Xinjiang Uygur Autonomous Region", None, "region"),
    ("XUAR, P.R. China", None, "region"),
    ("Industrial Park, Hotan, CN", None, "place"),
    ("新疆维吾尔自治区石河子市", None, "region"),
    ("喀什市人民东路12号", None, "place"),
    ("Shihezi Economic Development Zone 832000", "CN", "place"),
    ("12 Renmin Road, China 830011", None, "post-code"),
    ("Textile City, Aksu 843000, PRC", None, "place"),
    ("Wulumuqi High-tech Zone", "CN", "place"),
]
OUTSIDE = [
    ("Suite 830011, Houston, TX", "US"),
    ("12 Renmin Road, Shanghai 200001, China", "CN"),
    ("ul. Aksu 5, Almaty", "KZ"),
    ("Tacoma, WA 98402", None),
    ("Aral, Kazakhstan", None),
    ("83 Hamilton Road, London", "GB"),
    ("Tel +1 830 555 1000", None),
    ("", None),
    (None, "CN"),
]


@pytest.mark.parametrize(("address", "country", "kind"), INSIDE)
def test_in_the_region(address: str, country: str | None, kind: str) -> None:
    evidence = forced_labor_region(address, country)
    assert evidence is not None
    assert evidence.kind == kind
    assert evidence.text in evidence.sentence
    assert "117-78" in evidence.citation


@pytest.mark.parametrize(("address", "country"), OUTSIDE)
def test_elsewhere(address: str | None, country: str | None) -> None:
    assert forced_labor_region(address, country) is None


def test_a_place_that_others_have_too_is_not_sure() -> None:
    evidence = forced_labor_region("Hami, China")
    assert evidence is not None
    assert not evidence.sure
    assert forced_labor_region("Hami") is None
