"""A pool of worker processes in which a task that crashes, hangs or eats memory fails alone.

The pools of the standard library stop as a whole when one worker dies and cannot end a task that hangs; here each
worker holds one task, its death costs that task, and another worker takes its place.
"""

from __future__ import annotations

import contextlib
import logging
import math
import multiprocessing
import os
import signal
import sys
import threading
import time
import traceback
import warnings
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Literal, Self

from docvalidate.domain.errors import DocvalidateError

log = logging.getLogger(__name__)
MIB = 1 << 20
SELF_ALARM = 5.0
"""Seconds after its limit at which a worker that nobody ended (its parent was killed) ends itself."""


@dataclass(frozen=True)
class Fault:
    """Why a task gave nothing, in words that follow a file's name."""

    kind: Literal["refused", "raised", "crashed", "late", "memory"]
    reason: str


@dataclass(frozen=True)
class Outcome:
    """What came of a task: a value, or a fault."""

    key: Any
    value: Any = None
    fault: Fault | None = None


@dataclass(frozen=True)
class _Task:
    key: Any
    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    seconds: float


class _Worker:
    def __init__(self, context: BaseContext, memory_mb: int) -> None:
        self.connection, far = context.Pipe()
        self.process: BaseProcess = context.Process(target=_serve, args=(far, memory_mb), daemon=True)  # type: ignore[attr-defined]
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore", DeprecationWarning
            )  # fork beside the idle threads of a linear algebra library
            self.process.start()
        far.close()
        self.task: _Task | None = None
        self.deadline = math.inf

    def give(self, task: _Task) -> None:
        self.task, self.deadline = task, time.monotonic() + task.seconds
        self.connection.send((task.function, task.arguments, task.seconds))

    def end(self) -> None:
        """Ends the worker and whatever it started (an OCR program)."""
        assert self.process.pid is not None
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except (AttributeError, OSError):  # another system, or it had no time to make its group
            self.process.kill()
        self.process.join()
        self.connection.close()


class Guard:
    """Runs tasks in `jobs` worker processes; give with `submit`, take with `next`.

    `memory_mb` is the address space a worker may take on top of what it starts with (where the system can limit it).
    """

    def __init__(self, jobs: int, memory_mb: int) -> None:
        self._context = _start_method()
        self._jobs, self._memory_mb = max(1, jobs), memory_mb
        self._workers: list[_Worker] = []
        self._waiting: deque[_Task] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    @property
    def outstanding(self) -> int:
        """Tasks given whose outcome has not been taken."""
        return len(self._waiting) + sum(worker.task is not None for worker in self._workers)

    def submit(
        self, key: Any, function: Callable[..., Any], *arguments: Any, seconds: float, first: bool = False
    ) -> None:
        """Runs `function(*arguments)` in a worker for at most `seconds`; `first` puts it before those that wait."""
        task = _Task(key, function, arguments, seconds)
        if first:
            self._waiting.appendleft(task)
        else:
            self._waiting.append(task)
        self._feed()

    def next(self) -> Outcome:
        """Waits for the next task that comes to its end, in whatever order."""
        while True:
            self._feed()
            busy = [worker for worker in self._workers if worker.task is not None]
            if not busy:
                raise LookupError("no task is outstanding")
            patience = max(0.0, min(worker.deadline for worker in busy) - time.monotonic())
            ready = wait([worker.connection for worker in busy], patience if patience < math.inf else None)
            for worker in busy:
                if worker.connection in ready:
                    return self._take(worker)
            late = [worker for worker in busy if worker.deadline <= time.monotonic()]
            if late:
                return self._give_up(late[0])

    def _feed(self) -> None:
        while self._waiting:
            self._workers = [worker for worker in self._workers if worker.task or worker.process.is_alive()]
            worker = next((worker for worker in self._workers if worker.task is None), None)
            if worker is None:
                if len(self._workers) >= self._jobs:
                    return
                worker = _Worker(self._context, self._memory_mb)
                self._workers.append(worker)
            task = self._waiting.popleft()
            try:
                worker.give(task)
            except OSError:  # it died while it waited
                self._waiting.appendleft(task)
                self._workers.remove(worker)
                worker.end()

    def _take(self, worker: _Worker) -> Outcome:
        assert worker.task is not None
        key = worker.task.key
        try:
            value, fault = worker.connection.recv()
        except (EOFError, OSError):
            worker.process.join()
            code = worker.process.exitcode or 0
            name = signal.Signals(-code).name if code < 0 and -code in set(signal.Signals) else f"exit code {code}"
            value, fault = None, Fault("crashed", f"it brought the reader down ({name})")
        worker.task, worker.deadline = None, math.inf
        if fault is not None and fault.kind in ("crashed", "memory"):
            self._workers.remove(worker)
            worker.end()
        return Outcome(key, value, fault)

    def _give_up(self, worker: _Worker) -> Outcome:
        assert worker.task is not None
        task = worker.task
        self._workers.remove(worker)
        worker.end()
        return Outcome(task.key, None, Fault("late", f"it took longer than the {task.seconds:g} s allowed"))


