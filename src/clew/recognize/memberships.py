"""Who belongs to what, and who leads it, where no post is named: "a member of the board", "the office, led by Ann Vale"."""

from collections.abc import Iterator

from clew.recognize.clauses import clause_span, doer, done_to, is_verb, passive, phrases, subject
from clew.recognize.scene import Scene, Telling
from clew.recognize.status import negated, status_of
from clew.recognize.tree import Tree
from clew.recognize.vocabulary import load, words
from clew.records import Mention

MEMBER, LEADS = "member/1", "leads/1"

_HOLDERS = frozenset({"person", "organization", "place"})  # a country is a member too
_BODIES = frozenset({"organization"})


def find_memberships(scene: Scene) -> Iterator[Telling]:
    """Yield each tie of a holder to a body: roles "holder" and "organization", by `MEMBER` or `LEADS`."""
    yield from _told(scene)
    for who in scene.mentions:
        if who.form == "description" and who.kind in _HOLDERS:
            yield from _by_description(scene, who)


def _by_description(scene: Scene, who: Mention) -> Iterator[Telling]:
    """Yield the body that an unnamed somebody is told by: "two members of the board", "students from the academy"."""
    tree = scene.tree
    inside = tree.within(who.span.start, who.span.end)
    head = next((i for i in inside if scene.index.at(i) == who), None)
    if head is None or tree.tokens[head].dep in ("attr", "oprd") or _is_nobody(scene, head):
        return
    if tree.tokens[head].lemma in words("memberships", "apart"):
        return
    if who.name != " ".join(who.span.text.split()):
        return
    bodies = (m for p, noun in phrases(tree, head) if p in ("of", "from") for m in scene.index.all(noun, _BODIES))
    for body in (m for m in bodies if m.name != who.name):
        # What tells them from others is taken for granted: its sentence neither dates it nor doubts it.
        yield _telling(scene, head, who, body, MEMBER)._replace(when=None, status="happened")


def _is_nobody(scene: Scene, head: int) -> bool:
    """Whether the phrase points to nobody yet: "no member of", "any member of"."""
    return any(scene.tree.tokens[c].lemma in ("no", "any", "every", "each") for c in scene.tree.children(head, "det", "neg"))


def _told(scene: Scene) -> Iterator[Telling]:
    belongs, passives = load("memberships")["verb"], load("memberships")["passive"]
    for i, token in enumerate(scene.tree.tokens):
        if token.lemma in words("memberships", "part", "works") and token.pos == "NOUN":
            yield from _by_noun(scene, i)
        elif token.text in words("memberships", "some"):
            yield from _tied(scene, i, i, scene.tree.tokens[i].head, MEMBER) if token.pos != "NOUN" else ()
        elif token.lemma in load("memberships")["swear"]["nouns"]:
            yield from _sworn(scene, i)
        elif is_verb(scene.tree, i) and token.lemma in belongs and not passive(scene.tree, i):
            yield from _by_verb(scene, i, belongs[token.lemma])
        elif is_verb(scene.tree, i) and token.lemma in passives and passive(scene.tree, i):
            yield from _by_passive(scene, i, passives[token.lemma])
        elif is_verb(scene.tree, i) and token.lemma in words("memberships", "lead"):
            yield from _by_lead(scene, i)


def _by_noun(scene: Scene, noun: int) -> Iterator[Telling]:
    """Yield what "is a member of X", "as part of X", "Ann Vale, a member of X" tie."""
    holder = _holder(scene, noun)
    for preposition, body in phrases(scene.tree, noun):
        if preposition in _within(scene, noun) and holder is not None:
            yield from _tied(scene, noun, holder, body, MEMBER)


def _within(scene: Scene, noun: int) -> frozenset[str]:
    """Return the prepositions that lead from `noun` to its body. What is a post is told as one."""
    lemma = scene.tree.tokens[noun].lemma
    if lemma in words("memberships", "part"):
        return frozenset({"of"})
    return frozenset() if lemma in words("roles", "post") else frozenset({"of", "for", "at", "in", "with", "from"})


