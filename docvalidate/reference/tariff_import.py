"""Fills the tariff store from the files that USITC exports (CSV and JSON), and from product lists of chapter 99.

Rates and units stand on the line that has them and hold for the lines indented below it; each stored line has its own.
"""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docvalidate.domain.errors import ReadingError
from docvalidate.reference.tariff import FILE, SCHEMA

LARGEST_FILE = 200 * 1024 * 1024
TABLES = """
CREATE TABLE IF NOT EXISTS revision (id INTEGER PRIMARY KEY, name TEXT UNIQUE, valid_from TEXT, imported TEXT,
    file TEXT, sha256 TEXT, rows INTEGER);
CREATE TABLE IF NOT EXISTS line (revision INTEGER, number TEXT, indent INTEGER, description TEXT, units TEXT,
    general TEXT, special TEXT, column2 TEXT, additional TEXT, footnotes TEXT, reportable INTEGER,
    PRIMARY KEY (revision, number)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS listed (prefix TEXT, name TEXT, heading TEXT, valid_from TEXT, file TEXT,
    PRIMARY KEY (prefix, name, heading)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS concordance (old TEXT, new TEXT, file TEXT, PRIMARY KEY (old, new)) WITHOUT ROWID;
"""
RATES = ("general", "special", "column2", "additional", "units")
INHERITED_FROM_DIGITS = 8
"""Rates belong to the legal rate line (8 digits) and to what stands below it."""


_Listed = tuple[str, str, str, str | None]
"""Prefix, name of the list, chapter 99 number or nothing, first day."""


@dataclass(frozen=True)
class Imported:
    """What an import brought: the kind (`tariff`, `list`, `concordance`), its name and how many rows."""

    kind: str
    name: str
    rows: int


@dataclass
class _Row:
    number: str
    indent: int
    description: str
    units: str
    general: str
    special: str
    column2: str
    additional: str
    footnotes: str


def import_file(
    path: Path, home: Path, *, revision: str | None = None, valid_from: datetime.date | None = None
) -> Imported:
    """Reads one file into the store below `home`, known by its columns. Importing a revision again replaces it.

    `revision` names the tariff's edition (else the file's name does), `valid_from` is its first day. Raises
    ReadingError with the row for a damaged file, and for one that is none of these.
    """
    try:
        data = path.read_bytes() if path.stat().st_size <= LARGEST_FILE else None
    except OSError as error:
        raise ReadingError(path.name, "does not exist or cannot be opened", "check the path") from error
    if data is None:
        raise ReadingError(path.name, "is too large for a tariff", "export the schedule alone")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadingError(path.name, "is not encoded as UTF-8", "export it again") from error
    digest = hashlib.sha256(data).hexdigest()
    if text.lstrip()[:1] in ("[", "{"):
        return _tariff(path, home, list(_json_rows(path.name, text)), digest, revision, valid_from)
    reader = csv.DictReader(io.StringIO(text))
    columns = set(reader.fieldnames or ())
    if {"HTS Number", "Indent", "General Rate of Duty"} <= columns:
        return _tariff(path, home, list(_csv_rows(path.name, reader)), digest, revision, valid_from)
    if {"hts8", "list", "ch99_code"} <= columns:
        rows: list[_Listed] = [
            (row["hts8"], f"Section 301 list {row['list']}", _digits(row["ch99_code"]), None) for row in reader
        ]
        return _lists(path, home, rows)
    if {"hts_prefix", "annex", "metal_type", "effective_date"} <= columns:
        rows = [
            (row["hts_prefix"], f"Section 232 {row['metal_type']} annex {row['annex']}", "", row["effective_date"])
            for row in reader
        ]
        return _lists(path, home, rows)
    if {"old_hts10", "new_hts10"} <= columns:
        pairs = [(row["old_hts10"], row["new_hts10"]) for row in reader]
        return _concordance(path, home, [pair for pair in pairs if pair[0].isdigit() and pair[1].isdigit()])
    raise ReadingError(
        path.name,
        "is no tariff export and no product list known here",
        "give the CSV or JSON that hts.usitc.gov exports",
    )


def _csv_rows(file: str, reader: csv.DictReader[str]) -> Iterator[_Row]:
    for row in reader:
        place = f"row {reader.line_num}"
        units = row["Unit of Quantity"] or ""
        if units.startswith("["):
            try:
                units = "|".join(str(unit) for unit in json.loads(units))
            except ValueError as error:
                raise ReadingError(file, f"the units {units!r} cannot be read", "export it again", place) from error
        yield _Row(
            number=_number(file, row["HTS Number"], place),
            indent=_indent(file, row["Indent"], place),
            description=_words(row["Description"]),
            units=units,
            general=_words(row["General Rate of Duty"]),
            special=_words(row["Special Rate of Duty"]),
            column2=_words(row["Column 2 Rate of Duty"]),
            additional=_words(row.get("Additional Duties")),
            footnotes="",
        )


def _json_rows(file: str, text: str) -> Iterator[_Row]:
    try:
        plain = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReadingError(file, f"is no valid JSON ({error})", "export it again") from error
    for index, row in enumerate(plain if isinstance(plain, list) else plain.get("results", [])):
        place = f"entry {index + 1}"
        if not isinstance(row, dict) or "htsno" not in row:
            raise ReadingError(file, "is no entry of the tariff (no htsno)", "export it again", place)
        notes = row.get("footnotes") or []
        yield _Row(
            number=_number(file, row["htsno"], place),
            indent=_indent(file, row.get("indent"), place),
            description=_words(row.get("description")),
            units="|".join(str(unit) for unit in row.get("units") or []),
            general=_words(row.get("general")),
            special=_words(row.get("special")),
            column2=_words(row.get("other")),
            additional=_words(row.get("additionalDuties") or row.get("addiitionalDuties")),
            footnotes="\n".join(_words(note.get("value")) for note in notes if isinstance(note, dict)),
        )


