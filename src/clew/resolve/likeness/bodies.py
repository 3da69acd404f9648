"""Two names of companies or other bodies: what speaks for one and what against, each with its weight and a sentence."""

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Prefix

from clew.records import Comparison, Feature
from clew.resolve.likeness.body import Body
from clew.resolve.likeness.vocabulary import countries, load
from clew.resolve.likeness.weighing import PRIOR, weigh
from clew.resolve.likeness.words import EQUAL, Tie, tie

# The first word that tells a body from others says most; the next ones, and the words that thousands have, say less.
_FURTHER, _COMMON = 0.4, 0.25

# All that the words agreeing can come to: however many they are, a word in one name alone, or a letter wrong in it, keeps two
# bodies from being taken for one ("Harbours and Railways", "Railways").
_MOST = 5.9

# All words have their like: +4 +3 reaches `SAME` with one telling word, though not where a letter is wrong in any.
_WHOLE, _WHOLE_UNCLEAR, _CLEAR = 3.0, 1.0, 2.8

# All that such words can come to, and what makes up for it where one word is all there is: a name that is part of another may
# be another's, or the same cut short, and is never surely another's.
_EXTRAS, _ALONE = -1.2, 0.4

# All telling words of one are in the other, which has only a place or a general word besides.
_TELLING = 1.0

# Each has telling words of its own; or words that all bodies have ("Systems", "Industries").
_DIFFER, _DIFFER_COMMON = -6.0, -5.0

# Words in one alone: of a place they may be left out, or name a branch; others make another body of it more often than not.
_EXTRA, _EXTRA_PLACE, _EXTRA_COMMON, _EXTRA_HOLLOW = -1.2, -0.7, -0.4, -0.1

_FORMS_AGREE, _FORMS_DIFFER, _NUMBERS = 0.5, -5.5, -6.0
_ACRONYM, _ACRONYM_INSIDE = 4.6, 1.0

# How words run together may be like one another and still be one name.
_JOINED = frozenset({"equal", "misread", "spelled otherwise", "slip"})

_Pair = tuple[str, str, Tie]


def compare_parsed(left: Body, right: Body) -> Comparison:
    """Return how two names compare; the same with the names exchanged."""
    first, second = (left, right) if (left.words, left.name) <= (right.words, right.name) else (right, left)
    return weigh(_features(first, second))


def _features(left: Body, right: Body) -> Iterator[Feature]:
    if not left.words or not right.words:
        yield Feature("nothing to compare", -PRIOR, "there is no name to compare")
        return
    if acronym := _acronym(left, right) or _acronym(right, left):
        yield acronym
        return
    pairs = list(_pairs(left, right))
    over = _over(left, {p[0] for p in pairs}), _over(right, {p[1] for p in pairs})
    if (all(over) or not pairs) and (joined := _joined(left, right)):
        yield joined
        yield Feature("all words", _WHOLE, "no letter is left over")
    else:
        yield from _agreeing(left, right, pairs)
        yield from _rest(left, right, pairs, *over)
    yield from _forms(left, right)


def _joined(left: Body, right: Body) -> Feature | None:
    """Return the feature that the names are one when their words, cut otherwise, are run together; a number must be the same."""
    if len(left.pieces) == len(right.pieces):
        return None
    a, b = "".join(left.pieces), "".join(right.pieces)
    found = tie(a, b, left.loose != right.loose)
    digits = any(c.isdigit() for c in a + b)
    if not found or found.name not in _JOINED or (digits and found.name != "equal"):
        return None
    return Feature(found.name, found.weight, found.says.format(left=a, right=b))


def _rest(left: Body, right: Body, pairs: Sequence[_Pair], mine: Sequence[str], yours: Sequence[str]) -> Iterator[Feature]:
    """Yield what it says that words are left over in one or both, or none."""
    if short := _shortened(mine, yours) or _shortened(yours, mine):
        yield short
    elif mine or yours:
        yield from _left_over(left, right, mine, yours)
        return
    if short or any(found.weight < _CLEAR for *_, found in pairs):
        yield Feature("all words", _WHOLE_UNCLEAR, "every word of one has its like in the other")
        yield from _alone(left, right)
    else:
        yield Feature("all words", _WHOLE, "every word of one is in the other")


def _shortened(short: Sequence[str], long: Sequence[str]) -> Feature | None:
    """Return the feature that the one word left over in a name is the first letters of those left over in the other."""
    if len(short) != 1 or len(long) < 2 or short[0] != "".join(word[0] for word in long):
        return None
    return Feature("acronym", _ACRONYM_INSIDE, f"“{short[0].upper()}” is the first letters of “{' '.join(long)}”")


