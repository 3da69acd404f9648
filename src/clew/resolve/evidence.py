"""What speaks for two bearers being one and what against, beyond their names: addresses, numbers, organisations, company."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import log

from clew.records import Comparison, Feature
from clew.resolve.bearers import Bearer, Keys
from clew.resolve.figures import Figure
from clew.resolve.likeness import compare_organizations, compare_people
from clew.resolve.likeness.vocabulary import given_names
from clew.resolve.likeness.weighing import weigh
from clew.resolve.mailbox import box, boxes
from clew.resolve.misread import is_misreading
from clew.resolve.nodes import suffix_of

# Weights are log-odds on the scale of `clew.resolve.likeness`: two equal words of a name come to +4, and +2.94 is "same".
# An address or a number is somebody's own, though an office may share it; the name decides then.
_ADDRESS, _SEEN, _PHONE, _BOX, _INITIALED, _ALONE = 6.0, 5.0, 3.0, 3.0, 1.5, 3.0
# Company: what one companion says at most, and all of them; a companion of everybody says nothing.
_COMPANION, _COMPANY, _ORGANIZATION = 1.5, 4.0, 1.5
_HOST, _FEWER = 0.5, 2.0
# A misread name, all in all: "same" with one companion in common.
MISREAD = "misread name"
_MISREAD = 6.0
# Against. Another address in other company parts a rare full name, either alone parts a common one: "same name in different
# company stays two". Other company without an address does not: news tells of one person in a hundred contexts (measured on 297
# scanned mails with press clippings, where -0.8 each left fifty bearers of one name). Sender and receiver of one mail are two.
_OTHER_ADDRESS, _OTHER_ORGANIZATION, _OTHER_COMPANY, _OPPOSITE = -0.8, -0.5, -0.5, -5.0
OPPOSITE = "wrote to each other"
SEVERAL = "several names"
# A list of several people read as one name has words of the others: company lifts it to none of them.
_SEVERAL, _MORE = -4.0, 2
# Father and son keep one company: a suffix that stands in one name alone parts the two where one document has both.
_SUFFIX, _FATHER_AND_SON = -2.0, -9.0
_COMMON, _SPELLED, _BOTH = -1.0, -0.5, -1.0

# So many companions each must have before it says something that none is shared.
_ENOUGH = 3

# A name is common when so many people would bear it by chance, given names and surnames being drawn apart.
_EXPECTED = 2.0

# Hosts that say nothing about who uses them.
_FREE = ("gmail.", "yahoo.", "hotmail.", "aol.", "outlook.", "gmx.", "msn.", "icloud.", "live.")


class Evidence:
    """Compares bearers of one case. figures: all of the case, by which what is rare and what is common is told.

    scanned: the case is of scanned paper, so that names are misread.
    """

    def __init__(self, figures: Sequence[Figure], *, scanned: bool = False) -> None:
        self._scanned = scanned
        self.keys = Keys(figures)
        full = {(f.words[0], f.words[-1]) for f in figures if f.kind == "person" and f.is_full}
        self._given = Counter(given for given, _ in full)
        self._surnames = Counter(surname for _, surname in full)
        self._full = max(len(full), 1)

    def compare(self, left: Bearer, right: Bearer) -> Comparison:
        """Return how two bearers compare, whichever way round."""
        if (right.words, right.id) < (left.words, left.id):
            left, right = right, left
        return weigh([*self._name(left, right), *self._beside(left, right)])

    def _name(self, left: Bearer, right: Bearer) -> Iterator[Feature]:
        if not left.words or not right.words:
            if not left.seen.isdisjoint(right.seen):
                yield Feature("address alone", _ALONE, "the address stands alone in one of them")
            else:
                yield from _by_box(*((left, right) if right.words else (right, left)))
            return
        if left.kind != "person" or right.kind != "person":
            yield from compare_organizations(left.name, right.name).features
            return
        if _is_fewer_initials(left.words, right.words) or _is_fewer_initials(right.words, left.words):
            yield Feature("fewer initials", _FEWER, f"“{left.name}” and “{right.name}” can be initials of one name")
            return
        features = _names(left.shown, right.shown)
        yield from features
        if self._scanned and is_misreading(left, right):
            lacking = _MISREAD - sum(f.weight for f in features)
            yield Feature(
                MISREAD, max(lacking, 0.0), "the one, hardly ever met, is nearly the other, often met: a scanner's slip"
            )
        if suffix_of(left.words) != suffix_of(right.words):
            both = not left.documents.isdisjoint(right.documents)
            told = ", and both stand in one document" if both else ""
            yield Feature(
                "suffix", _FATHER_AND_SON if both else _SUFFIX, f"one of them has a suffix that the other has not{told}"
            )
        if weigh(features).verdict != "same":
            yield from self._not_one(left, right)
        if left.figures[0].spelled != right.figures[0].spelled:
            yield Feature("spelled in an address", _SPELLED, "one of the names stands in an address only")
        if self.expected(left.words) >= _EXPECTED and self.expected(right.words) >= _EXPECTED:
            told = f"{left.words[0].capitalize()} or {left.words[-1].capitalize()}"
            yield Feature("common name", _COMMON, f"many in this case are called {told}")

    def _not_one(self, left: Bearer, right: Bearer) -> Iterator[Feature]:
        """Yield what parts two bearers whose names alone do not make them one."""
        if _has_more(left.words, right.words):
            yield Feature(SEVERAL, _SEVERAL, "one of them seems to be the names of several people")
        if not self._scanned and left.is_full and right.is_full and not left.documents.isdisjoint(right.documents):
            yield Feature("one document", _BOTH, "both full names stand in one document")

    def is_name(self, word: str) -> bool:
        """Whether a word is a given name, or a surname that somebody bears in this case: others may bear it too."""
        return word in given_names() or word in self._given or word in self._surnames

    def expected(self, words: Sequence[str]) -> float:
        """Return how many others of the case would bear a full name by chance."""
        return (self._given[words[0]] - 1) * (self._surnames[words[-1]] - 1) / self._full if len(words) > 1 else 0.0

    def _beside(self, left: Bearer, right: Bearer) -> Iterator[Feature]:
        address = list(_addresses(left, right))
        yield from address
        if shared := sorted(left.phones & right.phones):
            yield Feature("telephone", _PHONE, f"both have the number {shared[0]}")
        company = list(self._company(left, right))
        yield from company
        known = bool(address and address[0].weight > 0)
        if not known:
            yield from _against(left, right, shared=bool(company))
        if not known and (left.spelling in right.opposite or right.spelling in left.opposite):
            told = f"“{left.name}” and “{right.name}” are sender and receiver of one mail"
            yield Feature(OPPOSITE, _OPPOSITE, told)

    def _company(self, left: Bearer, right: Bearer) -> Iterator[Feature]:
        small, large = sorted((left.company, right.company), key=len)
        shared = [key for key in small if key in large and key not in (left.key, right.key)]
        ranked = sorted(((self.weight(key), key) for key in shared), key=lambda pair: (-pair[0], pair[1]))
        bodies = [(w, key) for w, key in ranked if key.startswith("org ")]
        people = [(w, key) for w, key in ranked if not key.startswith("org ")]
        if bodies:
            yield Feature("organization", round(bodies[0][0] * _ORGANIZATION, 2), f"both are with {bodies[0][1][4:]}")
        if people:
            told = ", ".join(key for _, key in people[:3]) + (f" and {len(people) - 3} more" if len(people) > 3 else "")
            weight = min(sum(w for w, _ in people) * _COMPANION, _COMPANY)
            yield Feature("company", round(weight, 2), f"both are in the company of {told}")

    def weight(self, key: str) -> float:
        """Return how much it says to be in the company of `key`: from 0, everybody is, to 1, hardly anybody else."""
        return max(0.0, 1 - log(max(self.keys.uses[key], 1)) / log(max(self.keys.total, 3)))


def _is_fewer_initials(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether `left` is a letter or two with which `right`, three at most, begins: "A" and "AMV"."""
    return len(left) == len(right) == 1 and len(left[0]) < len(right[0]) < 4 and right[0].startswith(left[0])


