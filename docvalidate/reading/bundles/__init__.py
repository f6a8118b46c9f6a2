"""Mails and archives: what they hold becomes files, each with where it came from ("mail.eml › scans.zip › CI.pdf").

Archives come from strangers: names inside decide nothing about where a file is written, sizes are counted while they
are unpacked and not believed, and nesting ends at a depth.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from docvalidate.config.reading import ReadingLimits
from docvalidate.domain.errors import ReadingError
from docvalidate.reading.bundles.names import safe_name
from docvalidate.reading.probe import Probe

SEPARATOR = " › "
_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A file taken out of a bundle."""

    path: Path
    """Where it lies now."""
    provenance: str
    """Where it came from: the bundle's name, those of bundles within, and its own, joined by ` › `."""


@dataclass(slots=True)
class Bundle:
    """All that was found in one file, those of bundles within it included."""

    files: list[Unpacked] = field(default_factory=list)
    failures: list[ReadingError] = field(default_factory=list)
    """What could not be taken out: the shipment is incomplete without it."""
    notes: list[str] = field(default_factory=list)
    """What was passed over: pictures of signatures, files of operating systems."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file inside a bundle, before it is taken out."""

    name: str
    """As the bundle calls it, with folders."""
    blocks: Callable[[], Iterator[bytes]]
    """Its content; raises `ReadingError` where that is encrypted or damaged."""
    passed_over: str | None = None
    """Why it is no paper and need not be taken out, or None."""


@dataclass(frozen=True, slots=True)
class Opener:
    """One kind of bundle."""

    suffixes: tuple[str, ...]
    knows: Callable[[Probe], bool]
    members: Callable[[Path], Iterator[Member]]
    """Raises `ReadingError` where the bundle cannot be opened."""


@cache
def _openers() -> tuple[Opener, ...]:
    names = ("outlook", "archive", "mail")
    return tuple(importlib.import_module(f"docvalidate.reading.bundles.{name}").OPENER for name in names)


def is_bundle(path: Path) -> bool:
    """Whether a file holds other files: a mail or an archive, known by its content. False where it cannot be opened."""
    try:
        return _opener(path) is not None
    except ReadingError:
        return False


def unpack(path: Path, into: Path, limits: ReadingLimits | None = None, name: str | None = None) -> Bundle:
    """Takes everything out of a bundle, and of bundles within it, into the folder `into`.

    `name` is what the bundle is called in provenances (default: its file name). Never raises for what the bundle
    holds: that is in `failures`.
    """
    bundle = Bundle()
    budget = _Budget(limits or ReadingLimits())
    _unpack(path, name or path.name, into, 1, bundle, budget)
    return bundle


def _opener(path: Path) -> Opener | None:
    probe = Probe.of(path)
    return next((opener for opener in _openers() if opener.knows(probe)), None)


@dataclass(slots=True)
class _Budget:
    limits: ReadingLimits
    size: int = 0
    files: int = 0

    def take_file(self, where: str) -> None:
        self.files += 1
        if self.files > self.limits.max_unpacked_files:
            raise _LimitError(
                where,
                f"holds more than the {self.limits.max_unpacked_files:,} files allowed",
                "send it in parts, or raise reading.max_unpacked_files",
            )

    def take_bytes(self, count: int, where: str) -> None:
        self.size += count
        if self.size > self.limits.max_unpacked_bytes:
            raise _LimitError(
                where,
                f"unpacks to more than the {self.limits.max_unpacked_bytes / 1e6:,.0f} MB allowed",
                "send it in parts, or raise reading.max_unpacked_bytes",
            )


class _LimitError(ReadingError):
    """A limit for the bundle as a whole is reached: nothing more is taken out."""


def _unpack(path: Path, provenance: str, into: Path, depth: int, bundle: Bundle, budget: _Budget) -> None:
    try:
        opener = _opener(path)
        if opener is None:
            raise ReadingError(provenance, "is no mail and no archive", "check the file")
        if path.stat().st_size > budget.limits.max_bytes:
            raise ReadingError(
                provenance,
                f"has more than the {budget.limits.max_bytes / 1e6:,.0f} MB allowed",
                "send it in parts, or raise reading.max_bytes",
            )
        if depth > budget.limits.max_depth:
            raise ReadingError(
                provenance,
                f"lies more than {budget.limits.max_depth} archives or mails deep",
                "take the papers out, or raise reading.max_depth",
            )
        for member in opener.members(path):
            where = provenance + SEPARATOR + member.name
            if member.passed_over:
                bundle.notes.append(f"{where}: {member.passed_over}, passed over")
                continue
            try:
                target = _take_out(member, where, into, budget)
            except _LimitError:
                raise
            except ReadingError as error:
                bundle.failures.append(ReadingError(where, error.problem, error.remedy))
                continue
            if _opener(target) is not None:
                _unpack(target, where, into, depth + 1, bundle, budget)
                target.unlink()
            else:
                bundle.files.append(Unpacked(target, where))
    except _LimitError as error:
        if depth > 1:
            raise
        bundle.failures.append(error)
    except ReadingError as error:
        bundle.failures.append(ReadingError(provenance, error.problem, error.remedy))


def _take_out(member: Member, where: str, into: Path, budget: _Budget) -> Path:
    budget.take_file(where)
    into.mkdir(parents=True, exist_ok=True)
    target = safe_name(member.name, into)
    try:
        with target.open("xb") as file:
            for block in member.blocks():
                budget.take_bytes(len(block), where)
                file.write(block)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return target


def in_blocks(content: bytes) -> Iterator[bytes]:
    """Content that is already in memory, as `Member.blocks` gives it."""
    for start in range(0, len(content), _BLOCK):
        yield content[start : start + _BLOCK]
