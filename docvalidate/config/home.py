"""Where state lives: watch lists, tariff, records."""

from __future__ import annotations

import os
from pathlib import Path


def home() -> Path:
    """`DOCVALIDATE_HOME`, or the platform's folder for a user's data. It is not created here."""
    told = os.environ.get("DOCVALIDATE_HOME")
    if told:
        return Path(told).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_dir("docvalidate", appauthor=False))
