"""What an address asks for, read with one clear line for anything that makes no sense."""

from collections.abc import Mapping
from typing import TypeVar

from clew.errors import AskError
from clew.records import Record

Asked = Mapping[str, str]
T = TypeVar("T")

# Lines of a list shown at once.
LINES = 200


class Pager(Record, frozen=True, gc=False):
    """Which part of a long list is shown. page counts from 1."""

    page: int
    pages: int
    total: int


def number(asked: Asked, name: str, default: int) -> int:
    """Return a whole number of 0 or more; AskError when the field holds anything else."""
    value = asked.get(name, "").strip()
    if not value:
        return default
    if not value.isascii() or not value.isdigit() or len(value) > 12:
        raise AskError(f"{name} must be a whole number, not {value[:40]!r}")
    return int(value)


def sheet(asked: Asked, items: tuple[T, ...] | list[T], size: int = LINES) -> tuple[tuple[T, ...], Pager]:
    """Return the part of `items` that `page` asks for, and which part that is."""
    pages = max(1, -(-len(items) // size))
    page = min(max(number(asked, "page", 1), 1), pages)
    return tuple(items[(page - 1) * size : page * size]), Pager(page, pages, len(items))
