"""Tables that a user keeps: CSV files in `tables/` below the home folder, in place of those of the package.

| name | columns | without one's own |
|---|---|---|
| `agencies` | agency, prefix, valid_from, valid_to, requirement, source, checked | that of the package |
| `duty_cases` | case, prefix, country, name | no rule on implied cases |
| `exchange_rates` | currency, valid_from, valid_to, rate (dollars for one unit), source | no rule on certified rates |

Lines that begin with # are comments. A prefix is the beginning of a tariff number, dots allowed.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

from docvalidate.domain.errors import ReadingError
from docvalidate.reference import tables

COLUMNS: dict[str, tuple[str, ...]] = {
    "agencies": ("agency", "prefix", "requirement"),
    "duty_cases": ("case", "prefix", "country"),
    "exchange_rates": ("currency", "valid_from", "valid_to", "rate"),
}
"""The columns a table must have."""


def table(home: Path | None, name: str) -> tuple[dict[str, str], ...] | None:
    """The rows of a table; None where neither the user nor the package has one. Raises ReadingError, KeyError."""
    path = home / "tables" / f"{name}.csv" if home is not None else None
    if path is not None and path.is_file():
        return _read(path, path.stat().st_mtime_ns, COLUMNS[name])
    try:
        return tables.rows(f"{name}.csv")
    except FileNotFoundError:
        return None


@lru_cache(maxsize=16)
def _read(path: Path, _changed: int, columns: tuple[str, ...]) -> tuple[dict[str, str], ...]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadingError(path.name, f"the table cannot be read ({error})", "save it as CSV in UTF-8") from error
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    rows = [{key: (value or "").strip() for key, value in row.items() if key} for row in csv.DictReader(lines)]
    missing = [name for name in columns if rows and name not in rows[0]]
    if missing:
        needed = ", ".join(columns)
        raise ReadingError(path.name, f"the table has no column {missing[0]!r}", f"its first row must name {needed}")
    return tuple(rows)
