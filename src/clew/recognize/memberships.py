"""Who belongs to what, where no post is named: "a member of the board", "the office's lawyers", "the union includes it"."""

from collections.abc import Iterator, Sequence
from functools import cache

from clew.recognize.clauses import NOUNS, clause_span, done_to, is_verb, passive, phrases, subject
from clew.recognize.scene import Scene, Telling
from clew.recognize.status import negated, status_of
from clew.recognize.tree import Tree
from clew.recognize.vocabulary import load, words
from clew.records import Mention

MEMBER, LEADS = "member/1", "leads/1"

_HOLDERS = frozenset({"person", "organization", "place"})  # a country is a member too
_BODIES = frozenset({"organization"})
_OWN = ("compound", "nmod", "amod", "poss")


def find_memberships(scene: Scene) -> Iterator[Telling]:
    """Yield each tie of a holder to a body: roles "holder" and "organization", by `MEMBER`, or by `LEADS` of "the leader
    of the board"."""
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
    for leads, body in ((p, m) for p, m in _told_by(scene, head) if m.name != who.name):
        # What tells them from others is taken for granted: its sentence neither dates it nor doubts it.
        by = LEADS if leads and _is_head(tree, head) else MEMBER
        yield _telling(scene, head, who, body, by)._replace(when=None, status="happened")


def _told_by(scene: Scene, head: int) -> Iterator[tuple[bool, Mention]]:
    """Yield the bodies that tell `head` from others, and whether one may lead them: "soldiers of the brigade", "the port's staff"
    may, "an officer in the navy" does not."""
    tree = scene.tree
    served = tree.tokens[head].lemma in words("memberships", "works") | words("roles", "post")
    leading = {"of", "from"} | ({"in", "at", "with", "for"} if served else set())
    # A secretary of state is the state's no more than a chief of staff is the staff's.
    behind = ((p, n) for p, n in phrases(tree, head) if p in leading and tree.tokens[n].text.lower() not in ("state", "staff"))
    for preposition, noun in behind:
        yield from ((preposition == "of", m) for m in scene.index.all(noun, _BODIES))
    if tree.tokens[head].text.islower() and not _is_beside(tree, head):
        owners = (m for c in tree.children(head, "poss") for m in scene.index.all(c, _BODIES))
        yield from ((True, m) for m in owners if m.form == "name")


def _is_head(tree: Tree, noun: int) -> bool:
    """Whether `noun` is one who leads: "the leader", not "the vice president"."""
    before = {tree.tokens[c].lemma for c in tree.children(noun, "compound", "amod", "nmod")}
    return tree.tokens[noun].lemma in words("leaders", "heads") and before.isdisjoint(words("leaders", "below"))


def _is_nobody(scene: Scene, head: int) -> bool:
    """Whether the phrase points to nobody yet: "no member of", "any member of"."""
    return any(scene.tree.tokens[c].lemma in ("no", "any", "every", "each") for c in scene.tree.children(head, "det", "neg"))


def _told(scene: Scene) -> Iterator[Telling]:
    for i, token in enumerate(scene.tree.tokens):
        if token.lemma in words("memberships", "part", "works", "units") and token.pos == "NOUN":
            yield from _by_noun(scene, i) if not _is_beside(scene.tree, i) else ()
        elif token.text in words("memberships", "some") and token.pos != "NOUN":
            yield from _by_example(scene, i)
        elif token.lemma in _given():
            yield from _by_thing(scene, i, _given()[token.lemma])
        elif is_verb(scene.tree, i):
            # Of "a union, made up of" the parser takes the participle for a past.
            yield from _by_verb(scene, i, passive(scene.tree, i) or (token.dep == "acl" and token.tag == "VBD"))


def _is_beside(tree: Tree, noun: int) -> bool:
    """Whether `noun` is above or beside its body, not inside it: "the parent company of Vantor"."""
    before = {tree.tokens[c].lemma for c in tree.children(noun, "compound", "amod")}
    return not before.isdisjoint(words("memberships", "beside"))


def _by_example(scene: Scene, example: int) -> Iterator[Telling]:
    """Yield what "the union, including Denmark" and "members of the union such as Denmark" tie."""
    tree, above = scene.tree, scene.tree.tokens[example].head
    yield from tied(scene, example, example, above, MEMBER)
    if tree.tokens[above].lemma == "member" and tree.tokens[above].tag == "NNS":
        of = [n for p, n in phrases(tree, above) if p == "of"]
        for body in (*of, *tree.children(above, "compound", "nmod", "poss")):
            yield from tied(scene, example, example, body, MEMBER)


def _by_noun(scene: Scene, noun: int) -> Iterator[Telling]:
    """Yield what "is a member of X", "as part of X", "Ann Vale, a member of X" tie."""
    holder = _holder(scene, noun)
    for preposition, body in phrases(scene.tree, noun):
        if preposition in _within(scene, noun) and holder is not None:
            yield from tied(scene, noun, holder, body, MEMBER)
    if holder is not None or scene.tree.tokens[noun].lemma in words("memberships", "part", "units"):
        yield from _by_owner(scene, noun, holder)


