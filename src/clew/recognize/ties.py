"""Which name a description stands for, when the document says so."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from clew.recognize.described import Description, codes, descriptions
from clew.recognize.marks import Marks
from clew.recognize.near import near
from clew.recognize.people import last_word
from clew.recognize.titles import roles, titles
from clew.recognize.tree import SUBJECTS, Tree
from clew.records import Mention, make

BY = "description/1"

# Words that tell nothing of a person but that there is one.
GENERIC = frozenset({"person", "individual"})


def find_described(tree: Tree, marks: Marks) -> tuple[Mention, ...]:
    """Return the descriptions and codes of people in `tree`. One tied to a name carries it; a plural never does.

    A bare singular ("policy adviser") that is tied to nobody is no mention: it is a misread piece of a title or a predicate.
    """
    found = list(descriptions(tree, marks))
    coded = dict(codes(tree))
    inside = {i for d in found for i in d.words}
    ties = Ties(tree, marks, found, coded)
    sure = [d for d in found if d.plural or not d.bare or ties.name(d)]
    for d in found:
        if d.bare and not d.plural and not ties.name(d):
            near(tree, d.words, BY, "nobody: a bare noun that is tied to no name")
    described = [_mention(tree, d.words, ties.name(d)) for d in sure]
    return (*described, *(_mention(tree, [i], code) for i, code in coded.items() if i not in inside))


def _mention(tree: Tree, phrase: Sequence[int], name: str | None) -> Mention:
    span = tree.span(phrase)
    return make(Mention, span=span, kind="person", form="description", name=name or " ".join(span.text.split()), by=BY)


class Ties:
    """Ties the descriptions of one document to names: beside them, or the only holder of the role."""

    def __init__(self, tree: Tree, marks: Marks, found: list[Description], coded: dict[int, str]) -> None:
        self.tree, self.marks, self.codes = tree, marks, coded
        self.beside = {d.head: self._after(d) or self._before(d) for d in found if not (d.plural or d.negated)}
        self.holders = self._holders(found)
        self.found = found
        self.unnamed = Counter(d.role for d in found if not (d.plural or d.definite or self.beside.get(d.head)))
        self.introduced = dict(self._introduced([d for d in found if d.head in self.beside]))

    def name(self, d: Description) -> str | None:
        """Return the name `d` stands for, or None."""
        if d.head not in self.beside:
            return None
        inside = next((self.codes[i] for i in d.words if i in self.codes), None)
        return inside or self._called(d) or self.beside[d.head] or self.introduced.get(d.head) or self._only(d)

    def _introduced(self, singular: list[Description]) -> Iterator[tuple[int, str]]:
        """Yield head and name of each "one of the aides" whose name the very next description gives for the first time:
        "The aide, Tomas Vale, wrote"."""
        tokens = self.tree.tokens
        first: dict[str, int] = {}
        for d, following in pairwise(singular):
            name = self.beside[following.head]
            if tokens[d.head].text.lower() != "one" or self.beside[d.head] or not (name and following.definite):
                continue
            first = first or {token.text: i for i, token in reversed(list(enumerate(tokens)))}
            near = 0 < tokens[following.head].sentence - tokens[d.head].sentence <= 2
            if near and first.get(last_word(name), 0) > d.head:
                yield d.head, name

    def _called(self, d: Description) -> str | None:
        """Return the code right behind the phrase that it is known by: "a source called "QX"."""
        after = (c for verb in self.tree.children(d.head, "acl") for c in self.tree.children(verb, "oprd", "prep", "dobj"))
        words = (w for c in after for w in (c, *self.tree.children(c, "pobj")))
        return next((self.codes[w] for w in words if w in self.codes), None)

    def _only(self, d: Description) -> str | None:
        """Return the one name in the document that a bare "the aide" can mean, or "the Trade Secretary" in full."""
        if not d.definite:
            return None
        if d.modified:
            return self._entitled(d)
        if d.role in GENERIC:
            return min(self.codes.values()) if len(set(self.codes.values())) == 1 else None
        names = self.holders[d.role]
        return min(names) if len(names) == 1 and not self.unnamed[d.role] else None

    def _entitled(self, d: Description) -> str | None:
        """Return the one name that bears the very title of a description in capitals: "the Foreign Secretary"."""
        said = [self.tree.tokens[k].text for k in d.words[1:]]
        names = self.entitled[tuple(said)] if all(word[0].isupper() for word in said) else set()
        return min(names) if len(names) == 1 else None

    @cached_property
    def entitled(self) -> defaultdict[tuple[str, ...], set[str]]:
        """Return the names with each title, before them or beside: "the Foreign Secretary, Ann Vale"."""
        held: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        for start, end in titles(self.tree).items():
            if person := self.marks.person(end):
                held[tuple(t.text for t in self.tree.tokens[start:end])].add(person.name)
        for d in self.found:
            if name := self.beside.get(d.head):
                held[tuple(self.tree.tokens[k].text for k in d.words[not d.bare :])].add(name)
        return held

    def _after(self, d: Description) -> str | None:
        """Return the name that follows the phrase across a comma ("The aide, Rick Vale,"), or stands in apposition to it."""
        tokens, at = self.tree.tokens, d.words[-1] + 1
        if at + 1 >= len(tokens) or tokens[at].sentence != tokens[d.head].sentence:
            return None
        if tokens[at].text == ",":
            at += 1
        elif at not in self.tree.children(d.head, "appos"):
            return None
        return self._named(at, d.head)

    def _named(self, at: int, head: int) -> str | None:
        """Return the name of the person at word `at`, unless it belongs to what follows ("Vale's lawyer")."""
        found, tokens = self.marks.person(at), self.tree.tokens
        if not found or tokens[at].sentence != tokens[head].sentence:
            return None
        name = self.marks.head(found)
        if name is not None and tokens[name].dep in SUBJECTS and tokens[head].dep == "pobj":
            return None  # "according to this person, Vale agreed": the comma ends an opening, the name is the clause's subject
        stop = self.marks.words(found)[-1] + 1
        follows = tokens[stop] if stop < len(tokens) else None
        if follows is None or follows.tag == "POS" or follows.sentence != tokens[at].sentence:
            return None if follows and follows.tag == "POS" else found.name
        return found.name if follows.pos in {"PUNCT", "VERB", "AUX", "ADV", "PRON", "CCONJ", "ADP", "SCONJ"} else None

    def _before(self, d: Description) -> str | None:
        """Return the name a phrase is in apposition to: "Ana Ro, the mayor of Skagen,"."""
        token = self.tree.tokens[d.head]
        found = self.marks.person(token.head) if token.dep == "appos" else None
        near = found and 0 <= d.words[0] - self.marks.words(found)[-1] <= 2
        return found.name if found and near else None

    def _holders(self, found: list[Description]) -> defaultdict[str, set[str]]:
        """Return the names seen with each role: beside a description, after a title, or as subject of "is the mayor"."""
        held: defaultdict[str, set[str]] = defaultdict(set)
        for d in found:
            if name := self.beside.get(d.head):
                held[d.role].add(name)
        for role, at in roles(self.tree):
            if person := self.marks.person(at):
                held[role].add(person.name)
        for token in self.tree.tokens:
            subject = self.tree.child(token.head, *SUBJECTS) if token.dep == "attr" else None
            if subject is not None and (person := self.marks.person(subject)):
                held[token.lemma].add(person.name)
        return held