class Here:
    """The same verbs without workers: for callers in whose process none may be started. Only exceptions are caught."""

    outstanding = 0

    def __init__(self) -> None:
        self._outcomes: deque[Outcome] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._outcomes.clear()

    def submit(
        self, key: Any, function: Callable[..., Any], *arguments: Any, seconds: float, first: bool = False
    ) -> None:
        """Runs the task at once; no time limit can be kept."""
        self._outcomes.append(Outcome(key, *_attempt(function, arguments, None)))
        self.outstanding = len(self._outcomes)

    def next(self) -> Outcome:
        """The oldest outcome not yet taken."""
        if not self._outcomes:
            raise LookupError("no task is outstanding")
        self.outstanding = len(self._outcomes) - 1
        return self._outcomes.popleft()


def _start_method() -> BaseContext:
    """Fork where it is safe: it starts a worker in milliseconds with everything imported."""
    if sys.platform == "linux" and threading.active_count() == 1:
        return multiprocessing.get_context("fork")
    if "forkserver" in multiprocessing.get_all_start_methods():
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["docvalidate.engine.preloaded"])
        return context
    return multiprocessing.get_context("spawn")


def _serve(connection: Connection, memory_mb: int) -> None:
    """A worker's life: one task after the other, until the other end closes or memory runs out."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with contextlib.suppress(AttributeError, OSError):
        os.setpgid(0, 0)  # so that the programs it starts can be ended with it
    with contextlib.suppress(OSError):
        os.dup2(2, 1)  # a library that prints must not write into our output
    sys.stdout = sys.stderr
    limited = _limit_memory(memory_mb)
    while True:
        try:
            function, arguments, seconds = connection.recv()
        except (EOFError, OSError):
            return
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, seconds + SELF_ALARM)
        value, fault = _attempt(function, arguments, memory_mb if limited else None)
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
        try:
            connection.send((value, fault))
        except (BrokenPipeError, ConnectionResetError):
            return
        except Exception as error:
            connection.send((None, Fault("raised", f"an internal error ({type(error).__name__}: {error})")))
        if fault is not None and fault.kind == "memory":
            return


def _attempt(
    function: Callable[..., Any], arguments: tuple[Any, ...], memory_mb: int | None
) -> tuple[Any, Fault | None]:
    try:
        return function(*arguments), None
    except DocvalidateError as error:
        return None, Fault("refused", str(error))
    except MemoryError:
        limit = f"the {memory_mb} MiB allowed" if memory_mb else "there is"
        return None, Fault("memory", f"it needs more memory than {limit}")
    except Exception as error:
        log.debug("%s", traceback.format_exc())
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{os.path.basename(place.filename)}:{place.lineno}"
        return None, Fault("raised", f"an internal error ({type(error).__name__}: {error}; {where})")


def _limit_memory(memory_mb: int) -> bool:
    """Limits the address space to what is taken now and `memory_mb` more; False where the system has no such limit."""
    try:
        import resource

        with open("/proc/self/statm") as statm:
            taken = int(statm.read().split()[0]) * resource.getpagesize()
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        limit = taken + memory_mb * MIB
        resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
    except (ImportError, OSError, ValueError):
        return False
    return True
