"""Exit codes, and no Python traceback: whatever happens, the user reads one sentence."""

from __future__ import annotations

import contextlib
import functools
import logging
import os
import signal
import sys
from collections.abc import Callable
from typing import ParamSpec

from docvalidate.domain.errors import DocvalidateError, ReadingError

CLEAN, FOUND, USAGE, INCOMPLETE = 0, 1, 2, 3
Parameters = ParamSpec("Parameters")
log = logging.getLogger("docvalidate")


def guarded(body: Callable[[], None]) -> int:
    """Runs a command and gives its exit code (contract: 0, 1, 2 or 3; 3 also for a fault of ours)."""
    with contextlib.suppress(ValueError, OSError):
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # ended politely, it cleans up as for Ctrl-C
    try:
        try:
            body()
            sys.stdout.flush()
        except _StoppedError as stopped:
            raise stopped.cause from None
    except SystemExit as stop:
        return _flushed(stop.code if isinstance(stop.code, int) else CLEAN if stop.code is None else USAGE)
    except KeyboardInterrupt:
        say("Interrupted: what was not reported yet was not checked.")
        return INCOMPLETE
    except BrokenPipeError:
        _forget_stdout()
        return INCOMPLETE
    except ReadingError as error:
        say(str(error))
        return INCOMPLETE
    except DocvalidateError as error:
        say(str(error))
        return USAGE
    except MemoryError:
        say("The memory of this machine does not suffice; give fewer shipments at a time, or --jobs 1.")
        return INCOMPLETE
    except Exception as error:
        log.debug("internal error", exc_info=True)
        say(f"An internal error ({type(error).__name__}: {error}); this is a fault of docvalidate. -vv tells more.")
        return INCOMPLETE
    return CLEAN


def whole(command: Callable[Parameters, None]) -> Callable[Parameters, None]:
    """A command whose interruption ends in our exit code, not in the one of the command-line library."""

    @functools.wraps(command)
    def guarded_command(*arguments: Parameters.args, **options: Parameters.kwargs) -> None:
        try:
            command(*arguments, **options)
        except (KeyboardInterrupt, OSError) as stop:
            raise _StoppedError(stop) from None

    return guarded_command


class _StoppedError(Exception):
    """Carries what the command-line library would answer by itself."""

    def __init__(self, cause: BaseException) -> None:
        super().__init__(str(cause))
        self.cause = cause


def say(sentence: str) -> None:
    """A sentence to standard error, whatever characters it holds and whether or not anybody listens."""
    with contextlib.suppress(OSError, ValueError):
        encoding = sys.stderr.encoding or "utf-8"
        text = f"docvalidate: {sentence}".encode(encoding, "backslashreplace").decode(encoding)
        print(text, file=sys.stderr, flush=True)


def _flushed(code: int) -> int:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_stdout()
        return INCOMPLETE
    except OSError as error:
        say(f"standard output cannot be written ({error.strerror}).")
        _forget_stdout()
        return USAGE
    return code


def _forget_stdout() -> None:
    """The reader of our output is gone: nothing may be written at exit either."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
