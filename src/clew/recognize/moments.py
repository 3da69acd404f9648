"""Contacts told by how long they took: "a few minutes with the mayor", "her four o'clock ran to ten past five"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from clew.recognize.scene import Telling
from clew.recognize.stated import NEAR, Stated, part, pattern
from clew.records import Event, Mention

FEW, RAN = "moments/1", "ran-to/1"

_HOURS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|\\d{1,2}(?:[:.]\\d\\d)?"
_WITH = re.compile(r"\s+(?:alone )?with\s+")
_TITLES = re.compile(r"(?:the |[A-Z][a-z]+\.? ){0,2}")

# "It is in the book as ...": what the appointment is called where it is entered.
_ENTERED = re.compile(r"\b(?:in|down in|entered in) the (?:book|diary|calendar) (?:as|under)\b", re.IGNORECASE)


def find_moments(stated: Stated, told: Sequence[Event]) -> Iterator[Telling]:
    """Yield each contact of a few minutes, and each appointment that ran on, with the two people and the nearest date before.

    told: what is told already; the same words do not tell a contact twice.
    """
    known = [e.evidence[0] for e in told if e.kind in ("contact", "meeting")]
    for found in pattern("moments.few").finditer(stated.text):
        if any(span.start <= found.start() < span.end for span in known):
            continue
        other = _with(stated, found.end())
        owner = stated.before(found.start(), 12)
        if other and owner and owner.kind == "person" and owner.name != other.name:
            yield _telling(stated, "contact", [owner, other], found.start(), FEW)
    for found in _ran().finditer(stated.text):
        people = _of_appointment(stated, found)
        if len(people) > 1:
            yield _telling(stated, "meeting", people, found.start(), RAN)


def _with(stated: Stated, at: int) -> Mention | None:
    """Return the person named behind "with", perhaps with a title between."""
    behind = _WITH.match(stated.text, at)
    found = stated.after(behind.end(), 25) if behind else None
    if behind is None or found is None or not _TITLES.fullmatch(stated.text[behind.end() : found.span.start]):
        return None
    return found if found.kind == "person" and found.form != "pronoun" else None


def _of_appointment(stated: Stated, found: re.Match[str]) -> list[Mention]:
    """Return whose appointment it was and with whom: named in the sentence or where the next says how it is entered."""
    end = stated.sentence(found.start())[1]
    owner = stated.before(found.start(), 4)
    following = stated.sentence(end + 1)[1] if end < len(stated.text) - 1 else end
    entered = _ENTERED.search(stated.text, end, following)
    others = [m for m in stated.within(found.end(), end) if m.form == "name"]
    others = others or ([m for m in stated.within(entered.end(), following) if m.form == "name"] if entered else [])
    return [owner, *others[:1]] if owner and owner.kind == "person" else []


def _telling(stated: Stated, kind: str, people: list[Mention], at: int, by: str) -> Telling:
    start, end = stated.sentence(at)
    when = stated.date(start, end) or stated.last_date(start, NEAR)
    return Telling(kind, tuple(("with", m) for m in people), when, None, "happened", stated.span(start, end), by)


@cache
def _ran() -> re.Pattern[str]:
    verbs, to = part("ran.verbs"), part("ran.to")
    hour = rf"(?:{_HOURS})(?: o['’]clock)?"
    return re.compile(
        rf"(?<=['’]s )(?:{hour}|meeting|appointment)\s+(?:{verbs})\s+(?:on\s+)?(?:{to})\s+(?:[a-z-]+ (?:past|to) )?{hour}",
        re.IGNORECASE,
    )
