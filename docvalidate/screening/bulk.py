"""Screening of very many names: a stream of rows in, a stream of results out, on all cores.

The index is memory-mapped, so the workers share its pages. Rows go out in chunks of a few hundred and come back in
order; only so many chunks are under way or wait, so that a file of any size needs little memory.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TextIO

from docvalidate.config.machine import available_cores
from docvalidate.screening.decision import Thresholds
from docvalidate.screening.index import ListIndex
from docvalidate.screening.types import Match

CHUNK = 125
MOST_WAITING = 8
"""Chunks a core that may wait for an earlier one."""
FEWEST_FOR_WORKERS = 1_500
"""Below this, starting workers takes longer than the names."""


@dataclass(frozen=True, slots=True)
class Row:
    """A party to screen."""

    id: str
    name: str
    address: str | None = None
    country: str | None = None


@dataclass(slots=True)
class RowResult:
    """What screening found for a row."""

    id: str
    name: str
    matches: list[Match] = field(default_factory=list)

    def as_dict(self) -> dict[str, object]:
        """The contract's JSON of a result."""
        return {"id": self.id, "name": self.name, "matches": [match.as_dict() for match in self.matches]}


class RowError(ValueError):
    """A file of names that cannot be read: file or stream, line and remedy in one sentence."""


def read_rows(stream: TextIO, source: str) -> Iterator[Row]:
    """Rows of a CSV with `id,name` and, where known, `address,country`; without `id` the number of the row stands for
    it.

    Raises `RowError` for a header without `name` and for cells that are no CSV. Empty lines are passed over.
    """
    reader = csv.DictReader(stream)
    names = [(name or "").strip().lstrip("\ufeff").lower() for name in reader.fieldnames or []]
    if "name" not in names:
        raise RowError(
            f"{source}: the first line has no column 'name'. A file to screen begins with a line such as id,name."
        )
    reader.fieldnames = names
    try:
        for number, record in enumerate(reader, start=1):
            yield _row(record, number)
    except csv.Error as error:
        raise RowError(f"{source}, line {reader.line_num}: not readable as CSV ({error}).") from error


def _row(record: Mapping[str, str | None], number: int) -> Row:
    def cell(name: str) -> str:
        value = record.get(name)
        return value.strip() if isinstance(value, str) else ""

    return Row(cell("id") or str(number), cell("name"), cell("address") or None, cell("country") or None)


def screen_rows(
    rows: Iterable[Row],
    index: ListIndex,
    jobs: int | None = None,
    thresholds: Thresholds | None = None,
    limit: int = 10,
) -> Iterator[RowResult]:
    """Results in the order of the rows, while they are still being read. `jobs`: processes at work, this one
    among them, by default one a core."""
    jobs = jobs or available_cores()
    stream = iter(rows)
    first = list(islice(stream, FEWEST_FOR_WORKERS)) if jobs > 1 else []
    if jobs <= 1 or len(first) < FEWEST_FOR_WORKERS:
        for row in first if jobs > 1 else stream:
            yield _screen(index, row, thresholds, limit)
        return
    yield from _with_workers(first, stream, index, jobs, thresholds, limit)


def _with_workers(
    first: list[Row], stream: Iterator[Row], index: ListIndex, jobs: int, thresholds: Thresholds | None, limit: int
) -> Iterator[RowResult]:
    """Chunks go to one worker fewer than there are cores; this process, whose index is open, screens as well.

    So the first names are done while workers still start, and at the end nobody waits for a chunk that nobody has
    begun: it is taken back.
    """

    def chunks() -> Iterator[list[Row]]:
        for start in range(0, len(first), CHUNK):
            yield first[start : start + CHUNK]
        while chunk := list(islice(stream, CHUNK)):
            yield chunk

    def here(chunk: list[Row]) -> list[RowResult]:
        return [_screen(index, row, thresholds, limit) for row in chunk]

    # 'spawn' gives every worker a clean process on every platform; the index is opened once in each.
    workers = jobs - 1
    pool = ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=_open, initargs=(index.folder, thresholds, limit)
    )
    with pool:
        waiting: deque[_Chunk] = deque()
        for chunk in chunks():
            under_way = sum(one.future is not None and not one.future.done() for one in waiting)
            if under_way < workers * 2:
                waiting.append(_Chunk(chunk, future=pool.submit(_screen_chunk, chunk)))
            else:
                waiting.append(_Chunk(chunk, results=here(chunk)))
            while waiting and (waiting[0].is_done or len(waiting) > jobs * MOST_WAITING):
                yield from waiting.popleft().answer()
        for one in reversed(waiting):
            if one.future is not None and one.future.cancel():
                one.future, one.results = None, here(one.rows)
        while waiting:
            yield from waiting.popleft().answer()


@dataclass(slots=True)
class _Chunk:
    """Rows under way: with a worker, or screened here."""

    rows: list[Row]
    future: Future[list[RowResult]] | None = None
    results: list[RowResult] = field(default_factory=list)

    @property
    def is_done(self) -> bool:
        return self.future is None or self.future.done()

    def answer(self) -> list[RowResult]:
        return self.results if self.future is None else self.future.result()


_worker: tuple[ListIndex, Thresholds | None, int] | None = None


def _open(folder: Path, thresholds: Thresholds | None, limit: int) -> None:
    global _worker  # noqa: PLW0603
    _worker = (ListIndex(folder), thresholds, limit)


def _screen_chunk(chunk: list[Row]) -> list[RowResult]:
    assert _worker is not None
    index, thresholds, limit = _worker
    return [_screen(index, row, thresholds, limit) for row in chunk]


def _screen(index: ListIndex, row: Row, thresholds: Thresholds | None, limit: int) -> RowResult:
    matches = index.screen(row.name, row.address, row.country, limit, thresholds) if row.name else []
    return RowResult(row.id, row.name, matches)
