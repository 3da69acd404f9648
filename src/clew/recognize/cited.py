"""What citations of messages give to the rest: the people they name, and the messages themselves."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from clew.recognize.citations import Citation, Party, find_citations
from clew.recognize.correspondents import address_mention
from clew.recognize.date_fields import AMBIGUOUS
from clew.recognize.kinds import ACRONYM
from clew.recognize.merge import Story
from clew.recognize.scene import Telling
from clew.recognize.tree import Tree
from clew.recognize.vocabulary import words
from clew.records import Document, Mention, MentionForm, MentionKind, When, make

RULE, NAME, DATE = "cited-message/1", "cited-name/1", "cited-date/1"

# Whom other rules find wherever they stand, or nobody.
_ELSEWHERE = ("hidden", "phone", "post")

_AS_SENT = ("minute", "second")
_ROLES = {"message": ("from", "to", "with"), "invitation": ("from", "to", "with"), "call": ("with", "with", "with")}


def cited_mentions(document: Document, named: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the mentions of everybody that citations name; what `named` has there stays, if it is somebody.

    named: the names found so far. A bare name there is a person, unless the document knows it as a body.
    """
    known = _Known(named)
    parties = {p.start: p for c in find_citations(document.text) for p in c.parties if p.kind not in _ELSEWHERE}
    return tuple(m for party in parties.values() if (m := _mention(document, party, known)))


def beside(cited: Sequence[Mention], named: Iterable[Mention]) -> list[Mention]:
    """Return `named` without what overlaps one of `cited` and is another."""
    covered = {offset: m.id for m in cited for offset in range(m.span.start, m.span.end)}
    return [m for m in named if {covered.get(o, m.id) for o in range(m.span.start, m.span.end)} == {m.id}]


def find_cited(document: Document, mentions: Sequence[Mention], dates: Sequence[When]) -> list[Story]:
    """Return the messages that `document` cites. `mentions`, `dates`: its own, in order.

    One cited twice with one minute, sender and recipients is one. Where only the day is given, each citation stands for itself:
    two people write to each other more than once a day.
    """
    standing = {m.span.start: m for m in reversed(mentions) if m.kind not in ("place", "money")}
    stories: dict[object, Story] = {}
    for citation in find_citations(document.text):
        telling = _telling(document, citation, standing, dates)
        if telling is None:
            continue
        one = _one(telling) or (citation.start,)
        if one in stories:
            stories[one].add(telling)
        else:
            stories[one] = Story(telling)
    return list(stories.values())


def outside(tree: Tree, tellings: Iterable[Telling]) -> list[Telling]:
    """Return the tellings of prose that are not read out of the words of a citation.

    Nor do messages count that a remark behind it tells ("(forwarding a letter from Vale)", "(sending the lease)"): who sent what
    is told there is not said.
    """
    citations = find_citations(tree.document.text)
    starts = [c.start for c in citations]

    def inside(telling: Telling) -> bool:
        at = telling.evidence.start if telling.word is None else tree.tokens[telling.word].start
        i = bisect_left(starts, at + 1) - 1
        return i >= 0 and at < (citations[i].remark if telling.kind == "message" else citations[i].end)

    return [t for t in tellings if not inside(t)]


class _Known:
    """What the names of a document are elsewhere."""

    def __init__(self, named: Sequence[Mention]) -> None:
        self.at = {m.span.start: m for m in named}
        self.kinds: dict[str, Counter[str]] = defaultdict(Counter)
        for mention in (m for m in named if m.form == "name"):
            self.kinds[mention.name][mention.kind] += 1


def _mention(document: Document, party: Party, known: _Known) -> Mention | None:
    there = known.at.get(party.start)
    if there is not None and there.span.end == party.end and there.kind == "person":
        return there
    if party.kind == "address" and "@" in document.text[party.start : party.end]:
        return address_mention(document, party.start, party.end)
    span = document.span(party.start, party.end)
    if party.kind in ("address", "account"):
        return make(Mention, span=span, kind=party.kind, form="name", name=span.text.lower(), by=NAME)
    name = " ".join(span.text.split())
    kind, form = _kind(name, known)
    return make(Mention, span=span, kind=kind, form=form, name=name, by=NAME)


