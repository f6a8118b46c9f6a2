"""Entries from one form to another, with what did not come through named value by value."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docvalidate.domain.entry import EntrySummary
from docvalidate.domain.errors import DocvalidateError, UsageError
from docvalidate.entry import read_entries
from docvalidate.entry.catair.compose import WritingError

OWN = {"source", "places", "notes"}
MOST_NOTES = 40


def convert(
    entries: list[EntrySummary], to: str, *, cargo_release: bool = False, electronic_invoice: bool = False
) -> tuple[str, list[str]]:
    """The entries as `ae`, `json` or `csv` (a row a tariff number, with the columns of ES-003), and what was lost.

    The text is read back and compared, so that nothing is lost in silence. Raises UsageError for an entry that the form
    cannot carry at all, such as an AE without a port of entry.
    """
    if to == "json":
        from docvalidate.entry import native_json

        return native_json.write(entries), []
    try:
        if to == "ae":
            from docvalidate.entry.catair.entry_summary_writer import write

            text = write(entries, cargo_release=cargo_release, electronic_invoice=electronic_invoice)
        else:
            from docvalidate.entry.es003_writer import write as write_csv

            text = write_csv(entries)
    except WritingError as error:
        raise UsageError(str(error)) from error
    return text, list(_lost(entries, text))


def _lost(entries: list[EntrySummary], text: str) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "written"
        path.write_text(text, encoding="utf-8", newline="")
        try:
            back = read_entries(path)
        except DocvalidateError as error:  # pragma: no cover - the writer and the reader share their layouts
            yield f"what was written cannot be read back: {error}"
            return
    notes = []
    for entry, again in zip(entries, back, strict=False):
        before = dict(_values(entry.model_dump(mode="json", exclude=OWN), ""))
        after = dict(_values(again.model_dump(mode="json", exclude=OWN), ""))
        for name, value in before.items():
            if after.get(name) != value and value != "":
                now = f"becomes {after[name]!r}" if after.get(name) not in (None, "") else "is not carried"
                notes.append(f"entry {entry.entry_number}: {name} ({value!r}) {now}")
    yield from notes[:MOST_NOTES]
    if len(notes) > MOST_NOTES:
        yield f"and {len(notes) - MOST_NOTES:,} more values"


def _values(plain: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every single value with its path."""
    if isinstance(plain, dict):
        for key, value in plain.items():
            yield from _values(value, f"{path}.{key}" if path else key)
    elif isinstance(plain, list):
        for index, value in enumerate(plain):
            yield from _values(value, f"{path}[{index}]")
    else:
        yield path, plain
