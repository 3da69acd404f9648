"""Who "I", "we" and "you" are at a word: of the quotation it stands in, else of the turn, the mail or the document."""

from bisect import bisect_right
from collections.abc import Callable, Sequence

from clew.recognize.marks import Marks
from clew.recognize.quoted import Quotes
from clew.recognize.speakers import VOICED, header_people
from clew.recognize.tree import Tree

FIRST = frozenset({"i", "me", "my", "mine", "myself"})
GROUP = frozenset({"we", "us", "our", "ours", "ourselves"})
SECOND = frozenset({"you", "your", "yours", "yourself", "yourselves"})

# What the text does not name, in the words for it: no more is known of them than that they wrote, or read.
AUTHOR, READER = "the author", "the reader"
OTHERS = "{} and others"

_GREETS = frozenset({"dear", "hi", "hello", "hey", "dearest"})

Speaker = Callable[[int], str | None]


class Speech:
    """Answers for one document, by word."""

    def __init__(self, tree: Tree, marks: Marks, quotes: Quotes, speaker: Speaker) -> None:
        self.tree, self.marks, self.quotes, self.speaker = tree, marks, quotes, speaker
        self._turns = _turns(tree, speaker)
        self._starts = [start for start, _, _ in self._turns]
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
        """Return who is spoken to: the one who spoke before, the first other to speak after, the recipient, or the reader."""
        start = self.tree.tokens[i].start
        turn = self._turn(start)
        if turn is not None:
            return self._turns[turn][2] or READER
        return None if any(z.kind in VOICED for z in self.tree.document.zones_at(start)) else self._greeted or READER

    def _turn(self, offset: int) -> int | None:
        k = bisect_right(self._starts, offset) - 1
        return k if k >= 0 and offset < self._turns[k][1] else None


def _turns(tree: Tree, speaker: Speaker) -> list[tuple[int, int, str | None]]:
    """Return (start, end, who is spoken to) of each turn."""
    zones = sorted((z for z in tree.document.zones if z.kind == "turn"), key=lambda z: z.start)
    names = [speaker(z.start) for z in zones]
    before, after = _other(names), _other(names[::-1])[::-1]
    return [(z.start, z.end, b or a) for z, b, a in zip(zones, before, after, strict=True)]


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
        if len(sentence) > 1 and tree.tokens[sentence[0]].text.lower() in _GREETS:
            found = next((m for i in sentence[1:4] if (m := marks.person(i)) and m.form == "name"), None)
            return found.name if found else None
    return None


def _only_recipient(tree: Tree) -> str | None:
    """Return the name after "To" of a mail, when it is only one."""
    names = {c.person.name for c in header_people(tree.document) if c.role == "to" and c.person}
    return min(names) if len(names) == 1 else None
