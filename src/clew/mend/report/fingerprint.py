"""How a document's letters were substituted, as a fingerprint, and which documents of a case have the same.

Two tables are alike when no letter tells them apart: no letter that one document had substituted, the other had many times and
never did; none for which they took different look-alikes. That alone says little, as tables that take every letter agree by
themselves. So it is weighed how likely two tables of the same sizes, picked without regard to each other, would share as many of
the letters that both documents could show.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from clew.mend.letters import script, to_latin, woven
from clew.mend.report.odds import in_odds, overlap_chance
from clew.mend.report.passages import Substitution, in_words
from clew.records import Document, Record

RULE = "fingerprint/1"

# Fewer substituted letters are slips, and no table.
FEWEST = 12
# A letter counts as spared when the rate around it would spare it everywhere less than once in twenty times.
SPARED = 0.05
# Documents are put together when tables picked without regard to each other would agree so less than once in a hundred pairs.
ALIKE = 0.01

_READINGS = (
    "the same tool, or the same hand",
    "a common table that many tools share, such as all vowels",
    "both were copied from one altered text",
)


class Fingerprint(NamedTuple):
    """What was done to the Latin letters of one document.

    pairs        each letter with the look-alikes put for it
    spared       letters with a look-alike in the same scripts that would have been substituted if the table had them
    were, could  letters substituted, and letters of the table in the same paragraphs
    unseen       kinds of invisible characters beside them, by rule
    """

    document: str
    pairs: frozenset[tuple[str, str]]
    spared: frozenset[str]
    were: int
    could: int
    unseen: frozenset[str]

    @property
    def letters(self) -> frozenset[str]:
        """The letters of the table."""
        return frozenset(letter for letter, _ in self.pairs)


class Likeness(Record, frozen=True, gc=False):
    """Documents whose letters were substituted alike: evidence with its readings, never proof.

    documents   ids, in the order of the case
    letters     the table, with its look-alikes: pairs of (letter, look-alike)
    chance      how often tables picked without regard to each other agree as well, at the least like pair of the group
    """

    documents: tuple[str, ...]
    letters: tuple[tuple[str, str], ...]
    chance: float
    says: str
    readings: tuple[str, ...]
    by: str

    @property
    def table(self) -> str:
        """The letters of the table, as a reader lists them."""
        return in_words({letter for letter, _ in self.letters})


def fingerprint(document: Document) -> Fingerprint | None:
    """Return the fingerprint of a mended `document`, or None when too few of its letters were substituted. Linear."""
    seen = Substitution(document.text, document.edits)
    if seen.were < FEWEST:
        return None
    spared = frozenset(letter for letter, times in seen.passed_over.items() if seen.chance(times) < SPARED)
    rules = frozenset(rule for e in document.edits for rule in e.rule.split("+") if not rule.startswith("look-alike"))
    return Fingerprint(document.id, frozenset(seen.pairs), spared, seen.were, seen.could, rules & _UNSEEN)


_UNSEEN = frozenset(("invisible/1", "direction/1", "tag/1", "selector/1", "styled/1"))


def likenesses(documents: Iterable[Document]) -> tuple[Likeness, ...]:
    """Return the groups of `documents` with the same fingerprint, the largest first. Documents without damage cost nothing."""
    prints = [p for d in documents if d.edits and (p := fingerprint(d))]
    groups: list[list[Fingerprint]] = []
    for one in prints:
        home = next((g for g in groups if all(alike(one, other) < ALIKE for other in _various(g))), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    compared = len(prints) * (len(prints) - 1) // 2
    found = (_likeness(group, compared) for group in groups if len(group) > 1)
    return tuple(sorted(found, key=lambda each: -len(each.documents)))


def _various(group: Sequence[Fingerprint]) -> Iterable[Fingerprint]:
    """Return one document for each table and set of spared letters in a group: the others would compare the same."""
    return {(p.pairs, p.spared): p for p in group}.values()


def alike(left: Fingerprint, right: Fingerprint) -> float:
    """Return how likely tables picked without regard to each other would agree so well; 1 when a letter tells them apart."""
    if left.letters & right.spared or right.letters & left.spared or _differ(left, right):
        return 1.0
    mine, theirs = _folded(left.letters), _folded(right.letters)
    could = (mine | _folded(left.spared)) & (theirs | _folded(right.spared))
    both = overlap_chance(len(could), len(mine & could), len(theirs & could), len(mine & theirs & could)) if could else 1.0
    return both * _same_signs(left, right)


def _folded(letters: Iterable[str]) -> frozenset[str]:
    """Return small and capital letters as one: a table that has one mostly has both, so they are no two choices."""
    return frozenset(letter.lower() for letter in letters)


def _differ(left: Fingerprint, right: Fingerprint) -> bool:
    """Whether a letter both have has look-alikes of which none is the same."""
    mine, theirs = left.pairs, right.pairs
    return bool((left.letters & right.letters) - {letter for letter, _ in mine & theirs})


def _same_signs(left: Fingerprint, right: Fingerprint) -> float:
    """Return how likely they would take the same look-alikes: one choice for each letter outside of the script most are from.

    Letters of one script are one choice, and hardly any: whoever looks for look-alikes finds that script first.
    """
    shared = left.pairs & right.pairs
    scripts = Counter(script(other) for _, other in shared)
    common = max(sorted(scripts), key=lambda name: scripts[name], default="")
    chance = 1.0
    for letter, other in sorted(shared):
        if script(other) != common:
            chance /= max(1, _choices()[letter])
    return chance


def _choices() -> Counter[str]:
    return Counter([*to_latin().values(), *woven().values()])


def _likeness(group: Sequence[Fingerprint], compared: int) -> Likeness:
    kinds = list(_various(group))
    chance = max((alike(a, b) for a in kinds for b in kinds if a is not b), default=alike(kinds[0], kinds[0]))
    pairs = tuple(sorted(frozenset.union(*(p.pairs for p in group))))
    return Likeness(tuple(p.document for p in group), pairs, chance, _says(group, chance, compared), _READINGS, RULE)


def _says(group: Sequence[Fingerprint], chance: float, compared: int) -> str:
    letters = in_words(frozenset.union(*(p.letters for p in group)))
    spared = frozenset.intersection(*(p.spared for p in group))
    rates = sorted(p.were / p.could for p in group)
    return " ".join(
        (
            f"In {len(group)} documents the letters {letters} were substituted, {_rates(rates[0], rates[-1])},",
            f"and {in_words(spared) or 'no other letter'} spared in each;",
            "no letter tells their tables apart.",
            f"Tables of these sizes, picked without regard to each other, would agree so {in_odds(chance)};",
            f"{compared:,} {'pair of documents was' if compared == 1 else 'pairs of documents were'} compared.",
            _unseen(group),
        )
    ).strip()


def _rates(low: float, high: float) -> str:
    first, last = _percent(low), _percent(high)
    return f"{first} of them" if first == last else f"{first} to {last} of them"


def _percent(rate: float) -> str:
    """Return a rate in percent, 100 only for all of them."""
    return f"{100 * rate:.0f}%" if rate < 0.99 or rate == 1 else f"{min(100 * rate, 99.9):.1f}%"


def _unseen(group: Sequence[Fingerprint]) -> str:
    shared = frozenset.intersection(*(p.unseen for p in group))
    names = ", ".join(rule.split("/")[0] for rule in sorted(shared))
    return f"All of them have characters of these kinds as well: {names}." if names else ""
