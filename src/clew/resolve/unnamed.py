"""People of whom a few letters are all that is known, in several documents: whether they are one is for a person to say.

No rule joins them. Letters stand for many, and where nobody is named there is nothing to check them by but the company.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from clew.records import Comparison, Feature, Judgement, make
from clew.resolve.names import Names
from clew.resolve.nodes import Node

BY = "same-letters/1"

_LETTERS = re.compile(r"[A-Z]{2,4}")

# So many full names in both documents make it worth asking whether the letters are one person's.
_SHARED = 2

# The same letters are an even chance, company moves it a little: never enough to join.
_EVEN, _EACH, _MOST = 0.5, 0.02, 0.1

# So many of the names in both are shown.
_SHOWN = 3


class Unnamed:
    """The people known by letters only. names: those of each document."""

    def __init__(self, names: Iterable[Names]) -> None:
        self._company: dict[str, frozenset[str]] = {}
        self._by_letters: dict[str, list[Node]] = defaultdict(list)
        self._node_of: dict[str, Node] = {}
        for each in names:
            for node in each.nodes:
                if node.kind == "person" and not node.named and _LETTERS.fullmatch(node.name):
                    self._by_letters[node.name].append(node)
                    self._node_of.update(dict.fromkeys(node.mentions, node))
                    self._company[node.document] = _named_in(each)

    def judgements(self) -> Iterator[Judgement]:
        """Yield that it is unsure whether two of the same letters are one: each with the one in the largest company."""
        for letters in sorted(self._by_letters):
            first, *others = sorted(self._by_letters[letters], key=lambda n: (-len(self._company[n.document]), n.id))
            for node in others:
                found = self._compared(first, node)
                if len(self._both(first, node)) >= _SHARED:
                    left, right = sorted((first.id, node.id))
                    reason = "; ".join(f.says for f in found.features)
                    yield make(
                        Judgement, left=left, right=right, verdict="unsure", score=found.score, reason=reason, by=BY, at=None
                    )

    def compare(self, left: Collection[str], right: Collection[str]) -> Comparison | None:
        """Return how two identities, each given by its mentions, compare; None unless both are known by the same letters."""
        nodes = [next((self._node_of[m] for m in sorted(side) if m in self._node_of), None) for side in (left, right)]
        first, second = nodes
        if first is None or second is None or first.name != second.name:
            return None
        return self._compared(first, second)

    def _compared(self, left: Node, right: Node) -> Comparison:
        both = sorted(self._both(left, right))
        features = [Feature("letters", _EVEN, f"both are called “{left.name}”, and nobody says who either is")]
        if both:
            more = f" and {len(both) - _SHOWN} more" if len(both) > _SHOWN else ""
            says = f"named beside both: {', '.join(both[:_SHOWN])}{more}"
            features.append(Feature("company", min(_MOST, _EACH * len(both)), says))
        return Comparison("unsure", round(sum(f.weight for f in features), 2), tuple(features))

    def _both(self, left: Node, right: Node) -> frozenset[str]:
        return self._company[left.document] & self._company[right.document]


def _named_in(names: Names) -> frozenset[str]:
    """Return the full names of people and organizations in one document."""
    return frozenset(n.name for n in names.nodes if n.named and n.kind in ("person", "organization") and len(n.words) > 1)
