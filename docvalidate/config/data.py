"""Where the data that travels with the package lies: pipelines, models.

In the wheel it is under `docvalidate/_data/`; in a checkout (and an editable install of one) it is in the folders
beside the package.
"""

from __future__ import annotations

from pathlib import Path

from docvalidate.domain.errors import UsageError

PACKAGE = Path(__file__).parents[1]


def shipped(folder: str, *parts: str) -> Path:
    """The path of shipped data, e.g. `shipped("pipelines", "us-entry.toml")`.

    Raises UsageError where the installation holds no such folder; whether the file below it exists is not asked.
    """
    for base in (PACKAGE / "_data" / folder, PACKAGE.parent / folder):
        if base.is_dir():
            return base.joinpath(*parts)
    raise UsageError(f"This installation of docvalidate has no folder {folder!r}; install it again from the wheel.")
