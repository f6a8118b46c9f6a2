"""The native JSON entry, as the README describes it: read strictly, every error with its JSON path; and written.

One object is one entry, a list of objects a batch. Keys that mean nothing here are kept as notes. JSON that is no entry
(also this tool's own output) is not recognised, so that it can lie beside an entry.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, NoReturn

from docvalidate.domain.entry import EntrySummary
from docvalidate.domain.errors import ReadingError
from docvalidate.entry.content import Content
from docvalidate.entry.shape import ShapeError, entry_from_plain

OWN_OUTPUT = frozenset({"schema_version", "verdict", "findings", "results"})
MARKS = ('"entry_number"', '"hts_numbers"')
ENTRY_KEYS = frozenset({"entry_number", "entry_type"})
LINE_KEYS = frozenset({"hts_numbers", "entered_value"})


def recognises(content: Content) -> bool:
    """Whether it is JSON that means an entry; damaged JSON counts where it names an entry's keys."""
    if content.head[:1] not in (b"{", b"["):
        return False
    text = content.text
    if text is None:
        return any(mark.encode() in content.data for mark in MARKS)
    try:
        plain = json.loads(text)
    except (ValueError, RecursionError):
        return any(mark in text for mark in MARKS) and '"schema_version"' not in text[:200]
    entries = plain if isinstance(plain, list) else [plain]
    return bool(entries) and all(_is_entry(entry) for entry in entries)


def _is_entry(plain: object) -> bool:
    if not isinstance(plain, dict) or OWN_OUTPUT & plain.keys():
        return False
    lines = plain.get("lines")
    lines = lines if isinstance(lines, list) else []
    return bool(ENTRY_KEYS & plain.keys()) or any(isinstance(line, dict) and LINE_KEYS & line.keys() for line in lines)


def read(content: Content) -> list[EntrySummary]:
    """The entries. Raises ReadingError with the JSON path (or line and column) of the first thing that is wrong."""
    text = content.text
    if text is None:
        raise ReadingError(content.file, "is not encoded as UTF-8 or UTF-16", "save it as UTF-8")
    plain = _load(content.file, text)
    batch = isinstance(plain, list)
    entries = []
    for index, item in enumerate(plain if batch else [plain]):
        try:
            entries.append(entry_from_plain(item, source=content.file, at=f"[{index}]" if batch else ""))
        except ShapeError as error:
            raise ReadingError(content.file, error.problem, error.remedy, place=error.path) from error
    return entries


def write(entries: list[EntrySummary]) -> str:
    """The entries as JSON: one object for one entry, a list for several. What the tool itself added is left out."""
    plain = [entry.model_dump(mode="json", exclude={"source", "places", "notes"}) for entry in entries]
    return json.dumps(plain[0] if len(plain) == 1 else plain, indent=1, ensure_ascii=False) + "\n"


def _load(file: str, text: str) -> Any:
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_no_constant, object_pairs_hook=_unique_keys)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise ReadingError(file, f"is no valid JSON ({error.msg})", "repair it there", place=place) from error
    except ShapeError as error:
        raise ReadingError(file, error.problem, error.remedy, place=error.path) from error
    except RecursionError as error:
        raise ReadingError(file, "is nested too deeply to be an entry", "give the entry's own JSON") from error
    except ValueError as error:
        raise ReadingError(file, f"is no valid JSON ({error})", "repair it") from error


def _no_constant(name: str) -> NoReturn:
    raise ShapeError(name, "is no number", "write the figure or leave the key out")


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    plain = dict(pairs)
    if len(plain) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise ShapeError(key, "stands twice in one object", "keep one of the two")
            seen.add(key)
    return plain
