"""A node: the mentions of one document that share kind and name, which is what is compared and tied."""

import re
from collections.abc import Iterable, Sequence

from clew.records import Judgement, Mention, MentionKind, Record, make
from clew.resolve.likeness.vocabulary import words

_NOT_LETTERS = re.compile(r"[^\w'-]+")

# Part of how somebody is addressed, not of the name that is compared.
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "sir", "madam"})


class Node(Record, frozen=True, gc=False):
    """The mentions of one document that share kind and name.

    id        the first of them
    words     the name in lower case, cut into words, without a particle in front
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


def node_of(document: str, mentions: Sequence[Mention]) -> Node:
    """Return the node that mentions of one name in one document are."""
    first = next((m for m in mentions if m.form == "name"), mentions[0])
    named = first.form == "name"
    said = name_words(_without_particle(first.name) if first.kind == "person" else first.name)
    return Node(first.id, document, first.kind, first.name, said, named, False, tuple(m.id for m in mentions))


def _without_particle(name: str) -> str:
    """Return a name that begins with a small particle without it: "el Tarik" is a surname alone, "Al Lund" is not."""
    first, _, rest = name.partition(" ")
    return _without_particle(rest) if rest and first.islower() and first in words("personwords", "particle") else name


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name in lower case, without dots and commas."""
    return tuple(w for w in _NOT_LETTERS.split(name.casefold()) if w)


def untitled(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words of a name without a title in front and a suffix behind; all when nothing else is there."""
    first = 1 if len(words) > 1 and words[0] in _TITLES else 0
    last = len(words) - 1 if len(words) > first + 1 and words[-1] in SUFFIXES else len(words)
    return tuple(words[first:last])


def suffix_of(words: Sequence[str]) -> str:
    """Return the suffix of a name, "" for none."""
    return words[-1] if len(words) > 1 and words[-1] in SUFFIXES else ""


def is_initialled(words: Sequence[str]) -> bool:
    """Whether a name without title and suffix is a surname behind initials, and nothing else: "K. T. Lund"."""
    return len(words) > 1 < len(words[-1]) and all(len(w) == 1 for w in words[:-1])


def roots(ids: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return for each of `ids` the one that stands for all that `pairs` tie to it: the smallest."""
    parent = {id: id for id in ids}

    def root(id: str) -> str:
        while parent[id] != id:
            parent[id] = id = parent[parent[id]]
        return id

    for pair in pairs:
        first, last = sorted(map(root, pair))
        parent[last] = first
    return {id: root(id) for id in parent}


def same(left: str, right: str, score: float, reason: str, by: str) -> Judgement:
    """Return a rule's judgement that two mentions are one."""
    return make(Judgement, left=left, right=right, verdict="same", score=score, reason=reason, by=by, at=None)
