"""Messages on a shelf, found again by what a quotation says of one: who sent it and when, about what, and its words."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from clew.records import When
from clew.shingles import Numbers, containment
from clew.trace.moments import STEP, agreement, day, minute

# Fewer words than this in both say little: four runs of words are seven words.
_FEW_RUNS = 4

# What share of a quotation's runs of words a message must have, by what else agrees. A quotation that was cut down keeps its
# share, since it is counted over the quotation; one that somebody wrote answers into loses some. Words by themselves
# must nearly all agree.
_SAME_CLOCK, _SAME_DAY, _SAME_SUBJECT, _OTHER_SENDER, _WORDS_ALONE = 0.2, 0.4, 0.5, 0.5, 0.7

# What `agreement` says of times in the same minute.
_SAME_MINUTE = 3

# Runs are numbers that say nothing of their place, in order: the first so many of a text are a sample of it, to look up.
_SAMPLE = 64

# A run of words that more messages than this have is a formula. Of mails by one sender on one day, or under one subject, only so
# many are looked at, so that a robot's thousands cost no more than a person's ten.
_COMMON, _MOST = 20, 200


Key = tuple[str, int, int] | tuple[str, int] | tuple[str, str]


class Told(NamedTuple):
    """What is told of a message. senders: keys; base: its subject, to compare by, "" when not known; runs: its own words."""

    senders: frozenset[str]
    sent: When | None
    base: str
    runs: Numbers


class Shelf:
    """Messages by their number in `messages`."""

    def __init__(self, messages: Sequence[Told]) -> None:
        self._messages = messages
        self._places: dict[Key, list[int]] = defaultdict(list)
        for number, told in enumerate(messages):
            for key in _filed(told):
                self._places[key].append(number)
        self._runs, self._owners = _inverted([told.runs for told in messages])

    def find(self, told: Told, may: Callable[[int], bool], first: Sequence[int] = ()) -> int | None:
        """Return the number of the message that `told` tells of, or None.

        may     whether a message may be the one at all
        first   messages that are likely, best first: one is taken when it has half of the words, before any other is looked for
        """
        likely = next((n for n in first if may(n) and self._has_words(told, n)), None)
        if likely is not None:
            return likely
        by_header = [(self._fit(told, n), -n) for n in self._near(told) if may(n)]
        best = max(by_header, default=(0.0, 0))
        return -best[1] if best[0] else self._by_words(told, may)

    def _has_words(self, told: Told, number: int) -> bool:
        known = self._messages[number]
        return not _contradict(told, known) and containment(told.runs, known.runs) >= _SAME_SUBJECT

    def _near(self, told: Told) -> dict[int, None]:
        """Return the messages of the same sender at about that time, or under the same subject when no time is told; and those of
        the same minute and subject."""
        return {n: None for key in _asked(told) for n in self._places.get(key, ())[:_MOST]}

    def _fit(self, told: Told, number: int) -> float:
        """Return how well a message fits by its header, above 0 when well enough."""
        known = self._messages[number]
        when = agreement(told.sent, known.sent)
        same_subject = bool(told.base) and told.base == known.base
        if (told.base and known.base and not same_subject and when < 3) or (told.sent and known.sent and not when):
            return 0.0
        share = containment(told.runs, known.runs)
        same_sender = bool(told.senders & known.senders)
        needed = {3: 0.0 if same_subject else _SAME_CLOCK, 2: _SAME_CLOCK, 1: _SAME_DAY, 0: _SAME_SUBJECT}[when]
        needed = needed if same_sender else _OTHER_SENDER
        if when > 1 and same_sender and same_subject and not len(known.runs):
            needed = 0.0  # archives that lost a mail's words still show its header
        if share < needed or (when == 0 and not same_subject):
            return 0.0
        return 1 + when + same_subject + share

    def _by_words(self, told: Told, may: Callable[[int], bool]) -> int | None:
        """Return the message that has nearly all of the words; the first of equals."""
        if len(told.runs) < _FEW_RUNS:
            return None
        numbers, counts = self._sharing(told.runs[:_SAMPLE])
        enough = max(_FEW_RUNS, _WORDS_ALONE * len(told.runs))
        for i in np.lexsort((numbers, -counts))[:_COMMON]:
            number = int(numbers[i])
            known = self._messages[number]
            if may(number) and not _contradict(told, known) and containment(told.runs, known.runs) * len(told.runs) >= enough:
                return number
        return None

    def _sharing(self, runs: Numbers) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.intp]]:
        """Return the messages that have any of `runs` that is no formula, and how many of them each has."""
        low = np.searchsorted(self._runs, runs, "left")
        many = np.searchsorted(self._runs, runs, "right") - low
        rare = (many > 0) & (many <= _COMMON)
        shared = [self._owners[a : a + n] for a, n in zip(low[rare].tolist(), many[rare].tolist(), strict=True)]
        return np.unique(np.concatenate(shared) if shared else self._owners[:0], return_counts=True)


def _filed(told: Told) -> Iterator[Key]:
    """Yield the keys that a message is filed under: its sender with its minutes past the quarter, the day, and the subject; the
    day alone also by itself, since a message of no known minute is looked for beside those of the minute asked for."""
    at, on = minute(told.sent), day(told.sent)
    for who in sorted(told.senders):
        if at is not None and on is not None:
            yield who, at % STEP, on
        if on is not None:
            yield who, on
            if at is None:
                yield f"{who} at a time not known", on
        if told.base:
            yield who, told.base
    if told.base and at is not None:
        yield f"about {told.base}", at


def _asked(told: Told) -> Iterator[Key]:
    """Yield the keys to look under: the day before and after too, since days begin elsewhere earlier or later."""
    at, on = minute(told.sent), day(told.sent)
    for who in sorted(told.senders):
        for near in (on, on - 1, on + 1) if on is not None else ():
            for minutes in (at, at - 1, at + 1) if at is not None else ():
                yield who, minutes % STEP, near
            yield (who if at is None else f"{who} at a time not known"), near
        if on is None and told.base:
            yield who, told.base
    if told.base and at is not None:
        yield f"about {told.base}", at


def _contradict(told: Told, known: Told) -> bool:
    """Whether two headers cannot be one message's: times that cannot be one, or other people and not the same minute. In the same
    minute it is the scanner, or the one who quotes, that wrote another name."""
    when = agreement(told.sent, known.sent)
    if told.sent and known.sent and not when:
        return True
    return when < _SAME_MINUTE and bool(told.senders and known.senders and not told.senders & known.senders)


def _inverted(runs: Iterable[Numbers]) -> tuple[Numbers, npt.NDArray[np.int32]]:
    """Return all runs of words in order, and beside each the number of the message that has it."""
    each = list(runs)
    if not each:
        return np.empty(0, np.uint64), np.empty(0, np.int32)
    owners = np.repeat(np.arange(len(each), dtype=np.int32), [len(r) for r in each])
    every = np.concatenate(each)
    order = np.argsort(every, kind="stable")
    return every[order], owners[order]
