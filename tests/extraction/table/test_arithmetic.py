"""Quantity × unit price = amount: to the cent, and to the rounding of the printed price, and no further."""

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from docvalidate.extraction.table.arithmetic import PER, closes

CENT = Decimal("0.01")
quantities = st.integers(1, 100_000).map(Decimal)
prices = st.decimals(min_value=Decimal("0.01"), max_value=9999, places=2)


def to_cents(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_UP)


@given(quantities, prices)
def test_a_right_line_closes(quantity: Decimal, price: Decimal) -> None:
    assert closes(quantity, price, to_cents(quantity * price))


@given(quantities, prices, st.sampled_from(PER))
def test_prices_for_many_pieces_close(quantity: Decimal, price: Decimal, per: Decimal) -> None:
    assert closes(quantity, price, to_cents(quantity * price / per), per)


@given(
    st.integers(10, 100_000).map(Decimal),
    st.decimals(min_value=10, max_value=999, places=2),
    st.decimals(min_value=Decimal("-0.004"), max_value=Decimal("0.004"), places=4),
)
def test_a_price_printed_rounded_closes(quantity: Decimal, printed: Decimal, cut_off: Decimal) -> None:
    """The sum is of the exact price, of which two decimals are printed."""
    assert closes(quantity, printed, to_cents(quantity * (printed + cut_off)))


@given(quantities, prices, st.decimals(min_value=Decimal("0.001"), max_value=Decimal("0.9"), places=3))
def test_a_wrong_line_does_not_close(quantity: Decimal, price: Decimal, share: Decimal) -> None:
    amount = to_cents(quantity * price)
    wrong = to_cents(amount * (1 + share))
    assume(abs(wrong - amount) > Decimal("0.02"))
    assert not closes(quantity, price, wrong)


@given(quantities, st.integers(1, 9999).map(Decimal))
def test_a_whole_price_leaves_no_slack(quantity: Decimal, price: Decimal) -> None:
    assert not closes(quantity, price, quantity * price + Decimal("0.02"))


def test_transposed_digits_do_not_close() -> None:
    assert not closes(Decimal(72), Decimal("9.05"), Decimal("656.10"))
    assert not closes(Decimal(1200), Decimal("4.50"), Decimal("4500.00"))
