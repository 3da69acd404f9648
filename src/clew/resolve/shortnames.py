"""Whose each short name in a document is: by the message it signs or greets in, else when it fits one person of the document."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from clew.records import Judgement, Mention, Observation
from clew.resolve.fitting import PLAIN, Fit, alike, fit
from clew.resolve.likeness.vocabulary import given_names
from clew.resolve.mailbox import box, box_words, boxes
from clew.resolve.messages import Messages, Place
from clew.resolve.nodes import Node, is_initialled, roots, same, suffix_of, untitled

# A name met so many times less often than those with a given name is passed over where its first word is none. On a long report
# the titles of stories in its footnotes, taken for names, were met so much less often; people were not.
_SELDOM = 4


class Head(NamedTuple):
    """Somebody with a full name or an address in a document. words: each full name, and that which an address spells."""

    node: Node
    words: tuple[tuple[str, ...], ...]
    boxes: tuple[str, ...]


def boxed(nodes: Sequence[Node]) -> Iterator[Judgement]:
    """Tie each address to the only full name of the document that is written in it."""
    people = [n for n in nodes if n.kind == "person" and n.named and len(untitled(n.words)) > 1]
    by_box: dict[str, list[Node]] = defaultdict(list)
    by_ends: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in people:
        words = untitled(node.words)
        by_ends[words[0], words[-1]].append(node)
        for one in boxes(words):
            by_box[one].append(node)
    for node in nodes:
        spelled = box_words(node.name) if node.kind == "address" else ()
        found = (by_ends.get((spelled[0], spelled[-1])) if spelled else None) or by_box.get(_box(node), [])
        if found and one_person(found):
            yield same(node.id, found[0].id, 0.9, f"“{found[0].name}” is the name in “{node.name}”", "name-in-address/1")


def _box(node: Node) -> str:
    if node.kind == "address":
        return box(node.name)
    return node.words[0] if node.kind == "person" and node.named and len(node.words) == 1 and len(node.words[0]) > 3 else ""


def one_person(nodes: Sequence[Node]) -> bool:
    """Whether all of `nodes` can be ways to write one full name."""
    first, suffix = untitled(nodes[0].words), suffix_of(nodes[0].words)
    return all(alike(first, untitled(n.words)) and suffix_of(n.words) == suffix for n in nodes[1:])


class ShortNames:
    """Ties the short names of one document. tied: pairs of nodes that are one already, as addresses with their names."""

    def __init__(self, observation: Observation, nodes: Sequence[Node], tied: Iterable[Judgement]) -> None:
        self._nodes = nodes
        self._mentions = {m.id: m for m in observation.mentions}
        self._node_of = {mention: node for node in nodes for mention in node.mentions}
        self._messages = Messages(observation.document, observation.mentions)
        self._accounts = _accounts(observation)
        self._root = roots((n.id for n in nodes), ((j.left, j.right) for j in tied))
        self._heads = self._with_heads()
        self._by_word = self._indexed()

    def _with_heads(self) -> dict[str, Head]:
        """Return the heads by the root of each."""
        groups: dict[str, list[Node]] = defaultdict(list)
        for node in self._nodes:
            if node.named and node.kind in ("person", "address"):
                groups[self._root[node.id]].append(node)
        full = {root: head for root, group in groups.items() if (head := _head(group))}
        known: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for words in (words for head in full.values() for words in head.words):
            known[words[-1]].append(words)
        rest = ((root, _initialled(group)) for root, group in groups.items() if root not in full)
        return full | {root: head for root, head in rest if head and not any(map(_alike_to(known), head.words))}

    def _indexed(self) -> dict[str, list[str]]:
        """Return the roots of heads by each word of their names."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for root, head in self._heads.items():
            for words in head.words:
                for word in words:
                    found[word][root] = None
        return {word: list(those) for word, those in found.items()}

    def judgements(self) -> Iterator[Judgement]:
        """Yield a judgement for each short name whose bearer the document tells."""
        for node in self._nodes:
            words = untitled(node.words)
            if node.kind == "person" and node.named and words and self._is_short(node, words):
                found = self._placed(node, words) or self._only(node, words)
                if found:
                    yield found

    def _is_short(self, node: Node, words: Sequence[str]) -> bool:
        initials = any(len(w) == 1 for w in words) and (len(words[0]) == 1 or all(len(w) == 1 for w in words))
        return (len(words) == 1 or initials) and not (self._root[node.id] in self._heads and len(words) > 1)

    def _placed(self, node: Node, words: Sequence[str]) -> Judgement | None:
        """Tie a name under a mail to its sender, one in a greeting to a recipient that it fits; None when its places disagree."""
        bearers = {}
        for place, mention in self._places(node):
            message = self._messages.at(mention.span.start)
            sides = () if message is None else message.senders if place == "signed" else message.receivers
            found = {self._root[self._node_of[m.id].id]: None for m in sides if m.id in self._node_of}
            fits = [root for root in found if root in self._heads and self._fits(words, root, place)]
            if self._are_one(fits):
                bearers[fits[0]] = place
        if len(bearers) != 1 or (root := next(iter(bearers))) == self._root[node.id]:
            return None
        return self._tied(node, root, 0.92, "signs the mail of" if bearers[root] == "signed" else "greets", "signed/1")

    def _places(self, node: Node) -> Iterator[tuple[Place, Mention]]:
        for mention in node.mentions:
            if place := self._messages.place(self._mentions[mention]):
                yield place, self._mentions[mention]

    def _fits(self, words: Sequence[str], root: str, place: Place) -> bool:
        head = self._heads[root]
        if any(fit(words, full) for full in head.words):
            return True
        # "avalley@" may sign as "Ann": the sender is known, and nothing but the first letter is to be told.
        return place == "signed" and not head.words and any(b.startswith(words[0][0]) or words[0] in b for b in head.boxes)

    def _only(self, node: Node, words: Sequence[str]) -> Judgement | None:
        """Tie a short name to the only person of the document that it fits plainly; not one account of a chat to another."""
        keys = dict.fromkeys(root for root in self._by_word.get(words[-1], ()) if self._fit(words, root) in PLAIN)
        found = [root for root in keys if root != self._root[node.id]] or self._nicknamed(node, words)
        found = self._without_odd(words[-1], found)
        found = self._of_suffix(suffix_of(node.words), found)
        members = [node, *(self._heads[root].node for root in found)]
        write = [n for n in members if not self._accounts.isdisjoint(n.mentions)]
        if not self._are_one(found) or (node in write and len(write) > 1):
            return None
        return self._tied(node, found[0], 0.9, "is short for", "short-name/2")

    def _without_odd(self, word: str, found: Sequence[str]) -> list[str]:
        """Return those of `found` that are names of people by their first words, without what a heading makes of a surname.

        "Lund Testifies" begins with the surname of Ines Lund, "Vale & Lund" with that of another, "to Lund" in no name's way;
        "Activities Lund" begins with no given name, and is hardly ever met.
        """
        plain = [root for root in found if self._first(root) in given_names()]
        most = sum(self._told(root) for root in plain)
        return [root for root in found if root in plain or not self._is_odd(word, root, most)] if plain else list(found)

    def _is_odd(self, word: str, root: str, most: int) -> bool:
        first = self._first(root)
        if len(first) < 2:
            return self._told(root) * _SELDOM <= most
        surname = any(first == words[-1] for other in self._by_word.get(first, ()) for words in self._heads[other].words)
        small = self._heads[root].node.name[:1].islower()
        return first == word or surname or small or self._told(root) * _SELDOM <= most

    def _first(self, root: str) -> str:
        words = self._heads[root].words
        return words[0][0] if words else ""

    def _told(self, root: str) -> int:
        return len(self._heads[root].node.mentions)

    def _of_suffix(self, suffix: str, found: Sequence[str]) -> list[str]:
        """Return those with the suffix of the short name: the plain surname is the father's, unless only the son is there."""
        fitting = [root for root in found if suffix_of(self._heads[root].node.words) == suffix]
        return fitting or ([] if suffix else list(found))

    def _nicknamed(self, node: Node, words: Sequence[str]) -> list[str]:
        """Return the people that a nickname fits when no name fits plainly; only in a mail, whose people know one another."""
        if len(words) > 1 or not self._messages.any or self._root[node.id] in self._heads:
            return []
        return [root for root in self._heads if self._fit(words, root) == "nickname"]

    def _fit(self, words: Sequence[str], root: str) -> Fit | None:
        fits = (fit(words, full) for full in self._heads[root].words)
        return next((found for found in fits if found), None)

    def _are_one(self, those: Sequence[str]) -> bool:
        names = [full for root in those for full in self._heads[root].words]
        if len({suffix_of(self._heads[root].node.words) for root in those}) > 1:
            return False
        return bool(those) and (len(those) == 1 or all(alike(names[0], full) for full in names[1:]))

    def _tied(self, node: Node, root: str, score: float, how: str, by: str) -> Judgement:
        head = self._heads[root].node
        return same(node.id, head.id, score, f"“{node.name}” {how} “{head.name}” here", by)


