"""Joins templates, style and script into one file, under a policy that lets nothing else run or load."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TextIO

from jinja2 import Environment, PackageLoader, StrictUndefined

from docvalidate.report.html.view import RunView
from docvalidate.version import __version__


def render(view: RunView, out: TextIO) -> None:
    """Writes the page. Every value is escaped by the templates' autoescape; style and script are our own files."""
    style, script = _own("report.css"), _own("report.js")
    policy = (
        f"default-src 'none'; img-src data:; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    template = _environment().get_template("report.html.j2")
    for part in template.stream(view=view, style=style, script=script, policy=policy, version=__version__):
        out.write(part)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("docvalidate.report.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _own(name: str) -> str:
    return files("docvalidate.report.html").joinpath("templates", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
    return f"'sha256-{digest}'"
