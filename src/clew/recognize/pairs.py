"""Which source, cue and contents among the tagger's flat spans belong together: by the parse, else by the order of reading."""

from collections import defaultdict
from typing import NamedTuple

from clew.recognize.layout import QUOTES, Layout
from clew.recognize.sources import sources_of
from clew.records import Hint

# Marks that may stand between a content and its cue.
_BETWEEN = QUOTES | {",", "-", "--", "—", "–", ":"}


class Pair(NamedTuple):
    """One attribution: its source or None, its cue or None, and its contents in order."""

    source: Hint | None
    cue: Hint | None
    contents: tuple[Hint, ...]


def pairs(layout: Layout) -> list[Pair]:
    """Return the attributions in the order of their first contents. A cue without a content is none."""
    sources = sources_of(layout)
    said: dict[Hint | None, list[Hint]] = defaultdict(list)
    last = quoting = None
    for content in layout.contents.all:
        quoted = layout.tree.tokens[content.first].text in QUOTES
        last = cue_of(layout, content) or (quoting if quoted else None) or last
        quoting = last if quoted else quoting
        said[last].append(content)
    return [Pair(sources.get(cue) if cue else None, cue, tuple(contents)) for cue, contents in said.items()]


def cue_of(layout: Layout, content: Hint) -> Hint | None:
    """Return the cue of `content`, or None: none is near, so it goes on with what was said before."""
    return _above(layout, content) or _joined(layout, content) or _below(layout, content) or _beside(layout, content)


def _above(layout: Layout, content: Hint) -> Hint | None:
    """Return the cue that `content` hangs on, no other content between: "said that ..."."""
    for word in layout.above(content):
        cue = layout.cues.at(word)
        if cue is not None or layout.contents.at(word) not in (None, content):
            return cue
    return None


def _joined(layout: Layout, content: Hint) -> Hint | None:
    """Return the cue that, alone or with its source, stands right after `content` or before it, with mere marks between."""
    after = _from(layout, content.last, 1) if _runs_on(layout, content) else None
    return after or _from(layout, content.first - 1, -1)


def _from(layout: Layout, word: int, step: int) -> Hint | None:
    """Return the cue at the first word from `word` on that is no mark, or behind the source that is there."""
    at = _past_marks(layout, word, step)
    source = layout.sources.at(at)
    if source is not None:
        at = _past_marks(layout, source.last if step > 0 else source.first - 1, step)
    return layout.cues.at(at)


def _past_marks(layout: Layout, word: int, step: int) -> int:
    tokens = layout.tree.tokens
    while 0 <= word < len(tokens) and tokens[word].text in _BETWEEN and not layout.contents.at(word) and not layout.cues.at(word):
        word += step
    return word


def _runs_on(layout: Layout, content: Hint) -> bool:
    """Whether what stands after `content` may tell whose it is: no new paragraph, and no point at its end."""
    tokens, last = layout.tree.tokens, content.last - 1
    while last > content.first and tokens[last].text in QUOTES:
        last -= 1
    return tokens[last].text != "." and not layout.begins_paragraph(content.last)


def _below(layout: Layout, content: Hint) -> Hint | None:
    """Return the cue after `content` or before it, in one sentence, that hangs on a word of it: "..., she said"."""
    return next((cue for cue in _around(layout, content) if cue is not None and _hangs(layout, cue, content)), None)


def _hangs(layout: Layout, cue: Hint, content: Hint) -> bool:
    inside = (layout.contents.at(word) for word in layout.above(cue))
    return next((found for found in inside if found is not None), None) == content


def _beside(layout: Layout, content: Hint) -> Hint | None:
    """Return the next cue of the sentence when no other content stands between, else the one before."""
    after, before = _around(layout, content)
    if after is not None and layout.contents.first(content.last, after.first) is None:
        return after
    return before


def _around(layout: Layout, content: Hint) -> tuple[Hint | None, Hint | None]:
    """Return the next cue of the sentence in which `content` ends, and the last before it of the one in which it begins."""
    _, end = layout.sentence(content.last - 1)
    start, _ = layout.sentence(content.first)
    return layout.cues.first(content.last, end), layout.cues.last(start, content.first)
