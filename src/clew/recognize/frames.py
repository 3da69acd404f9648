"""What a word that tells an event expects around it: one frame a group of words, read from the vocabulary."""

from collections.abc import Iterable, Iterator
from functools import cache

import msgspec

from clew.recognize.clauses import NOUNS, VERBS, clause_span, done_to, is_verb, passive, phrases
from clew.recognize.scene import Roles, Scene, Telling, acts
from clew.recognize.status import listed, negated, status_of
from clew.recognize.tree import Tree
from clew.recognize.vocabulary import load
from clew.records import Mention, When

_WHERE = frozenset({"in", "at", "inside", "on", "near"})
_ABOUT = frozenset({"of", "about", "regarding", "concerning"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


class Frame(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """One table of `events.toml`; the file says what each field means."""

    kind: str
    by: str
    lemmas: tuple[str, ...]
    subject: str = ""
    object: str = ""
    possessor: str = ""
    compound: str = ""
    doer: str = ""
    things: tuple[str, ...] = ()
    bare: bool = False
    prepositions: dict[str, str] = {}
    place: tuple[str, ...] = ()
    particle: str = ""
    phrase: tuple[str, ...] = ()
    clause: bool = False
    takes: str = ""
    requires: tuple[str, ...] = ()
    named: bool = False
    mutual: bool = False
    through: bool = False
    needs: int = 1


@cache
def frames(shape: str) -> dict[str, tuple[Frame, ...]]:
    """Return lemma -> frames for `shape`, "verb" or "noun"."""
    table: dict[str, tuple[Frame, ...]] = {}
    for frame in msgspec.convert(load("events")[shape], tuple[Frame, ...]):
        for lemma in frame.lemmas:
            table[lemma] = (*table.get(lemma, ()), frame)
    return table


@cache
def things(*lists: str) -> frozenset[str]:
    """Return the nouns of these lists of things."""
    return frozenset(noun for name in lists for noun in load("events")["things"][name])


def triggers(tree: Tree, shape: str) -> Iterator[tuple[int, Frame]]:
    """Yield each word that may tell an event, with each frame it has."""
    table, classes = frames(shape), VERBS if shape == "verb" else NOUNS
    for i, token in enumerate(tree.tokens):
        if token.lemma in table and token.pos in classes and not (shape == "noun" and _modifies(tree, i, table)):
            yield from ((i, frame) for frame in table[token.lemma])


def _modifies(tree: Tree, i: int, table: dict[str, tuple[Frame, ...]]) -> bool:
    """Whether a noun only tells what another is of ("the email inquiry", "a meeting room"), and that one tells no event."""
    token = tree.tokens[i]
    return token.dep == "compound" and tree.tokens[token.head].lemma not in table


def thing_of(tree: Tree, frame: Frame, verb: int) -> int | None:
    """Return the noun of the frame's lists that `verb` is done to, or None."""
    objects = [done_to(tree, verb), *tree.children(verb, "dobj")]
    return next((o for o in objects if o is not None and _is_thing(tree, frame, o)), None)


def _is_thing(tree: Tree, frame: Frame, noun: int) -> bool:
    """Whether `noun` is one of the frame's things; of "$500" the parser's kind says so."""
    money = "money" in frame.things and tree.tokens[noun].entity.endswith("MONEY")
    return money or tree.tokens[noun].lemma in things(*frame.things)


def fits(tree: Tree, frame: Frame, verb: int, thing: int | None) -> bool:
    """Whether `verb` is used as its frame wants: with its particle, and with one of its things unless it stands bare."""
    below = tree.children(verb, "prt", "prep", "advmod")
    particles = {tree.tokens[c].lemma for i in (verb, *below) for c in tree.children(i, "prt", "prep", "advmod")}
    if frame.particle and particles.isdisjoint(frame.particle.split()):
        return False
    if frame.phrase and not any(preposition in frame.phrase for preposition, _ in phrases(tree, verb)):
        return False
    if frame.takes and (frame.takes == "object") != (done_to(tree, verb) is not None):
        return False
    return frame.bare or not frame.things or thing is not None


def verb_roles(scene: Scene, frame: Frame, verb: int, thing: int | None) -> Iterator[tuple[str, Mention]]:
    """Yield who has which role around `verb` and around the thing it is done to."""
    tree = scene.tree
    yield from scene.doers(frame.subject, verb)
    if frame.object:
        yield from scene.roles(frame.object, done_to(tree, verb))
    for i in (verb, thing):
        if i is not None:
            yield from phrase_roles(scene, frame, i)
    if frame.through and thing is None:
        yield from _through(scene, frame, verb)
    if thing is not None and passive(tree, verb) and done_to(tree, verb) != thing:
        yield from scene.roles("to", done_to(tree, verb))


def _through(scene: Scene, frame: Frame, verb: int) -> Iterator[tuple[str, Mention]]:
    """Yield the people whom the parser hung on what is done: "discussed | the plan with her"."""
    for direct in scene.tree.children(verb, "dobj"):
        if scene.tree.tokens[direct].lemma not in frames("noun"):
            yield from (r for r in phrase_roles(scene, frame, direct) if r[1].kind == "person")


def phrase_roles(scene: Scene, frame: Frame, i: int) -> Iterator[tuple[str, Mention]]:
    """Yield who has a role by a preposition on word `i`."""
    for preposition, noun in phrases(scene.tree, i):
        yield from scene.roles(frame.prepositions.get(preposition, ""), noun)


def noun_roles(scene: Scene, frame: Frame, noun: int) -> Iterator[tuple[str, Mention]]:
    """Yield who has which role around `noun`: its owner, its modifiers, its phrases and those of "that took place"."""
    tree = scene.tree
    for owner in tree.children(noun, "poss"):
        yield from scene.roles(frame.possessor, owner)
    for beside in tree.children(noun, "compound", "nmod", "amod"):
        named = scene.index.at(beside)
        if frame.compound and named and named.kind == "person" and named.form == "name":
            yield frame.compound, named
    for i in (noun, *occurring(tree, noun)):
        yield from phrase_roles(scene, frame, i)


def occurring(tree: Tree, noun: int) -> list[int]:
    """Return the verbs that say of `noun` that it came to be: in a relative clause, or as what it is the subject of."""
    token = tree.tokens[noun]
    main = [token.head] if token.dep in ("nsubj", "nsubjpass") and is_verb(tree, token.head) else []
    return [v for v in (*tree.children(noun, "relcl"), *main) if tree.tokens[v].lemma in listed("occur")]


def place(scene: Scene, words: Iterable[int]) -> Mention | None:
    """Return the place named by "in", "at" on one of `words`, or before it ("the Tower meeting"); None when none is."""
    for i in words:
        for preposition, noun in phrases(scene.tree, i):
            named = scene.index.one(noun) if preposition in _WHERE else None
            if named and (named.kind == "place" or (named.kind == "organization" and preposition == "at")):
                return named
        for beside in scene.tree.children(i, "compound", "nmod", "amod"):
            named = scene.index.at(beside)
            if named and named.kind == "place" and scene.tree.tokens[i].pos in NOUNS:
                return named
    return None


def definite(tree: Tree, noun: int) -> bool:
    """Whether `noun` is told as known: "the", "that", or an owner."""
    articles = (tree.tokens[d].lemma for d in tree.children(noun, "det"))
    return tree.child(noun, "poss") is not None or any(lemma in _DEFINITE for lemma in articles)


def enough(frame: Frame, roles: Roles) -> bool:
    """Whether `roles` fill what the frame requires: one of its required roles, and as many people as it needs."""
    filled = {role for role, _ in roles}
    people = {m.name for _, m in roles if acts(m)}
    return (not frame.requires or bool(filled & set(frame.requires))) and len(people) >= frame.needs


def once(roles: Iterable[tuple[str, Mention]]) -> Roles:
    """Return `roles` without repetition, in order."""
    return tuple(dict.fromkeys(roles))


def verb_telling(scene: Scene, frame: Frame, verb: int, roles: Roles, thing: int | None) -> Telling:
    """Return what `verb` tells."""
    words = [w for w in (verb, thing) if w is not None]
    status = status_of(scene.tree, verb)
    if thing is not None and status == "happened" and negated(scene.tree, thing):
        status = "denied"
    known = thing is not None and definite(scene.tree, thing)
    return Telling(
        frame.kind, roles, _own_date(scene, words), place(scene, words), status,
        clause_span(scene.tree, verb), frame.by, verb, definite=known, there=_there(scene.tree, verb),
    )  # fmt: skip


def _own_date(scene: Scene, words: list[int]) -> When | None:
    """Return the date of `words`, but none that belongs to what is told or spoken about: "was told of the speech on 8 March"."""
    found, tree = scene.when(words), scene.tree
    inside = tree.within(found.span.start, found.span.end) if found else range(0)
    above = [inside[0], *tree.ancestors(inside[0])] if inside else []
    path = above[: above.index(words[0])] if words[0] in above else []
    return None if any(_tells_of(tree, w, words) for w in path) else found


def _tells_of(tree: Tree, word: int, words: list[int]) -> bool:
    """Whether `word` leads from one of `words` to what is told: "that they met", "of the speech", "about the offer"."""
    token = tree.tokens[word]
    return token.dep in ("ccomp", "pcomp") or (token.dep == "prep" and token.lemma in _ABOUT and token.head in words)


def _there(tree: Tree, verb: int) -> bool:
    """Whether it was where something told before was: "spoke with her there"."""
    return any(tree.tokens[c].text.lower() == "there" for c in tree.children(verb, "advmod"))


def _when(scene: Scene, noun: int, words: Iterable[int]) -> When | None:
    """Return the date of `noun`; inside of another thing ("an email about a meeting") only one among its own words."""
    found, token = scene.when(words), scene.tree.tokens[noun]
    if found is None or token.dep != "pobj" or scene.tree.tokens[token.head].lemma not in ("about", "regarding"):
        return found
    own = scene.tree.span(scene.tree.subtree(noun))
    return found if own.start <= found.span.start and found.span.end <= own.end else None


def noun_telling(
    scene: Scene, frame: Frame, noun: int, roles: Roles, dated: Iterable[int] = (), *, back: bool = False
) -> Telling:
    """Return what `noun` tells. dated: words whose date is also its own. back: it only points back to what was told before."""
    tree, known = scene.tree, definite(scene.tree, noun)
    words = [noun, *occurring(tree, noun), *dated]
    return Telling(
        frame.kind, roles, _when(scene, noun, words), place(scene, words), status_of(tree, noun, known=known),
        clause_span(tree, noun), frame.by, noun, definite=known, plural=tree.tokens[noun].tag in ("NNS", "NNPS"),
        noun=tree.tokens[noun].lemma, firm=known or bool(occurring(tree, noun)), back=back,
    )  # fmt: skip
