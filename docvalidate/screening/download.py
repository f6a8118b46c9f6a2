"""Fetching lists from their publishers: `update`.

What comes is checked before it is used: the answer's status, its length against what was announced, its size against
the publisher's bounds, its format, the number of entries against the least there should be and against the version in
use. Anything amiss leaves the list held as it is, and the others are fetched all the same.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import httpx

from docvalidate.screening.catalogue import Catalogue, home_folder
from docvalidate.screening.lists import ListError, format_of
from docvalidate.screening.store import ImportResult, open_index, store_parsed
from docvalidate.screening.tables import rows
from docvalidate.screening.types import ParsedList
from docvalidate.version import __version__

MOST_REDIRECTS = 5
SECONDS_TO_CONNECT = 15.0
SECONDS_WITHOUT_DATA = 30.0
SECONDS_IN_ALL = 600.0
_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class Publisher:
    """Where a list is to be had, and what is to be expected of it."""

    source: str
    publisher: str
    format: str
    url: str
    on: bool
    least_entries: int = 1
    least_bytes: int = 1
    maximum_bytes: int = 200_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds that a download may take."""

    connect: float = SECONDS_TO_CONNECT
    without_data: float = SECONDS_WITHOUT_DATA
    in_all: float = SECONDS_IN_ALL


class DownloadError(Exception):
    """A download that failed, in one sentence."""


def publishers(home: Path | None = None) -> list[Publisher]:
    """The publishers known: the shipped table, with rows of `lists/publishers.csv` under the home folder in place of
    theirs.

    Raises `ListError` for a file of the user's that lacks a column or a number.
    """
    table = {row["source"]: row for row in rows("publishers")}
    own = home_folder(home) / "lists" / "publishers.csv"
    if own.is_file():
        lines = [
            line
            for line in own.read_text(encoding="utf-8-sig").splitlines()
            if line.strip() and not line.startswith("#")
        ]
        for number, row in enumerate(csv.DictReader(lines), start=2):
            source, url = (row.get("source") or "").strip(), (row.get("url") or "").strip()
            if not source or not url:
                raise ListError(own, "a row without source or url", number, "See docs/screening.md for its columns.")
            given = {key: value.strip() for key, value in row.items() if key and value}
            table[source] = {**table.get(source, {}), **given}
    out = []
    for source, row in table.items():
        try:
            out.append(
                Publisher(
                    source,
                    row.get("publisher") or source,
                    row.get("format") or "own-csv",
                    row["url"],
                    (row.get("on") or "yes").lower() in ("yes", "true", "1"),
                    int(row.get("least_entries") or 1),
                    int(row.get("least_bytes") or 1),
                    int(row.get("maximum_bytes") or 200_000_000),
                )
            )
        except ValueError as error:
            raise ListError(own, f"source {source}: {error}", remedy="Sizes are whole numbers.") from error
    return out


def update(
    sources: Iterable[str] | None = None, home: Path | None = None, limits: Limits | None = None
) -> list[ImportResult]:
    """Fetches the named sources (default: all that are on), each by itself; the index is built once at the end.

    A result without `error` is in use; one with the warning `unchanged` was the version in use already. Raises
    `ListError` for a source that nobody knows.
    """
    known = {one.source: one for one in publishers(home)}
    wanted = list(sources) if sources is not None else [one.source for one in known.values() if one.on]
    unknown = [source for source in wanted if source not in known]
    if unknown:
        raise ListError(unknown[0], "no such source", remedy=f"Known are: {', '.join(sorted(known))}.")
    results = [_update_one(known[source], home, limits or Limits()) for source in wanted]
    if any(result.ok and "unchanged" not in result.warnings for result in results):
        open_index(home)
    return results


