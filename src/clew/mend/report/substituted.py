"""Findings on substituted letters: the table, where it was used and where not, and what that looks like the work of."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from clew.mend.report.odds import in_odds
from clew.mend.report.origin import SOURCES, Origin, Sign, Source, origin
from clew.mend.report.passages import RULE as PASSAGE_RULE
from clew.mend.report.passages import Passage, Substitution, in_words
from clew.mend.report.stretches import RULE as STRETCH_RULE
from clew.mend.report.stretches import Stretch, Stretches
from clew.records import Finding

TABLE_RULE = "substituted/1"
ORIGIN_RULE = "origin/1"

_READINGS: dict[Source, str] = {
    "tool": "a tool put look-alikes in, to keep the text from being searched, compared or copied",
    "keyboard": "someone typed with two keyboard layouts",
    "accident": "text recognition or a conversion confused the letters",
}
# A mechanical process need not be meant: this reading always stands beside the first.
_CONVERTER = "a converter, font or mail program that writes some letters of one alphabet with those of another did it unasked"

_LOOKS: dict[str, str] = {
    "tool": "Looks like the work of a tool",
    "keyboard": "Looks like a keyboard set to another layout",
    "accident": "Looks like an accident of recognition or conversion",
    "unclear": "Cannot be told from the letters alone: tool, keyboard or accident",
}

_QUOTED = "it was quoted or pasted from elsewhere after the rest had been altered"
_SKIPPED = "it stands in a part of the page that the tool skipped"
_RETYPED = "it was corrected or typed anew afterwards"
_STANDFIRST = "it is a standfirst or headline, written by another hand, or kept clean for previews"
_ALTERED_SOURCE = "it was quoted from a text that had been altered already"
_ONLY_THERE = "only what stands between quotation marks was meant to be altered"

# So many letters of a table are told one by one.
_TOLD = 12


def substituted(stretches: Stretches, *, spells: bool = False) -> Iterator[Finding]:
    """Yield the findings on one side of a text: nothing when no letter of it was substituted. Linear.

    spells    whether its letters, read as bits, spell a message
    """
    seen = stretches.seen
    if not seen.edits:
        return
    looks = origin(seen, stretches.apart, spells=spells)
    readings = _readings(looks)
    start, end = (0, len(seen.text)) if seen.side == "latin" else (seen.starts[0], seen.edits[-1].end)
    yield Finding("table", start, end, _table(seen), readings, TABLE_RULE)
    yield Finding(looks.verdict, start, end, _verdict(looks), readings, ORIGIN_RULE)
    yield from (Finding("substituted", p.start, p.end, _counted(seen, p), readings, TABLE_RULE) for p in seen.touched)
    if seen.is_systematic:
        yield from (_spared(seen, passage) for passage in seen.spared)
        yield from _stretches(stretches)


def _readings(looks: Origin) -> tuple[str, ...]:
    """All ways to read it, the one that leads first."""
    words = [_READINGS[source] for source in _ranked(looks)]
    words.insert(words.index(_READINGS["tool"]) + 1, _CONVERTER)
    return tuple(words)


def _table(seen: Substitution) -> str:
    """The text as a whole: where, how consistently, and with which table of letters."""
    spared = sum(p.could for p in seen.spared)
    says = (
        f"In {len(seen.touched)} of {len(seen.passages)} paragraphs {seen.were} of {seen.could} letters {in_words(seen.letters)} "
        f"are {_alphabet(seen)} look-alikes{f'; in the others none of {spared}' if spared else ''}."
    )
    if len(seen.letters) > 1 and (seen.were < seen.could or len(seen.pairs) > len(seen.letters)):
        says += f" Letter by letter: {_one_by_one(seen)}."
    if seen.never_touched:
        says += f" Present with a look-alike of their own, but never substituted: {in_words(seen.never_touched)}."
    return says


def _alphabet(seen: Substitution) -> str:
    """Whose letters the look-alikes are; rare ones, which are Latin themselves or no letters, have no better name."""
    names = " and ".join(s.capitalize() for s in seen.scripts)
    return "Latin" if seen.side == "other" else names or "rare"


def _one_by_one(seen: Substitution) -> str:
    """Each letter with how many of how many, those substituted most first; and its look-alikes when it has several."""
    were = Counter[str]()
    for (letter, _), n in seen.pairs.items():
        were[letter] += n
    could = Counter(seen.text[at] for at, _ in seen.sites)
    ranked = sorted(were.items(), key=lambda item: (-item[1], item[0]))
    told = ", ".join(f"{letter} {n} of {could[letter]}{_several(seen, letter)}" for letter, n in ranked[:_TOLD])
    return told + (f" and {len(ranked) - _TOLD} others" if len(ranked) > _TOLD else "")


def _several(seen: Substitution, letter: str) -> str:
    kinds = sum(1 for other, _ in seen.pairs if other == letter)
    return f" by {kinds} look-alikes" if kinds > 1 else ""


def _verdict(looks: Origin) -> str:
    """The source that leads, each sign with whom it speaks for, and what they add up to."""
    signs = "; ".join(f"{sign.says} (speaks for {_listed(sign)})" for sign in looks.signs if _listed(sign))
    sums = ", ".join(f"{source} {looks.sums[source]}" for source in _ranked(looks))
    return f"{_LOOKS[looks.verdict]}. {signs[:1].upper()}{signs[1:]}. In steps of evidence: {sums}."


def _listed(sign: Sign) -> str:
    return " and ".join(source for source in SOURCES if sign.weights[source] > 0)


def _ranked(looks: Origin) -> list[Source]:
    return sorted(SOURCES, key=lambda source: -looks.sums[source])


def _counted(seen: Substitution, passage: Passage) -> str:
    """A paragraph's own figures. Where not all its letters were substituted, at what rate, and which when only some were."""
    says = f"{passage.were} of {passage.could} letters {in_words(seen.letters)} are {_alphabet(seen)} look-alikes"
    if passage.were == passage.could:
        return says + "."
    first = bisect_left(seen.starts, passage.start)
    here = frozenset(seen.text[at] for at in seen.starts[first : first + passage.were])
    only = "" if here == seen.letters else f"; of these only {in_words(here)} were"
    return f"{says} ({100 * passage.were / passage.could:.0f}%){only}."


