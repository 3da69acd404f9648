"""Meetings, calls and the like between named people, of which nobody says when they were."""

import re
from collections.abc import Iterator

from clew.records import Answer, Event, Identity
from clew.trace.matters.answers import telling
from clew.trace.matters.found import Found
from clew.trace.matters.look import Look, family
from clew.when import display, placed

UNDATED = "undated/1"

# What a reader would put on a timeline. "contact" is not here: "he told her" without a date is most of a story.
_KINDS = frozenset({"meeting", "call", "message", "introduction", "payment", "gift", "visit"})

# A telling without a date this near to a dated one of the same people is taken to go on with it.
_NEAR = 1_000

# What a wrong name of a person begins with, often, is no capital letter, or just one: "to Cohen", "S".
_NAME = re.compile(r"[A-Z][\w.'’-]")


def undated(look: Look) -> Iterator[Found]:
    """Yield the events that happened between two identified people and that no word places in time."""
    for event in look.events.values():
        if event.kind in _KINDS and event.status == "happened" and not _is_placed(event) and not look.is_header(event):
            people = look.people(event)
            named = len(people) > 1 and all(_NAME.match(i.name) for i in people.values())
            if named and not look.dates_in(event.evidence[0]) and not _goes_on(look, event, frozenset(people)):
                yield _found(look, event, people)


def _is_placed(event: Event) -> bool:
    return event.when is not None and placed(event.when)


def _goes_on(look: Look, event: Event, people: frozenset[str]) -> bool:
    """Whether a dated event of the same people and kind stands near by in the same document."""
    for other in look.together(people):
        alike = family(other.kind) in ("", family(event.kind)) and _is_placed(other)
        if alike and any(
            a.document == b.document and abs(a.start - b.start) < _NEAR for a in event.evidence for b in other.evidence
        ):
            return True
    return False


def _found(look: Look, event: Event, people: dict[str, Identity]) -> Found:
    names = sorted(i.name for i in people.values())
    asks = f"when was the {event.kind} of {', '.join(names[:-1])} and {names[-1]}?"
    many = f"when were the {event.kind}s of {', '.join(names[:-1])} and {names[-1]}, told in {{n}} places?"
    about = tuple(dict.fromkeys(m for _, m in event.roles))
    answers = tuple(_answers(look, event))
    # Undated tellings of one pair are one line to a reader, but each that is answered is answered by itself.
    key = ("when", family(event.kind), *sorted(people), look.tellings(event)[0].id if answers else "")
    return Found((key,), "time", asks, event.evidence[0], about, UNDATED, answers, many=many, copied=family(event.kind))


def _answers(look: Look, event: Event) -> Iterator[Answer]:
    for other in look.tellings(event):
        if other.when is not None and placed(other.when) and other.status == "happened":
            reason = f"this telling of the same {event.kind} dates it: {display(other.when)}"
            yield telling(look, other, reason, "dated-in-another-telling/1")
