"""`docvalidate entry`: an entry in one form shown, or written in another."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from docvalidate.cli import options as o
from docvalidate.cli.guarded import say

entry = typer.Typer(no_args_is_help=True, help="Entries in the forms brokers file: show, convert.")
File = Annotated[Path, typer.Argument(metavar="FILE", help="AE, ES-003, Form 7501, CargoWise XML, native JSON.")]


@entry.command("convert")
def convert(
    file: File,
    to: Annotated[str, typer.Option("--to", metavar="ae|json|csv", help="The form to write.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="PATH", help="A file instead of standard output.")
    ] = None,
    cargo_release: Annotated[
        bool, typer.Option("--cargo-release", help="AE: also containers and parties, certifying for cargo release.")
    ] = False,
    electronic_invoice: Annotated[
        bool, typer.Option("--electronic-invoice", help="AE: also invoice numbers and lines (record 42).")
    ] = False,
) -> None:
    """Write the entries of a file in another form; what that form does not carry is named on standard error."""
    o.one_of(to, ("ae", "json", "csv"))
    from docvalidate.entry import read_entries
    from docvalidate.entry.convert import convert as write

    entries = read_entries(file)
    text, lost = write(entries, to, cargo_release=cargo_release, electronic_invoice=electronic_invoice)
    for note in lost:
        say(note)
    if output is None:
        sys.stdout.write(text)
    else:
        from docvalidate.domain.errors import UsageError

        if output.exists() and output.resolve() == file.resolve():
            raise UsageError(f"{output}: would overwrite the entry it is made from; choose another -o.")
        try:
            output.write_text(text, encoding="ascii" if to == "ae" else "utf-8", newline="")
        except OSError as error:
            raise UsageError(f"{output}: cannot be written ({error.strerror}).") from None


@entry.command("show")
def show(
    file: File,
    format: Annotated[str, typer.Option("--format", "-f", metavar="text|json")] = "text",
) -> None:
    """Show the entries of a file, with their form and what could not be used."""
    o.one_of(format, ("text", "json"))
    from docvalidate.entry import FORMS, native_json, read_entries, recognise

    name = recognise(file)
    entries = read_entries(file)
    if format == "json":
        sys.stdout.write(native_json.write(entries))
        return
    from docvalidate.entry.summary_text import summary_text

    title = next((form.title for form in FORMS if form.name == name), name)
    plural = "entry" if len(entries) == 1 else "entries"
    print(f"{file}: {title}, {len(entries):,} {plural}")
    for one in entries:
        print()
        print(summary_text(one))
