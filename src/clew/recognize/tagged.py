"""Attributions out of the tagger's flat spans: whose voice, what its cue says, which words are said."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from clew.recognize.chains import Attribution
from clew.recognize.clauses import passive
from clew.recognize.cues import Cue, level, told_by
from clew.recognize.filled import filled
from clew.recognize.layout import QUOTES, Layout
from clew.recognize.pairs import Pair, cue_of, pairs
from clew.recognize.seeming import seemer, seems
from clew.recognize.tree import Tree
from clew.records import Hint, Hints, Span, Voice

BY = "attribution/1"

_MARKS = QUOTES | {",", ";", ":", ".", "-", "--", "—", "–"}


def tagged(tree: Tree, hints: Hints) -> list[Attribution]:
    """Return the attributions that `hints` hold, in the order of their first words."""
    layout = filled(tree, hints.spans)
    by = f"{hints.by} {BY}"
    found = (pair._replace(contents=tuple(c for c in pair.contents if _is_told(layout, pair, c))) for pair in pairs(layout))
    return [Attribution(voice, cue, words, by) for pair in found for voice, cue, words in _parts(layout, pair)]


def _is_told(layout: Layout, pair: Pair, content: Hint) -> bool:
    """Whether `content` is told to be said: by a cue in its sentence or around it, or by quotation marks. Whose bare words in a
    sentence of their own are, nothing says."""
    tokens = layout.tree.tokens
    quoted = any(tokens[i].text in QUOTES for i in range(max(content.first - 1, 0), content.first + 1))
    near = pair.cue is not None and tokens[pair.cue.first].sentence == tokens[content.first].sentence
    return quoted or near or (pair.cue is not None and cue_of(layout, content) == pair.cue)


def _parts(layout: Layout, pair: Pair) -> Iterator[tuple[Voice, int, tuple[int, ...]]]:
    """Yield voice, cue word and content for each stretch that is said by `pair`."""
    voice, cue = _voice(layout.tree, pair)
    for words in _stretches(layout, pair):
        yield voice, words[0] if cue is None else cue, words


def _voice(tree: Tree, pair: Pair) -> tuple[Voice, int | None]:
    """Return the voice of `pair`, and its cue's main word. Words without a cue are somebody's, as quotation marks show."""
    holder = _span(tree, _narrowed(tree, pair))
    if pair.cue is None:
        return Voice(holder, None, "quoted", "certain"), None
    word, cue = told_by(tree, range(pair.cue.first, pair.cue.last))
    if seems(tree, word) and not _is_seemer(tree, pair, word):
        holder = None
    hearsay = holder is None and _hearsay(tree, word, cue)
    act = "heard" if hearsay else cue.act
    return Voice(holder, _span(tree, pair.cue), act, level(tree, word, cue, hearsay=hearsay), cue.negated), word


def _is_seemer(tree: Tree, pair: Pair, verb: int) -> bool:
    """Whether the source is to whom it seems; of "Vale seems to hide something" it is she who seems so."""
    who, source = seemer(tree, verb), pair.source
    return source is not None and who is not None and source.first <= who < source.last


def _narrowed(tree: Tree, pair: Pair) -> Hint | None:
    """Return the source; of "the meeting between A and guests | offering help" only the guests, on whom the cue hangs."""
    source, cue = pair.source, pair.cue
    if source is None or cue is None or cue.first != source.last or tree.tokens[cue.first].tag != "VBG":
        return source
    last = tree.tokens[source.last - 1]
    if last.dep != "conj" or tree.tokens[last.head].dep != "pobj":
        return source
    first = min(tree.subtree(source.last - 1))
    return msgspec.structs.replace(source, first=first) if source.first < first < source.last else source


def _hearsay(tree: Tree, word: int, cue: Cue) -> bool:
    """Whether nobody is named for what is said by many ("is said to", "the report that"), so that we hear it from no one."""
    return cue.act != "declined" and (tree.tokens[word].pos != "VERB" or passive(tree, word))


def _span(tree: Tree, hint: Hint | None) -> Span | None:
    return tree.span([hint.first, hint.last - 1]) if hint else None


def _stretches(layout: Layout, pair: Pair) -> Iterator[tuple[int, ...]]:
    """Yield the words of each content. Pieces of one sentence with only their own source and cue between are one:
    "The pier, she said, will close"."""
    held: list[int] = []
    for content in pair.contents:
        words = list(range(content.first, content.last))
        if held and (_is_subject(layout.tree, held, pair) or not _broken(layout, held[-1], content.first, pair)):
            held += words
            continue
        if held:
            yield tuple(held)
        held = words
    if held:
        yield tuple(held)


def _is_subject(tree: Tree, words: Sequence[int], pair: Pair) -> bool:
    """Whether `words` are what a passive cue is said of, which the rest belongs to: "The man | was described in it as | tall"."""
    cue = range(pair.cue.first, pair.cue.last) if pair.cue else ()
    return any(tree.tokens[w].dep == "nsubjpass" and tree.tokens[w].head in cue for w in words)


def _broken(layout: Layout, last: int, first: int, pair: Pair) -> bool:
    """Whether the words between `last` and `first` are more than the source, the cue and the marks around them."""
    tokens = layout.tree.tokens
    if tokens[last].sentence != tokens[first].sentence:
        return True
    own = [range(h.first, h.last) for h in (pair.source, pair.cue) if h is not None]
    return any(tokens[w].text not in _MARKS and not any(w in words for words in own) for w in range(last + 1, first))


def inside(found: Iterable[Attribution], seen: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield those of `found` that stand within a content of `seen`: who is cited by whom the tagger saw."""
    at = {word: i for i, each in enumerate(seen) for word in each.content}
    for each in found:
        around = at.get(each.cue)
        if around is not None and all(at.get(word) == around for word in each.content):
            yield each
