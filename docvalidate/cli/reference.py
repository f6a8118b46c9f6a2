"""`docvalidate reference`: the tariff schedule and other tables that are imported."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Annotated

import typer

from docvalidate.cli import options as o
from docvalidate.cli.guarded import INCOMPLETE, USAGE, say

reference = typer.Typer(no_args_is_help=True, help="Tariff schedule and other reference tables: import, status.")


@reference.command("import")
def import_tables(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Exports of hts.usitc.gov (CSV or JSON), lists.")],
    revision: Annotated[
        str | None, typer.Option("--revision", metavar="NAME", help="Name of the tariff's edition.", show_default=False)
    ] = None,
    valid_from: Annotated[
        datetime.date | None,
        typer.Option("--valid-from", metavar="DATE", parser=o.date, help="Its first day.", show_default=False),
    ] = None,
) -> None:
    """Import the tariff schedule, product lists of chapter 99, or a concordance."""
    from docvalidate.config.home import home
    from docvalidate.domain.errors import ReadingError
    from docvalidate.reference.tariff_import import import_file

    codes = [0]
    for file in files:
        if not file.is_file():
            say(f"{file}: there is no such file.")
            codes.append(USAGE)
            continue
        try:
            done = import_file(file, home(), revision=revision, valid_from=valid_from)
        except ReadingError as error:
            say(str(error))
            codes.append(INCOMPLETE)
            continue
        print(f"{file}: {done.kind} {done.name}, {done.rows:,} rows")
    raise typer.Exit(max(codes))


@reference.command("status")
def status(format: Annotated[str, typer.Option("--format", "-f", metavar="text|json")] = "text") -> None:
    """Say which revisions are held, and since when each is valid."""
    o.one_of(format, ("text", "json"))
    from docvalidate.config.home import home
    from docvalidate.reference.facade import Reference

    schedule = Reference(home()).schedule
    revisions = schedule.revisions if schedule is not None else ()
    lists = schedule.product_lists() if schedule is not None else {}
    if format == "json":
        rows = [
            {
                "revision": one.name,
                "valid_from": one.valid_from.isoformat() if one.valid_from else None,
                "imported": one.imported.isoformat(),
                "file": one.file,
                "sha256": one.sha256,
                "rows": one.rows,
            }
            for one in revisions
        ]
        held = {"home": str(home()), "tariff": rows, "product_lists": lists}
        print(json.dumps(held, indent=1, ensure_ascii=False))
        return
    if not revisions:
        print("No tariff schedule is held: rules that need it are not assessed. `docvalidate reference import FILE`.")
    for one in revisions:
        since = one.valid_from.isoformat() if one.valid_from else "no first day stated"
        print(f"{one.name}: valid from {since}, {one.rows:,} rows, imported {one.imported:%Y-%m-%d} from {one.file}")
    for name, count in lists.items():
        print(f"{name}: {count:,} tariff numbers")


@reference.command("rates")
def rates(
    unparsed: Annotated[bool, typer.Option("--unparsed", help="List every rate that is in words.")] = False,
) -> None:
    """Say how many rates of the held tariff are of which kind, and which could not be parsed."""
    from docvalidate.config.home import home
    from docvalidate.domain.errors import UsageError
    from docvalidate.reference.facade import Reference
    from docvalidate.reference.rate_report import rate_report

    schedule = Reference(home()).schedule
    if schedule is None or not schedule.revisions:
        raise UsageError("No tariff schedule is held; `docvalidate reference import FILE` brings one in.")
    report = rate_report(schedule)
    print(f"{report.revision}: {report.numbers:,} numbers that can be filed, by the kind of their general rate")
    print(f"{'all':>8}{'10 digits':>12}{'8 digits':>12}{'chapters 98, 99':>18}")
    for kind, counts in [*report.kinds.items(), ("all", report.columns)]:
        print(f"{sum(counts):>8,}{counts[0]:>12,}{counts[1]:>12,}{counts[2]:>18,}  {kind}")
    if unparsed:
        for text, count in report.unparsed.items():
            print(f"{count:>8,}  {text}")
