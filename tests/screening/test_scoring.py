"""Scores of two names by their words: cases in `data/scoring_cases.csv`, without a list."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from docvalidate.screening.folding import fold_tokens
from docvalidate.screening.matching import Listed, NameScore, prepare_listed, prepare_query, run_tokens, score_reading
from docvalidate.screening.names import TokenWeights, core_tokens

WEIGHTS = TokenWeights()
CASES = list(csv.DictReader((Path(__file__).parent / "data/scoring_cases.csv").open(encoding="utf-8")))


def listed_name(text: str) -> Listed:
    tokens = fold_tokens(text)
    return prepare_listed(tuple(core_tokens(tokens)[0]), run_tokens(tokens), WEIGHTS)


def by_words(text: str, listed: str) -> NameScore:
    query, other = prepare_query(text, WEIGHTS), listed_name(listed)
    scores = [score_reading(prepared, query.surrounded, other, WEIGHTS) for prepared in query.prepared]
    return max(scores, key=lambda one: one.scored.score)


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_score_by_words(case: dict[str, str]) -> None:
    scored = by_words(case["text"], case["listed"]).scored
    assert float(case["least"]) <= round(scored.score, 4) <= float(case["most"]), scored
    assert case["says"] in " | ".join(scored.remarks)


@pytest.mark.parametrize("listed", sorted({case["listed"] for case in CASES}))
def test_a_name_is_itself(listed: str) -> None:
    assert by_words(listed, listed).scored.score == pytest.approx(1.0)


def test_nothing_in_common_is_nothing() -> None:
    assert by_words("Verdigris Works", "Feldspar Mills").scored.score == 0.0
