"""Who leads, owns or holds what, where no post is named: "the office, led by Ann Vale", "took control of the port"."""

from collections.abc import Iterator

from clew.recognize.clauses import doer, done_to, is_verb, passive, phrases, subject
from clew.recognize.memberships import LEADS, tied
from clew.recognize.scene import Scene, Telling
from clew.recognize.tree import Tree
from clew.recognize.vocabulary import words

_BODIES = frozenset({"organization"})
_PLACES = frozenset({"place"})
_HELD = _BODIES | _PLACES

_PERCENT = frozenset({"%", "percent"})
_HALF = 50.0


def find_leaders(scene: Scene) -> Iterator[Telling]:
    """Yield who is in charge of what: roles "holder" and "organization", which may be a place that is held; by `LEADS`."""
    for i, token in enumerate(scene.tree.tokens):
        if is_verb(scene.tree, i):
            yield from _by_verb(scene, i)
        elif token.lemma in words("leaders", "command") and token.pos == "NOUN":
            yield from _by_command(scene, i)
        elif token.lemma in words("leaders", "loss") and token.pos == "NOUN":
            yield from _by_loss(scene, i)
        elif token.lemma in words("leaders", "taking") and token.pos == "NOUN":
            yield from _by_taking(scene, i)
        elif token.lemma in words("leaders", "share") and token.dep == "dobj":
            yield from _by_share(scene, i)
        elif token.lemma == "under" and token.dep == "prep":
            yield from _by_under(scene, i)
        elif token.tag == "PRP$" and scene.tree.tokens[token.head].lemma in words("leaders", "rule"):
            yield from _by_own(scene, i)


def _by_verb(scene: Scene, verb: int) -> Iterator[Telling]:
    """Yield who does "lead", "capture", "take over" to what; "directed the office to wait" leads nothing."""
    tree, lemma = scene.tree, scene.tree.tokens[verb].lemma
    if tree.child(verb, "xcomp", "ccomp") is not None:
        return
    kinds = _kinds(tree, verb, lemma)
    if kinds:
        held = _before_comma(scene, verb) or _named(scene, done_to(tree, verb))
        yield from tied(scene, verb, doer(tree, verb), held, LEADS, kinds)
    if lemma in words("leaders", "conquer") or (lemma == "take" and passive(tree, verb)):
        yield from _by_force(scene, verb, doer(tree, verb), done_to(tree, verb))
    if lemma == "fall":  # "the town fell to the army"
        for noun in (n for p, n in phrases(tree, verb) if p == "to"):
            yield from _by_force(scene, verb, noun, subject(tree, verb))


def _named(scene: Scene, held: int | None) -> int | None:
    """Return the name behind a word for a kind of place: "the town of Skal"; else `held`."""
    if held is None or scene.tree.tokens[held].lemma not in words("leaders", "places"):
        return held
    return next((n for p, n in phrases(scene.tree, held) if p == "of"), held)


def _kinds(tree: Tree, verb: int, lemma: str) -> frozenset[str]:
    """Return what `verb` puts its doer in charge of; nothing when it leads nobody."""
    over = any(tree.tokens[c].lemma == "over" for c in tree.children(verb, "prt"))
    leads = lemma in words("leaders", "lead") or (lemma == "take" and over)
    return (_BODIES if leads else frozenset()) | (_PLACES if lemma in words("leaders", "hold") else frozenset())


def _by_force(scene: Scene, word: int, holder: int | None, place: int | None) -> Iterator[Telling]:
    """Yield which bodies or countries took a place: a person who takes one wins a vote or a match there."""
    told = tied(scene, word, holder, _named(scene, place), LEADS, _PLACES)
    yield from (t for t in told if t.roles[0][1].kind != "person")


def _before_comma(scene: Scene, verb: int) -> int | None:
    """Return the body right before the comma that a participle follows, where the parser hung it elsewhere; else None."""
    tree, token = scene.tree, scene.tree.tokens[verb]
    if token.dep != "acl" or verb < 2 or tree.tokens[verb - 1].text != "," or scene.index.all(token.head, _BODIES):
        return None
    at = verb - 2
    while tree.tokens[at].head < at and tree.tokens[at].dep in ("pobj", "prep") and not scene.index.all(at, _BODIES):
        at = tree.tokens[at].head
    return at


