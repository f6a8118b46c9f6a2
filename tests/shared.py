"""Where the team's measuring data lies beside the project; tests that need it skip where it is absent."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def shared_folder(*parts: str) -> Path:
    """A path below the shared data folder; skips the test, with a reason, on a machine that does not have it."""
    base = Path(os.environ.get("DOCVALIDATE_SHARED", Path(__file__).parents[2] / "shared"))
    path = base.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"the shared measuring data is not on this machine: {'/'.join(parts) or base.name}")
    return path
