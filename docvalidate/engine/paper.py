"""What a worker does with one file: finds out what it is, and reads it."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from docvalidate.config.pipeline import EntryColumns, Pipeline
from docvalidate.domain.document import Document, Failure
from docvalidate.domain.entry import EntrySummary
from docvalidate.domain.errors import ReadingError
from docvalidate.domain.page import Page
from docvalidate.engine.discovery import readable

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
    unpacked: list[tuple[Path, str]] = field(default_factory=list)
    """A mail's or an archive's files, still to be read: where each lies, and its name (`mail.eml › CI.pdf`)."""
    path: Path | None = None
    """Where the file lies."""

    @property
    def matters(self) -> bool:
        """Whether it is a paper or an entry, read or not."""
        return bool(self.documents or self.entries or self.failures)


def read_file(path: Path, file: str, pipeline: Pipeline, scratch: Path) -> FileReading:
    """Reads the file at `path`, called `file` in the results. Never raises for what the file holds.

    The files of a mail or an archive are laid into the folder `scratch`, to be read one by one.
    """
    try:
        return replace(_read(path, file, pipeline, scratch), path=path)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        return failed(file, path, f"cannot be opened ({reason}); check the permissions")


def failed(file: str, path: Path | None, reason: str) -> FileReading:
    """A file that gave nothing; `reason` follows its name in the sentence."""
    return FileReading(file, failures=[Failure(file=file, error=f"{file}: {reason}.")], path=path)


def _read(path: Path, file: str, pipeline: Pipeline, scratch: Path) -> FileReading:
    from docvalidate import reading
    from docvalidate.reading.bundles import is_bundle

    if is_bundle(path):
        return _unpack(path, file, pipeline, scratch)
    columns = pipeline.entry.columns
    if columns and _form(path, [], columns):
        return _as_entry(path, file, [], columns)
    if not reading.is_paper(path):
        return _without_pages(path, file)
    try:
        pages = reading.read_pages(path, pipeline.reading)
    except ReadingError as error:
        if _form(path, []):  # an entry of a structured form needs no pages
            return _as_entry(path, file, [])
        return FileReading(file, failures=[_failure(file, error)])
    return _as_paper(path, file, pages, pipeline)


def _unpack(path: Path, file: str, pipeline: Pipeline, scratch: Path) -> FileReading:
    from docvalidate.reading.bundles import unpack

    bundle = unpack(path, Path(tempfile.mkdtemp(dir=scratch)), pipeline.reading, file)
    failures = [Failure(file=error.file, error=str(error)) for error in bundle.failures]
    if not bundle.files and not failures:
        return failed(file, path, "holds no file; ask the sender what it should hold")
    files = [(one.path, readable(one.provenance)) for one in bundle.files]
    return FileReading(file, failures=failures, notes=bundle.notes, unpacked=files)


def _form(path: Path, pages: list[Page] | None, columns: EntryColumns | None = None) -> str | None:
    from docvalidate.entry import recognise

    return recognise(path, pages=pages, mapping=columns)


def _without_pages(path: Path, file: str) -> FileReading:
    if _form(path, []):
        return _as_entry(path, file, [])
    suffix = path.suffix.lower()
    if path.stat().st_size == 0 and suffix not in NO_PAPERS:
        return failed(file, path, "is empty (0 bytes); ask the sender for it again")
    if suffix in LOOSE_TEXT | NO_PAPERS:
        return FileReading(file, notes=[f"{file}: neither a paper nor an entry, passed over"])
    return failed(
        file, path, "is of no format that can be read; send it as PDF, or move it out of the folder if it is no paper"
    )


def _as_entry(path: Path, file: str, pages: list[Page], columns: EntryColumns | None = None) -> FileReading:
    from docvalidate.entry import read_entries

    form = _form(path, pages, columns)
    try:
        entries = [entry_called(entry, file) for entry in read_entries(path, pages=pages, mapping=columns)]
    except ReadingError as error:
        return FileReading(file, form=form, failures=[_failure(file, error)])
    return FileReading(file, entries=entries, form=form)


def entry_called(entry: EntrySummary, file: str) -> EntrySummary:
    """The same entry with its file under another name, in its source and in every place."""
    places = {path: place.model_copy(update={"file": file}) for path, place in (entry.places or {}).items()}
    return entry.model_copy(update={"source": file, "places": places or None})


def _as_paper(path: Path, file: str, pages: list[Page], pipeline: Pipeline) -> FileReading:
    """A paper, a printed entry, or both bound together."""
    from docvalidate.extraction import extract

    is_entry = _form(path, pages) is not None
    if is_entry and len(pages) == 1:
        return _as_entry(path, file, pages)
    failures = [_unread(file, page) for page in pages if page.unread]
    notes = [f"{file}, p. {page.number}: {note}" for page in pages for note in page.notes]
    readable_pages = [page for page in pages if not page.unread]
    if not any(page.words for page in readable_pages):
        if not failures:
            return failed(file, path, "no text was found in it; send a readable copy")
        return FileReading(file, failures=failures, notes=notes)
    documents = extract(readable_pages, file, pipeline.models)
    papers = [document for document in documents if document.type not in ("entry_summary", "other")]
    if is_entry and not papers:
        return _as_entry(path, file, pages)
    bound = _printed_entry(path, file, documents, pages)
    if bound.form is not None:
        return replace(bound, documents=papers, failures=failures + bound.failures, notes=notes)
    if is_entry:
        return _as_entry(path, file, pages)
    if path.suffix.lower() in LOOSE_TEXT and not papers and not any(d.type == "entry_summary" for d in documents):
        return FileReading(file, notes=[f"{file}: neither a paper nor an entry, passed over"])
    return FileReading(file, documents=documents, failures=failures, notes=notes)


def _printed_entry(path: Path, file: str, documents: Sequence[Document], pages: Sequence[Page]) -> FileReading:
    """The entry that was printed into one file with other papers; its reader is given its pages alone."""
    own = {number for document in documents if document.type == "entry_summary" for number in document.pages}
    its_pages = [page for page in pages if page.number in own]
    if not its_pages or not _form(path, its_pages):
        return FileReading(file)
    return _as_entry(path, file, its_pages)


def _unread(file: str, page: Page) -> Failure:
    reason = (page.unread or "").rstrip(".")
    return Failure(file=file, error=f"{file}, page {page.number}: {reason}.")


def _failure(file: str, error: ReadingError) -> Failure:
    """The error's sentence under the name the file has in the shipment (`papers/CI.pdf`, not `CI.pdf`)."""
    where = f"{file}, {error.place}" if error.place else file
    return Failure(file=file, error=f"{where}: {error.problem}; {error.remedy}.")
