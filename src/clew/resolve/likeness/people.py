"""Two names of people: what speaks for one bearer and what against, each with its weight and a sentence."""

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from clew.records import Comparison, Feature
from clew.resolve.likeness.pairing import Pair, Pairing, pair
from clew.resolve.likeness.person import Person
from clew.resolve.likeness.shortforms import is_given
from clew.resolve.likeness.vocabulary import load
from clew.resolve.likeness.weighing import PRIOR, weigh
from clew.resolve.likeness.words import EQUAL

# Words that agree beside surname and given name say less each: a man's second middle name follows from the rest.
_FURTHER = 0.4

# What stands against it. Where both names have a word in one place and the two differ, no agreement elsewhere makes up for it.
_SURNAMES, _GIVEN, _MIDDLES, _INITIALS, _SUFFIXES, _SEX = -6.0, -5.0, -6.0, -5.0, -6.0, -3.0

# From this share of letters in common on it may be one word badly garbled, and weighs half.
_ALIKE, _THOUGH = 0.5, ", though many letters agree"

# Initials that scanners mix up.
_MISREAD_INITIALS, _INITIALS_MISREAD, _MISREAD = frozenset("ijl"), -2.0, ", but are easily misread"

# A name in quotation marks is what somebody is called by, as good as a short form.
_CALLED = 3.0

# What stands in one name alone: a middle name left out is common; a surname left out is not, nor a given name not gone by.
_EXTRA, _EXTRA_INITIAL, _EXTRAS, _EXTRA_SURNAME, _EXTRA_GIVEN, _EXTRA_SUFFIX = -0.3, -0.1, -3.0, -1.8, -1.2, -3.5

# A second and third word may be another person's, run into the name by whoever wrote the list.
_EXTRA_MORE, _EXTRA_FIRST_INITIAL = -0.9, -0.5

# Each name has a word that the other lacks, in other places; no word is in both; one may be several names in a row.
_CROSSED, _NOTHING, _SEVERAL = -3.0, -3.0, -3.0

# Names turned round: by whether one word is a given name and the other a surname, the other may be, nothing is known, or both
# are given names.
_TURNED, _TURNED_LIKELY, _TURNED_UNKNOWN, _TURNED_GIVEN = -0.8, -1.2, -2.0, -4.5

# One word to go by: alone in both, the surname of a full name, the same spelled otherwise (which must not make it another), or
# the given name.
_ALONE, _ALONE_SURNAME, _ALONE_SPELLED, _ALONE_GIVEN = 1.4, 0.2, 1.2, -0.5

# Initials and nothing else: the same in both, or those of a full name.
_LETTERS, _LETTERS_OF = 4.8, 3.6


def compare_parsed(left: Person, right: Person) -> Comparison:
    """Return how two names compare; the same with the names exchanged."""
    first, second = (left, right) if (left.words, left.name) <= (right.words, right.name) else (right, left)
    return weigh(_features(first, second))


def _features(left: Person, right: Person) -> Iterator[Feature]:
    if not left.words or not right.words:
        yield Feature("nothing to compare", -PRIOR, "there is no name to compare")
        return
    if _initials_alone(left) or _initials_alone(right):
        yield from _by_initials(left, right)
        return
    pairing = pair(left, right)
    yield from _agreeing(left, right, pairing.pairs)
    if len(left.words) == 1 or len(right.words) == 1:
        yield from _alone(left, right, pairing)
    else:
        yield from _places(left, right, pairing)
        yield from _turned(left, right, pairing)
    for name in (left, right):
        if name.several:
            yield Feature("several names", _SEVERAL, f"“{name.name}” may be several names")
    yield from _suffixes(left, right)
    yield from _addressed(left, right)


def _initials_alone(name: Person) -> bool:
    return all(len(word) == 1 for word in name.words)


def _by_initials(left: Person, right: Person) -> Iterator[Feature]:
    """Yield what letters alone say: "WV" may be anybody with these initials, and nobody with others."""
    a, b = ("".join(word[0] for word in name.words) for name in (left, right))
    if a == b or (len(a) > 1 < len(b) and (a[0], a[-1]) == (b[0], b[-1]) and 2 in (len(a), len(b))):
        both = _initials_alone(left) and _initials_alone(right)
        says = f"the initials {a.upper()} and {b.upper()} agree, but are all there is"
        yield Feature("initials alone", _LETTERS if both else _LETTERS_OF, says)
    else:
        yield Feature("initials", _INITIALS, f"the initials {a.upper()} and {b.upper()} differ")


