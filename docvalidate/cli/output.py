"""Where results go: standard output, a file, or a folder with a file for each format."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from docvalidate.domain.errors import UsageError

Writer = Callable[[str, TextIO], None]
"""(format, stream)."""


@dataclass(frozen=True)
class Output:
    """The formats wanted and where each goes; None is standard output."""

    targets: tuple[tuple[str, Path | None], ...]

    def write(self, writer: Writer, read: Iterable[Path] = ()) -> list[Path]:
        """Writes each format; the files written are returned. A file appears only when it is whole.

        Raises UsageError before anything is written where a target is one of the files `read` in this run.
        """
        inputs = {path.resolve() for path in read}
        for _, path in self.targets:
            if path is not None and path.resolve() in inputs:
                raise UsageError(f"{path}: the output would overwrite a paper or an entry; choose another -o.")
        written = []
        for name, path in self.targets:
            if path is None:
                _to_stdout(name, writer)
            else:
                _to_file(name, path, writer)
                written.append(path)
        return written


def choose(
    formats: Sequence[str] | None,
    output: Path | None,
    known: Sequence[str],
    filename: Callable[[str], str],
) -> Output:
    """Checks formats and target before any work is done. Raises UsageError.

    Without a format a file's suffix decides (`-o report.html`), else it is text.
    """
    wanted = list(dict.fromkeys(formats or [_by_suffix(output, known)]))
    for name in wanted:
        if name not in known:
            raise UsageError(f"There is no format {name!r} here; take {', '.join(known)}.")
    if output is None:
        if len(wanted) > 1:
            raise UsageError("More than one --format needs -o FOLDER to write them to.")
        return Output(((wanted[0], None),))
    if output.is_dir() or len(wanted) > 1 or str(output).endswith(os.sep):
        if output.exists() and not output.is_dir():
            raise UsageError(f"{output}: several formats need a folder, and this is a file.")
        targets = [(name, output / filename(name)) for name in wanted]
    else:
        targets = [(wanted[0], output)]
    for _, path in targets:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"{path.parent}: this folder cannot be made ({error.strerror}).") from None
        if not os.access(path.parent, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
            raise UsageError(f"{path}: cannot be written (permission denied).")
    return Output(tuple(targets))


def _by_suffix(output: Path | None, known: Sequence[str]) -> str:
    suffix = output.suffix.lstrip(".").lower() if output is not None else ""
    return suffix if suffix in known else "text"


def _to_stdout(name: str, writer: Writer) -> None:
    if name != "text" and isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    elif isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    try:
        writer(name, sys.stdout)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(f"Standard output cannot be written ({error.strerror}).") from None


def _to_file(name: str, path: Path, writer: Writer) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with draft.open("w", encoding="utf-8", newline="") as stream:
            writer(name, stream)
        draft.replace(path)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror}).") from None
    finally:
        draft.unlink(missing_ok=True)
