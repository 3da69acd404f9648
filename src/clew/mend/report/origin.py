"""Whether a substitution looks like the work of a tool, of a keyboard, or of an accident: signs, weighed in the open."""

import re
import tomllib
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from importlib import resources
from itertools import groupby, pairwise
from typing import Any, Literal, NamedTuple, get_args

from clew.mend.report.odds import in_odds, runs_score
from clew.mend.report.passages import Substitution, in_words
from clew.mend.report.stretches import outside

Source = Literal["tool", "keyboard", "accident"]
SOURCES: tuple[Source, ...] = get_args(Source)
Verdict = Literal["tool", "keyboard", "accident", "unclear"]

_WORD = re.compile(r"[^\W\d_]+")


class Traced(NamedTuple):
    """A word with a letter of the table. flags: whether each such letter was substituted.

    several    whether more than one was        woven    whether a letter that was not stands between two that were
    """

    text: str
    flags: tuple[bool, ...]
    several: bool
    woven: bool

    @property
    def whole(self) -> bool:
        """Whether all letters of the table were substituted, or all up to one and none behind it, side by side."""
        return not self.woven and not any(later and not earlier for earlier, later in pairwise(self.flags))


class Sign(NamedTuple):
    """One thing seen in a substitution: its name in origin.toml, its figures in words, and for whom it speaks how much."""

    name: str
    says: str
    weights: dict[Source, int]


class Origin(NamedTuple):
    """The signs, what they add up to, and the source that leads, or "unclear" when none leads by enough."""

    verdict: Verdict
    sums: dict[Source, int]
    signs: tuple[Sign, ...]

    def speaking(self, source: Source) -> list[Sign]:
        """Return the signs that speak for `source`, the strongest first."""
        return sorted((s for s in self.signs if s.weights[source] > 0), key=lambda s: (-s.weights[source], s.name))


def origin(seen: Substitution, apart: Sequence[tuple[int, int]] = (), *, spells: bool = False) -> Origin:
    """Return how the substitution in a text looks. Linear in the text.

    apart     stretches of touched paragraphs, in order, that were spared: they came by another way and are left out
    spells    whether the substituted letters spell a message
    """
    signs = (*_Look(seen, apart).signs(), *([_sign("message")] if spells else ()))
    sums: dict[Source, int] = {source: sum(s.weights[source] for s in signs) for source in SOURCES}
    first, second, _ = sorted(SOURCES, key=lambda source: -sums[source])
    return Origin(first if sums[first] - sums[second] >= _rules()["lead"] else "unclear", sums, signs)


@cache
def _rules() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("origin.toml").read_text("utf-8"))


@cache
def _same_key(table: str) -> dict[str, frozenset[tuple[str, str]]]:
    """Return, by layout, the (letter, other letter) pairs of one key, both ways round."""
    layouts = {name: [(pair[0], pair[1]) for pair in pairs.split()] for name, pairs in _rules()[table].items()}
    return {name: frozenset([*pairs, *((b, a) for a, b in pairs)]) for name, pairs in layouts.items()}


def _sign(rule_name: str, /, **figures: object) -> Sign:
    rule = _rules()[rule_name]
    return Sign(rule_name, rule["says"].format(**figures), {source: rule[source] for source in SOURCES})


