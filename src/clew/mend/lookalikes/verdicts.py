"""A word weighed singly: where its letters alone do not settle it, its shape, its surroundings and the text's habits do."""

import re
from typing import Literal, NamedTuple

from clew.mend.letters import script, to_latin, twins
from clew.mend.lookalikes.context import LEANING, TIMES, Surroundings, is_woven, others_of
from clew.mend.lookalikes.cues import cues
from clew.mend.lookalikes.words import Word

Verdict = Literal["keep", "to-latin", "to-other", "undecided"]


class Decided(NamedTuple):
    """A word and what to do with it; `target` is the script when it goes to another than Latin."""

    word: Word
    verdict: Verdict
    target: str = ""


# Greek small letters that serve as symbols (TNF-alpha, h-nu): only these need more than one anchor to be taken for damage.
_SYMBOLS = frozenset(c for latin, c in twins()["greek"].items() if latin in "aptuv")

# Two letters that end one range and begin the next, with what stands around them.
_RANGE = re.compile(r"(?:\W|^)\w-[^\W_]{2}-\w(?:\W|$)")

# Fewer Greek letters than these are a symbol beside a Latin one, not a word with a Latin letter in it.
_GREEK_WORD = 3

# Latin letters whose Cyrillic look-alikes Russian does not have.
_NOT_RUSSIAN = frozenset("IiJjÏï")

_VOWEL_SIGN = re.compile("[аоуеяюэиы]ь", re.I)  # never in a Slavic word; in Caucasian ones (Chechen, Ingush) everywhere
_PALOCHKA_AFTER = frozenset("гкпстхцч")
_NEAR = 200  # as far as the sentences around a word reach


def weigh(around: Surroundings, i: int) -> Decided:
    """Return what to do with word `i`, which holds, or could be, letters of the wrong script."""
    word = around.words[i]
    decide = _DECIDE.get(word.shape.kind)
    return decide(around, i, word) if decide else Decided(word, "keep")


def _mixed_to_latin(around: Surroundings, i: int, word: Word) -> Decided:
    shape = word.shape
    if shape.script == "greek":
        return Decided(word, "to-latin" if _is_greek_damage(around, word) else "keep")
    foreign = _is_foreign_compound(word) and around.lean(i) < 0
    return Decided(word, "keep" if foreign or is_range(around.text, word) else "to-latin")


def _is_greek_damage(around: Surroundings, word: Word) -> bool:
    """Tell damage from notation: a symbol stands at the edge of a word, damage anywhere."""
    return is_woven(word) or not set(others_of(word)) & _SYMBOLS or around.pattern.is_woven


def is_range(text: str, word: Word) -> bool:
    """Whether the word is the middle of a character range: "a-z" and "а-я" written together."""
    return len(word.text) == 2 and bool(_RANGE.fullmatch(text, max(0, word.start - 3), word.end + 3))


def _is_foreign_compound(word: Word) -> bool:
    """Among words of another script: a Latin acronym with an ending, a glued preposition, a translated macro name."""
    runs = word.shape.runs
    if len(runs) != 2:
        return False
    (first_latin, first), (_, second) = runs
    if first_latin:
        return len(second) >= len(first) or (len(first) > 1 and first.isupper() and second.islower())
    return len(first) > len(second) or (second[0].isupper() and len(second) > 1)


def _mixed_to_other(around: Surroundings, _i: int, word: Word) -> Decided:
    shape = word.shape
    few = shape.script == "greek" and (shape.other < _GREEK_WORD or shape.latin > shape.other)
    keep = few or _is_glued(word) or _is_impossible(around, word)
    return Decided(word, "keep") if keep else Decided(word, "to-other", shape.script)


def _is_impossible(around: Surroundings, word: Word) -> bool:
    """Whether a Latin letter in the word has a look-alike only in alphabets that the text is not written in."""
    return around.pattern.is_russian and not _NOT_RUSSIAN.isdisjoint(word.text)


def _is_glued(word: Word) -> bool:
    """Whether a Latin word or acronym is followed, without a space, by a capitalised word or by an ending of another script."""
    if len(word.shape.runs) != 2:
        return False
    (first_latin, first), (_, second) = word.shape.runs
    acronym = len(first) > 1 and first.isupper() and second.islower()
    return first_latin and (acronym or (second.istitle() and len(second) > 1))


def _anchored_twice(around: Surroundings, i: int, word: Word) -> Decided:
    honest = word.shape.script == "greek" or len(word.shape.runs) == 2
    return Decided(word, "keep" if honest or around.lean(i) < 0 else "undecided")


def _open(around: Surroundings, i: int, word: Word) -> Decided:
    if not word.shape.other:
        return _open_latin(around, i, word)
    if word.shape.script in ("greek", "several"):
        return Decided(word, "to-latin" if _is_open_greek_damage(around, i, word) else "keep")
    if word.shape.latin:
        return _open_mixed(around, i, word)
    return Decided(word, _open_other(around, i, word))


def _open_mixed(around: Surroundings, i: int, word: Word) -> Decided:
    """A word of two scripts without an anchor is damaged; the neighbours tell on which side, or else a letter only tools use."""
    lean = around.lean(i)
    rare = not set(others_of(word)) <= set(twins().get(word.shape.script, {}).values())
    if (lean > 0 or (rare and lean == 0)) and not is_range(around.text, word):
        return Decided(word, "to-latin")
    if lean < 0 and not rare:
        return Decided(word, "to-latin") if _is_impossible(around, word) else Decided(word, "to-other", word.shape.script)
    return Decided(word, "undecided")


