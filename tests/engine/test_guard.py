"""Workers: a task that crashes, hangs or eats memory fails alone, and the others give what they give."""

from __future__ import annotations

import faulthandler
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from docvalidate.domain.errors import ReadingError
from docvalidate.engine.guard import Guard, Here, Outcome


def hang_in_a_program(file: str) -> None:
    with subprocess.Popen(["sleep", "60"]) as program:
        Path(file).write_text(str(program.pid), encoding="ascii")


def double(number: int) -> int:
    return 2 * number


def crash() -> None:
    faulthandler.disable()
    os.kill(os.getpid(), signal.SIGSEGV)


def leave() -> None:
    os._exit(7)


def hang() -> None:
    time.sleep(60)


def hang_deaf() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(60)


def eat() -> int:
    held = bytearray(1 << 30)
    return len(held)


def recurse(depth: int = 0) -> int:
    return recurse(depth + 1) + 1


def refuse() -> None:
    raise ReadingError("PL.xlsx", "is damaged", "ask for it again", place="sheet 'Packing'")


def unpicklable() -> object:
    return lambda: None


def shout() -> str:
    print("noise of a library")
    os.write(1, b"noise of a C library\n")
    return "done"


def outcomes(guard: Guard | Here) -> dict[object, Outcome]:
    found = {}
    while guard.outstanding:
        outcome = guard.next()
        found[outcome.key] = outcome
    return found


def test_all_tasks_come_back() -> None:
    with Guard(2, 1024) as guard:
        for number in range(20):
            guard.submit(number, double, number, seconds=20)
        assert {key: one.value for key, one in outcomes(guard).items()} == {n: 2 * n for n in range(20)}


@pytest.mark.parametrize(
    ("function", "kind", "says"),
    [
        (crash, "crashed", "SIGSEGV"),
        (leave, "crashed", "exit code 7"),
        (recurse, "raised", "RecursionError"),
        (refuse, "refused", "PL.xlsx, sheet 'Packing': is damaged; ask for it again."),
        (unpicklable, "raised", "internal error"),
    ],
)
def test_a_fault_costs_its_own_task_only(function: object, kind: str, says: str) -> None:
    with Guard(2, 1024) as guard:
        guard.submit("bad", function, seconds=20)  # type: ignore[arg-type]
        for number in range(6):
            guard.submit(number, double, number, seconds=20)
        found = outcomes(guard)
    fault = found["bad"].fault
    assert fault is not None
    assert fault.kind == kind
    assert says in fault.reason
    assert [found[number].value for number in range(6)] == [0, 2, 4, 6, 8, 10]


@pytest.mark.parametrize("function", [hang, hang_deaf])
def test_a_task_that_hangs_is_given_up_and_ended(function: object) -> None:
    started = time.monotonic()
    with Guard(1, 1024) as guard:
        guard.submit("bad", function, seconds=0.5)  # type: ignore[arg-type]
        guard.submit("good", double, 21, seconds=20)
        found = outcomes(guard)
    assert time.monotonic() - started < 10
    assert found["bad"].fault is not None
    assert found["bad"].fault.kind == "late"
    assert found["good"].value == 42


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_what_a_late_task_started_ends_with_it(tmp_path: Path) -> None:
    with Guard(1, 1024) as guard:
        guard.submit("bad", hang_in_a_program, str(tmp_path / "pid"), seconds=1.5)
        assert guard.next().fault is not None
    pid = int((tmp_path / "pid").read_text(encoding="ascii"))
    for _ in range(50):
        if not _runs(pid):
            return
        time.sleep(0.1)
    pytest.fail("the program goes on")


def _runs(pid: int) -> bool:
    """Whether a process does anything still; one that is dead and not yet collected does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the address space reliably")
def test_a_task_that_eats_memory_fails_alone() -> None:
    with Guard(1, 256) as guard:
        guard.submit("bad", eat, seconds=20)
        guard.submit("good", double, 21, seconds=20)
        found = outcomes(guard)
    assert found["bad"].fault is not None
    assert found["bad"].fault.kind == "memory"
    assert "256 MiB" in found["bad"].fault.reason
    assert found["good"].value == 42


def test_what_a_library_prints_stays_out_of_our_output(capfd: pytest.CaptureFixture[str]) -> None:
    with Guard(1, 1024) as guard:
        guard.submit(1, shout, seconds=20)
        assert guard.next().value == "done"
    assert capfd.readouterr().out == ""


def test_first_overtakes_those_that_wait() -> None:
    with Guard(1, 1024) as guard:
        guard.submit("running", double, 0, seconds=20)
        guard.submit("later", double, 1, seconds=20)
        guard.submit("sooner", double, 2, seconds=20, first=True)
        assert [guard.next().key for _ in range(3)] == ["running", "sooner", "later"]


def test_no_worker_outlives_the_guard() -> None:
    with Guard(2, 1024) as guard:
        guard.submit(1, os.getpid, seconds=20)
        pid = guard.next().value
        guard.submit(2, hang, seconds=60)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_without_workers_the_answers_are_the_same() -> None:
    with Here() as here:
        here.submit("good", double, 21, seconds=1)
        here.submit("bad", refuse, seconds=1)
        found = outcomes(here)
    assert found["good"].value == 42
    assert found["bad"].fault is not None
    assert found["bad"].fault.kind == "refused"
