"""The pre-filing hook: one request in JSON, one answer in JSON, whatever happens. `docs/hook.md` is its reference.

The filing software asks before it transmits an entry. The answer always has a `decision`; where anything stood in the
way of a full check it is `incomplete`, never `pass`.
"""

from __future__ import annotations

import base64
import binascii
import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from docvalidate.api import Validator
from docvalidate.config.load import shipped_names
from docvalidate.domain.errors import DocvalidateError, UsageError
from docvalidate.domain.finding import Validation
from docvalidate.domain.run import SCHEMA_VERSION
from docvalidate.engine.discovery import discover
from docvalidate.engine.outcome import FailOn, exit_code
from docvalidate.engine.versions import old_lists, versions
from docvalidate.version import __version__

USAGE, INCOMPLETE = 2, 3
MAX_REQUEST_BYTES = 256 * 1024 * 1024
"""A request with all papers in base64 is read up to this size."""


class HookFile(BaseModel):
    """A file by its path on this machine, or by name and content."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: str | None = None
    name: str | None = None
    content: str | None = None
    """Base64 (RFC 4648)."""


class HookRequest(BaseModel):
    """What the filing software sends."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    schema_version: Literal["1"] = "1"
    shipment: str = "shipment"
    """A name for the answer, e.g. the broker's file number."""
    entry: dict[str, Any] | str | None = None
    """Native JSON, a path, or a HookFile in any form an entry may have."""
    documents: list[str | HookFile] = Field(default_factory=list)
    pipeline: str | None = None
    as_of: datetime.date | None = None
    select: list[str] = Field(default_factory=list)
    ignore: list[str] = Field(default_factory=list)
    fail_on: FailOn | None = None
    include: list[Literal["documents", "entry", "worksheets"]] = Field(default_factory=list)
    """What else the answer should carry: everything that was read, the entry as understood, the value worksheets."""


@dataclass(frozen=True)
class Defaults:
    """What holds where a request does not say otherwise."""

    pipeline: str = "us-entry"
    fail_on: FailOn = "error"
    as_of: datetime.date | None = None
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    paths: bool = True
    """Whether a request may name files on this machine."""
    isolated: bool = True
    """Whether each file is read in a process of its own."""


def answer(text: str | bytes, defaults: Defaults = Defaults()) -> tuple[dict[str, Any], int]:
    """The answer to a request, and the exit code. Raises nothing: a fault of ours is an `incomplete` with a reason."""
    shipment = None
    try:
        request = _parse(text)
        shipment = request.shipment
        if request.pipeline and request.pipeline not in shipped_names() and not defaults.paths:
            raise UsageError(f"`pipeline` must be one of {', '.join(shipped_names())} here, not {request.pipeline!r}.")
        documents = [_paper(document, defaults.paths) for document in request.documents]
        validator = Validator(
            request.pipeline or defaults.pipeline,
            as_of=request.as_of or defaults.as_of,
            select=request.select or defaults.select,
            ignore=request.ignore or defaults.ignore,
            isolated=defaults.isolated,
        )
        validation = validator.validate(documents, _entry(request.entry, defaults.paths), shipment=request.shipment)
        return _answer(validation, validator, request.fail_on or defaults.fail_on, set(request.include))
    except DocvalidateError as error:
        return refusal(str(error), shipment), USAGE
    except Exception as error:
        return refusal(f"An internal error ({type(error).__name__}: {error}).", shipment), INCOMPLETE


def answer_files(files: Sequence[Path], defaults: Defaults = Defaults()) -> tuple[dict[str, Any], int]:
    """The same for files, or a folder with them, that make up one shipment; the entry is known by its content."""
    try:
        validator = Validator(
            defaults.pipeline,
            as_of=defaults.as_of,
            select=defaults.select,
            ignore=defaults.ignore,
            isolated=defaults.isolated,
        )
        trees, problems = discover(files)
        if problems:
            raise UsageError(" ".join(problems))
        papers = [path for tree in trees for _, path in tree.files]
        name = trees[0].folders[0].name if trees else "shipment"
        return _answer(validator.validate(papers, shipment=name), validator, defaults.fail_on, set())
    except DocvalidateError as error:
        return refusal(str(error)), USAGE
    except Exception as error:
        return refusal(f"An internal error ({type(error).__name__}: {error})."), INCOMPLETE


def refusal(reason: str, shipment: str | None = None) -> dict[str, Any]:
    """The answer where nothing could be checked."""
    return {
        "schema_version": SCHEMA_VERSION,
        "shipment": shipment,
        "decision": "incomplete",
        "error": reason,
        "findings": [],
        "not_assessed": [],
        "failures": [],
        "versions": {"tool": __version__},
    }


def _answer(
    validation: Validation, validator: Validator, fail_on: FailOn, include: set[str]
) -> tuple[dict[str, Any], int]:
    plain = validation.model_dump(mode="json")
    kept = {"shipment", "findings", "not_assessed", "failures", "notes", *include}
    body = {key: value for key, value in plain.items() if key in kept}
    head = {"schema_version": SCHEMA_VERSION, "decision": validation.verdict}
    number = validation.entry.entry_number if validation.entry else None
    answered = {**head, "entry_number": number, **body, "versions": versions(validator.settings)}
    answered["notes"] = [*old_lists(validator.settings), *answered["notes"]]
    return answered, exit_code([validation], fail_on)


def _parse(text: str | bytes) -> HookRequest:
    try:
        plain = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"The request is no valid JSON: {error}.") from None
    if not isinstance(plain, dict):
        raise UsageError("The request must be a JSON object.")
    try:
        return HookRequest.model_validate(plain)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        if first["type"] == "extra_forbidden":
            known = ", ".join(HookRequest.model_fields)
            raise UsageError(f"The request has a key {place!r} that is not known; known are {known}.") from None
        raise UsageError(
            f"The request's {place!r} will not do: {first['msg'][:1].lower()}{first['msg'][1:]}."
        ) from None


def _paper(document: str | HookFile, paths: bool) -> Path | tuple[str, bytes]:
    if isinstance(document, str):
        document = HookFile(path=document)
    return _content(document, paths)


def _entry(entry: dict[str, Any] | str | None, paths: bool) -> Path | tuple[str, bytes] | dict[str, Any] | None:
    if isinstance(entry, str):
        return _content(HookFile(path=entry), paths)
    if entry is not None and entry.keys() <= {"path", "name", "content"} and entry:
        return _content(HookFile.model_validate(entry), paths)
    return entry


def _content(file: HookFile, paths: bool) -> Path | tuple[str, bytes]:
    if (file.path is None) == (file.content is None):
        raise UsageError("A file of the request needs either `path`, or `name` and `content` in base64.")
    if file.path is not None:
        if not paths:
            raise UsageError("Files are taken here by `name` and `content` in base64, not by `path`.")
        return Path(file.path)
    name = file.name or "paper.pdf"
    try:
        return name, base64.b64decode(file.content or "", validate=True)
    except (binascii.Error, ValueError):
        raise UsageError(f"{name}: its `content` is no base64.") from None
