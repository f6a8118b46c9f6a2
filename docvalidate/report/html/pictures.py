"""Fetches what is shown of the papers: page pictures, sheets, words; within a budget, findings first."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from docvalidate.domain.finding import Validation
from docvalidate.report.options import ReportOptions

STARTING = 20.0
"""Seconds a drawing process may take to start, on top of a page's own time."""
MOST_CRASHES = 4
"""Pages that may crash or hang before no more are drawn in this report."""
FIELD_PAGES = 12
"""Pages of one paper that are shown for its fields alone; pages with a finding are always asked for."""

Words = list[tuple[str, float, float, float, float]]


@dataclass(frozen=True)
class PageKey:
    """A page of a paper of a shipment."""

    shipment: str
    file: str
    page: int


@dataclass(frozen=True)
class Shown:
    """What can be shown of a page: a picture, the words of plain text, or a sheet's cells; or why nothing can."""

    id: str
    width: float = 0.0
    height: float = 0.0
    href: str | None = None
    words: Words = field(default_factory=list)
    sheet: str | None = None
    rows: list[list[str]] = field(default_factory=list)
    missing: str | None = None

    @property
    def drawn(self) -> bool:
        """Whether boxes can be drawn on it."""
        return (self.href is not None or bool(self.words)) and self.width > 0 and self.height > 0


def fetch(validations: list[Validation], options: ReportOptions) -> dict[PageKey, Shown]:
    """Everything that can be shown, by page; pages that do not fit the budget say so."""
    keys = list(dict.fromkeys([*_of_findings(validations), *_of_fields(validations)]))
    shown: dict[PageKey, Shown] = {}
    asked: list[tuple[PageKey, str]] = []
    for key in keys:
        path = options.locate(key.shipment, key.file)
        if path is None:
            shown[key] = Shown(id="", missing="the file is not at hand")
        else:
            asked.append((key, str(path)))
    budget = int(options.pictures_mb * 1024 * 1024)
    for number, (key, answer) in enumerate(_draw(asked, options), start=1):
        size = len(json.dumps(answer))
        if size > budget:
            full = f"page pictures in one report are limited to {options.pictures_mb:g} MB"
            shown.update({key: Shown(id="", missing=full) for key, _ in asked if key not in shown})
            break
        budget -= size
        answer.pop("id", None)
        words: Words = [(str(w[0]), w[1], w[2], w[3], w[4]) for w in answer.pop("words", [])]
        shown[key] = Shown(id=f"pic{number}", words=words, **answer)
    return shown


def _of_findings(validations: list[Validation]) -> Iterator[PageKey]:
    for validation in validations:
        for item in validation.findings:
            for evidence in item.evidence:
                if evidence.bbox is not None and evidence.page is not None:
                    yield PageKey(validation.shipment, evidence.file, evidence.page)
                elif evidence.cell is not None:
                    yield from _sheets(validation, evidence.file, evidence.page)


def _sheets(validation: Validation, file: str, page: int | None) -> Iterator[PageKey]:
    if page is not None:
        yield PageKey(validation.shipment, file, page)
        return
    pages = [page for document in validation.documents if document.file == file for page in document.pages]
    yield from (PageKey(validation.shipment, file, page) for page in pages or [1])


def _of_fields(validations: list[Validation]) -> Iterator[PageKey]:
    for validation in validations:
        for document in validation.documents:
            for page in document.pages[:FIELD_PAGES]:
                yield PageKey(validation.shipment, document.file, page)


def _draw(asked: list[tuple[PageKey, str]], options: ReportOptions) -> Iterator[tuple[PageKey, dict[str, Any]]]:
    """Each page's answer in the order asked; after a crash or a hang a new process takes the rest."""
    crashes, start = 0, 0
    while start < len(asked):
        if crashes >= MOST_CRASHES:
            yield from ((key, {"missing": "too many pages could not be drawn"}) for key, _ in asked[start:])
            return
        answers = _answers(asked[start:], options)
        for answer in answers:
            yield asked[start][0], answer
            start += 1
        if start < len(asked):
            crashes += 1
            yield asked[start][0], {"missing": "the page could not be drawn in time"}
            start += 1


def _answers(asked: Iterable[tuple[PageKey, str]], options: ReportOptions) -> Iterator[dict[str, Any]]:
    requests = [json.dumps({"id": n, "path": path, "page": key.page}) for n, (key, path) in enumerate(asked)]
    process = subprocess.Popen(
        [sys.executable, "-m", "docvalidate.report.html.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )
    lines: queue.Queue[str | None] = queue.Queue()
    talkers = [
        threading.Thread(target=_send, args=(process, requests), daemon=True),
        threading.Thread(target=_receive, args=(process, lines), daemon=True),
    ]
    for talker in talkers:
        talker.start()
    patience = STARTING + options.seconds_per_page
    try:
        for _ in requests:
            line = lines.get(timeout=patience)
            if line is None:
                return
            yield json.loads(line)
            patience = options.seconds_per_page
    except (queue.Empty, json.JSONDecodeError):
        return
    finally:
        process.kill()
        process.wait()
        for talker in talkers:
            talker.join()


def _send(process: subprocess.Popen[str], requests: list[str]) -> None:
    assert process.stdin is not None
    try:
        for request in requests:
            process.stdin.write(request + "\n")
            process.stdin.flush()
        process.stdin.close()
    except (BrokenPipeError, OSError):  # it died: `_receive` sees the end and the page is given up
        pass


def _receive(process: subprocess.Popen[str], lines: queue.Queue[str | None]) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        lines.put(line)
    lines.put(None)
