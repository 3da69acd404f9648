"""Quotations that the tagger saw in parts made whole: what stands between two quote marks is said by one voice."""

from collections.abc import Iterator, Sequence

from clew.recognize.layout import Layout
from clew.recognize.quotations import stretches
from clew.recognize.tree import Tree
from clew.records import Hint

# The share of a quotation's words that must be content already: titles and words held at a distance stay as they are.
_MOST = 0.5


def whole(tree: Tree, hints: Sequence[Hint]) -> list[Hint]:
    """Return the attribution spans of `hints`, each quotation that is content for the most part as one content; in order.

    What else the tagger saw inside of it is left out: whom a speaker cites is worked out later, by rules.
    """
    layout = Layout(tree, [h for h in hints if h.label in ("source", "cue", "content")])
    runs = list(_runs(layout))
    inside = {word for first, last in runs for word in range(first, last)}
    kept = [h for h in layout.hints if h.first not in inside and h.last - 1 not in inside]
    return sorted([*kept, *(Hint("content", first, last, 1.0) for first, last in runs)], key=lambda h: (h.first, h.last))


def _runs(layout: Layout) -> Iterator[tuple[int, int]]:
    """Yield the first word and the one past the last of each content that a quotation makes, with what goes on around it."""
    end = 0
    for first, last in stretches(layout.tree):
        seen = [layout.contents.at(word) for word in range(first, last)]
        if last <= end or sum(h is not None for h in seen) < _MOST * len(seen):
            continue
        begins, ends = seen[0], seen[-1]
        begin = max(end, min(first, begins.first)) if begins else first
        end = max(last, ends.last) if ends else last
        yield begin, end
