"""Observations out of many parts in one order, with no more parts in memory than that order needs."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from clew.records import Observation
from clew.store.manifest import Part, paths_of
from clew.store.parts import Key, document_keys, order_of, read_observations


def observations(folder: Path, standing: Sequence[tuple[Part, frozenset[str]]]) -> Iterator[Observation]:
    """Yield the observations of the parts, less withdrawn paths, in the order of their keys; a document found twice comes once.

    A part is read when its first document is due and dropped after its last: one or two at a time when files were added in order.
    """
    order = _order(folder, standing)
    due = Counter(part for _, part in order)
    open_parts: dict[int, dict[Key, Observation]] = {}
    for key, part in order:
        if part not in open_parts:
            open_parts[part] = read_observations(folder, standing[part][0])
        yield open_parts[part][key]
        due[part] -= 1
        if not due[part]:
            del open_parts[part]


def withdrawn(folder: Path, standing: Sequence[tuple[Part, frozenset[str]]]) -> Iterator[Observation]:
    """Yield the observations of the parts in the files withdrawn since, in no order that means anything."""
    for part, gone in standing:
        if gone & paths_of(part):
            yield from (seen for key, seen in read_observations(folder, part).items() if key[0] in gone)


def _order(folder: Path, standing: Sequence[tuple[Part, frozenset[str]]]) -> list[tuple[Key, int]]:
    """Return the key of each document, with the part to take it from, in order."""
    found = [
        (key, number) for number, (part, gone) in enumerate(standing) for key in document_keys(folder, part) if key[0] not in gone
    ]
    first: dict[str, tuple[Key, int]] = {}
    for key, number in sorted(found, key=lambda each: (*order_of(*each[0][:2]), each[0][2], each[1])):
        first.setdefault(key[2], (key, number))
    return list(first.values())
