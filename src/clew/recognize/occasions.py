"""Occasions: who was there, who arranged them, who spoke."""

from collections.abc import Iterator

from clew.recognize.clauses import clause_span, done_to, phrases, subject
from clew.recognize.frames import Frame, definite, enough, noun_roles, noun_telling, once, place, thing_of, things, verb_roles
from clew.recognize.scene import Scene, Telling
from clew.recognize.status import status_of
from clew.records import Mention

_SPEAKS = frozenset({"speak", "deliver", "address", "testify", "lecture", "give"})


def read_verb(scene: Scene, frame: Frame, verb: int) -> list[tuple[Telling, int]]:
    """Return one telling for each occasion that "attended", "arranged", "was at" speaks of, with its noun."""
    found = []
    for noun in _occasions(scene, frame, verb):
        roles = once([*_by_verb(scene, frame, verb), *_speakers(scene, noun), *_possessors(scene, noun)])
        if enough(frame, roles):
            found.append((_telling(scene, frame, verb, noun, once(roles)), noun))
    return found


def _occasions(scene: Scene, frame: Frame, verb: int) -> list[int]:
    """Return the nouns for occasions that `verb` speaks of, each of a list of them."""
    tree = scene.tree
    if frame.place and tree.tokens[verb].lemma == "be" and tree.child(verb, "attr") is not None:
        return []  # "the head of it is Ann Vale in catering" puts nobody anywhere
    if frame.place:
        nouns = [n for p, n in phrases(tree, verb) if p in frame.place]
        # "in the audience for the speech", "on the sidelines of the summit"
        nouns += [n for o in nouns for p, n in phrases(tree, o) if p in ("for", "of", "at")]
    else:
        thing = thing_of(tree, frame, verb)
        nouns = [thing] if thing is not None and _particled(scene, frame, verb) else []
    return [n for first in nouns for n in tree.conjuncts(first) if tree.tokens[n].lemma in things(*frame.things)]


def _particled(scene: Scene, frame: Frame, verb: int) -> bool:
    wanted = frame.particle.split()
    return not wanted or any(scene.tree.tokens[c].lemma in wanted for c in scene.tree.children(verb, "prt"))


def _by_verb(scene: Scene, frame: Frame, verb: int) -> Iterator[tuple[str, Mention]]:
    if frame.subject == "attendee" and not frame.place:
        yield from scene.roles("attendee", subject(scene.tree, verb)) if done_to(scene.tree, verb) is not None else ()
    yield from verb_roles(scene, frame, verb, None)


def _possessors(scene: Scene, noun: int) -> Iterator[tuple[str, Mention]]:
    """Yield whose speech it is."""
    if scene.tree.tokens[noun].lemma in ("speech", "address", "lecture"):
        for owner in scene.tree.children(noun, "poss"):
            yield from scene.roles("speaker", owner)


def _speakers(scene: Scene, noun: int) -> Iterator[tuple[str, Mention]]:
    """Yield who spoke there: "an event at the hotel where X delivered an address"."""
    for verb in _speaking(scene, noun):
        yield from scene.roles("speaker", subject(scene.tree, verb))


def _speaking(scene: Scene, noun: int) -> Iterator[int]:
    tree = scene.tree
    near = [n for i in (noun, tree.tokens[noun].head) for _, n in phrases(tree, i)]
    for i in dict.fromkeys((noun, *near)):
        for verb in tree.children(i, "relcl"):
            where = any(tree.tokens[c].lemma in ("where", "at") for c in tree.children(verb, "advmod", "prep"))
            if where and tree.tokens[verb].lemma in _SPEAKS:
                yield verb


def _spoken_at(scene: Scene, noun: int) -> bool:
    """Whether somebody did speak there, so that it came to be however it was arranged."""
    return any(scene.tree.tokens[v].tag == "VBD" for v in _speaking(scene, noun))


def _telling(scene: Scene, frame: Frame, verb: int, noun: int, roles: tuple[tuple[str, Mention], ...]) -> Telling:
    tree = scene.tree
    status = "happened" if _spoken_at(scene, noun) else status_of(tree, verb)
    return Telling(
        frame.kind, roles, scene.when([noun, verb]), place(scene, [noun, verb]), status,
        clause_span(tree, verb), frame.by, noun, definite=definite(tree, noun), plural=tree.tokens[noun].tag == "NNS",
        noun=tree.tokens[noun].lemma,
    )  # fmt: skip


def read_noun(scene: Scene, frame: Frame, noun: int) -> Telling | None:
    """Return what "X's speech at the hotel" tells; None without X."""
    roles = once(noun_roles(scene, frame, noun))
    return noun_telling(scene, frame, noun, roles) if enough(frame, roles) else None
