"""A figure: somebody as one document shows them, with all names and addresses tied there and the company they stand in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from clew.records import Judgement, MentionKind, Observation, Record
from clew.resolve.mailbox import box_words, decoded, seen
from clew.resolve.nodes import Node, roots, untitled

# Of an event with more people than this, nobody is in anybody's company: a notice to all says little about each.
_CROWD = 40

_SIDES = {"from": 0, "to": 1, "cc": 1, "bcc": 1}
_ARTICLES = frozenset({"the", "a", "an"})


class Figure(Record, frozen=True, gc=False):
    """Somebody, or something with a name, in one document.

    node        the node that shows the name best: its id stands for the figure in judgements
    words       the fullest name, title left out; of somebody with an address alone, the name that the address spells
    spelled     whether `words` come from an address
    seen        the addresses as scanners may have misread them: see `mailbox.seen`
    company     keys of those in the same events, "org " before an organization's
    opposite    spellings of those who wrote to them, or they to
    writes      whether they stand in a mail's header
    """

    node: str
    document: str
    kind: MentionKind
    name: str
    words: tuple[str, ...]
    spelled: bool
    addresses: tuple[str, ...]
    seen: tuple[str, ...]
    phones: tuple[str, ...]
    company: tuple[str, ...]
    opposite: tuple[str, ...]
    writes: bool

    @property
    def is_full(self) -> bool:
        """Whether given name and surname are known."""
        core = untitled(self.words)
        return len(core) > 1 and len(core[0]) > 1 < len(core[-1])

    @property
    def spelling(self) -> str:
        """The name whole, or the address where there is none."""
        return " ".join(self.words) or next(iter(self.addresses), "")

    @property
    def key(self) -> str:
        """What others call this figure in their company."""
        return _key(self.kind, self.words) or next(iter(self.addresses), "")


def _key(kind: MentionKind, words: Sequence[str]) -> str:
    if kind == "person" and len(words) > 1:
        return f"{words[-1]} {words[0][0]}"
    return " ".join(words)


def figures_of(observation: Observation, nodes: Sequence[Node], judgements: Iterable[Judgement]) -> tuple[Figure, ...]:
    """Return the figures of one document, in the order of their nodes. Descriptions, places and sums make none."""
    root = roots((n.id for n in nodes), ((j.left, j.right) for j in judgements))
    groups: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        groups[root[node.id]].append(node)
    bare = {id: figure for id, group in groups.items() if (figure := _bare(group))}
    home = {mention: root[node.id] for node in nodes for mention in node.mentions}
    around = _Around(observation, home, bare)
    return tuple(around.figure(id) for id in bare)


def _bare(group: Sequence[Node]) -> Figure | None:
    """Return the figure that some nodes make, without its company; None when nothing names it."""
    named = [n for n in group if n.named and n.words and n.kind in ("person", "organization", "place")]
    addresses = tuple(dict.fromkeys(decoded(n.name) for n in group if n.kind == "address"))
    if not named and not addresses:
        return None
    best = max(named, key=_fullness) if named else next(n for n in group if n.kind == "address")
    kind: MentionKind = best.kind
    words = _compared(best) if named else ()
    spelled = next((w for a in addresses if len(words) < 2 and (w := box_words(a)) and (not words or words[0] in w)), None)
    kind = "person" if spelled else kind
    phones = tuple(dict.fromkeys("".join(filter(str.isdigit, n.name)) for n in group if n.kind == "phone"))
    return Figure(
        best.id,
        best.document,
        kind,
        best.name,
        spelled or words,
        bool(spelled),
        addresses,
        tuple(map(seen, addresses)),
        phones,
        (),
        (),
        False,
    )


def _fullness(node: Node) -> tuple[bool, bool, int, int, int, str]:
    """Return what the best name has most of: a person's before others, two words before one, then use and length."""
    words = untitled(node.words)
    full = len(words) > 1 and len(words[0]) > 1
    return node.kind == "person", full, len(words), len(node.mentions), len(node.name), node.name


def _compared(node: Node) -> tuple[str, ...]:
    if node.kind == "person":
        return node.words[1:] if len(node.words) > 1 and untitled(node.words)[0] != node.words[0] else node.words
    return tuple(w for w in node.words if w not in _ARTICLES) or node.words


class _Around:
    """Finds the company of each figure of a document."""

    def __init__(self, observation: Observation, home: Mapping[str, str], bare: Mapping[str, Figure]) -> None:
        self._bare = bare
        self._company: dict[str, dict[str, None]] = defaultdict(dict)
        self._opposite: dict[str, dict[str, None]] = defaultdict(dict)
        self._writes: set[str] = set()
        for event in observation.events:
            roles = [(role, home[m]) for role, m in event.roles if home.get(m) in bare]
            if event.kind == "message":
                self._writes.update(id for role, id in roles if role in _SIDES)
            if len(roles) <= _CROWD:
                self._add(roles)

    def _add(self, roles: Sequence[tuple[str, str]]) -> None:
        keys = [(role, id, self._keyed(id)) for role, id in roles]
        for role, id, own in keys:
            for other, companion, key in keys:
                if key and key != own:
                    self._company[id][key] = None
                if role in _SIDES and other in _SIDES and _SIDES[other] != _SIDES[role] and companion != id:
                    self._opposite[id][self._bare[companion].spelling] = None

    def _keyed(self, id: str) -> str:
        figure = self._bare[id]
        return f"org {figure.key}" if figure.kind == "organization" else figure.key

    def figure(self, id: str) -> Figure:
        """Return the figure whole."""
        f = self._bare[id]
        company, opposite = tuple(self._company[id]), tuple(self._opposite[id])
        fixed = (f.node, f.document, f.kind, f.name, f.words, f.spelled, f.addresses, f.seen, f.phones)
        return Figure(*fixed, company, opposite, id in self._writes)
