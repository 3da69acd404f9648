"""Events told several times, on MEANTIME (Apple part, labelled over all articles): which mentions of events are of one.

What is scored: the mentions of events in whose event a person or an organization takes part, by the labels of any of its
mentions (243 mentions of 172 events; six of the events are told in more than one article). The mentions are given; how they are
grouped, within an article and over articles, is compared with the labels by B-cubed: a mention that is alone there is right when
it comes out alone.

gold events    what resolution does by itself: the measure. Each labelled mention is an event whose kind is the lemma of its word
               (occasions.toml says which lemmas are of one kind), with the labelled participants and the labelled date, as if it
               stood in a document by itself: nothing else of its article is known.
own reading    what Clew makes of the articles from end to end. An event of Clew's is taken for the mention that hangs highest in
               a passage that tells it; a mention that no event is taken for is alone. Clew reads events between people, and most
               of these are not.
each alone     what doing nothing reaches: most events are told once
same word      what joining all mentions of one kind reaches

Since doing nothing comes out well, the links that B-cubed hides are counted too (MUC): doing nothing makes none. Half of the
articles were looked at (by a hash of their name), the others are kept. Over all of them the events that are told in both halves
count as well.
"""

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from clew.case import Case
from clew.errors import AskError
from clew.recognize import recognize
from clew.recognize.tree import Tree
from clew.records import Event, Parse, Span, When
from clew.resolve import find_occasions
from clew.when import parse_bound
from score.labelled import told
from score.measures import Line
from score.recognize.clusters import Clusters, Score, b_cubed, muc
from score.recognize.parses import document, hinted, parses
from score.recognize.words import head_word

_PARTIES = frozenset({"PER", "ORG"})


class Mention(NamedTuple):
    """A mention of an event.

    id       a name of its own over all articles
    of       the event it is of
    word     where its word stands in its article, and the words around it
    roles    (role, entity)
    party    whether a person or an organization is among them
    when     the date that it lies in, or ""
    """

    id: str
    of: str
    article: str
    word: Span
    lemma: str
    roles: tuple[tuple[str, str], ...]
    party: bool
    when: str


def lines(shared: Path) -> Iterator[Line]:
    """Yield the figures; nothing when the data is not in `shared`."""
    every = list(told.documents(shared))
    for part in ("first half", "kept", "all"):
        articles = [t for t in every if part in ("all", _half(t.article.name))]
        if articles:
            yield from _scored(f"occasions: meantime, {part}", articles, show=part == "first half")


def _half(name: str) -> str:
    return "kept" if blake2b(name.encode(), digest_size=4).digest()[0] % 2 else "first half"


def _scored(group: str, articles: Sequence[told.Told], *, show: bool) -> Iterator[Line]:
    documents = [document(t.article.text, published=_created(t)) for t in articles]
    parsed = list(hinted(parses(documents)))
    trees = [Tree(parse) for parse in parsed]
    mentions = _mentions(articles, trees)
    gold = _clusters(mentions, lambda m: m.of)
    made = {
        "gold events": _clusters(mentions, _by_resolution(mentions, _named(articles)).__getitem__),
        "own reading": _clusters(mentions, _by_reading(mentions, parsed)),
        "each alone": _clusters(mentions, lambda m: m.id),
        "same word": _clusters(mentions, lambda m: m.lemma),
    }
    for name, clusters in made.items():
        yield _line(group, f"B-cubed F1, {name}", b_cubed(gold, clusters))
    for name, clusters in made.items():
        wrong = tuple(_wrong(mentions, clusters)) if show and name == "gold events" else ()
        yield _line(group, f"links F1, {name}", muc(gold, clusters), wrong)


def _line(group: str, name: str, score: Score, wrong: tuple[str, ...] = ()) -> Line:
    return Line(group, name, score.f1, f"precision {score.precision:.3f}, recall {score.recall:.3f} of {score.gold:.0f}", wrong)


def _created(article: told.Told) -> When | None:
    return _when(article.article.created[:10], Span("", 0, 0, ""))


def _when(value: str, span: Span) -> When | None:
    """Return "2008", "2008-03" or "2008-03-06" as a time; None for any other value."""
    try:
        start, end = parse_bound(value)
    except AskError:
        return None
    return When(start, end, ("year", "month", "day")[value.count("-")], span, None, "labelled/1")


