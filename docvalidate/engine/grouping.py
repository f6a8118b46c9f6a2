"""From the files of a tree to shipments: sub-folders that belong to one, and papers paired with a batch's entries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from docvalidate.domain.document import Document, Failure
from docvalidate.domain.entry import EntrySummary
from docvalidate.engine.discovery import Folder
from docvalidate.engine.pairing import named_by, pair
from docvalidate.engine.paper import FileReading, entry_called

FORM_ORDER = ("native-json", "cargowise", "catair-ae", "es003", "form-7501")
"""Which of two files that hold the same entry is used: the one that carries more of it."""


@dataclass(frozen=True)
class ShipmentPapers:
    """The papers and the entry that are judged together."""

    name: str
    folder: Path | None = None
    """What the documents' file names start from; None where they came without a folder."""
    documents: list[Document] = field(default_factory=list)
    entry: EntrySummary | None = None
    failures: list[Failure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def group(readings: Sequence[tuple[Folder, FileReading]]) -> tuple[list[ShipmentPapers], list[str]]:
    """The shipments of a tree, in the order of its folders, and notes on files that belong to none of them.

    A folder with a paper or an entry is a shipment; a sub-folder without an entry of its own belongs to the nearest
    folder above that has one.
    """
    folders: dict[str, Folder] = {}
    held: dict[str, list[FileReading]] = {}
    for folder, reading in readings:
        folders[folder.name] = folder
        held.setdefault(folder.name, []).append(reading)
    with_entry = {name for name, found in held.items() if any(reading.form for reading in found)}
    members: dict[str, list[FileReading]] = {}
    loose: list[str] = []
    for name, readings_here in held.items():
        found = readings_here
        owner = name if name in with_entry else _owner(folders[name], with_entry, folders) or name
        if owner != name:
            below = folders[name].path.relative_to(folders[owner].path)
            found = [_moved(reading, below.as_posix()) for reading in found]
        if owner != name or any(reading.matters for reading in found):
            members.setdefault(owner, []).extend(found)
        else:
            loose += [f"{name}/{note}" for reading in found for note in reading.notes]
    shipments: list[ShipmentPapers] = []
    for name, folder in folders.items():
        if name in members:
            shipments += _shipments(folder, members[name])
    return shipments, loose


def _owner(folder: Folder, with_entry: set[str], folders: dict[str, Folder]) -> str | None:
    """The nearest folder above with an entry."""
    above = {known.path: name for name, known in folders.items() if name in with_entry}
    return next((above[parent] for parent in folder.path.parents if parent in above), None)


def _moved(reading: FileReading, below: str) -> FileReading:
    """The same file, called by its path below the shipment's folder."""
    file = str(PurePosixPath(below, reading.file))

    def renamed(text: str) -> str:
        return file + text.removeprefix(reading.file) if text.startswith(reading.file) else text

    return FileReading(
        file,
        [document.model_copy(update={"file": renamed(document.file)}) for document in reading.documents],
        [entry_called(entry, file) for entry in reading.entries],
        reading.form,
        [Failure(file=renamed(failure.file), error=renamed(failure.error)) for failure in reading.failures],
        [renamed(note) for note in reading.notes],
    )


def _shipments(folder: Folder, readings: list[FileReading]) -> list[ShipmentPapers]:
    documents = [document for reading in readings for document in reading.documents]
    failures = [failure for reading in readings for failure in reading.failures]
    notes = [note for reading in readings for note in reading.notes]
    entries, doubles = _unlike_entries(readings)
    notes += doubles
    if len(entries) <= 1:
        entry = entries[0] if entries else None
        return [_shipment(folder.name, folder.path, documents, entry, failures, notes)]
    return _batch(folder, documents, entries, failures, notes)


def _batch(
    folder: Folder, documents: list[Document], entries: list[EntrySummary], failures: list[Failure], notes: list[str]
) -> list[ShipmentPapers]:
    """A shipment for each entry, and one named like the folder for what belongs to none.

    A paper that could not be read may be any entry's: each is then incomplete, unless the file's name tells whose.
    """
    parted = pair(documents, entries)
    failed: list[list[Failure]] = [[] for _ in entries]
    for failure in failures:
        for index in named_by(failure.file, entries) or range(len(entries)):
            failed[index].append(failure)
    batch = [
        _shipment(f"{folder.name}#{entry.entry_number or number}", folder.path, papers, entry, failed[number - 1], [])
        for number, (entry, papers) in enumerate(zip(entries, parted.papers, strict=True), 1)
    ]
    if parted.left:
        notes = [*notes, "these papers name no invoice, bill or container of exactly one entry in the folder"]
        batch.append(_shipment(folder.name, folder.path, parted.left, None, [], notes))
    elif notes:
        batch[0] = replace(batch[0], notes=notes)
    return batch


def _shipment(
    name: str,
    folder: Path,
    documents: list[Document],
    entry: EntrySummary | None,
    failures: list[Failure],
    notes: list[str],
) -> ShipmentPapers:
    named = [document.model_copy(update={"shipment": name}) for document in documents]
    return ShipmentPapers(name, folder, named, entry, failures, notes)


def _unlike_entries(readings: list[FileReading]) -> tuple[list[EntrySummary], list[str]]:
    """Each entry once; the same entry in a second form is left out with a note."""

    def rank(reading: FileReading) -> int:
        return FORM_ORDER.index(reading.form) if reading.form in FORM_ORDER else len(FORM_ORDER)

    kept: list[EntrySummary] = []
    notes: list[str] = []
    seen: dict[str, str | None] = {}
    for reading in sorted((reading for reading in readings if reading.entries), key=rank):
        for entry in reading.entries:
            number = re.sub(r"\W", "", entry.entry_number or "")
            if number and number in seen and seen[number] != entry.source:
                notes.append(f"{entry.source}: holds entry {entry.entry_number} again; {seen[number]} was used")
                continue
            seen.setdefault(number, entry.source)
            kept.append(entry)
    return kept, notes
