"""Two words of names: how they are one, if they are, in a sentence and a weight."""

from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from clew.resolve.likeness.letters import bare_bones, bones, close_look, look, once, sound
from clew.resolve.likeness.shortforms import are_one, is_given, is_shortened, roots, stands_for
from clew.resolve.likeness.vocabulary import given_names

EQUAL = 4.0


class Tie(NamedTuple):
    """How two words are one. weight: log-odds. says: a sentence with {left} and {right} for the words as written."""

    name: str
    weight: float
    says: str


# Weights: how much less than equal words they say. What they add up to is explained at `weighing.SAME`.
_EQUAL = Tie("equal", EQUAL, "both have “{left}”")
MISREAD = Tie("misread", 3.6, "“{left}” and “{right}” are one word with characters that scanners misread")
_LOOKS = Tie("misread", 3.3, "“{left}” and “{right}” look alike, as scanners misread")
_LOOKS_NEARLY = Tie("looks alike", 2.4, "“{left}” and “{right}” look alike, as scanners misread now and then")
_SPELLED = Tie("spelled otherwise", 2.8, "“{left}” and “{right}” are two spellings of one word")
_VOWELS = Tie("vowels", 2.0, "“{left}” and “{right}” have the same consonants")
_SCRIPTS = _VOWELS._replace(name="other script", weight=2.4, says="“{left}” and “{right}” are one as far as scripts tell")
_BETWEEN_SCRIPTS = 3.0
_SLIP = Tie("slip", 2.0, "“{left}” and “{right}” differ by one letter")
_LONG_SLIP = _SLIP._replace(weight=2.4)
_SHORT_SLIP = Tie("slip", 0.6, "“{left}” and “{right}” differ by one letter, in a short word")
_OTHER_LETTER = _SHORT_SLIP._replace(weight=-0.5)
_ROUND_LETTER = _SHORT_SLIP._replace(weight=0.3)
_OTHER_WORD = _SHORT_SLIP._replace(weight=-1.0)
_SOUNDS_LIKE = Tie("sounds like", 1.6, "“{left}” and “{right}” sound nearly the same")
_SLIPS = Tie("slips", 0.2, "“{left}” and “{right}” differ by two letters")
_OTHER_NAME = Tie("other given name", 0.3, "“{left}” and “{right}” differ by little, but are two given names")
_OTHER_SEX = Tie("other given name", -1.0, "of “{left}” and “{right}”, one is a man's name and one a woman's")
_SHORT = Tie("short form", 3.0, "“{left}” is a short form of “{right}”")
_SHORT_OF_MANY = Tie("short form", 2.0, "“{left}” is a short form of “{right}” and of many other names")
_SHORT_OR_OWN = Tie("short form", 1.5, "“{left}” is short for “{right}”, or a name of its own")
_CUT_SHORT = Tie("cut short", 1.6, "“{left}” may be “{right}” cut short")
_END_LOST = Tie("cut short", 0.8, "“{left}” may be “{right}” cut short")
_SHORT_OF_ONE = Tie("short form", 2.0, "“{left}” and “{right}” are short forms of one name")
_INITIAL = Tie("initial", 1.2, "the initial of “{left}” fits “{right}”")

# A short form of more names than these says less: "Al" is one of thirteen names, "Bill" of three.
_MANY = 6


# From so many letters on a wrong one is more likely a slip than another word; from so many on it hardly is another.
_SLIPPING, _LONG = 5, 8

# Words that sound further apart than this are two, whatever else: no tie below bridges more, and most pairs end here.
_FAR = 3

# Letters that are taken for one another in bad print.
_ROUND = frozenset("aceo")

_FIRST = 0.6  # what it takes off when that letter is the first


@lru_cache(maxsize=262144)
def tie(left: str, right: str, loose: bool = False) -> Tie | None:
    """Return how `left` and `right` are one word, whichever way round; None: they are two. loose: vowels say nothing.

    Both are in lower case, a to z. An initial fits each word that begins with its sound.
    """
    if left == right:
        return _EQUAL if len(left) > 1 else _INITIAL
    if min(len(left), len(right)) == 1:
        return _INITIAL if _first(left) == _first(right) else None
    if loose and len(bare_bones(left)) > 1 and bare_bones(left) == bare_bones(right):
        return _SCRIPTS if len(bare_bones(left)) > 2 else _VOWELS
    return _by_spelling(left, right)


def _first(word: str) -> str:
    return {"c": "k", "q": "k", "y": "i", "j": "i", "w": "v"}.get(word[0], word[0])