def _mentions(articles: Sequence[told.Told], trees: Sequence[Tree]) -> list[Mention]:
    """Return the mentions that are scored, in order."""
    every = [m for article, tree in zip(articles, trees, strict=True) for m in _all(article, tree)]
    having = {m.of for m in every if m.party}
    return [m for m in every if m.of in having]


def _all(told: told.Told, tree: Tree) -> Iterator[Mention]:
    article = told.article
    kinds = {m.id: m.kind for m in article.mentions}
    for event in article.events:
        parts = [p for p in article.participants if p.event == event.id and p.mention in told.of]
        roles = tuple((p.role, told.of[p.mention]) for p in parts)
        token = tree.tokens[head_word(tree, event.start, event.end)]
        id = f"{article.name}#{event.id}"
        word = tree.document.span(token.start, token.end)
        party = any(kinds.get(p.mention) in _PARTIES for p in parts)
        yield Mention(
            id,
            told.of.get(event.id, id),
            article.name,
            word,
            _kind(token.lemma.lower()),
            roles,
            party,
            told.times.get(event.id, ""),
        )


@cache
def _kinds() -> dict[str, str]:
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())["kinds"]
    return {lemma: kind for kind, lemmas in table.items() for lemma in lemmas}


def _kind(lemma: str) -> str:
    return _kinds().get(lemma, lemma)


def _named(articles: Sequence[told.Told]) -> frozenset[str]:
    """Return the entities that are named anywhere."""
    return frozenset(t.of[m.id] for t in articles for m in t.article.mentions if "NAM" in m.form and m.id in t.of)


def _clusters(mentions: Sequence[Mention], key: Callable[[Mention], str]) -> Clusters:
    found: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        found[key(mention)].add(mention.id)
    return [frozenset(found[name]) for name in sorted(found)]


def _by_resolution(mentions: Sequence[Mention], named: frozenset[str]) -> dict[Mention, str]:
    """Return the occasion of each mention, given as an event of its kind with the labelled participants and date."""
    events = {_event(m).id: m for m in mentions}
    occasions = find_occasions(
        map(_event, mentions), lambda entity: entity, called=lambda entity: entity if entity in named else None
    )
    return {events[id]: occasion.id for occasion in occasions for id in occasion.events}


def _event(mention: Mention) -> Event:
    alone = Span(mention.id, mention.word.start, mention.word.end, mention.word.text)
    return Event(mention.id, mention.lemma, mention.roles, _when(mention.when, alone), None, "happened", (alone,), "labelled/1")


def _by_reading(mentions: Sequence[Mention], parsed: Sequence[Parse]) -> Callable[[Mention], str]:
    """Return what gives each mention the occasion that Clew makes of it, or itself."""
    case = Case([recognize(parse) for parse in parsed])
    by_document = {parse.document.id: Tree(parse) for parse in parsed}
    highest: dict[str, str] = {}
    for event in sorted(case.events.values(), key=lambda e: e.id):
        for span in event.evidence:
            within = [m for m in mentions if m.word.document == span.document and span.start <= m.word.start < span.end]
            if within:
                tree = by_document[span.document]
                first = min(within, key=lambda m: (_depth(tree, m.word), m.word.start))
                highest.setdefault(first.id, case.occasion_of(event.id).id)
    return lambda mention: highest.get(mention.id, mention.id)


def _depth(tree: Tree, word: Span) -> int:
    return sum(1 for _ in tree.ancestors(head_word(tree, word.start, word.end)))


def _wrong(mentions: Sequence[Mention], clusters: Clusters) -> Iterator[str]:
    """Yield the groups made that are of several events, and the events that came out as several groups."""
    by_id = {m.id: m for m in mentions}
    home = {id: n for n, cluster in enumerate(clusters) for id in cluster}
    for cluster in clusters:
        if len({by_id[id].of for id in cluster}) > 1:
            yield f"joined: {_listed(by_id[id] for id in sorted(cluster))}"
    for event in sorted({m.of for m in mentions}):
        of = [m for m in mentions if m.of == event]
        if len({home[m.id] for m in of}) > 1:
            yield f"apart: {_listed(of)}"


def _listed(mentions: Iterable[Mention]) -> str:
    return "; ".join(
        f"[{m.word.text}] {m.when} {' '.join(sorted({e for _, e in m.roles}))} ({m.article[9:20]})" for m in mentions
    )
