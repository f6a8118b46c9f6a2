"""The Python API: the one door behind the command line, the hook and the HTTP service.

>>> from docvalidate import Validator
>>> result = Validator(pipeline="us-entry").validate(["CI.pdf", "PL.pdf"], entry="entry.json")  # doctest: +SKIP
>>> result.verdict, [finding.message for finding in result.findings]                            # doctest: +SKIP
"""

from __future__ import annotations

import datetime
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path, PurePosixPath
from typing import Any

from docvalidate.config.load import load_pipeline
from docvalidate.domain.document import Document
from docvalidate.domain.entry import EntrySummary
from docvalidate.domain.errors import UsageError
from docvalidate.domain.finding import Validation
from docvalidate.domain.records import plain_number
from docvalidate.domain.run import ExtractResult, RunResult
from docvalidate.engine.batch import crew, extract_paths, run_paths
from docvalidate.engine.context import Settings, selected_rules
from docvalidate.engine.discovery import shown
from docvalidate.engine.single import validate_files

Paper = str | Path | tuple[str, bytes] | Document
"""A file by its path, a name with the file's bytes, or a document that was read already."""
Entry = str | Path | tuple[str, bytes] | Mapping[str, Any] | EntrySummary | None
"""An entry in any form by its path or content, as native JSON in a dict, or as an object; None: there is none, and the
papers are checked against each other."""


class Validator:
    """Validates shipments by a pipeline. It holds no state of a shipment and may be used for many, one after another.

    pipeline: the name of a shipped pipeline or the path of a pipeline file.
    home: the folder with watch lists and tariff; None: `DOCVALIDATE_HOME`, else the platform's.
    as_of: law and lists as of this day; None: the entry's own date.
    select, ignore: rules, instead of the pipeline's.
    isolated: read files in worker processes, so that one that hangs or crashes is given up alone. Leave it off inside
        a process that must not start others; the size limits hold in either case.

    Raises UsageError for an unknown pipeline or rule.
    """

    def __init__(
        self,
        pipeline: str | Path = "us-entry",
        *,
        home: Path | None = None,
        as_of: datetime.date | None = None,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        isolated: bool = False,
    ) -> None:
        overrides: dict[str, Any] = {}
        if select:
            overrides["rules.select"] = list(select)
        if ignore:
            overrides["rules.ignore"] = list(ignore)
        loaded = load_pipeline(str(pipeline), overrides)
        self.settings = Settings(loaded, as_of=as_of) if home is None else Settings(loaded, home, as_of)
        self._isolated = isolated
        selected_rules(loaded)

    def validate(
        self, documents: Iterable[Paper] = (), entry: Entry = None, *, shipment: str = "shipment"
    ) -> Validation:
        """Validates one shipment. What cannot be read is among its `failures` and makes the verdict `incomplete`.

        Raises UsageError for a path that does not exist, for a file given as entry that holds several, and where
        neither a paper nor an entry is given.
        """
        given = list(documents)
        if not given and entry is None:
            raise UsageError("There is nothing to validate: neither a paper nor an entry was given.")
        read = [paper for paper in given if isinstance(paper, Document)]
        with tempfile.TemporaryDirectory(prefix="docvalidate-") as folder:
            files = [
                _as_file(paper, Path(folder, str(number)))
                for number, paper in enumerate(given)
                if not isinstance(paper, Document)
            ]
            form = (
                entry if entry is None or isinstance(entry, EntrySummary) else _entry_file(entry, Path(folder, "entry"))
            )
            with crew(self.settings, isolated=self._isolated) as workers:
                return validate_files(_unlike(files), form, read, self.settings, workers, shipment)

    def run(self, paths: Iterable[str | Path], *, jobs: int | None = None) -> RunResult:
        """Validates every shipment under the paths, as `docvalidate run` does.

        Raises UsageError where a path does not exist or holds no paper and no entry.
        """
        given = [Path(path) for path in paths]
        with run_paths(given, self.settings, jobs=jobs, isolated=self._isolated) as batch:
            if batch.problems:
                raise UsageError(" ".join(batch.problems))
            return batch.result

    def extract(self, paths: Iterable[str | Path], *, jobs: int | None = None) -> ExtractResult:
        """Reads every paper under the paths, without checks. Raises UsageError as `run` does."""
        given = [Path(path) for path in paths]
        with extract_paths(given, self.settings, jobs=jobs, isolated=self._isolated) as batch:
            if batch.problems:
                raise UsageError(" ".join(batch.problems))
            return batch.result


def _existing(path: Path) -> Path:
    if path.is_dir():
        raise UsageError(f"{path}: is a folder; name its files here, or hand the folder to `run`.")
    if not path.is_file():
        raise UsageError(f"{path}: there is no such file.")
    return path


def _as_file(paper: str | Path | tuple[str, bytes], folder: Path) -> tuple[Path, str]:
    """The path to read and the name in the results; bytes are laid into the folder under their own name."""
    if isinstance(paper, tuple):
        name, content = paper
        label = PurePosixPath(name.replace("\\", "/")).name or "paper"
        folder.mkdir()
        path = folder / label
        path.write_bytes(content)
        return path, label
    path = _existing(Path(paper))
    return path, shown(path)


def _unlike(files: list[tuple[Path, str]]) -> list[tuple[Path, str]]:
    """Two files of one name are told apart by a number."""
    seen: Counter[str] = Counter()
    unlike = []
    for path, label in files:
        seen[label] += 1
        unlike.append((path, label if seen[label] == 1 else f"{Path(label).stem} ({seen[label]}){Path(label).suffix}"))
    return unlike


def _entry_file(entry: str | Path | tuple[str, bytes] | Mapping[str, Any], folder: Path) -> tuple[Path, str]:
    if not isinstance(entry, Mapping):
        return _as_file(entry, folder)
    try:
        text = json.dumps(entry, default=_plain)
    except (TypeError, ValueError) as error:
        raise UsageError(f"The entry cannot be written as JSON: {error}.") from None
    folder.mkdir()
    path = folder / "entry.json"
    path.write_text(text, encoding="utf-8")
    return path, path.name


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"{value!r} is no JSON value")
