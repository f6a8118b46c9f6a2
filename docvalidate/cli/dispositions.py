"""`docvalidate dispositions`: a reviewer's decisions on watch-list matches."""

from __future__ import annotations

import datetime
import json
from typing import Annotated

import typer

from docvalidate.cli import options as o
from docvalidate.domain.errors import UsageError

dispositions = typer.Typer(no_args_is_help=True, help="A reviewer's decisions on watch-list matches.")


@dispositions.command("add")
def add(
    party: Annotated[str, typer.Argument(help="The party's name, as the finding gives it.")],
    list_name: Annotated[str, typer.Option("--list", help="The list, as the finding names it.")],
    entity_id: Annotated[str, typer.Option("--entity", help="The list's entry (entity_id).")],
    decision: Annotated[str, typer.Option("--decision", help="same-party, other-party or cleared.")],
    who: Annotated[str, typer.Option("--who", help="Who decided.")],
    why: Annotated[str, typer.Option("--why", help="The reason.")],
    country: Annotated[str | None, typer.Option("--country", help="The party's, if the paper names it.")] = None,
    until: Annotated[datetime.date | None, typer.Option("--until", metavar="DATE", parser=o.date)] = None,
) -> None:
    """Record a decision: it turns the alarm into information until it ends or the list's entry changes."""
    from docvalidate.config.home import home
    from docvalidate.engine.context import dispositions_file
    from docvalidate.records.dispositions import DispositionError, Dispositions
    from docvalidate.screening import open_index

    index = open_index(home())
    if index is None:
        raise UsageError("No watch list is held; `docvalidate lists import FILE` first.")
    matches = index.screen(party, country=country, limit=50)
    match = next((one for one in matches if one.list == list_name and one.entity_id == entity_id), None)
    if match is None:
        known = "; ".join(f"{one.list}, {one.entity_id}" for one in matches[:5]) or "nothing"
        raise UsageError(f"{party!r} does not match {entity_id!r} on the list {list_name!r}; it matches {known}.")
    try:
        made = Dispositions(dispositions_file(home())).record(
            party=party,
            list=list_name,
            entity_id=entity_id,
            listed_name=match.matched_name,
            entry_fingerprint=match.entry_fingerprint,
            verdict=decision,  # type: ignore[arg-type]  # checked by record
            who=who,
            why=why,
            country=country,
            until=until,
        )
    except DispositionError as error:
        raise UsageError(str(error)) from None
    print(f"Decision {made.number} recorded: {party} and {match.matched_name}, {made.verdict}.")


@dispositions.command("list")
def list_all(format: Annotated[str, typer.Option("--format", "-f", metavar="text|json")] = "text") -> None:
    """Show every decision, also those withdrawn or ended."""
    o.one_of(format, ("text", "json"))
    from docvalidate.config.home import home
    from docvalidate.engine.context import dispositions_file
    from docvalidate.records.dispositions import Dispositions

    path = dispositions_file(home())
    made = Dispositions(path).history() if path.is_file() else []
    if format == "json":
        print(json.dumps({"dispositions": [one.as_dict() for one in made]}, indent=1, ensure_ascii=False))
        return
    for one in made:
        ends = f" until {one.until}" if one.until else ""
        gone = f", withdrawn {one.withdrawn:%Y-%m-%d}" if one.withdrawn else ""
        print(f"{one.number}  {one.verdict}{ends}{gone}  {one.party} = {one.listed_name} ({one.list}, {one.entity_id})")
        print(f"    {one.who}, {one.when:%Y-%m-%d}: {one.why}")


@dispositions.command("withdraw")
def withdraw(number: Annotated[int, typer.Argument(help="The decision's number.")]) -> None:
    """Take a decision back; it stays in the history."""
    from docvalidate.config.home import home
    from docvalidate.engine.context import dispositions_file
    from docvalidate.records.dispositions import Dispositions

    path = dispositions_file(home())
    if not path.is_file() or not Dispositions(path).withdraw(number):
        raise UsageError(f"There is no decision {number} in force.")
    print(f"Decision {number} withdrawn.")
