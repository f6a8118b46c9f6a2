"""Fits `docvalidate/screening/data/judgement.json` on the develop halves of the makers of queries.

    python -m benchmarks.screening.fit_judgement LIST.csv [--leave-out fifth] [--write FILE]

Every maker changes listed names of its half `develop` (the sixth also dresses real companies in its noise); real
companies come from the half of the pool that `seeds` does not draw from for `judge`. A row is one reading of a text
beside one listed name: it is 1 where the name is that of the changed entity. `--leave-out` fits without one maker, so
that its figures tell how the judgement does on queries of a kind it has not seen. The limit for `possible` is set on a
second draw, so that alarms stay under the bars with a margin; nothing else is chosen by it.

Needs scikit-learn (extra `bench`); what is written is read with Python alone.
"""

from __future__ import annotations

import argparse
import json
import pickle
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.screening import queries as q
from benchmarks.screening.changes import KINDS
from benchmarks.screening.second_maker import DRESSED
from benchmarks.screening.seeds import MAKERS, kept_pool
from benchmarks.screening.unlike import LONGER, OTHER_PLACE, OTHER_WORD, longer_names, other_places, other_words
from docvalidate.screening.evidence import NAMES
from docvalidate.screening.index import ListIndex
from docvalidate.screening.judgement import HIGHEST_JUDGED, LOWEST_JUDGED
from docvalidate.screening.matching import evidence, prepare_query, score_reading
from docvalidate.screening.store import import_file, open_index

DATA = Path(__file__).parents[2] / "docvalidate/screening/data/judgement.json"
FIT_SEED, LIMIT_SEED = 6001, 6002
WEIGHTS = {"real": 12.0, DRESSED: 2.0, "swapped": 1.5, "made up": 1.0, OTHER_PLACE: 1.0, OTHER_WORD: 3.0, LONGER: 1.0}
"""How much a row of a text that should stay silent counts, beside 1 for a changed name of the ten kinds."""
FIRST_SWAPPED = 10.0
"""The first maker's swapped names share more with the list than the others'."""
OTHER_KIND = 0.6
"""A changed name of a kind that only some makers have."""
OTHER_ENTITY = 0.1
"""A changed name beside another listed name: seldom an alarm of its own, and at times the same party."""
HELD_BACK = 3
"""Of so many real companies one is kept for setting the limit."""
MOST_REAL, MOST_SWAPPED, MOST_MATCHED = 0.0021, 0.0185, 0.01
"""Shares of real and of the first maker's swapped names that may be `possible`, and of the latter that may be a
`match`, on what sets the limits: well under the bars, as names never seen are flagged more often."""
STOPS = (10, 25, 50, 100, 150)
"""Trees after which a sum that is too low is not followed further."""
STOP_MARGIN, STOP_BELOW = 0.3, 0.6
"""A sum is too low where none of the rows fitted on that came within `STOP_BELOW` of `possible` was so low, less the
margin."""
TREES, LEAVES, RATE = 250, 20, 0.07
RISES = ("by words", "by letters", "listed met", "text met", "rarity met", "rarity met whole", "least telling share",
         "likeness of letters", "begins alike, of listed")  # fmt: skip
FALLS = ("listed left over", "telling left in listed", "met with another word", "rarest left in listed",
         "words between", "company word behind", "other word in its place", "each names another place")  # fmt: skip
"""Evidence that can only speak for two names being one, or only against."""

Floats = npt.NDArray[np.float64]


@dataclass(slots=True)
class Rows:
    """The rows of many queries."""

    asked: list[tuple[str, q.Query, float]] = field(default_factory=list)
    """Maker, query, and the best score of the readings that are decided without the trees."""
    evidence: list[tuple[float, ...]] = field(default_factory=list)
    of_query: list[int] = field(default_factory=list)
    same: list[bool] = field(default_factory=list)


