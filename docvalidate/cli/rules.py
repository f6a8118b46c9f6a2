"""`docvalidate rules`: every rule, one line each."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from docvalidate.cli import options as o


def rules(format: Annotated[str, typer.Option("--format", "-f", metavar="text|json")] = "text") -> None:
    """List every rule, one line each."""
    o.one_of(format, ("text", "json"))
    from docvalidate.rules import all_rules

    known = all_rules()
    if format == "json":
        print(json.dumps({"rules": [o.rule_as_plain(rule) for rule in known]}, indent=1, ensure_ascii=False))
        return
    width = max((len(rule.id) for rule in known), default=0)
    for rule in known:
        print(f"{rule.id:<{width}}  {rule.severity:<7}  {rule.title}")
