"""What the heads tell, and of which words."""

from collections.abc import Sequence

from clew.records import Token

ATTRIBUTION = ("source", "cue", "content")
NAMES = ("person", "organization", "place")

# Words whose event, if they tell one, may or may not have happened.
_TELLING = frozenset({"VERB", "AUX", "NOUN", "ADJ"})

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def referents(tokens: Sequence[Token]) -> list[int]:
    """Return the words that may stand for somebody or something: names, nouns and pronouns, of a compound its last."""
    return [i for i, t in enumerate(tokens) if t.pos in ("PROPN", "NOUN", "PRON") and t.dep != "compound"]


def queries(tokens: Sequence[Token]) -> list[int]:
    """Return the words that ask for an earlier one: pronouns, and nouns told as known ("the aide")."""
    known = {t.head for t in tokens if t.lemma in _DEFINITE and t.dep == "det"}
    return [i for i, t in enumerate(tokens) if t.tag in ("PRP", "PRP$") or (t.pos == "NOUN" and i in known)]


def telling(tokens: Sequence[Token]) -> list[int]:
    """Return the words of which certainty is told."""
    return [i for i, t in enumerate(tokens) if t.pos in _TELLING]