def _by_owner(scene: Scene, noun: int, holder: int | None) -> Iterator[Telling]:
    """Yield what the body before `noun` ties: "is a Harbour Party member", "the bank's subsidiary Vantor"."""
    tree = scene.tree
    if holder is None:
        holder = _named_next(scene, noun) or tree.child(noun, "appos")
    for body in (*tree.children(noun, *_OWN), *_beside_name(scene, noun)):
        its = tree.tokens[body].lemma in ("its", "their") and tree.tokens[_top(tree, noun)].dep == "conj"
        at = tree.tokens[_top(tree, noun)].head if its else body
        found = scene.index.at(at)
        if holder is not None and found and found.kind in _BODIES and found.form == "name":
            yield from tied(scene, noun, holder, at, MEMBER)


def _beside_name(scene: Scene, noun: int) -> list[int]:
    """Return the body, or "its", right before `noun` that hangs on the name behind it: "the Vantor | subsidiary Quill"."""
    head = _named_next(scene, noun)
    before = scene.tree.children(head, *_OWN) if head is not None else []
    return [w for w in before if w == noun - 1 and not _is_beside(scene.tree, noun)]


def _named_next(scene: Scene, noun: int) -> int | None:
    """Return the head of the name that `noun` stands right before and hangs on, or None."""
    tokens, head = scene.tree.tokens, scene.tree.tokens[noun].head
    found = scene.index.at(head) if tokens[noun].dep in ("compound", "nmod") else None
    return head if found and noun + 1 < len(tokens) and found.span.start == tokens[noun + 1].start else None


def _top(tree: Tree, noun: int) -> int:
    """Return the head of the name that `noun` only stands before, else `noun`."""
    return tree.tokens[noun].head if tree.tokens[noun].dep in ("compound", "nmod") else noun


def _within(scene: Scene, noun: int) -> frozenset[str]:
    """Return the prepositions that lead from `noun` to its body. What is a post is told as one."""
    lemma = scene.tree.tokens[noun].lemma
    if lemma in words("memberships", "part", "units"):
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


def _by_verb(scene: Scene, verb: int, passively: bool) -> Iterator[Telling]:
    """Yield what a verb ties: its subject to a body ("belongs to"), or what it is done to to its subject ("includes")."""
    tree, lemma = scene.tree, scene.tree.tokens[verb].lemma
    who = (done_to(tree, verb) if passive(tree, verb) else tree.tokens[verb].head) if passively else subject(tree, verb)
    leading, holding = (load("memberships")[t].get(lemma, ()) for t in (("passive", "made") if passively else ("verb", "holds")))
    for noun in _led_to(tree, verb, leading):
        yield from tied(scene, verb, who, noun, MEMBER) if lemma != "attend" or _is_school(scene, noun) else ()
    for noun in _led_to(tree, verb, holding):
        yield from tied(scene, verb, noun, who, MEMBER)


def _is_school(scene: Scene, noun: int) -> bool:
    """Whether who attends it is its student: "attended Quill College", not "attended the Harbour Conference"."""
    found = scene.index.at(noun)
    return found is not None and not words("memberships", "schools").isdisjoint(found.name.split())


def _led_to(tree: Tree, verb: int, prepositions: Sequence[str]) -> Iterator[int]:
    """Yield the nouns that `verb` and one of `prepositions` lead to; "" leads to its object."""
    below = (verb, *tree.children(verb, "prt"))
    yield from dict.fromkeys(n for i in below for p, n in phrases(tree, i) if p in prepositions and tree.tokens[n].pos in NOUNS)
    direct = done_to(tree, verb) if "" in prepositions else None
    yield from [direct] if direct is not None else []


@cache
def _given() -> dict[str, dict[str, Sequence[str]]]:
    """Return noun -> table for each thing that ties who swears or gets it to a body."""
    tables = (load("memberships")[name] for name in ("swear", "graduate_by"))
    return {noun: table for table in tables for noun in table["nouns"]}


def _by_thing(scene: Scene, noun: int, table: dict[str, Sequence[str]]) -> Iterator[Telling]:
    """Yield what "pledged allegiance to the brigade" and "got a degree from the college" tie; the parser hangs the body on the
    verb or on the noun."""
    tree, verb = scene.tree, scene.tree.tokens[noun].head
    if tree.tokens[noun].dep == "dobj" and tree.tokens[verb].lemma in table["verbs"]:
        for body in (n for i in (noun, verb) for p, n in phrases(tree, i) if p in table["prepositions"]):
            yield from tied(scene, verb, subject(tree, verb), body, MEMBER)


def tied(
    scene: Scene, word: int, holder: int | None, body: int | None, by: str, kinds: frozenset[str] = _BODIES
) -> Iterator[Telling]:
    """Yield a membership told by `word` for each holder at a word and each body, of `kinds`, at another; none of itself."""
    if holder is None or body is None:
        return
    found = _holders(scene, holder)
    # Who leads is one, or several alike: of "led by Ann Vale, and the Council" the Council goes on with something else.
    holders = [m for m in found if by != LEADS or m.kind == found[0].kind]
    for of in scene.index.all(_is_said_of(scene.tree, body), kinds):
        for who in holders:
            if who.name != of.name:
                yield _telling(scene, word, who, of, by)


def _is_said_of(tree: Tree, body: int) -> int:
    """Return `body`; of "the Front is a group led by Bo Lund" what is said to be the group."""
    token = tree.tokens[body]
    said = subject(tree, token.head) if token.dep == "attr" and tree.tokens[token.head].lemma == "be" else None
    return body if said is None or negated(tree, token.head) else said


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
