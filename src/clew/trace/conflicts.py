"""Pairs of passages that cannot both be so, and disclosures that leave out what the record shows."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from clew.records import Conflict, Event, Span, When, make
from clew.when import overlap

# That one thing was not asked or offered says nothing of another that was.
BY_CONTENT = frozenset({"request", "proposal"})

# Kinds of event that are about people being together or in touch; a denial of one speaks against any of its like.
CONTACTS = frozenset({"meeting", "call", "message", "contact", "attendance"})

# How a denial sets one person apart from others of the kind.
_NO_OTHER = re.compile(r"\b(?:no other|no ?(?:one|body) else|none of the other)\b", re.IGNORECASE)

IdentityOf = Callable[[str], str | None]


def find_conflicts(events: Sequence[Event], identity: IdentityOf) -> tuple[Conflict, ...]:
    """Return the conflicts among `events` (of any number of documents), sorted by where their first passage stands.

    identity: the identity id of a mention id, or None.
    """
    found = {*_omissions(events, identity), *_denials(events, identity), *_exceptions(events, identity)}
    return tuple(sorted(found, key=lambda c: (c.left.document, c.left.start, c.right.document, c.right.start, c.id)))


def _omissions(events: Iterable[Event], identity: IdentityOf) -> Iterator[Conflict]:
    """A disclosure that is told to have left out a meeting, held against each passage that tells the meeting."""
    by_pair = _by_participants(events, identity)
    for event in events:
        if event.kind != "disclosure" or event.status != "denied":
            continue
        told = [other for other in by_pair.get(_who(event, identity), ()) if other.status == "happened"]
        for other in [each for each in told if _told_at(each, event.evidence[0])] or told:
            right = next((span for span in other.evidence if span != event.evidence[0]), None)
            if right is not None:
                yield _conflict("omission", event.evidence[0], right, event, "what was left out is told as having happened")


def _told_at(event: Event, passage: Span) -> bool:
    """Whether `passage` itself tells `event`: then that is what it says was left out, and no other meeting of the two."""
    return any(s.document == passage.document and s.start < passage.end and passage.start < s.end for s in event.evidence)


def _denials(events: Iterable[Event], identity: IdentityOf) -> Iterator[Conflict]:
    """An event denied in one passage and told in another: same kind, same people, times that may be one."""
    for group in _by_participants(events, identity).values():
        for denied in (e for e in group if e.status == "denied" and e.kind not in BY_CONTENT):
            told = [e for e in group if e.status == "happened" and e.kind == denied.kind and _may_meet(e.when, denied.when)]
            for span in _nearest(denied.evidence[0], told):
                yield _conflict("contradiction", denied.evidence[0], span, denied, "denied in one, told in the other")


def _nearest(denial: Span, told: Iterable[Event]) -> list[Span]:
    """Return one passage a document, the one nearest to the denial (or the first): a denial is not held against all of a life."""
    spans: dict[str, list[Span]] = defaultdict(list)
    for event in told:
        spans[event.evidence[0].document].append(event.evidence[0])
    return [min(spans[name], key=lambda span: _distance(denial, span)) for name in sorted(spans)]


def _distance(left: Span, right: Span) -> tuple[int, int]:
    return (abs(left.start - right.start) if left.document == right.document else right.start, right.start)


def _exceptions(events: Iterable[Event], identity: IdentityOf) -> Iterator[Conflict]:
    """What was told of one person last, against "no other member had such a meeting": the explanation does not hold."""
    contacts: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.kind in CONTACTS:
            contacts[event.evidence[0].document].append(event)
    for group in contacts.values():
        for denied in group:
            if denied.status == "denied" and _NO_OTHER.search(denied.evidence[0].text):
                told = (e for e in group if e.status == "happened" and e.kind == denied.kind)
                sharing = [e for e in told if _who(e, identity) & _who(denied, identity)]
                before = [s for e in sharing for s in e.evidence if s.end <= denied.evidence[0].start]
                if before:
                    last = max(before, key=lambda span: (span.end, span.start))
                    yield _conflict(
                        "exception", last, denied.evidence[0], denied, "told of one; no other is said to have had one"
                    )


def _by_participants(events: Iterable[Event], identity: IdentityOf) -> dict[frozenset[str], list[Event]]:
    groups: dict[frozenset[str], list[Event]] = defaultdict(list)
    for event in events:
        who = _who(event, identity)
        if event.kind in CONTACTS and len(who) > 1:
            groups[who].append(event)
    return groups


def _who(event: Event, identity: IdentityOf) -> frozenset[str]:
    return frozenset(who for _, mention in event.roles if (who := identity(mention)))


def _may_meet(left: When | None, right: When | None) -> bool:
    """Whether two times may be one: an unplaced time may be any."""
    if left is None or right is None or left.start is left.end is None or right.start is right.end is None:
        return True
    return overlap((left.start, left.end), (right.start, right.end))


def _conflict(kind: str, left: Span, right: Span, event: Event, reason: str) -> Conflict:
    about = tuple(dict.fromkeys(mention for _, mention in event.roles))
    return make(Conflict, kind=kind, left=left, right=right, about=about, reason=reason, by=f"{kind}/1")