def _number(file: str, text: str | None, place: str) -> str:
    number = _digits(text or "")
    if number and not re.fullmatch(r"\d{2,10}", number):
        raise ReadingError(file, f"{text!r} is no tariff number", "export it again", place)
    return number


def _indent(file: str, text: Any, place: str) -> int:
    try:
        return int(text)
    except (TypeError, ValueError) as error:
        raise ReadingError(file, f"the indent {text!r} is no number", "export it again", place) from error


def _words(text: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", str(text or "")).split())


def _digits(text: str) -> str:
    return text.replace(".", "").strip()


def _inherited(rows: list[_Row]) -> Iterator[tuple[Any, ...]]:
    """Each numbered row as stored: rates and units of the nearest line above that has them, words of all headings."""
    above: list[_Row] = []
    for position, row in enumerate(rows):
        while above and above[-1].indent >= row.indent:
            above.pop()
        above.append(row)
        if not row.number:
            continue
        values = {name: getattr(row, name) for name in RATES}
        if len(row.number) >= INHERITED_FROM_DIGITS and row.indent > 0:
            for ancestor in reversed(above[:-1]):
                own = [getattr(ancestor, name) for name in ("general", "special", "column2")]
                if values["general"]:
                    break
                if any(own):
                    values |= {"general": own[0], "special": own[1], "column2": own[2]}
                    values["additional"] = values["additional"] or ancestor.additional
                    values["units"] = values["units"] or ancestor.units
        description = "\n".join(ancestor.description for ancestor in above if ancestor.description)
        footnotes = "\n".join(ancestor.footnotes for ancestor in above if ancestor.number[:8] == row.number[:8]
                              and ancestor.footnotes and ancestor.number)  # fmt: skip
        yield (
            row.number,
            row.indent,
            description,
            values["units"],
            values["general"],
            values["special"],
            values["column2"],
            values["additional"],
            footnotes,
            int(_reportable(rows, position)),
        )


def _reportable(rows: list[_Row], position: int) -> bool:
    number = rows[position].number
    if len(number) == 10:
        return True
    following = next((row for row in rows[position + 1 :] if row.number), None)
    return len(number) == INHERITED_FROM_DIGITS and (following is None or not following.number.startswith(number))


def _store(home: Path) -> sqlite3.Connection:
    try:
        home.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(home / FILE, timeout=30)
        connection.executescript(TABLES)
        connection.execute(f"PRAGMA user_version = {SCHEMA}")
    except (OSError, sqlite3.Error) as error:
        raise ReadingError(
            str(home), f"the tariff store cannot be written ({error})", "check DOCVALIDATE_HOME"
        ) from error
    return connection


def _tariff(
    path: Path, home: Path, rows: list[_Row], digest: str, name: str | None, valid_from: datetime.date | None
) -> Imported:
    if not any(len(row.number) == 10 for row in rows):
        raise ReadingError(path.name, "holds no tariff number of ten digits", "export the whole schedule")
    name = name or _revision_name(path)
    connection = _store(home)
    with connection:
        old = connection.execute("SELECT id, valid_from FROM revision WHERE name = ?", (name,)).fetchone()
        if old:
            connection.execute("DELETE FROM line WHERE revision = ?", (old[0],))
            connection.execute("DELETE FROM revision WHERE id = ?", (old[0],))
        day = valid_from.isoformat() if valid_from else old[1] if old else None
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        identity = connection.execute(
            "INSERT INTO revision (name, valid_from, imported, file, sha256, rows) VALUES (?, ?, ?, ?, ?, ?)",
            (name, day, now, path.name, digest, len(rows)),
        ).lastrowid
        connection.executemany(
            "INSERT OR IGNORE INTO line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((identity, *values) for values in _inherited(rows)),
        )
    connection.close()
    return Imported("tariff", name, len(rows))


def _revision_name(path: Path) -> str:
    """The edition as the file's name says it: `hts_2026_revision_4.csv` -> `2026 revision 4`."""
    match = re.search(r"(20\d{2}).*?rev(?:ision)?[\s_-]*(\d+)", path.stem, re.I)
    if match:
        return f"{match[1]} revision {int(match[2])}"
    basic = re.search(r"(20\d{2}).*?basic", path.stem, re.I)
    return f"{basic[1]} basic edition" if basic else path.stem


def _lists(path: Path, home: Path, rows: list[_Listed]) -> Imported:
    for index, row in enumerate(rows, start=2):
        if not re.fullmatch(r"\d{2,10}", row[0] or ""):
            raise ReadingError(path.name, f"{row[0]!r} is no tariff number", "correct it", place=f"row {index}")
    connection = _store(home)
    with connection:
        connection.execute("DELETE FROM listed WHERE file = ?", (path.name,))
        connection.executemany(
            "INSERT OR REPLACE INTO listed VALUES (?, ?, ?, ?, ?)", [(*row, path.name) for row in rows]
        )
    connection.close()
    return Imported("list", path.stem, len(rows))


def _concordance(path: Path, home: Path, pairs: list[tuple[str, str]]) -> Imported:
    connection = _store(home)
    with connection:
        connection.execute("DELETE FROM concordance WHERE file = ?", (path.name,))
        connection.executemany(
            "INSERT OR REPLACE INTO concordance VALUES (?, ?, ?)", [(*pair, path.name) for pair in pairs]
        )
    connection.close()
    return Imported("concordance", path.stem, len(pairs))
