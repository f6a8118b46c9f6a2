"""The catalogue of list versions held: one SQLite file, which also serves as the lock between processes."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docvalidate.config.home import home as default_home
from docvalidate.screening.types import ListEntity, ParsedList
from docvalidate.screening.wire import entity_from_dict, entity_to_dict

VERSIONS_KEPT = 5
"""Old versions of a list stay for looking back; older ones are deleted."""
_WAIT_SECONDS = 120.0


def home_folder(home: Path | None = None) -> Path:
    """Where state lives: the argument, else `DOCVALIDATE_HOME`, else the platform's folder for user data."""
    return home if home is not None else default_home()


@dataclass(frozen=True, slots=True)
class Version:
    """One version of one source (a file of a publisher), with how much of which list it holds."""

    source: str
    number: int
    publisher: str
    format: str
    date: dt.date | None
    """The publisher's own date, where the file states one."""
    imported: dt.datetime
    checked: dt.datetime
    digest: str
    rows: int
    entities: int
    names: int
    lists: dict[str, int]


class Catalogue:
    """Versions under `home/lists`. Raises `sqlite3.OperationalError` where the folder cannot be written."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "lists"
        self.folder.mkdir(parents=True, exist_ok=True)
        self._database = sqlite3.connect(self.folder / "catalogue.sqlite", timeout=_WAIT_SECONDS, isolation_level=None)
        self._database.execute(
            "create table if not exists version (source text, number integer, current integer, publisher text,"
            " format text, date text,"
            " imported text, checked text, digest text, rows integer, entities integer, names integer, lists text,"
            " primary key (source, number))"
        )

    def close(self) -> None:
        """Lets go of the file."""
        self._database.close()

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Nobody else changes the catalogue inside; what is done is undone if an exception leaves."""
        self._database.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._database.execute("rollback")
            raise
        self._database.execute("commit")

    def current(self) -> list[Version]:
        """The version in use of every source, by name of the source."""
        rows = self._database.execute(
            "select source, number, publisher, format, date, imported, checked, digest, rows, entities, names, lists"
            " from version where current = 1 order by source"
        )
        return [_version(row) for row in rows]

    def current_of(self, source: str) -> Version | None:
        """The version in use of one source."""
        return next((version for version in self.current() if version.source == source), None)

    def touch(self, source: str, now: dt.datetime) -> None:
        """Notes that the publisher was asked and has nothing newer."""
        self._database.execute(
            "update version set checked = ? where source = ? and current = 1", (now.isoformat(), source)
        )

    def add(self, source: str, parsed: ParsedList, digest: str, now: dt.datetime) -> Version:
        """Stores a parsed list as the version in use; to be called inside `lock`."""
        last = self._database.execute("select max(number) from version where source = ?", (source,)).fetchone()[0] or 0
        lists = dict(Counter(entity.list for entity in parsed.entities))
        version = Version(
            source,
            last + 1,
            parsed.publisher,
            parsed.format,
            parsed.date,
            now,
            now,
            digest,
            parsed.rows,
            len(parsed.entities),
            parsed.names,
            lists,
        )
        path = self.file_of(version)
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".part")
        with gzip.open(unfinished, "wt", encoding="utf-8", compresslevel=3) as file:
            for entity in parsed.entities:
                file.write(json.dumps(entity_to_dict(entity), ensure_ascii=False) + "\n")
        unfinished.replace(path)
        self._database.execute("update version set current = 0 where source = ?", (source,))
        self._database.execute(
            "insert into version values (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                source,
                version.number,
                version.publisher,
                version.format,
                version.date and version.date.isoformat(),
                now.isoformat(),
                now.isoformat(),
                digest,
                version.rows,
                version.entities,
                version.names,
                json.dumps(lists),
            ),
        )
        for (number,) in self._database.execute(
            "select number from version where source = ? and number <= ?", (source, version.number - VERSIONS_KEPT)
        ).fetchall():
            (self.folder / source / f"{number}.jsonl.gz").unlink(missing_ok=True)
            self._database.execute("delete from version where source = ? and number = ?", (source, number))
        return version

    def remove(self, source: str) -> bool:
        """Takes a source out of use; its versions stay on disk until newer ones push them out."""
        changed = self._database.execute("update version set current = 0 where source = ? and current = 1", (source,))
        return changed.rowcount > 0

    def file_of(self, version: Version) -> Path:
        """Where the entities of a version lie."""
        return self.folder / version.source / f"{version.number}.jsonl.gz"

    def entities(self, version: Version) -> Iterator[ListEntity]:
        """The entities of a version, in the publisher's order."""
        with gzip.open(self.file_of(version), "rt", encoding="utf-8") as file:
            for line in file:
                yield entity_from_dict(json.loads(line))


def _version(row: tuple[Any, ...]) -> Version:
    source, number, publisher, kind, date, imported, checked, digest, rows, entities, names, lists = row
    return Version(
        source,
        number,
        publisher,
        kind,
        dt.date.fromisoformat(date) if date else None,
        dt.datetime.fromisoformat(imported),
        dt.datetime.fromisoformat(checked),
        digest,
        rows,
        entities,
        names,
        json.loads(lists),
    )
