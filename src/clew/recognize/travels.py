"""Visits and travel: who went where, and with whom."""

from collections.abc import Iterator

from clew.recognize.clauses import done_to, is_verb, phrases, subject
from clew.recognize.frames import Frame, enough, noun_roles, noun_telling, once, verb_roles, verb_telling
from clew.recognize.scene import Scene, Telling
from clew.recognize.status import listed
from clew.records import Mention

# "took a trip", "made a visit": who does one of these to a journey makes it.
_MAKES = frozenset({"take", "make", "pay", "go", "begin", "join", "undertake"})
_PLACES = frozenset({"place"})


def read_verb(scene: Scene, frame: Frame, verb: int) -> tuple[Telling, int | None] | None:
    """Return what "visited", "flew to", "accompanied her to" tells; None without somebody and a place."""
    roles = once(verb_roles(scene, frame, verb, None))
    there = next(_there(scene, frame, verb), None)
    if there is None or not roles or not enough(frame, roles):
        return None
    return verb_telling(scene, frame, verb, roles, None)._replace(where=there), None


def read_noun(scene: Scene, frame: Frame, noun: int) -> Telling | None:
    """Return what "her visit to", "took a trip to" tells; None without somebody and a place."""
    roles = once([*noun_roles(scene, frame, noun), *_by_governor(scene, frame, noun)])
    there = next(_there(scene, frame, noun), None)
    people = [(role, m) for role, m in roles if m != there]
    if there is None or not people:
        return None
    return noun_telling(scene, frame, noun, once(people))._replace(where=there)


def _there(scene: Scene, frame: Frame, word: int) -> Iterator[Mention]:
    """Yield the places behind the frame's prepositions; of "" the object's."""
    direct = done_to(scene.tree, word) if "" in frame.place and is_verb(scene.tree, word) else None
    words = [n for p, n in phrases(scene.tree, word) if p in frame.place]
    for at in [*([direct] if direct is not None else []), *words]:
        yield from scene.index.all(at, _PLACES)


def _by_governor(scene: Scene, frame: Frame, noun: int) -> Iterator[tuple[str, Mention]]:
    """Yield who makes it: the subject of the verb it is the object of."""
    tree, token = scene.tree, scene.tree.tokens[noun]
    carries = token.dep in ("dobj", "pobj")
    verb = tree.tokens[token.head].head if token.dep == "pobj" else token.head
    if carries and is_verb(tree, verb) and tree.tokens[verb].lemma in _MAKES | listed("own"):
        yield from scene.roles(frame.doer, subject(tree, verb))
