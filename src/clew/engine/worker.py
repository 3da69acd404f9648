"""One worker process and the pipe to it: it holds one item at a time, so that a death names its item."""

import pickle
import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from traceback import format_exc
from typing import Any

from clew.engine.engine import EngineError

# spawn: fork would copy locks held by other threads (Arrow's, DuckDB's) and the parser's memory.
_CONTEXT = get_context("spawn")


class Worker:
    """A process that applies one function to the items it is given.

    It does not take part in Ctrl-C: SIGINT is blocked in it from its first instruction, because it inherits the mask of its
    start. It ends by itself when the caller dies, because its pipe closes.
    """

    def __init__(self, function: Callable[[Any], Any]) -> None:
        self.ready = False
        self.task: int | None = None
        self.pipe, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_serve, args=(theirs, pickle.dumps(function)), daemon=True)
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            self._process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        theirs.close()

    def give(self, task: int, item: object) -> None:
        """Hand over the item with number `task`. A worker that died idle is noticed when its pipe is next read."""
        self.task = task
        data = pickle.dumps(item)
        with suppress(OSError):
            self.pipe.send_bytes(data)

    def take(self) -> tuple[bool, Any]:
        """Return (went well, result or exception). EOFError or OSError when the process has died."""
        answer: tuple[bool, Any] = self.pipe.recv()
        return answer

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.join()
        self.pipe.close()

    def obituary(self) -> str:
        """Return what the process died of."""
        self._process.join()
        code = self._process.exitcode or 0
        return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"


def _serve(pipe: Connection, function: bytes) -> None:
    """Say that the function is loaded, then answer item by item until the caller closes the pipe or is gone."""
    try:
        work = pickle.loads(function)  # noqa: S301 the caller's own bytes
    except Exception as error:
        pipe.send_bytes(_failure(error))
        return
    pipe.send_bytes(pickle.dumps((True, None)))
    with suppress(EOFError, OSError):
        while True:
            pipe.send_bytes(_answer(work, pipe.recv_bytes()))


def _answer(work: Callable[[Any], Any], data: bytes) -> bytes:
    """Return the pickled outcome of one item. Whatever the function raises belongs to the caller."""
    try:
        return pickle.dumps((True, work(pickle.loads(data))))  # noqa: S301
    except BaseException as error:
        return _failure(error)


def _failure(error: BaseException) -> bytes:
    """Return the pickled exception with its traceback as a note; one that does not survive pickling is told in words."""
    told = "in a worker process:\n" + format_exc()
    error.add_note(told)
    try:
        data = pickle.dumps((False, error))
        pickle.loads(data)  # noqa: S301
    except Exception:
        plain = EngineError(f"{type(error).__name__}: {error}")
        plain.add_note(told)
        return pickle.dumps((False, plain))
    return data
