"""Meetings, calls and contact told in prose: who was with whom, who brought them together."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from clew.recognize.clauses import doer, impersonal, is_verb, passive, phrases
from clew.recognize.frames import (
    Frame,
    definite,
    enough,
    fits,
    frames,
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
from clew.recognize.tree import Tree
from clew.recognize.vocabulary import load, words
from clew.records import Mention

_AROUND = frozenset({"before", "after", "at", "in", "on"})
_TOGETHER = frozenset({"with", "between", "among"})
_HAD = frozenset({"reach", "hold", "sign", "arrange", "conduct", "schedule", "plan", "strike", "make"})
_FAR = 30  # words to the second of two, what is said of the first in between
_OPEN = frozenset({"whether", "if"})


def read_verb(scene: Scene, frame: Frame, verb: int) -> tuple[Telling, int | None] | None:
    """Return what "met", "called", "spoke with" tells; None without two people."""
    thing = thing_of(scene.tree, frame, verb)
    if not fits(scene.tree, frame, verb, thing) or _thing_met(scene, frame, verb) or _unsaid(scene, frame, verb):
        return None
    if frame.kind in ("hiring", "dismissal") and _in_general(scene, verb):
        return None
    if (frame.kind == "proposal" and _tells_itself(scene.tree, verb)) or (frame.kind == "request" and _asks_nothing(scene, verb)):
        return None
    roles = once(_introduced(scene, verb, verb_roles(scene, frame, verb, thing)))
    if frame.named and any(m.form == "description" for _, m in roles):
        return None
    telling = verb_telling(scene, frame, verb, roles, thing) if enough(frame, roles) else None
    denied = telling is not None and telling.kind == "contact" and telling.status == "denied"
    # Who "did not tell her that" or "discuss it with her" may well have spoken with her: what is denied is what was said.
    unsaid = denied and (frame.clause or _about(scene.tree, verb))
    return None if telling is None or unsaid else (_offered(telling), thing)


def _about(tree: Tree, verb: int) -> bool:
    """Whether it is told what was spoken of: "discussed the plan", "spoke about it"."""
    return bool(tree.children(verb, "dobj")) or any(p in ("about", "of", "regarding") for p, _ in phrases(tree, verb))


def _in_general(scene: Scene, verb: int) -> bool:
    """Whether a verb in the present tells what somebody does as a rule, to nobody certain: "the port hires foreign workers"."""
    tree, token = scene.tree, scene.tree.tokens[verb]
    direct = tree.child(verb, "dobj")
    if token.tag not in ("VBZ", "VBP") or direct is None or tree.tokens[direct].tag != "NNS":
        return False
    return not any(tree.tokens[c].dep in ("det", "poss", "nummod") for c in tree.children(direct))


def _introduced(scene: Scene, verb: int, roles: Iterable[tuple[str, Mention]]) -> Iterator[tuple[str, Mention]]:
    """Yield `roles`; of "introduced himself to her" those of two who meet, with no third."""
    tree = scene.tree
    self = {c for c in tree.children(verb, "dobj") if tree.tokens[c].lemma.endswith(("self", "selves"))}
    own = [m for c in self for m in scene.index.all(c)]
    for role, mention in roles:
        if not self or mention not in own:
            yield ("with" if self and role == "introducer" else role), mention


def _asks_nothing(scene: Scene, verb: int) -> bool:
    """Whether one of the verbs that ask only with what is asked has none: "a film directed by her", "pressed the button"."""
    asked = scene.tree.children(verb, "xcomp", "ccomp", "advcl")
    return scene.tree.tokens[verb].lemma in load("events")["only_to"]["lemmas"] and not asked


def _tells_itself(tree: Tree, verb: int) -> bool:
    """Whether what is offered is told by its own noun ("offered her a meeting"), or is nothing to be taken up ("condolences")."""
    none = load("events")["courtesies"]["lemmas"]
    return any(tree.tokens[o].lemma in frames("noun") or tree.tokens[o].lemma in none for o in tree.children(verb, "dobj"))


def _offered(telling: Telling) -> Telling:
    """Return a proposal that was made as proposed: what it is about has not come to be by it."""
    made = telling.kind == "proposal" and telling.status == "happened"
    return telling._replace(status="proposed") if made else telling


def _unsaid(scene: Scene, frame: Frame, verb: int) -> bool:
    """Whether a passive leaves unsaid who does it: "was discussed with A and B" does not bring A and B together."""
    return not frame.object and passive(scene.tree, verb) and doer(scene.tree, verb) is None


def _thing_met(scene: Scene, frame: Frame, verb: int) -> bool:
    """Whether the verb is done to no person: "met the deadline", "called the plan a mistake", "told the public"."""
    tree = scene.tree
    if not frame.object:
        return False
    told = tree.children(verb, "dative") or tree.children(verb, "dobj")
    objects = told if frame.clause else tree.children(verb, "dobj", "oprd", "attr", "ccomp")
    # Of "paid her the money" the money is what is paid, and she is a second object.
    paid = thing_of(tree, frame, verb) if frame.things else None
    return any(not scene.index.all(o) or (frame.clause and _in_public(tree, o)) for o in objects if o != paid)


def _in_public(tree: Tree, noun: int) -> bool:
    return tree.tokens[noun].lemma in load("events")["public"]["lemmas"]


def read_noun(scene: Scene, frame: Frame, noun: int) -> Telling | None:
    """Return what "a meeting with X" tells. A definite one without anybody named still points back to one told before."""
    tree = scene.tree
    joined = [*_by_phrase(scene, frame, noun), *_by_governor(scene, frame, noun)]
    roles = once([*noun_roles(scene, frame, noun), *joined])
    if _one_sided(scene, frame, noun, roles) or _is_heading(tree, noun):
        return None
    known = definite(tree, noun)
    if impersonal(tree, noun) or (not known and not enough(frame, roles)) or (not roles and _told_apart(scene, noun)):
        return None
    back = known and not any(role == "with" for role, _ in joined)
    telling = noun_telling(scene, frame, noun, roles, _carriers(scene, noun), back=back)
    return telling._replace(status="unclear") if telling.status == "happened" and _only_about(scene, noun) else telling


def _only_about(scene: Scene, noun: int) -> bool:
    """Whether words are about a meeting that they do not say was had: "wrote to her about an unofficial meeting"."""
    tree, token = scene.tree, scene.tree.tokens[noun]
    about = token.dep == "pobj" and tree.tokens[token.head].lemma in ("about", "regarding", "concerning")
    single = any(tree.tokens[c].text.lower() in ("a", "an") for c in tree.children(noun, "det"))
    return about and single and not tree.children(noun, "relcl")


def _is_heading(tree: Tree, noun: int) -> bool:
    """Whether meetings in the plural only head a list: "MEETINGS WITH MEMBERS", a line in capitals without a verb."""
    sentence = [tree.tokens[i] for i in tree.sentence_of(noun)]
    plural = tree.tokens[noun].text.isupper() and tree.tokens[noun].lemma + "s" == tree.tokens[noun].text.lower()
    return plural and not any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in sentence)


def _one_sided(scene: Scene, frame: Frame, noun: int, roles: Roles) -> bool:
    """Whether only who had it is named: "she took a telephone call"; two who "signed an agreement" had it with each other."""
    owners = {m for verb in _carriers(scene, noun) for _, m in scene.doers("with", verb)}
    if frame.mutual and len({m.name for m in owners}) > 1:
        return False
    return bool(roles) and not definite(scene.tree, noun) and {m for _, m in roles} <= owners


def _by_phrase(scene: Scene, frame: Frame, noun: int) -> Iterator[tuple[str, Mention]]:
    """Yield who is joined by a preposition: on the noun, on "took place", or behind its time or place ("at the port between")."""
    yield from _joined_for(scene, noun)
    yield from _speaks_after(scene, noun)
    for i in (noun, *occurring(scene.tree, noun), *_reached(scene.tree, noun)):
        yield from phrase_roles(scene, frame, i)
        for preposition, other in phrases(scene.tree, i):
            yield from _second(scene, frame, preposition, other)
            if preposition in _AROUND:
                yield from phrase_roles(scene, _only(frame), other)
                for joining, first in phrases(scene.tree, other):
                    yield from _second(scene, frame, joining, first)


def _joined_for(scene: Scene, noun: int) -> Iterator[tuple[str, Mention]]:
    """Yield who "joined" whom "for talks"."""
    tree, token = scene.tree, scene.tree.tokens[noun]
    if token.dep != "pobj" or tree.tokens[token.head].lemma not in ("for", "in"):
        return
    verb = next((a for a in tree.ancestors(token.head) if is_verb(tree, a)), None)
    if verb is not None and tree.tokens[verb].lemma == "join":
        yield from scene.roles("with", doer(tree, verb))
        for direct in tree.children(verb, "dobj"):
            yield from scene.roles("with", direct)


def _speaks_after(scene: Scene, noun: int) -> Iterator[tuple[str, Mention]]:
    """Yield who had it, told by what that one does next: "after talks with Ann Vale, Bo Lund said"."""
    tree, token = scene.tree, scene.tree.tokens[noun]
    if token.dep != "pobj" or tree.tokens[token.head].lemma not in ("after", "follow", "following", "during"):
        return
    verb = tree.tokens[token.head].head
    alone = {p for p, _ in phrases(tree, noun)} & {"between", "by", "of"} or tree.child(noun, "poss") is not None
    says = is_verb(tree, verb) and tree.tokens[verb].lemma in words("names", "speaks") | {"speak"} and not passive(tree, verb)
    if says and not alone and any(p == "with" for p, _ in phrases(tree, noun)):
        yield from scene.roles("with", doer(tree, verb))


def _reached(tree: Tree, noun: int) -> list[int]:
    """Return the participles on `noun` that say it was had: "the agreement reached between"."""
    return [v for v in tree.children(noun, "acl") if tree.tokens[v].tag == "VBN" and tree.tokens[v].lemma in _HAD]


def _second(scene: Scene, frame: Frame, preposition: str, first: int) -> Iterator[tuple[str, Mention]]:
    """Yield whom "and" joins to the first of two that "between" needs, where the parser hung them elsewhere: behind a comma."""
    tree, inside = scene.tree, scene.tree.subtree(first, without=("acl", "relcl"))
    if preposition not in ("between", "among") or tree.conjuncts(first)[1:]:
        return
    following = range(max(inside) + 1, min(tree.sentence_of(first).stop, max(inside) + _FAR))
    for at in (w for w in following if tree.tokens[w].text == "and"):
        yield from _named_next(scene, frame.prepositions.get(preposition, ""), at)
        return


def _named_next(scene: Scene, role: str, at: int) -> Iterator[tuple[str, Mention]]:
    """Yield the mention that begins right behind word `at`, an article apart."""
    tokens = scene.tree.tokens
    near = range(at + 1, min(at + 3, len(tokens)))
    found = next((m for w in near if (m := scene.index.at(w)) and m.kind in PEOPLE), None)
    if role and found and tokens[at].end < found.span.start < tokens[at].end + len(" the  "):
        yield role, found


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
            yield from scene.doers(frame.doer, verb)
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
