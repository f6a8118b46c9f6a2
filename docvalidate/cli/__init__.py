"""The command line: a thin shell over the API. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import sys


def main() -> None:
    """The `docvalidate` command."""
    from docvalidate.cli.guarded import guarded

    sys.exit(guarded(_main))


def _main() -> None:
    from docvalidate.cli.app import app

    app()
