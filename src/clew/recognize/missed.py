"""Why a word that may tell an event tells none here: what its frame asks for and did not get."""

from clew.recognize.clauses import impersonal
from clew.recognize.frames import Frame, fits, noun_roles, once, thing_of, verb_roles
from clew.recognize.near import asked, near
from clew.recognize.scene import PEOPLE, Roles, Scene


def verb_missed(scene: Scene, frame: Frame, verb: int) -> None:
    """Note why `verb` told nothing; nothing of one that is used in quite another way ("called it a mistake")."""
    if asked() and fits(scene.tree, frame, verb, thing := thing_of(scene.tree, frame, verb)):
        near(scene.tree, [verb], frame.by, _reason(scene, frame, verb, once(verb_roles(scene, frame, verb, thing))))


def noun_missed(scene: Scene, frame: Frame, noun: int) -> None:
    """Note why `noun` told nothing."""
    if asked():
        near(scene.tree, [noun], frame.by, _reason(scene, frame, noun, once(noun_roles(scene, frame, noun))))


def _reason(scene: Scene, frame: Frame, word: int, roles: Roles) -> str:
    people = list(dict.fromkeys(m.name for _, m in roles if m.kind in PEOPLE))
    if impersonal(scene.tree, word):
        return f"no {frame.kind}: spoken of in general"
    if not people:
        return f"no {frame.kind}: nobody who takes part is named beside it"
    if len(people) < frame.needs or frame.needs < 2:
        return f"no {frame.kind}: only {', '.join(people)} named beside it"
    return f"no {frame.kind}: not said of people, or who did it is left unsaid"
