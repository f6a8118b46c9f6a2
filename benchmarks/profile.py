"""`make bench-profile`: where the processor time of one shipment goes, from its files to the report, and of a start.

    python -m benchmarks.profile [--shipment FOLDER] [--lists FILE] [--times N]

Each stage is charged with its own time, without that of the stages it calls. One process; no workers.
"""

from __future__ import annotations

import argparse
import functools
import importlib
import io
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

STAGES = (
    ("reading", "docvalidate.reading", ("read_pages",)),
    ("extraction: lines and blocks", "docvalidate.extraction", ("lay_out",)),
    ("extraction: kinds of papers", "docvalidate.extraction", ("group_pages",)),
    ("extraction: header fields", "docvalidate.extraction", ("document_of",)),
    ("extraction: line items", "docvalidate.extraction.assemble", ("read_line_items",)),
    ("extraction: sums", "docvalidate.extraction.assemble", ("find_sums", "settle_sums")),
    ("extraction: parties", "docvalidate.extraction.assemble", ("party_candidates", "address_blocks", "choose_party")),
    ("entry", "docvalidate.entry", ("recognise", "read_entries")),
    ("matching", "docvalidate.matching", ("match",)),
    ("screening", "docvalidate.engine.shipment", ("screen_parties", "region_hits")),
    ("rules", "docvalidate.rules", ("check",)),
    ("report (HTML)", "docvalidate.report", ("write",)),
)
REST = "the rest: finding files, grouping"


class Clock:
    """Charges processor time to the stage that runs."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self._running, self._since = [REST], time.process_time()

    def _turn(self) -> None:
        now = time.process_time()
        self.spent[self._running[-1]] += now - self._since  # type: ignore[assignment]
        self._since = now

    def take(self) -> dict[str, float]:
        """What was spent since the last call, in seconds."""
        self._turn()
        spent, self.spent = dict(self.spent), Counter()
        return spent

    def of(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def timed(*arguments: Any, **named: Any) -> Any:
            self._turn()
            self._running.append(stage)
            try:
                return function(*arguments, **named)
            finally:
                self._turn()
                self._running.pop()

        return timed


def start(times: int = 5) -> float:
    """Processor milliseconds of `docvalidate --help`, the best of some."""
    spent = []
    for _ in range(times):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "docvalidate", "--help"], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return 1000 * min(spent)


def profile(shipment: Path, times: int) -> tuple[dict[str, float], dict[str, float], int]:
    """Milliseconds by stage of the first run, the mean of `times` more, and how many pages were read."""
    from docvalidate import report
    from docvalidate.config.load import load_pipeline
    from docvalidate.engine.batch import run_paths
    from docvalidate.engine.context import Settings

    clock = Clock()
    for stage, module, names in STAGES:
        owner = importlib.import_module(module)
        for name in names:
            setattr(owner, name, clock.of(stage, getattr(owner, name)))
    settings = Settings(load_pipeline("us-entry", {}))
    pages = 0

    def once() -> None:
        nonlocal pages
        with run_paths([shipment], settings, isolated=False) as batch:
            report.write("html", batch.result, io.StringIO(), report.ReportOptions(locate=batch.locate))
            pages = sum(len(paper.pages) for one in batch.result.shipments for paper in one.documents)

    clock.take()
    once()
    first = clock.take()
    for _ in range(times):
        once()
    later = clock.take()
    milli = {stage: 1000 * seconds for stage, seconds in first.items()}
    return milli, {stage: 1000 * seconds / times for stage, seconds in later.items()}, pages


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shipment", type=Path, default=Path("fixtures/shipments/26-0101"))
    parser.add_argument("--lists", type=Path, default=Path("fixtures/lists/own.csv"))
    parser.add_argument("--times", type=int, default=10)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["DOCVALIDATE_HOME"] = home
        command = [sys.executable, "-m", "docvalidate", "lists", "import", str(options.lists)]
        subprocess.run(command, capture_output=True, check=True)
        first, later, pages = profile(options.shipment, options.times)
    print(f"{options.shipment.name}: {pages} pages of papers; CPU in ms\n{'':36}{'first':>8}{'later':>8}{'share':>8}")
    whole = sum(later.values())
    for stage in (*(stage for stage, _, _ in STAGES), REST):
        spent = later.get(stage, 0.0)
        print(f"{stage:36}{first.get(stage, 0.0):8.1f}{spent:8.1f}{spent / whole:8.0%}")
    print(f"{'whole':36}{sum(first.values()):8.1f}{whole:8.1f}  ({whole / max(1, pages):.1f} ms a page)")
    print(f"docvalidate --help                  {start():8.1f}")


if __name__ == "__main__":
    main()
