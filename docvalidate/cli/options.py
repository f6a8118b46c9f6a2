"""The options that several commands share, said once."""

from __future__ import annotations

import datetime
import logging
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from docvalidate.rules import RuleInfo


class FailOn(StrEnum):
    """From which severity on the exit code is 1."""

    error = "error"
    warning = "warning"
    info = "info"
    never = "never"


def date(text: str) -> datetime.date:
    """A date as the command line takes it. Raises a usage error for anything else."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no date; write it as 2026-11-24.") from None


Paths = Annotated[
    list[Path], typer.Argument(metavar="PATH", help="Folders of shipments, or files.", show_default=False)
]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="text, json, jsonl, html, sarif, junit or csv; several need -o FOLDER.",
        show_default=False,
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="PATH", help="Write to this file or folder.", show_default=False),
]
PipelineName = Annotated[str, typer.Option("--pipeline", "-p", metavar="NAME|FILE", help="The pipeline to check by.")]
AsOf = Annotated[
    datetime.date | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        parser=date,
        help="Law and lists of this day, not of the entry's.",
        show_default=False,
    ),
]
Jobs = Annotated[
    int | None, typer.Option("--jobs", "-j", metavar="N", min=1, help="Worker processes.", show_default="one a core")
]
FailOnOption = Annotated[FailOn, typer.Option("--fail-on", help="From which severity on the exit code is 1.")]
Select = Annotated[
    list[str] | None,
    typer.Option("--select", metavar="RULE", help="Check only this rule; repeatable.", show_default=False),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option("--ignore", metavar="RULE", help="Leave this rule out; repeatable.", show_default=False),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no notes.")]
Verbose = Annotated[
    int, typer.Option("--verbose", "-v", count=True, help="More detail; -vv for debugging.", show_default=False)
]


def set_up_logging(quiet: bool, verbose: int) -> None:
    """Log lines go to standard error: errors only with -q, debugging with -vv."""
    level = logging.ERROR if quiet else (logging.WARNING, logging.INFO, logging.DEBUG)[min(verbose, 2)]
    others = logging.WARNING if verbose > 1 else logging.CRITICAL  # a parser's remarks on a page tell a user nothing
    logging.basicConfig(stream=sys.stderr, level=others, format="docvalidate: %(message)s")
    logging.getLogger("docvalidate").setLevel(level)


def one_of(format: str, known: tuple[str, ...]) -> None:
    """Raises a usage error for a format that the command does not have."""
    if format not in known:
        raise typer.BadParameter(
            f"there is no format {format!r} here; take {' or '.join(known)}.", param_hint="--format"
        )


def rule_as_plain(rule: RuleInfo) -> dict[str, Any]:
    """A rule as JSON prints it."""
    return {
        "rule": rule.id,
        "severity": rule.severity,
        "family": rule.family,
        "title": rule.title,
        "needs": list(rule.needs),
        "citation": rule.citation.model_dump(mode="json"),
        "valid_from": rule.valid_from.isoformat() if rule.valid_from else None,
        "valid_to": rule.valid_to.isoformat() if rule.valid_to else None,
        "ace": list(rule.ace),
        "psc": list(rule.psc),
        "sections": rule.sections,
    }
