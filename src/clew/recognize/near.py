"""Near misses: what a rule looked at and made no record of, with its reason. They are kept only while somebody asks for them.

A rule calls `near` where it lets something go. Without a listener that does nothing: what is recognized never depends on it.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from clew.recognize.tree import Tree
from clew.records import Near, Span

_KEPT: ContextVar[list[Near] | None] = ContextVar("near", default=None)


def near(tree: Tree, words: Sequence[int], by: str, reason: str) -> None:
    """Note that rule `by` made nothing of `words` (in order, not empty), and why, in words for a reader."""
    kept = _KEPT.get()
    if kept is not None:
        kept.append(Near(tree.span(words), by, reason))


def near_at(span: Span, by: str, reason: str) -> None:
    """Note the same of a span."""
    kept = _KEPT.get()
    if kept is not None:
        kept.append(Near(span, by, reason))


def asked() -> bool:
    """Whether somebody listens: where working out the reason takes more than a constant."""
    return _KEPT.get() is not None


@contextmanager
def listening() -> Iterator[list[Near]]:
    """Give the list that near misses are added to inside of the `with`."""
    kept: list[Near] = []
    token = _KEPT.set(kept)
    try:
        yield kept
    finally:
        _KEPT.reset(token)
