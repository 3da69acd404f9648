"""Sentences that are wholly inside quote marks, and whose they are: of who speaks before, or after, in the same quotation."""

from collections.abc import Iterator, Sequence

from clew.recognize.chains import Attribution
from clew.recognize.clauses import trimmed
from clew.recognize.quoted import Quotes
from clew.recognize.tree import Tree

_MARKS = frozenset({'"', "''", "``", "“", "”"})
_LETTERS = frozenset({'"', "“", "”"})


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
    return any(_marks(tree, w) for w in sentence)


def _marks(tree: Tree, word: int) -> int:
    """Return how many quote marks word `word` is or holds: after a dash the parser leaves them in the word."""
    text = tree.tokens[word].text
    return 1 if text in _MARKS else sum(text.count(mark) for mark in _LETTERS)


def _quoted(tree: Tree) -> Iterator[tuple[range, bool, bool, bool]]:
    """Yield each sentence, whether a quotation is open before it, whether it is wholly inside one, whether that closes in it.

    Marks open and close in turn; a new paragraph begins outside.
    """
    paragraphs = list(_paragraphs(tree))
    following = [*(p[0][0] for p in paragraphs[1:]), None]
    for paragraph, after in zip(paragraphs, following, strict=False):
        odd = _odd(tree, paragraph, after)
        is_open = False
        for sentence in paragraph:
            opened, outside = is_open, 0
            for word in sentence:
                turns = _marks(tree, word) - (word == odd)
                is_open = is_open != bool(turns % 2)
                outside += not turns and not is_open and tree.tokens[word].pos != "PUNCT"
            yield sentence, opened, outside == 0, not is_open


def stretches(tree: Tree) -> Iterator[tuple[int, int]]:
    """Yield each quotation as its first word and the one past its last, its marks among them.

    A mark opens when it touches the word behind it and not the one before, and closes when it touches the one before. What is
    not closed ends with its paragraph when the next goes on with a mark, and is none otherwise.
    """
    paragraphs = list(_paragraphs(tree))
    following = [*(p[0][0] for p in paragraphs[1:]), None]
    for paragraph, after in zip(paragraphs, following, strict=False):
        opened: int | None = None
        for word in (w for sentence in paragraph for w in sentence if tree.tokens[w].text in _MARKS):
            if opened is not None and _touches(tree, word - 1):
                yield opened, word + 1
                opened = None
            elif not _touches(tree, word - 1) and _touches(tree, word):
                opened = word
        if opened is not None and after is not None and _marks(tree, after):
            yield opened, paragraph[-1][-1] + 1


def _touches(tree: Tree, word: int) -> bool:
    """Whether no blank stands between word `word` and the next."""
    return 0 <= word < len(tree.tokens) - 1 and tree.tokens[word].end == tree.tokens[word + 1].start


def _paragraphs(tree: Tree) -> Iterator[list[range]]:
    """Yield the sentences of each paragraph: a blank line parts them."""
    held: list[range] = []
    for sentence in tree.sentences:
        end = tree.tokens[sentence[0] - 1].end if sentence[0] else 0
        if held and "\n\n" in tree.document.text[end : tree.tokens[sentence[0]].start]:
            yield held
            held = []
        held.append(sentence)
    if held:
        yield held


def _odd(tree: Tree, paragraph: list[range], after: int | None) -> int | None:
    """Return the last mark of a paragraph when it opens what nothing closes: the next paragraph does not go on with a mark."""
    marked = [w for sentence in paragraph for w in sentence if _marks(tree, w)]
    goes_on = after is not None and _marks(tree, after)
    return marked[-1] if sum(_marks(tree, w) for w in marked) % 2 and not goes_on else None
