"""Names of people and organisations as the labelled sets have them, under one convention: no article, no title, names only.

Re-DocRED, WikiGold and WNUT-17 are taken as they are. GUM and re3d label whole phrases, so their names are cut out of these.
A span where a set goes another way than the others and than a reader would is neither right nor wrong: it is "beside".
"""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from clew.recognize.titles import title_length
from clew.recognize.vocabulary import words
from score.labelled import gum, names, re3d

KINDS = ("person", "organization")

Span = tuple[int, int]

# Groups and what is no person of this world, which GUM labels as people.
_PEOPLES = frozenset(
    [
        "Democrat",
        "Democrats",
        "Republican",
        "Republicans",
        "Christian",
        "Christians",
        "Muslim",
        "Muslims",
        "Jew",
        "Jews",
        "Hindus",
        "God",
    ]
)

# What ties to a name the place where the body is; the group ends before "the", which may belong to the place's entity.
_WHERE = re.compile(r"( (?:in|at|of(?= the ))(?: (?=the )| ))(?:the )?")

_KIND = {"Person": "person", "Organisation": "organization"}
_FRONT = re.compile(r"(?:the|an?|my|dear)\s+", re.IGNORECASE)
_BACK = re.compile(r"(?:['’]s|[\s,'’])+$")
# Where a name in a longer phrase ends: "Ann Vale, Trade Minister", "Bo Lund of the Harbour Office".
_AFTER = re.compile(r"[,\n(]|\s+(?:of|for|from|in|and|with)\s")
# Small words within the names of bodies and people.
_SMALL = re.compile(r"(?:of|the|and|for|in|on|to|&|al|bin|ibn|de|la|du|van|von|der)$")


class Gold(NamedTuple):
    """One document. names: (start, end, kind); beside: spans that do not count, nor what is found in them.

    every: all names of the kinds as the set has them, those beside too, where it has whole names; else none
    """

    name: str
    set: str
    text: str
    names: frozenset[tuple[int, int, str]]
    beside: tuple[Span, ...]
    every: frozenset[tuple[int, int, str]] = frozenset()


def documents(shared: Path) -> Iterator[Gold]:
    """Yield the documents of all five sets; nothing of a set that is not there."""
    for each in names.documents(shared):
        labelled = frozenset((n.start, n.end, n.kind) for n in each.names if n.kind in KINDS)
        yield Gold(each.name, each.set, each.text, labelled, ())
    yield from _gum(list(gum.documents(shared)))
    yield from _re3d(list(re3d.documents(shared)))


def bare(text: str, start: int, end: int) -> Span:
    """Return the span without an article and titles before it and a possessive after it; (end, end): nothing is left."""
    while front := _FRONT.match(text, start, end):
        start = front.end()
    start = min(end, start + title_length(text[start:end] + " "))
    back = _BACK.search(text[start:end])
    return (start, start + back.start()) if back and back.start() else (start, end)


def _gum(documents: list[gum.Document]) -> Iterator[Gold]:
    """Yield GUM's documents. Beside: titles for their holder ("the Sheriff"), peoples, countries as bodies, names in names."""
    places = {d.text[slice(*e.name)] for d in documents for e in d.entities if e.name and e.kind == "place"}
    for each in documents:
        ends = {(e.start, e.end) for e in each.entities}
        named = [(*_of_gum(each.text, e, ends), e.kind) for e in each.entities if e.name and e.kind in KINDS]
        odd = [n for n in named if _is_odd(each.text[n[0] : n[1]], n[2], places) or any(_holds(m, n) for m in named)]
        counted = frozenset(named)
        yield Gold(each.name, "gum", each.text, counted - frozenset(odd), tuple((s, e) for s, e, _ in odd), counted)


def _of_gum(text: str, entity: gum.Entity, ends: set[Span]) -> Span:
    """Return the name in an entity; of a body's, without where it is: "Quill College | in Skal", an entity by itself."""
    start, end = bare(text, *(entity.name or (entity.start, entity.end)))
    where = [m.start() for m in _WHERE.finditer(text, start, end) if {(m.end(), end), (m.end(1), end)} & ends]
    if entity.kind == "organization" and where and " " in text[start : where[0]]:
        return start, where[0]
    return _within(text, start, end) if entity.kind == "person" and start < end else (start, end)


