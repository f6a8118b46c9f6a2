"""`docvalidate hook`: one shipment from standard input or files, one answer in JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from docvalidate.cli import options as o


def hook(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE", help="Papers and entry; without any, a request on standard input."),
    ] = None,
    pipeline: o.PipelineName = "us-entry",
    as_of: o.AsOf = None,
    select: o.Select = None,
    ignore: o.Ignore = None,
    fail_on: o.FailOnOption = o.FailOn.error,
    verbose: o.Verbose = 0,
) -> None:
    """Answer the filing software: one request in JSON on standard input, one answer in JSON."""
    o.set_up_logging(False, verbose)
    from docvalidate import hook as door

    defaults = door.Defaults(pipeline, fail_on.value, as_of, select or (), ignore or ())
    if files:
        answered, code = door.answer_files(files, defaults)
    elif sys.stdin.isatty():
        raise typer.BadParameter(
            "give a request in JSON on standard input, or the files of a shipment.", param_hint="FILE"
        )
    else:
        text = sys.stdin.buffer.read(door.MAX_REQUEST_BYTES + 1)
        if len(text) > door.MAX_REQUEST_BYTES:
            limit = door.MAX_REQUEST_BYTES >> 20
            answered, code = (
                door.refusal(f"The request is larger than {limit} MiB; name the papers by path."),
                door.USAGE,
            )
        else:
            answered, code = door.answer(text, defaults)
    sys.stdout.buffer.write(json.dumps(answered, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n")
    sys.stdout.flush()
    raise typer.Exit(code)
