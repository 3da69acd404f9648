"""Whose a cue is: by the parse its subject, its "by", its owner; else the source that stands nearest in its sentence."""

from collections.abc import Iterator

from clew.recognize.clauses import NOUNS, VERBS, antecedent, own_subject, passive, subject
from clew.recognize.layout import Layout
from clew.recognize.seeming import seemer, seems
from clew.recognize.tree import Tree
from clew.records import Hint


def sources_of(layout: Layout) -> dict[Hint, Hint]:
    """Return cue -> source, without the cues that nobody is named for."""
    found = {cue: source for cue in layout.cues.all if (source := _by_parse(layout, cue)) is not None}
    taken = frozenset(found.values())
    near = {cue: source for cue in layout.cues.all if cue not in found and (source := _near(layout, cue, taken)) is not None}
    return {**found, **near}


def _by_parse(layout: Layout, cue: Hint) -> Hint | None:
    """Return the source that one of the cue's words has for its speaker."""
    speakers = (who for word in range(cue.first, cue.last) for who in _speakers(layout.tree, word))
    return next((source for who in speakers if (source := layout.sources.at(who)) is not None), None)


def _speakers(tree: Tree, word: int) -> Iterator[int]:
    """Yield the words for who may speak by word `word` of a cue, the likeliest first."""
    pos = tree.tokens[word].pos
    if pos in VERBS:
        yield from _doers(tree, word)
    elif pos in NOUNS:
        yield from tree.children(word, "poss")
        yield from (n for c in tree.children(word, "prep") for n in tree.children(c, "pobj"))
    else:
        yield from tree.children(word, "pobj")


def _doers(tree: Tree, verb: int) -> Iterator[int]:
    """Yield who does `verb`; of a passive the "by" alone, since its subject is spoken of."""
    if seems(tree, verb):
        yield from (w for w in (seemer(tree, verb),) if w is not None)
        return
    if passive(tree, verb):
        yield from (n for c in tree.children(verb, "agent") for n in tree.children(c, "pobj"))
        return
    own, shared = own_subject(tree, verb), subject(tree, verb)
    # "who said": the tagger may take either the pronoun or whom it stands for.
    yield from (w for w in (own, antecedent(tree, own) if own is not None else None, shared) if w is not None)


def _near(layout: Layout, cue: Hint, taken: frozenset[Hint]) -> Hint | None:
    """Return the nearest source in the cue's sentence. One that speaks already may stand before another active verb of its own
    ("called it a risk and questioned"); after, or by a passive or a noun, whoever it is would be named twice."""
    start, end = layout.sentence(cue.first)
    before, after = layout.sources.last(start, cue.first), layout.sources.first(cue.last, end)
    free = [s for s in (before, after) if s is not None and (s not in taken or (s is before and _active(layout.tree, cue)))]
    return min(free, key=lambda s: max(cue.first - s.last, s.first - cue.last), default=None)


def _active(tree: Tree, cue: Hint) -> bool:
    words = (w for w in range(cue.first, cue.last) if tree.tokens[w].pos == "VERB")
    return any(tree.tokens[w].tag != "VBN" and not passive(tree, w) for w in words)
