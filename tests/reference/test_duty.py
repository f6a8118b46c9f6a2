"""Duty and fee arithmetic against the worked examples of the AE chapter (July 2026) and Appendix F."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docvalidate.reference import duty_formulas, facade, fees, programs
from docvalidate.reference.duty import (
    DutyRow,
    cents,
    dollars,
    duty,
    duty_rows,
    hmf_line,
    hmf_total,
    mpf_line,
    mpf_total,
    rounded,
)
from docvalidate.reference.rates import parse

D = Decimal
MAY = datetime.date(2026, 5, 1)
FREE = parse("Free")


def fee(name: str, on: datetime.date = MAY) -> fees.Fee:
    found = fees.find(name, on)
    assert found
    return found


@pytest.mark.parametrize(
    ("amount", "filed"),
    [("123.58155", "123.58"), ("123.56451", "123.56"), ("123.54500", "123.55"), ("256.18515", "256.19"),
     ("181.56451", "181.56")],
)  # fmt: skip
def test_duties_are_rounded_half_up_to_cents(amount: str, filed: str) -> None:
    """Usage note hh, page ESF-186."""
    assert cents(D(amount)) == D(filed)


@pytest.mark.parametrize(("amount", "filed"), [("123.49", 123), ("123.50", 124), ("123.51", 124)])
def test_values_are_rounded_to_dollars(amount: str, filed: int) -> None:
    """Usage note hh, page ESF-186; 19 CFR 159.3."""
    assert dollars(D(amount)) == filed


@pytest.mark.parametrize("amount", ["0.004", "0.0049", "0"])
def test_an_amount_under_a_cent_is_filed_as_zero(amount: str) -> None:
    """Usage note l, page ESF-160, and note 2 of record 50: the estimate computes to less than $0.01."""
    assert cents(D(amount)) == D("0.00")


@pytest.mark.parametrize(
    ("amount", "places", "filed"),
    [("123.4598000", 3, "123.460"), ("123.0854509", 3, "123.085"), ("123.5678490", 4, "123.5678"),
     ("123.0375550", 4, "123.0376")],
)  # fmt: skip
def test_quantities_are_rounded_to_their_implied_decimals(amount: str, places: int, filed: str) -> None:
    """Usage note hh, page ESF-186, whose last line prints 1235678 and 1230376 for the four places."""
    assert rounded(D(amount), places) == D(filed)


@pytest.mark.parametrize(
    ("day", "rate", "minimum", "maximum"),
    [("2025-10-01", "0.003464", "33.58", "651.50"), ("2024-10-01", "0.003464", "32.71", "634.62"),
     ("2025-09-30", "0.003464", "32.71", "634.62"), ("2023-10-01", "0.003464", "31.67", "614.35"),
     ("2022-10-01", "0.003464", "29.66", "575.35"), ("2021-10-01", "0.003464", "27.75", "538.40"),
     ("2020-10-01", "0.003464", "27.23", "528.33"), ("2019-10-01", "0.003464", "26.79", "519.76"),
     ("2018-10-01", "0.003464", "26.22", "508.70"), ("2018-01-01", "0.003464", "25.67", "497.99"),
     ("2017-12-31", "0.003464", "25.00", "485.00"), ("2011-10-01", "0.003464", "25.00", "485.00"),
     ("2011-09-30", "0.0021", "25.00", "485.00"), ("1995-01-01", "0.0021", "25.00", "485.00"),
     ("1994-12-31", "0.0019", "21.00", "400.00"), ("1992-09-30", "0.0017", "21.00", "400.00")],
)  # fmt: skip
def test_the_processing_fee_has_the_rate_and_bounds_of_the_day(day: str, rate: str, minimum: str, maximum: str) -> None:
    """Usage note w, pages ESF-173 and ESF-174."""
    found = fee("mpf-formal", datetime.date.fromisoformat(day))
    assert (found.rate, found.minimum, found.maximum) == (D(rate), D(minimum), D(maximum))


@pytest.mark.parametrize(
    ("values", "total"),
    [([1000, 500], "33.58"), ([10_000, 2_000], "41.57"), ([150_000, 60_000], "651.50"), ([], "0.00")],
)
def test_the_total_of_the_processing_fee(values: list[int], total: str) -> None:
    """Usage note w, page ESF-174: minimum, sum of the articles, maximum; nothing where no article owes it."""
    assert mpf_total([D(value) for value in values], fee("mpf-formal")) == D(total)


def test_a_consolidated_summary_may_exceed_the_maximum() -> None:
    """Usage note w, page ESF-174."""
    assert mpf_total([D(210_000)], fee("mpf-formal"), consolidated=True) == D("727.44")


def test_the_harbor_fee_is_of_the_sum_of_a_lines_values() -> None:
    """Usage note o, page ESF-162: the whole dollars of all tariff numbers of the line are summed first."""
    assert hmf_line([D(0), D(1004), D(1004)], fee("hmf")) == D("2.51")
    assert hmf_line([D(1004)], fee("hmf")) * 2 == D("2.52")


@pytest.mark.parametrize(
    ("lines", "other", "total"), [(["3.00"], "0", "0.00"), (["3.01"], "0", "3.01"), (["3.00"], "33.58", "3.00")]
)
def test_the_harbor_fee_of_three_dollars_alone_is_not_owed(lines: list[str], other: str, total: str) -> None:
    """Usage note o, page ESF-162."""
    assert hmf_total([D(line) for line in lines], other_revenue=D(other)) == D(total)


FIXED = {
    "mpf-informal": ("2.69", "2.62", "2.53", "2.37", "2.22", "2.18", "2.14", "2.10", "2.05", "2.00"),
    "dutiable-mail": ("7.39", "7.20", "6.97", "6.52", "6.11", "5.99", "5.89", "5.77", "5.65", "5.00"),
    "manual-surcharge": ("4.03", "3.93", "3.80", "3.56", "3.33", "3.27", "3.21", "3.15", "3.08", "3.00"),
}
"""Usage notes q (page ESF-164), p (ESF-163) and r (ESF-165), from the latest period back."""
BEGINS = (*(f"{year}-10-01" for year in range(2025, 2017, -1)), "2018-01-01", "2017-12-31")


@pytest.mark.parametrize(
    ("name", "day", "amount"),
    [(name, day, amount) for name, amounts in FIXED.items() for day, amount in zip(BEGINS, amounts, strict=True)],
)
def test_fixed_fees(name: str, day: str, amount: str) -> None:
    assert fee(name, datetime.date.fromisoformat(day)).amount == D(amount)


@pytest.mark.parametrize(
    ("question", "exempt"),
    [({"origin": "IL"}, True), ({"origin": "GU"}, True), ({"program": "S"}, True), ({"program": "C#"}, True),
     ({"program": "A"}, False), ({"entry_type": "23"}, True), ({"entry_type": "11"}, True),
     ({"number": "9801001010"}, True), ({"number": "9802008040"}, False), ({}, False)],
)  # fmt: skip
def test_who_owes_no_processing_fee(question: dict[str, Any], exempt: bool) -> None:
    """Usage notes m and n, page ESF-161."""
    asked = {"origin": "CN", "program": None, "number": "8471300100", "entry_type": "01"} | question
    assert facade.Reference(None).mpf_exempt(**asked) is exempt


def test_remedy_duty_is_filed_on_its_own_number_of_the_articles_value() -> None:
    """Usage note ii, page ESF-186: the article's duty as well as the additional one, which no program waives."""
    remedy = parse("The duty provided in the applicable subheading + 25%")
    quantities = {"NO": D(100)}
    article = DutyRow("8471300100", parse("2%"), D(24_600), quantities)
    assert duty_rows([DutyRow("99038803", remedy, D(0), {}), article]) == [D("6150.00"), D("492.00")]
    program = DutyRow("8471300100", FREE, D(24_600), quantities)
    assert duty_rows([DutyRow("99038803", remedy, D(0), {}), program]) == [D("6150.00"), D("0.00")]


