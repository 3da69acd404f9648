"""What the tagger left out of an attribution whose other parts it saw, filled in by the parse: a cue, a source, a content."""

from collections.abc import Iterable, Iterator

import msgspec

from clew.recognize.clauses import own_subject, passive
from clew.recognize.contents import content_of_verb
from clew.recognize.cues import cue_words, cues, told_by
from clew.recognize.edges import straightened
from clew.recognize.gaps import closed
from clew.recognize.holders import holder
from clew.recognize.layout import Layout
from clew.recognize.pairs import cue_of, pairs
from clew.recognize.sources import sources_of
from clew.recognize.tree import Tree
from clew.recognize.wholes import whole
from clew.records import Hint


def filled(tree: Tree, hints: Iterable[Hint]) -> Layout:
    """Return the layout of `hints` and of what is missing beside them."""
    layout = Layout(tree, straightened(tree, closed(tree, whole(tree, list(hints)))))
    layout = Layout(tree, [_as_content(layout, h) for h in layout.hints])
    for missing in (_cues, _sources, _contents):
        found = [*layout.hints, *missing(layout)]
        layout = Layout(tree, sorted(found, key=lambda h: (h.first, h.last)))
    return layout


def _as_content(layout: Layout, hint: Hint) -> Hint:
    """Return a source as content when its cue is said of it and not by it: "She is expected to resign"."""
    spoken_of = hint.label == "source" and any(_is_patient(layout, top) for top in layout.tops(hint))
    return msgspec.structs.replace(hint, label="content") if spoken_of else hint


def _is_patient(layout: Layout, word: int) -> bool:
    tokens, verb = layout.tree.tokens, layout.tree.tokens[word].head
    passive_cue = tokens[word].dep == "nsubjpass" and layout.cues.at(verb) is not None and tokens[verb].lemma in cues("verbs")
    return passive_cue and layout.tree.child(verb, "auxpass") is not None


def _cues(layout: Layout) -> Iterator[Hint]:
    """Yield the verb that a content without a cue hangs on, or that a source without a cue does."""
    taken = frozenset(sources_of(layout).values())
    lone = [c for c in layout.contents.all if cue_of(layout, c) is None]
    governing = [next((w for w in layout.above(c) if _says(layout, w)), None) for c in lone]
    doing = [_does(layout, s) for s in layout.sources.all if s not in taken]
    for verb in sorted({w for w in (*governing, *doing) if w is not None}):
        words = [w for w in cue_words(layout.tree, verb) if layout.is_free(w)]
        yield Hint("cue", words[0], words[-1] + 1, 0.0)


def _says(layout: Layout, word: int) -> bool:
    token = layout.tree.tokens[word]
    return token.pos == "VERB" and token.lemma in cues("verbs") and layout.is_free(word)


def _does(layout: Layout, source: Hint) -> int | None:
    """Return the verb that `source` is the subject or the "by" of."""
    tokens = layout.tree.tokens
    for top in layout.tops(source):
        verb = tokens[top].head if tokens[top].dep == "nsubj" else tokens[tokens[top].head].head
        doing = tokens[top].dep == "nsubj" or tokens[tokens[top].head].dep == "agent"
        if doing and tokens[verb].pos == "VERB" and layout.is_free(verb):
            return verb
    return None


def _sources(layout: Layout) -> Iterator[Hint]:
    """Yield who says by a cue that has no source: its subject, its "by", its owner, who follows "according to"."""
    known = sources_of(layout)
    for cue in layout.cues.all:
        if cue not in known:
            yield from _named(layout, _speaker(layout.tree, cue))


def _speaker(tree: Tree, cue: Hint) -> int | None:
    word, _ = told_by(tree, range(cue.first, cue.last))
    pos = tree.tokens[word].pos
    if pos == "VERB" and not passive(tree, word):
        return own_subject(tree, word)
    if pos == "VERB":
        return next((n for by in tree.children(word, "agent") for n in tree.children(by, "pobj")), None)
    return tree.child(word, "poss" if pos in ("NOUN", "PROPN") else "pobj")


def _named(layout: Layout, word: int | None) -> Iterator[Hint]:
    who = holder(layout.tree, word)
    words = layout.tree.within(who.start, who.end) if who else range(0)
    if words and all(layout.is_free(w) for w in words):
        yield Hint("source", words.start, words.stop, 0.0)


def _contents(layout: Layout) -> Iterator[Hint]:
    """Yield what the verb of a cue without contents takes."""
    said = {pair.cue for pair in pairs(layout)}
    for cue in layout.cues.all:
        if cue not in said:
            verb, means = told_by(layout.tree, range(cue.first, cue.last))
            words = [w for w in content_of_verb(layout.tree, verb, means) if layout.is_free(w)]
            if words and len(words) == words[-1] - words[0] + 1:
                yield Hint("content", words[0], words[-1] + 1, 0.0)
