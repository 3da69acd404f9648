"""One person or organisation: names, posts, why these mentions are one, contacts, what they did and say, what is open."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from clew.records import Claim, Document, Event, Identity, Judgement, Link, Mention, Question, Record, Span
from clew.timeline import Wish, timeline
from clew.view.asked import Asked, sheet
from clew.view.desk import Desk
from clew.view.pages.timeline import drawn
from clew.when import display

# Lines of the person's timeline shown here, of which the timeline page shows all; and documents on a sheet.
_LINES, _DOCUMENTS = 60, 50


class Contact(Record, frozen=True, gc=False):
    """Somebody the person has events with."""

    identity: Identity
    events: tuple[Event, ...]
    link: Link


class Post(Record, frozen=True, gc=False):
    """A post held: the events that tell it, and mentions of where."""

    events: tuple[Event, ...]
    organizations: tuple[str, ...]


class Reason(Record, frozen=True, gc=False):
    """A judgement about this person, with both mentions when they are in the case."""

    judgement: Judgement
    left: Mention | None
    right: Mention | None


class Place(Record, frozen=True, gc=False):
    """A document that mentions the person: how often, and where first."""

    document: Document
    mentions: int
    first: Mention


def context(desk: Desk, asked: Asked) -> dict[str, Any]:
    """Return what is known of the identity `id` (or named so)."""
    case = desk.case
    identity = case.person(asked["id"])
    mentions = [case.mentions[m] for m in identity.mentions]
    entries = timeline(case.derived, Wish((identity.id,), aside=True))
    told = [entry for entry in entries if entry.event.kind != "post"]
    places, pager = sheet(asked, _places(desk, mentions), _DOCUMENTS)
    return {
        "identity": identity,
        "names": Counter((m.name, m.form) for m in mentions if m.kind != "address" and m.form != "pronoun").most_common(),
        "addresses": sorted({m.name for m in mentions if m.kind == "address"}),
        "posts": posts(desk, [t.event for entry in entries for t in entry.tellings if t.event.kind == "post"]),
        "reasons": reasons(desk, identity.judgements),
        "hypotheses": case.hypotheses(identity),
        "unknowns": case.unknowns(identity),
        "contacts": contacts(desk, identity, desk.case.links_of(identity)),
        **drawn(desk, told[:_LINES]),
        "more": max(0, len(told) - _LINES),
        "claims": claims_voiced(desk, mentions),
        "questions": questions_about(desk, identity),
        "places": places,
        "pager": pager,
        "others": others(desk, identity),
    }


def others(desk: Desk, identity: Identity) -> list[Identity]:
    """Return who is offered to be judged beside `identity`: those of its kind that are mentioned most."""
    found = (desk.case.identity_of(mention) for mention in desk.most_mentioned(identity.kind))
    return list({i.id: i for i in found if i and i.id != identity.id}.values())


def posts(desk: Desk, events: Iterable[Event]) -> list[Post]:
    """Return the posts, each once however often it is told: same words, same organisation, same status and time."""
    found: dict[tuple[object, ...], list[Event]] = {}
    for event in events:
        at = tuple(m for role, m in event.roles if role == "organization")
        whose = tuple(desk.case.identity_of(m) for m in at)
        key = (event.evidence[0].text.casefold(), whose, event.status, display(event.when))
        found.setdefault(key, []).append(event)
    return [Post(tuple(alike), tuple(m for role, m in alike[0].roles if role == "organization")) for alike in found.values()]


def contacts(desk: Desk, identity: Identity, links: Iterable[Link]) -> list[Contact]:
    """Return who shares events with `identity`, in the order of the links."""
    found = []
    for link in links:
        other = desk.case.identities[link.right if link.left == identity.id else link.left]
        events = desk.events(link.events)
        found.append(Contact(other, tuple(events), link))
    return found


def reasons(desk: Desk, judgements: Iterable[Judgement]) -> list[Reason]:
    """Return the judgements with their mentions; people's before rules', each pair of words once."""
    by_words: dict[tuple[object, ...], Reason] = {}
    for judgement in judgements:
        reason = Reason(judgement, desk.case.mentions.get(judgement.left), desk.case.mentions.get(judgement.right))
        words = tuple(m.name if m else "" for m in (reason.left, reason.right))
        by_words.setdefault((judgement.at, judgement.by, judgement.verdict, judgement.reason, *words), reason)
    return sorted(by_words.values(), key=lambda r: r.judgement.at is None)


def claims_voiced(desk: Desk, mentions: Iterable[Mention]) -> list[Claim]:
    """Return the claims in whose chain one of `mentions` is the voice."""
    spans: dict[str, list[Span]] = {}
    for mention in mentions:
        spans.setdefault(mention.span.document, []).append(mention.span)
    found = []
    for document, own in spans.items():
        own.sort(key=lambda span: span.start)
        found += [c for c in desk.case.observations[document].claims if _voices(c, document, own)]
    return found


def questions_about(desk: Desk, identity: Identity) -> list[Question]:
    """Return the questions about one of the identity's mentions."""
    own = set(identity.mentions)
    return [q for q in desk.case.questions if own & set(q.about)]


def _voices(claim: Claim, document: str, spans: Sequence[Span]) -> bool:
    """Whether the words of a voice of `claim` share a character with one of `spans`, which are in order and do not overlap."""
    holders = [v.holder for v in claim.voices if v.holder and v.holder.document == document]
    following = ((bisect_left(spans, h.end, key=lambda span: span.start), h) for h in holders)
    return any(at > 0 and spans[at - 1].end > holder.start for at, holder in following)


def _places(desk: Desk, mentions: Iterable[Mention]) -> list[Place]:
    by_document: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_document.setdefault(mention.span.document, []).append(mention)
    order = desk.order[1]
    found = sorted(by_document.items(), key=lambda item: order[item[0]])
    return [Place(desk.document(d), len(ms), min(ms, key=lambda m: m.span.start)) for d, ms in found]
