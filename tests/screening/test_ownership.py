"""The 50 per cent rule over all tiers."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from docvalidate.screening.lists import parse_list
from docvalidate.screening.ownership import Holding, blocked_shares, holdings_of
from tests.screening.conftest import LISTS


def held(*holdings: tuple[str, str, float], blocked: str = "AB") -> dict[str, tuple[float, bool]]:
    found = blocked_shares(set(blocked), [Holding(o, w, Decimal(str(s))) for o, w, s in holdings])
    return {name: (float(one.share), one.blocked) for name, one in found.items()}


def test_shares_of_several_blocked_persons_are_added() -> None:
    assert held(("A", "X", 25), ("B", "X", 25)) == {"X": (50.0, True)}
    assert held(("A", "X", 25), ("C", "X", 70)) == {"X": (25.0, False)}


def test_a_company_owned_by_half_counts_whole_in_the_next_tier() -> None:
    # OFAC FAQ 401: A owns 50 % of X, X owns 50 % of Y: Y is blocked.
    assert held(("A", "X", 50), ("X", "Y", 50)) == {"X": (50.0, True), "Y": (50.0, True)}
    # A owns 50 % of X and 10 % of Y, X owns 40 % of Y: together 50 %.
    assert held(("A", "X", 50), ("A", "Y", 10), ("X", "Y", 40))["Y"] == (50.0, True)


def test_a_company_owned_by_less_passes_nothing_on() -> None:
    # A owns 49 % of X, X owns all of Y: nothing of Y is blocked.
    assert "Y" not in held(("A", "X", 49), ("X", "Y", 100))


def test_rings_and_many_tiers_end() -> None:
    ring = held(("A", "X", 60), ("X", "Y", 60), ("Y", "Z", 60), ("Z", "X", 40))
    assert ring == {"X": (100.0, True), "Y": (60.0, True), "Z": (60.0, True)}
    chain = [("A", "0", 51)] + [(str(n), str(n + 1), 51) for n in range(200)]
    assert held(*chain)["200"][1]


def test_through_whom_is_said() -> None:
    found = blocked_shares({"A"}, [Holding("A", "X", Decimal(60)), Holding("X", "Y", Decimal("50.5"))])
    assert found["Y"].through == ("X 50.5 % (itself owned 60 % by A)",)


def test_holdings_come_from_the_lists_that_state_shares() -> None:
    entities = parse_list(LISTS / "ofac_sdn_advanced.xml").entities
    assert holdings_of(entities) == [Holding("920002", "920001", Decimal(60))]
    assert blocked_shares({"920002"}, holdings_of(entities))["920001"].blocked


@given(st.lists(st.tuples(st.sampled_from("ABCDEFG"), st.sampled_from("CDEFG"), st.integers(1, 100)), max_size=12))
def test_a_further_blocked_person_never_takes_blocking_away(edges: list[tuple[str, str, int]]) -> None:
    holdings = [Holding(owner, owned, Decimal(share)) for owner, owned, share in edges]
    few = {name for name, one in blocked_shares({"A"}, holdings).items() if one.blocked}
    more = {name for name, one in blocked_shares({"A", "B"}, holdings).items() if one.blocked}
    assert few <= more