def _update_one(one: Publisher, home: Path | None, limits: Limits) -> ImportResult:
    folder = home_folder(home) / "lists"
    folder.mkdir(parents=True, exist_ok=True)
    catalogue = Catalogue(home_folder(home))
    try:
        before = catalogue.current_of(one.source)
        with tempfile.TemporaryDirectory(dir=folder, prefix="fetch-") as temporary:
            path = Path(temporary) / _file_name(one)
            digest = fetch(one.url, path, one.maximum_bytes, limits)
            if before is not None and before.digest == digest:
                catalogue.touch(one.source, dt.datetime.now(dt.UTC))
                return ImportResult(
                    one.url,
                    one.source,
                    before.publisher,
                    before.format,
                    before.date,
                    before.rows,
                    before.entities,
                    before.names,
                    before.lists,
                    before.entities,
                    ["unchanged"],
                )
            parsed = _check(one, path)
            return store_parsed(parsed, one.source, digest, one.url, home)
    except (DownloadError, ListError) as error:
        stays = " The list held before stays in use." if before is not None else ""
        return ImportResult(one.url, one.source, one.publisher, one.format, error=f"{one.source}: {error}{stays}")
    finally:
        catalogue.close()


def _file_name(one: Publisher) -> str:
    # Parsers take hints from names as publishers give them: OFAC's consolidated files are told from the SDN's by
    # theirs.
    suffix = ".xml" if "xml" in one.format else ".html" if one.format in ("uflpa", "cbp-wro") else ".csv"
    return ("cons_" if one.source == "ofac-non-sdn" else "") + one.source + suffix


def _check(one: Publisher, path: Path) -> ParsedList:
    size = path.stat().st_size
    if size < one.least_bytes:
        raise DownloadError(f"{size:,} bytes came, at least {one.least_bytes:,} were expected.")
    module = format_of(path)
    if one.format not in ("", module.FORMAT):
        raise DownloadError(f"what came is of the format {module.FORMAT}, expected was {one.format}.")
    parsed: ParsedList = module.parse(path)
    if parsed.cut_off:
        raise DownloadError("the file breaks off in its last row.")
    if len(parsed.entities) < one.least_entries:
        raise DownloadError(f"{len(parsed.entities):,} entries came, at least {one.least_entries:,} were expected.")
    return parsed


def fetch(url: str, path: Path, maximum_bytes: int, limits: Limits) -> str:
    """Writes what an address gives into a file and returns its SHA-256. Raises `DownloadError` with the reason."""
    if not url.lower().startswith(("https://", "http://")):
        raise DownloadError(f"{url} is no web address.")
    started = time.monotonic()
    timeout = httpx.Timeout(limits.without_data, connect=limits.connect)
    digest = hashlib.sha256()
    size = 0
    try:
        with (
            httpx.Client(
                follow_redirects=True,
                max_redirects=MOST_REDIRECTS,
                timeout=timeout,
                headers={"User-Agent": f"docvalidate/{__version__}"},
            ) as client,
            client.stream("GET", url) as answer,
            path.open("wb") as file,
        ):
            if answer.status_code != httpx.codes.OK:
                raise DownloadError(f"the publisher answered {answer.status_code} {answer.reason_phrase}.")
            for block in answer.iter_bytes(_BLOCK):
                size += len(block)
                if size > maximum_bytes:
                    raise DownloadError(f"more than {maximum_bytes:,} bytes came.")
                if time.monotonic() - started > limits.in_all:
                    raise DownloadError(f"it took more than {limits.in_all:.0f} seconds.")
                digest.update(block)
                file.write(block)
    except httpx.TooManyRedirects as error:
        raise DownloadError(f"the address was redirected more than {MOST_REDIRECTS} times.") from error
    except httpx.TimeoutException as error:
        raise DownloadError("the publisher did not answer in time.") from error
    except httpx.RemoteProtocolError as error:
        raise DownloadError(f"the connection broke off after {size:,} bytes.") from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise DownloadError(f"the publisher cannot be reached ({error}).") from error
    return digest.hexdigest()
