"""What tellings are looked up by. Tellings that share no key never meet."""

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

from clew.resolve.occasions.tellings import Telling, fine
from clew.resolve.occasions.vocabulary import words

Key = tuple[object, ...]

# Of many people so many make the pairs by which an occasion is looked up.
_LOOKED_UP = 6


class Keys:
    """Numbers the keys of tellings: two share a key where they share its number, and numbers are quick to compare."""

    def __init__(self) -> None:
        self._numbers: dict[Key, int] = {}

    def of(self, telling: Telling) -> dict[str, tuple[int, ...]]:
        """Return the keys of a telling by their sort, of those sorts that it has any of."""
        made = ((sort, tuple(self._number((sort, *key)) for key in keys(telling))) for sort, keys in _SORTS.items())
        return {sort: numbers for sort, numbers in made if numbers}

    def _number(self, key: Key) -> int:
        return self._numbers.setdefault(key, len(self._numbers))


def _word_keys(telling: Telling) -> Iterator[Key]:
    if telling.long:
        yield telling.words


def _header_keys(telling: Telling) -> Iterator[Key]:
    if telling.header and telling.named:
        yield telling.header


def _minute_keys(telling: Telling) -> Iterator[Key]:
    for minute in {telling.moment.minute, telling.moment.local} - {None}:
        for part in _parts(telling, 1):
            yield telling.family, part, minute


def _clock_keys(telling: Telling) -> Iterator[Key]:
    if telling.subject and telling.moment.minute is not None:
        for part in _parts(telling, 1):
            yield part, telling.subject, telling.moment.minute % 60


def _day_keys(telling: Telling) -> Iterator[Key]:
    if not fine(telling) or telling.event.kind in words("kinds", "unlike") | words("kinds", "states"):
        return
    for day in telling.moment.days:
        for pair in _parts(telling, 2):
            yield telling.family, pair, day
        for part in _parts(telling, 1):
            if telling.place:
                yield telling.family, part, day, telling.place
            if telling.family == "message" and part[0][0] == "from":
                yield telling.family, part, day


def _state_keys(telling: Telling) -> Iterator[Key]:
    if telling.state:
        yield telling.state


def _pair_keys(telling: Telling) -> Iterator[Key]:
    """Yield the pairs of people by whom a vague telling is looked up; none for what only its words could place."""
    if not telling.once and telling.wording.looked_up:
        for part in _parts(telling, 2):
            yield telling.sort, part
    if telling.family == "message" and telling.wording.looked_up:
        for sender in telling.roles.get("from", ()):
            yield telling.sort, sender


def _once_keys(telling: Telling) -> Iterator[Key]:
    """Yield the same for kinds that happen once between the same people."""
    if telling.once and telling.wording.looked_up:
        for part in _parts(telling, 1 if len(telling.event.roles) == 1 else 2):
            yield telling.sort, part


def _parts(telling: Telling, size: int) -> Iterator[tuple[tuple[str, str], ...]]:
    """Yield each one, or each two, of the participants with their roles."""
    yield from combinations(telling.seats[:_LOOKED_UP], size)


# By what agrees; and by who was there, where one of the two is vague.
_EXACT: dict[str, Callable[[Telling], Iterable[Key]]] = {
    "words": _word_keys,
    "header": _header_keys,
    "minute": _minute_keys,
    "clock": _clock_keys,
    "day": _day_keys,
    "state": _state_keys,
}
VAGUE: dict[str, Callable[[Telling], Iterable[Key]]] = {"pair": _pair_keys, "once": _once_keys}
_SORTS = _EXACT | VAGUE
