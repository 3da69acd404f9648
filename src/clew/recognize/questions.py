"""What the words leave open: clauses, names, answers that are not given, and questions asked outright."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from clew.recognize.near import near
from clew.recognize.openclauses import Opened, kinds, open_clauses
from clew.recognize.scene import PEOPLE
from clew.recognize.tree import Tree
from clew.recognize.unanswered import bare, unanswered, unnamed, unproven
from clew.recognize.vocabulary import words
from clew.records import Document, Mention, Question, Span, make

ASKED = "asked/1"

# What a turn begins with says whether it answers.
_OPENING = 160

# A speaker's label is this many words at most: "MR. VALE:".
_LABEL = 6


def find_questions(tree: Tree, mentions: Iterable[Mention]) -> tuple[Question, ...]:
    """Return the questions of `tree`, in the order of their words. `mentions`: those of the same document."""
    about = _About(mentions)
    rules = (_asked, unanswered, unproven, bare, unnamed, open_clauses)
    found = {each.span: each for rule in rules for each in rule(tree)}
    rows = sorted(found.values(), key=lambda each: (each.span.start, each.span.end))
    return tuple(make(Question, span=e.span, kind=e.kind, about=about.within(e.span), by=e.by) for e in rows)


class _About:
    """Finds the people and organizations named in a span."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._mentions = sorted((m for m in mentions if m.kind in PEOPLE), key=lambda m: (m.span.start, m.span.end))

    def within(self, span: Span) -> tuple[str, ...]:
        """Return the ids of mentions inside `span`, in order."""
        at = bisect_left(self._mentions, span.start, key=lambda m: m.span.start)
        found: list[str] = []
        while at < len(self._mentions) and self._mentions[at].span.start < span.end:
            if self._mentions[at].span.end <= span.end:
                found.append(self._mentions[at].id)
            at += 1
        return tuple(found)


def _asks(tree: Tree, sentence: range) -> bool:
    """Whether it begins as a question does: a question word or a verb is among the first words after a speaker's label."""
    label = next((n + 1 for n, w in enumerate(sentence[:_LABEL]) if tree.tokens[w].text == ":"), 0)
    first = sentence[label : label + 4]
    return any(tree.tokens[w].tag.startswith("W") or tree.tokens[w].pos in ("AUX", "VERB") for w in first)


def _quoted(tree: Tree, sentence: range) -> bool:
    """Whether the question stands inside quote marks: somebody asked it once, it is not open."""
    span, text = tree.span(list(sentence)), tree.document.text
    marks = sum(span.text.count(mark) for mark in '"”“')
    return marks % 2 == 1 or text[span.end : span.end + 1] in tuple('"”')


class _Turns:
    """The turns of a hearing, in order: what one asks, the next answers, unless it says that it does not."""

    def __init__(self, document: Document) -> None:
        found = [z for z in document.zones if z.kind == "turn" and document.kind != "chat"]
        self._text, self._turns = document.text, sorted(found, key=lambda z: z.start)

    def answered(self, offset: int) -> bool:
        """Whether `offset` is in a turn, and another voice's turn after it answers."""
        at = bisect_right(self._turns, offset, key=lambda z: z.start) - 1
        if at < 0 or offset >= self._turns[at].end or at + 1 == len(self._turns):
            return False
        turn, after = self._turns[at : at + 2]
        if turn.voice is None or after.voice is None or turn.voice.text == after.voice.text:
            return False
        opening = self._text[after.start : min(after.end, after.start + _OPENING)].lower().replace("’", "'")
        return not any(phrase in opening for phrase in words("questions", "no_answer"))


def _asked(tree: Tree) -> Iterator[Opened]:
    """Yield the questions asked outright, but for furniture ("How are you?") and those that a hearing goes on to answer."""
    turns = _Turns(tree.document)
    for sentence in tree.sentences:
        if len(sentence) < 4 or tree.tokens[sentence[-1]].text != "?" or not _asks(tree, sentence):
            continue
        span = tree.span(list(sentence))
        if _quoted(tree, sentence):
            continue
        if turns.answered(span.start):
            near(tree, sentence, ASKED, "no question: the next turn answers it")
            continue
        lowered = span.text.lower().strip(" \"'>")
        if any(lowered.startswith(f) and len(lowered) < len(f) + 25 for f in words("questions", "furniture")):
            continue
        first = next((tree.tokens[w].lemma for w in sentence[:3] if tree.tokens[w].tag.startswith("W")), "whether")
        yield Opened(span, kinds().get(first, "whether"), ASKED)
