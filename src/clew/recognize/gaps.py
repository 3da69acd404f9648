"""Gaps in what the tagger saw, closed: the few words between two spans that only one span can hold."""

from collections.abc import Sequence

from clew.recognize.layout import Layout
from clew.recognize.tree import Tree
from clew.records import Hint

# Words in a gap.
_MOST = 4


def closed(tree: Tree, hints: Sequence[Hint]) -> list[Hint]:
    """Return attribution spans, in order, with the gaps between them closed.

    Two contents with neither a mark nor a joining word between are one, as are two cues that touch; a cue goes on to the verb
    or the preposition right before its content ("made a case for", "might name").
    """
    layout = Layout(tree, list(hints))
    kept: list[Hint] = []
    for hint in layout.hints:
        before = kept[-1] if kept else None
        if before is not None and _are_one(layout, before, hint):
            kept[-1] = Hint(before.label, before.first, hint.last, min(before.score, hint.score))
            continue
        if before is not None and _goes_on(layout, before, hint):
            kept[-1] = Hint(before.label, before.first, hint.first, before.score)
        kept.append(hint)
    return kept


def _are_one(layout: Layout, left: Hint, right: Hint) -> bool:
    if left.label != right.label or not _is_near(layout, left, right):
        return False
    if left.label == "cue":
        return left.last == right.first
    between = range(left.last, right.first)
    return left.label == "content" and len(between) > 0 and layout.tree.tokens[between[0]].pos not in ("CCONJ", "SCONJ")


def _goes_on(layout: Layout, cue: Hint, content: Hint) -> bool:
    """Whether the free words between a cue and a content end in what the content hangs on."""
    if (cue.label, content.label) != ("cue", "content") or cue.last == content.first or not _is_near(layout, cue, content):
        return False
    word = content.first - 1
    last = layout.tree.tokens[word]
    takes = any(content.first <= c < content.last for c in layout.tree.children(word))
    return last.pos in ("ADP", "VERB") and cue.first <= last.head < content.first and takes


def _is_near(layout: Layout, left: Hint, right: Hint) -> bool:
    """Whether few words stand between two spans of a sentence, and no mark."""
    tokens = layout.tree.tokens
    between = range(left.last, right.first)
    together = len(between) <= _MOST and tokens[left.last - 1].sentence == tokens[right.first].sentence
    return together and not any(tokens[w].pos in ("PUNCT", "SPACE") for w in between)