def _pairs(left: Body, right: Body) -> Iterator[_Pair]:
    loose = left.loose != right.loose
    found = sorted(
        (-t.weight, abs(i - j), i, j, t)
        for i, a in enumerate(left.words)
        for j, b in enumerate(right.words)
        if (t := _tie(a, b, loose))
    )
    used_left, used_right = set(), set()
    for _, _, i, j, t in found:
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            yield left.words[i], right.words[j], t


def _tie(left: str, right: str, loose: bool) -> Tie | None:
    """Return how two words of bodies are one. Numbers and countries are only equal; a slip in a short word is another word."""
    if left == right:
        return _EQUAL
    if not (left.isalpha() and right.isalpha()) or {left, right} <= countries() or min(len(left), len(right)) < _SHORTEST:
        return None
    if _is_formed(left, right):
        return _FORMED
    found = tie(left, right, loose)
    return None if found and (found.name in ("initial", "slips") or found.weight < 1) else found


_SHORTEST = 4  # letters; shorter words are mostly acronyms, and each letter counts

_EQUAL = Tie("equal", EQUAL, "both have “{left}”")
_FORMED = Tie("form of the word", 2.0, "“{left}” and “{right}” are forms of one word")

# Forms of one word ("Revolution", "Revolutionary"; "Vantia", "Vantian") have so many letters in front in common, and no more
# than so many behind.
_IN_FRONT, _BEHIND = 5, 3


def _is_formed(left: str, right: str) -> bool:
    front = Prefix.similarity(left, right)
    return front >= _IN_FRONT and max(len(left), len(right)) - front <= _BEHIND


def _over(name: Body, used: set[str]) -> list[str]:
    return [w for w in name.words if w not in used]


def _agreeing(left: Body, right: Body, pairs: Sequence[_Pair]) -> Iterator[Feature]:
    telling, left_over = 0, _MOST
    alone = all(len(name.words) > 1 and name.common.issuperset(name.words) for name in (left, right))
    for a, b, found in sorted(pairs, key=lambda p: (p[0] in left.common, -p[2].weight, p)):
        common = a in left.common and b in right.common and not alone
        share = _COMMON if common else _FURTHER if telling else 1
        telling += not common
        weight = round(min(found.weight * share, left_over), 2)
        left_over -= weight
        yield Feature(found.name, weight, found.says.format(left=a, right=b))


def _left_over(left: Body, right: Body, mine: Sequence[str], yours: Sequence[str]) -> Iterator[Feature]:
    if mine and yours:
        says = f"“{' '.join(mine)}” and “{' '.join(yours)}” differ"
        numbers = all(any(w.isdigit() for w in words) for words in (mine, yours))
        common = all(w in left.common for w in mine) and all(w in right.common for w in yours)
        yield Feature("words differ", _NUMBERS if numbers else _DIFFER_COMMON if common else _DIFFER, says)
        return
    telling = not left.common.issuperset(left.words) and not right.common.issuperset(right.words)
    if telling and all(_extra(word) > _EXTRA for word in mine or yours):
        yield Feature("all telling words", _TELLING, "what tells one from others is in the other")
    elif telling:
        yield from _alone(left, right)
    weight = max(sum(_extra(word) for word in mine or yours), _EXTRAS)
    yield Feature("in one only", round(weight, 2), f"“{' '.join(mine or yours)}” stands in one of them only")


def _alone(left: Body, right: Body) -> Iterator[Feature]:
    short = min(left.words, right.words, key=lambda words: (len(words), words))
    if len(short) == 1:
        yield Feature("one word alone", _ALONE, f"“{short[0]}” is all there is to go by")


def _extra(word: str) -> float:
    table = load("bodywords")["word"]
    if word in table["hollow"]:
        return _EXTRA_HOLLOW
    if word in table["place"] or word in countries():
        return _EXTRA_PLACE
    return _EXTRA_COMMON if word in table["common"] else _EXTRA


def _forms(left: Body, right: Body) -> Iterator[Feature]:
    if not left.form or not right.form:
        return
    if left.form == right.form:
        yield Feature("legal form", _FORMS_AGREE, f"both are of the form “{left.form}”")
    elif not (left.loosely or right.loosely):
        says = f"the legal forms “{left.written}” ({left.form}) and “{right.written}” ({right.form}) differ"
        yield Feature("legal forms differ", _FORMS_DIFFER, says)


def _acronym(short: Body, long: Body) -> Feature | None:
    """Return the feature that a word in capitals is the first letters of the other name, however many words stand beside it."""
    found = next((w for w in short.short if w in long.acronyms), "") if len(long.words) > 1 else ""
    if not found or len(short.words) > 2 or len(found) <= len(short.words):
        return None
    return Feature("acronym", _ACRONYM, f"“{found.upper()}” is the first letters of “{long.name}”")
