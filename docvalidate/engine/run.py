"""Many shipments: files are read in guarded workers, grouped into shipments, and checked in workers again."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from docvalidate.domain.document import Failure
from docvalidate.domain.finding import Validation
from docvalidate.engine.context import Settings, context_of
from docvalidate.engine.discovery import Folder, Tree, shown
from docvalidate.engine.grouping import ShipmentPapers, group
from docvalidate.engine.guard import Fault, Guard, Here, Outcome
from docvalidate.engine.paper import FileReading, read_file
from docvalidate.engine.shipment import validate

Progress = Callable[[int, int], None]
"""(files done, files in all)."""
AHEAD = 32
"""Tasks given and not yet taken back: enough to keep every worker busy, few enough to hold little in memory."""
REMEDIES = {
    "crashed": "print the file to a new PDF and try that",
    "late": "split the file, or raise limits.seconds_per_paper in the pipeline",
    "memory": "split the file, or raise limits.memory_mb in the pipeline",
    "raised": "report this as a fault of docvalidate, run with -vv for details",
}


@dataclass
class Gathered:
    """The shipments of a tree, with notes on the files that belong to none."""

    tree: Tree
    shipments: list[ShipmentPapers]
    loose: list[str] = field(default_factory=list)


def gather(
    trees: Sequence[Tree], settings: Settings, crew: Guard | Here, progress: Progress | None = None
) -> Iterator[Gathered]:
    """Reads the files of the trees and groups them into shipments, tree by tree in their order."""
    yield from (gathered for gathered, _ in _flow(trees, settings, crew, progress, check=False))


def run(
    trees: Sequence[Tree], settings: Settings, crew: Guard | Here, progress: Progress | None = None
) -> Iterator[tuple[Gathered, list[Validation]]]:
    """Validates every shipment of the trees, tree by tree in their order."""
    yield from _flow(trees, settings, crew, progress, check=True)


class _Key(NamedTuple):
    """Which task: a file of a tree, or a shipment of a tree."""

    kind: Literal["read", "check"]
    tree: int
    place: int


@dataclass
class _Work:
    tree: Tree
    readings: list[tuple[Folder, FileReading] | None]
    unread: int
    gathered: Gathered | None = None
    validations: list[Validation | None] = field(default_factory=list)
    unchecked: int = 0

    @property
    def done(self) -> bool:
        return self.gathered is not None and not self.unchecked


def _flow(
    trees: Sequence[Tree], settings: Settings, crew: Guard | Here, progress: Progress | None, *, check: bool
) -> Iterator[tuple[Gathered, list[Validation]]]:
    limits = settings.pipeline.limits
    files = deque((t, f, folder, path) for t, tree in enumerate(trees) for f, (folder, path) in enumerate(tree.files))
    total, read, turn = len(files), 0, 0
    work: dict[int, _Work] = {}
    for index, tree in enumerate(trees):
        count = sum(len(folder.files) for folder in tree.folders)
        work[index] = _Work(tree, [None] * count, count)
    places = {(t, f): (folder, path) for t, f, folder, path in files}
    while turn < len(trees):
        while files and crew.outstanding < AHEAD:
            t, f, _, path = files.popleft()
            seconds = limits.seconds_per_paper
            crew.submit(_Key("read", t, f), read_file, path, shown(path), settings.pipeline.reading, seconds=seconds)
        outcome = crew.next()
        task: _Key = outcome.key
        one, index = work[task.tree], task.place
        if task.kind == "read":
            folder, path = places.pop((task.tree, index))
            one.readings[index] = (folder, reading_of(outcome, shown(path)))
            one.unread -= 1
            read += 1
            if progress is not None:
                progress(read, total)
            if not one.unread:
                one.gathered = Gathered(one.tree, *group([pair for pair in one.readings if pair is not None]))
                one.readings = []
                if check:
                    _submit_checks(one, task.tree, settings, crew)
        else:
            assert one.gathered is not None
            one.validations[index] = validation_of(outcome, one.gathered.shipments[index])
            one.unchecked -= 1
        while turn < len(trees) and work[turn].done:
            ready = work.pop(turn)
            assert ready.gathered is not None
            yield ready.gathered, [validation for validation in ready.validations if validation is not None]
            turn += 1


def _submit_checks(one: _Work, t: int, settings: Settings, crew: Guard | Here) -> None:
    assert one.gathered is not None
    one.validations = [None] * len(one.gathered.shipments)
    one.unchecked = len(one.gathered.shipments)
    for index, papers in enumerate(one.gathered.shipments):
        seconds = settings.pipeline.limits.seconds_per_check
        crew.submit(_Key("check", t, index), check_shipment, papers, settings, seconds=seconds, first=True)


def check_shipment(papers: ShipmentPapers, settings: Settings) -> Validation:
    """`validate` with the context that this process holds."""
    return validate(papers, context_of(settings))


def reading_of(outcome: Outcome, file: str) -> FileReading:
    """What a reading task gave, or the file as failed."""
    if outcome.fault is None:
        found: FileReading = outcome.value
        return found
    return FileReading(file, failures=[_failure(file, outcome.fault)])


def validation_of(outcome: Outcome, papers: ShipmentPapers) -> Validation:
    """What a checking task gave, or the shipment as incomplete."""
    if outcome.fault is None:
        found: Validation = outcome.value
        return found
    return Validation(
        shipment=papers.name,
        verdict="incomplete",
        documents=papers.documents,
        entry=papers.entry,
        failures=[*papers.failures, _failure(papers.name, outcome.fault, "limits.seconds_per_check")],
        notes=papers.notes,
    )


def _failure(name: str, fault: Fault, setting: str = "limits.seconds_per_paper") -> Failure:
    if fault.kind == "refused":
        return Failure(file=name, error=fault.reason)
    remedy = REMEDIES[fault.kind].replace("limits.seconds_per_paper", setting)
    return Failure(file=name, error=f"{name}: {fault.reason}; {remedy}.")


def preload() -> None:
    """Imports what every worker needs before they are forked."""
    import docvalidate.engine.preloaded  # noqa: F401
