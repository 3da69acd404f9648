"""Whether two mentions of one document can be one participant, by their words alone. Deciding who is who is the resolver's."""

import re
from functools import lru_cache

from clew.records import Mention, When

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


def key(mention: Mention) -> str:
    """Return what mentions of one participant share in most cases: the last word of the name, or of the description."""
    found = _words(mention.name)
    return found[-1].lower() if found else mention.name.lower()


@lru_cache(maxsize=65536)
def _words(name: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(name))


def agree(left: Mention, right: Mention) -> bool:
    """Whether one name holds the other ("Vera Lund", "Lund"), or two descriptions share last word and proper names."""
    if left.name == right.name:
        return left.form != "pronoun" or left.name != left.span.text or left.id == right.id
    if key(left) != key(right) or left.kind != right.kind:
        return False
    if left.form == right.form == "description":
        return _proper(left.name) == _proper(right.name)
    a, b = ({w.lower() for w in _words(m.name)} for m in (left, right))
    return a <= b or b <= a


def _proper(name: str) -> set[str]:
    return {w for w in _words(name) if w[0].isupper()}


def narrower(when: When) -> tuple[bool, float]:
    """Sort key: placed intervals before open ones, shorter before longer."""
    if when.start is None or when.end is None:
        return (True, 0.0 if when.start or when.end else 1.0)
    return (False, (when.end - when.start).total_seconds())
