"""Timelines, paths and networks as lines of text for a terminal."""

from collections.abc import Iterator

from clew.case import Case
from clew.records import Broker, Event, Identity, Introduction, Link, Strand, Way, When
from clew.show import chain, event_line, place, quote, strands_words
from clew.trace import Entry, Statement, Telling, sureness
from clew.trace.evidence import strand_cost
from clew.when import display, order_key, placed

# Width of the column of times, and what stands below it.
_TIME = 26
_BELOW = " " * (_TIME + 3)

# Passages of one hop of a path, and of one kind of tie, that are shown; --json has all.
_PASSAGES = 3


def when_words(when: When | None) -> str:
    """Return a time in words; of one that nobody placed, its own words: "June 2016", "“that day”, not placed"."""
    if when is None:
        return "time not known"
    return display(when) if placed(when) else f"{quote(when.span)}, not placed"


def entry_lines(case: Case, entry: Entry) -> Iterator[str]:
    """Yield an entry of the timeline: when, what, how sure; what it hangs on; of each telling the passage and who says so."""
    sure = entry.status if entry.sureness == entry.status else f"{entry.status}, {entry.sureness}"
    yield f"{when_words(entry.when):<{_TIME}} {event_line(case, entry.event)}  ({sure})"
    if entry.hold:
        circle = "  (they hang on one another: no order follows)" if entry.hold.circle else ""
        lead = "at the time of" if entry.hold.side == "at" else entry.hold.side
        yield f"{_BELOW}{lead}: {quote(entry.hold.anchor)} {place(case, entry.hold.anchor)}{circle}"
    for telling in entry.tellings:
        yield from telling_lines(case, telling, entry)


def telling_lines(case: Case, telling: Telling, entry: Entry) -> Iterator[str]:
    """Yield who tells it, in which passage, and when that was written where that is another time than the one spoken of."""
    for says in dict.fromkeys(chain(claim) for claim in telling.claims):
        yield f"{_BELOW}says: {says}"
    span, at = telling.event.evidence[0], telling.written
    told = f"  (written {display(at)})" if at and (entry.when is None or at.start != entry.when.start) else ""
    yield f"{_BELOW}{quote(span)} {place(case, span)}{told}"


def statement_lines(case: Case, statement: Statement) -> Iterator[str]:
    """Yield a dated statement: when it was written, who says what, and the time it speaks of."""
    content, about = statement.claim.content, f"  (of {display(statement.when)})" if statement.when else ""
    yield f"{display(statement.written):<{_TIME}} statement: {chain(statement.claim)}  ({statement.sureness}){about}"
    yield f"{_BELOW}{quote(content)} {place(case, content)}"


def way_lines(case: Case, way: Way) -> Iterator[str]:
    """Yield a path: its stops, then each hop with what ties the two and the passages that tell it best."""
    names = " — ".join(case.identities[stop].name for stop in way.stops)
    hops = len(way.links)
    yield f"{names}  ({hops} {'link' if hops == 1 else 'links'}, cost {way.cost})" if hops else f"{names}  (belongs to both)"
    for i, link in enumerate(way.links):
        here, there = (case.identities[stop].name for stop in way.stops[i : i + 2])
        yield f"  {here} — {there}: {strands_words(link)}"
        yield from _passages(case, link)


def _passages(case: Case, link: Link) -> Iterator[str]:
    events = [case.events[id] for id in told_best(case, link)]
    for event in events[:_PASSAGES]:
        claims = case.claims_about.get(event.id, ())
        sure = sureness(event, claims)
        how = event.status if sure == event.status else f"{event.status}, {sure}"
        yield f"    {when_words(event.when)}: {event_line(case, event)}  ({how})"
        for says in dict.fromkeys(chain(claim) for claim in claims):
            yield f"        says: {says}"
        yield f"        {quote(event.evidence[0])} {place(case, event.evidence[0])}"
    if len(events) > _PASSAGES:
        yield f"    and {len(events) - _PASSAGES:,} more"


def told_best(case: Case, link: Link) -> tuple[str, ...]:
    """Return the ids of the events of a link, those of the best evidence first, then in the order of time."""
    cost: dict[str, int] = {}
    for strand in link.strands:
        for event in strand.events:
            own = Strand(strand.kind, strand.status, strand.occasions, (event,))
            cost[event] = min(cost.get(event, 99), strand_cost(own, case.derived.evidence))
    return tuple(sorted(cost, key=lambda id: (cost[id], order_key(case.events[id].when), id)))


def tied_lines(case: Case, identity: Identity, link: Link) -> Iterator[str]:
    """Yield a link as seen from one of the two: "Ann Vale — T. Orrin: 3 meetings, 1 call"."""
    other = case.identities[link.right if link.left == identity.id else link.left]
    yield f"{identity.name} — {other.name}: {strands_words(link)}"


def introduction_lines(case: Case, introduction: Introduction) -> Iterator[str]:
    """Yield who introduced whom, with the first passage."""
    made_by, left, right = (case.identities[id].name for id in (introduction.introducer, introduction.left, introduction.right))
    yield f"introduction by {made_by}: {left} and {right}  ({introduction.status})"
    event: Event = case.events[introduction.events[0]]
    yield f"    {when_words(event.when)}: {quote(event.evidence[0])} {place(case, event.evidence[0])}"


def broker_lines(case: Case, broker: Broker) -> Iterator[str]:
    """Yield somebody who stands between two groups, with the path that says so."""
    alone = f", {broker.alone:,} of them tied by nobody else" if broker.alone else ""
    pairs = f"{broker.pairs:,} {'pair' if broker.pairs == 1 else 'pairs'}"
    yield f"{case.identities[broker.identity].name}: between {pairs}{alone}"
    yield from (f"  {line}" for line in way_lines(case, broker.way))