def asked_queries(
    names: list[q.ListedName], index: ListIndex, pool: list[str], seed: int, size: int
) -> Iterator[tuple[str, q.Query]]:
    """Queries of every maker's half `develop`, and real companies."""
    mine = [one for one in names if zlib.crc32(one.entity_id.encode()) % 2 == 0]
    first = q.changed(mine, index.weights, size, seed) + q.made_up(2 * size, seed)
    yield from (("first", one) for one in first + q.swapped(mine, index.weights, 8 * size, seed))
    for maker, kind in MAKERS.items():
        made = kind("develop", seed)
        made_all = made.changed(names, size) + made.made_up(pool, 2 * size) + made.swapped(mine, pool, 8 * size)
        yield from ((maker, one) for one in made_all + made.dressed(pool, min(len(pool), 16 * size)))
    unlike = other_places(mine, 8 * size, seed) + other_words(mine, index.weights, 8 * size, seed)
    unlike += longer_names(mine, pool, 3 * size, seed)
    yield from (("unlike", one) for one in unlike)
    yield from (("real", q.Query("real", name)) for name in Random(seed).sample(pool, len(pool)))


def rows_of(asked: Iterator[tuple[str, q.Query]], index: ListIndex) -> Rows:
    """Every reading of every query beside every candidate."""
    out = Rows()
    bearers: dict[int, set[tuple[str, str]]] = {}
    for number, (maker, query) in enumerate(asked):
        prepared = prepare_query(query.text, index.weights)
        sure = 0.0
        for form, at in index.candidates(prepared).items() if prepared.prepared else ():
            if form not in bearers:
                found = [index.entity(entity)[0] for entity, _, _ in index.names_of(form)]
                bearers[form] = {(entity.list, entity.entity_id) for entity in found}
            same = query.entity in bearers[form]
            listed = index.listed_name(form)
            for reading in (prepared.prepared[place] for place in at):
                one = score_reading(reading, prepared.surrounded, listed, index.weights)
                if LOWEST_JUDGED <= one.score < HIGHEST_JUDGED:
                    out.evidence.append(evidence(one, reading, prepared.surrounded, listed, index.weights))
                    out.of_query.append(number)
                    out.same.append(same)
                elif same or query.entity is None:
                    sure = max(sure, one.score)
        out.asked.append((maker, query, sure))
    return out


def _is_held_back(query: q.Query) -> bool:
    name = query.text if query.kind == "real" else query.original if query.kind == DRESSED else ""
    return bool(name) and zlib.crc32(name.encode()) % HELD_BACK == 0


def stops_of(model: Any, rows: Rows, possible: float) -> list[tuple[int, float]]:
    """After how many trees which sum is too low."""
    told = np.array(rows.evidence)
    hopeful = told[model.decision_function(told) >= possible - STOP_BELOW]
    return [
        (number, round(float(sums.min()) - STOP_MARGIN, 4))
        for number, sums in enumerate(model.staged_decision_function(hopeful), start=1)
        if number in STOPS
    ]


def weights_of(rows: Rows) -> Floats:
    """What each row counts."""
    out = np.ones(len(rows.same))
    for row, (number, same) in enumerate(zip(rows.of_query, rows.same, strict=True)):
        maker, query, _ = rows.asked[number]
        if query.entity is not None:
            out[row] = (1.0 if query.kind in (*KINDS, q.TWO) else OTHER_KIND) if same else OTHER_ENTITY
        else:
            out[row] = FIRST_SWAPPED if (maker, query.kind) == ("first", "swapped") else WEIGHTS[query.kind]
    return out


def shares(rows: Rows, sums: Floats, limit: float, wanted: npt.NDArray[np.bool_]) -> float:
    """Share of the wanted queries that are flagged at a limit."""
    best = np.full(len(rows.asked), -np.inf)
    counts = np.array([rows.asked[number][1].entity is None for number in rows.of_query]) | np.array(rows.same)
    np.maximum.at(best, np.array(rows.of_query)[counts], sums[counts])
    flagged = (best >= limit) | np.array([sure >= HIGHEST_JUDGED for *_, sure in rows.asked])
    return float(flagged[wanted].mean())


