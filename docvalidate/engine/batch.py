"""A whole run over paths: from discovery to the result that reports print."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, Self, TypeVar

from docvalidate.config.machine import available_cores
from docvalidate.domain.document import Document, Failure
from docvalidate.domain.finding import Validation
from docvalidate.domain.run import ExtractResult, RunResult
from docvalidate.engine.context import Settings, context_of
from docvalidate.engine.discovery import Tree, discover
from docvalidate.engine.guard import Guard, Here
from docvalidate.engine.run import Gathered, Progress, gather, preload, run
from docvalidate.engine.versions import now, old_lists, versions

Result = TypeVar("Result")


@dataclass
class Batch(Generic[Result]):
    """What a run or an extraction gives besides its result. Use it in a `with`: what was unpacked goes at its end."""

    result: Result
    problems: list[str] = field(default_factory=list)
    """A sentence for each PATH that does not exist or holds no paper and no entry: a mistake of usage."""
    files: dict[tuple[str, str], Path] = field(default_factory=dict)
    """Where each file lies, by its shipment and what it is called there."""
    scratch: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.scratch.close()

    def locate(self, shipment: str, file: str) -> Path | None:
        """The file of that name in that shipment, for a report's page pictures."""
        return self.files.get((shipment, file))


def run_paths(
    paths: Sequence[Path],
    settings: Settings,
    *,
    jobs: int | None = None,
    isolated: bool = True,
    progress: Progress | None = None,
) -> Batch[RunResult]:
    """Validates every shipment under the paths. Raises UsageError for an unknown rule and for broken lists."""
    started, clock = now(), time.perf_counter()
    context_of(settings)  # lists that cannot be opened are said once, and forked workers inherit what is loaded
    trees, problems = discover(paths)
    batch = Batch(RunResult(), problems)
    shipments: list[Validation] = []
    notes = old_lists(settings)
    held: set[Path] = set()
    with _kept_if_whole(batch), crew(settings, jobs=jobs, isolated=isolated) as workers:
        for gathered, validations in run(trees, settings, workers, _scratch(batch), progress):
            shipments += validations
            notes += gathered.loose
            _note(gathered, batch, held)
    batch.problems += _empty(trees, held)
    facts = versions(settings) | {
        "started": started.isoformat().replace("+00:00", "Z"),
        "seconds": round(time.perf_counter() - clock, 2),
    }
    batch.result = RunResult(run=facts, shipments=shipments, notes=notes)
    return batch


def extract_paths(
    paths: Sequence[Path],
    settings: Settings,
    *,
    jobs: int | None = None,
    isolated: bool = True,
    progress: Progress | None = None,
) -> Batch[ExtractResult]:
    """Reads every paper under the paths, without checks. Entries are passed over."""
    trees, problems = discover(paths)
    batch = Batch(ExtractResult(), problems)
    documents: list[Document] = []
    failures: list[Failure] = []
    held: set[Path] = set()
    with _kept_if_whole(batch), crew(settings, jobs=jobs, isolated=isolated) as workers:
        for gathered in gather(trees, settings, workers, _scratch(batch), progress):
            _note(gathered, batch, held)
            for papers in gathered.shipments:
                documents += papers.documents
                failures += papers.failures
    batch.problems += _empty(trees, held)
    batch.result = ExtractResult(documents=documents, failures=failures)
    return batch


def crew(settings: Settings, *, jobs: int | None = None, isolated: bool = True) -> Guard | Here:
    """Workers, one a core unless told otherwise, each started when there is work for it; none where not isolated."""
    if not isolated:
        return Here()
    preload()
    return Guard(jobs or available_cores(), settings.pipeline.limits.memory_mb)


@contextmanager
def _kept_if_whole(batch: Batch[Any]) -> Iterator[None]:
    """Removes what was unpacked where the run breaks off: nobody will leave the batch then."""
    try:
        yield
    except BaseException:
        batch.scratch.close()
        raise


def _scratch(batch: Batch[Any]) -> Path:
    """A folder for what mails and archives hold, until the reports are written."""
    return Path(batch.scratch.enter_context(tempfile.TemporaryDirectory(prefix="docvalidate-")))


def _note(gathered: Gathered, batch: Batch[Any], held: set[Path]) -> None:
    for papers in gathered.shipments:
        held.add(gathered.tree.root)
        batch.files |= {(papers.name, file): path for file, path in papers.files.items()}


def _empty(trees: Sequence[Tree], held: set[Path]) -> list[str]:
    roots = dict.fromkeys(tree.root for tree in trees)
    return [f"{root}: holds no paper and no entry." for root in roots if root not in held]
