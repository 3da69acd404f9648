"""What the surroundings of a word say about its script: neighbours, paragraph, cues, and the document's own pattern."""

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from functools import cache, cached_property
from importlib import resources
from typing import Any

from clew.mend.letters import twins
from clew.mend.words import Word

# What the next, second and third word on either side weigh, and what is left of it behind a stop, a quotation mark or a bracket.
# Chosen so that two words on one side cannot outvote the two next ones, and so that a quotation speaks for itself.
WEIGHTS = (1.0, 0.6, 0.3)
BEHIND_STOP = 0.3
# What a Latin acronym with a Russian ending weighs as a word of its language.
ACRONYM = 0.5
# Below this the surroundings say nothing: less than the second-next word on one side.
LEANING = 0.5
# How often and how consistently a Latin letter must stand in for one of another script before lone letters follow.
TIMES, SHARE = 3, 0.5
# So many letters are no accident any more.
THOROUGH = 30
# In so many letters of Russian each letter that is a look-alike turns up: the rarest, kha, is one in a hundred.
ENOUGH = 300

_STOP = re.compile(r"[.!?:;\"()\[\]<>\n\u00ab\u00bb\u201c\u201d\u201e]")
_OPENING = "\"'\u00ab\u2018\u201c\u201e"
_CLOSING = "\"'\u00bb\u2019\u201d\u201c"
_CUE_REACH = 40


@cache
def cues() -> dict[str, Any]:
    """Return the tables of `cues.toml`."""
    return tomllib.loads(resources.files(__package__).joinpath("cues.toml").read_text("utf-8"))


@cache
def _cue_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    languages, nouns, after, glossing = ("|".join(cues()[kind]) for kind in ("languages", "nouns", "after", "glossing"))
    before = rf"\b(?:in (?:{languages})(?:,[^.!?\n]*|\W{{1,3}})|(?:{nouns}|(?:{languages}) ?[:(])\W{{1,3}})$"
    return re.compile(before, re.I), re.compile(rf"[\W_]{{1,3}}(?:(?:{after})\b|(?:{glossing}) [{_OPENING}])", re.I)


class Surroundings:
    """Looks around each word of one text. Read-only."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self.text = text
        self.words = words

    def lean(self, i: int) -> float:
        """Return how Latin the neighbours of word `i` are: positive Latin, negative another script, near 0 neither."""
        return self._side(i, -1) + self._side(i, 1)

    def _side(self, i: int, step: int) -> float:
        total, factor = 0.0, 1.0
        near = self.words[i]
        for weight, j in zip(WEIGHTS, range(i + step, i + step * (len(WEIGHTS) + 1), step), strict=True):
            if not 0 <= j < len(self.words) or self.words[j].paragraph != near.paragraph:
                break
            far = self.words[j]
            left, right = (far.end, near.start) if step < 0 else (near.end, far.start)
            if _STOP.search(self.text, left, right):
                factor *= BEHIND_STOP
            total += weight * factor * vote(far)
            near = far
        return total

    def is_quoted(self, word: Word) -> bool:
        """Whether the word stands alone between quotation marks: it is spoken about."""
        before, after = self.text[word.start - 1 : word.start], self.text[word.end : word.end + 1]
        return bool(before and after) and before in _OPENING and after in _CLOSING

    def is_announced(self, word: Word) -> bool:
        """Whether a cue such as "in Russian" says that the word is meant as it stands."""
        before, after = _cue_patterns()
        earlier = self.text[max(0, word.start - _CUE_REACH) : word.start]
        return bool(before.search(earlier) or after.match(self.text, word.end, word.end + _CUE_REACH))

    def is_latin_around(self, i: int) -> bool:
        """Whether word `i` stands among Latin words: clearly so, or at all where nothing else is in its paragraph."""
        lean = self.lean(i)
        return lean >= LEANING or (lean > 0 and self.words[i].paragraph not in self.foreign_paragraphs)

    @cached_property
    def foreign_paragraphs(self) -> frozenset[int]:
        """The paragraphs that hold an honest word of another script (two letters or more)."""
        return frozenset(w.paragraph for w in self.words if vote(w) < 0)

    @cached_property
    def latin_paragraphs(self) -> frozenset[int]:
        """The paragraphs that hold an honest Latin word."""
        return frozenset(w.paragraph for w in self.words if w.shape.kind == "latin")

    @cached_property
    def pattern(self) -> "Pattern":
        """What was done to this text's mixed words, whose direction is sure."""
        return Pattern(self.words)


class Pattern:
    """Which letters stand for which in the words that settle themselves, and how consistently."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.to_latin: Counter[str] = Counter()
        self.to_other: Counter[str] = Counter()
        self.honest: Counter[str] = Counter()
        self.substituted = self.woven = 0
        for word in words:
            self._count(word)

    def _count(self, word: Word) -> None:
        if word.shape.kind == "to-latin":
            self.to_latin.update(others_of(word).lower())
            self.substituted += 1
            self.woven += is_woven(word)
        elif word.shape.kind == "to-other":
            self.to_other.update(c for latin, run in word.shape.runs if latin for c in run)
        elif word.shape.kind == "other":
            self.honest.update(word.text)

    def covers(self, word: Word) -> bool:
        """Whether each letter of `word` that is not Latin is one that was put for a Latin one elsewhere, small or capital."""
        return all(c in self.to_latin for c in others_of(word).lower())

    def has_alien(self, word: Word) -> bool:
        """Whether the text has many words of the other script, none of which uses one of the letters of `word`."""
        return self.honest.total() >= ENOUGH and any(
            c not in self.honest and c.lower() not in self.honest for c in others_of(word)
        )

    @cached_property
    def is_thorough(self) -> bool:
        """Whether Latin letters stand in most places of the text where they could: a whole text typed or altered so."""
        times = self.to_other.total()
        spared = sum(self.honest[twin] for table in twins().values() for latin, twin in table.items() if latin in self.to_other)
        return times >= THOROUGH and times >= SHARE * (times + spared)

    def is_habit(self, latin: str, twin: str) -> bool:
        """Whether `latin` is what this text mostly puts for `twin`: often enough, and in at least half of the places."""
        times = self.to_other[latin]
        return times >= TIMES and times >= SHARE * (times + self.honest[twin])


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


def vote(word: Word) -> float:
    """Return what a word says about the language around it: 1 Latin, -1 another script, little when it is all look-alikes."""
    kind = word.shape.kind
    if kind in ("latin", "to-latin"):
        return 1.0
    if kind in ("other", "to-other"):
        return -1.0 if word.shape.other > 1 else 0.0
    if kind == "both":
        return -ACRONYM if word.shape.script == "cyrillic" else 0.0
    return 0.3 if kind == "open" and not word.shape.other and word.shape.latin > 1 else 0.0