def test_a_replacement_duty_stands_instead_of_the_articles() -> None:
    """Usage note ii, page ESF-187."""
    rows = [DutyRow("99021234", parse("1.5%"), D(0), {}), DutyRow("2916393000", parse("6.5%"), D(1000), {"KG": D(5)})]
    assert duty_rows(rows) == [D("15.00"), D("0.00")]


Q = (D(120), D(45), D(96))
P = (D("0.05"), D("0.02"), D("0.03"))


@pytest.mark.parametrize(
    ("code", "page", "expected"),
    [
        ("0", 2, D(0)),
        ("1", 2, D("6.00")),  # .05 x 120
        ("2", 2, D("2.25")),  # .05 x 45
        ("3", 2, D("7.35")),  # .05 x 120 + .03 x 45
        ("4", 2, D("26.00")),  # .05 x 120 + .02 x 1000
        ("5", 2, D("22.25")),  # .05 x 45 + .02 x 1000
        ("6", 2, D("27.35")),  # .05 x 120 + .03 x 45 + .02 x 1000
        ("7", 2, D("20.00")),  # .02 x 1000
        ("A", 3, D("2900.00")),  # (.02 + .03 x 96) x 1000
        ("B", 3, D("2902.25")),  # .05 x 45 + (.02 + .03 x 96) x 1000
        ("D", 3, D("24.80")),  # .05 x 96 + .02 x 1000
        ("E", 3, D("25.13")),  # .05 x 45 + .03 x 96 + .02 x 1000
        ("F", 3, D("168.00")),  # 120 x (.05 + .03 x 45)
        ("J", 3, D("1.35")),  # greater of 45 x (.05 - .02 x (100 - 96)) and .03 x 45
        ("K", 3, D("3.60")),  # greater of 120 x (.05 - .02 x (100 - 45)) and .03 x 120
    ],
)
def test_the_formulas_of_appendix_f(code: str, page: int, expected: Decimal) -> None:
    """Appendix F defines them on pages 2 and 3 without figures; these are worked out beside each."""
    assert page in (2, 3)
    assert duty_formulas.compute(code, rates=P, quantities=Q, value=D(1000)) == expected


