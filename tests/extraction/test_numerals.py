"""Numbers are read in the convention of the paper, and what is printed decides where the paper says nothing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docvalidate.extraction.numerals import Convention, decide, find, parse, votes

POINT, COMMA = Convention.POINT, Convention.COMMA


@pytest.mark.parametrize(
    ("printed", "convention", "value"),
    [
        ("1,234.56", None, "1234.56"),
        ("1.234,56", None, "1234.56"),
        ("1'234.50", None, "1234.50"),
        ("12,50", None, "12.50"),
        ("12.50", None, "12.50"),
        ("0,125", None, "0.125"),
        ("1,234", None, "1234"),
        ("1,234", COMMA, "1.234"),
        ("1.234", COMMA, "1234"),
        ("1.234", POINT, "1.234"),
        ("12.5", COMMA, "12.5"),
        ("12,5", POINT, "12.5"),
        ("1.234.567", POINT, "1234567"),
        ("12,34,567.00", POINT, "1234567.00"),
        ("(120.00)", None, "-120.00"),
        ("-120.00", None, "-120.00"),
        ("120.00-", None, "-120.00"),
        ("$1,000.00", None, "1000.00"),
        ("007", None, "7"),
    ],
)
def test_parse(printed: str, convention: Convention | None, value: str) -> None:
    assert parse(printed, convention) == Decimal(value)


@pytest.mark.parametrize("printed", ["", "abc", "-", "..", ",", "1" * 40, "1.2.3"])
def test_what_is_no_number(printed: str) -> None:
    assert parse(printed, POINT) is None


amounts = st.decimals(min_value=0, max_value=Decimal("9999999999.99"), places=2, allow_nan=False)


@given(amounts)
def test_round_trip_with_points(value: Decimal) -> None:
    assert parse(f"{value:,.2f}", POINT) == value
    assert parse(f"{value:.2f}", POINT) == value


@given(amounts)
def test_round_trip_with_commas(value: Decimal) -> None:
    printed = f"{value:,.2f}".translate(str.maketrans(",.", ".,"))
    assert parse(printed, COMMA) == value
    assert parse(f"{value:.2f}".replace(".", ","), COMMA) == value


@given(amounts, st.sampled_from([POINT, COMMA]))
def test_a_convention_decides_what_the_number_leaves_open_and_no_more(value: Decimal, convention: Convention) -> None:
    """Two decimals behind a thousands group can be read one way only, whatever the rest of the paper does."""
    if value >= 1000:
        assert parse(f"{value:,.2f}", convention) == value


@given(st.integers(min_value=0, max_value=10**9), st.sampled_from(["\u00a0", "\u202f", " "]))
def test_blanks_part_thousands(value: int, blank: str) -> None:
    printed = f"{value:,}".replace(",", blank)
    assert [found.value for found in find(printed, None)] == [Decimal(value)]


@given(st.lists(amounts, min_size=1, max_size=20))
def test_the_paper_decides(values: list[Decimal]) -> None:
    printed = [f"{value:,.2f}" for value in values]
    assert decide(printed) is POINT
    assert decide([text.translate(str.maketrans(",.", ".,")) for text in printed]) is COMMA


@pytest.mark.parametrize("printed", ["250", "1,234", "1.234", "", "abc"])
def test_some_numbers_tell_nothing(printed: str) -> None:
    assert votes(printed) == (0, 0)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("500SETS", ["500"]),
        ("$3.20/SET", ["3.20"]),
        ("USD1,250.00", ["1250.00"]),
        ("12 pcs at 3.50", ["12", "3.50"]),
        ("C/No. 1-20", ["1", "20"]),
        ("ABCD123", []),
        ("12 000,50 kg", ["12000.50"]),
        ("5 120", ["5120"]),
        ("(1,200.00)", ["-1200.00"]),
    ],
)
def test_find(text: str, values: list[str]) -> None:
    assert [one.value for one in find(text, None)] == [Decimal(value) for value in values]


@given(st.text(alphabet="0123456789.,-'() $USDkg\u00a0", max_size=40), st.sampled_from([None, POINT, COMMA]))
def test_what_is_found_stands_where_it_is_said_to(text: str, convention: Convention | None) -> None:
    for one in find(text, convention):
        assert text[one.start : one.end] == one.text
        assert any(c.isdigit() for c in one.text)
