"""What every record is made of: the frozen struct, its id, the span, and the time in words."""

from datetime import datetime
from hashlib import blake2b
from typing import Any, TypeVar

import msgspec


class Record(msgspec.Struct, frozen=True, gc=False):
    """What all records are: immutable, comparable by value, and free of reference cycles."""


R = TypeVar("R", bound=Record)


def digest(*parts: object) -> str:
    """Return 24 hexadecimal digits that name `parts` (records or plain data): BLAKE2b over their JSON."""
    return blake2b(msgspec.json.encode(parts), digest_size=12).hexdigest()


def make(cls: type[R], **fields: Any) -> R:
    """Return a `cls` whose id is the digest of its class name and `fields`."""
    draft = cls(id="", **fields)
    return msgspec.structs.replace(draft, id=digest(cls.__name__, draft))


class Span(Record, frozen=True, gc=False):
    """A stretch of one document's text, with the words themselves so that it can be checked."""

    document: str
    start: int
    end: int
    text: str


class When(Record, frozen=True, gc=False):
    """A half-open interval with its grain and the words it came from; never a made-up instant.

    start, end   UTC; either may be None: not known. Both None: the words name a time nobody has placed yet.
    grain        the unit the words speak in: "minute" "hour" "day" "week" "month" "quarter" "season" "year" "decade" ...
    span         the words
    hedge        "about" "early" "mid" "late" "before" "after" "since" "until" or None
    rule         the rule that placed it, with its version
    anchor       the passage it hangs on when it is relative, or None
    """

    start: datetime | None
    end: datetime | None
    grain: str
    span: Span
    hedge: str | None
    rule: str
    anchor: Span | None = None
