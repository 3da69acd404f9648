"""Sentences that are wholly inside quote marks, and whose they are: of who speaks before, or after, in the same quotation."""

from collections.abc import Iterator, Sequence

from clew.recognize.chains import Attribution
from clew.recognize.clauses import trimmed
from clew.recognize.quoted import Quotes
from clew.recognize.tree import Tree

_MARKS = frozenset({'"', "''", "``", "“", "”"})


def continued(tree: Tree, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield what else is said in the quotations of `found`, after the speaker ('"No," she said. "I left."') or before."""
    speakers = {tree.tokens[a.cue].sentence: a for a in found}
    waiting: list[range] = []
    speaking: Attribution | None = None
    for sentence, opened, inside, closed in _quoted(tree):
        attribution = speakers.get(tree.tokens[sentence[0]].sentence)
        if attribution is not None:
            yield from (_same(tree, attribution, w) for w in waiting if opened)
            speaking = attribution if _has_mark(tree, sentence) else None
        elif inside and speaking is not None:
            yield _same(tree, speaking, sentence)
        else:
            speaking = None
        keep = attribution is None and inside and speaking is None and not closed
        waiting = [*(waiting if opened else []), sentence] if keep else []


# Fewer words in marks are a name or a word held at a distance, not what somebody says.
_SENTENCE = 4


def unsaid(tree: Tree, found: Sequence[Attribution]) -> Iterator[tuple[list[int], int]]:
    """Yield the words of each quotation that none of `found` says from outside of it, with the head word of who speaks."""
    said = {word: a.cue for a in found for word in a.content}
    for quote in Quotes(tree).all:
        words = range(quote.first, quote.last + 1)
        if quote.speaker is None or len(words) < _SENTENCE or any(w in said and said[w] not in words for w in words):
            continue
        yield trimmed(tree, list(words)), quote.speaker


def _same(tree: Tree, attribution: Attribution, sentence: range) -> Attribution:
    return Attribution(attribution.voice, attribution.cue, tuple(trimmed(tree, list(sentence))))


def _has_mark(tree: Tree, sentence: range) -> bool:
    return any(tree.tokens[w].text in _MARKS for w in sentence)


def _quoted(tree: Tree) -> Iterator[tuple[range, bool, bool, bool]]:
    """Yield each sentence, whether a quotation is open before it, whether it is wholly inside one, whether that closes in it.

    Marks open and close in turn; a new paragraph begins outside.
    """
    is_open, end = False, 0
    for sentence in tree.sentences:
        if "\n\n" in tree.document.text[end : tree.tokens[sentence[0]].start]:
            is_open = False
        opened, outside = is_open, 0
        for word in sentence:
            if tree.tokens[word].text in _MARKS:
                is_open = not is_open
            elif not is_open and tree.tokens[word].pos != "PUNCT":
                outside += 1
        yield sentence, opened, outside == 0, not is_open
        end = tree.tokens[sentence[-1]].end
