"""How goods travel, as papers say it before the ship or the flight."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def modes() -> re.Pattern[str]:
    """A word of transport that begins a text, and what parts it from the ship: `Seefracht `, `Flug: `."""
    text = files("docvalidate.extraction").joinpath("data", "modes.toml").read_text(encoding="utf-8")
    words = sorted(tomllib.loads(text)["modes"], key=len, reverse=True)
    return re.compile(rf"(?i)^\s*(?:{'|'.join(map(re.escape, words))})(?![^\W_])[\s:：,/-]+")
