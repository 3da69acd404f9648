"""What the surroundings of a word say about its script: neighbours, paragraph, cues, and the document's own pattern."""

import re
from collections.abc import Iterator
from functools import cache, cached_property
from itertools import islice

import numpy as np
import numpy.typing as npt

from clew.mend import look
from clew.mend.letters import RUSSIAN, twins
from clew.mend.look import Truth
from clew.mend.lookalikes.cues import cues
from clew.mend.lookalikes.words import Word, Words

# What the next, second and third word on either side weigh, and what is left of it behind a stop, a quotation mark or a bracket.
# Chosen so that two words on one side cannot outvote the two next ones, and so that a quotation speaks for itself.
WEIGHTS = (1.0, 0.6, 0.3)
BEHIND_STOP = 0.3
# What a Latin acronym with a Russian ending weighs as a word of its language, and a Latin word that is all look-alikes.
ACRONYM = 0.5
AMBIGUOUS = 0.3
# Below this the surroundings say nothing: less than the second-next word on one side.
LEANING = 0.5
# How often and how consistently a Latin letter must stand in for one of another script before lone letters follow.
TIMES, SHARE = 3, 0.5
# So many words into which letters of another script are woven are no notation.
WOVEN = 2
# So many letters are no accident any more.
THOROUGH = 30
# In so many letters of Russian each letter that is a look-alike turns up: the rarest, kha, is one in a hundred.
ENOUGH = 300

_OPENING = "\"'\u00ab\u2018\u201c\u201e"
_CLOSING = "\"'\u00bb\u2019\u201d\u201c"
_CUE_REACH = 40
_SIGNS = re.compile(r"[^\w\s\"'\u2018-\u201e]{2}")
_PARALLEL_REACH = 60  # a line


@cache
def _cue_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    languages, nouns, after, glossing = ("|".join(cues()[kind]) for kind in ("languages", "nouns", "after", "glossing"))
    before = rf"\b(?:in (?:{languages})(?:,[^.!?\n]*|\W{{1,3}})|(?:{nouns}|(?:{languages}) ?[:(])\W{{1,3}})$"
    return re.compile(before, re.I), re.compile(rf"[\W_]{{1,3}}(?:(?:{after})\b|(?:{glossing}) [{_OPENING}])", re.I)


@cache
def _stems() -> tuple[str, ...]:
    """Return the letters of which every cue has some."""
    return tuple(stem for kind in ("languages", "nouns", "after", "glossing") for stem in cues()[kind])


def _finds(text: str, stem: str) -> Iterator[int]:
    at = text.find(stem)
    while at >= 0:
        yield at
        at = text.find(stem, at + 1)