def _kind(name: str, known: _Known) -> tuple[MentionKind, MentionForm]:
    parts = name.split()
    elsewhere = known.kinds[name] if name in known.kinds else Counter[str]()
    if parts[0] in words("citations", "agent") and {"for", "to"} & set(parts):
        return "person", "description"
    body = not words("organizations", "organization", "legal", "body").isdisjoint(parts) or not {"of", "for"}.isdisjoint(parts)
    letters = len(parts) == 1 and ACRONYM.match(name) and name.isupper() and len(name) > 2
    if body or (not elsewhere["person"] and (letters or elsewhere["organization"])):
        return "organization", "name"
    post = len(parts) > 1 and parts[-1] in words("titles", "post") and not elsewhere["person"]
    office = post or parts[-1] in words("citations", "office")
    return "person", "description" if office else "name"


def _telling(document: Document, citation: Citation, standing: Mapping[int, Mention], dates: Sequence[When]) -> Telling | None:
    roles = tuple(dict.fromkeys(_roles(citation, standing)))
    if not roles:
        return None
    when = _when(document, citation, dates)
    return Telling(citation.kind, roles, when, None, "happened", document.span(citation.start, citation.end), RULE)


def _roles(citation: Citation, standing: Mapping[int, Mention]) -> Iterator[tuple[str, Mention]]:
    sender, recipient, either = _ROLES[citation.kind]
    for parties, role in ((citation.senders, either if citation.between else sender), (citation.recipients, recipient)):
        yield from ((role, standing[p.start]) for p in parties if p.start in standing)


def _one(telling: Telling) -> tuple[object, ...] | None:
    """Return what makes two citations one message, or None: nothing does."""
    when = telling.when
    if when is None or when.grain not in _AS_SENT:
        return None
    return (telling.kind, when.start, when.grain, tuple((role, mention.name) for role, mention in telling.roles))


def _when(document: Document, citation: Citation, dates: Sequence[When]) -> When | None:
    """Return the day of a citation as the rules for dates read it, else in the American order; with its time of day."""
    day = _at(dates, *citation.day)
    if day is None or day.start is None or day.rule == AMBIGUOUS:
        return _american(document, citation) or day
    sent = _at(dates, *citation.times) if citation.times else None
    return sent if sent and sent.start and sent.start.date() == day.start.date() and sent.grain in _AS_SENT else day


def _at(dates: Sequence[When], start: int, end: int) -> When | None:
    """Return the first of `dates` that has a character in start:end."""
    i = bisect_left(dates, start + 1, key=lambda d: d.span.end)
    return dates[i] if i < len(dates) and dates[i].span.start < end else None


_FIGURES = re.compile(r"(\d+)/(\d+)/(\d+)")
_CLOCK = re.compile(r"(\d+):(\d\d)(?:\s?([ap])\.?m\.?)?(?![:\d])")


def _american(document: Document, citation: Citation) -> When | None:
    """Return a day in figures that the document's other dates do not tell how to read: the month first."""
    said = _FIGURES.fullmatch(document.text[slice(*citation.day)])
    if said is None:
        return None
    month, day, year = map(int, said.groups())
    try:
        start = datetime(year + 2000 if year < 100 else year, month, day, tzinfo=UTC)
    except ValueError:
        return None
    whole = When(start, start + timedelta(days=1), "day", document.span(*citation.day), None, DATE)
    return _on(document, whole, *citation.times) if citation.times else whole


def _on(document: Document, day: When, first: int, last: int) -> When:
    """Return the minute of `day` that stands in first:last, or `day`, where none does."""
    said = _CLOCK.search(document.text, first, last)
    hour = int(said[1]) % 12 + 12 * (said[3] == "p") if said and said[3] else int(said[1]) if said else 24
    if said is None or day.start is None or hour > 23 or int(said[2]) > 59:
        return day
    start = day.start + timedelta(hours=hour, minutes=int(said[2]))
    return When(start, start + timedelta(minutes=1), "minute", document.span(*said.span()), None, DATE, day.span)
