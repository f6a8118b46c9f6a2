"""`docvalidate config`: what a pipeline says, and where each value comes from."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Annotated, Any

import typer

from docvalidate.cli import options as o

config = typer.Typer(no_args_is_help=True, help="What holds, and where each value comes from.")


@config.callback()
def _group() -> None:
    pass


@config.command("show")
def show(
    pipeline: Annotated[str, typer.Argument(metavar="[PIPELINE]", help="A pipeline's name or file.")] = "us-entry",
    format: Annotated[str, typer.Option("--format", "-f", metavar="text|json")] = "text",
) -> None:
    """Print every setting of a pipeline with its value and its source."""
    o.one_of(format, ("text", "json"))
    from docvalidate.config.load import load_pipeline
    from docvalidate.domain.records import plain_number

    loaded = load_pipeline(pipeline)
    rows = [(key, value, source) for key, value, source in loaded.rows()]
    if format == "json":
        settings = [{"setting": key, "value": value, "source": source} for key, value, source in rows]
        print(
            json.dumps(
                {"pipeline": loaded.name, "settings": settings}, indent=1, ensure_ascii=False, default=plain_number
            )
        )
        return
    widths = [
        max(len(text) for text in column)
        for column in zip(*((key, _plain(value)) for key, value, _ in rows), strict=True)
    ]
    for key, value, source in rows:
        print(f"{key:<{widths[0]}}  {_plain(value):<{min(widths[1], 48)}}  {source}")


@config.command("list")
def list_pipelines() -> None:
    """Name the pipelines that come with the tool."""
    from docvalidate.config.load import load_pipeline, shipped_names

    for name in shipped_names():
        print(f"{name:<12}  {load_pipeline(name).pipeline.description}")


def _plain(value: Any) -> str:
    """As a pipeline file writes it."""
    return f"{value:f}" if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)
