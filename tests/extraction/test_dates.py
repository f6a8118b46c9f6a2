"""Dates in many languages; an all-digit one stays open until the paper decides."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docvalidate.extraction.dates import find, in_order, month_first, settle

days = st.dates(date(1990, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    "printed",
    [
        "16 April 2026",
        "16-APR-2026",
        "16-Apr-26",
        "April 16, 2026",
        "Apr. 16th, 2026",
        "16. April 2026",
        "16 de abril de 2026",
        "le 16 avril 2026",
        "16 aprile 2026",
        "16 Nisan 2026",
        "2026年4月16日",
        "2026 年 4 月 16 日",
        "ngày 16 tháng 4 năm 2026",
        "2026-04-16",
        "2026/04/16",
        "20260416",
        "16.04.2026",
        "16/04/2026",
        "04/16/2026",
        "16.04.26",
        "dated the 16th of April 2026 at Hamburg",
        "2026 April 16",
    ],
)
def test_one_day_in_many_forms(printed: str) -> None:
    found = find(printed)
    assert [one.readings for one in found] == [(date(2026, 4, 16),)]


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "31.02.2026",
        "99/99/2026",
        "8471.30.01",
        "1.234.567",
        "HT-4711",
        "2026",
        "13/13/2026",
        "May 2026",
        "1/2/1850",
    ],
)
def test_what_is_no_date(printed: str) -> None:
    assert find(printed) == []


@given(days)
def test_iso_is_never_open(day: date) -> None:
    assert [one.readings for one in find(day.isoformat())] == [(day,)]


@given(days)
def test_a_worded_date_is_never_open(day: date) -> None:
    assert [one.readings for one in find(f"{day:%d %B %Y}")] == [(day,)]
    assert [one.readings for one in find(f"{day:%B} {day.day}, {day.year}")] == [(day,)]


@given(days)
def test_an_all_digit_date_carries_every_reading(day: date) -> None:
    [one] = find(f"{day:%d/%m/%Y}")
    assert one.readings[0] == day
    assert one.open is (day.day <= 12 and day.day != day.month)
    [other] = find(f"{day:%m/%d/%Y}")
    assert day in other.readings


@given(days)
def test_points_put_the_day_first(day: date) -> None:
    assert [one.readings for one in find(f"{day:%d.%m.%Y}")] == [(day,)]


@pytest.mark.parametrize(
    ("others", "leads"),
    [
        (["16/04/2026"], False),
        (["04/16/2026"], True),
        (["03/04/2026"], None),
        (["16/04/2026", "04/17/2026"], None),
        (["2026-04-16", "16.04.2026"], None),
    ],
)
def test_another_date_of_the_paper_decides(others: list[str], leads: bool | None) -> None:
    assert month_first(others) is leads


@pytest.mark.parametrize(
    ("leads", "chosen", "open_"),
    [
        (None, date(2026, 4, 3), (date(2026, 3, 4),)),
        (False, date(2026, 4, 3), ()),
        (True, date(2026, 3, 4), ()),
    ],
)
def test_settle(leads: bool | None, chosen: date, open_: tuple[date, ...]) -> None:
    [found] = find("03/04/2026")
    assert settle(found, leads) == (chosen, open_)


@given(st.text(alphabet="0123456789./- JanMay年月日', ", max_size=40))
def test_places_lie_in_the_text(text: str) -> None:
    for one in find(text):
        assert 0 <= one.start < one.end <= len(text)
        assert any(c.isdigit() for c in text[one.start : one.end])


def test_in_order() -> None:
    assert in_order([date(2026, 1, 1), date(2026, 1, 1), date(2026, 2, 1)])
    assert not in_order([date(2026, 2, 1), date(2026, 1, 1)])
