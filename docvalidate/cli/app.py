"""The commands, each in a file of its own."""

from __future__ import annotations

from typing import Annotated

import typer

from docvalidate.cli.config import config
from docvalidate.cli.dispositions import dispositions
from docvalidate.cli.entry import entry
from docvalidate.cli.explain import explain
from docvalidate.cli.extract import extract
from docvalidate.cli.guarded import whole
from docvalidate.cli.hook import hook
from docvalidate.cli.lists import lists
from docvalidate.cli.reference import reference
from docvalidate.cli.rules import rules
from docvalidate.cli.run import run
from docvalidate.cli.screen import screen
from docvalidate.cli.serve import serve

app = typer.Typer(
    name="docvalidate",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Reads the papers of a US import shipment and tells, before filing, where they disagree with the entry.",
    epilog="Exit codes: 0 clean, 1 findings, 2 wrong usage, 3 something could not be read.",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from docvalidate.version import __version__

        typer.echo(f"docvalidate {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    pass


app.command("run")(whole(run))
app.command("extract")(whole(extract))
app.command("screen")(whole(screen))
app.add_typer(entry, name="entry")
app.add_typer(lists, name="lists")
app.add_typer(dispositions, name="dispositions")
app.add_typer(reference, name="reference")
app.add_typer(entry, name="entry")
app.command("hook")(whole(hook))
app.command("rules")(whole(rules))
app.command("explain")(whole(explain))
app.command("serve")(whole(serve))
app.add_typer(config, name="config")
