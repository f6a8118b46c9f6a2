"""The small parts that terminal reports are made of: verdict badges, labelled lines, failures."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from docvalidate.domain.document import Failure
from docvalidate.domain.finding import VerdictName
from docvalidate.report.wording import printable

LABEL_WIDTH = 8
INDENT = 2

VERDICT_STYLE: dict[VerdictName, str] = {
    "hold": "bold white on red",
    "incomplete": "bold white on magenta",
    "review": "bold black on yellow",
    "pass": "bold black on green",
}
SEVERITY_STYLE = {"error": "bold red", "warning": "bold yellow", "info": "bold blue"}


def badge(verdict: VerdictName) -> Text:
    """The verdict as a coloured word; in plain text just the word."""
    return Text(f" {verdict.upper()} ", style=VERDICT_STYLE[verdict])


def labelled(rows: Iterable[tuple[str, str | Text]], style: str = "") -> RenderableType:
    """Lines with their labels in a column: `fix      Enter what the invoice says.`"""
    table = Table.grid(padding=(0, 1))
    table.add_column(width=LABEL_WIDTH, style="dim", no_wrap=True)
    table.add_column(ratio=1, overflow="fold", style=style)
    for label, content in rows:
        table.add_row(label, content if isinstance(content, Text) else Text(printable(content)))
    return Padding(table, (0, 0, 0, INDENT))


def failures(failed: list[Failure]) -> list[RenderableType]:
    """What could not be read, each with its remedy."""
    if not failed:
        return []
    # The error usually begins with the file's name already.
    sentences = [f.error if f.error.startswith(f.file) else f"{f.file}: {f.error}" for f in failed]
    return [Text(""), labelled(("failed", Text(printable(text), style="bold magenta")) for text in sentences)]
