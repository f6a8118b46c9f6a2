"""Text: what a person reads in the terminal, shipment by shipment, with a table of verdicts at the end."""

from __future__ import annotations

from typing import TextIO

from rich.console import RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from docvalidate.domain.finding import Validation
from docvalidate.domain.run import ExtractResult, RunResult
from docvalidate.report.options import ReportOptions
from docvalidate.report.sides import VERDICTS, by_gravity, gaps, meaning, ordered, severities, total_stake
from docvalidate.report.terminal import documents
from docvalidate.report.terminal.console import Screen
from docvalidate.report.terminal.findings import finding, gathered
from docvalidate.report.terminal.parts import INDENT, badge, failures, labelled
from docvalidate.report.unassessed import by_reason
from docvalidate.report.wording import count, printable, stake

FILENAME = "report.txt"


def write(run: RunResult, out: TextIO, options: ReportOptions) -> None:
    """Writes each shipment in the order of the run, then a table of all, so that a terminal ends on the verdicts."""
    screen = Screen(out, options)
    several = len(run.shipments) > 1
    for validation in run.shipments:
        screen.show(*_shipment(validation, options))
        if options.details or not several:
            screen.show(*_reasons([validation]))
    if several:
        screen.show(*_overview(run))
        if not options.details:
            screen.show(*_reasons(run.shipments))
    if not run.shipments:
        screen.show(Text("No shipment was found."))
    screen.show(*(Text(f"Note: {printable(note)}", style="dim") for note in run.notes))


def write_extract(extract: ExtractResult, out: TextIO, options: ReportOptions) -> None:
    """Writes each document with its fields and line items, then what could not be read."""
    screen = Screen(out, options)
    for paper in extract.documents:
        screen.show(*documents.document(paper))
    screen.show(*failures(extract.failures))


def _shipment(validation: Validation, options: ReportOptions) -> list[RenderableType]:
    title = Text.assemble(badge(validation.verdict), " ", (printable(validation.shipment) or "shipment", "bold"))
    parts: list[RenderableType] = [
        Rule(title, align="left", style="dim"),
        Text(_facts(validation), style="dim"),
        *failures(validation.failures),
    ]
    items = ordered(validation.findings)
    left_out = gaps(items) if not options.details else []
    parts += [part for item in items if item not in left_out for part in (Text(""), finding(item, validation))]
    if left_out:
        parts += [Text(""), gathered(left_out)]
    questions = [
        ("open", f"Invoice {sheet.invoice_number or sheet.file}: {sheet.open_question}")
        for sheet in validation.worksheets
        if sheet.open_question
    ]
    if questions:
        parts += [Text(""), labelled(questions)]
    if options.details:
        parts += [part for paper in validation.documents for part in documents.document(paper)]
        parts += [part for sheet in validation.worksheets for part in documents.worksheet(sheet)]
    if validation.notes:
        parts += [Text(""), labelled((("note", note) for note in validation.notes), style="dim")]
    return [*parts, Text("")]


def _facts(validation: Validation) -> str:
    entry = validation.entry
    facts = [
        f"entry {printable(entry.entry_number)}" if entry and entry.entry_number else "entry" if entry else "no entry",
        count(len(validation.documents), "paper"),
    ]
    found = severities(validation.findings)
    facts += [count(found[name], name) for name in ("error", "warning") if found[name]]
    if found["info"]:
        facts.append(f"{found['info']} for information")
    if validation.not_assessed:
        facts.append(f"{count(len(validation.not_assessed), 'rule')} not assessed")
    return " · ".join(facts) + f"\n{meaning(validation).capitalize()}."


def _overview(run: RunResult) -> list[RenderableType]:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("verdict", no_wrap=True)
    table.add_column("shipment", overflow="fold")
    table.add_column("errors", justify="right", no_wrap=True)
    table.add_column("warnings", justify="right", no_wrap=True)
    table.add_column("rules", overflow="fold", ratio=1)
    for validation in by_gravity(run.shipments):
        found = severities(validation.findings)
        rules = list(dict.fromkeys(item.rule for item in ordered(validation.findings)))
        unread = [count(len(validation.failures), "failure")] if validation.failures else []
        table.add_row(
            badge(validation.verdict),
            Text(printable(validation.shipment)),
            str(found["error"] or ""),
            str(found["warning"] or ""),
            Text(", ".join(unread + rules), style="dim"),
        )
    verdicts = [validation.verdict for validation in run.shipments]
    tally = ", ".join(f"{verdicts.count(name)} {name}" for name in VERDICTS if name in verdicts)
    closing = Text(f"{count(len(verdicts), 'shipment')}: {tally}.", style="bold")
    cost = stake(total_stake([item for validation in run.shipments for item in validation.findings]))
    if cost:
        closing.append(f" At stake: {cost}.")
    return [Rule(Text("All shipments", style="bold"), align="left", style="dim"), table, Text(""), closing]


def _reasons(validations: list[Validation]) -> list[RenderableType]:
    reasons = by_reason(validations)
    if not reasons:
        return []
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(ratio=2)
    table.add_column(ratio=3, style="dim")
    for item in reasons:
        share = "" if len(validations) == 1 else f" ({len(item.shipments)} of {count(len(validations), 'shipment')})"
        table.add_row(Text(", ".join(item.rules)), Text(printable(item.reason) + share))
    return [Text("Not assessed, which is not passed:", style="bold"), Padding(table, (0, 0, 0, INDENT)), Text("")]
