"""How much hangs on the words of the lexicon: papers read with a share of its labels, heads and titles left out by lot.

    python -m benchmarks.extraction.without_words --set FOLDER … [--share 0.12] [--seed 1]

F1 over header fields and over line items by design, the mean, and the lowest. New papers use words that no list has:
what falls here, structure does not carry yet.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from benchmarks.extraction.scoring import Counts, document_for, of_document, papers
from docvalidate.extraction import extract, lexicon

_CACHED = (lexicon.labels, lexicon.columns, lexicon.amounts, lexicon.titles)


@contextmanager
def words_left_out(share: float, seed: int) -> Iterator[None]:
    """The lexicon without some labels; the same seed leaves out the same ones."""
    add = lexicon.Lexicon._add

    def some(self: lexicon.Lexicon, label: str, meanings: tuple[str, ...]) -> None:
        if random.Random(f"{seed} {label}").random() >= share:
            add(self, label, meanings)

    try:
        with patch.object(lexicon.Lexicon, "_add", some):
            for one in _CACHED:
                one.cache_clear()
            yield
    finally:
        for one in _CACHED:
            one.cache_clear()


def main(arguments: list[str]) -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", type=Path, action="append", required=True)
    parser.add_argument("--share", type=float, default=0.12)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    counts: dict[str, tuple[Counts, Counts]] = defaultdict(lambda: (Counts(), Counts()))
    with words_left_out(options.share, options.seed):
        for folder in options.set:
            for paper in papers(folder):
                read = extract(paper.pages, paper.file)
                for due in paper.due:
                    for sum_, one in zip(counts[paper.layout], of_document(due, document_for(due, read)), strict=True):
                        sum_.add(one)
    for design, (header, lines) in sorted(counts.items()):
        print(f"{design:32} header {header.f1:.3f}  line items {lines.f1:.3f}")
    both = [(header.f1, lines.f1) for header, lines in counts.values()]
    means = [sum(column) / len(both) for column in zip(*both, strict=True)]
    lowest = min(map(min, both))
    print(f"mean of {len(both)} designs: header {means[0]:.3f}, line items {means[1]:.3f}, lowest {lowest:.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
