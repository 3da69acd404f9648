"""Meetings, calls and contact told in prose: who was with whom, who brought them together."""

from collections.abc import Iterator

from msgspec.structs import replace

from clew.recognize.clauses import doer, impersonal, is_verb, passive, phrases
from clew.recognize.frames import (
    Frame,
    definite,
    enough,
    fits,
    noun_roles,
    noun_telling,
    occurring,
    once,
    phrase_roles,
    thing_of,
    verb_roles,
    verb_telling,
)
from clew.recognize.scene import PEOPLE, Roles, Scene, Telling
from clew.recognize.status import governs_thing, listed, status_of
from clew.records import Mention

_AROUND = frozenset({"before", "after", "at", "in", "on"})
_TOGETHER = frozenset({"with", "between", "among"})
_OPEN = frozenset({"whether", "if"})


def read_verb(scene: Scene, frame: Frame, verb: int) -> tuple[Telling, int | None] | None:
    """Return what "met", "called", "spoke with" tells; None without two people."""
    thing = thing_of(scene.tree, frame, verb)
    if not fits(scene.tree, frame, verb, thing) or _thing_met(scene, frame, verb) or _unsaid(scene, frame, verb):
        return None
    roles = once(verb_roles(scene, frame, verb, thing))
    return (verb_telling(scene, frame, verb, roles, thing), thing) if enough(frame, roles) else None


def _unsaid(scene: Scene, frame: Frame, verb: int) -> bool:
    """Whether a passive leaves unsaid who does it: "was discussed with A and B" does not bring A and B together."""
    return not frame.object and passive(scene.tree, verb) and doer(scene.tree, verb) is None


def _thing_met(scene: Scene, frame: Frame, verb: int) -> bool:
    """Whether the verb is done to no person: "met the deadline", "called the plan a mistake"."""
    objects = scene.tree.children(verb, "dobj", "oprd", "attr", "ccomp") if frame.object else []
    return any(not scene.index.all(o) for o in objects)


def read_noun(scene: Scene, frame: Frame, noun: int) -> Telling | None:
    """Return what "a meeting with X" tells. A definite one without anybody named still points back to one told before."""
    tree = scene.tree
    joined = [*_by_phrase(scene, frame, noun), *_by_governor(scene, frame, noun)]
    roles = once([*noun_roles(scene, frame, noun), *joined])
    if _one_sided(scene, noun, roles):
        return None
    known = definite(tree, noun)
    if impersonal(tree, noun) or (not known and not enough(frame, roles)) or (not roles and _told_apart(scene, noun)):
        return None
    back = known and not any(role == "with" for role, _ in joined)
    return noun_telling(scene, frame, noun, roles, _carriers(scene, noun), back=back)


def _one_sided(scene: Scene, noun: int, roles: Roles) -> bool:
    """Whether only who had it is named: "she took a telephone call"."""
    owners = {m for verb in _carriers(scene, noun) for _, m in scene.roles("with", doer(scene.tree, verb))}
    return bool(roles) and not definite(scene.tree, noun) and {m for _, m in roles} <= owners


def _by_phrase(scene: Scene, frame: Frame, noun: int) -> Iterator[tuple[str, Mention]]:
    """Yield who is joined by a preposition: on the noun, on "took place", or behind its time or place ("at the port between")."""
    for i in (noun, *occurring(scene.tree, noun)):
        yield from phrase_roles(scene, frame, i)
        for preposition, other in phrases(scene.tree, i):
            yield from phrase_roles(scene, _only(frame), other) if preposition in _AROUND else ()


def _told_apart(scene: Scene, noun: int) -> bool:
    """Whether a name tells it from other meetings ("that Seaview meeting"): it is not simply the last one told."""
    return any(scene.index.at(c) is not None for c in scene.tree.children(noun, "compound", "amod", "nmod"))


def _carriers(scene: Scene, noun: int) -> list[int]:
    """Return the verb that `noun` is the object of, also through "mention of"."""
    tree, token = scene.tree, scene.tree.tokens[noun]
    if token.dep == "pobj" and tree.tokens[token.head].lemma == "of":
        outer = tree.tokens[tree.tokens[token.head].head]
        if outer.lemma == "mention" and outer.dep == "dobj":
            return [outer.head]
    if token.dep in ("dobj", "nsubjpass") and is_verb(tree, token.head):
        return [token.head]
    return [token.head] if token.dep == "nsubj" and is_verb(tree, token.head) else []


def _by_governor(scene: Scene, frame: Frame, noun: int) -> Iterator[tuple[str, Mention]]:
    """Yield who has a role because of the verb that carries the meeting: who had it, arranged it, or offered it."""
    tree = scene.tree
    complete = any(preposition in ("between", "among") for preposition, _ in phrases(tree, noun))
    for verb in _carriers(scene, noun):
        lemma, subject = tree.tokens[verb].lemma, tree.tokens[noun].dep.startswith("nsubj")
        if lemma in listed("arrange"):
            yield from scene.roles("arranger", doer(tree, verb)) if _arranged(scene, noun, verb) else ()
        elif lemma in listed("own") and not subject and not complete and _done(scene, noun, verb):
            yield from scene.roles(frame.doer, doer(tree, verb))
        elif governs_thing(lemma) == "proposed":
            yield from scene.roles("initiator", doer(tree, verb))
            for to in tree.children(verb, "dative"):
                yield from scene.roles(frame.doer, to)
        if governs_thing(lemma) or lemma in listed("own"):
            yield from (r for r in phrase_roles(scene, _only(frame), verb) if r[1].kind in PEOPLE)


def _arranged(scene: Scene, noun: int, verb: int) -> bool:
    """Whether `verb` is done: "whether he had a role in arranging the talks that took place" leaves open who arranged them."""
    tree = scene.tree
    open = any(tree.tokens[c].lemma in _OPEN for a in (verb, *tree.ancestors(verb)) for c in tree.children(a, "mark"))
    return not occurring(tree, noun) or not (open or status_of(tree, verb) != "happened")


def _done(scene: Scene, noun: int, verb: int) -> bool:
    """Whether who does `verb` shares in the meeting: of "invited her to attend the meeting" she need not have."""
    return not definite(scene.tree, noun) or status_of(scene.tree, verb) == "happened"


def _only(frame: Frame) -> Frame:
    """Return `frame` with only the prepositions that join people, which other words lend it ("offers a talk directly with")."""
    return replace(frame, prepositions={p: r for p, r in frame.prepositions.items() if p in _TOGETHER})
