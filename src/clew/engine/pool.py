"""Worker processes on this machine."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import partial
from multiprocessing.connection import wait
from typing import Any, TypeVar, cast

from clew.engine.engine import EngineError, Lost, grouped
from clew.engine.worker import Worker

T = TypeVar("T")
R = TypeVar("R")

# Items taken and not yet yielded, for each worker: enough that one long item does not idle the others, few enough to hold.
AHEAD = 4

# An item that killed two workers is given up. The first death may have been another process's greed for memory.
TRIES = 2


class Pool:
    """Spreads items over worker processes, each started fresh (spawn) when there is work for it and ended with the call.

    A worker that dies costs its item one try; after the second it is Lost and the rest goes on. Workers keep their memory from
    item to item, so what is loaded once (a model) stays loaded.
    """

    def __init__(self, workers: int) -> None:
        """Take the number of processes; EngineError below one."""
        if workers < 1:
            raise EngineError(f"there must be at least one worker, not {workers}")
        self.workers = workers

    def map(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[R | Lost[T]]:
        """See Engine."""
        with closing(_Run(function, items, self.workers)) as run:
            yield from run.results()

    def group(
        self, key: Callable[[T], str], function: Callable[[str, tuple[T, ...]], R], items: Iterable[T]
    ) -> Iterator[R | Lost[tuple[str, tuple[T, ...]]]]:
        """See Engine."""
        return self.map(cast("Callable[[tuple[str, tuple[T, ...]]], R]", partial(_spread, function)), grouped(key, items))


def _spread(function: Callable[..., R], arguments: tuple[Any, ...]) -> R:
    return function(*arguments)


class _Run:
    """One call of map: which item is where. Items are numbered as they come; the numbers put the results back in order."""

    def __init__(self, function: Callable[[Any], Any], items: Iterable[Any], limit: int) -> None:
        self._function = function
        self._items = enumerate(items)
        self._limit = limit
        self._workers: list[Worker] = []
        self._waiting: deque[int] = deque()
        self._held: dict[int, Any] = {}
        self._done: dict[int, tuple[bool, Any]] = {}
        self._deaths: Counter[int] = Counter()
        self._yielded = 0
        self._false_starts = 0

    def results(self) -> Iterator[Any]:
        """Yield the results in order; raise what the function raised in its place."""
        while self._under_way():
            yield from self._in_order()
            if self._held:
                for pipe in wait([w.pipe for w in self._workers]):
                    self._hear(next(w for w in self._workers if w.pipe is pipe))

    def close(self) -> None:
        """End every worker, at work or not."""
        for worker in self._workers:
            worker.end()

    def _under_way(self) -> bool:
        """Hand out work first, so that workers are busy while the caller looks at results; tell whether anything is left."""
        self._pull()
        self._staff()
        return bool(self._held or self._done)

    def _pull(self) -> None:
        """Take items for the workers that have none, unless the results already wait too long a queue for the first."""
        spare = self._limit - sum(w.task is not None for w in self._workers)
        while len(self._waiting) < spare and len(self._held) + len(self._done) < AHEAD * self._limit:
            number, item = next(self._items, (None, None))
            if number is None:
                return
            self._held[number] = item
            self._waiting.append(number)

    def _staff(self) -> None:
        """Start workers that have something to do, and give the ready ones their item."""
        while len(self._workers) < min(self._limit, len(self._held)):
            self._workers.append(Worker(self._function))
        for worker in self._workers:
            if worker.ready and worker.task is None and self._waiting:
                number = self._waiting.popleft()
                worker.give(number, self._held[number])

    def _hear(self, worker: Worker) -> None:
        """Take in what a worker says: that it is ready, a result, or, by its silence, that it died."""
        try:
            well, result = worker.take()
        except (EOFError, OSError):
            self._bury(worker)
            return
        if worker.task is not None:
            self._finish(worker.task, well, result)
        elif not well:
            raise result
        worker.ready, worker.task = True, None

    def _bury(self, worker: Worker) -> None:
        """Put a dead worker's item back in the queue, or give it up."""
        self._workers.remove(worker)
        cause = worker.obituary()
        worker.end()
        if not worker.ready:
            self._false_start(cause)
        if worker.task is None:
            return
        self._deaths[worker.task] += 1
        if self._deaths[worker.task] < TRIES:
            self._waiting.appendleft(worker.task)
        else:
            reason = f"the process at work on it died {TRIES} times, the last of {cause}"
            self._finish(worker.task, True, Lost(self._held[worker.task], reason))

    def _false_start(self, cause: str) -> None:
        """Count a death before the first item: that is nobody's item's fault, and soon a reason to stop."""
        self._false_starts += 1
        if self._false_starts > self._limit:
            raise EngineError(f"no worker starts ({cause}); a script must begin its work under: if __name__ == '__main__'")

    def _finish(self, number: int, well: bool, result: Any) -> None:
        self._held.pop(number)
        self._done[number] = (well, result)

    def _in_order(self) -> Iterator[Any]:
        while self._yielded in self._done:
            well, result = self._done.pop(self._yielded)
            if not well:
                raise result
            self._yielded += 1
            yield result
