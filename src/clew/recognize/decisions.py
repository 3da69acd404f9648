"""Who says that something was their own decision."""

import re
from collections.abc import Iterator
from functools import cache

from clew.recognize.scene import Telling
from clew.recognize.stated import Stated, part, pattern
from clew.records import Mention

RULE = "own-decision/1"

# "My judgement." stands for itself; in a longer sentence the words must say "own".
_SHORT = 7

# Asked, not said.
_OPEN = re.compile(r"\?|\b(?:whether|if|or)\b", re.IGNORECASE)


def find_decisions(stated: Stated) -> Iterator[Telling]:
    """Yield each "it was my own decision", "nobody asked me to": decider; the passage begins with the question it answers."""
    for found in _own().finditer(stated.text):
        start, end = stated.sentence(found.start())
        if found["own"] or len(stated.text[start:end].split()) < _SHORT:
            yield from _telling(stated, found.start("who"), start, end)
    for found in stated.found("decision.nobody"):
        yield from _telling(
            stated, found.start("nobody") if found["nobody"] else found.start("alone"), *stated.sentence(found.start())
        )


def _telling(stated: Stated, who: int, start: int, end: int) -> Iterator[Telling]:
    decider = _at(stated, who)
    tied = decider is not None and decider.name.lower() != decider.span.text.lower()
    if decider and tied and not _OPEN.search(stated.text[start:end]):
        first = _begins(stated, start)
        yield Telling(
            "decision", (("decider", decider),), stated.date(start, end), None, "happened", stated.span(first, end), RULE
        )


def _at(stated: Stated, at: int) -> Mention | None:
    """Return the person that the word at `at` stands for."""
    found = stated.after(at, 0)
    return found if found and found.kind == "person" and found.span.start == at else None


def _begins(stated: Stated, start: int) -> int:
    """Return where the passage begins: "It was a matter of judgement. My judgement." is one, "She asked. My decision." is not."""
    before = stated.sentence(start, back=1)[0]
    near = "\n" not in stated.text[before:start].rstrip() and pattern("decision.own").search(stated.text, before, start)
    return before if near else start


@cache
def _own() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<who>my|his|her|their|our)\s+(?P<own>own\s+)?(?:{part('decision.own')})\b", re.IGNORECASE)
