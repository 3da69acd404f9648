"""Messages told in prose: who wrote to whom, about whom, on whose behalf."""

from collections.abc import Iterator

from msgspec.structs import replace

from clew.recognize.clauses import impersonal, phrases, subject
from clew.recognize.frames import (
    Frame,
    definite,
    enough,
    fits,
    noun_roles,
    noun_telling,
    once,
    phrase_roles,
    thing_of,
    things,
    verb_roles,
    verb_telling,
)
from clew.recognize.scene import Scene, Telling
from clew.recognize.tree import Tree
from clew.recognize.vocabulary import load
from clew.records import Mention

# "the date of the email was ...": the date said of these is the message's.
_DATES = frozenset({"date", "time", "day", "timing"})


def read_verb(scene: Scene, frame: Frame, verb: int) -> tuple[Telling, int | None] | None:
    """Return what a verb of writing or sending tells, and the noun it sends; None when it tells no message."""
    thing = thing_of(scene.tree, frame, verb)
    if not fits(scene.tree, frame, verb, thing):
        return None
    roles = once([*verb_roles(scene, frame, verb, thing), *(r for w in (verb, thing) for r in _relayed(scene, w))])
    return (verb_telling(scene, frame, verb, roles, thing), thing) if enough(frame, roles) else None


def read_noun(scene: Scene, frame: Frame, noun: int) -> Telling | None:
    """Return what "the X letter to Y" tells. A definite one without anybody named still points back to a message."""
    tree = scene.tree
    if frame.things and not any(tree.tokens[n].lemma in things("messages") for _, n in phrases(tree, noun)):
        return None
    if impersonal(tree, noun):
        return None
    frame = _unless_time(tree, frame, noun)
    roles = once([*noun_roles(scene, frame, noun), *_within(scene, noun), *_relayed(scene, noun)])
    # "The letter" points back to one told before; "at her request" tells of nobody who was asked.
    if not enough(frame, roles) and not (frame.kind == "message" and definite(tree, noun)):
        return None
    back = tree.tokens[noun].tag in ("NNS", "NNPS") and not any(phrase_roles(scene, frame, noun))
    telling = noun_telling(scene, frame, noun, roles, _dated(scene, noun), back=back)
    return telling._replace(status="happened") if _holds(tree, noun) and telling.status != "denied" else telling


def _holds(tree: Tree, noun: int) -> bool:
    """Whether a known message only holds what is told: "in your letter you asked me to go" asks for no letter."""
    token = tree.tokens[noun]
    return token.dep == "pobj" and tree.tokens[token.head].lemma == "in" and definite(tree, noun)


def _unless_time(tree: Tree, frame: Frame, noun: int) -> Frame:
    """Return the frame for `noun`; of "met before that letter between A and B" the "between" belongs to the meeting."""
    token = tree.tokens[noun]
    if token.dep == "pobj" and tree.tokens[token.head].lemma in ("before", "after", "since"):
        return replace(frame, prepositions={p: r for p, r in frame.prepositions.items() if p != "between"})
    return frame


def _relayed(scene: Scene, word: int | None) -> Iterator[tuple[str, Mention]]:
    """Yield for whom a message speaks: "relaying information about X", "passing on an offer from X"."""
    if word is None:
        return
    for verb in scene.tree.children(word, "acl", "advcl"):
        if scene.tree.tokens[verb].lemma in ("relay", "convey", "pass"):
            for i in (verb, *scene.tree.children(verb, "dobj")):
                for preposition, noun in phrases(scene.tree, i):
                    if preposition in ("about", "from", "of", "on behalf of"):
                        yield from scene.roles("for", noun)


def _within(scene: Scene, noun: int) -> Iterator[tuple[str, Mention]]:
    """Yield who wrote it by what is said of its inside: "an email in which X mentions"."""
    for verb in scene.tree.children(noun, "relcl"):
        inside = any(p == "in" and scene.tree.tokens[n].tag == "WDT" for p, n in phrases(scene.tree, verb))
        if inside and scene.tree.tokens[verb].lemma in load("events")["inside"]["lemmas"]:
            yield from scene.roles("from", subject(scene.tree, verb))


def _dated(scene: Scene, noun: int) -> list[int]:
    """Return the verb that dates `noun` in "the date of the email was in June"; empty otherwise."""
    path = [a for a, _ in zip(scene.tree.ancestors(noun), range(3), strict=False)]
    if len(path) == 3 and scene.tree.tokens[path[1]].lemma in _DATES and scene.tree.tokens[path[2]].lemma == "be":
        return [path[2]]
    return []
