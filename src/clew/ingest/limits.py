"""A limit of time and memory for what is read, so that no file holds up the run or takes the machine with it.

Three fences, each for what the one before does not hold. Time: an exception in the reader, which becomes the file's receipt. Hard
time: the process ends, for a reader stuck outside Python, and is noticed as a worker that died. Memory: the system refuses more,
which Python turns into MemoryError.
"""

import faulthandler
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic
from types import FrameType
from typing import Any

from clew.errors import EvidenceError

try:
    import resource
except ImportError:  # not Unix: there the limits of time and memory do not hold
    resource = None  # type: ignore[assignment]

# Seconds that one thing may take: a file, a part of a container, a page of a scan. A page of text takes a second at most.
PATIENCE = 300

# How much later the process is ended when the exception did not come through.
GRACE = 30

# The exception comes again after so many seconds: some library may have swallowed the first.
AGAIN = 5

# Where the traceback goes that comes before the end of a process: nobody could do anything with it.
_NOWHERE = os.open(os.devnull, os.O_WRONLY)

# Megabytes that a file may add to what the process holds.
MEMORY = 2_000


class TooLong(EvidenceError):
    """Reading took longer than is reasonable."""


class _Clock:
    """The clock that runs at the moment. seconds: 0 when none does."""

    seconds = 0
    hard = False
    armed = 0.0


@contextmanager
def held(seconds: int = PATIENCE, megabytes: int = MEMORY, *, hard: bool = False) -> Iterator[None]:
    """Hold what is read inside to `seconds` between two calls of `alive`, and to `megabytes` more than the process has now.

    hard: also end the process GRACE seconds later; only for a worker, whose end costs its item and no more.
    Inside, TooLong or MemoryError may come from anywhere. Off the main thread there is no limit of time but the hard one.
    """
    before = _Clock.seconds, _Clock.hard
    _Clock.seconds, _Clock.hard, _Clock.armed = seconds, hard, 0.0
    handler = _listen()
    limit = _limited(megabytes)
    try:
        alive()
        yield
    finally:
        _Clock.seconds, _Clock.hard = before
        alive()
        if handler is not None:
            signal.signal(signal.SIGALRM, handler)
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_DATA, limit)


def alive() -> None:
    """Begin the time anew: honest work has come a step further. Without a clock that runs, nothing happens."""
    if _here():
        signal.setitimer(signal.ITIMER_REAL, _Clock.seconds, AGAIN)
    if not (_Clock.hard and _Clock.seconds):
        faulthandler.cancel_dump_traceback_later()
    elif monotonic() > _Clock.armed + 1:
        _Clock.armed = monotonic()
        faulthandler.dump_traceback_later(_Clock.seconds + GRACE, exit=True, file=_NOWHERE)


def _here() -> bool:
    """Whether signals reach this thread."""
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


def _listen() -> Any:
    return signal.signal(signal.SIGALRM, _ring) if _here() else None


def _ring(_signal: int, _frame: FrameType | None) -> None:
    raise TooLong(f"reading it took more than {_Clock.seconds} seconds")


def _limited(megabytes: int) -> tuple[int, int] | None:
    """Let the process hold so much more memory; return the limit that was there. None where there is no way to tell."""
    if resource is None or not (now := _data()):
        return None
    soft, most = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = now + megabytes * 1_000_000
    if soft != resource.RLIM_INFINITY and soft < wanted:
        return None
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (wanted, most))
    return soft, most


def _data() -> int:
    """Return the bytes of memory of its own that this process holds (Linux), or 0."""
    with suppress(OSError, ValueError, IndexError):
        for line in Path("/proc/self/status").read_text("ascii").splitlines():
            if line.startswith("VmData:"):
                return int(line.split()[1]) * 1024
    return 0
