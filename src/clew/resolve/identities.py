"""Judgements in, identities out: a union of what is judged the same, that never joins what a person holds apart."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from clew.records import Identity, Judgement, MentionKind, digest
from clew.resolve.names import Node

# What an identity is when its mentions are of several kinds: an address is somebody's.
_KINDS: tuple[MentionKind, ...] = ("person", "organization", "place", "address", "phone", "account", "money")


class _Clusters:
    """Union-find over node ids that refuses unions across a person's "different" or "unsure"."""

    def __init__(self, nodes: Iterable[str], apart: Iterable[tuple[str, str]]) -> None:
        self.parent = {n: n for n in nodes}
        self.apart: dict[str, set[str]] = defaultdict(set)
        for left, right in apart:
            self.apart[left].add(right)
            self.apart[right].add(left)

    def root(self, node: str) -> str:
        while self.parent[node] != node:
            self.parent[node] = self.parent[self.parent[node]]
            node = self.parent[node]
        return node

    def join(self, left: str, right: str) -> bool:
        """Join two clusters; False when they are held apart."""
        a, b = sorted((self.root(left), self.root(right)))
        if a == b:
            return True
        if any(self.root(other) == b for other in self.apart[a]):
            return False
        self.parent[b] = a
        self.apart[a] |= self.apart.pop(b, set())
        return True


def standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return the judgements that have not been undone, in the order given."""
    all_of_them = tuple(judgements)
    undone = {j.left for j in all_of_them if j.verdict == "undone"}
    return tuple(j for j in all_of_them if j.verdict != "undone" and j.id not in undone)


def identities(nodes: Sequence[Node], by_rules: Iterable[Judgement], by_people: Iterable[Judgement]) -> tuple[Identity, ...]:
    """Return the identities that the judgements make of `nodes`, sorted by name.

    A person's judgements win: "different" and "unsure" keep apart, "same" joins; then come the rules', best score first.
    Judgements about mentions that are no longer in the case are passed over.
    """
    home = {mention: node.id for node in nodes for mention in node.mentions}
    decided = [j for j in standing(by_people) if j.left in home and j.right in home]
    apart = [(home[j.left], home[j.right]) for j in decided if j.verdict in ("different", "unsure")]
    clusters = _Clusters(sorted({n.id for n in nodes}), apart)
    ruled = sorted(by_rules, key=lambda j: (-j.score, j.id))
    joined = [j for j in [*decided, *ruled] if j.verdict == "same" and clusters.join(home[j.left], home[j.right])]
    reasons = _reasons(clusters, home, [*joined, *(j for j in decided if j.verdict != "same")])
    members: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        members[clusters.root(node.id)].append(node)
    made = (_identity(group, reasons.get(root, [])) for root, group in members.items())
    return tuple(sorted(made, key=lambda identity: (identity.name, identity.id)))


def _reasons(clusters: _Clusters, home: Mapping[str, str], judgements: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    reasons: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        for root in sorted({clusters.root(home[judgement.left]), clusters.root(home[judgement.right])}):
            reasons[root].append(judgement)
    return reasons


def _identity(nodes: Sequence[Node], judgements: Sequence[Judgement]) -> Identity:
    mentions = tuple(m for node in nodes for m in node.mentions)
    names = tuple(dict.fromkeys(_by_use(nodes)))
    kind = min((n.kind for n in nodes), key=_KINDS.index)
    key = digest("identity", min(n.id for n in nodes))
    return Identity(key, kind, names[0], names, mentions, any(n.named for n in nodes), tuple(judgements))


def _by_use(nodes: Sequence[Node]) -> Iterator[str]:
    """Yield the names, best to show first: of the leading kind, names before descriptions, full before short, then by use."""
    uses: Counter[tuple[int, bool, bool, str]] = Counter()
    for node in nodes:
        uses[_KINDS.index(node.kind), not node.named, len(node.words) < 2, node.name] += len(node.mentions)
    ranked = sorted(uses, key=lambda name: (name[:3], -uses[name], name[3]))
    yield from (name[3] for name in ranked)