class Surroundings:
    """Looks around each word of one text. Read-only; columns hold a number for every word."""

    def __init__(self, words: Words) -> None:
        self.text = words.text
        self.words = words
        self.pattern = Pattern(words)

    @cached_property
    def votes(self) -> npt.NDArray[np.float64]:
        """What each word says about the language around it: 1 Latin, -1 another script, little when it is all look-alikes."""
        words = self.words
        several = words.count(look.OTHER) > 1
        votes = np.zeros(len(words))
        votes[words.are("latin") | words.are("to-latin")] = 1.0
        votes[(words.are("other") | words.are("to-other")) & several] = -1.0
        both = words.are("both")
        votes[both & ((words.flags & look.OTHER) == look.CYRILLIC)] = -ACRONYM
        votes[words.are("open") & ~words.have(look.OTHER) & (words.count(look.LATIN) > 1)] = AMBIGUOUS
        return votes

    @cached_property
    def leans(self) -> npt.NDArray[np.float64]:
        """How Latin the neighbours of each word are: positive Latin, negative another script, near 0 neither."""
        total = np.zeros(len(self.words))
        for reach, weight in enumerate(WEIGHTS, 1):
            if len(self.words) > reach:
                near = weight * self._heard(reach)
                total[reach:] += near * self.votes[:-reach]
                total[:-reach] += near * self.votes[reach:]
        return total

    def _heard(self, reach: int) -> npt.NDArray[np.float64]:
        """Return what is left of the voice of a word to the one `reach` further on, each way."""
        paragraph = self.words.paragraph
        heard: npt.NDArray[np.float64] = (paragraph[reach:] == paragraph[:-reach]).astype(np.float64)
        for gap in range(reach):
            heard[self._stopped[gap : gap + len(heard)]] *= BEHIND_STOP
        return heard

    @cached_property
    def _stopped(self) -> Truth:
        """Between which words and the next something stops."""
        words = self.words
        before = np.cumsum((words.looks & look.STOP) != 0, dtype=np.int32)  # up to and with each character
        return before[words.starts[1:]] > before[words.ends[:-1] - 1]

    def lean(self, i: int) -> float:
        """Return how Latin the neighbours of word `i` are."""
        return float(self.leans[i])

    @cached_property
    def latin_around(self) -> Truth:
        """Which words stand among Latin words: clearly so, or at all where nothing else is in their paragraph."""
        return (self.leans >= LEANING) | ((self.leans > 0) & self.alone)

    @cached_property
    def alone(self) -> Truth:
        """Which words stand in a paragraph without an honest word of another script (of two letters or more)."""
        return ~self._in_paragraph_of(self.votes < 0)

    @cached_property
    def near_damage(self) -> Truth:
        """Which words have a damaged one among their neighbours, or are one by a letter that their language has not."""
        near = self.words.are("open") & self.words.have(look.RARE) & self.pattern.covered
        damaged = self.words.are("to-latin") | near
        for reach in range(1, min(len(WEIGHTS), len(self.words) - 1) + 1):
            same = self.words.paragraph[reach:] == self.words.paragraph[:-reach]
            near[reach:] |= damaged[:-reach] & same
            near[:-reach] |= damaged[reach:] & same
        return near

    @cached_property
    def without_latin(self) -> Truth:
        """Which words stand in a paragraph without an honest Latin word."""
        return ~self._in_paragraph_of(self.words.are("latin"))

    def _in_paragraph_of(self, chosen: Truth) -> Truth:
        marked = np.zeros(int(self.words.paragraph[-1]) + 1 if len(self.words) else 0, np.bool_)
        marked[self.words.paragraph[chosen]] = True
        return marked[self.words.paragraph]

    def is_quoted(self, start: int, end: int) -> bool:
        """Whether the word from `start` to `end` stands alone between quotation marks: it is spoken about."""
        before, after = self.text[start - 1 : start], self.text[end : end + 1]
        return bool(before and after) and before in _OPENING and after in _CLOSING

    def is_in_cell(self, start: int, end: int) -> bool:
        """Whether the word is a letter alone in its cell of a table, or its line: the subject, not part of a sentence."""
        sides = self.text[start - 1 : start] or "\n", self.text[end : end + 1] or "\n"
        return end - start == 1 and sides[0] in "\t\n" and sides[1] in "\t\n"

    def has_parallel(self, start: int, end: int) -> bool:
        """Whether a Latin letter stands near between the very signs, as two variables of a formula do."""
        before, after = self.text[max(0, start - 2) : start], self.text[end : end + 2]
        if not _SIGNS.fullmatch(before) or not _SIGNS.fullmatch(after):
            return False
        near = self.text[max(0, start - _PARALLEL_REACH) : end + _PARALLEL_REACH]
        return bool(re.search(re.escape(before) + "[A-Za-z]" + re.escape(after), near))

    @cached_property
    def near_cue(self) -> Truth:
        """Which words have the letters of a cue near: only these need a look at whether they are announced."""
        text, words = self.text.lower(), self.words
        if len(text) != len(self.text):
            return np.ones(len(words), np.bool_)
        places = np.array(sorted(m for stem in _stems() for m in _finds(text, stem)), np.int64)
        reach = 2 * _CUE_REACH
        return np.searchsorted(places, words.starts - reach) < np.searchsorted(places, words.ends + reach)

    def is_announced(self, start: int, end: int) -> bool:
        """Whether a cue such as "in Russian" says that the word from `start` to `end` is meant as it stands."""
        before, after = _cue_patterns()
        earlier = self.text[max(0, start - _CUE_REACH) : start]
        return bool(before.search(earlier) or after.match(self.text, end, end + _CUE_REACH))


