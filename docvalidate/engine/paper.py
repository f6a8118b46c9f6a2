"""What a worker does with one file: finds out what it is, and reads it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from docvalidate.config.reading import ReadingLimits
from docvalidate.domain.document import Document, Failure
from docvalidate.domain.entry import EntrySummary
from docvalidate.domain.errors import ReadingError
from docvalidate.domain.page import Page

log = logging.getLogger(__name__)

LOOSE_TEXT = frozenset({".txt", ".csv", ".tsv", ".json", ".jsonl", ".md", ".log"})
"""Files that often lie beside papers without being any: passed over with a note when nothing is found in them."""
NO_PAPERS = frozenset(
    {".html", ".htm", ".xml", ".sarif", ".css", ".js", ".py", ".toml", ".yml", ".yaml", ".db", ".ini"}
)
"""Files that are no paper by their nature. What is neither here nor readable may be one, and is answered as unread."""


@dataclass(frozen=True)
class FileReading:
    """What one file gave. A file that is neither paper nor entry has a note and nothing else."""

    file: str
    documents: list[Document] = field(default_factory=list)
    entries: list[EntrySummary] = field(default_factory=list)
    form: str | None = None
    """The form of the entry, also of one that could not be read."""
    failures: list[Failure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def matters(self) -> bool:
        """Whether it is a paper or an entry, read or not."""
        return bool(self.documents or self.entries or self.failures)


def read_file(path: Path, file: str, limits: ReadingLimits) -> FileReading:
    """Reads the file at `path`, called `file` in the results. Never raises for what the file holds."""
    try:
        return _read(path, file, limits)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        return FileReading(
            file, failures=[Failure(file=file, error=f"{file}: cannot be opened ({reason}); check the permissions.")]
        )


def _read(path: Path, file: str, limits: ReadingLimits) -> FileReading:
    from docvalidate import reading

    if not reading.is_paper(path):
        return _without_pages(path, file)
    try:
        pages = reading.read_pages(path, limits)
    except ReadingError as error:
        if _form(path, []):  # an entry of a structured form needs no pages
            return _as_entry(path, file, [])
        return FileReading(file, failures=[_failure(file, error)])
    if _form(path, pages):
        return _as_entry(path, file, pages)
    return _as_paper(path, file, pages)


def _form(path: Path, pages: list[Page] | None) -> str | None:
    from docvalidate.entry import recognise

    return recognise(path, pages=pages)


def _without_pages(path: Path, file: str) -> FileReading:
    if _form(path, []):
        return _as_entry(path, file, [])
    suffix = path.suffix.lower()
    if path.stat().st_size == 0 and suffix not in NO_PAPERS:
        return FileReading(
            file, failures=[Failure(file=file, error=f"{file}: is empty (0 bytes); ask the sender for it again.")]
        )
    if suffix in LOOSE_TEXT | NO_PAPERS:
        return FileReading(file, notes=[f"{file}: neither a paper nor an entry, passed over"])
    problem = "is of no format that can be read; send it as PDF, or move it out of the folder if it is no paper"
    return FileReading(file, failures=[Failure(file=file, error=f"{file}: {problem}.")])


def _as_entry(path: Path, file: str, pages: list[Page]) -> FileReading:
    from docvalidate.entry import read_entries

    form = _form(path, pages)
    try:
        entries = [entry_called(entry, file) for entry in read_entries(path, pages=pages)]
    except ReadingError as error:
        return FileReading(file, form=form, failures=[_failure(file, error)])
    return FileReading(file, entries=entries, form=form)


def entry_called(entry: EntrySummary, file: str) -> EntrySummary:
    """The same entry with its file under another name, in its source and in every place."""
    places = {path: place.model_copy(update={"file": file}) for path, place in (entry.places or {}).items()}
    return entry.model_copy(update={"source": file, "places": places or None})


def _as_paper(path: Path, file: str, pages: Sequence[Page]) -> FileReading:
    from docvalidate.extraction import extract

    failures = [_unread(file, page) for page in pages if page.unread]
    notes = [f"{file}, p. {page.number}: {note}" for page in pages for note in page.notes]
    readable = [page for page in pages if not page.unread]
    if not any(page.words for page in readable):
        if not failures:
            failures = [Failure(file=file, error=f"{file}: no text was found in it; send a readable copy.")]
        return FileReading(file, failures=failures, notes=notes)
    documents = extract(readable, file)
    if path.suffix.lower() in LOOSE_TEXT and all(document.type == "other" for document in documents):
        return FileReading(file, notes=[f"{file}: neither a paper nor an entry, passed over"])
    return FileReading(file, documents=documents, failures=failures, notes=notes)


def _unread(file: str, page: Page) -> Failure:
    reason = (page.unread or "").rstrip(".")
    return Failure(file=file, error=f"{file}, page {page.number}: {reason}.")


def _failure(file: str, error: ReadingError) -> Failure:
    """The error's sentence under the name the file has in the shipment (`papers/CI.pdf`, not `CI.pdf`)."""
    where = f"{file}, {error.place}" if error.place else file
    return Failure(file=file, error=f"{where}: {error.problem}; {error.remedy}.")
