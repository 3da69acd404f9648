"""Whether two times told of one mail may be one: programs print times in zones of their own, often without saying which."""

from datetime import timedelta

from clew.records import When
from clew.when import UNZONED

# Local clocks run from 12 hours behind UTC to 14 ahead, in steps of 15 minutes (the tz database).
STEP, _BEHIND, _AHEAD = 15, 12 * 60, 14 * 60

_FINE = frozenset({"minute", "second"})
_DAY = timedelta(days=1)


def minute(when: When | None) -> int | None:
    """Return the minute, counted from 1970, that `when` is in; None when it is not known to the minute."""
    if when is None or when.start is None or when.grain not in _FINE:
        return None
    return int(when.start.timestamp() // 60)


def day(when: When | None) -> int | None:
    """Return the day, counted from the year 1, on which `when` begins, or None."""
    return when.start.toordinal() if when and when.start else None


def agreement(told: When | None, known: When | None) -> int:
    """Return 3 when both are the same minute, 2 when they may be on clocks of two zones, 1 when they may be one day, 0 when they
    cannot be one, or one is not known."""
    if told is None or known is None or told.start is None or known.start is None:
        return 0
    a, b = minute(told), minute(known)
    if a is None or b is None:
        return int(abs(told.start - known.start) <= _DAY)
    if a == b:
        return 3
    return 2 if _one_clock_apart(a - b, zoned=(_zoned(told), _zoned(known))) else 0


def _one_clock_apart(apart: int, zoned: tuple[bool, bool]) -> bool:
    """Whether `apart` minutes is what lies between two clocks, at least one of which does not say its zone. Programs cut seconds
    off or round them, and some show when a mail came: a minute more or less is the same."""
    if all(zoned):
        return abs(apart) <= 1
    if apart % STEP not in (0, 1, STEP - 1):
        return False
    if not any(zoned):
        return abs(apart) <= _BEHIND + _AHEAD
    ahead = apart if zoned[1] else -apart
    return -_BEHIND <= ahead <= _AHEAD


def _zoned(when: When) -> bool:
    return not when.rule.startswith(UNZONED)


def is_later(told: When | None, other: When | None) -> bool:
    """Whether `told` is surely later than `other`: by more than a day, since clocks are wrong and zones unsaid."""
    return bool(told and other and told.start and other.end and told.start > other.end + _DAY)
