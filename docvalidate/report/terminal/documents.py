"""What was read from a paper, in the terminal: header fields, line items, the worksheet of an invoice."""

from __future__ import annotations

from rich.console import JustifyMethod, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from docvalidate.domain.document import Document, Value
from docvalidate.domain.fields import LINE
from docvalidate.domain.finding import Worksheet
from docvalidate.report.terminal.parts import INDENT
from docvalidate.report.wording import field_kind, field_name, figure, percent, plain, printable

DESCRIPTION_WIDTH = 18
_RIGHT = ("number", "money", "weight", "count")


def document(paper: Document) -> list[RenderableType]:
    """A title, a table of the header fields, a table of the line items."""
    pages = f"page {paper.pages[0]}" if len(paper.pages) == 1 else f"pages {paper.pages[0]}-{paper.pages[-1]}"
    kind = paper.type.replace("_", " ")
    title = Text.assemble((printable(paper.file), "bold"), f", {pages}: {kind}")
    parts: list[RenderableType] = [Text(""), title]
    if paper.fields:
        parts.append(Padding(_fields(paper), (0, 0, 0, INDENT)))
    if paper.line_items:
        parts.append(Padding(_items(paper), (1, 0, 0, INDENT)))
    if not paper.fields and not paper.line_items:
        parts.append(Text("  nothing was read from it", style="dim"))
    return parts


def _fields(paper: Document) -> Table:
    table = Table(box=None, pad_edge=False, show_header=True, header_style="dim")
    table.add_column("field", no_wrap=True)
    table.add_column("value", overflow="fold", ratio=3)
    table.add_column("as printed", overflow="fold", ratio=2, style="dim")
    table.add_column("where", no_wrap=True, style="dim")
    table.add_column("sure", justify="right", no_wrap=True, style="dim")
    for name, value in paper.fields.items():
        where = f"cell {value.cell}" if value.cell else f"p. {value.page}" if value.page else ""
        shown, kind = plain(value.value, field_kind(name)), field_kind(name)
        printed = printable(value.raw)
        other = "".join(f"\nor {plain(reading.value, kind)}" for reading in value.alternatives or [])
        text = Text(shown + other, style="" if value.usable else "dim strike")
        table.add_row(field_name(name), text, "" if printed == shown else printed, where, percent(value.confidence))
    return table


def _items(paper: Document) -> Table:
    names = [name for name in LINE if any(name in item for item in paper.line_items)]
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("", justify="right", style="dim", no_wrap=True)
    for name in names:
        right = field_kind(name, line=True) in _RIGHT
        width = DESCRIPTION_WIDTH if name == "description" else None
        justify: JustifyMethod = "right" if right else "left"
        table.add_column(_short(name), justify=justify, overflow="fold", no_wrap=right, min_width=width)
    for number, item in enumerate(paper.line_items, start=1):
        table.add_row(str(number), *(_cell(item.get(name), name) for name in names))
    return table


_SHORT = {
    "hts_number": "HTS",
    "country_of_origin": "origin",
    "package_count": "packages",
    "net_weight_kg": "net kg",
    "gross_weight_kg": "gross kg",
}


def _short(name: str) -> str:
    return _SHORT.get(name) or name.replace("_", " ").removesuffix(" number")


def _cell(value: Value | None, name: str) -> Text:
    if value is None:
        return Text("")
    return Text(plain(value.value, field_kind(name, line=True)), style="" if value.usable else "dim strike")


def worksheet(sheet: Worksheet) -> list[RenderableType]:
    """From the invoice's amount to the entered value, a step a line."""
    number = f"invoice {printable(sheet.invoice_number)}" if sheet.invoice_number else printable(sheet.file)
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column("step", overflow="fold", ratio=1)
    table.add_column("amount", justify="right", no_wrap=True)
    for row in sheet.rows:
        table.add_row(Text(printable(row.text)), figure(row.amount, 2))
    currency = f" {sheet.currency}" if sheet.currency else ""
    if sheet.value_in_currency is not None:
        table.add_row(Text(f"Value{currency}", style="bold"), Text(figure(sheet.value_in_currency, 2), style="bold"))
    if sheet.exchange_rate is not None and sheet.currency != "USD":
        table.add_row("Rate of exchange", figure(sheet.exchange_rate))
    if sheet.entered_value is not None:
        table.add_row(Text("Entered value USD", style="bold"), Text(figure(sheet.entered_value, 2), style="bold"))
    parts: list[RenderableType] = [Text(""), Text(f"Worksheet, {number}", style="bold")]
    parts.append(Padding(table, (0, 0, 0, INDENT)))
    if sheet.open_question:
        parts.append(Padding(Text(f"Open: {printable(sheet.open_question)}", style="yellow"), (0, 0, 0, INDENT)))
    return parts