class _Look:
    """The questions asked of one substitution; each answers with at most one sign."""

    def __init__(self, seen: Substitution, apart: Sequence[tuple[int, int]]) -> None:
        self.seen = seen
        self.sites = outside(seen.sites, apart)
        self.were, self.could = seen.were, len(self.sites)
        self.several = self.were >= _rules()["few"]
        self.rate = self.were / self.could if self.could else 0.0

    def signs(self) -> Iterator[Sign]:
        """What goes by words is not rare, clustered or whole besides: those would say the same thing again."""
        for question in (self._rate, self._rare, self._key, self._missing, self._capitals, self._exotic):
            yield from question()
        if self.several:
            yield from self._words
            for question in (self._table, self._woven, self._whole, self._beginnings, self._keys, self._scripts):
                yield from question()

    @cached_property
    def _eligible(self) -> int:
        """How many letters of the touched paragraphs have a look-alike of the same scripts."""
        return self.could + self.seen.passed_over.total()

    def _rate(self) -> Iterator[Sign]:
        every, scattered = _rules()["every"], _rules()["scattered"]
        figures: dict[str, object] = {"were": self.were, "could": self.could, "letters": in_words(self.seen.letters)}
        if self.rate >= every["share"]:
            if self.could >= every["letters"]:
                yield _sign("every", **figures)
            return
        score = runs_score([were for _, were in self.sites])
        if self.were >= scattered["letters"] and abs(score) <= scattered["deviations"]:
            yield _sign("scattered", **figures, percent=_percent(self.rate), score=score)
        elif self.several and score < -scattered["deviations"] and not self._words:
            yield _sign("clustered", score=score)

    def _rare(self) -> Iterator[Sign]:
        if self._words:
            return
        if self.were <= _rules()["rare"]["few"] or self.were < _rules()["rare"]["share"] * self._eligible:
            yield _sign("rare", were=self.were, could=self._eligible)

    def _table(self) -> Iterator[Sign]:
        """Only words with a substituted letter count: elsewhere it may be the word that was spared, not the letter."""
        seen = Counter("".join(word.text for word in self._touched_words))
        spared = {letter: seen[letter] for letter in self.seen.never_touched if seen[letter]}
        times = sum(spared.values())
        chance = self.seen.chance(times)
        if times and chance < _rules()["table"]["chance"]:
            yield _sign("table", spared=in_words(frozenset(spared)), times=times, odds=in_odds(chance))

    @cached_property
    def _by_word(self) -> list[Traced]:
        text, sites = self.seen.text, self.sites
        words = [m.span() for p in self.seen.touched for m in _WORD.finditer(text, p.start, p.end)]
        ends = [end for _, end in words]
        groups = groupby(sites, key=lambda site: bisect_right(ends, site[0]))
        return [_traced(text[slice(*words[at])], list(group)) for at, group in groups if at < len(words)]

    @cached_property
    def _touched_words(self) -> list[Traced]:
        return [word for word in self._by_word if any(word.flags)]

    @cached_property
    def _words(self) -> tuple[Sign, ...]:
        """Whether the same words were substituted each time they come, and others not."""
        rule = _rules()["words"]
        touched = Counter(word.text for word in self._touched_words)
        times = Counter(word.text for word in self._by_word if word.text in touched)
        again = [word for word in touched if times[word] > 1]
        were, could = (sum(counts[word] for word in again) for counts in (touched, times))
        others = len(self._touched_words) < rule["below"] * len(self._by_word)
        if others and could >= rule["times"] and were >= rule["share"] * could:
            return (_sign("words", words=len(again), touched=were, times=could),)
        return ()

    def _whole(self) -> Iterator[Sign]:
        rule = _rules()["whole"]
        several = [word for word in self._touched_words if word.several]
        whole = sum(word.whole for word in several)
        enough = len(several) >= rule["words"] and whole >= rule["share"] * len(several)
        if enough and self.rate < rule["below"] and not self._words:
            yield _sign("whole", whole=whole, words=len(several))

    def _woven(self) -> Iterator[Sign]:
        rule = _rules()["woven"]
        several = [word for word in self._touched_words if word.several]
        woven = sum(word.woven for word in several)
        if woven >= rule["words"] and woven >= rule["share"] * len(several):
            yield _sign("woven", woven=woven, words=len(several))

    def _beginnings(self) -> Iterator[Sign]:
        rule, text = _rules()["beginnings"], self.seen.text
        first = sum(not text[at - 1 : at].isalpha() for at in self.seen.starts)
        if self.rate < _rules()["whole"]["below"] and first >= rule["share"] * self.were:
            yield _sign("beginnings", first=first, were=self.were)

    def _key(self) -> Iterator[Sign]:
        layout, same = self._best("layouts")
        if same >= _rules()["key"]["share"] * self.were:
            yield _sign("key", same=same, were=self.were, layout=layout)

    def _keys(self) -> Iterator[Sign]:
        """What other layouts say, when those of most keyboards say nothing."""
        same = self._best("layouts")[1]
        layout, alike = self._best("phonetic_layouts")
        if same < _rules()["key"]["share"] * self.were <= alike:
            yield _sign("phonetic", same=alike, were=self.were, layout=layout)
        elif max(same, alike) <= _rules()["keyless"]["share"] * self.were:
            yield _sign("keyless", other=self.were - max(same, alike), were=self.were)

    def _best(self, table: str) -> tuple[str, int]:
        """The layout on which most substitutes share a key with their letter, and how many do."""
        pairs = self.seen.pairs.items()
        counts = {name: sum(n for pair, n in pairs if pair in same) for name, same in _same_key(table).items()}
        return max(counts.items(), key=lambda item: item[1])

    def _missing(self) -> Iterator[Sign]:
        if self.seen.letters <= frozenset(_rules()["without_key"]["letters"]):
            yield _sign("missing", letters=in_words(self.seen.letters))

    def _capitals(self) -> Iterator[Sign]:
        rule, letters = _rules()["capitals"], self.seen.candidates | self.seen.letters
        here = sum(sum(word.flags) for word in self._touched_words if word.text.isupper())
        could = sum(letter in letters for word in self._by_word if word.text.isupper() for letter in word.text)
        if here >= rule["share"] * self.were and could < rule["apart"] * self._eligible:
            yield _sign("capitals", capitals=here, were=self.were)

    def _scripts(self) -> Iterator[Sign]:
        if len(self.seen.scripts) > 1:
            yield _sign("several", scripts=" and ".join(s.capitalize() for s in self.seen.scripts))

    def _exotic(self) -> Iterator[Sign]:
        rule = _rules()["exotic"]
        strange = {other: n for (_, other), n in self.seen.pairs.items() if other.lower() not in rule["typed"]}
        total = sum(strange.values())
        if self.seen.side == "latin" and total >= max(1, rule["share"] * self.were):
            most = max(sorted(strange), key=lambda other: strange[other])
            yield _sign("exotic", strange=total, were=self.were, name=unicodedata.name(most, f"U+{ord(most):04X}"))


def _traced(word: str, sites: Sequence[tuple[int, bool]]) -> Traced:
    substituted = [at for at, were in sites if were]
    woven = bool(substituted) and substituted[-1] - substituted[0] >= len(substituted)
    return Traced(word, tuple(were for _, were in sites), len(substituted) > 1, woven)


def _percent(rate: float) -> str:
    return f"{100 * rate:.0f}" if rate >= 0.1 else f"{100 * rate:.1f}"
