"""Two identities side by side: the pairs that rules are unsure of, and any two that somebody asks for."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from clew.case import Case
from clew.errors import AskError
from clew.records import Event, Feature, Identity, Judgement, Mention, Record
from clew.resolve import standing
from clew.view.around import Around, around
from clew.view.asked import Asked, sheet
from clew.view.desk import Desk

# Pairs of one page: each is a decision, and a reader takes them one after the other.
_PAIRS = 10

# Passages of each side, one a document and picked from so many; and judgements that can be taken back.
_PASSAGES, _LOOKED_AT, _LAST = 5, 50, 8

_LITTLE = frozenset({"header", "table", "signature", "furniture"})

# Shown of what is long: names, posts, people in common.
_SHOWN = 12


class Side(Record, frozen=True, gc=False):
    """One of the two: its names with their use, addresses, posts, and its first words in some documents."""

    identity: Identity
    names: tuple[tuple[str, int], ...]
    addresses: tuple[str, ...]
    posts: tuple[Event, ...]
    documents: int
    passages: tuple[Around, ...]


class Beside(Record, frozen=True, gc=False):
    """Two sides, what a rule says of them, what speaks for and against their being one, and what both have."""

    left: Side
    right: Side
    judgement: Judgement | None
    features: tuple[tuple[Feature, str], ...]
    verdict: str
    company: tuple[Identity, ...]
    documents: tuple[str, ...]


class Decided(Record, frozen=True, gc=False):
    """A judgement of a person that stands, with the words it is about when they are in the case."""

    judgement: Judgement
    left: Mention | None
    right: Mention | None


def context(desk: Desk, asked: Asked) -> dict[str, Any]:
    """Return the pairs that rules are unsure of and no person has judged, best first; and the last judgements."""
    shown, pager = sheet(asked, desk.case.unsure_pairs(), _PAIRS)
    return {"pairs": [beside(desk, *pair) for pair in shown], "pager": pager, "decided": decided(desk.case)}


def two_context(desk: Desk, asked: Asked) -> dict[str, Any]:
    """Return the two that the address names as `a` and `b`, each by name or id. AskError when they are one already."""
    if not asked.get("a") or not asked.get("b"):
        raise AskError("name the two to compare: /pair?a=NAME&b=NAME")
    left, right = desk.case.person(asked["a"]), desk.case.person(asked["b"])
    if left.id == right.id:
        raise AskError(f"{asked['a']} and {asked['b']} are one already: {left.name}; its page shows why")
    return {"pair": beside(desk, left, right, None)}


def decided(case: Case) -> list[Decided]:
    """Return the last judgements of people that stand, the newest first."""
    last = standing(case.judgements)[::-1][:_LAST]
    return [Decided(j, case.mentions.get(j.left), case.mentions.get(j.right)) for j in last]


def beside(desk: Desk, left: Identity, right: Identity, judgement: Judgement | None) -> Beside:
    """Return two identities side by side."""
    compared = desk.case.compare(left.id, right.id)
    company = [desk.case.identities[id] for id in sorted(_company(desk, left) & _company(desk, right))]
    company.sort(key=lambda i: (-len(i.mentions), i.name, i.id))
    both = [id for id in _documents(desk, left) if id in _documents(desk, right)]
    sides = _side(desk, left), _side(desk, right)
    return Beside(
        *sides, judgement, tuple(in_words(compared.features)), compared.verdict, tuple(company[:_SHOWN]), tuple(both[:_SHOWN])
    )


def in_words(features: Iterable[Feature]) -> list[tuple[Feature, str]]:
    """Return each feature with how much it says, measured by the one that says most; the strongest first."""
    ordered = sorted(features, key=lambda f: (-abs(f.weight), f.name, f.says))
    most = max((abs(f.weight) for f in ordered), default=0) or 1
    return [(f, f"{_strength(abs(f.weight) / most)} {'for' if f.weight > 0 else 'against'}") for f in ordered if f.weight]


def _strength(share: float) -> str:
    return "strongly" if share > 2 / 3 else "clearly" if share > 1 / 3 else "slightly"


def _side(desk: Desk, identity: Identity) -> Side:
    mentions = [desk.case.mentions[m] for m in identity.mentions]
    names = Counter(m.name for m in mentions if m.kind != "address" and m.form == "name").most_common(_SHOWN)
    addresses = tuple(sorted({m.name for m in mentions if m.kind in ("address", "phone")}))
    posts = {e.evidence[0].text.casefold(): e for e in reversed(desk.case.events_of(identity)) if e.kind == "post"}
    first = _documents(desk, identity)
    passages = tuple(around(desk, m.span) for m in _in_prose(desk, list(first.values())[:_LOOKED_AT])[:_PASSAGES])
    return Side(identity, tuple(names), addresses, tuple(posts.values())[::-1][:_SHOWN], len(first), passages)


def _documents(desk: Desk, identity: Identity) -> dict[str, Mention]:
    """Return the first mention in each document, by its id, a name before a pronoun, in the case's order."""
    place = desk.order[1]
    first: dict[str, Mention] = {}
    mentions = (desk.case.mentions[m] for m in identity.mentions)
    for m in sorted(mentions, key=lambda m: (place[m.span.document], m.form != "name", m.kind == "address", m.span.start, m.id)):
        first.setdefault(m.span.document, m)
    return first


def _in_prose(desk: Desk, mentions: list[Mention]) -> list[Mention]:
    """Return `mentions` with those in sentences first: what a mail's header says of somebody is little."""
    return sorted(
        mentions, key=lambda m: any(z.kind in _LITTLE for z in desk.case.documents[m.span.document].zones_at(m.span.start))
    )


def _company(desk: Desk, identity: Identity) -> set[str]:
    links = desk.case.links_of(identity)
    return {link.right if link.left == identity.id else link.left for link in links}