def _holds(outer: tuple[int, int, str], inner: tuple[int, int, str]) -> bool:
    """Whether a name lies in a longer one: "Vale" in "Vale Academy". The other sets label the longer one only."""
    return outer[0] <= inner[0] and inner[1] <= outer[1] and inner[1] - inner[0] < outer[1] - outer[0]


def _is_odd(name: str, kind: str, places: set[str]) -> bool:
    """Whether nothing but a title or a people is left of a person's name, or a body is a country or a mere "Office"."""
    return (
        not name
        or name in words("organizations", "organization") - words("organizations", "body")
        or name in words("names", "nation")
        or name in _PEOPLES
        or (kind == "organization" and name in places)
        or _is_role(name)
    )


def _is_role(name: str) -> bool:
    """Whether the last word is a title's or a role noun's: "Madam Speaker", "Foreign Secretary", "Coalition Commanders"."""
    return _is_title(name.split()[-1])


def _is_title(word: str) -> bool:
    roles = words("roles", "person", "post")
    return word.lower() in roles or word.lower().removesuffix("s") in roles or title_length(f"{word} ") > 0


def _re3d(notices: list[re3d.Notice]) -> Iterator[Gold]:
    """Yield re3d's documents. Beside: all but names, countries as bodies, names in doubt, and what lies in a longer entity."""
    places = {n.text[slice(*bare(n.text, e.start, e.end))] for n in notices for e in n.entities if e.kind == "Location"}
    for each in notices:
        sure = [e for e in each.entities if e.confidence >= re3d.SURE]
        labelled = frozenset(chain.from_iterable(_named(each, e, places) for e in sure if e.kind in _KIND))
        doubted = [
            e for e in each.entities if e.confidence < re3d.SURE and e.kind in _KIND and _is_name(each.text[e.start : e.end])
        ]
        yield Gold(each.name, "re3d", each.text, labelled, tuple((e.start, e.end) for e in (*sure, *doubted)))


def _named(notice: re3d.Notice, entity: re3d.Entity, places: set[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the name in a phrase: what the set's own program saw at its end, or what is left without titles and additions."""
    kind, text = _KIND[entity.kind], notice.text
    start, end = bare(text, *(_inner(notice, entity) if kind == "person" else (entity.start, entity.end)))
    if kind == "person":
        start, end = _within(text, start, end)
    if _is_name(text[start:end]) and not (kind == "organization" and text[start:end] in places):
        yield start, end, kind


def _within(text: str, start: int, end: int) -> Span:
    """Return a person's name without what follows it and the titles in front: "Staff Colonel Bo Lund, the envoy"."""
    after = _AFTER.search(text, start, end)
    end = after.start() if after else end
    last = max((m.end() for m in re.finditer(r"\S+\s+", text[start:end]) if _is_title(m[0].strip())), default=0)
    return start + last, end


def _inner(notice: re3d.Notice, entity: re3d.Entity) -> Span:
    """Return the shortest person of the set that ends or begins a longer one: "Ann Vale" in "Trade Minister Ann Vale"."""
    within = [
        e for e in notice.entities if e.kind == entity.kind and _meets(e, entity) and _is_name(notice.text[e.start : e.end])
    ]
    found = min(within, key=lambda e: (e.end - e.start, e.start), default=entity)
    return found.start, found.end


def _meets(inner: re3d.Entity, outer: re3d.Entity) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and (inner.end == outer.end)


def _is_name(text: str) -> bool:
    """Whether all words but the small ones are capitalised, and they are no pronoun, people or role."""
    parts = text.split()
    capital = all(p[0].isupper() or p.startswith(("al-", "el-")) or _SMALL.match(p) or p[0].isdigit() for p in parts)
    lone = len(parts) == 1 and text.lower() in {
        "i",
        "he",
        "she",
        "it",
        "we",
        "they",
        "his",
        "her",
        "my",
        "our",
        "their",
        "its",
        "us",
    }
    edge = bool(parts) and not any(_SMALL.match(p) and p != "al" for p in (parts[0], parts[-1]))
    return edge and capital and not lone and text not in words("names", "nation") and not _is_role(text)
