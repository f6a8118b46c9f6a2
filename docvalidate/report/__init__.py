"""What a run found, for people and for programs: a format a file in `formats/`.

A format is a module with `FILENAME`, a first docstring line that says what it is for, and `write(run, out, options)`;
one that can also print an extraction without checks has `write_extract(extract, out, options)`. Adding a format is
adding the file. Nothing here imports a format before it is asked for.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import TYPE_CHECKING, TextIO

from docvalidate.domain.errors import UsageError
from docvalidate.report import formats as _formats
from docvalidate.report.options import ReportOptions, in_folders

if TYPE_CHECKING:
    from docvalidate.domain.run import ExtractResult, RunResult

__all__ = ["ReportOptions", "extract_formats", "filename", "formats", "in_folders", "summary", "write", "write_extract"]


@cache
def formats() -> tuple[str, ...]:
    """The names `--format` takes, in alphabetical order."""
    return tuple(sorted(module.name for module in iter_modules(_formats.__path__) if not module.name.startswith("_")))


@cache
def extract_formats() -> tuple[str, ...]:
    """The names `extract --format` takes. Imports every format: for help and errors only."""
    return tuple(name for name in formats() if hasattr(_module(name), "write_extract"))


def filename(name: str) -> str:
    """What a report of that format is called in a folder, e.g. `report.html`. Raises UsageError for an unknown one."""
    return str(_module(name).FILENAME)


def summary(name: str) -> str:
    """What the format is for, in one line."""
    return (_module(name).__doc__ or "").strip().splitlines()[0]


def write(name: str, run: RunResult, out: TextIO, options: ReportOptions | None = None) -> None:
    """Writes the result of a run as format `name`. Raises UsageError for an unknown format."""
    _module(name).write(run, out, options or ReportOptions())


def write_extract(name: str, extract: ExtractResult, out: TextIO, options: ReportOptions | None = None) -> None:
    """Writes what was read, without checks. Raises UsageError for a format that only makes sense for findings."""
    module = _module(name)
    if not hasattr(module, "write_extract"):
        raise UsageError(f"{name} is a format for findings; for an extraction take {', '.join(extract_formats())}.")
    module.write_extract(extract, out, options or ReportOptions())


def _module(name: str) -> ModuleType:
    if name not in formats():
        raise UsageError(f"there is no report format {name!r}; take {', '.join(formats())}.")
    return import_module(f"{_formats.__name__}.{name}")
