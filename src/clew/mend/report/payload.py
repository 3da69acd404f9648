"""Hidden messages: what the marks in a text spell when they are read as bits, weighed against what chance would spell.

A message is only called one when marks thrown at random would spell anything as readable, in any of the ways tried, less than
once in a thousand texts (ALPHA). Below that it says so, and below the length at which it could tell, it says that.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from math import exp, log2, log10
from typing import NamedTuple

from clew.mend.report.channels import RULE, Channel, channels
from clew.mend.report.spelling import (
    QUATERNARY_WAYS,
    READ,
    SEPARATED_WAYS,
    Reading,
    binary,
    binary_ways,
    chance_bits,
    message_bits,
    quaternary,
    separated,
)
from clew.mend.report.stretches import Stretches
from clew.records import Edit, Finding

# How often random marks may be called a message: once in a thousand texts that have such marks.
ALPHA = 0.001

# A message of fewer different characters is a pattern: "ffff" is what 0110 0110 repeated spells.
_VARIETY = 4

# Fewer marks than a character has bits. And where marks have an ordinary use, fewer of the rarer kind than a message of a few
# words needs: so the double spaces of every second mail cost nothing.
_FEWEST, _FEWEST_USUAL = 8, 32

# What a bit of ordinary writing gains on a random one: some 4.5 bits of a character's 8 say nothing new. Measured on English.
_GAIN = 0.4

# Periods looked for: a byte or two at least, and at most so many marks.
_PERIODS = range(16, 1025)

_SHOWN = 80

_MESSAGE = ("a hidden message", "put in to tell copies apart", "a coincidence of the stated odds")
_PATTERN = ("a short mark repeated, to tell copies apart", "a program that works in a fixed rhythm", "a text that repeats itself")
_NOTHING = ("no message: chance, habit, or a setting of the tool", "a message that was encrypted or packed, which looks random")


class Verdict(NamedTuple):
    """What a channel shows. chance: the bound on how often random marks would do as well, all ways tried counted."""

    kind: str  # "message" "pattern" "chance" "short"
    best: Reading
    chance: float
    ways: int
    period: int = 0


def payloads(text: str, edits: Sequence[Edit], sides: Iterable[Stretches]) -> Iterator[Finding]:
    """Yield what the marks in a mended `text` spell, or that they spell nothing, a finding a channel. Linear.

    edits    all its repairs        sides    what they substituted, Latin letters and others
    """
    yield from _selected(edits)
    by_name: dict[str, list[Channel]] = {}
    for channel in channels(text, edits, sides):
        by_name.setdefault(channel.what, []).append(channel)
    for alike in by_name.values():
        if _is_enough(alike[0]):
            yield from _finding(alike)


def _is_enough(channel: Channel) -> bool:
    if channel.usual:
        return len(channel.marks) - channel.marks.count(0) >= _FEWEST_USUAL
    return len(channel.marks) >= _FEWEST


def weigh(channels: Sequence[Channel]) -> Verdict:
    """Return the verdict on `channels`, which are ways to see the same marks, the plainest first: the best reading of all.

    Repetition is looked for in the plainest only: letters that were never marked repeat where the text does.
    """
    ways = sum(map(_ways, channels))
    best = max(chain.from_iterable(map(_readings, channels)), key=lambda r: (_worth(r), r.how))
    evidence = _worth(best) - log2(ways)
    chance = _bound(evidence)
    if chance < ALPHA:
        return Verdict("message", best, chance, ways)
    regular, period = _period(channels[0].marks[:READ]) if channels[0].kinds == 2 else (1.0, 0)
    if regular < ALPHA:
        return Verdict("pattern", best, regular, ways, period)
    told = max(chance_bits(c.marks[:READ]) for c in channels) * _GAIN > log2(ways / ALPHA) + log2(len(channels[0].marks))
    return Verdict("chance" if told else "short", best, chance, ways)


def _bound(bits: float) -> float:
    """Return the probability that evidence of so many `bits` bounds; what is beyond all numbers stays a number."""
    return float(2.0 ** -min(max(bits, 0.0), 1000.0))


def _worth(reading: Reading) -> float:
    return reading.bits if len(set(reading.text)) >= _VARIETY else 0.0


def _readings(channel: Channel) -> Iterable[Reading]:
    """Marks of more kinds than two are also read by the two most frequent, as if the others only set them off."""
    marks = channel.marks
    flags = "".join("01"[m] for m in marks[:READ] if m < 2)
    more = separated(marks) if channel.kinds == 3 else quaternary(marks) if channel.kinds == 4 else ()
    return chain(binary(flags), more)


def _ways(channel: Channel) -> int:
    """How many readings `_readings` yields at most."""
    return binary_ways(len(channel.marks)) + {3: SEPARATED_WAYS, 4: QUATERNARY_WAYS}.get(channel.kinds, 0)


def _period(flags: Sequence[int]) -> tuple[float, int]:
    """Return the bound on chance, and the period, at which two kinds of marks repeat most.

    Pairs a period apart agree with probability p squared and (1 - p) squared. They fall into two sets without a mark in common,
    and to each Hoeffding's inequality applies (W. Hoeffding 1963, S. Janson 2004): exp(-t * t / n) for t more than expected.
    Only what a period has more than its neighbours counts: marks that come in clusters agree at every distance.
    """
    row, total, share = int("".join(map(str, flags)), 2), len(flags), sum(flags) / len(flags)
    more = {period: _agreement(row, total - period, period, share) for period in _PERIODS if 2 * period <= total}
    peaks = {p: more[p] - max(0.0, *(more.get(p + by, 0.0) for by in (-2, -1, 1, 2))) for p in more}
    best = max(peaks, key=lambda p: (peaks[p], -p), default=0)
    if not best or peaks[best] <= 0:
        return 1.0, 0
    return min(1.0, exp(-(peaks[best] ** 2) / (len(flags) - best)) * len(more)), best


def _agreement(row: int, pairs: int, period: int, share: float) -> float:
    """Return how many more marks than expected are like the one a period later. row: the marks as one number."""
    alike = pairs - ((row ^ (row >> period)) & ((1 << pairs) - 1)).bit_count()
    return alike - pairs * (share * share + (1 - share) * (1 - share))


def _finding(alike: Sequence[Channel]) -> Iterator[Finding]:
    verdict, first = weigh(alike), alike[0]
    if first.usual and verdict.kind in ("chance", "short", "pattern"):
        return
    says, readings = _words(verdict, first)
    kind = "payload" if verdict.kind in ("message", "pattern") else "no-payload"
    yield Finding(kind, first.start, first.end, says, readings, first.rule)


def _words(verdict: Verdict, channel: Channel) -> tuple[str, tuple[str, ...]]:
    marks = f"{channel.what.capitalize()} ({len(channel.marks):,})"
    tried = f"{verdict.ways:,} usual ways to read them were tried"
    often = _often(verdict.chance)
    match verdict.kind:
        case "message":
            spelled = f"spell {_printable(verdict.best.text)!r} ({verdict.best.how})"
            return f"{marks} {spelled}. Random ones would spell anything so readable {often}; {tried}.", _MESSAGE
        case "pattern":
            return (
                f"{marks} repeat every {verdict.period} marks; random ones would so {often}. They spell nothing readable.",
                _PATTERN,
            )
        case "chance":
            return f"{marks} spell nothing more readable than chance would; {tried}.", _NOTHING
        case _:
            return f"{marks} are too few to tell a message from chance; {tried}, and none reads clearly.", _NOTHING


def _often(chance: float) -> str:
    """Return a bound in words; below a millionth the exponent says more."""
    if chance > 1e-6:
        return f"less than once in {round(1 / chance):,} texts"
    return f"less than once in 10^{int(-log10(chance))} texts"


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() or c in "\n\t" else "\N{REPLACEMENT CHARACTER}" for c in text[:_SHOWN]).strip()


def _selected(edits: Sequence[Edit]) -> Iterator[Finding]:
    """Variation selectors are 256: each a byte, 1 to 16 the first. A run of them can hold any file."""
    made = [e for e in edits if "selector" in e.rule]
    values = [value for e in made for c in e.found if (value := _byte(c)) is not None]
    if len(values) < _FEWEST:
        return
    text = bytes(values[:READ]).decode("utf-8", "surrogateescape")
    chance = _bound(8 * len(values[:READ]) - message_bits(text))
    start, end = made[0].start, max(made[-1].end, made[0].start)
    some = f"{len(values):,} variation selectors, read as bytes,"
    if chance < ALPHA and len(set(text)) >= _VARIETY:
        says = f"{some} spell {_printable(text)!r}; random ones would spell anything so readable {_often(chance)}."
        yield Finding("payload", start, end, says, _MESSAGE, RULE)
    else:
        yield Finding("no-payload", start, end, f"{some} spell nothing more readable than chance would.", _NOTHING, RULE)


def _byte(selector: str) -> int | None:
    code = ord(selector)
    if 0xFE00 <= code <= 0xFE0F:
        return code - 0xFE00
    return code - 0xE0100 + 16 if 0xE0100 <= code <= 0xE01EF else None
