"""`docvalidate lists`: the watch lists held, their age, and new ones."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docvalidate.cli import options as o
from docvalidate.cli.guarded import INCOMPLETE, USAGE, say

if TYPE_CHECKING:
    from docvalidate.screening.store import ImportResult

lists = typer.Typer(no_args_is_help=True, help="The watch lists: import, update, status.")
Format = Annotated[str, typer.Option("--format", "-f", metavar="text|json")]


@lists.command("import")
def import_lists(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Files of publishers, or a CSV.")],
    force: Annotated[bool, typer.Option("--force", help="Take a list also where it has shrunk or is older.")] = False,
    format: Format = "text",
) -> None:
    """Import watch lists from files, for machines without a network."""
    o.one_of(format, ("text", "json"))
    from docvalidate.config.home import home
    from docvalidate.screening.store import import_files

    missing = [file for file in files if not file.is_file()]
    for file in missing:
        say(f"{file}: there is no such file.")
    results = import_files([file for file in files if file not in missing], home(), force=force)
    failed = _report(results, format)
    if missing:
        raise typer.Exit(USAGE)
    if failed:
        raise typer.Exit(INCOMPLETE)


@lists.command("update")
def update_lists(
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="[SOURCE]", help="Only these, by name; without any, all.")
    ] = None,
    format: Format = "text",
) -> None:
    """Fetch the watch lists from their publishers; a download that fails or shrank never replaces a good list."""
    o.one_of(format, ("text", "json"))
    from docvalidate.config.home import home
    from docvalidate.domain.errors import UsageError
    from docvalidate.screening.download import update
    from docvalidate.screening.lists import ListError

    try:
        results = update(sources or None, home())
    except ListError as error:
        raise UsageError(str(error)) from None
    if _report(results, format):
        raise typer.Exit(INCOMPLETE)


def _report(results: Sequence[ImportResult], format: str) -> bool:
    """Prints what became of each list; whether one of them failed."""
    if format == "json":
        print(json.dumps({"imports": [result.as_dict() for result in results]}, indent=1, ensure_ascii=False))
    for result in results:
        if result.error:
            say(result.error)
        elif format == "text":
            was = f" (before: {result.entities_before:,})" if result.entities_before is not None else ""
            dated = f", dated {result.date.isoformat()}" if result.date else ""
            print(f"{result.file}: {result.entities:,} entries{was}, {result.names:,} names, {result.publisher}{dated}")
        for warning in result.warnings:
            say(f"{result.file}: {warning}")
    return any(result.error for result in results)


@lists.command("status")
def status(pipeline: o.PipelineName = "us-entry", format: Format = "text") -> None:
    """Say which lists are held, and how old they are."""
    o.one_of(format, ("text", "json"))
    from docvalidate.config.home import home
    from docvalidate.config.load import load_pipeline
    from docvalidate.screening.store import status as held

    limit = load_pipeline(pipeline).pipeline.screening.max_age_days
    rows = held(home(), limit)
    if format == "json":
        print(json.dumps({"home": str(home()), "lists": [row.as_dict() for row in rows]}, indent=1, ensure_ascii=False))
        return
    if not rows:
        print("No watch list is held: parties are not screened. `docvalidate lists update` or `lists import FILE`.")
    for row in rows:
        print(f"{row.list}: {row.entries:,} entries, {row.publisher}, {row.date or 'no date'}, {row.age_days} days old")
        if row.note:
            print(f"    {row.note}")