def _is_open_greek_damage(around: Surroundings, i: int, word: Word) -> bool:
    if not around.latin_around[i]:
        return False
    if around.pattern.is_woven:
        return bool(around.pattern.covered[i] or around.alone[i])
    return bool(word.shape.latin) and not set(others_of(word)) & _SYMBOLS


def _open_other(around: Surroundings, i: int, word: Word) -> Verdict:
    """A word all in another script that could be Latin: it needs Latin neighbours, and a reason."""
    pattern, alone = around.pattern, around.alone[i]
    if pattern.covered[i] and pattern.alien[i]:
        return "to-latin"
    if not around.latin_around[i]:
        return "keep"
    if around.is_announced(word.start, word.end):
        return "undecided"
    if not alone and not around.near_damage[i]:
        return "keep"
    if pattern.covered[i] or (alone and pattern.substituted >= TIMES):
        return "to-latin"
    if around.is_in_cell(word.start, word.end):
        return "undecided"
    if (not alone and around.lean(i) < _CLEAR) or around.is_quoted(word.start, word.end):
        return "undecided"
    if len(word.text) == 1 and around.has_parallel(word.start, word.end):
        return "to-latin"
    return "to-latin" if _makes_english(word.text) else "undecided"


def _makes_english(word: str) -> bool:
    """Whether the Latin reading is a word: a listed one, an acronym, or one whose letters no single alphabet holds."""
    latin = "".join(to_latin()[c] for c in word if c in to_latin())
    if len(latin) == 1:
        return latin in ("a", "A", "I")
    return latin.isupper() or latin.lower() in cues()["english"] or not _RUSSIAN.fullmatch(word)


_RUSSIAN = re.compile("[\u0410-\u044f]+")


def _open_latin(around: Surroundings, i: int, word: Word) -> Decided:
    """A word all in Latin that could be of another script: only where the text puts its letters there as a habit."""
    pattern = around.pattern
    if not pattern.to_other or around.lean(i) >= 0:
        return Decided(word, "keep")
    target = _neighbour_script(around, i)
    table = twins().get(target, {})
    if not all(c in table for c in word.text if script(c)):
        return Decided(word, "keep")
    habit = around.lean(i) <= -LEANING and all(pattern.is_habit(c, table[c]) for c in word.text if script(c))
    return Decided(word, "to-other", target) if habit or _is_slip(around, i, word) else Decided(word, "keep")


def _is_slip(around: Surroundings, i: int, word: Word) -> bool:
    """Whether a Latin word in a paragraph without any other is a slip: an initial, or a small word that opens a sentence.

    A letter that opens a sentence is one beside others too, where Latin was typed so several times.
    """
    if not around.without_latin[i]:
        often = sum(around.pattern.to_other.values()) >= TIMES and around.lean(i) <= -1
        opens = _AFTER_STOP.search(around.text[max(0, word.start - 3) : word.start]) and _BEFORE_WORD.match(around.text, word.end)
        return often and word.text in _CAPITAL and bool(opens)
    if len(word.text) > 1:
        return around.pattern.is_thorough or (not word.text.isupper() and sum(around.pattern.to_other.values()) >= TIMES)
    if word.text in _SMALL:
        return around.lean(i) <= -_SURE
    return bool(_OPENS.search(around.text[max(0, word.start - 3) : word.start])) and word.text in _CAPITAL


# Both next neighbours, or nearly: among damaged words of one language, in a paragraph that also has another.
_CLEAR = 1.5

# One-letter words of the Slavic languages, as Latin letters, and those and initials as capitals.
_SMALL, _CAPITAL = frozenset("acoiy"), frozenset("ABCEHIKMOPTXY")
_AFTER_STOP = re.compile(r"[.!?\u00ab]\s?$")
_BEFORE_WORD = re.compile(r" [a-z\u0430-\u045f]")
_OPENS = re.compile(r"(?:^|[.!?\n\u00ab]\s?|-\s|\w\.)$")
# Both next neighbours and one more.
_SURE = 2.0


def _neighbour_script(around: Surroundings, i: int) -> str:
    near = (j for step in (1, 2, 3) for j in (i - step, i + step) if 0 <= j < len(around.words))
    return next((around.words[j].shape.script for j in near if around.votes[j] < 0), "")


_DECIDE = {"to-latin": _mixed_to_latin, "to-other": _mixed_to_other, "both": _anchored_twice, "open": _open}


def in_other(text: str, word: Word, target: str) -> list[tuple[int, str]]:
    """Return which letters of `word` to replace so that it is in the script `target`: (place in `text`, letter)."""
    new = ((word.start + at, _to_other(text, word, at, target)) for at in range(len(word.text)))
    return [(at, letter) for at, letter in new if letter]


def _to_other(text: str, word: Word, at: int, target: str) -> str | None:
    letter = word.text[at]
    if letter == "I" and target == "cyrillic" and _is_palochka(text, word, at):
        return "\N{CYRILLIC LETTER PALOCHKA}"
    return twins()[target].get(letter)


def _is_palochka(text: str, word: Word, at: int) -> bool:
    """Whether a capital I is the palochka of Caucasian languages, which looks the same.

    It follows certain consonants, and stands in paragraphs in which other words show such a language.
    """
    if at > 0 and not word.text.isupper() and word.text[at - 1].lower() in _PALOCHKA_AFTER:
        return True
    start, end = text.rfind("\n\n", max(0, word.start - _NEAR), word.start), text.find("\n\n", word.end, word.end + _NEAR)
    return bool(_VOWEL_SIGN.search(text, max(start, 0, word.start - _NEAR), end if end >= 0 else word.end + _NEAR))