@lru_cache(maxsize=65536)
def _names(left: str, right: str) -> tuple[Feature, ...]:
    """Return what two names say. Kept: bearers of one name are compared with many others of it."""
    return compare_people(left, right).features


def _has_more(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether one name has so many whole words more than the other that it may be several."""
    counts = [sum(len(word) > 1 for word in words) for words in (left, right)]
    return abs(counts[0] - counts[1]) >= _MORE


def _addresses(left: Bearer, right: Bearer) -> Iterator[Feature]:
    if shared := sorted(left.addresses & right.addresses):
        yield Feature("address", _ADDRESS, f"both have the address {shared[0]}")
    elif shared := sorted(left.seen & right.seen):
        told = next(a for a in sorted(left.addresses))
        yield Feature("address", _SEEN, f"both have the address {told}, but for characters that scanners misread")
    elif shared := sorted(h for h in left.hosts & right.hosts if h and not h.startswith(_FREE)):
        yield Feature("host", _HOST, f"both have an address at {shared[0]}")


def _against(left: Bearer, right: Bearer, *, shared: bool) -> Iterator[Feature]:
    """Yield what parts two bearers of one name. shared: they have some company in common."""
    if left.addresses and right.addresses:
        a, b = min(left.addresses), min(right.addresses)
        yield Feature("other address", _OTHER_ADDRESS, f"one has the address {a}, the other {b}")
    if shared:
        return
    if left.bodies and right.bodies:
        told = f"one is with {min(left.bodies)[4:]}, the other with {min(right.bodies)[4:]}"
        yield Feature("other organization", _OTHER_ORGANIZATION, told)
    if min(len(left.company), len(right.company)) >= _ENOUGH:
        yield Feature("other company", _OTHER_COMPANY, "nobody in the company of one is in that of the other")


def _by_box(box_only: Bearer, named: Bearer) -> Iterator[Feature]:
    """Yield what an address that spells no name by words says about the bearer of a name."""
    if not named.words:
        return
    found = sorted(box(a) for a in box_only.addresses)
    written = next((b for b in found if b and b in boxes(named.words)), "")
    if written:
        whole = all(len(w) < 2 or w in written for w in (named.words[0], named.words[-1]))
        weight = 4.0 + (_BOX if whole else _INITIALED)
        yield Feature("name in address", weight, f"“{written}@” is how “{named.name}” may be written before an “@”")
