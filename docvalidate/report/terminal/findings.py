"""One finding in the terminal: the sentence, both sides with their places, what it costs, the fix and the law."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from docvalidate.domain.finding import Evidence, Finding, Validation
from docvalidate.report.sides import difference, sides
from docvalidate.report.terminal.parts import INDENT, LABEL_WIDTH, SEVERITY_STYLE, labelled
from docvalidate.report.wording import figure, percent, place, plain, printable, stake

MOST_TEXTS = 6
"""More texts of one page than this are counted, not listed: the HTML report shows them all."""


def finding(item: Finding, validation: Validation) -> RenderableType:
    """The finding as a block of labelled lines."""
    whose = sides(item, validation)
    short = {"Commercial invoice": "invoice", "Packing list": "packing", "Bill of lading": "lading"}
    expected_label, found_label = (short.get(label, label.lower())[:LABEL_WIDTH] for label in whose.labels)
    rows: list[tuple[str, str | Text]] = []
    if item.expected is not None or whose.expected:
        rows.append((expected_label, _side(item.expected, whose.expected, validation)))
    if item.found is not None or whose.found:
        rows.append((found_label, _side(item.found, whose.found, validation)))
    apart = difference(item)
    if apart is not None:
        sign = "+" if apart.amount > 0 else ""
        share = f" ({sign}{figure(apart.percent, 1)} %)" if apart.percent is not None else ""
        rows.append(("apart", f"{sign}{figure(apart.amount)}{share}"))
    if cost := stake(item.money):
        rows.append(("at stake", Text(cost, style="bold")))
    if item.fix:
        rows.append(("fix", item.fix))
    if item.citation:
        law = Text(printable(item.citation.text))
        if item.citation.url:
            law.append(f"\n{printable(item.citation.url)}", style="dim")
        rows.append(("law", law))
    return Group(_head(item), labelled([("", Text(printable(item.message), style="bold")), *rows]))


def gathered(items: Sequence[Finding]) -> RenderableType:
    """The gaps in one block, a sentence each with its law; `explain` tells the rest."""
    head = Padding(Text.assemble(("info", SEVERITY_STYLE["info"]), "     left out on the papers"), (0, 0, 0, INDENT))
    rows: list[tuple[str, str | Text]] = []
    for item in items:
        text = Text(printable(item.message))
        law = f", {item.citation.text}" if item.citation else ""
        rows.append(("", text.append(f" {item.rule}{law}", style="dim")))
    return Group(head, labelled(rows))


def _head(item: Finding) -> RenderableType:
    head = Table.grid(expand=True, padding=(0, 1))
    head.add_column(width=len("warning") + 1, no_wrap=True)
    head.add_column(ratio=1)
    head.add_column(justify="right", no_wrap=True)
    where = f"{item.rule}" + (f", entry line {item.entry_line}" if item.entry_line is not None else "")
    sure = "" if item.confidence >= 1 else f"{percent(item.confidence)} sure"
    head.add_row(Text(item.severity, style=SEVERITY_STYLE[item.severity]), Text(where), Text(sure, style="dim"))
    return Padding(head, (0, 0, 0, INDENT))


def _side(value: object, evidence: list[Evidence], validation: Validation) -> Text:
    """The normalised value, then every place with what is printed there."""
    shown = plain(value) if value is not None else ""
    places: dict[str, list[str]] = {}
    for item in evidence:
        printed = printable(item.text)
        there = places.setdefault(place(item, validation.entry), [])
        if printed.replace(",", "") not in {"", shown.replace(",", "")}:
            there.append(f"“{printed}”")
    text = Text(shown)
    for where, printed_there in places.items():
        text.append("\n" if text else "").append(where, style="dim")
        if printed_there:
            more = len(printed_there) - MOST_TEXTS
            listed = ", ".join(printed_there[:MOST_TEXTS]) + (f" and {more} more" if more > 0 else "")
            text.append(f": {listed}", style="dim")
    return text
