"""Who may be meant by a few letters, a bare name or an address: looked up by keys, never by comparing all with all."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from functools import lru_cache
from typing import NamedTuple

from clew.records import Identity
from clew.trace.initials import begins, initials, letters, name_words

# A shorter beginning of an address is no surname that anybody could tell.
_SHORTEST = 3

_ADDRESS_WORD = re.compile(r"[^\W\d_]+")


def is_full(identity: Identity) -> bool:
    """Whether one of the names has two words written out, so that it can be who a shorter name stands for."""
    return _filed(identity.names).is_full


def _is_one(name: str) -> bool:
    """Whether `name` is no address, and not two names taken for one: "Vale & Orrin"."""
    return "@" not in name and "&" not in name


class _Filed(NamedTuple):
    """What some names are filed under. ends: the first and the last word of each."""

    is_full: bool
    words: tuple[tuple[str, ...], ...]
    initials: tuple[str, ...]
    ends: tuple[str, ...]


@lru_cache(maxsize=1 << 18)
def _filed(names: tuple[str, ...]) -> _Filed:
    """Return the keys of the names of one identity: made once, since a judgement changes few."""
    full = any(sum(len(w) > 1 for w in name_words(n)) > 1 and not letters(n) and _is_one(n) for n in names)
    cut = [name_words(n) for n in names if len(name_words(n)) > 1 and _is_one(n)]
    keys = {key for n in names if len(name_words(n)) > 1 and _is_one(n) for key in initials(n)}
    ends = {w for words in cut for w in (words[0], words[-1]) if len(w) > 1}
    return _Filed(full, tuple(sorted(set(cut))), tuple(sorted(keys)), tuple(sorted(ends)))


class Candidates:
    """The identified people and places of a case by what their names may be shortened to."""

    def __init__(self, identities: Iterable[Identity]) -> None:
        self.by_initials: dict[str, list[Identity]] = defaultdict(list)
        self.by_word: dict[str, list[Identity]] = defaultdict(list)
        self.by_words: dict[tuple[str, ...], list[Identity]] = defaultdict(list)
        self._instead: dict[str, Identity] = {}
        for identity in identities:
            if identity.identified and identity.kind in ("person", "place", "organization") and is_full(identity):
                self._file(identity)

    def _file(self, identity: Identity) -> None:
        filed = _filed(identity.names)
        for words in filed.words:
            self.by_words[words].append(identity)
        for key in filed.initials:
            self.by_initials[key].append(identity)
        for word in filed.ends if identity.kind == "person" else ():
            self.by_word[word].append(identity)

    def instead(self, identity: Identity) -> "Candidates":
        """Return the same candidates with `identity` in the place of the one of its id."""
        after = copy(self)
        after._instead = {identity.id: identity}
        return after

    def _now(self, found: Sequence[Identity]) -> list[Identity]:
        return [self._instead.get(i.id, i) for i in found]

    def for_letters(self, key: str) -> Sequence[Identity]:
        """Return whose initials the letters are."""
        return self._now(self.by_initials.get(key, ()))

    def named(self, name: str) -> Sequence[Identity]:
        """Return those whose full name `name` is, or is a shorter way to write."""
        return self._now(self.by_words.get(name_words(name), ())) or self.for_bare(name)

    def for_bare(self, name: str) -> list[Identity]:
        """Return the people whose full name a bare first name, surname or "Nora B." may shorten."""
        words = name_words(name)
        found = {i.id: i for w in words if len(w) > 1 for i in self._now(self.by_word.get(w, ()))}
        return [i for i in found.values() if any(begins(words, name_words(n)) for n in i.names if len(name_words(n)) > 1)]

    def for_address(self, address: str) -> list[tuple[Identity, str]]:
        """Return the people whose name the part before the "@" is made of, each with how: "surname and initials" ..."""
        local = "".join(_ADDRESS_WORD.findall(address.partition("@")[0].casefold()))
        words = {local[a:b] for a in range(len(local)) for b in range(a + _SHORTEST, len(local) + 1) if a == 0 or b == len(local)}
        found = {i.id: i for w in sorted(words) for i in self._now(self.by_word.get(w, ()))}
        made = ((i, _made_of(local, i)) for i in found.values())
        return [(i, how) for i, how in made if how]


def _made_of(local: str, identity: Identity) -> str:
    """Return how an address's letters are made of a name of `identity`, or ""."""
    ways = (_way(local, name_words(n)) for n in identity.names if len(name_words(n)) > 1 and _is_one(n))
    return max(ways, key=len, default="")


def _way(local: str, words: Sequence[str]) -> str:
    first, last = words[0], words[-1]
    middles = [first[0]] + [first[0] + w[0] for w in words[1:-1]]
    if local in (first + last, last + first):
        return "first name and surname"
    if local in {m + last for m in middles} | {last + m for m in middles}:
        return "surname and initial"
    if local.startswith(last + first[0]) and len(local) == len(last) + 2:
        return "surname and initials"
    return "surname" if local == last else "first name" if local == first else ""


def by_name(found: Iterable[Identity]) -> Iterator[list[Identity]]:
    """Yield candidates of one name together: what texts take for a person here and a place there is one hypothesis."""
    groups: dict[tuple[str, ...], list[Identity]] = defaultdict(list)
    for identity in found:
        groups[name_words(identity.name)].append(identity)
    for key in sorted(groups):
        yield sorted(groups[key], key=lambda i: (-len(i.mentions), i.id))
