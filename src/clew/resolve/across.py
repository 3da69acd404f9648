"""Names across documents, one block a surname, an organization or an address; merged only when nothing speaks against it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from clew.records import Judgement
from clew.resolve.nodes import SUFFIXES, Node, same

_ARTICLES = frozenset({"the", "a", "an"})


def block_of(node: Node) -> str:
    """Return the block that `node` is compared in; "" for what is never compared across documents (descriptions, sums)."""
    if not node.named or not node.words or node.kind in ("money", "phone", "account"):
        return ""
    if node.kind == "person":
        return f"person {_surname(node)}"
    return f"{node.kind} {' '.join(w for w in node.words if w not in _ARTICLES)}"


def judge_block(block: str, nodes: Sequence[Node]) -> tuple[Judgement, ...]:
    """Return the judgements of the rules about `nodes`, which share `block`."""
    if block == "":
        return ()
    if not block.startswith("person "):
        return tuple(_chain(nodes, 0.95, "same words in both documents", f"same-{nodes[0].kind}/1"))
    return tuple(_people(nodes))


def _people(nodes: Sequence[Node]) -> Iterator[Judgement]:
    full: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        if len(node.words) > 1 and len(node.words[0]) > 1:
            full[node.words[0]].append(node)
    for bearers in full.values():
        yield from _same_full_name(bearers)
    for node in nodes:
        yield from _short(node, full)


def _same_full_name(bearers: Sequence[Node]) -> Iterator[Judgement]:
    """Join the bearers of one first name and surname, each middle name and suffix apart when there are two that differ."""
    by_rest: dict[tuple[str, ...], list[Node]] = defaultdict(list)
    for node in bearers:
        by_rest[_rest(node)].append(node)
    if len({rest for rest in by_rest if rest}) < 2:
        yield from _chain(bearers, 0.9, "same full name, nothing against it", "full-name/1")
        return
    for nodes in by_rest.values():
        yield from _chain(nodes, 0.9, "same full name with the same middle name or suffix", "full-name/1")


def _rest(node: Node) -> tuple[str, ...]:
    """Return middle names as initials, and any suffix: what tells two people of one first name and surname apart."""
    return tuple(w if w in SUFFIXES else w[0] for w in node.words[1:] if w != _surname(node))


def _short(node: Node, full: dict[str, list[Node]]) -> Iterator[Judgement]:
    """Tie a surname, alone or after an initial, to the only full name that fits, unless its document says whose it is."""
    if node.tied or (len(node.words) > 1 and len(node.words[0]) > 1):
        return
    initial = node.words[0] if len(node.words) > 1 else ""
    fitting = [first for first in full if first.startswith(initial)]
    if len(fitting) != 1 or len({_rest(n) for n in full[fitting[0]] if _rest(n)}) > 1:
        return
    bearer = full[fitting[0]][0]
    reason = f"the only full name in the case that “{node.name}” fits is “{bearer.name}”"
    yield same(node.id, bearer.id, 0.8 if initial else 0.7, reason, "only-bearer/1")


def _surname(node: Node) -> str:
    """Return the last word of a name that is not a suffix."""
    return next((w for w in reversed(node.words) if w not in SUFFIXES), node.words[-1])


def _chain(nodes: Sequence[Node], score: float, reason: str, by: str) -> Iterator[Judgement]:
    for left, right in pairwise(nodes):
        yield same(left.id, right.id, score, reason, by)
