"""A street that bears the name of a place in Xinjiang lies elsewhere; an address in another province does too."""

from __future__ import annotations

import pytest

from docvalidate.screening import forced_labor_region


@pytest.mark.parametrize(
    ("address", "country"),
    [
        ("Urumqi Road 12, Shanghai", "CN"),
        ("Flat B, 92 Fukang Road, Shenzhen, Guangdong, China", None),
        ("Hami Lu 3, Shanghai 200335", "CN"),
        ("上海市乌鲁木齐中路12号", "CN"),
        ("Changji Industrial Park, Jiangsu", "CN"),
    ],
)
def test_not_there(address: str, country: str | None) -> None:
    assert forced_labor_region(address, country) is None


@pytest.mark.parametrize(
    ("address", "country"),
    [
        ("8 Youhao Road, Urumqi", "CN"),
        ("Fukang city, Changji", "CN"),
        ("乌鲁木齐市友好路8号", "CN"),
        ("Xinjiang Production and Construction Corps, office in Gansu", "CN"),
    ],
)
def test_there(address: str, country: str | None) -> None:
    found = forced_labor_region(address, country)
    assert found is not None
    assert found.sure
