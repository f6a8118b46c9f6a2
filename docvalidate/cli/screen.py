"""`docvalidate screen`: screens a CSV of names against the watch lists held."""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from docvalidate.cli import options as o

if TYPE_CHECKING:
    from docvalidate.screening.bulk import RowResult

FORMATS = ("text", "json", "jsonl", "csv")
COLUMNS = ("id", "name", "decision", "score", "list", "entity_id", "matched_name", "programs", "explanation")


def screen(
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", help="A CSV with id,name and perhaps address,country; - is standard input."),
    ],
    format: o.Formats = None,
    output: o.Output = None,
    pipeline: o.PipelineName = "us-entry",
    jobs: o.Jobs = None,
    quiet: o.Quiet = False,
    verbose: o.Verbose = 0,
) -> None:
    """Screen a list of names against all watch lists held."""
    o.set_up_logging(quiet, verbose)
    from docvalidate.cli.output import choose
    from docvalidate.config.home import home
    from docvalidate.config.load import load_pipeline
    from docvalidate.domain.errors import UsageError
    from docvalidate.engine.parties import thresholds_of
    from docvalidate.screening import open_index
    from docvalidate.screening.bulk import RowError, read_rows, screen_rows

    target = choose(format, output, FORMATS, lambda name: "screening." + ("txt" if name == "text" else name))
    if len(target.targets) > 1:
        raise UsageError("`screen` writes one format at a time.")
    thresholds = thresholds_of(load_pipeline(pipeline).pipeline)
    index = open_index(home())
    if index is None:
        raise UsageError("No watch list is held; `docvalidate lists update` or `docvalidate lists import FILE` first.")
    try:
        with _opened(file) as stream:
            results = screen_rows(read_rows(stream, file), index, jobs, thresholds)
            target.write(lambda name, out: _WRITERS[name](results, out))
    except RowError as error:
        raise UsageError(str(error)) from None
    except UnicodeDecodeError:
        raise UsageError(f"{file}: this is no text in UTF-8; save it as UTF-8.") from None


@contextmanager
def _opened(file: str) -> Iterator[TextIO]:
    from docvalidate.domain.errors import UsageError

    if file == "-":
        sys.stdin.reconfigure(encoding="utf-8-sig", newline="")  # type: ignore[union-attr]
        yield sys.stdin
        return
    path = Path(file)
    if not path.is_file() or not os.access(path, os.R_OK):
        raise UsageError(f"{file}: there is no such file, or it may not be read.")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        yield stream


def _json(results: Iterable[RowResult], out: TextIO) -> None:
    """One object, written while results come: 100,000 names need not be held."""
    out.write('{"schema_version": "1", "results": [')
    for number, result in enumerate(results):
        out.write(("," if number else "") + "\n" + json.dumps(result.as_dict(), ensure_ascii=False))
    out.write("\n]}\n")


def _jsonl(results: Iterable[RowResult], out: TextIO) -> None:
    for result in results:
        out.write(json.dumps(result.as_dict(), ensure_ascii=False) + "\n")


def _csv(results: Iterable[RowResult], out: TextIO) -> None:
    writer = csv.DictWriter(out, COLUMNS, extrasaction="ignore")
    writer.writeheader()
    for result in results:
        for match in result.matches:
            row: dict[str, Any] = {**match.as_dict(), "id": result.id, "name": result.name}
            writer.writerow({key: _cell(value) for key, value in row.items()})


def _cell(value: Any) -> Any:
    """Lists joined; text that a spreadsheet would run as a formula is put behind an apostrophe."""
    if isinstance(value, list):
        value = "; ".join(str(part) for part in value)
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value else value


def _text(results: Iterable[RowResult], out: TextIO) -> None:
    names = found = 0
    for result in results:
        names += 1
        found += bool(result.matches)
        for match in result.matches:
            out.write(f"{match.decision:<8} {match.score:.2f}  {result.id}  {result.name}  =  {match.matched_name}\n")
            out.write(f"               {match.list}, {match.entity_id}: {'; '.join(match.explanation)}\n")
    out.write(f"{names:,} names, {found:,} with a match.\n")


_WRITERS = {"text": _text, "json": _json, "jsonl": _jsonl, "csv": _csv}
