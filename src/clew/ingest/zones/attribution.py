"""The line above a quotation that says who wrote it, and when: "On 12 May 2031 at 09:14, Anna Vale <a@pier.invalid> wrote:"."""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from clew.ingest.vocabulary import words
from clew.ingest.zones.headerblock import sender
from clew.ingest.zones.lines import Line
from clew.records import Field, Record

# An attribution runs over this many lines and characters at most; a name without an address is no longer than this; between its
# parts stand no more than so many characters that belong to none.
_JOINED, _LONG, _NAME, _LEFT_OVER = 6, 300, 60, 24

# A word in small letters within a name ("of", "von", "the") is no longer than this.
_SMALL = 3

# What stands before the date of a line that begins with it: a weekday at most.
_WEEKDAY = 12

_ENDS = frozenset({":", "\uff1a"})
_ADDRESS = re.compile(
    r"\(?<\s*[^<>\s]*@[^<>\s]*(?:\s*>)?\)?|\([^()\s]+@[^()\s]+\)|\[[^\[\]]*@[^\[\]]*\]|[^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]+"
)
_MARKS = " \t\u00a0,;:.-–—*'()<>[]\uff0c"
_AROUND = " \t\u00a0,;:.-–—*\"'()<>[]\uff0c"


Place = tuple[int, int] | None


class Said(Record, frozen=True, gc=False):
    """An attribution. first, last: indexes of its lines (half-open); name: where the name stands, or None; firm: it has so much
    of date, address and verb that it needs no quote marks below to be one."""

    first: int
    last: int
    fields: tuple[Field, ...]
    name: tuple[int, int] | None
    firm: bool


class _Parts(Record, frozen=True, gc=False):
    """Where in a line its date, its name and its address stand (None: it has none)."""

    date: tuple[int, int] | None
    who: tuple[int, int] | None
    firm: bool


def attributions(text: str, lines: Sequence[Line]) -> dict[int, Said]:
    """Return the attributions among `lines`, by the index of their first line."""
    ends = [i for i, line in enumerate(lines) if line.text[-1:] in _ENDS or line.text.endswith(" wrote")]
    return {said.first: said for i in ends if _may_end(lines, i) for said in _ending(text, lines, i)}


def _may_end(lines: Sequence[Line], i: int) -> bool:
    """Whether an attribution may end on line `i`: a quick test."""
    small = " ".join([line.text for line in lines[max(0, i - 1) : i + 1]]).lower()
    return "@" in lines[i].text or any(verb in small for verb in _verbs())


def _ending(text: str, lines: Sequence[Line], i: int) -> Iterator[Said]:
    """Yield the attribution that ends on line `i`: the shortest with a date or an address, or the line itself."""
    alone: Said | None = None
    for first in _starts(lines, i):
        flat = _flat(text[lines[first].words : lines[i].end])
        parts = _parts(flat)
        said = _said(lines, first, i, flat, parts) if parts else None
        if said and parts and parts.date:
            yield said
            return
        alone = alone or said
    if alone:
        yield alone


def _starts(lines: Sequence[Line], i: int) -> Iterator[int]:
    """Yield the lines on which an attribution that ends on line `i` may begin, the nearest first."""
    for first in range(i, max(-1, i - _JOINED), -1):
        folded = lines[first].blank and lines[first].depth
        if (lines[first].blank and not folded) or lines[i].end - lines[first].words > _LONG:
            return
        if first < i and lines[first].text[-1:] in _ENDS:
            return
        if not folded:
            yield first


def _said(lines: Sequence[Line], first: int, i: int, flat: str, parts: _Parts) -> Said | None:
    start = lines[first].words
    fields = [Field(label, start + at[0], start + at[1]) for label, at in (("Date", parts.date), ("From", parts.who)) if at]
    name = sender(" " * start + flat, start + parts.who[0], start + parts.who[1]) if parts.who else None
    return Said(first, i + 1, tuple(sorted(fields, key=lambda f: f.start)), name, parts.firm)


def _flat(text: str) -> str:
    """Return `text` on one line, same length, its quote marks blanked."""
    return re.sub(r"\n[ \t>]*", lambda m: " " * len(m.group()), text)


def _parts(flat: str) -> _Parts | None:
    """Take an attribution apart; None when `flat` is none."""
    said = flat.rstrip(" \t" + ":\uff1a")
    verb = _last(_verb().finditer(said))
    address = _last(_ADDRESS.finditer(said))
    if verb is None and address is None:
        return None
    days = [m for m in _moment().finditer(said) if not (address and address.start() <= m.start() < address.end())]
    date, who = _ordered(said, verb, address, days)
    if not _says_enough(said, verb, address, date, who) or not _covers(said, verb, date, who):
        return None
    dated = date is not None and bool(verb)
    return _Parts(date, who, bool(dated or (verb and address)))


