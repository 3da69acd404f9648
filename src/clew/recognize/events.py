"""Every event that prose tells, one telling a passage: words that tell events are looked up, then read by their phenomenon."""

from collections.abc import Callable, Iterator

from clew.recognize import (
    affiliations,
    aliases,
    disclosures,
    leaders,
    meetings,
    memberships,
    messages,
    occasions,
    references,
    travels,
)
from clew.recognize.frames import Frame, triggers
from clew.recognize.missed import noun_missed, verb_missed
from clew.recognize.scene import Scene, Telling

Nouns = dict[str, Callable[[Scene, Frame, int], Telling | None]]

_NOUNS: Nouns = {
    "message": messages.read_noun,
    "meeting": meetings.read_noun,
    "call": meetings.read_noun,
    "contact": meetings.read_noun,
    "attendance": occasions.read_noun,
    "request": messages.read_noun,
    "proposal": messages.read_noun,
    "invitation": messages.read_noun,
    "payment": messages.read_noun,
    "gift": messages.read_noun,
    "visit": travels.read_noun,
    "travel": travels.read_noun,
}

_VERBS: dict[str, Callable[[Scene, Frame, int], tuple[Telling, int | None] | None]] = {
    "message": messages.read_verb,
    "visit": travels.read_verb,
    "travel": travels.read_verb,
}


def find_tellings(scene: Scene) -> list[Telling]:
    """Return what the prose of `scene` tells, in the order of its words. A noun that a verb spoke for is not told twice."""
    found: list[Telling] = []
    spoken: set[int] = set()
    for verb, frame in triggers(scene.tree, "verb"):
        told = list(_by_verb(scene, frame, verb))
        for telling, noun in told:
            if not _same_breath(scene, telling, found):
                found.append(telling)
            spoken |= {noun} if noun is not None else set()
        if not told:
            verb_missed(scene, frame, verb)
    for noun, frame in triggers(scene.tree, "noun"):
        if noun in spoken:
            continue
        if thing := _NOUNS[frame.kind](scene, frame, noun):
            found.append(thing)
        else:
            noun_missed(scene, frame, noun)
    found += [*references.find_references(scene), *disclosures.find_disclosures(scene)]
    named = list(aliases.find_aliases(scene))
    pairs = {frozenset(a.named()) for a in named}
    # "Ann Vale, also called Ann Lund" tells of no call.
    found = [*(t for t in found if t.kind != "call" or frozenset(t.named()) not in pairs), *named]
    found += [*memberships.find_memberships(scene), *leaders.find_leaders(scene), *affiliations.find_affiliations(scene)]
    return sorted(found, key=lambda t: (t.word or 0, t.kind, t.by))


def _same_breath(scene: Scene, telling: Telling, found: list[Telling]) -> bool:
    """Whether a telling only says what was said at a meeting, in a call or message of the same clause: "met and discussed",
    "sent her a note, asking her to wait"."""
    if telling.word is None or not found:
        return False
    token = scene.tree.tokens[telling.word]
    talks = telling.kind == "contact" and token.dep == "conj"
    says = telling.kind in ("contact", "request") and token.dep in ("advcl", "acl") and token.tag == "VBG"
    kinds = ("meeting", "call", "message") if says else ("meeting", "call")
    return (talks or says) and any(t.word == token.head and t.kind in kinds for t in found[-4:])


def _by_verb(scene: Scene, frame: Frame, verb: int) -> Iterator[tuple[Telling, int | None]]:
    if frame.kind == "attendance":
        yield from occasions.read_verb(scene, frame, verb)
    else:
        told = _VERBS.get(frame.kind, meetings.read_verb)(scene, frame, verb)
        if told:
            yield told
