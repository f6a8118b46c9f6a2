"""`docvalidate serve`: the hook over HTTP."""

from __future__ import annotations

import contextlib
import os
from typing import Annotated

import typer

from docvalidate.cli import options as o
from docvalidate.cli.guarded import say

TOKEN = "DOCVALIDATE_TOKEN"


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=0, max=65535)] = 8321,
    pipeline: o.PipelineName = "us-entry",
    jobs: o.Jobs = None,
    verbose: o.Verbose = 0,
) -> None:
    """Answer the hook's requests over HTTP (needs the extra `service`)."""
    o.set_up_logging(False, verbose)
    from docvalidate.domain.errors import UsageError

    token = os.environ.get(TOKEN) or None
    if token is None and host not in ("127.0.0.1", "::1", "localhost"):
        raise UsageError(f"Set {TOKEN} before the service listens on {host}: others could send it papers.")
    try:
        import uvicorn

        from docvalidate.service.app import ServiceSettings, make_app
    except ImportError as error:
        raise UsageError(
            f"`serve` needs the extra `service` ({error.name} is missing): pip install 'docvalidate[service]'."
        ) from None
    from docvalidate.config.machine import available_cores

    app = make_app(ServiceSettings(pipeline, token, at_once=jobs or available_cores()))
    level = ("warning", "info", "debug")[min(verbose, 2)]
    say(f"listening on http://{host}:{port}, POST /validate")
    server = uvicorn.Server(uvicorn.Config(app, host=host, port=port, log_level=level, server_header=False))
    with contextlib.suppress(SystemExit):
        server.run()
    if not server.started:
        raise UsageError(f"The service cannot listen on {host}:{port}; is the port taken?")
