"""`docvalidate explain RULE`: what, why, law, example, fix, limits."""

from __future__ import annotations

import json
import shutil
import textwrap
from typing import Annotated

import typer

from docvalidate.cli import options as o


def explain(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="A rule's name, as `docvalidate rules` lists it.")],
    format: Annotated[str, typer.Option("--format", "-f", metavar="text|json")] = "text",
) -> None:
    """Explain one rule: what it compares, why, the law, an example, the fix, its limits."""
    o.one_of(format, ("text", "json"))
    from docvalidate.rules import get_rule

    info = get_rule(rule)
    if format == "json":
        print(json.dumps(o.rule_as_plain(info), indent=1, ensure_ascii=False))
        return
    width = min(96, shutil.get_terminal_size().columns)
    print(f"{info.id}  ({info.severity}, {info.family})\n\n{textwrap.fill(info.title, width)}")
    for name, text in info.sections.items():
        print(f"\n{name}")
        for paragraph in text.split("\n\n"):
            print(textwrap.fill(paragraph, width, initial_indent="    ", subsequent_indent="    "))
    print(f"\nCitation\n    {info.citation.text}")
    if info.citation.url:
        print(f"    {info.citation.url}")
    if info.ace or info.psc:
        print(f"\nCodes of ACE\n    conditions {', '.join(info.ace) or 'none'}")
        print(f"    corrections {', '.join(info.psc) or 'none'}")
    if info.valid_from or info.valid_to:
        start = info.valid_from.isoformat() if info.valid_from else "the beginning"
        print(f"\nIn force\n    from {start}" + (f" to {info.valid_to.isoformat()}" if info.valid_to else ""))
