"""One shipment whose files are named one by one: the way of the Python API, the hook and the service."""

from __future__ import annotations

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
    asked = [*files, entry] if isinstance(entry, tuple) else list(files)
    for index, (path, label) in enumerate(asked):
        crew.submit(index, read_file, path, label, settings.pipeline.reading, seconds=limits.seconds_per_paper)
    readings: dict[int, FileReading] = {}
    for _ in asked:
        outcome = crew.next()
        readings[outcome.key] = reading_of(outcome, asked[outcome.key][1])
    found = [readings[index] for index in range(len(asked))]
    failures = [failure for reading in found for failure in reading.failures]
    entries = [one for reading in found for one in reading.entries]
    if isinstance(entry, tuple):
        given = found[-1]
        if not given.entries and not given.failures:
            problem = (
                "holds no entry in a form known here; give native JSON, CATAIR AE, ES-003, a 7501 or CargoWise XML"
            )
            failures.append(Failure(file=given.file, error=f"{given.file}: {problem}."))
        if given.entries:
            entries = given.entries
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
