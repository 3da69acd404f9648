"""How a verb prints the records it answers with: each as lines for a person, or as JSON lines."""

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

import msgspec

from clew.verbs.terminal import inert_line, say

if TYPE_CHECKING:
    from clew.case import Case
    from clew.records import Record

R = TypeVar("R", bound="Record")


def tell(case: "Case", records: Iterable[R], lines: "Callable[[Case, R], Iterator[str]]", *, json: bool, none: str = "") -> None:
    """Print each of `records` by `lines`, or as JSON. none: the one line when there are none; on stderr, since JSON lines hold
    records only."""
    record = None
    for record in records:
        if json:
            print(msgspec.json.encode(record).decode())
        else:
            say(lines(case, record))
    if none and record is None:
        print(inert_line(none), file=sys.stderr if json else sys.stdout)
