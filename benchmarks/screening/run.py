"""Measures screening against its peers on the same queries.

    python -m benchmarks.screening.run LIST.csv [--each 80] [--real 2000] [--peers rapidfuzz|all|none] [--pairs
    name_pairs.csv]

LIST.csv is a list in the user's own format (`make bench-screening` takes the one that the team measures on). Printed
are, for ours
and every peer: recall by kind of change and after two changes, the shares of real, made-up and swapped names that are
flagged,
entities a listed query, and names a second; then opening time, first query and memory of a fresh process.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.screening import queries as q
from benchmarks.screening.changes import KINDS
from benchmarks.screening.peers import logic_v2_peer, rapidfuzz_peer
from docvalidate.screening.bulk import Row, screen_rows
from docvalidate.screening.index import ListIndex
from docvalidate.screening.store import import_file, open_index

Entity = tuple[str, str]
_FRESH = """
import json, sys, time
from pathlib import Path
import numpy, rapidfuzz, sqlite3
from docvalidate.screening import index, store
started = time.perf_counter()
held = store.open_index(Path(sys.argv[1]))
opened = time.perf_counter()
held.screen("SHANGHAI EXAMPLE TRADING CO., LTD")
first = time.perf_counter()
peak = next((int(line.split()[1]) / 1024 for line in open("/proc/self/status") if line.startswith("VmHWM")), 0.0)
print(json.dumps({"open_ms": (opened - started) * 1000, "first_ms": (first - opened) * 1000, "peak_mb": peak}))
"""


@dataclass
class Tally:
    """Counts of one screener."""

    found: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    flagged: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    entities: list[int] = field(default_factory=list)
    seconds: float = 0.0
    processor: float = 0.0
    """Processor milliseconds a name in one process: comparable on a machine that others use as well."""
    asked: int = 0

    def add(self, query: q.Query, answer: set[Entity]) -> None:
        """Counts the answer to one query."""
        self.asked += 1
        if query.entity is None:
            self.flagged[query.kind].append(bool(answer))
        else:
            self.found[query.kind].append(query.entity in answer)
            self.entities.append(len(answer))

    def row(self) -> dict[str, float]:
        """The figures."""
        recall = {kind: _share(self.found[kind]) for kind in (*KINDS, q.TWO)}
        return {
            **recall,
            "mean of ten": sum(recall[kind] for kind in KINDS) / len(KINDS),
            **{kind: _share(self.flagged[kind]) for kind in ("real", "made up", "swapped")},
            "entities": sum(self.entities) / max(1, len(self.entities)),
            "names/s": self.asked / self.seconds if self.seconds else 0.0,
            "CPU ms a name": self.processor,
        }


def _share(values: list[bool]) -> float:
    return sum(values) / max(1, len(values))


def ours(asked: list[q.Query], index: ListIndex, jobs: int | None) -> Tally:
    """Our own screening, through the same function as `docvalidate screen`, on all cores."""
    tally = Tally()
    warm = [Row(str(number), query.text) for number, query in enumerate(asked)]
    started = time.perf_counter()
    results = list(screen_rows(iter(warm), index, jobs))
    tally.seconds = time.perf_counter() - started
    began = time.process_time()
    for query in asked[::8]:
        index.screen(query.text)
    tally.processor = (time.process_time() - began) * 1000 / len(asked[::8])
    for query, result in zip(asked, results, strict=True):
        tally.add(query, {(match.list, match.entity_id) for match in result.matches if match.decision != "weak"})
    return tally


def peer(asked: list[q.Query], ask: Callable[[str], list[tuple[float, str]]], bearers: dict[str, set[Entity]]) -> Tally:
    """A peer, which answers with names."""
    tally = Tally()
    for query in asked:
        started, began = time.perf_counter(), time.process_time()
        names = ask(query.text)
        tally.seconds += time.perf_counter() - started
        tally.processor += (time.process_time() - began) * 1000 / len(asked)
        tally.add(query, set().union(*(bearers[name] for _, name in names)) if names else set())
    return tally


def name_pairs(path: Path) -> None:
    """F1 on labelled pairs of organisations at the shipped threshold, with the neighbours for orientation."""
    from docvalidate.screening import compare
    from docvalidate.screening.decision import Thresholds

    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["schema"] in ("Company", "Organization")]
    scored = [(compare(row["name1"], row["name2"]).score, row["is_match"] == "true") for row in rows]
    shipped = Thresholds().possible
    for threshold in (shipped - 0.05, shipped, shipped + 0.05):
        hit = sum(score >= threshold and same for score, same in scored)
        false = sum(score >= threshold and not same for score, same in scored)
        missed = sum(score < threshold and same for score, same in scored)
        mark = "  <- shipped" if threshold == shipped else ""
        print(
            f"pairs of organisations, {len(rows)}, from {threshold:.2f}: F1 {2 * hit / (2 * hit + false + missed):.3f}"
            f"  precision {hit / max(1, hit + false):.3f}  recall {hit / max(1, hit + missed):.3f}{mark}"
        )


def fresh_process(home: Path) -> dict[str, float]:
    """Opening, first query and peak memory in a process of its own, beyond the imports."""
    done = subprocess.run([sys.executable, "-c", _FRESH, str(home)], capture_output=True, text=True, check=True)
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("list", type=Path)
    parser.add_argument("--each", type=int, default=80, help="queries a kind of change")
    parser.add_argument("--real", type=int, default=2000)
    parser.add_argument("--swapped", type=int, default=600)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--jobs", type=int, default=None)
    parser.add_argument("--peers", choices=("none", "rapidfuzz", "all"), default="all")
    parser.add_argument("--peer-sample", type=int, default=4, help="peers get every n-th query (LogicV2 every 3n-th)")
    parser.add_argument("--pairs", type=Path)
    parser.add_argument("--misses", action="store_true", help="print what was missed and what was flagged")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        import_file(told.list, home)
        index = open_index(home)
        assert index is not None
        names = q.listed_names(told.list)
        asked = q.changed(names, index.weights, told.each, told.seed)
        asked += q.real_companies(names, told.real, told.seed) + q.made_up(told.each * 5, told.seed)
        asked += q.swapped(names, index.weights, told.swapped, told.seed)
        mine = ours(asked, index, told.jobs)
        figures = {"docvalidate": mine.row()}
        bearers: dict[str, set[Entity]] = defaultdict(set)
        for name in names:
            bearers[name.text].add((name.list, name.entity_id))
        texts = list(bearers)
        some = asked[:: told.peer_sample]
        if told.peers != "none":
            from rapidfuzz import fuzz

            figures["token_sort >= 80"] = peer(some, rapidfuzz_peer(texts, fuzz.token_sort_ratio, 0.80), bearers).row()
            figures["WRatio >= 85"] = peer(some, rapidfuzz_peer(texts, fuzz.WRatio, 0.85), bearers).row()
        if told.peers == "all":
            logic = logic_v2_peer(texts, 0.70)
            if logic is None:
                print("nomenklatura is not installed: pip install 'docvalidate[bench]'", file=sys.stderr)
            else:
                figures["LogicV2 >= .70"] = peer(some[::3], logic, bearers).row()
        print(f"{len(texts):,} listed names, {len(asked):,} queries, seed {told.seed}\n")
        _print(figures)
        print("\nfresh process: " + ", ".join(f"{key} {value:.0f}" for key, value in fresh_process(home).items()))
        if told.misses:
            _print_misses(asked, index)
    if told.pairs:
        name_pairs(told.pairs)


def _print(figures: dict[str, dict[str, float]]) -> None:
    columns = list(figures)
    print(f"{'':16}" + "".join(f"{column:>18}" for column in columns))
    for line in next(iter(figures.values())):
        cells = "".join(
            f"{row[line]:>18,.0f}"
            if line == "names/s"
            else f"{row[line]:>18.4f}"
            if line == "real"
            else f"{row[line]:>18.3f}"
            for row in figures.values()
        )
        print(f"{line:16}{cells}")


def _print_misses(asked: list[q.Query], index: ListIndex) -> None:
    for query in asked:
        matches = index.screen(query.text)
        if query.entity is None and matches:
            print(
                f"FLAGGED {query.kind}: {query.text} ~ {matches[0].matched_name} {matches[0].score:.2f} "
                f"[{query.original}]"
            )
        elif query.entity is not None and query.entity not in {(m.list, m.entity_id) for m in matches}:
            score, _ = index.best_score(query.text)
            print(f"MISSED {query.kind}: {query.text} [{query.original}] best {score:.2f}")


if __name__ == "__main__":
    main()
