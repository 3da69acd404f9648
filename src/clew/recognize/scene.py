"""What the event rules look at: the words, the mentions found in them, and the dates."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from clew.recognize.clauses import antecedent, doer, drops_subject
from clew.recognize.speakers import Voices
from clew.recognize.tree import Tree
from clew.recognize.vocabulary import words
from clew.records import Mention, Span, Status, Voice, When

PEOPLE = frozenset({"person", "organization", "address", "phone"})

# A country takes part as a body does; other places only hold what happens.
ACTORS = PEOPLE | {"place"}

Roles = tuple[tuple[str, Mention], ...]


def acts(mention: Mention) -> bool:
    """Whether `mention` is somebody, or a country: one that can meet, tell and agree."""
    return mention.kind in PEOPLE or (mention.kind == "place" and mention.name in words("countries", "names"))


class MentionIndex:
    """Finds mentions by word. A mention stands at the words that tie it to the rest of its sentence."""

    def __init__(self, tree: Tree, mentions: Sequence[Mention]) -> None:
        self._tree = tree
        self._heads: dict[int, Mention] = {}
        self._names: dict[int, Mention] = {}
        for mention in sorted(mentions, key=lambda m: (m.span.end - m.span.start, m.id)):
            self._enter(mention)

    def _enter(self, mention: Mention) -> None:
        words = self._tree.within(mention.span.start, mention.span.end)
        for i in words:
            head = self._tree.tokens[i].head
            if (head not in words or head == i) and self._tree.tokens[i].dep != "punct" and not self._keeps(i, mention):
                self._heads[i] = mention
            if mention.form == "name":
                self._names.setdefault(i, mention)

    def _keeps(self, i: int, mention: Mention) -> bool:
        """Whether the mention already at `i` is better than `mention`: a name beats a longer description."""
        there = self._heads.get(i)
        return there is not None and there.form == "name" and mention.form != "name"

    def at(self, i: int) -> Mention | None:
        """Return the mention whose head is word `i`, or the name that word is part of."""
        return self._heads.get(i) or self._names.get(i)

    def one(self, i: int) -> Mention | None:
        """Return what word `i` names: its mention, the antecedent's for "who", the name beside a description ("the aide, X")."""
        i = antecedent(self._tree, i)
        found = self.at(i)
        if found is None or found.form == "description":
            beside = (self.at(c) for c in self._tree.children(i, "appos"))
            return next((m for m in beside if m and m.form == "name" and m.kind in PEOPLE), found)
        return found

    def all(self, i: int, kinds: frozenset[str] = PEOPLE) -> list[Mention]:
        """Return everybody named at word `i` and at the words joined to it, in order, each once."""
        found: list[Mention] = []
        for word in self._joined(antecedent(self._tree, i)):
            mention = self.one(word)
            if mention and mention.kind in kinds and not self._apposition(word, mention):
                found.append(mention)
        return _once(found)

    def _joined(self, i: int) -> list[int]:
        """Return the words joined to word `i`; of "the envoy to Denmark, A B, and C" the parser joins A B to Denmark."""
        mention, joined = self.at(i), self._tree.conjuncts(i)
        if mention is None or mention.form != "description":
            return joined
        inside = self._tree.within(mention.span.start, mention.span.end)
        strays = [c for w in inside if w != i for c in self._tree.children(w, "conj", "appos") if c not in inside]
        return [*joined, *(word for c in strays for word in self._tree.conjuncts(c))]

    def _apposition(self, i: int, mention: Mention) -> bool:
        """Whether "the ambassador to A, B C, and D" was read as a list: a description and, after a mere comma, its own name."""
        following = self._tree.child(i, "conj")
        if mention.form != "description" or following is None or self._tree.child(i, "cc") is not None:
            return False
        name = self.at(following)
        singular = self._tree.tokens[i].tag in ("NN", "NNP")
        return singular and name is not None and name.form == "name" and name.kind == mention.kind


def _once(mentions: Iterable[Mention]) -> list[Mention]:
    """Return one mention for each name, in order: of a description and the name it is tied to, the name."""
    kept: dict[str, Mention] = {}
    for mention in mentions:
        key = mention.id if mention.form == "pronoun" and mention.name == mention.span.text else mention.name
        if key not in kept or (kept[key].form != "name" and mention.form == "name"):
            kept[key] = mention
    return list(kept.values())


class Telling(NamedTuple):
    """One passage that tells an event, before those that tell the same one are joined.

    word       the word it was read from, or None when its passage was not parsed
    definite   it is told as known ("the meeting", "his meeting")
    plural     it tells several at once ("two meetings")
    noun       the lemma of the occasion ("reception"), or ""
    voices     what its form adds to the voices of the place it stands in (a header that was only quoted)
    firm       its form takes it for a fact, so that a "may" or "whether" around it casts no doubt on it
    back       it names too little to stand alone and only points back to what was told before
    there      it was where, and so when, the occasion told last was
    """

    kind: str
    roles: Roles
    when: When | None
    where: Mention | None
    status: Status
    evidence: Span
    by: str
    word: int | None = None
    definite: bool = False
    plural: bool = False
    noun: str = ""
    voices: tuple[Voice, ...] = ()
    firm: bool = False
    back: bool = False
    there: bool = False

    def named(self, *roles: str) -> list[Mention]:
        """Return the mentions in `roles`, all roles when none is given."""
        return [m for role, m in self.roles if not roles or role in roles]


class Scene:
    """A parse with its mentions and a way to find the date of a word."""

    def __init__(self, tree: Tree, mentions: Sequence[Mention], date_of: Callable[[int], When | None]) -> None:
        self.tree = tree
        self.mentions = tuple(mentions)
        self.index = MentionIndex(tree, mentions)
        self._date_of = date_of

    def when(self, words: Iterable[int]) -> When | None:
        """Return the date of the first of `words` that has one; not one told by the word itself ("a month after the call")."""
        found = ((self._date_of(word), self.tree.tokens[word].start) for word in words)
        return next((w for w, at in found if w is not None and not w.span.start <= at < w.span.end), None)

    def roles(self, role: str, word: int | None) -> Iterator[tuple[str, Mention]]:
        """Yield everybody at `word` in `role`; nothing without a role or a word."""
        if role and word is not None:
            yield from ((role, m) for m in self.index.all(word, ACTORS) if m.kind in PEOPLE or acts(m))

    def doers(self, role: str, verb: int) -> Iterator[tuple[str, Mention]]:
        """Yield who does `verb` in `role`; of "Met her today." in a mail or a letter who wrote it."""
        word = doer(self.tree, verb)
        author = self._author(verb) if word is None and role and drops_subject(self.tree, verb) else None
        yield from self.roles(role, word) if author is None else [(role, author)]

    def _author(self, word: int) -> Mention | None:
        return self._people.get(self._voices.at(self.tree.tokens[word].start) or "")

    @cached_property
    def _voices(self) -> Voices:
        return Voices(self.tree.document, self.mentions)

    @cached_property
    def _people(self) -> dict[str, Mention]:
        return {m.name: m for m in reversed(self.mentions) if m.kind == "person" and m.form == "name"}
