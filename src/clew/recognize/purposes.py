"""What a contact is explained by: "the call concerned the ordinary business of the board"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from clew.recognize.scene import Telling
from clew.recognize.stated import NEAR, Stated, part
from clew.records import Event, Mention

RULE = "purpose/1"


def find_purposes(stated: Stated, told: Sequence[Event]) -> Iterator[Telling]:
    """Yield each contact that is called a body's business: the body, and who and when of the contact that is explained.

    told: the contacts that the document tells, in any order.
    """
    for found in _explains().finditer(stated.text):
        body = _body(stated, found)
        if body is None and not _bodied().search(stated.text[found.end("link") : found.start("business")]):
            continue
        start, end = stated.sentence(found.start())
        meant = _meant(told, found.start(), max(0, start - NEAR), end)
        people = [("with", m) for role, id in meant.roles if (m := stated.by_id(id)) and role != "place"] if meant else []
        when = (meant.when if meant else None) or stated.date(start, end)
        roles = (*([("organization", body)] if body else ()), *people)
        yield Telling("purpose", roles, when, None, "happened", stated.span(start, end), RULE)


def _meant(told: Sequence[Event], at: int, start: int, end: int) -> Event | None:
    """Return the contact told nearest before `at`, or around it, between `start` and `end`."""
    near = [
        t
        for t in told
        if start <= t.evidence[0].start < end and t.kind in ("meeting", "call", "contact") and t.status == "happened"
    ]
    return max((t for t in near if t.evidence[0].start <= at), key=lambda t: (t.evidence[0].start, t.id), default=None)


def _body(stated: Stated, found: re.Match[str]) -> Mention | None:
    """Return whose business it is: right before the word ("board business") or after it ("the business of the board")."""
    around = [m for m in stated.within(found.end("link"), found.start("business")) if m.kind == "organization"]
    before = [m for m in around if found.start("business") - m.span.end <= 2]
    behind = stated.after(found.end(), 12) if not before else None
    return before[-1] if before else behind if behind and behind.kind == "organization" else None


@cache
def _bodied() -> re.Pattern[str]:
    """Return the pattern of a body that is not named: "committee business"."""
    return re.compile(rf"\b(?:{part('purpose.bodies')})['’]?s?\s*$", re.IGNORECASE)


@cache
def _explains() -> re.Pattern[str]:
    contact, links, business = part("purpose.contact"), part("purpose.links"), part("purpose.business")
    gap = r"[^.;\n]{0,60}?"
    return re.compile(
        rf"\b(?:{contact})s?\b{gap}\b(?P<link>{links})\b{gap}\b(?P<business>{business})\b(?:\s+of(?:\s+the)?)?", re.IGNORECASE
    )
