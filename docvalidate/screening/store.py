"""Lists held on this machine: import from files, status, and the index over all of them.

A new version takes the place of the old one only after it was read to its end and found no smaller than it should be.
A file that is damaged, cut off or shrunken leaves everything as it was.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docvalidate.screening.catalogue import Catalogue, Version, home_folder
from docvalidate.screening.index import ListIndex
from docvalidate.screening.index_build import INDEX_FORMAT, build_index
from docvalidate.screening.lists import ListError, parse_list
from docvalidate.screening.lists.base import SDN
from docvalidate.screening.lists.ofac_csv import FORMAT as OFAC_CSV
from docvalidate.screening.types import ParsedList

LARGEST_LOSS = 0.15
"""A new version that lost more of its entries than this is refused: lists shrink by the dozen, not by the sixth."""
MAXIMUM_AGE_DAYS = 30
"""Default age from which a list is called old; the pipeline can set another."""
_SOURCES = {
    "csl-csv": "csl",
    "csl-json": "csl",
    "un-xml": "un",
    "eu-xml": "eu",
    "uk-xml": "uk",
    "uk-ofsi-csv": "uk-ofsi",
    "canada-xml": "canada",
}


@dataclass(slots=True)
class ImportResult:
    """What became of one file."""

    file: str
    source: str = ""
    publisher: str = ""
    format: str = ""
    date: dt.date | None = None
    rows: int = 0
    entities: int = 0
    names: int = 0
    lists: dict[str, int] = field(default_factory=dict)
    entities_before: int | None = None
    warnings: list[str] = field(default_factory=list)
    error: str = ""
    """'' where the file is now in use; else one sentence: what is wrong and that the old list stays."""

    @property
    def ok(self) -> bool:
        """The list is in use."""
        return not self.error

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "file": self.file,
            "source": self.source,
            "publisher": self.publisher,
            "format": self.format,
            "date": self.date.isoformat() if self.date else None,
            "rows": self.rows,
            "entities": self.entities,
            "names": self.names,
            "lists": self.lists,
            "entities_before": self.entities_before,
            "warnings": self.warnings,
            "error": self.error or None,
        }


@dataclass(slots=True)
class ListStatus:
    """One list held."""

    list: str
    source: str
    publisher: str
    date: dt.date | None
    imported: dt.datetime
    checked: dt.datetime
    age_days: int
    entries: int
    old: bool
    note: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "list": self.list,
            "source": self.source,
            "publisher": self.publisher,
            "date": self.date.isoformat() if self.date else None,
            "imported": self.imported.isoformat(timespec="seconds"),
            "checked": self.checked.isoformat(timespec="seconds"),
            "age_days": self.age_days,
            "entries": self.entries,
            "old": self.old,
            "note": self.note,
        }


def import_files(paths: Iterable[Path], home: Path | None = None, *, force: bool = False) -> list[ImportResult]:
    """Imports each file; one that fails does not hinder the others. The index is built once at the end.

    `force` takes a list that shrank (a user who knows why). The aliases and addresses of OFAC's CSV set are read with
    their primary file and reported there.
    """
    results: list[ImportResult] = []
    given = [Path(path) for path in paths]
    for path in given:
        if _is_companion(path, given):
            continue
        try:
            results.append(_import_one(path, home, force=force))
        except ListError as error:
            results.append(
                ImportResult(
                    str(path), error=f"{error} The list held before stays in use." if _holds(home) else str(error)
                )
            )
    if any(result.ok for result in results):
        open_index(home)
    return results


def import_file(path: Path, home: Path | None = None, *, force: bool = False) -> ImportResult:
    """Imports one list file and builds the index anew. Raises `ListError`; then everything is as before."""
    result = _import_one(Path(path), home, force=force)
    open_index(home)
    return result


def _is_companion(path: Path, given: list[Path]) -> bool:
    match = re.fullmatch(r"(cons_)?(alt|add)\.csv", path.name.lower())
    if not match:
        return False
    primaries = {"cons_prim.csv"} if match.group(1) else {"sdn.csv"}
    return any(other.name.lower() in primaries and other.parent == path.parent for other in given)


def _holds(home: Path | None) -> bool:
    return (home_folder(home) / "lists" / "catalogue.sqlite").exists()


def _import_one(path: Path, home: Path | None, *, force: bool) -> ImportResult:
    if not path.is_file():
        raise ListError(path, "no such file" if not path.exists() else "not a file")
    parsed = parse_list(path)
    return store_parsed(parsed, source_of(parsed, path), _digest(path), str(path), home, force=force)


def store_parsed(
    parsed: ParsedList, source: str, digest: str, file: str, home: Path | None = None, *, force: bool = False
) -> ImportResult:
    """Puts a parsed list into use. Raises `ListError` where it must not take the place of what is held."""
    catalogue = Catalogue(home_folder(home))
    try:
        with catalogue.lock():
            before = catalogue.current_of(source)
            if before is not None and not force:
                check_replaces(parsed, before, file)
            version = catalogue.add(source, parsed, digest, dt.datetime.now(dt.UTC))
    finally:
        catalogue.close()
    return ImportResult(
        file,
        source,
        parsed.publisher,
        parsed.format,
        parsed.date,
        parsed.rows,
        version.entities,
        version.names,
        version.lists,
        before.entities if before else None,
        list(parsed.warnings),
    )


def check_replaces(parsed: ParsedList, before: Version, file: str) -> None:
    """Raises `ListError` where a new version is cut off, much smaller or older than the one in use."""
    size = len(parsed.entities)
    if parsed.cut_off and size <= before.entities * 1.02:
        raise ListError(file, "the file breaks off in its last row", remedy="Fetch it again.")
    if size < before.entities * (1 - LARGEST_LOSS):
        raise ListError(
            file,
            f"{size:,} entries where the version in use has {before.entities:,}",
            remedy="If that is right, import it with --force.",
        )
    if parsed.date is not None and before.date is not None and parsed.date < before.date:
        raise ListError(
            file,
            f"dated {parsed.date.isoformat()}, older than the version in use ({before.date.isoformat()})",
            remedy="If that is meant, import it with --force.",
        )


def source_of(parsed: ParsedList, path: Path) -> str:
    """The name under which versions of the same publisher's file follow one another."""
    if parsed.format in _SOURCES:
        return _SOURCES[parsed.format]
    if parsed.format in (OFAC_CSV, "ofac-xml", "ofac-advanced-xml"):
        sdn = sum(entity.list == SDN for entity in parsed.entities)
        return "ofac-sdn" if sdn * 2 > len(parsed.entities) else "ofac-non-sdn"
    if parsed.format == "own-csv":
        return "own-" + (re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-") or "list")
    if parsed.format == "cbp-wro":
        return "cbp-wro"
    return parsed.format


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def status(
    home: Path | None = None, maximum_age_days: int = MAXIMUM_AGE_DAYS, today: dt.date | None = None
) -> list[ListStatus]:
    """Every list held: publisher, date, age, entries, and whether it is older than allowed; empty with none held."""
    if not _holds(home):
        return []
    today = today or dt.datetime.now(dt.UTC).date()
    catalogue = Catalogue(home_folder(home))
    try:
        versions = catalogue.current()
    finally:
        catalogue.close()
    out: list[ListStatus] = []
    for version in versions:
        since = version.date or version.imported.date()
        age = max(0, (today - since).days)
        note = "" if version.date else "the file states no date: the age counts from its import"
        if age > maximum_age_days:
            note = f"{age} days old, more than the {maximum_age_days} allowed: run 'docvalidate lists update'" + (
                f"; {note}" if note else ""
            )
        for name, entries in sorted(version.lists.items()):
            out.append(
                ListStatus(
                    name,
                    version.source,
                    version.publisher,
                    version.date,
                    version.imported,
                    version.checked,
                    age,
                    entries,
                    age > maximum_age_days,
                    note,
                )
            )
    return out


def remove(source: str, home: Path | None = None) -> bool:
    """Takes a list source out of use and builds the index anew; False where it was not held."""
    if not _holds(home):
        return False
    catalogue = Catalogue(home_folder(home))
    try:
        with catalogue.lock():
            removed = catalogue.remove(source)
    finally:
        catalogue.close()
    if removed:
        open_index(home)
    return removed


def open_index(home: Path | None = None) -> ListIndex | None:
    """The index over all lists in use, None when none is held. Builds it first where the versions have changed."""
    if not _holds(home):
        return None
    root = home_folder(home)
    catalogue = Catalogue(root)
    try:
        versions = catalogue.current()
        if not versions:
            return None
        folder = root / "lists" / "index" / _key(versions)
        held = _open(folder)
        if held is not None:
            return held
        with catalogue.lock():
            held = _open(folder)  # another process may have built it while this one waited
            if held is None:
                build_index(folder, ((_about(version), catalogue.entities(version)) for version in versions))
                for other in folder.parent.iterdir():
                    if other.name != folder.name:
                        shutil.rmtree(other, ignore_errors=True)
    finally:
        catalogue.close()
    return held or ListIndex(folder)


def _open(folder: Path) -> ListIndex | None:
    """The index in a folder; None where there is none, or one that is damaged or of another format."""
    try:
        return ListIndex(folder)
    except (OSError, ValueError, KeyError):
        return None


def _key(versions: list[Version]) -> str:
    text = ";".join(f"{version.source}:{version.number}:{version.digest}" for version in versions)
    return hashlib.sha256(f"{INDEX_FORMAT};{text}".encode()).hexdigest()[:20]


def _about(version: Version) -> dict[str, Any]:
    return {
        "source": version.source,
        "publisher": version.publisher,
        "date": version.date.isoformat() if version.date else None,
        "imported": version.imported.isoformat(timespec="seconds"),
        "entries": version.entities,
        "lists": version.lists,
        "digest": version.digest,
        "list": next(iter(version.lists)) if len(version.lists) == 1 else version.source,
    }


__all__ = [
    "ImportResult",
    "ListStatus",
    "check_replaces",
    "import_file",
    "import_files",
    "open_index",
    "remove",
    "source_of",
    "status",
    "store_parsed",
]