_RUSSIAN = frozenset(map(chr, look.characters(RUSSIAN)))


class Pattern:
    """Which letters stand for which in the words that settle themselves, and how consistently. Columns as in `Surroundings`."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._damaged = words.are("to-latin")
        self.substituted = int(self._damaged.sum())

    @cached_property
    def to_latin(self) -> dict[str, int]:
        """How often each letter was put for a Latin one, in small letters."""
        return _small(self._words.letters(self._damaged, look.OTHER))

    @cached_property
    def to_other(self) -> dict[str, int]:
        """How often each Latin letter was put for one of another script."""
        return self._words.letters(self._words.are("to-other"), look.LATIN)

    @cached_property
    def honest(self) -> dict[str, int]:
        """How often each letter stands in words of another script that hold no Latin letter."""
        return self._words.letters(self._words.are("other"), look.OTHER)

    @cached_property
    def is_woven(self) -> bool:
        """Whether the text weaves other letters into small Latin words so often that it is no notation but damage."""
        found = (i for i in np.flatnonzero(self._damaged) if is_woven(self._words[int(i)]))
        return sum(1 for _ in islice(found, WOVEN)) == WOVEN

    @cached_property
    def covered(self) -> Truth:
        """Which words have no other letter but such as were put for a Latin one elsewhere, small or capital."""
        if not self.substituted:
            return ~self._words.have(look.OTHER)
        known = np.zeros(0x110000, np.bool_)
        known[[ord(c) for letter in self.to_latin for c in {letter, letter.upper()} if len(c) == 1]] = True
        words = self._words
        return ~words.have_any(((words.looks & look.OTHER) != 0) & ~known.take(words.codes))

    @cached_property
    def alien(self) -> Truth:
        """Which words have a letter that none of the many words of the other script uses."""
        words = self._words
        if sum(self.honest.values()) < ENOUGH:
            return np.zeros(len(words), np.bool_)
        known = np.zeros(0x110000, np.bool_)
        known[[ord(c) for letter in self.honest for c in {letter, letter.upper()} if len(c) == 1]] = True
        return words.have_any(((words.looks & look.OTHER) != 0) & ~known.take(words.codes))

    @cached_property
    def is_russian(self) -> bool:
        """Whether the honest letters are those of Russian, and enough of them to show another alphabet if there were one."""
        return sum(self.honest.values()) >= ENOUGH and _RUSSIAN.issuperset(self.honest)

    @cached_property
    def is_thorough(self) -> bool:
        """Whether Latin letters stand in most places of the text where they could: a whole text typed or altered so."""
        times = sum(self.to_other.values())
        pairs = (pair for table in twins().values() for pair in table.items())
        spared = sum(self.honest.get(twin, 0) for latin, twin in pairs if latin in self.to_other)
        return times >= THOROUGH and times >= SHARE * (times + spared)

    def is_habit(self, latin: str, twin: str) -> bool:
        """Whether `latin` is what this text mostly puts for `twin`: often enough, and in at least half of the places."""
        times = self.to_other.get(latin, 0)
        return times >= TIMES and times >= SHARE * (times + self.honest.get(twin, 0))


def _small(counts: dict[str, int]) -> dict[str, int]:
    small: dict[str, int] = {}
    for letter, count in counts.items():
        small[letter.lower()] = small.get(letter.lower(), 0) + count
    return small


def others_of(word: Word) -> str:
    """Return the letters of `word` that are not Latin."""
    return "".join(run for latin, run in word.shape.runs if not latin)


def is_woven(word: Word) -> bool:
    """Whether small Latin letters stand on both sides of the others: no notation does that."""
    runs = word.shape.runs
    return any(
        not latin and i > 0 and runs[i - 1][1][-1].islower() and i + 1 < len(runs) and runs[i + 1][1][0].islower()
        for i, (latin, _) in enumerate(runs)
    )