def _by_spelling(left: str, right: str) -> Tie | None:
    size = min(len(left), len(right))
    if OSA.distance(sound(left), sound(right), score_cutoff=_FAR) > _FAR:
        return None
    if size > 3 and close_look(left) == close_look(right):
        return _LOOKS
    if sound(left) == sound(right) or once(left) == once(right):
        return _SPELLED
    if size > 3 and look(left) == look(right):
        return _LOOKS_NEARLY
    distance = OSA.distance(left, right, score_cutoff=2)
    if distance == 1:
        return _slip(left, right)
    two = _SLIPS if distance == 2 and size >= _SLIPPING + 2 else None
    return _by_sound(left, right) or _ends_early(left, right) or two


def _slip(left: str, right: str) -> Tie:
    """Return what one wrong letter says: less when it is the first, which is seldom wrong, and in a short word, where another
    letter makes another word, and a letter lost or in the wrong place hardly less so.
    """
    size = min(len(left), len(right))
    if size < _SLIPPING:
        misplaced = len(left) != len(right) or sorted(left) == sorted(right)
        if size == _SLIPPING - 1 and {*left} ^ {*right} <= _ROUND and not misplaced:
            return _ROUND_LETTER
        short = size < _SLIPPING - 1
        return _OTHER_WORD if short and not misplaced else _OTHER_LETTER if short or not misplaced else _SHORT_SLIP
    found = _SLIP if size < _LONG else _LONG_SLIP
    return found if left[0] == right[0] else found._replace(weight=found.weight - _FIRST)


def _ends_early(left: str, right: str) -> Tie | None:
    """Return that the end of a word is missing, as where a column was too narrow: two or three letters of a longer word."""
    short, long = sorted((left, right), key=len)
    if len(short) < _SLIPPING or len(long) - len(short) > 3 or not long.startswith(short):
        return None
    return _END_LOST if short == left else _END_LOST._replace(says=_turned(_END_LOST.says))


def _by_sound(left: str, right: str) -> Tie | None:
    a, b = sound(left), sound(right)
    if min(len(a), len(b)) < _SLIPPING - 1 or a[0] != b[0]:
        return None
    distance = OSA.distance(a, b, score_cutoff=2)
    if distance < 3 and len(bones(left)) > 2 and bones(left) == bones(right):
        return _VOWELS
    return _SOUNDS_LIKE if distance == 1 and min(len(a), len(b)) >= _SLIPPING else None


@lru_cache(maxsize=262144)
def given_tie(left: str, right: str, loose: bool = False) -> Tie | None:
    """Return how two given names are one: as `tie` says, or as a short form; not two names that only look alike."""
    found = tie(left, right, loose)
    if found and found.name in ("equal", "initial"):
        return found
    if are_one(left, right):
        return _SPELLED
    short = _short_form(left, right)
    if short or not found:
        return short or _cut_short(left, right)
    if found is not _SPELLED and _are_two(left, right):
        return _two(left, right) if min(len(left), len(right)) >= _SLIPPING else None
    return found


def _cut_short(left: str, right: str) -> Tie | None:
    """Return that one begins the other, as in "Alexand" or "Dmit."; not "Hans" and "Hansine", which are two names."""
    short, long = sorted((left, right), key=len)
    if len(short) < 3 or not long.startswith(short) or _are_two(left, right):
        return None
    return _CUT_SHORT if short == left else _CUT_SHORT._replace(says=_turned(_CUT_SHORT.says))


def _are_two(left: str, right: str) -> bool:
    """Whether both are known as given names, so that one is hardly a slip for the other."""
    return is_given(left) and is_given(right)


def _two(left: str, right: str) -> Tie:
    return _OTHER_SEX if {given_names().get(left), given_names().get(right)} == {"he", "she"} else _OTHER_NAME


def _short_form(left: str, right: str) -> Tie | None:
    if right in stands_for(left) or left in stands_for(right):
        short = left if right in stands_for(left) else right
        many = _SHORT_OF_MANY if len(stands_for(short)) > _MANY else _SHORT
        found = _SHORT_OR_OWN if is_shortened(short) else many
        return found if short == left else found._replace(says=_turned(found.says))
    return _SHORT_OF_ONE if stands_for(left) and not stands_for(left).isdisjoint(roots(right)[1:]) else None


def _turned(says: str) -> str:
    return says.replace("{left}", "\0").replace("{right}", "{left}").replace("\0", "{right}")


def between_scripts(found: Tie) -> Tie:
    """Return what a tie says when one word is in a script that writes less of a name than ours: many names are spelled alike."""
    return found._replace(weight=min(found.weight, _BETWEEN_SCRIPTS))
