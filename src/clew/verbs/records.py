"""How a verb prints the records it answers with: each as lines for a person, or as JSON lines."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

import msgspec

from clew.verbs.terminal import say

if TYPE_CHECKING:
    from clew.case import Case
    from clew.records import Record

R = TypeVar("R", bound="Record")


def tell(case: "Case", records: Iterable[R], lines: "Callable[[Case, R], Iterator[str]]", *, json: bool) -> None:
    """Print each of `records` by `lines`, or as JSON."""
    for record in records:
        if json:
            print(msgspec.json.encode(record).decode())
        else:
            say(lines(case, record))
