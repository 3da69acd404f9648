"""What the words of a cue say: what its voice does, how sure the word lets it be, whether it denies."""

from functools import cache

import msgspec

from clew.recognize.certainty import ORDER, hedge, weaker
from clew.recognize.seeming import seems
from clew.recognize.status import negated, status_of
from clew.recognize.tree import Tree
from clew.recognize.vocabulary import load
from clew.records import Certainty


class Cue(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """One table of `cues.toml`; the file says what each field means."""

    act: str
    certainty: Certainty
    verbs: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    infinitive: tuple[str, ...] = ()
    scenes: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    negated: bool = False


# A cue whose words are in no table still has a voice say something.
_PLAIN = Cue("said", "certain")

# "did not say", "declined to confirm": nothing is said either way.
_WITHHELD = Cue("declined", "unclear")

# "it seems to Vale that": what she believes.
SEEMS = Cue("believed", "probable")

# Acts that take a denial over to what is thought: "does not believe that he called".
_SHIFT = frozenset({"believed", "wanted", "planned"})


@cache
def cues(part: str) -> dict[str, Cue]:
    """Return lemma -> cue for "verbs" or "nouns"."""
    tables = msgspec.convert([*load("cues")["attitude"], *load("cues")["cue"]], tuple[Cue, ...])
    return {lemma: cue for cue in tables for lemma in getattr(cue, part)}


def level(tree: Tree, word: int, cue: Cue, *, hearsay: bool) -> Certainty:
    """Return how sure the voice is by its cue and the hedges on it."""
    found: Certainty = load("cues")["hearsay"]["certainty"] if hearsay else cue.certainty
    doubt = hedge(tree, word)
    return weaker(found, doubt[0]) if doubt else found


def cue_words(tree: Tree, verb: int) -> list[int]:
    """Return the words of the cue whose verb is `verb`, with what belongs to it: "was told", "pointed out"."""
    words = [*tree.children(verb, "aux", "auxpass", "prt"), verb]
    return [w for w in sorted(words) if verb - 3 <= w <= verb + 1]


def told_by(tree: Tree, words: range) -> tuple[int, Cue]:
    """Return the word that makes `words` a cue, with what it says: a verb before a noun, else the last word."""
    withheld = next((w for w in words if tree.tokens[w].lemma in load("cues")["withheld"]["lemmas"]), None)
    if withheld is not None:
        return withheld, _WITHHELD
    for part, kinds in (("verbs", ("VERB",)), ("nouns", ("NOUN", "PROPN"))):
        for word in words:
            cue = cues(part).get(tree.tokens[word].lemma)
            if cue is not None and tree.tokens[word].pos in kinds:
                return word, _turned(tree, word, cue)
    seem = next((w for w in words if seems(tree, w)), None)
    if seem is not None:
        return seem, SEEMS
    hearsay = ((w, sure) for w in words for sure in ORDER if tree.tokens[w].lemma in load("hedges")["adverbs"].get(sure, ()))
    word, sure = next(hearsay, (words[-1], None))
    return word, Cue("heard", sure) if sure else _PLAIN


def _turned(tree: Tree, word: int, cue: Cue) -> Cue:
    """Return what a cue says when words on it deny it."""
    if negated(tree, word) and cue.act in _SHIFT:
        return msgspec.structs.replace(cue, negated=not cue.negated)
    return _WITHHELD if negated(tree, word) or status_of(tree, word) in ("denied", "declined") else cue
