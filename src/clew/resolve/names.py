"""The names of one document: mentions of the same words are one node, and short names are tied to the long one they stand for."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from clew.records import Judgement, Mention, MentionKind, Observation, Record, make

# What may stand between a correspondent's name and address: 'Ann Vale <ann@x.example>', 'Ann Vale [mailto:ann@x.example]'.
_BETWEEN = re.compile(r"[\s\"'<(\[]*(?:mailto:)?\Z")

_NOT_LETTERS = re.compile(r"[^\w'-]+")

# Part of how somebody is addressed, not of the name that is compared.
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


class Node(Record, frozen=True, gc=False):
    """The mentions of one document that share kind and name.

    id        the first of them
    words     the name in lower case, cut into words
    named     whether any of them is a name (not only a description or a pronoun)
    tied      whether this document itself says whose short name it is
    """

    id: str
    document: str
    kind: MentionKind
    name: str
    words: tuple[str, ...]
    named: bool
    tied: bool
    mentions: tuple[str, ...]


class Names(Record, frozen=True, gc=False):
    """What one document says about who its names are."""

    nodes: tuple[Node, ...]
    judgements: tuple[Judgement, ...]


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name in lower case, without dots and commas."""
    return tuple(w for w in _NOT_LETTERS.split(name.casefold()) if w)


def names_of(observation: Observation) -> Names:
    """Return the names of one document and the judgements that tie them."""
    nodes = list(_nodes(observation))
    judgements = [*_short_names(nodes, _accounts(observation)), *_paired(observation, nodes), *_on_card(observation, nodes)]
    tied = {j.left for j in judgements}
    return Names(tuple(_as_tied(n) if n.id in tied else n for n in nodes), tuple(judgements))


def _nodes(observation: Observation) -> Iterator[Node]:
    groups: dict[tuple[str, ...], list[Mention]] = defaultdict(list)
    further: dict[tuple[str, ...], str] = {}
    for mention in observation.mentions:
        name = (mention.kind, mention.name.casefold())
        if _is_further(mention):
            further[name] = mention.id if name in further else ""
        groups[*name, further.get(name, "")].append(mention)
    for mentions in groups.values():
        if any(m.form != "pronoun" for m in mentions):
            yield node(observation.document.id, mentions)


def _is_further(mention: Mention) -> bool:
    """Whether a description brings in somebody who is none of those before, so that its words said twice are two people. A
    pronoun behind it, which has its words for a name, is the last of them."""
    words = name_words(mention.name)
    return mention.form == "description" and (words[:1] == ("another",) or words[1:2] == ("another",))


def node(document: str, mentions: Sequence[Mention]) -> Node:
    """Return the node that mentions of one name in one document are."""
    first = next((m for m in mentions if m.form == "name"), mentions[0])
    named = first.form == "name"
    return Node(first.id, document, first.kind, first.name, name_words(first.name), named, False, tuple(m.id for m in mentions))


def _as_tied(node: Node) -> Node:
    return Node(node.id, node.document, node.kind, node.name, node.words, node.named, True, node.mentions)


def _accounts(observation: Observation) -> frozenset[str]:
    """Return the mentions that stand where a message of a chat has its writer: each is the name of one account."""
    if observation.document.kind != "chat":
        return frozenset()
    named = {f.start for z in observation.document.zones if z.kind == "header" for f in z.fields if f.label == "From"}
    return frozenset(m.id for m in observation.mentions if m.span.start in named)


def _short_names(nodes: Sequence[Node], accounts: frozenset[str]) -> Iterator[Judgement]:
    """Tie each short name to the only full name of the document that it can stand for; not one account of a chat to another."""
    by_word: dict[str, list[Node]] = defaultdict(list)
    people = [n for n in nodes if n.kind == "person" and n.named]
    for node in people:
        for word in {node.words[0], node.words[-1]} if len(node.words) > 1 else ():
            by_word[word].append(node)
    for node in people:
        candidates = [c for c in by_word.get(node.words[-1], ()) if shortens(node.words, c.words)] if node.words else []
        write = [n for n in (node, *candidates) if not accounts.isdisjoint(n.mentions)]
        if _one_person(candidates) and (node not in write or len(write) == 1):
            yield same(node.id, candidates[0].id, 0.9, f"“{node.name}” is short for “{candidates[0].name}” here", "short-name/1")


def shortens(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether `short` can stand for `long`: its surname or given name alone, or its surname after an initial."""
    if len(short) >= len(long) and not any(len(w) == 1 for w in short):
        return False
    if len(short) == 1:
        return short[0] in (long[0], long[-1])
    return len(short[0]) == 1 < len(long[0]) and short[-1] == long[-1] and long[0].startswith(short[0])


def _one_person(nodes: Sequence[Node]) -> bool:
    """Whether all of `nodes` begin and end alike, so that they are ways to write one full name."""
    return len({(n.words[0], n.words[-1]) for n in nodes}) == 1


def _paired(observation: Observation, nodes: Sequence[Node]) -> Iterator[Judgement]:
    """Tie a name to the address that follows it in a mail header or a signature line."""
    node_of = {mention: node for node in nodes for mention in node.mentions}
    text, before = observation.document.text, None
    done: set[tuple[str, str]] = set()
    for mention in _in_order(observation.mentions):
        if mention.kind == "address" and before and _BETWEEN.match(text, before.span.end, mention.span.start):
            left, right = node_of[before.id], node_of[mention.id]
            if (left.id, right.id) not in done:
                done.add((left.id, right.id))
                yield same(right.id, left.id, 0.95, f"“{left.name}” is written before <{right.name}>", "header-pair/1")
        before = mention if mention.kind in ("person", "organization") and mention.form == "name" else None


def _on_card(observation: Observation, nodes: Sequence[Node]) -> Iterator[Judgement]:
    """Tie the name on an address card to the mail addresses and telephone numbers on it."""
    document = observation.document
    if document.kind != "contact":
        return
    fields = [f for z in document.zones[:1] for f in z.fields]
    node_of = {mention: node for node in nodes for mention in node.mentions}
    on = [(f.label, node_of[m.id]) for f in fields for m in observation.mentions if m.span.start == f.start and m.id in node_of]
    holder = next((node for label, node in on if label == "Name" and node.kind in ("person", "organization")), None)
    for node in dict.fromkeys(node for label, node in on if label in ("Mail", "Phone")):
        if holder:
            yield same(node.id, holder.id, 0.95, f"the card of “{holder.name}” has “{node.name}”", "card/1")


def _in_order(mentions: Iterable[Mention]) -> list[Mention]:
    return sorted(mentions, key=lambda m: (m.span.start, m.span.end))


def same(left: str, right: str, score: float, reason: str, by: str) -> Judgement:
    """Return a rule's judgement that two mentions are one."""
    return make(Judgement, left=left, right=right, verdict="same", score=score, reason=reason, by=by, at=None)
