"""Who says so: the attributions in a document's words, and the chain of voices around any one of them."""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from clew.recognize.certainty import hedge, weaker
from clew.recognize.tree import Tree
from clew.recognize.vocabulary import load
from clew.records import Document, Voice, Zone

_SPEAKS = frozenset({"quoted", "forwarded", "turn", "caption"})


class Attribution(NamedTuple):
    """That a voice says the words `content` (indexes, in order). cue: the index of the word that shows it; by: the rule."""

    voice: Voice
    cue: int
    content: tuple[int, ...]
    by: str = "attribution/1"


class Chains:
    """Finds the chain of voices of a word: the author, the zones around it, then the attributions it stands in."""

    def __init__(self, tree: Tree, attributions: Sequence[Attribution]) -> None:
        self._tree = tree
        self._around: dict[int, list[Attribution]] = defaultdict(list)
        for attribution in sorted(attributions, key=lambda a: -len(a.content)):
            for word in attribution.content:
                self._around[word].append(attribution)

    def attributions(self, word: int) -> list[Attribution]:
        """Return the attributions around `word`, outermost first."""
        return self._around.get(word, [])

    def of(self, word: int, *, firm: bool = False) -> tuple[Voice, ...]:
        """Return the voices by which we have `word`, outermost first. Unless `firm`, a hedge weakens the innermost."""
        outer = standing(self._tree.document, self._tree.tokens[word].start)
        voices = [*outer, *(a.voice for a in self.attributions(word))]
        return tuple(voices) if firm else self._hedged(voices, word)

    def to(self, attribution: Attribution) -> tuple[Voice, ...]:
        """Return the voices by which we have what `attribution` says, outermost first, its own last."""
        first, last = attribution.content[0], attribution.content[-1]
        around = [a for a in self.attributions(first) if a.content[-1] >= last]
        outside = around[: around.index(attribution)]
        at_cue = self.attributions(attribution.cue)
        outer = at_cue if len(at_cue) > len(outside) and attribution not in at_cue else outside
        standing_there = standing(self._tree.document, self._tree.tokens[first].start)
        return (*standing_there, *(a.voice for a in outer), attribution.voice)

    def _hedged(self, voices: list[Voice], word: int) -> tuple[Voice, ...]:
        doubt = hedge(self._tree, word)
        if doubt is None:
            return tuple(voices)
        level, at = doubt
        last = voices[-1]
        cue = last.cue or self._tree.span([at])
        return (*voices[:-1], Voice(last.holder, cue, last.act, weaker(last.certainty, level), last.negated))


def standing(document: Document, offset: int, *, opening: bool = True) -> tuple[Voice, ...]:
    """Return the voices an offset has by where it stands: the author's, then that of each zone with a voice around it.

    opening: whether a zone that begins right there speaks; the header of a quoted mail is shown by who quotes it.
    """
    around = document.zones_at(offset) if document.zones else ()
    zones = [z for z in around if z.kind in _SPEAKS and (opening or z.start < offset)]
    return (Voice(None, None, "wrote", "certain"), *(_zone_voice(document, z) for z in zones))


def _zone_voice(document: Document, zone: Zone) -> Voice:
    if zone.kind == "turn" and document.kind != "chat":
        return Voice(zone.voice, None, "testified" if _sworn(document.text) else "said", "certain")
    if zone.voice is not None and document.kind in ("mail", "chat"):
        return Voice(zone.voice, None, "wrote", "certain")
    return Voice(zone.voice, None, "quoted", "certain")


@lru_cache(maxsize=4)
def _sworn(text: str) -> bool:
    """Whether a hearing's words show that its speakers are under oath."""
    lowered = text.lower()
    return any(phrase in lowered for phrase in load("cues")["oath"]["phrases"])
