"""Names of files inside bundles: written by strangers, so only their last part counts, and not all of its signs."""

from __future__ import annotations

import re
from pathlib import Path

LONGEST = 120
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*]')
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


def safe_name(name: str, folder: Path) -> Path:
    """A path in `folder` for a file called `name` inside a bundle, at which nothing lies yet."""
    last = re.split(r"[\\/]", name)[-1]
    last = _UNSAFE.sub("_", last).strip(" .") or "file"
    if _RESERVED.match(last):
        last = "_" + last
    stem, dot, suffix = last.rpartition(".")
    if not dot or len(suffix) > 12:
        stem, suffix = last, ""
    ending = f".{suffix}" if suffix else ""
    stem = stem[: LONGEST - len(ending)]
    while len((stem + ending).encode("utf-8", "replace")) > 2 * LONGEST:
        stem = stem[:-1]
    target, count = folder / (stem + ending), 1
    while target.exists():
        count += 1
        target = folder / f"{stem} ({count}){ending}"
    return target


def unseen(name: str) -> str | None:
    """Why a file of this name is none that a user put there, or None."""
    parts = re.split(r"[\\/]", name)
    if "__MACOSX" in parts or parts[-1].startswith("._") or parts[-1] in (".DS_Store", "Thumbs.db", "desktop.ini"):
        return "a file of the operating system"
    return None
