"""Many shipments: files are read in guarded workers, grouped into shipments, and checked in workers again."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
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
    trees: Sequence[Tree], settings: Settings, crew: Guard | Here, scratch: Path, progress: Progress | None = None
) -> Iterator[Gathered]:
    """Reads the files of the trees and groups them into shipments, tree by tree in their order.

    `scratch` is a folder for what mails and archives hold.
    """
    flow = _Flow(trees, settings, crew, scratch, progress, check=False)
    yield from (gathered for gathered, _ in flow.results())


def run(
    trees: Sequence[Tree], settings: Settings, crew: Guard | Here, scratch: Path, progress: Progress | None = None
) -> Iterator[tuple[Gathered, list[Validation]]]:
    """Validates every shipment of the trees, tree by tree in their order."""
    yield from _Flow(trees, settings, crew, scratch, progress, check=True).results()


class _Key(NamedTuple):
    """Which task: a file of a tree (the second number counts what was unpacked from it), or a shipment of a tree."""

    kind: Literal["read", "check"]
    tree: int
    place: tuple[int, ...]


@dataclass
class _Work:
    """A tree while it is worked on."""

    tree: Tree
    unread: int
    readings: dict[tuple[int, ...], tuple[Folder, FileReading]] = field(default_factory=dict)
    gathered: Gathered | None = None
    validations: dict[int, Validation] = field(default_factory=dict)


class _File(NamedTuple):
    key: _Key
    folder: Folder
    path: Path
    name: str


class _Flow:
    """Hands files and shipments to the crew, and gives trees back in their order."""

    def __init__(
        self,
        trees: Sequence[Tree],
        settings: Settings,
        crew: Guard | Here,
        scratch: Path,
        progress: Progress | None,
        *,
        check: bool,
    ) -> None:
        self._settings, self._crew, self._scratch = settings, crew, scratch
        self._progress, self._check = progress, check
        self._files = deque(
            _File(_Key("read", t, (f,)), folder, path, shown(path))
            for t, tree in enumerate(trees)
            for f, (folder, path) in enumerate(tree.files)
        )
        self._under_way: dict[_Key, _File] = {}
        self._work = [_Work(tree, sum(len(folder.files) for folder in tree.folders)) for tree in trees]
        self._total, self._read = len(self._files), 0

    def results(self) -> Iterator[tuple[Gathered, list[Validation]]]:
        for work in self._work:
            while not self._finished(work):
                self._feed()
                self._take(self._crew.next())
            assert work.gathered is not None
            yield work.gathered, [work.validations[index] for index in sorted(work.validations)]
            work.gathered, work.validations = None, {}

    def _finished(self, work: _Work) -> bool:
        if work.gathered is None:
            return False
        return not self._check or len(work.validations) == len(work.gathered.shipments)

    def _feed(self) -> None:
        while self._files and self._crew.outstanding < AHEAD:
            file = self._files.popleft()
            self._under_way[file.key] = file
            pipeline = self._settings.pipeline
            arguments = (file.path, file.name, pipeline, self._scratch)
            self._crew.submit(file.key, read_file, *arguments, seconds=pipeline.limits.seconds_per_paper)

    def _take(self, outcome: Outcome) -> None:
        key: _Key = outcome.key
        work = self._work[key.tree]
        if key.kind == "check":
            assert work.gathered is not None
            work.validations[key.place[0]] = validation_of(outcome, work.gathered.shipments[key.place[0]])
            return
        file = self._under_way.pop(key)
        reading = reading_of(outcome, file.path, file.name)
        work.readings[key.place] = (file.folder, reading)
        for number, (path, name) in reversed(list(enumerate(reading.unpacked))):
            self._files.appendleft(_File(_Key("read", key.tree, (*key.place, number)), file.folder, path, name))
        self._read += 1
        self._total += len(reading.unpacked)
        work.unread += len(reading.unpacked) - 1
        if self._progress is not None:
            self._progress(self._read, self._total)
        if not work.unread:
            in_order = [work.readings[place] for place in sorted(work.readings)]
            work.readings = {}
            work.gathered = Gathered(work.tree, *group(in_order))
            if self._check:
                self._submit_checks(key.tree, work.gathered.shipments)

    def _submit_checks(self, tree: int, shipments: Sequence[ShipmentPapers]) -> None:
        seconds = self._settings.pipeline.limits.seconds_per_check
        for index, papers in enumerate(shipments):
            key = _Key("check", tree, (index,))
            self._crew.submit(key, check_shipment, papers, self._settings, seconds=seconds, first=True)


def check_shipment(papers: ShipmentPapers, settings: Settings) -> Validation:
    """`validate` with the context that this process holds."""
    return validate(papers, context_of(settings))


def reading_of(outcome: Outcome, path: Path, name: str) -> FileReading:
    """What a reading task gave, or the file as failed."""
    if outcome.fault is None:
        found: FileReading = outcome.value
        return found
    return FileReading(name, failures=[_failure(name, outcome.fault)], path=path)


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