def _says_enough(said: str, verb: re.Match[str] | None, address: re.Match[str] | None, date: Place, who: Place) -> bool:
    """Whether it names somebody and has a verb, or a date and an address instead; or has a date and names nobody ("you")."""
    if who:
        return bool(verb or (date and address))
    return bool(verb and date and said[: verb.start()].rstrip(_MARKS).lower().endswith(_nobody()))


@cache
def _nobody() -> tuple[str, ...]:
    return tuple(f" {name}" for name in words("zones/attribution")["nobody"])


def _last(found: Iterable[re.Match[str]]) -> re.Match[str] | None:
    return next(iter(deque(found, maxlen=1)), None)


def _ordered(
    said: str, verb: re.Match[str] | None, address: re.Match[str] | None, days: list[re.Match[str]]
) -> tuple[Place, Place]:
    """Return where date and sender stand: date first ("On ... wrote", "Am ... schrieb ..."), or the sender first, or no date."""
    start = len(said) - len(said.lstrip(_MARKS.replace("<", "")))
    opened = _before().match(said, start)
    first = opened.end() if opened else start
    early = [
        m
        for m in days
        if (verb is None or m.end() <= verb.start() or verb.end() <= start + 1) and not (address and m.start() > address.end())
    ]
    if (
        early
        and (opened or (early[0].start() - first <= _WEEKDAY and early[0].group()[0].isdigit()))
        and _stands_first(early, verb, address)
    ):
        end = _end(early)
        begin = (
            max(end, verb.end())
            if verb and (address is None or verb.end() <= address.start()) and said[verb.end() :].strip(_AROUND)
            else end
        )
        return _trimmed(said, first, end, words_too=False), _who(said, begin, verb, address)
    if opened and opened.group().strip().lower() not in {"quoting"} and not days:
        comma = said.find(",", first)
        return None, _who(said, comma + 1, verb, address) if comma > 0 else None
    late = [m for m in days if (verb or address) and m.start() >= (verb or address).end()]  # type: ignore[union-attr]
    date = _trimmed(said, late[0].start(), late[-1].end(), words_too=False) if late else None
    begin = verb.end() if verb and not said[: verb.start()].strip(_AROUND) else start
    return date, _who(said, begin, verb, address)


def _stands_first(days: Sequence[re.Match[str]], verb: re.Match[str] | None, address: re.Match[str] | None) -> bool:
    return all(m.start() > days[0].start() for m in (verb, address) if m)


def _who(said: str, begin: int, verb: re.Match[str] | None, address: re.Match[str] | None) -> Place:
    """Return where the sender stands, from `begin` on: the name to the end of its address, or to the verb, or to the end."""
    if address and address.start() >= begin:
        place = _trimmed(said, begin, address.start())
        if place and place[1] - place[0] <= _NAME + 20:
            return place[0], address.end()
        return (address.start(), address.end()) if place is None else None
    end = verb.start() if verb and verb.start() > begin else len(said)
    place = _trimmed(said, begin, end)
    return place if place and _names(said[place[0] : place[1]]) else None


def _names(name: str) -> bool:
    """Whether `name`, without an address, may be one: short, and not in small letters."""
    if name.lower() in words("zones/attribution")["nobody"] or len(name) > _NAME or any(c in name for c in "<>:?!"):
        return False
    parts = name.split()
    return len(parts) == 1 or not any(part.islower() and len(part) > _SMALL for part in parts)


def _end(days: Sequence[re.Match[str]]) -> int:
    """Return where the date ends: a word and a number after its clock or year ("Pier 4") belong to the name."""
    kept = [m for m in days if not (m.group()[0].isalpha() and any(d.end() < m.start() for d in days))]
    return (kept or days)[-1].end()


def _trimmed(said: str, start: int, end: int, *, words_too: bool = True) -> Place:
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


def _covers(said: str, verb: re.Match[str] | None, date: Place, who: Place) -> bool:
    """Whether hardly anything of the line is neither date, name nor verb: what is left over would be a sentence."""
    places = [verb.span() if verb else None, date, who]
    taken = sum(place[1] - place[0] for place in places if place)
    blanks = sum(c.isspace() for c in said)
    return len(said) - blanks - taken <= _LEFT_OVER


@cache
def _verbs() -> tuple[str, ...]:
    table = words("zones/attribution")
    return (*table["verbs"], *table["verbs_joined"])


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
