"""A case's timeline as it is asked for: of whom, of which kinds, spoken of and written between which dates."""

from bisect import bisect_left
from collections.abc import Iterable

from clew import trace
from clew.derived import Derived
from clew.errors import AskError
from clew.network import ends
from clew.records import Claim, Identity, Record, When
from clew.trace import NO_CONTACT, Entry, Statement
from clew.when import Interval, bounds, overlap, parse_bound, placed

# Beside what says something about the record only, a timeline leaves out posts that nobody has placed, unless it is asked for
# them by kind: there is one in every signature.
_POSTS = frozenset({"post", "membership"})

STATEMENT = "statement"


class Wish(Record, frozen=True, gc=False):
    """What is asked of a timeline. people: identity ids, () for all; kind and status: "" for any; spoken, written: intervals.

    kind "statement" asks for dated statements. aside: also what says something about the record only.
    """

    people: tuple[str, ...] = ()
    kind: str = ""
    status: str = ""
    spoken: Interval = (None, None)
    written: Interval = (None, None)
    aside: bool = False


def window(first: str, last: str, name: str = "from") -> Interval:
    """Return the interval from the start of `first` to the end of `last`; "" leaves a side open. AskError when it is empty."""
    start = parse_bound(first)[0] if first else None
    end = parse_bound(last)[1] if last else None
    if start and end and start >= end:
        raise AskError(f"“{name}” {first} lies after “to” {last}")
    return start, end


def timeline(derived: Derived, wish: Wish) -> tuple[Entry, ...]:
    """Return the entries of the occasions that `wish` asks for, in the order of time; of everybody's when it names nobody."""
    entries = _entries(derived, wish.people) if wish.people else derived.entries
    return tuple(entry for entry in entries if _wanted(entry, wish))


def statements(derived: Derived, wish: Wish) -> tuple[Statement, ...]:
    """Return the dated statements that `wish` asks for, in the order of when they were written."""
    claims = _voiced(derived, wish.people) if wish.people else derived.index.claims.values()
    found = trace.find_statements(claims, derived.index.written, lambda claim: _spoken_of(derived, claim))
    return tuple(s for s in found if _in(s.when, wish.spoken) and _in(s.written, wish.written))


def group(derived: Derived, identities: Iterable[Identity]) -> tuple[str, ...]:
    """Return the ids of these people, and of organizations with their members."""
    return tuple(sorted({id for identity in identities for id in ends(derived, identity)}))


def _entries(derived: Derived, people: Iterable[str]) -> tuple[Entry, ...]:
    """Return the entries of the occasions that these people have a role in by any telling."""
    events = {e.id for id in people for e in derived.events_of(derived.identities[id])}
    occasions = {derived.occasion_by_event[event].id: derived.occasion_by_event[event] for event in sorted(events)}
    index = derived.index
    return trace.timeline(occasions.values(), index.events, index.claims_about, index.written)


def _wanted(entry: Entry, wish: Wish) -> bool:
    kinds = {telling.event.kind for telling in entry.tellings}
    if not (wish.kind in {*kinds, entry.occasion.kind} if wish.kind else wish.aside or not _aside(entry)):
        return False
    if wish.status not in ("", entry.status) or not _in(entry.when, wish.spoken):
        return False
    return wish.written == (None, None) or any(_in(at, wish.written) for at in entry.written)


def _aside(entry: Entry) -> bool:
    kind = entry.occasion.kind
    return kind in NO_CONTACT or (kind in _POSTS and entry.hold is None and not (entry.when and placed(entry.when)))


def _in(when: When | None, wanted: Interval) -> bool:
    """Whether a time may lie in the window; an unplaced one only when no window is given."""
    if wanted == (None, None):
        return True
    return when is not None and placed(when) and overlap(bounds(when), wanted)


def _spoken_of(derived: Derived, claim: Claim) -> When | None:
    """Return the time that a claim speaks of: that of its event, else the first placed date in its words."""
    event = derived.index.events.get(claim.event) if claim.event else None
    if event and event.when and placed(event.when):
        return event.when
    dates = derived.index.observations[claim.content.document].dates
    first = bisect_left(dates, claim.content.start, key=lambda date: date.span.start)
    inside = (date for date in dates[first : first + 8] if date.span.end <= claim.content.end)
    return next((date for date in inside if placed(date)), None)


def _voiced(derived: Derived, people: Iterable[str]) -> list[Claim]:
    """Return the claims in whose chain a mention of one of `people` is the voice."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for id in people:
        for mention in derived.identities[id].mentions:
            span = derived.index.mentions[mention].span
            spans.setdefault(span.document, []).append((span.start, span.end))
    sorted_spans = {document: sorted(own) for document, own in spans.items()}
    observed = derived.index.observations
    return [c for document, own in sorted_spans.items() for c in observed[document].claims if _voices(c, own)]


def _voices(claim: Claim, spans: list[tuple[int, int]]) -> bool:
    """Whether the words of a voice of `claim` share a character with one of `spans`, which are in order and do not overlap."""
    holders = [voice.holder for voice in claim.voices if voice.holder]
    following = ((bisect_left(spans, holder.end, key=lambda span: span[0]), holder) for holder in holders)
    return any(at > 0 and spans[at - 1][1] > holder.start for at, holder in following)
