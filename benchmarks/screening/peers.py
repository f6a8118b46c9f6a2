"""The peers that screening is measured against, each giving (score, name) for a text over all listed names."""

from __future__ import annotations

import itertools
from collections.abc import Callable

from rapidfuzz import fuzz, process, utils
from rapidfuzz.distance import JaroWinkler

Answer = list[tuple[float, str]]
"""Names at or above the peer's threshold, best first."""


def rapidfuzz_peer(names: list[str], scorer: Callable[..., float], threshold: float) -> Callable[[str], Answer]:
    """All listed names that a RapidFuzz scorer puts at its threshold or above (scores 0..1)."""
    choices = [utils.default_process(name) for name in names]

    def ask(text: str) -> Answer:
        found = process.extract(
            utils.default_process(text), choices, scorer=scorer, processor=None, score_cutoff=threshold * 100, limit=25
        )
        return [(score / 100, names[index]) for _, score, index in found]

    return ask


def logic_v2_peer(names: list[str], threshold: float, candidates: int = 60) -> Callable[[str], Answer] | None:
    """nomenklatura's LogicV2 over the nearest names by token_sort and Jaro-Winkler; None where it is not installed."""
    try:
        from followthemoney import model
        from nomenklatura.matching import get_algorithm
        from nomenklatura.matching.types import ScoringConfig
    except ImportError:
        return None
    algorithm = get_algorithm("logic-v2")
    if algorithm is None:
        return None
    config = ScoringConfig.defaults()
    choices = [utils.default_process(name) for name in names]

    asked_so_far = itertools.count()

    def entity(name: str, number: str) -> object:
        # LogicV2 keeps what it made of an entity by its id: every query needs an id of its own.
        return model.get_proxy({"id": number, "schema": "LegalEntity", "properties": {"name": [name]}})

    def ask(text: str) -> Answer:
        processed = utils.default_process(text)
        near: dict[int, None] = {}
        for scorer in (fuzz.token_sort_ratio, JaroWinkler.normalized_similarity):
            for _, _, index in process.extract(
                processed, choices, scorer=scorer, processor=None, limit=candidates // 2
            ):
                near[index] = None
        asked = entity(text, f"q{next(asked_so_far)}")
        scored = [
            (algorithm.compare(asked, entity(names[index], f"e{index}"), config).score, names[index]) for index in near
        ]
        return sorted((one for one in scored if one[0] >= threshold), reverse=True)

    return ask
