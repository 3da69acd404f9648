"""What every engine promises, and the plainest one."""

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, NamedTuple, Protocol, TypeVar

from clew.errors import ClewError

T = TypeVar("T")
R = TypeVar("R")


class EngineError(ClewError):
    """The work could not be run: no worker starts, or what a worker made cannot be carried back."""


class Lost(NamedTuple, Generic[T]):
    """What stands in the place of a result when the process at work on `item` died each time it was tried.

    From `group`, `item` is the pair of the key and its items. reason: one line for a person.
    """

    item: T
    reason: str


class Engine(Protocol):
    """Runs functions that a worker process can import. Results depend on the items alone: not on workers, nor on time.

    An exception a function raises comes out where its result would, with the traceback of the worker in its text.
    """

    def map(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[R | Lost[T]]:
        """Yield function(item) for each item, in their order. Items are taken as room is made: they may be endless."""

    def group(
        self, key: Callable[[T], str], function: Callable[[str, tuple[T, ...]], R], items: Iterable[T]
    ) -> Iterator[R | Lost[tuple[str, tuple[T, ...]]]]:
        """Yield function(key, its items in their order) for each key, in the order of the keys' code points.

        An engine on one machine holds all items in memory. One that shuffles between machines places a key by a digest of its
        UTF-8, never by `hash()`, which differs from process to process.
        """


class Serial:
    """Runs everything here, one after another."""

    def map(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[R | Lost[T]]:
        """See Engine. Nothing is ever Lost: what kills the worker kills the caller."""
        return map(function, items)

    def group(
        self, key: Callable[[T], str], function: Callable[[str, tuple[T, ...]], R], items: Iterable[T]
    ) -> Iterator[R | Lost[tuple[str, tuple[T, ...]]]]:
        """See Engine."""
        return (function(name, members) for name, members in grouped(key, items))


def grouped(key: Callable[[T], str], items: Iterable[T]) -> Iterator[tuple[str, tuple[T, ...]]]:
    """Yield each key with its items, keys sorted, items in their order."""
    groups: dict[str, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    for name in sorted(groups):
        yield name, tuple(groups[name])
