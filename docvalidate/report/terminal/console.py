"""A console on any stream: colours only where a person sees them, and never a character the stream cannot encode."""

from __future__ import annotations

import io
import shutil
from typing import TextIO

from rich.console import Console, RenderableType

from docvalidate.report.options import ReportOptions

DEFAULT_WIDTH = 100
NARROWEST = 40

_PLAINER = (("─", "-"), ("━", "="), ("│", "|"), ("\N{MINUS SIGN}", "-"), ("·", "-"), ("×", "x"), ("…", "..."))
"""For streams that are not Unicode."""


class Screen:
    """Prints rich's renderables to `out`, one after the other, without trailing blanks."""

    def __init__(self, out: TextIO, options: ReportOptions) -> None:
        terminal = bool(getattr(out, "isatty", lambda: False)())
        width = options.width or (shutil.get_terminal_size((DEFAULT_WIDTH, 24)).columns if terminal else DEFAULT_WIDTH)
        self._out, self._buffer = out, io.StringIO()
        self._console = Console(
            file=self._buffer,
            width=max(NARROWEST, width),
            force_terminal=options.colour if options.colour is not None else terminal,
            no_color=None if options.colour or (options.colour is None and terminal) else True,
            highlight=False,
            markup=False,
            emoji=False,
        )

    def show(self, *parts: RenderableType) -> None:
        """Prints each part on lines of its own."""
        for part in parts:
            self._console.print(part)
        text = "\n".join(line.rstrip() for line in self._buffer.getvalue().split("\n"))
        encoding = getattr(self._out, "encoding", None) or "utf-8"
        if "utf" not in encoding.lower():
            for fancy, simple in _PLAINER:
                text = text.replace(fancy, simple)
            text = text.encode(encoding, "replace").decode(encoding)
        self._out.write(text)
        self._buffer.seek(0)
        self._buffer.truncate()
