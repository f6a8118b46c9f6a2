"""A reviewer's decision: bound to the pair, silent while it holds, back when the entry changes, never forgotten."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from docvalidate.records.dispositions import Disposition, DispositionError, Dispositions

PAIR = {"list": "SDN", "entity_id": "900001"}
TODAY = dt.date(2026, 5, 1)
NOW = dt.datetime(2026, 4, 1, 9, 0, tzinfo=dt.UTC)


def decide(book: Dispositions, **more: object) -> Disposition:
    told: dict[str, object] = {
        "party": "Zemfira Trade Ltd",
        "listed_name": "ZEMFIRA TRADING HOUSE LLC",
        "entry_fingerprint": "f1",
        "verdict": "other-party",
        "who": "A. Reviewer",
        "why": "another address and tax number",
        "now": NOW,
        **PAIR,
        **more,
    }
    return book.record(**told)  # type: ignore[arg-type]


@pytest.fixture
def book(tmp_path: Path) -> Dispositions:
    return Dispositions(tmp_path / "records/dispositions.sqlite")


def ask(book: Dispositions, party: str = "ZEMFIRA TRADE LTD.", fingerprint: str = "f1", today: dt.date = TODAY):  # type: ignore[no-untyped-def]
    return book.lookup(party=party, entry_fingerprint=fingerprint, today=today, **PAIR)


def test_a_decision_silences_the_same_pair_however_it_is_printed(book: Dispositions) -> None:
    decide(book)
    ruling = ask(book, "ZEMFIRA  TRADE LTD.")
    assert ruling.in_force
    assert ruling.silences
    assert "A. Reviewer decided on 2026-04-01 'other-party'" in ruling.sentence


def test_nobody_else_is_silenced(book: Dispositions) -> None:
    decide(book)
    assert ask(book, "ZEMFIRA TRADING HOUSE LLC") is None
    assert book.lookup(party="Zemfira Trade Ltd", list="SDN", entity_id="900009", entry_fingerprint="f1") is None
    assert book.lookup(party="Zemfira Trade Ltd", list="EU", entity_id="900001", entry_fingerprint="f1") is None
    assert book.lookup(party="Zemfira Trade Ltd", country="DE", entry_fingerprint="f1", **PAIR) is None


def test_the_alarm_comes_back_when_the_entry_changes(book: Dispositions) -> None:
    decide(book)
    ruling = ask(book, fingerprint="f2")
    assert (ruling.in_force, ruling.silences) == (False, False)
    assert "has changed since" in ruling.sentence


@pytest.mark.parametrize(("today", "silences"), [(dt.date(2026, 6, 30), True), (dt.date(2026, 7, 1), False)])
def test_a_decision_ends_on_its_date(book: Dispositions, today: dt.date, silences: bool) -> None:
    decide(book, until=dt.date(2026, 6, 30))
    assert ask(book, today=today).silences is silences


def test_same_party_confirms_and_silences_nothing(book: Dispositions) -> None:
    decide(book, verdict="same-party")
    ruling = ask(book)
    assert ruling.in_force
    assert not ruling.silences


def test_the_last_decision_counts_and_all_are_kept(book: Dispositions) -> None:
    first = decide(book)
    second = decide(book, verdict="same-party", why="the bank confirmed it")
    assert not ask(book).silences
    assert [one.number for one in book.history(list="SDN")] == [first.number, second.number]
    assert book.withdraw(second.number)
    assert not book.withdraw(second.number)
    assert ask(book).silences
    assert book.history()[1].withdrawn is not None


@pytest.mark.parametrize(
    "bad",
    [{"who": " "}, {"why": ""}, {"party": ""}, {"verdict": "fine"}, {"until": dt.date(2020, 1, 1)}],
)
def test_a_decision_needs_who_why_and_a_future(book: Dispositions, bad: dict[str, object]) -> None:
    with pytest.raises(DispositionError):
        decide(book, **bad)
    assert book.history() == []


def test_decisions_outlive_the_process_and_are_plain_json(book: Dispositions) -> None:
    decide(book, until=dt.date(2026, 6, 30))
    again = Dispositions(book.path)
    (one,) = again.history()
    assert one.as_dict()["until"] == "2026-06-30"
    assert one.as_dict()["party"] == "Zemfira Trade Ltd"