def _agreeing(left: Person, right: Person, pairs: Sequence[Pair]) -> Iterator[Feature]:
    """Yield a feature a pair; surname and given name count in full, or the two best, and the others less."""
    ends = len(left.words) - 1, len(right.words) - 1
    ranked = sorted(pairs, key=lambda p: (not _is_surname(p, ends), p.left[0] + p.right[0] > 0, -p.tie.weight, p.left, p.right))
    for rank, one in enumerate(ranked):
        weight = one.tie.weight * (1 if rank < 2 else _FURTHER)
        says = one.tie.says.format(left=_shown(left, one.left), right=_shown(right, one.right))
        if len(one.left) != len(one.right):
            weight *= 2 if _is_whole(left, one.left) and _is_whole(right, one.right) else 1
            says += ", joined or split"
        yield Feature(one.tie.name, round(weight, 2), says)


def _is_whole(name: Person, run: Sequence[int]) -> bool:
    """Whether `run` is all of a name, given name and surname in one, and none of it an initial."""
    return len(run) == len(name.words) and all(len(word) > 1 for word in name.words)


def _is_surname(one: Pair, ends: tuple[int, int]) -> bool:
    return ends[0] in one.left and ends[1] in one.right


def _shown(name: Person, places: Sequence[int]) -> str:
    return " ".join(name.shown[i] for i in places)


def _alone(left: Person, right: Person, pairing: Pairing) -> Iterator[Feature]:
    """Yield what it says that one of the names is a single word."""
    if not pairing.pairs:
        yield Feature("nothing in common", _NOTHING, f"“{left.name}” and “{right.name}” have no word in common")
        return
    one = pairing.pairs[0]
    if not pairing.left and not pairing.right:
        if len(one.left) == len(one.right):
            yield Feature("one word alone", _ALONE, "both are that one word and no more")
    elif _is_given_alone(left, right, one):
        yield Feature("given name alone", _ALONE_GIVEN, f"“{_shown(left, one.left)}” alone, and no surname, is in both")
    else:
        weight = _ALONE_SURNAME if one.tie.weight >= EQUAL else _ALONE_SPELLED
        yield Feature("surname alone", weight, f"“{_shown(left, one.left)}” is all there is to go by")


def _is_given_alone(left: Person, right: Person, one: Pair) -> bool:
    if _is_surname(one, (len(left.words) - 1, len(right.words) - 1)):
        return False
    return is_given(left.words[one.left[0]]) or is_given(right.words[one.right[0]])


def _places(left: Person, right: Person, pairing: Pairing) -> Iterator[Feature]:
    """Yield what the words left over say, by the place they stand in: surname, given name, middle."""
    over = set(pairing.left), set(pairing.right)
    if not pairing.pairs:
        yield Feature("nothing in common", _NOTHING, f"“{left.name}” and “{right.name}” have no word in common")
        return
    for places in (_surnames, _given, _middles):
        for feature, used_left, used_right in places(left, right, *over):
            over[0].difference_update(used_left)
            over[1].difference_update(used_right)
            yield feature
    yield from _extras(left, sorted(over[0]))
    yield from _extras(right, sorted(over[1]))


def _extras(name: Person, places: Sequence[int]) -> Iterator[Feature]:
    """Yield the words that only `name` has: the first is a middle name; the more there are, the less sure that is."""
    spent, words = 0.0, 0
    for i in places:
        initial = len(name.words[i]) == 1
        weight = _EXTRA_INITIAL if initial else _EXTRA_MORE if words else _EXTRA
        words += not initial
        if spent + weight >= _EXTRAS:
            spent += weight
            yield Feature("in one only", weight, f"“{name.shown[i]}” stands in one of them only")


_Left = Iterator[tuple[Feature, set[int], set[int]]]


def _surnames(left: Person, right: Person, over_left: set[int], over_right: set[int]) -> _Left:
    a, b = len(left.words) - 1, len(right.words) - 1
    if a in over_left and b in over_right:
        alike = _are_alike(left.words[a], right.words[b])
        says = f"the surnames “{left.shown[a]}” and “{right.shown[b]}” differ{_THOUGH * alike}"
        yield Feature("surnames differ", _SURNAMES / 2 if alike else _SURNAMES, says), {a}, {b}
        return
    for name, place, own, others, other in ((left, a, over_left, over_right, right), (right, b, over_right, over_left, left)):
        if place not in own:
            continue
        used = {place}, set(others)
        if others:
            says = f"“{name.shown[place]}” stands in one of them only, “{_shown(other, sorted(others))}” in the other"
            feature = Feature("each has its own", _CROSSED, says)
        else:
            says = f"“{name.shown[place]}”, where the surname stands, is in one of them only"
            feature = Feature("surname in one only", _EXTRA_SURNAME, says)
        yield feature, *(used if name is left else used[::-1])


