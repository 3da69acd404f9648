"""What the line above a quotation says: a date, a sender with or without an address, a verb, in the order of its language."""

import re
from collections import deque
from collections.abc import Iterable, Sequence
from functools import cache

from clew.ingest.vocabulary import words
from clew.records import Record

# A name without an address is no longer than this; beside one, it may be; between the parts of such a line stand no more than so
# many characters that belong to none.
_NAME, _NAME_BESIDE, _LEFT_OVER = 60, 80, 24

# A word in small letters within a name ("of", "von", "the") is no longer than this.
_SMALL = 3

# What stands before the date of a line that begins with it: a weekday at most.
_WEEKDAY = 12

_ADDRESS = re.compile(
    r"\(?<\s*[^<>\s]*@[^<>\s]*(?:\s*>)?\)?|\([^()\s]+@[^()\s]+\)|\[[^\[\]]*@[^\[\]]*\]|[^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]+"
)
_CLOCK = re.compile(r"\d[:h]\d")
_MARKS = " \t\u00a0,;:.-–—*'()<>[]\uff0c"
_AROUND = _MARKS + '"'

Place = tuple[int, int]


class Parts(Record, frozen=True, gc=False):
    """Where in a line its date and its sender stand (None: it has none). firm: it has so much of date, address and verb that it
    needs no quote marks below to be an attribution. timed: it has a clock time or an address, as no sentence of a story has."""

    date: Place | None
    who: Place | None
    firm: bool
    timed: bool = False


class _Taken(Record, frozen=True, gc=False):
    """A line taken apart. start: where its words begin; first: where they go on after a word like "On"; days: pieces of dates."""

    said: str
    verb: Place | None
    address: Place | None
    days: tuple[Place, ...]
    start: int
    first: int


def parts_of(flat: str) -> Parts | None:
    """Take an attribution on one line apart; None when `flat` is none."""
    line = _taken(flat.rstrip(" \t:\uff1a"))
    if line.verb is None and line.address is None:
        return None
    date, who = _date_first(line) or _undated(line) or _sender_first(line)
    if not _says_enough(line, date, who) or not _covers(line, date, who):
        return None
    timed = line.address is not None or (date is not None and bool(_CLOCK.search(line.said, *date)))
    return Parts(date, who, _is_firm(line, date), timed)


def _taken(said: str) -> _Taken:
    verb, address = (_last(form.finditer(said)) for form in (_verb(), _ADDRESS))
    days = (m.span() for m in _moment().finditer(said))
    start = len(said) - len(said.lstrip(_MARKS.replace("<", "")))
    opened = _before().match(said, start)
    outside = tuple(day for day in days if not (address and address[0] <= day[0] < address[1]))
    return _Taken(said, verb, address, outside, start, opened.end() if opened else start)


def _last(found: Iterable[re.Match[str]]) -> Place | None:
    return next((m.span() for m in deque(found, maxlen=1)), None)


def _date_first(line: _Taken) -> tuple[Place | None, Place | None] | None:
    """Return date and sender of "On 12 May 2031, Anna Vale wrote" and "Am 12. Mai schrieb Anna Vale"; None: another order."""
    days = [d for d in line.days if _is_before(d, line.verb, line) and not (line.address and d[0] > line.address[1])]
    if not days or any(place and place[0] <= days[0][0] for place in (line.verb, line.address)):
        return None
    if line.first == line.start and (days[0][0] - line.first > _WEEKDAY or not line.said[days[0][0]].isdigit()):
        return None
    end = _date_end(line, days)
    if _is_story(line, end):
        return None, None
    return _trimmed(line.said, line.first, end, words_too=False), _who(line, _after_verb(line, end))


def _is_story(line: _Taken, end: int) -> bool:
    """Whether somebody writes to somebody, as in a story: "On 12 May 2031 Vale wrote to Orrin:"."""
    if line.verb is None or line.address or line.verb[0] < end:
        return False
    return _trimmed(line.said, end, line.verb[0]) is not None and _trimmed(line.said, line.verb[1], len(line.said)) is not None


def _is_before(day: Place, verb: Place | None, line: _Taken) -> bool:
    """Whether `day` stands before the verb, where the line does not begin with the verb."""
    return verb is None or day[1] <= verb[0] or verb[1] <= line.start + 1


def _date_end(line: _Taken, days: Sequence[Place]) -> int:
    """Return where the date ends: a word and a number after its clock or year ("Pier 4") belong to the name."""
    kept = [d for d in days if not (line.said[d[0]].isalpha() and any(other[1] < d[0] for other in days))]
    return (kept or days)[-1][1]


def _after_verb(line: _Taken, end: int) -> int:
    """Return where the sender begins: after the date, or after a verb that stands between the two."""
    verb = line.verb
    if verb is None or (line.address and verb[1] > line.address[0]) or not line.said[verb[1] :].strip(_AROUND):
        return end
    return max(end, verb[1])


def _undated(line: _Taken) -> tuple[Place | None, Place | None] | None:
    """Return the sender of "On Monday, Anna Vale wrote", which has no date in figures: after the first comma."""
    if line.first == line.start or line.days:
        return None
    comma = line.said.find(",", line.first)
    return None, _who(line, comma + 1) if comma > 0 else None


def _sender_first(line: _Taken) -> tuple[Place | None, Place | None]:
    """Return sender and date of "Anna Vale wrote on 12 May 2031", "Quoting Anna Vale" and the like."""
    after = (line.verb or line.address or (0, 0))[1]
    late = [d for d in line.days if d[0] >= after]
    date = _trimmed(line.said, late[0][0], late[-1][1], words_too=False) if late else None
    begins = line.verb is not None and not line.said[: line.verb[0]].strip(_AROUND)
    return date, _who(line, line.verb[1] if line.verb and begins else line.start)


