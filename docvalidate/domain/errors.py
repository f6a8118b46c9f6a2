"""Errors that carry data and one clear sentence: which file, which place, what to do."""

from __future__ import annotations


class DocvalidateError(Exception):
    """The base of all errors a user may see. `str(error)` is one sentence without a traceback."""


class UsageError(DocvalidateError):
    """A wrong option, pipeline file or path: exit code 2."""


class ReadingError(DocvalidateError):
    """A paper or an entry that cannot be read: exit code 3, the other files go on."""

    def __init__(self, file: str, problem: str, remedy: str, place: str | None = None) -> None:
        self.file, self.problem, self.remedy, self.place = file, problem, remedy, place
        where = f"{file}, {place}" if place else file
        super().__init__(f"{where}: {problem}; {remedy}.")