def _holder(scene: Scene, noun: int) -> int | None:
    """Return who is said to be what `noun` says, or None."""
    tree, token = scene.tree, scene.tree.tokens[noun]
    if token.dep == "conj" and token.head < noun and tree.tokens[token.head].dep in ("attr", "appos", "oprd"):
        return _holder(scene, token.head)  # "is a general and member of the board"
    if token.dep == "attr":
        return subject(tree, token.head)
    if token.dep == "oprd" and is_verb(tree, token.head):  # "was elected a member of"
        return done_to(tree, token.head)
    if token.dep == "pobj" and tree.tokens[token.head].lemma == "as":
        return _as(tree, noun, tree.tokens[token.head].head)
    # "The office, the board and members of the council" are a list, whatever the parser takes it for.
    return token.head if token.dep == "appos" and token.tag == "NN" else None


def _as(tree: Tree, noun: int, above: int) -> int | None:
    """Return who is something "as a member": whom one names as one, else who does it; "as part of" it is always who does it."""
    if not is_verb(tree, above):
        return above
    direct = tree.child(above, "dobj") if tree.tokens[noun].lemma != "part" and not passive(tree, above) else None
    return direct if direct is not None else subject(tree, above)


def _by_verb(scene: Scene, verb: int, prepositions: list[str]) -> Iterator[Telling]:
    bodies = [n for p, n in phrases(scene.tree, verb) if p in prepositions]
    direct = done_to(scene.tree, verb) if "" in prepositions else None
    for body in [*bodies, *([direct] if direct is not None else [])]:
        yield from _tied(scene, verb, subject(scene.tree, verb), body, MEMBER)


def _sworn(scene: Scene, noun: int) -> Iterator[Telling]:
    """Yield what "pledged allegiance to the brigade" ties; the parser hangs the body on the verb or on the noun."""
    tree, verb = scene.tree, scene.tree.tokens[noun].head
    if tree.tokens[noun].dep == "dobj" and tree.tokens[verb].lemma in load("memberships")["swear"]["verbs"]:
        for body in (n for i in (noun, verb) for p, n in phrases(tree, i) if p == "to"):
            yield from _tied(scene, verb, subject(tree, verb), body, MEMBER)


def _by_passive(scene: Scene, verb: int, prepositions: list[str]) -> Iterator[Telling]:
    for body in (n for p, n in phrases(scene.tree, verb) if p in prepositions):
        yield from _tied(scene, verb, done_to(scene.tree, verb), body, MEMBER)


def _by_lead(scene: Scene, verb: int) -> Iterator[Telling]:
    """Yield who leads what; "directed the office to wait" and "led the board to believe" make no leader."""
    if scene.tree.child(verb, "xcomp", "ccomp") is None:
        yield from _tied(scene, verb, doer(scene.tree, verb), done_to(scene.tree, verb), LEADS)


def _tied(scene: Scene, word: int, holder: int | None, body: int | None, by: str) -> Iterator[Telling]:
    """Yield one telling for each holder at a word and each body at another, none of them tied to itself."""
    if holder is None or body is None:
        return
    for of in scene.index.all(body, _BODIES):
        for who in _holders(scene, holder):
            if who.name != of.name:
                yield _telling(scene, word, who, of, by)


def _holders(scene: Scene, word: int) -> list[Mention]:
    """Return who stands at `word`; behind "including" the names it leads to."""
    if scene.tree.tokens[word].text in words("memberships", "some"):
        return [m for n in scene.tree.children(word, "pobj") for m in scene.index.all(n, _HOLDERS) if m.form == "name"]
    return scene.index.all(word, _HOLDERS)


def _telling(scene: Scene, word: int, who: Mention, of: Mention, by: str) -> Telling:
    tree, token = scene.tree, scene.tree.tokens[word]
    verb = token.head if token.dep == "attr" else word
    status = "denied" if token.dep == "attr" and negated(tree, verb) else status_of(tree, verb)
    roles = (("holder", who), ("organization", of))
    return Telling("membership", roles, scene.when([verb]), None, status, clause_span(tree, word), by, word)
