"""Whose somebody is, told beside the name: "Harbour Office employee Bo Lund", "Ann Vale of Vantor", "the 2nd Battalion of the
4th Brigade", "Vantor's Harbour Works"."""

import re
from collections.abc import Iterator

from clew.recognize.clauses import clause_span, phrases
from clew.recognize.scene import Scene, Telling
from clew.recognize.vocabulary import words
from clew.records import Mention

RULE = "beside/1"

_BODIES = frozenset({"organization"})

# Words from a name to the body behind it: "of", an article, the body's own.
_NEAR = 8

_OF = re.compile(r"\s+of\s+(?:the\s+)?")
_ITS = re.compile(r"['’]s?\s+(?:[a-z][\w-]*\s+)?")
_GAP = len(" of the  ")


def find_affiliations(scene: Scene) -> Iterator[Telling]:
    """Yield a membership for each name that a body stands beside: roles "holder" and "organization"."""
    for who in scene.mentions:
        inside = scene.tree.within(who.span.start, who.span.end) if who.form == "name" else range(0)
        if inside and who.kind in ("person", "organization"):
            bodies = _of_person(scene, inside) if who.kind == "person" else _of_body(scene, who, inside)
            yield from (_telling(scene, inside[-1], who, body) for body in dict.fromkeys(bodies) if body.name != who.name)


def _of_person(scene: Scene, inside: range) -> list[Mention]:
    return [*_before(scene, inside), *_owner(scene, inside), *_behind(scene, inside, "of", "from"), *_in_brackets(scene, inside)]


def _of_body(scene: Scene, who: Mention, inside: range) -> list[Mention]:
    """Return the body right behind another, or before it as its owner: "the 2nd Battalion of the 4th Brigade", "the navy's 3rd
    Fleet"."""
    owners = list(_owner(scene, inside))
    text, end = scene.tree.document.text, who.span.end
    behind = (m for m in _behind(scene, inside, "of") if m.span.start < end + _GAP)
    return [*owners, *(m for m in behind if _OF.fullmatch(text[end : m.span.start]))]


def _owner(scene: Scene, inside: range) -> Iterator[Mention]:
    """Yield the body right before what is its own: "Vantor's Harbour Works", "Vantor's Bo Lund"."""
    text, start = scene.tree.document.text, scene.tree.tokens[inside[0]].start
    before = (w for w in scene.tree.children(inside[-1], "poss") if w not in inside)
    owners = (m for w in before for m in scene.index.all(w, _BODIES) if m.form == "name")
    yield from (m for m in owners if _ITS.fullmatch(text[m.span.end : start]))


def _before(scene: Scene, inside: range) -> Iterator[Mention]:
    """Yield the body in "Harbour Office employee Bo Lund": a body, a word for what one is there, the name."""
    tree, at = scene.tree, inside[0] - 1
    if at < 1 or tree.tokens[at].lemma not in words("memberships", "works") or tree.tokens[at].head not in inside:
        return
    while at - 1 >= 0 and tree.tokens[at - 1].text.islower() and tree.tokens[at - 1].pos in ("NOUN", "ADJ"):
        at -= 1  # "Harbour Office board member Bo Lund"
    found = scene.index.at(at - 1) if at > 0 else None
    if found and found.kind in _BODIES and found.span.end == tree.tokens[at - 1].end:
        yield found


def _behind(scene: Scene, inside: range, *leading: str) -> Iterator[Mention]:
    """Yield the body in "Ann Vale of Vantor"."""
    for preposition, noun in phrases(scene.tree, inside[-1]):
        if preposition in leading and noun - inside[-1] < _NEAR:
            yield from (m for m in scene.index.all(noun, _BODIES) if m.form == "name" or _is_told(m))


def _is_told(body: Mention) -> bool:
    """Whether a name tells which body a description means: "the Orrin tribe", not "the tribe"."""
    return body.form == "description" and any(word[0].isupper() for word in body.span.text.split()[1:])


def _in_brackets(scene: Scene, inside: range) -> Iterator[Mention]:
    """Yield the body that alone stands in brackets behind the name."""
    tokens, at = scene.tree.tokens, inside[-1] + 2
    if at >= len(tokens) or tokens[at - 1].text not in ("(", "["):
        return
    at += tokens[at].text == "of"
    found = scene.index.at(at) if at < len(tokens) else None
    end = scene.tree.within(found.span.start, found.span.end).stop if found and found.kind in _BODIES else len(tokens)
    if found and found.form == "name" and end < len(tokens) and tokens[end].text in (")", "]"):
        yield found


def _telling(scene: Scene, word: int, who: Mention, of: Mention) -> Telling:
    roles = (("holder", who), ("organization", of))
    return Telling("membership", roles, None, None, "happened", clause_span(scene.tree, word), RULE, word)