def test_raw_sugar_follows_formula_j_of_appendix_f() -> None:
    """Page 3: a rate less so much for each degree under 100, but not less than a floor (HTSUS 1701.14.10)."""
    rates = (D("0.014606"), D("0.00020668"), D("0.00943854"))
    at_98 = duty_formulas.compute("J", rates=rates, quantities=(None, D(10_000), D(98)))
    assert at_98 == D("141.93")  # 10,000 x (.014606 - 2 x .00020668)
    at_60 = duty_formulas.compute("J", rates=rates, quantities=(None, D(10_000), D(60)))
    assert at_60 == D("94.39")  # the floor


def test_a_code_without_a_formula_gives_no_duty() -> None:
    """Code X, page 4 of Appendix F: refer to the schedule for the computation."""
    with pytest.raises(KeyError):
        duty_formulas.compute("X", rates=P, quantities=Q, value=D(1000))


def test_a_part_that_was_not_shipped_is_entered_at_nothing() -> None:
    """Page 4 of Appendix F: the battery of a watch imported without one, 9101.11.40, has its own line of zero."""
    assert duty(parse("5.3%"), D(0), {"NO": D(0)}) == D("0.00")


def test_derived_and_either_duty_of_appendix_f() -> None:
    """Codes 9 and C, page 3."""
    assert duty_formulas.derived(D("0.5"), D("123.45")) == D("61.73")
    assert duty_formulas.either(D("0.05"), D("0.02"), D(120)) == (D("6.00"), D("2.40"))


@pytest.mark.parametrize(
    ("rate", "quantities", "expected"),
    [
        ("Free", {}, "0.00"),
        ("6.8%", {}, "68.00"),
        ("33 1/3%", {}, "333.33"),
        ("1.4¢/kg", {"KG": D(250)}, "3.50"),
        ("1.4¢/kg", {"T": D("0.25")}, "3.50"),
        ("$1.035/kg", {"KG": D(10)}, "10.35"),
        ("4.4¢/kg + 2.1%", {"KG": D(250)}, "32.00"),
        ("90¢/pr. + 37.5%", {"PRS": D(10)}, "384.00"),
        ("51¢ each + 6.25%", {"NO": D(10)}, "67.60"),
        ("1.4¢/kg", {"NO": D(250)}, None),
        ("51¢ each + 6.25% on the case", {"NO": D(10)}, None),
        ("See additional U.S. note 5", {}, None),
    ],
)
def test_rates_as_printed_give_the_duty_of_a_thousand_dollars(
    rate: str, quantities: dict[str, Decimal], expected: str | None
) -> None:
    assert duty(parse(rate), D(1000), quantities) == (D(expected) if expected else None)


@given(value=st.integers(0, 10**9), percent=st.integers(0, 20000))
def test_ad_valorem_agrees_with_formula_7(value: int, percent: int) -> None:
    rate = parse(f"{D(percent) / 100}%")
    expected = duty_formulas.compute("7", rates=(None, D(percent) / 10000, None), quantities=(None, None, None),
                                     value=D(value))  # fmt: skip
    assert duty(rate, D(value), {}) == expected


@given(st.lists(st.integers(1, 10**7), min_size=1, max_size=30))
def test_the_processing_fee_stays_within_its_bounds(values: list[int]) -> None:
    found = fee("mpf-formal")
    total = mpf_total([D(value) for value in values], found)
    assert found.minimum is not None
    assert found.maximum is not None
    assert found.minimum <= total <= found.maximum
    line = sum(mpf_line(D(value), found) for value in values)
    assert total == min(max(line, found.minimum), found.maximum)


@given(st.text(max_size=60))
def test_no_text_of_a_rate_breaks_the_parser(text: str) -> None:
    assert parse(text).text == text


def test_chapter_99_numbers_have_their_days() -> None:
    """A change of the law is a row of data: the same number is in force on one day and not on another."""
    program = programs.of_number("9903.01.25")
    assert program
    assert program.in_force(datetime.date(2026, 2, 23))
    assert not program.in_force(datetime.date(2026, 2, 24))
    assert programs.of_number("9903.05.07")
    assert programs.of_number("8471300100") is None