def _by_command(scene: Scene, noun: int) -> Iterator[Telling]:
    """Yield what "in command of the brigade", "took control of the port", "the brigade, under the command of Bo Lund" tell."""
    tree, token = scene.tree, scene.tree.tokens[noun]
    held = [_named(scene, n) for p, n in phrases(tree, noun) if p in ("of", "over")]
    above = tree.tokens[token.head]
    if token.dep == "dobj" and above.lemma in words("leaders", "take"):
        for body in held:
            yield from tied(scene, token.head, subject(tree, token.head), body, LEADS, _HELD)
    elif token.dep == "dobj" and above.lemma in words("leaders", "give") and passive(tree, token.head):
        for body in held:
            yield from tied(scene, token.head, done_to(tree, token.head), body, LEADS, _HELD)
    elif token.dep == "pobj" and above.lemma in ("in", "at"):
        for body in held:
            yield from tied(scene, noun, _placed(tree, above.head), body, LEADS, _HELD)
    elif token.lemma == "control" and tree.children(noun, "poss"):  # "the army's control of the town"
        for owner in tree.children(noun, "poss"):
            for body in held:
                yield from _by_force(scene, noun, owner, body)
    elif token.dep == "pobj" and above.lemma == "under":
        for leader in held:
            yield from tied(scene, noun, leader, _named(scene, _placed(tree, above.head)), LEADS, _HELD)


def _by_loss(scene: Scene, noun: int) -> Iterator[Telling]:
    """Yield who holds what was lost: "the fall of the town to the army"."""
    tree = scene.tree
    for place in (n for p, n in phrases(tree, noun) if p == "of"):
        to = max(tree.subtree(place)) + 1
        following = tree.child(to, "pobj") if to < len(tree.tokens) and tree.tokens[to].text == "to" else None
        yield from _by_force(scene, noun, following, place)


def _by_taking(scene: Scene, noun: int) -> Iterator[Telling]:
    """Yield who holds what was taken: "the capture of the town by the army", "the army's capture of the town"."""
    leading = list(phrases(scene.tree, noun))
    takers = [n for p, n in leading if p == "by"] + scene.tree.children(noun, "poss")
    for taker in takers:
        # Of "the capture by the army of the town" the parser hangs the town on the army.
        for place in (n for p, n in (*leading, *phrases(scene.tree, taker)) if p == "of"):
            yield from _by_force(scene, noun, taker, place)


def _by_share(scene: Scene, share: int) -> Iterator[Telling]:
    """Yield who owns the most of a body: "owns 60% of the bank", "holds a controlling stake in it"."""
    tree, verb = scene.tree, scene.tree.tokens[share].head
    if tree.tokens[verb].lemma in words("leaders", "owning") and _is_most(tree, share):
        for body in (n for p, n in phrases(tree, share) if p in ("of", "in")):
            yield from tied(scene, verb, subject(tree, verb), body, LEADS)


def _is_most(tree: Tree, share: int) -> bool:
    """Whether a share is said to be more than half, of a hundred parts or by a word; less puts nobody in charge."""
    before = tree.children(share, "compound", "amod", "nmod", "nummod")
    said = [tree.tokens[w] for c in (share, *before) for w in (c, *tree.children(c, "nummod"))]
    parts = [t for t in said if t.text.replace(".", "", 1).isdecimal()] if any(t.lemma in _PERCENT for t in said) else []
    return any(float(t.text) > _HALF for t in parts) or any(t.lemma in words("leaders", "most") for t in said)


def _by_own(scene: Scene, own: int) -> Iterator[Telling]:
    """Yield whose government it is in "Ann Vale and her government": what is joined to a person as that person's."""
    tree, noun = scene.tree, scene.tree.tokens[own].head
    above = tree.tokens[noun].head
    if tree.tokens[noun].dep == "conj" and above < noun:
        named, meant = scene.index.one(above), scene.index.at(own)
        if named and meant and named.kind == "person" and named.name == meant.name:
            yield from tied(scene, noun, above, noun, LEADS)


def _placed(tree: Tree, above: int) -> int | None:
    """Return who is "in command" or "under" it: the noun it hangs on, else who does the verb."""
    if not is_verb(tree, above):
        return above
    return subject(tree, above) or done_to(tree, above)


def _by_under(scene: Scene, under: int) -> Iterator[Telling]:
    """Yield who leads a body that serves under a person: "the brigade under General Bo Lund"."""
    body, noun = scene.tree.tokens[under].head, scene.tree.child(under, "pobj")
    leader = scene.index.one(noun) if noun is not None else None
    if leader and leader.kind == "person" and leader.form == "name" and not is_verb(scene.tree, body):
        yield from tied(scene, under, noun, body, LEADS)
