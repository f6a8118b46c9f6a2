"""The HTTP application: `POST /validate` takes the hook's request and gives its answer (docs/hook.md)."""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import anyio
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from docvalidate.config.load import load_pipeline
from docvalidate.engine.context import Settings
from docvalidate.engine.versions import versions
from docvalidate.hook import MAX_REQUEST_BYTES, USAGE, Defaults, answer, refusal

if TYPE_CHECKING:
    from starlette.requests import Request

STATUS = {USAGE: 400}
"""Exit codes that are no answer to the question asked; the others are 200 with a `decision`."""


@dataclass(frozen=True)
class ServiceSettings:
    """How the service behaves."""

    pipeline: str = "us-entry"
    """For requests that name none."""
    token: str | None = None
    """Callers must send `Authorization: Bearer TOKEN`; None: nobody is asked."""
    at_once: int = 2
    """Requests that are worked on at the same time."""
    waiting: int = 16
    """Requests that may wait; more are answered with 503."""


def make_app(settings: ServiceSettings) -> Starlette:
    """The application. Raises UsageError where the pipeline does not exist."""
    facts = versions(Settings(load_pipeline(settings.pipeline)))
    limiter = anyio.CapacityLimiter(settings.at_once)
    inside = 0

    async def validate(request: Request) -> Response:
        nonlocal inside
        if not _allowed(request, settings.token):
            return _refused(401, "The token is missing or wrong.", {"WWW-Authenticate": "Bearer"})
        if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return _refused(415, "Send the request as application/json.")
        if inside >= settings.at_once + settings.waiting:
            return _refused(503, "Too many requests wait; try again soon.", {"Retry-After": "5"})
        inside += 1
        try:
            body = await _body(request)
            if body is None:
                return _refused(413, f"The request is larger than {MAX_REQUEST_BYTES >> 20} MiB.")
            async with limiter:
                answered, code = await anyio.to_thread.run_sync(_answer, body, settings.pipeline)
            return _json(answered, STATUS.get(code, 200))
        finally:
            inside -= 1

    async def health(request: Request) -> Response:
        return _json({"status": "ready", "versions": facts}, 200)

    return Starlette(routes=[Route("/validate", validate, methods=["POST"]), Route("/health", health, methods=["GET"])])


def _answer(body: bytes, pipeline: str) -> tuple[dict[str, Any], int]:
    return answer(body, Defaults(pipeline, paths=False))


def _allowed(request: Request, token: str | None) -> bool:
    if token is None:
        return True
    sent = request.headers.get("authorization", "").removeprefix("Bearer ")
    return hmac.compare_digest(sent.encode(), token.encode())


async def _body(request: Request) -> bytes | None:
    """The body, or None where it is too large, whatever its length header says."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > MAX_REQUEST_BYTES:
            return None
        parts.append(part)
    return b"".join(parts)


def _refused(status: int, reason: str, headers: dict[str, str] | None = None) -> Response:
    return _json(refusal(reason), status, headers)


def _json(content: dict[str, Any], status: int, headers: dict[str, str] | None = None) -> Response:
    text = json.dumps(content, ensure_ascii=False).encode("utf-8", "replace")
    return Response(text, status, {**(headers or {}), "Cache-Control": "no-store"}, "application/json")
