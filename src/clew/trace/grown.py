"""Trees of messages written out as threads, in one fixed order."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from clew.records import Message, Thread, digest
from clew.trace.forest import Forest

_NEVER = datetime.max.replace(tzinfo=UTC)


def grown(
    forest: Forest, messages: Iterable[Message], times: Mapping[str, datetime], subjects: Mapping[str, str]
) -> tuple[Thread, ...]:
    """Return one thread for each tree of `messages`, in the order of its first time.

    times, subjects: of the messages that tell them, by id. A message without a time stands where its first answer would.
    """
    known = {message.id: message for message in messages}
    below: dict[str, list[str]] = {id: [] for id in known}
    for id, message in known.items():
        if message.parent:
            below[message.parent].append(id)
    roots = [id for id in known if id not in forest.parent]
    first = _first_times(roots, below, times)
    ordered = sorted(roots, key=lambda id: (first[id], id))
    return tuple(_thread([known[id] for id in _walk(root, below, first)], subjects) for root in ordered)


def _first_times(roots: Sequence[str], below: Mapping[str, Sequence[str]], times: Mapping[str, datetime]) -> dict[str, datetime]:
    """Return for each message its own time, or, when it has none, the first of those below it."""
    order = list(roots)
    for id in order:
        order += below[id]
    found: dict[str, datetime] = {}
    for id in reversed(order):
        own = times.get(id, _NEVER)
        found[id] = own if own != _NEVER else min((found[child] for child in below[id]), default=_NEVER)
    return found


def _walk(root: str, below: Mapping[str, Sequence[str]], first: Mapping[str, datetime]) -> list[str]:
    """Return the messages of a tree, each before those that answer it. Without recursion: evidence may nest without end."""
    waiting, found = [root], []
    while waiting:
        id = waiting.pop()
        found.append(id)
        waiting += sorted(below[id], key=lambda child: (first[child], child), reverse=True)
    return found


def _thread(messages: Sequence[Message], subjects: Mapping[str, str]) -> Thread:
    subject = next((subjects[message.id] for message in messages if message.id in subjects), None)
    return Thread(digest("thread", messages[0].id), subject or None, tuple(messages))
