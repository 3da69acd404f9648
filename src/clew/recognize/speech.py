"""Who "I", "we" and "you" are at a word: of the quotation it stands in, else of the turn, the mail or the document."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from clew.recognize.marks import Marks
from clew.recognize.quoted import Quotes
from clew.recognize.speakers import VOICED, header_people
from clew.recognize.tree import Tree
from clew.recognize.vocabulary import words

FIRST = frozenset({"i", "me", "my", "mine", "myself"})
GROUP = frozenset({"we", "us", "our", "ours", "ourselves"})
SECOND = frozenset({"you", "your", "yours", "yourself", "yourselves"})

# What the text does not name, in the words for it: no more is known of them than that they wrote, or read. "You" of an answer is
# rarely who asked: "you can carve it easily".
AUTHOR, READER, ANYONE = "the author", "the reader", "anyone"
OTHERS = "{} and others"


Speaker = Callable[[int], str | None]


class Turn(NamedTuple):
    """What one speaker says in a row. to: the one who spoke before, else the first other to speak after; answers: a question."""

    start: int
    end: int
    to: str | None
    answers: bool


class Speech:
    """Answers for one document, by word."""

    def __init__(self, tree: Tree, marks: Marks, quotes: Quotes, speaker: Speaker) -> None:
        self.tree, self.marks, self.quotes, self.speaker = tree, marks, quotes, speaker
        self._turns = list(_turns(tree, speaker))
        self._starts = [turn.start for turn in self._turns]
        self._called = self._vocatives()
        self._greeted = _greeted(tree, marks) or _only_recipient(tree)

    def who(self, i: int, named: Callable[[int], str | None]) -> str | None:
        """Return the name of whom word `i`, a pronoun of the first or second person, stands for, or None.

        named   gives the name of the person at a word, or None
        """
        word = self.tree.tokens[i].text.lower()
        quote = self.quotes.at(i)
        if quote is not None:
            me = named(quote.speaker) if quote.speaker is not None else None
            you = None
        else:
            me, you = self._me(i), self._you(i)
        if word in SECOND:
            return you
        return me if word in FIRST or me is None else OTHERS.format(me)

    def _me(self, i: int) -> str | None:
        """Return who speaks outside quotations: in a turn without a name nobody that is known, elsewhere at least the author."""
        start = self.tree.tokens[i].start
        turn = self._turn(start)
        return self.speaker(start) or (None if turn is not None else AUTHOR)

    def _you(self, i: int) -> str | None:
        """Return who is spoken to: whom the sentence calls by name, the other speaker, the recipient, or the reader."""
        start = self.tree.tokens[i].start
        turn = self._turn(start)
        if turn is None:
            quoted = any(z.kind in VOICED for z in self.tree.document.zones_at(start))
            return None if quoted else self._greeted or READER
        if called := self._called.get(self.tree.tokens[i].sentence):
            return called
        if self._turns[turn].answers and not self._asks(i) and not self._is_of_talk(i):
            return ANYONE
        return self._turns[turn].to or READER

    def _asks(self, i: int) -> bool:
        """Whether the sentence around word `i` is a question."""
        sentence = self.tree.sentence_of(i)
        return any(self.tree.tokens[k].text == "?" for k in sentence[-2:])

    def _is_of_talk(self, i: int) -> bool:
        """Whether "you" is who talks here: "thank you", "as you asked"."""
        return self.tree.tokens[self.tree.tokens[i].head].lemma in words("references", "talks")

    def _turn(self, offset: int) -> int | None:
        k = bisect_right(self._starts, offset) - 1
        return k if k >= 0 and offset < self._turns[k].end else None

    def _vocatives(self) -> dict[int, str]:
        """Return sentence -> who is called by name, in turns: "Mr. Orrin, do you", "thank you, Mr. Orrin"."""
        tokens, found = self.tree.tokens, {}
        for sentence in self.tree.sentences if self._turns else ():
            said = [i for i in sentence if tokens[i].pos != "PUNCT"]
            first = next((m for i in said[:2] if (m := self.marks.person(i)) and m.form == "name"), None)
            last = self.marks.person(said[-1]) if len(said) > 1 else None
            if first and self._is_set_off(self.marks.words(first)[-1] + 1):
                found[tokens[sentence[0]].sentence] = first.name
            elif last and last.form == "name" and self._comma_before(self.marks.words(last)[0]):
                found[tokens[sentence[0]].sentence] = last.name
        return found

    def _is_set_off(self, after: int) -> bool:
        """Whether a comma follows, and then "you" or what a sentence to somebody begins with."""
        tokens = self.tree.tokens[after : after + 3]
        return (
            len(tokens) == 3 and tokens[0].text == "," and any(t.text.lower() in words("references", "opens") for t in tokens[1:])
        )

    def _comma_before(self, first: int) -> bool:
        """Whether a comma stands before the name and its title, and "you" in the words before that."""
        before = [t.text.lower() for t in self.tree.tokens[max(0, first - 8) : first]]
        return "," in before[-2:] and "you" in before


def _turns(tree: Tree, speaker: Speaker) -> Iterator[Turn]:
    """Yield the turns. An answer follows a turn that ends in a question."""
    zones = sorted((z for z in tree.document.zones if z.kind == "turn"), key=lambda z: z.start)
    names = [speaker(z.start) for z in zones]
    before, after = _other(names), _other(names[::-1])[::-1]
    asked = False
    for zone, earlier, later in zip(zones, before, after, strict=True):
        yield Turn(zone.start, zone.end, earlier or later, asked)
        asked = tree.document.text[max(zone.start, zone.end - 20) : zone.end].rstrip().endswith("?")


def _other(names: Sequence[str | None]) -> list[str | None]:
    """Return for each of `names` the nearest one before it that is another."""
    found: list[str | None] = []
    last: str | None = None
    other: str | None = None
    for name in names:
        if name is not None and name != last:
            last, other = name, last
        found.append(other if name is not None else last)
    return found


def _greeted(tree: Tree, marks: Marks) -> str | None:
    """Return the person after the first "Dear" that begins a sentence."""
    for sentence in tree.sentences:
        if len(sentence) > 1 and tree.tokens[sentence[0]].text.lower() in words("references", "greets"):
            found = next((m for i in sentence[1:4] if (m := marks.person(i)) and m.form == "name"), None)
            return found.name if found else None
    return None


def _only_recipient(tree: Tree) -> str | None:
    """Return the name after "To" of a mail, when it is only one."""
    names = {c.person.name for c in header_people(tree.document) if c.role == "to" and c.person}
    return min(names) if len(names) == 1 else None
