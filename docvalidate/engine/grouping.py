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

FORM_ORDER = ("native-json", "cargowise-xml", "mapped-table", "catair-ae", "form-7501", "es-003")
"""Which of two files that hold the same entry is used: the one that carries more of it."""


@dataclass(frozen=True)
class ShipmentPapers:
    """The papers and the entry that are judged together."""

    name: str
    documents: list[Document] = field(default_factory=list)
    entry: EntrySummary | None = None
    failures: list[Failure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    files: dict[str, Path] = field(default_factory=dict)
    """Where each file lies, by what it is called."""


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
    above = {folders[name].path: name for name in with_entry}
    members: dict[str, list[FileReading]] = {}
    loose: list[str] = []
    for name, readings_here in held.items():
        found = readings_here
        owner = name if name in with_entry else _owner(folders[name], above) or name
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


def _owner(folder: Folder, with_entry: dict[Path, str]) -> str | None:
    """The nearest folder above with an entry."""
    return next((with_entry[parent] for parent in folder.path.parents if parent in with_entry), None)


def _moved(reading: FileReading, below: str) -> FileReading:
    """The same file, called by its path below the shipment's folder."""
    file = str(PurePosixPath(below, reading.file))

    def renamed(text: str) -> str:
        return file + text.removeprefix(reading.file) if text.startswith(reading.file) else text

    return replace(
        reading,
        file=file,
        documents=[document.model_copy(update={"file": renamed(document.file)}) for document in reading.documents],
        entries=[entry_called(entry, file) for entry in reading.entries],
        failures=[Failure(file=renamed(failure.file), error=renamed(failure.error)) for failure in reading.failures],
        notes=[renamed(note) for note in reading.notes],
    )


def _shipments(folder: Folder, readings: list[FileReading]) -> list[ShipmentPapers]:
    notes = [note for reading in readings for note in reading.notes]
    entries, doubles = _unlike_entries(readings)
    whole = ShipmentPapers(
        folder.name,
        [document for reading in readings for document in reading.documents],
        entries[0] if entries else None,
        [failure for reading in readings for failure in reading.failures],
        notes + doubles,
        {one.file: one.path for one in readings if one.path is not None and (one.matters or one.unpacked)},
    )
    return [_named(one) for one in (_batch(whole, entries) if len(entries) > 1 else [whole])]


def _batch(whole: ShipmentPapers, entries: list[EntrySummary]) -> list[ShipmentPapers]:
    """A shipment for each entry, and one named like the folder for what belongs to none.

    A paper that could not be read may be any entry's: each is then incomplete, unless the file's name tells whose.
    """
    parted = pair(whole.documents, entries)
    failed: list[list[Failure]] = [[] for _ in entries]
    for failure in whole.failures:
        for index in named_by(failure.file, entries) or range(len(entries)):
            failed[index].append(failure)
    batch = [
        ShipmentPapers(f"{whole.name}#{entry.entry_number or index + 1}", papers, entry, failed[index], [], whole.files)
        for index, (entry, papers) in enumerate(zip(entries, parted.papers, strict=True))
    ]
    if parted.left:
        why = "these papers name no invoice, bill or container of exactly one entry in the folder"
        batch.append(replace(whole, documents=parted.left, entry=None, failures=[], notes=[*whole.notes, why]))
    elif whole.notes:
        batch[0] = replace(batch[0], notes=whole.notes)
    return batch


def _named(papers: ShipmentPapers) -> ShipmentPapers:
    """The same with the shipment's name in each document."""
    documents = [document.model_copy(update={"shipment": papers.name}) for document in papers.documents]
    return replace(papers, documents=documents)


def _unlike_entries(readings: list[FileReading]) -> tuple[list[EntrySummary], list[str]]:
    """Each entry once; the same entry in a second form is left out with a note, a release filing adds to its entry."""

    def rank(reading: FileReading) -> int:
        return FORM_ORDER.index(reading.form) if reading.form in FORM_ORDER else len(FORM_ORDER)

    from docvalidate.entry.supplement import FORM

    kept: list[EntrySummary] = []
    filings: list[EntrySummary] = []
    notes: list[str] = []
    seen: dict[str, str | None] = {}
    for reading in sorted((one for one in readings if one.entries and one.form != "cargo-release"), key=rank):
        if reading.form == FORM:
            filings += reading.entries
            continue
        for entry in reading.entries:
            number = re.sub(r"\W", "", entry.entry_number or "")
            if number and number in seen and seen[number] != entry.source:
                notes.append(f"{entry.source}: holds entry {entry.entry_number} again; {seen[number]} was used")
                continue
            seen.setdefault(number, entry.source)
            kept.append(entry)
    return _supplemented(kept, readings, notes)


def _supplemented(
    kept: list[EntrySummary], readings: list[FileReading], notes: list[str]
) -> tuple[list[EntrySummary], list[str]]:
    """Cargo releases and security filings added to the summaries they belong to; alone they stand for themselves."""
    from docvalidate.entry.supplement import FORM, supplement

    filings = [entry for reading in readings if reading.form == FORM for entry in reading.entries]
    summaries, left, added = supplement(kept, filings)
    return summaries + left, notes + added