def fit(rows: Rows, used: npt.NDArray[np.bool_]) -> Any:
    """The fitted trees."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    direction = [1 if name in RISES else -1 if name in FALLS else 0 for name in NAMES]
    model = HistGradientBoostingClassifier(
        max_iter=TREES, max_leaf_nodes=LEAVES, learning_rate=RATE, min_samples_leaf=40, l2_regularization=5.0,
        max_bins=64, monotonic_cst=direction, early_stopping=False, random_state=1,
    )  # fmt: skip
    told, same = np.array(rows.evidence), np.array(rows.same)
    return model.fit(told[used], same[used], sample_weight=weights_of(rows)[used])


def plain_tree(nodes: Any, at: int = 0) -> float | list[Any]:
    """A tree of scikit-learn as nested lists of numbers."""
    node = nodes[at]
    if node["is_leaf"]:
        return round(float(node["value"]), 4)
    limit = float(f"{node['num_threshold']:.5g}")
    below, above = plain_tree(nodes, int(node["left"])), plain_tree(nodes, int(node["right"]))
    return [int(node["feature_idx"]), limit, below, above]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("list", type=Path)
    parser.add_argument("--leave-out", choices=list(MAKERS))
    parser.add_argument("--size", type=int, default=300, help="queries a kind of change and maker")
    parser.add_argument("--home", type=Path, help="keep the index here for the next run")
    parser.add_argument("--write", type=Path, default=DATA)
    parser.add_argument("--rows", type=Path, help="keep the rows there for the next fit")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = told.home or Path(folder)
        index = open_index(home) if told.home and told.home.exists() else None
        if index is None:
            import_file(told.list, home)
            index = open_index(home)
        assert index is not None
        names = q.listed_names(told.list)
        pool = kept_pool(home, names, "develop")
        if told.rows and told.rows.exists():
            rows, second = pickle.loads(told.rows.read_bytes())
        else:
            rows = rows_of(asked_queries(names, index, pool, FIT_SEED, told.size), index)
            second = rows_of(asked_queries(names, index, pool[:1000], LIMIT_SEED, told.size), index)
            if told.rows:
                told.rows.write_bytes(pickle.dumps((rows, second)))
    unseen = np.array([_is_held_back(query) for _, query, _ in rows.asked])
    held_back = unseen & np.array([query.kind == "real" for _, query, _ in rows.asked])
    left_out = np.array([maker == told.leave_out for maker, *_ in rows.asked])
    of_query = np.array(rows.of_query)
    model = fit(rows, ~(unseen | left_out)[of_query])
    sums, other = model.decision_function(np.array(rows.evidence)), model.decision_function(np.array(second.evidence))
    swapped = np.array([(maker, query.kind) == ("first", "swapped") for maker, query, _ in second.asked])
    steps = np.arange(-1.0, 6.0, 0.05)
    possible = next(
        limit
        for limit in steps
        if shares(rows, sums, limit, held_back) <= MOST_REAL and shares(second, other, limit, swapped) <= MOST_SWAPPED
    )
    match = next(
        limit for limit in steps if limit > possible + 1 and shares(second, other, limit, swapped) <= MOST_MATCHED
    )
    trees = [plain_tree(one[0].nodes) for one in model._predictors]
    written = {
        "made by": "benchmarks/screening/fit_judgement.py",
        "evidence": list(NAMES),
        "possible": round(float(possible), 4),
        "match": round(float(match), 4),
        "stops": stops_of(model, rows, possible),
        "base": float(model._baseline_prediction.ravel()[0]),
    }
    lines = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in trees)
    told.write.write_text(json.dumps(written)[:-1] + ',\n "trees": [\n' + lines + "\n]}\n", encoding="utf-8")
    real = f"real names held back {shares(rows, sums, possible, held_back):.4f}"
    print(
        f"{len(rows.same):,} rows; {real}; possible from {possible:.2f}, match from {match:.2f}; "
        f"{told.write.stat().st_size:,} bytes"
    )
    kinds = sorted({(maker, query.kind) for maker, query, _ in second.asked})
    for maker, kind in (one for one in kinds if one[1] in (q.TWO, DRESSED, "swapped", OTHER_PLACE, OTHER_WORD, LONGER)):
        wanted = np.array([(one, query.kind) == (maker, kind) for one, query, _ in second.asked])
        print(f"{maker:8}{kind:14}{shares(second, other, possible, wanted):.4f}")


if __name__ == "__main__":
    main()