def _who(line: _Taken, begin: int) -> Place | None:
    """Return where the sender stands, from `begin` on: the name to the end of its address, or to the verb, or to the end."""
    said, verb, address = line.said, line.verb, line.address
    if address and address[0] >= begin:
        place = _trimmed(said, begin, address[0])
        if place is None:
            return address
        return (place[0], address[1]) if place[1] - place[0] <= _NAME_BESIDE else None
    place = _trimmed(said, begin, verb[0] if verb and verb[0] > begin else len(said))
    return place if place and _names(said[place[0] : place[1]]) else None


def _says_enough(line: _Taken, date: Place | None, who: Place | None) -> bool:
    """Whether it names somebody and has a verb, or a date and an address instead; or has a date and names nobody ("you")."""
    if who:
        return bool(line.verb or (date and line.address))
    return bool(line.verb and date and line.said[: line.verb[0]].rstrip(_MARKS).lower().endswith(_nobody()))


def _is_firm(line: _Taken, date: Place | None) -> bool:
    """A verb with an address; with a clock; or with a date after a word like "On"."""
    if line.verb is None:
        return False
    dated = date is not None and (line.first > line.start or bool(_CLOCK.search(line.said, *date)))
    return dated or line.address is not None


def _covers(line: _Taken, date: Place | None, who: Place | None) -> bool:
    """Whether hardly anything of the line is neither date, name nor verb: what is left over would be a sentence."""
    taken = sum(place[1] - place[0] for place in (line.verb, date, who) if place)
    blanks = sum(c.isspace() for c in line.said)
    return len(line.said) - blanks - taken <= _LEFT_OVER


def _names(name: str) -> bool:
    """Whether `name`, without an address, may be one: short, and not in small letters."""
    if name.lower() in words("zones/attribution")["nobody"] or len(name) > _NAME or any(c in name for c in "<>:?!"):
        return False
    parts = name.split()
    return len(parts) == 1 or not any(part.islower() and len(part) > _SMALL for part in parts)


def _trimmed(said: str, start: int, end: int, *, words_too: bool = True) -> Place | None:
    """Return `said[start:end]` without blanks and marks around it, and filler words if `words_too`; None when nothing is left."""
    fillers = _filler() if words_too else None
    while True:
        start, end = _stripped(said, start, end)
        m = fillers.match(said[start:end]) if fillers else None
        if m is None:
            break
        start += m.end()
    tail = _filler_last().search(said[start:end]) if words_too else None
    start, end = _stripped(said, start, start + tail.start() if tail else end)
    return (start, end) if any(c.isalnum() for c in said[start:end]) else None


def _stripped(said: str, start: int, end: int) -> tuple[int, int]:
    kept = said[start:end].strip(_MARKS)
    start = said.index(kept, start) if kept else end
    return start, start + len(kept)


@cache
def _nobody() -> tuple[str, ...]:
    return tuple(f" {name}" for name in words("zones/attribution")["nobody"])


@cache
def _verb() -> re.Pattern[str]:
    table = words("zones/attribution")
    spaced, joined = (sorted(table[key], key=len, reverse=True) for key in ("verbs", "verbs_joined"))
    return re.compile(rf"(?:(?<![\w'-])(?:{_either(spaced)})(?![\w'-]))|(?:{_either(joined)})", re.I)


@cache
def _before() -> re.Pattern[str]:
    forms = sorted(words("zones/attribution")["before"], key=len, reverse=True)
    return re.compile(rf"(?:{_either(forms)})(?:\s+|(?=[\d<]))", re.I)


@cache
def _filler() -> re.Pattern[str]:
    return re.compile(rf"(?:{_either(sorted(words('zones/attribution')['filler'], key=len, reverse=True))})(?:[\s,:]+|$)", re.I)


@cache
def _filler_last() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{_either(sorted(words('zones/attribution')['filler'], key=len, reverse=True))})$", re.I)


def _either(forms: Iterable[str]) -> str:
    return "|".join(re.escape(form) for form in forms)


@cache
def _moment() -> re.Pattern[str]:
    """Return what is a piece of a date or a clock, in any language: numbers as they stand in dates."""
    names = "|".join(words("zones/attribution")["clocks"])
    zone = rf"(?:\s?\(?(?:(?:{names})(?:[+-]\d{{1,2}}(?::?\d\d)?)?|[+-]\d{{2}}:?\d{{2}})\b\)?)*"
    clock = rf"\d{{1,2}}[:.h]\d{{2}}(?:[:.]\d{{2}})?(?:\s?[AaPp]\.?\s?[Mm]\b\.?)?{zone}"
    numbers = rf"\d{{1,4}}(?:[-/]\d{{1,2}}[-/]|\.\s?\d{{1,2}}\.\s?)\d{{2,4}}{zone}"
    asian = r"\d{4}\s?[年년]|\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]"
    day, month = r"\d{1,2}(?:st|nd|rd|th)?", r"[^\W\d]{3,10}\.?"
    named = rf"(?<![\d:.]){day}\.?\s(?:de\s)?{month}(?:\s(?:de\s)?\d{{4}})?|(?<!\w){month}\s{day}(?![\d:.])"
    return re.compile(rf"{numbers}|{clock}|{asian}|{named}|(?<!\d)(?:19|20)\d\d(?!\d)")