def _head(group: Sequence[Node]) -> Head | None:
    """Return the head that some nodes of one person make; None when they have short names only."""
    people = [n for n in group if n.kind == "person" and len(untitled(n.words)) > 1 and len(untitled(n.words)[0]) > 1]
    addresses = [n for n in group if n.kind == "address"]
    spelled = [words for n in addresses if (words := box_words(n.name))]
    if not people and not addresses:
        return None
    names = dict.fromkeys([*(untitled(n.words) for n in people), *spelled])
    return Head((people or addresses)[0], tuple(names), tuple(filter(None, (box(n.name) for n in addresses))))


def _initialled(group: Sequence[Node]) -> Head | None:
    """Return the head that some nodes make of whom no more than initials and a surname are known: "K. T. Lund"."""
    people = [n for n in group if n.kind == "person" and is_initialled(untitled(n.words))]
    names = dict.fromkeys(untitled(n.words) for n in people)
    return Head(people[0], tuple(names), ()) if people else None


def _alike_to(known: Mapping[str, Sequence[Sequence[str]]]) -> Callable[[Sequence[str]], bool]:
    """Return whether a name may be one of those `known` by their last words."""
    return lambda words: any(alike(words, full) for full in known.get(words[-1], ()))


def _accounts(observation: Observation) -> frozenset[str]:
    """Return the mentions that stand where a message of a chat has its writer: each is the name of one account."""
    if observation.document.kind != "chat":
        return frozenset()
    named = {f.start for z in observation.document.zones if z.kind == "header" for f in z.fields if f.label == "From"}
    return frozenset(m.id for m in observation.mentions if m.span.start in named)
