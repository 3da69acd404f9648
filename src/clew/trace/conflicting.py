"""How a conflict is made: both passages, what kind, how strong, why, and how it might be none."""

from collections.abc import Sequence

from clew.records import Conflict, Event, Span, Strength, make

_ORDER: tuple[Strength, ...] = ("weak", "fair", "strong")


def conflict(
    kind: str, left: Span, right: Span, events: Sequence[Event], reason: str, strength: Strength, reading: str, by: str = ""
) -> Conflict:
    """Return the conflict of two passages. events: those whose people it is about; by: the rule, the kind when not given."""
    about = tuple(dict.fromkeys(mention for event in events for _, mention in event.roles))
    return make(
        Conflict,
        kind=kind,
        left=left,
        right=right,
        about=about,
        reason=reason,
        by=f"{by or kind}/2",
        strength=strength,
        reading=reading,
    )


def passages(kind: str, left: Span, right: Span, about: Sequence[str], reason: str, strength: Strength, reading: str) -> Conflict:
    """Return the same of two passages that are no events. about: mention ids."""
    by = f"{kind}/1"
    return make(
        Conflict, kind=kind, left=left, right=right, about=tuple(about), reason=reason, by=by, strength=strength, reading=reading
    )


def lowered(strength: Strength, *reasons: object) -> Strength:
    """Return `strength`, one step weaker for each of `reasons` that holds."""
    return _ORDER[max(0, _ORDER.index(strength) - sum(map(bool, reasons)))]


def strongest_first(found: Conflict) -> tuple[int, str, int, str, int, str]:
    """Return a key that sorts conflicts: the strong before the weak, then by where their passages stand."""
    left, right = found.left, found.right
    return -_ORDER.index(found.strength), left.document, left.start, right.document, right.start, found.id
