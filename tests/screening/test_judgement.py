"""The fitted trees: fitted on what is gathered; more that is left over never speaks for one party."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from docvalidate.screening import judgement
from docvalidate.screening.evidence import NAMES
from docvalidate.screening.judgement import MATCH, POSSIBLE, SUREST, Judge, judge, judged
from docvalidate.screening.matching import evidence, prepare_query, score_reading
from tests.screening.test_scoring import CASES, WEIGHTS, listed_name


def numbers(text: str, listed: str) -> tuple[float, ...]:
    query, other = prepare_query(text, WEIGHTS), listed_name(listed)
    reading = query.prepared[0]
    one = score_reading(reading, query.surrounded, other, WEIGHTS)
    return evidence(one, reading, query.surrounded, other, WEIGHTS)


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
@pytest.mark.parametrize(("name", "step"), [("listed left over", 1.0), ("telling left in listed", 1.0)])
def test_more_left_over_never_speaks_for_one_party(case: dict[str, str], name: str, step: float) -> None:
    told = numbers(case["text"], case["listed"])
    place = NAMES.index(name)
    worse = (*told[:place], told[place] + step, *told[place + 1 :])
    assert len(told) == len(NAMES)
    assert judge().weigh(worse) <= judge().weigh(told) + 1e-9


def test_limits_are_where_the_decisions_begin(monkeypatch: pytest.MonkeyPatch) -> None:
    told = [0.0] * len(NAMES)
    for total, score in ((1.0, POSSIBLE), (3.0, MATCH), (-40.0, 0.0), (40.0, SUREST)):
        monkeypatch.setattr(judgement, "judge", lambda total=total: Judge(total, (), 1.0, 3.0))
        assert judged(told) == pytest.approx(score)


def test_a_tree_is_followed_to_its_leaf() -> None:
    tree = (1, 0.5, -1.0, (0, 2.0, 0.25, 4.0))
    held = Judge(0.0, (tree, 1.0), 0.0, 1.0)
    assert [held.weigh(told) for told in ([0, 0.5], [2, 0.6], [3, 0.6])] == [0.0, 1.25, 5.0]


def test_the_shipped_trees_are_small_and_of_this_evidence() -> None:
    text = files("docvalidate.screening").joinpath("data", "judgement.json").read_text(encoding="utf-8")
    assert len(text) < 200_000
    assert json.loads(text)["evidence"] == list(NAMES)
