"""`docvalidate entry`: an entry in another form, or for people to read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from docvalidate.cli import options as o
from docvalidate.cli.guarded import say
from docvalidate.domain.errors import UsageError

entry = typer.Typer(no_args_is_help=True, help="Entries: show one, or convert it to another form.")
File = Annotated[Path, typer.Argument(metavar="FILE", help="JSON, CATAIR AE, ES-003, CBP Form 7501 or CargoWise XML.")]
FORMS = ("ae", "json", "csv")


@entry.command("show")
def show(file: File, format: Annotated[str, typer.Option("--format", "-f", metavar="text|json")] = "text") -> None:
    """Print what was understood of an entry."""
    o.one_of(format, ("text", "json"))
    from docvalidate.entry import FORMS as KNOWN
    from docvalidate.entry import read_entries, recognise
    from docvalidate.entry.summary_text import summary_text

    entries = read_entries(_existing(file))
    if format == "json":
        print(json.dumps([one.model_dump(mode="json") for one in entries], indent=1, ensure_ascii=False))
    else:
        form = recognise(file)
        title = next((known.title for known in KNOWN if known.name == form), form)
        print(f"{file}: {title}, {len(entries):,} {'entry' if len(entries) == 1 else 'entries'}\n")
        print("\n\n".join(summary_text(one) for one in entries))


@entry.command("convert")
def convert(
    file: File,
    to: Annotated[str, typer.Option("--to", metavar="ae|json|csv", help="The form to write.")],
    output: o.Output = None,
    cargo_release: Annotated[bool, typer.Option("--cargo-release", help="AE: certify for cargo release.")] = False,
    electronic_invoice: Annotated[
        bool, typer.Option("--electronic-invoice", help="AE: with the invoice records (42).")
    ] = False,
) -> None:
    """Write an entry in another form; what that form does not carry is said on standard error."""
    if to not in FORMS:
        raise typer.BadParameter(f"there is no form {to!r}; take {', '.join(FORMS)}.", param_hint="--to")
    from docvalidate.cli.output import Output
    from docvalidate.entry import read_entries
    from docvalidate.entry.convert import convert as converted

    source = _existing(file)
    text, lost = converted(read_entries(source), to, cargo_release=cargo_release, electronic_invoice=electronic_invoice)
    Output(((to, output),)).write(lambda _, stream: print(text, end="", file=stream), [source])
    for note in lost:
        say(note)


def _existing(file: Path) -> Path:
    if not file.is_file():
        raise UsageError(f"{file}: there is no such file.")
    return file
