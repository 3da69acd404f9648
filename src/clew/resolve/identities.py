"""Judgements in, identities out: a union of what is judged the same, that never joins what a person holds apart."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from clew.records import Identity, Judgement, MentionKind, digest
from clew.resolve.clusters import Clusters, Pair
from clew.resolve.nodes import Node, untitled

# What an identity is when its mentions are of several kinds: an address is somebody's.
_KINDS: tuple[MentionKind, ...] = ("person", "organization", "place", "address", "phone", "account", "money")


def joined(nodes: Sequence[Node], by_people: Sequence[Judgement], by_rules: Sequence[Judgement]) -> list[Identity]:
    """Return the identities that the judgements make of `nodes`.

    A person's judgements win: "different" and "unsure" keep apart, "same" joins; then come the rules, in the order given, whose
    "different" holds against other rules only. Of a judgement with one side outside `nodes` the other side keeps the reason.
    """
    home = {mention: node.id for node in nodes for mention in node.mentions}
    apart = [_pair(j, home) for j in by_people if j.verdict != "same" and _inside(j, home)]
    unlikely = [_pair(j, home) for j in by_rules if j.verdict == "different" and _inside(j, home)]
    clusters = Clusters(sorted(n.id for n in nodes), apart, unlikely)
    union = [j for j in by_people if j.verdict == "same" and _inside(j, home) and clusters.join(*_pair(j, home), sure=True)]
    union += [j for j in by_rules if j.verdict == "same" and _inside(j, home) and clusters.join(*_pair(j, home))]
    reasons = _reasons(clusters, home, [*union, *(j for j in by_people if j.verdict != "same")])
    members: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        members[clusters.root(node.id)].append(node)
    return [identity_of(group, reasons.get(root, [])) for root, group in sorted(members.items())]


def _inside(judgement: Judgement, home: Mapping[str, str]) -> bool:
    return judgement.left in home and judgement.right in home


def _pair(judgement: Judgement, home: Mapping[str, str]) -> Pair:
    return home[judgement.left], home[judgement.right]


def _reasons(clusters: Clusters, home: Mapping[str, str], judgements: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    reasons: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        for root in sorted({clusters.root(home[side]) for side in (judgement.left, judgement.right) if side in home}):
            reasons[root].append(judgement)
    return reasons


def identity_of(nodes: Sequence[Node], judgements: Sequence[Judgement]) -> Identity:
    """Return the identity that `nodes` are, with the judgements that make it so. The order of `nodes` is of no matter."""
    nodes = sorted(nodes, key=lambda node: node.id)
    mentions = tuple(m for node in nodes for m in node.mentions)
    names = tuple(dict.fromkeys(_by_use(nodes)))
    kind = min((n.kind for n in nodes), key=_KINDS.index)
    key = digest("identity", min(n.id for n in nodes))
    return Identity(key, kind, names[0], names, mentions, any(n.named for n in nodes), tuple(judgements))


def _by_use(nodes: Sequence[Node]) -> Iterator[str]:
    """Yield the names, best to show first: of the leading kind, names before descriptions, full before short, then by use."""
    uses: Counter[tuple[int, bool, bool, bool, str]] = Counter()
    for node in nodes:
        initials = any(len(word) == 1 for word in node.words[:1])
        uses[_KINDS.index(node.kind), not node.named, len(untitled(node.words)) < 2, initials, node.name] += len(node.mentions)
    ranked = sorted(uses, key=lambda name: (name[:4], -uses[name], name[4]))
    yield from (name[4] for name in ranked)
