"""Disclosures: what somebody made known about their contacts, or left out."""

from collections.abc import Iterator

from clew.recognize.agree import agree
from clew.recognize.clauses import VERBS, clause_span, doer, done_to, is_verb, phrases, subject
from clew.recognize.frames import once, things
from clew.recognize.scene import Scene, Telling
from clew.recognize.status import negated, status_of
from clew.recognize.vocabulary import words
from clew.records import Mention, Status

RULE = "disclosure-verb/1"


def find_disclosures(scene: Scene) -> Iterator[Telling]:
    """Yield each "X disclosed / omitted a meeting with Y": discloser X, about Y; status denied when left out."""
    tree = scene.tree
    known = words("disclosures", "disclosed", "omitted")
    for verb, token in enumerate(tree.tokens):
        if token.pos in VERBS and (token.lemma in known or _phrasal(scene, verb)):
            telling = _read(scene, verb)
            if telling:
                yield telling


def _phrasal(scene: Scene, verb: int) -> bool:
    """Whether it takes its particle to be such a verb: "left out", "owned up to"."""
    return _with_particle(scene, verb) in words("disclosures", "disclosed", "omitted")


def _with_particle(scene: Scene, verb: int) -> str:
    particles = [scene.tree.tokens[c].lemma for c in scene.tree.children(verb, "prt")]
    return " ".join([scene.tree.tokens[verb].lemma, *particles])


def _read(scene: Scene, verb: int) -> Telling | None:
    tree = scene.tree
    topic = next(iter(_topics(scene, verb)), None)
    if topic is None:
        return None
    disclosers = [*scene.roles("discloser", doer(tree, verb))]
    told = [*_about(scene, topic)]
    about = [(r, m) for r, m in told if not any(agree(m, d) for _, d in disclosers) and not _self(scene, topic, m)]
    if not is_verb(tree, topic) and len(told) == 1 and tree.child(topic, "poss") is not None and about:
        # "Mentioned her emails": whose they are does not say that they were with who mentions them.
        return None
    # Who tells of others' contacts ("the Courier reported that A met B") discloses nothing of their own.
    if not disclosers or not about or (len(about) == len(told) and (len(told) > 1 or is_verb(tree, topic))):
        return None
    roles, status = once([*disclosers, *about]), _status(scene, verb)
    return Telling("disclosure", roles, scene.when([verb]), None, status, clause_span(tree, verb), RULE, verb)


def _self(scene: Scene, topic: int, mention: Mention) -> bool:
    """Whether `mention` is a pronoun tied to nobody that does what is told: in "admitted that he met X" he tells of himself."""
    own = subject(scene.tree, topic) if is_verb(scene.tree, topic) else None
    loose = mention.form == "pronoun" and mention.name == mention.span.text
    return loose and own is not None and scene.index.one(own) == mention


def _topics(scene: Scene, verb: int) -> Iterator[int]:
    """Yield the noun for contact between people that `verb` is about, also behind "mention of" and "that he met X"."""
    tree, contacts = scene.tree, words("disclosures", "contacts")
    first = done_to(tree, verb)
    inner = [n for p, n in phrases(tree, first) if p in ("of", "about", "to")] if first is not None else []
    inner += [n for p, n in phrases(tree, verb) if p == "to"] if _phrasal(scene, verb) else []
    clauses = tree.children(verb, "ccomp", "xcomp")
    had = [n for c in clauses if tree.tokens[c].lemma in words("disclosures", "carries") for n in tree.children(c, "dobj")]
    for i in [*([first] if first is not None else []), *inner, *clauses, *had]:
        if tree.tokens[i].lemma in contacts or tree.tokens[i].lemma in things("messages"):
            yield i


def _about(scene: Scene, topic: int) -> Iterator[tuple[str, Mention]]:
    tree = scene.tree
    for _, noun in phrases(tree, topic):
        yield from scene.roles("about", noun)
    if is_verb(tree, topic):
        yield from scene.roles("about", done_to(tree, topic))
        yield from scene.roles("about", subject(tree, topic))
    for owner in tree.children(topic, "poss", "compound"):
        yield from scene.roles("about", owner)


def _status(scene: Scene, verb: int) -> Status:
    """Return happened when it was disclosed, denied when it was left out: by the verb, by "not", by "failed to"."""
    left_out = not words("disclosures", "omitted").isdisjoint((scene.tree.tokens[verb].lemma, _with_particle(scene, verb)))
    status = status_of(scene.tree, verb)
    if status == "denied":
        return "happened" if left_out and negated(scene.tree, verb) else "denied"
    return "denied" if left_out and status == "happened" else status