def _spared(seen: Substitution, passage: Passage) -> Finding:
    says = f"None of {passage.could} letters {in_words(seen.letters)} is a look-alike"
    if seen.is_untouched(passage):
        says += f"; at the rate of the other paragraphs that would happen by chance {in_odds(seen.chance(passage.could))}."
    else:
        says += ": too few letters to tell whether it went through what the others went through."
    readings: tuple[str, ...] = (_QUOTED, _SKIPPED)
    if passage.start < seen.head or not passage.is_sentence:
        says += " It stands with headings and captions, so its voice is ambiguous."
        readings = (*readings, _STANDFIRST)
    return Finding("untouched", passage.start, passage.end, says, readings, PASSAGE_RULE)


def _stretches(found: Stretches) -> Iterator[Finding]:
    """Boundaries inside paragraphs."""
    seen = found.seen
    for stretch in found.spared:
        yield _stretch("Between quotation marks", seen, stretch, (_QUOTED, _SKIPPED, _RETYPED))
    for stretch in found.unmarked:
        yield _stretch("In the middle of a paragraph", seen, stretch, (_SKIPPED, _QUOTED, _RETYPED))
    for stretch in found.only_quoted:
        says = f"{stretch.were} of {stretch.could} letters between quotation marks are look-alikes, and none around them."
        yield Finding("untouched", stretch.start, stretch.end, says, (_ALTERED_SOURCE, _ONLY_THERE), STRETCH_RULE)
    if found.weak:
        yield _weak(found.weak, found.power)


def _stretch(where: str, seen: Substitution, stretch: Stretch, readings: Sequence[str]) -> Finding:
    says = (
        f"{where} none of {stretch.could} letters {in_words(seen.letters)} is a look-alike, in a paragraph that was substituted; "
        f"at the rate around it that would happen by chance {in_odds(stretch.chance)}."
    )
    return Finding("untouched", stretch.start, stretch.end, says, tuple(readings), STRETCH_RULE)


def _weak(weak: Sequence[Stretch], power: int) -> Finding:
    some = "1 stretch" if len(weak) == 1 else f"{len(weak)} stretches"
    says = (
        f"{some} between quotation marks without a substituted letter: {max(s.could for s in weak)} letters at most that could "
        f"have been, where it takes {power} to tell sparing from chance. So nothing is said of them."
    )
    return Finding("untouched", weak[0].start, weak[-1].end, says, ("chance", _QUOTED), STRETCH_RULE)
