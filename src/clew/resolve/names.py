"""The names of one document: mentions of the same words are one node, and short names are tied to the long one they stand for."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from clew.records import Judgement, Mention, Observation, Record
from clew.resolve.figures import Figure, figures_of
from clew.resolve.nobody import is_nobody
from clew.resolve.nodes import Node, name_words, node_of, same
from clew.resolve.shortnames import ShortNames, boxed

# What may stand between a correspondent's name and address: 'Ann Vale <ann@x.example>', 'Ann Vale [mailto:ann@x.example]', and
# what scanners make of it: 'Ann Vale frnai1to:ann@x.example'.
_BETWEEN = re.compile(r"[\s\"'<>(){}\[\]|‹*_-]*(?:\S{0,2}(?:m|rn)[a-z1]{1,3}[il1!]?t[o0]\b[:;.]?\s*)?[\"'<(\[]*\Z", re.IGNORECASE)


class Names(Record, frozen=True, gc=False):
    """What one document says about who its names are."""

    nodes: tuple[Node, ...]
    judgements: tuple[Judgement, ...]
    figures: tuple[Figure, ...] = ()


def names_of(observation: Observation) -> Names:
    """Return the names of one document and the judgements that tie them."""
    nodes = list(_nodes(observation))
    judgements = [*_paired(observation, nodes), *_on_card(observation, nodes), *boxed(nodes)]
    judgements += ShortNames(observation, nodes, judgements).judgements()
    tied = {j.left for j in judgements}
    return Names(
        tuple(_as_tied(n) if n.id in tied else n for n in nodes), tuple(judgements), figures_of(observation, nodes, judgements)
    )


def _nodes(observation: Observation) -> Iterator[Node]:
    groups: dict[tuple[str, ...], list[Mention]] = defaultdict(list)
    further: dict[tuple[str, ...], str] = {}
    for mention in observation.mentions:
        name = (mention.kind, mention.name.casefold())
        if _is_further(mention):
            further[name] = mention.id if name in further else ""
        groups[*name, further.get(name, "")].append(mention)
    for mentions in groups.values():
        if any(m.form != "pronoun" and not is_nobody(m) for m in mentions):
            yield node_of(observation.document.id, mentions)


def _is_further(mention: Mention) -> bool:
    """Whether a description brings in somebody who is none of those before, so that its words said twice are two people. A
    pronoun behind it, which has its words for a name, is the last of them."""
    words = name_words(mention.name)
    return mention.form == "description" and (words[:1] == ("another",) or words[1:2] == ("another",))


def _as_tied(node: Node) -> Node:
    return Node(node.id, node.document, node.kind, node.name, node.words, node.named, True, node.mentions)


def _paired(observation: Observation, nodes: Sequence[Node]) -> Iterator[Judgement]:
    """Tie a name to the address that follows it in a mail header or a signature line."""
    home = {mention: node for node in nodes for mention in node.mentions}
    text, before = observation.document.text, None
    done: set[tuple[str, str]] = set()
    for mention in _in_order(observation.mentions):
        if mention.kind == "address" and before and _BETWEEN.match(text, before.span.end, mention.span.start):
            left, right = home[before.id], home[mention.id]
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
    home = {mention: node for node in nodes for mention in node.mentions}
    on = [(f.label, home[m.id]) for f in fields for m in observation.mentions if m.span.start == f.start and m.id in home]
    holder = next((node for label, node in on if label == "Name" and node.kind in ("person", "organization")), None)
    for node in dict.fromkeys(node for label, node in on if label in ("Mail", "Phone")):
        if holder:
            yield same(node.id, holder.id, 0.95, f"the card of “{holder.name}” has “{node.name}”", "card/1")


def _in_order(mentions: Iterable[Mention]) -> list[Mention]:
    return sorted(mentions, key=lambda m: (m.span.start, m.span.end))
