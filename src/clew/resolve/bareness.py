"""Names that say little, a surname or a given name alone: tied to the only bearer in the case, if the company agrees."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from clew.records import Judgement
from clew.resolve.bearers import Bearer
from clew.resolve.evidence import Evidence
from clew.resolve.figures import Figure
from clew.resolve.nodes import SUFFIXES, is_initialled, same, suffix_of, untitled
from clew.resolve.settle import Settled

# A given name alone is tied when company speaks for it at least as much as one companion whom no more than the root of all have.
_AGREES = 0.5


class Bare:
    """Ties short names to the people of a case. bearers: those with full names among others; settled: which of them are one."""

    def __init__(self, bearers: Sequence[Bearer], settled: Settled, evidence: Evidence) -> None:
        self._bearers, self._settled, self._evidence = bearers, settled, evidence
        self._members: dict[int, list[int]] = defaultdict(list)
        self._by_surname: dict[tuple[str, str], dict[int, None]] = defaultdict(dict)
        self._by_given: dict[str, dict[int, None]] = defaultdict(dict)
        self._initials: dict[str, set[str]] = defaultdict(set)
        for at, bearer in enumerate(bearers):
            if bearer.kind == "person":
                root = settled.root(at)
                self._members[root].append(at)
                if bearer.is_full:
                    for initial in ("", bearer.words[0][0]):
                        self._by_surname[surname(bearer.words), initial][root] = None
                    self._by_given[bearer.words[0]][root] = None

    def judgements(self, figures: Sequence[Figure]) -> Iterator[Judgement]:
        """Yield a judgement for each of `figures`, and for each short name that writes, whose only bearer is known."""
        for words in [*(f.words for f in figures), *(b.words for b in self._bearers if b.kind == "person" and not b.is_full)]:
            if is_initialled(untitled(words)):
                self._initials[surname(words)].add(words[0][0])
        for figure in figures:
            yield from self._tied(Bearer([figure]), -1)
        for at, bearer in enumerate(self._bearers):
            if (
                bearer.kind == "person"
                and bearer.words
                and not bearer.is_full
                and len(self._members[self._settled.root(at)]) == 1
            ):
                yield from self._tied(bearer, at)

    def _tied(self, bearer: Bearer, at: int) -> Iterator[Judgement]:
        """Tie a surname, alone or after an initial, to the only full name that fits; a given name if the company agrees."""
        words = bearer.words
        if suffix_of(words):
            return
        initial = words[0] if len(words) > 1 else ""
        fitting = self._by_surname.get((surname(words), initial[:1]), {})
        given = {} if initial else self._by_given.get(words[0], {})
        if max(len(fitting), len(given)) != 1 or len(found := {**fitting, **given}) > 1 or at in found:
            return
        root = next(iter(found))
        full = self._bearers[self._fullest(root)]
        if fitting and not initial and self._initials.get(words[0], set()) - {full.words[0][0]}:
            return
        agrees = sum(self._evidence.weight(key) for key in bearer.company if self._accompanies(root, key))
        strange = not initial and bearer.addresses and full.addresses and bearer.hosts.isdisjoint(full.hosts)
        if (fitting and (agrees > 0 or not strange)) or agrees >= _AGREES:
            reason = f"the only full name in the case that “{bearer.name}” fits is “{full.name}”"
            reason += ", and the company agrees" if agrees >= _AGREES else ""
            yield same(bearer.id, full.id, 0.8 if initial else 0.7, reason, "only-bearer/2")

    def _fullest(self, root: int) -> int:
        members = [at for at in self._members[root] if self._bearers[at].is_full]
        return min(members, key=lambda at: _rank(self._bearers[at]))

    def _accompanies(self, root: int, key: str) -> bool:
        return any(key in self._bearers[at].company for at in self._members[root])


def _rank(bearer: Bearer) -> tuple[bool, int, str]:
    return bearer.figures[0].spelled, -len(bearer.figures), bearer.id


def surname(words: Sequence[str]) -> str:
    """Return the last word of a name that is not a suffix."""
    return next((w for w in reversed(words) if w not in SUFFIXES), words[-1])
