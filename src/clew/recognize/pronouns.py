"""Pronouns, tied to the person they stand for when the evidence is good."""

from collections.abc import Iterator, Sequence

from clew.recognize.antecedents import Antecedents
from clew.recognize.candidates import Candidates
from clew.recognize.marks import Marks
from clew.recognize.near import asked, near
from clew.recognize.people import People
from clew.recognize.quoted import Quotes
from clew.recognize.speech import FIRST, GROUP, SECOND, Speaker, Speech
from clew.recognize.tree import SUBJECTS, Tree
from clew.records import Mention, make

BY = "pronoun/1"

SAID = {
    "he": "he", "him": "he", "his": "he", "himself": "he",
    "she": "she", "her": "she", "hers": "she", "herself": "she",
}  # fmt: skip
SELF = frozenset({"himself", "herself"})
RELATIVE = frozenset({"who", "whom", "whose"})
MANY = frozenset({"they", "them", "their", "theirs", "themselves"})


def find_pronouns(tree: Tree, mentions: Sequence[Mention], speaker: Speaker) -> tuple[Mention, ...]:
    """Return the pronouns of `tree` that stand for a person, in order; `name` is the pronoun itself when it is not tied.

    mentions   the names and descriptions of the document, in order
    speaker    gives the name of who speaks at an offset of the text, or None: what "I" stands for
    """
    return tuple(Pronouns(tree, mentions, speaker).all())


class Pronouns:
    """Goes through one document from its first word to its last: what one pronoun is tied to helps the next."""

    def __init__(self, tree: Tree, mentions: Sequence[Mention], speaker: Speaker) -> None:
        self.tree = tree
        self.marks = Marks(tree, mentions)
        self.people = People(tree, self.marks, mentions)
        quotes = Quotes(tree)
        self.candidates = Candidates(tree, self.marks, quotes, self.people.full, mentions)
        self.antecedents = Antecedents(tree, self.candidates, self.people, speaker)
        self.speech = Speech(tree, self.marks, quotes, speaker)
        self.last: str | None = None

    def all(self) -> Iterator[Mention]:
        """Yield the pronouns' mentions."""
        for i, token in enumerate(self.tree.tokens):
            if token.pos not in {"PRON", "DET"}:
                continue
            word = token.text.lower()
            if word in SAID:
                yield self._third(i, SAID[word])
            elif word in RELATIVE:
                yield from self._tied(i, self._relative(i))
            elif word in MANY:
                yield from self._tied(i, self._many(i))
        for i, token in enumerate(self.tree.tokens):
            if token.text.lower() in FIRST | GROUP | SECOND and token.tag in {"PRP", "PRP$"}:
                name = self.speech.who(i, self._named)
                yield from self._tied(i, name and self.people.full(name))

    def _named(self, i: int) -> str | None:
        """Return the full name of the person at word `i`, or None; an untied pronoun is nobody."""
        found = self.marks.person(i)
        return self.people.full(found.name) if found else None

    def _third(self, i: int, said: str) -> Mention:
        """Return the mention of "he" or "she"; tied, it counts as a mention of its person for the words after it."""
        either = self._is_either(i)
        name = self.last if either and self.tree.tokens[i - 1].text == "or" else None
        name = name or (self.antecedents.subject(i) if self.tree.tokens[i].text.lower() in SELF else None)
        name = name or self._beside(i) or self.antecedents.pick(i, None if either else said)
        mention = self._mention(i, name)
        self.last = name
        if name is None and asked():
            near(self.tree, [i], BY, self._untied(i, None if either else said))
        if name:
            self.marks.add(mention)
            self.candidates.add(mention, name)
            if not either:
                self.people.learn(name, said)
                self.antecedents.last[said] = name
        return mention

    def _untied(self, i: int, said: str | None) -> str:
        """Return why a pronoun is nobody's: who it may be, and how likely each is."""
        likely = sorted(self.antecedents.choices(i, said), key=lambda c: (-c.likely, c.name))[:3]
        return f"not tied: {', '.join(f'{c.name} {c.likely:.0%}' for c in likely) or 'nobody near it agrees with it'}"

    def _is_either(self, i: int) -> bool:
        """Whether the word belongs to "he or she", which tells nothing."""
        near = {t.text.lower() for t in self.tree.tokens[max(0, i - 2) : i + 3]}
        return "or" in near and {"he", "she"} <= near

    def _beside(self, i: int) -> str | None:
        """Return the name right before an emphatic "himself"."""
        found = self.marks.person(i - 1) if i and self.tree.tokens[i].text.lower() in SELF else None
        return self.people.full(found.name) if found else None

    def _relative(self, i: int) -> str | None:
        """Return the name of the person whom a relative clause speaks of: the noun it hangs on, or the one right before it."""
        clause = next((a for a in self.tree.ancestors(i) if self.tree.tokens[a].dep == "relcl"), None)
        if clause is None:
            return None
        before = i - 2 if self.tree.tokens[i - 1].text == "," else i - 1
        found = self.marks.person(before) or self.marks.person(self.tree.tokens[clause].head)
        return self.people.full(found.name) if found else None

    def _many(self, i: int) -> str | None:
        """Return the words of the only group described in this sentence or the last that "they" can stand for."""
        sentence = self.tree.tokens[i].sentence
        plural = [
            k for k in range(max(0, i - 60), i)
            if self.tree.tokens[k].tag in {"NNS", "NNPS"} and self.tree.tokens[k].sentence >= sentence - 1
        ]  # fmt: skip
        found = self.marks.person(plural[0]) if len(plural) == 1 else None
        return found.name if found and self.tree.tokens[plural[0]].dep in SUBJECTS else None

    def _tied(self, i: int, name: str | None) -> Iterator[Mention]:
        if name:
            yield self._mention(i, name)

    def _mention(self, i: int, name: str | None) -> Mention:
        span = self.tree.span([i])
        return make(Mention, span=span, kind="person", form="pronoun", name=name or span.text, by=BY)
