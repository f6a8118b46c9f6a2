"""One shipment whose files are named one by one: the way of the Python API, the hook and the service."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from docvalidate.domain.document import Document, Failure
from docvalidate.domain.entry import EntrySummary
from docvalidate.domain.errors import UsageError
from docvalidate.domain.finding import Validation
from docvalidate.engine.context import Settings
from docvalidate.engine.grouping import ShipmentPapers
from docvalidate.engine.guard import Guard, Here
from docvalidate.engine.paper import FileReading, read_file
from docvalidate.engine.run import check_shipment, reading_of, validation_of


def validate_files(
    files: Sequence[tuple[Path, str]],
    entry: tuple[Path, str] | EntrySummary | None,
    documents: Sequence[Document],
    settings: Settings,
    crew: Guard | Here,
    name: str,
) -> Validation:
    """Validates the files (path, name in the results), documents read before, and the entry (a file or an object).

    A file that turns out to be an entry is taken as the entry where none is given. Raises UsageError where there are
    several entries.
    """
    limits = settings.pipeline.limits
    with tempfile.TemporaryDirectory(prefix="docvalidate-") as scratch:
        asked = [*files, entry] if isinstance(entry, tuple) else list(files)
        readings = _read_all(asked, settings, crew, Path(scratch))
    found = [readings[place] for place in sorted(readings)]
    failures = [failure for reading in found for failure in reading.failures]
    entries = [one for reading in found for one in reading.entries]
    if isinstance(entry, tuple):
        own = [readings[place] for place in sorted(readings) if place[0] == len(files)]
        if not any(reading.entries or reading.failures for reading in own):
            problem = (
                "holds no entry in a form known here; give native JSON, CATAIR AE, ES-003, a 7501 or CargoWise XML"
            )
            failures.append(Failure(file=entry[1], error=f"{entry[1]}: {problem}."))
        entries = [one for reading in own for one in reading.entries] or entries
    elif entry is not None:
        entries = [entry]
    if len(entries) > 1:
        raise UsageError(f"{len(entries)} entries were given for one shipment; give one, or run the folder.")
    papers = ShipmentPapers(
        name,
        documents=[
            document.model_copy(update={"shipment": name})
            for document in (*documents, *(one for reading in found for one in reading.documents))
        ],
        entry=entries[0] if entries else None,
        failures=failures,
        notes=[note for reading in found for note in reading.notes],
    )
    crew.submit(name, check_shipment, papers, settings, seconds=limits.seconds_per_check)
    return validation_of(crew.next(), papers)


def _read_all(
    asked: Sequence[tuple[Path, str]], settings: Settings, crew: Guard | Here, scratch: Path
) -> dict[tuple[int, ...], FileReading]:
    """The readings of the files by their place; what was unpacked from one has its place and a number of its own."""
    readings: dict[tuple[int, ...], FileReading] = {}
    under_way: dict[tuple[int, ...], tuple[Path, str]] = {}

    def submit(place: tuple[int, ...], path: Path, name: str) -> None:
        under_way[place] = (path, name)
        seconds = settings.pipeline.limits.seconds_per_paper
        crew.submit(place, read_file, path, name, settings.pipeline, scratch, seconds=seconds)

    for index, (path, name) in enumerate(asked):
        submit((index,), path, name)
    while under_way:
        outcome = crew.next()
        place: tuple[int, ...] = outcome.key
        readings[place] = reading_of(outcome, *under_way.pop(place))
        for number, (path, name) in enumerate(readings[place].unpacked):
            submit((*place, number), path, name)
    return readings