def _given(left: Person, right: Person, over_left: set[int], over_right: set[int]) -> _Left:
    if 0 in over_left and 0 in over_right:
        if called := _called(left, right) or _called(right, left):
            yield Feature("called", _CALLED, called), {0}, {0}
        elif 1 in (len(left.words[0]), len(right.words[0])):
            says = f"the first initials {left.words[0][0].upper()} and {right.words[0][0].upper()} differ"
            yield Feature("initials differ", _INITIALS, says), {0}, {0}
        else:
            alike = _are_alike(left.words[0], right.words[0])
            says = f"the given names “{left.shown[0]}” and “{right.shown[0]}” differ{_THOUGH * alike}"
            yield Feature("given names differ", _GIVEN / 2 if alike else _GIVEN, says), {0}, {0}
        return
    for name, own, others in ((left, over_left, over_right), (right, over_right, over_left)):
        if 0 in own and others:
            says = f"“{name.shown[0]}” stands in one of them only, and others in the other"
            yield Feature("each has its own", _CROSSED, says), set(over_left), set(over_right)
        elif 0 in own:
            says = f"the first name “{name.shown[0]}” is in one of them only"
            weight = _EXTRA_GIVEN if len(name.words[0]) > 1 else _EXTRA_FIRST_INITIAL
            yield Feature("given name in one only", weight, says), *(({0}, set()) if name is left else (set(), {0}))


def _are_alike(left: str, right: str) -> bool:
    return OSA.normalized_similarity(left, right) >= _ALIKE


def _called(name: Person, other: Person) -> str:
    called = next((word for word in name.also if word == other.words[0]), "")
    return f"“{name.name}” is called “{called.capitalize()}”" if called else ""


def _middles(left: Person, right: Person, over_left: set[int], over_right: set[int]) -> _Left:
    if not over_left or not over_right:
        return
    a, b = left.words[min(over_left)], right.words[min(over_right)]
    used = over_left.copy(), over_right.copy()
    if 1 in (len(a), len(b)):
        misread = {a[0], b[0]} <= _MISREAD_INITIALS
        says = f"the middle initials {a[0].upper()} and {b[0].upper()} differ{_MISREAD * misread}"
        yield Feature("middle initials differ", _INITIALS_MISREAD if misread else _INITIALS, says), *used
    else:
        alike = _are_alike(_stem(a), _stem(b))
        says = f"the middle names “{left.shown[min(over_left)]}” and “{right.shown[min(over_right)]}” differ{_THOUGH * alike}"
        yield Feature("middle names differ", _MIDDLES / 2 if alike else _MIDDLES, says), *used


def _stem(word: str) -> str:
    """Return a name after the father without the ending that all have."""
    ending = next((e for e in load("personwords")["patronymic_ending"] if word.endswith(e)), "")
    return word.removesuffix(ending)


def _turned(left: Person, right: Person, pairing: Pairing) -> Iterator[Feature]:
    """Yield what it says that the surname of one stands elsewhere in the other."""
    ends = len(left.words) - 1, len(right.words) - 1
    pairs, over = pairing.pairs, pairing.left or pairing.right
    missing = ends[0] in pairing.left or ends[1] in pairing.right
    if missing or any(_is_surname(one, ends) for one in pairs) or not any(_is_misplaced(one, ends) for one in pairs):
        return
    says = f"“{left.name}” and “{right.name}” have the words in another order"
    first, last = (_can_be_given(left.words[i]) for i in (0, ends[0]))
    if (len(pairs) > 2 and not over) or (len(pairs) == 2 and {first, last} >= {True, False}):
        yield Feature("order", _TURNED, says)
    elif (first and last) or (left.ordered and right.ordered):
        yield Feature("order", _TURNED_GIVEN, f"{says}, and both words can be the given name")
    elif len(pairs) == 2 and (first or last):
        yield Feature("order", _TURNED_LIKELY, says)
    else:
        yield Feature("order", _TURNED_UNKNOWN, f"{says}; which is the surname is not known")


def _is_misplaced(one: Pair, ends: tuple[int, int]) -> bool:
    return (ends[0] in one.left) != (ends[1] in one.right)


def _can_be_given(word: str) -> bool | None:
    """Whether `word` can be a given name: None when nothing is known of it."""
    if is_given(word):
        return True
    return False if word.endswith(tuple(load("personwords")["surname_ending"])) else None


def _suffixes(left: Person, right: Person) -> Iterator[Feature]:
    a, b = left.suffix, right.suffix
    if a and b:
        yield (
            Feature("suffix", 0.5, f"both are {a}")
            if a == b
            else Feature("suffix", _SUFFIXES, f"the suffixes {a} and {b} differ")
        )
    elif a or b:
        yield Feature("suffix in one only", _EXTRA_SUFFIX, f"the suffix {a or b} stands in one of them only")


def _addressed(left: Person, right: Person) -> Iterator[Feature]:
    if left.addressed and right.addressed and left.addressed != right.addressed:
        yield Feature("address", _SEX, f"“{left.titles[0]}” and “{right.titles[0]}”: a man and a woman")
