"""Watch lists: one module a publisher's format, known by content."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from docvalidate.screening.lists.base import ListError
from docvalidate.screening.types import ParsedList

__all__ = ["ListError", "format_of", "formats", "parse_list"]

_MODULES = (
    "ofac_advanced_xml",
    "ofac_xml",
    "ofac_csv",
    "csl_csv",
    "csl_json",
    "denied_persons",
    "uflpa",
    "withhold_release",
    "united_nations",
    "european_union",
    "united_kingdom_xml",
    "united_kingdom_csv",
    "canada",
    "own_csv",
)
"""In the order in which they are asked; the user's own CSV, which asks least, comes last."""


def formats() -> list[ModuleType]:
    """The parser modules; a new format is a new module named in `_MODULES`."""
    from importlib import import_module

    return [import_module(f"docvalidate.screening.lists.{name}") for name in _MODULES]


def format_of(path: Path) -> ModuleType:
    """The module that reads a file, known by its first 64 KB. Raises `ListError` for a file of no known format."""
    try:
        with path.open("rb") as file:
            head = file.read(65536).decode("utf-8-sig", errors="replace")
    except OSError as error:
        raise ListError(path, f"cannot be opened ({error.strerror})") from error
    if not head.strip("\x00\x1a \r\n\t"):
        raise ListError(path, "the file is empty", remedy="Fetch the file again.")
    for module in formats():
        if module.recognises(head, path):
            return module
    if head.lstrip()[:1] == "<" and "<html" in head[:2000].lower():
        raise ListError(path, "a web page, not a list", remedy="The address may have moved, or ask for a login.")
    raise ListError(
        path,
        "no list format that is known",
        remedy="A list of your own is a CSV with a column 'name' (see docs/screening.md).",
    )


def parse_list(path: Path) -> ParsedList:
    """All entities of a list file of any known format. Raises `ListError`."""
    parsed: ParsedList = format_of(path).parse(path)
    if not parsed.entities:
        raise ListError(path, "no entry in it", remedy="Fetch the file again.")
    return parsed
