"""Two names compared without a list: `compare`."""

from __future__ import annotations

from functools import cache

from docvalidate.screening.decision import Thresholds, explain
from docvalidate.screening.folding import BREAK, fold_tokens
from docvalidate.screening.matching import prepare_listed, prepare_query, run_tokens, score
from docvalidate.screening.names import TokenWeights, core_tokens
from docvalidate.screening.types import Comparison, Decision

_THRESHOLDS = Thresholds()


@cache
def _weights() -> TokenWeights:
    return TokenWeights()


def compare(name_a: str, name_b: str) -> Comparison:
    """How far two names are those of one party: a score from 0 to 1, a decision and the reasons.

    The order of the two does not matter. Without a list, words are weighed by how common they are in company names at
    large. An empty name gives score 0 and decision `none`.

    >>> compare("Huayuan Trading Co., Ltd.", "HUAYUAN TRDG COMPANY LIMITED").decision
    'match'
    """
    one, other = _one_way(name_a, name_b), _one_way(name_b, name_a)
    return one if one.score >= other.score else other


def _one_way(text: str, listed_text: str) -> Comparison:
    weights = _weights()
    query = prepare_query(text, weights)
    tokens = fold_tokens(listed_text)
    core, _ = core_tokens(tokens)
    if not query.prepared or not any(token != BREAK for token in tokens) or not core:
        return Comparison(0.0, "none", ["a name without letters"])
    result = score(query, prepare_listed(tuple(core), run_tokens(tokens), weights), weights)
    if result is None:
        return Comparison(0.0, "none", ["nothing in the two names is alike"])
    value = round(result.score, 4)
    decision: Decision = "none"
    for level, name in ((_THRESHOLDS.match, "match"), (_THRESHOLDS.possible, "possible"), (_THRESHOLDS.weak, "weak")):
        if value >= level:
            decision = name  # type: ignore[assignment]
            break
    return Comparison(value, decision, explain(query, result, listed_text))
