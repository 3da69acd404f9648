"""How sure that an event happened: the score of a word on UDS It-Happened 2, and how it is told on MEANTIME.

UDS: r and mean absolute error of the score from -3 to 3, and macro-F1 of four bands of it. MEANTIME: macro-F1 of four ways to
tell, of each labelled event word: unclear, when its certainty is anything but CERTAIN or its polarity is not known; else denied,
when its polarity is NEG; else reported, when a verb of saying or thinking is linked to it; else asserted. Words without a label
are left out.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import sqrt
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from clew.recognize.factuality import factuality
from clew.recognize.stances import stance
from clew.recognize.tree import Tree
from score.labelled import certainty, meantime
from score.measures import Line
from score.recognize.parses import document, hinted, parses
from score.recognize.parts import part_of
from score.recognize.words import head_word, word_at

_UDS = {"kept": ("kept",), "dev": ("dev",)}
_MEANTIME = {"kept": ("kept",), "dev": ("dev", "train")}
_BANDS = ((-0.75, "denied"), (0.75, "unclear"), (2.5, "hedged"))


class Answer(NamedTuple):
    """What was made of one event word beside its label. shown: the word in its sentence, with why."""

    label: float | str
    made: float | str
    shown: str


def lines(shared: Path) -> Iterator[Line]:
    """Yield the figures."""
    for part, parts in _UDS.items():
        if found := list(judged(shared, parts)):
            yield from judged_lines(f"certainty: uds, {part}", found, part)
    for part, parts in _MEANTIME.items():
        if told := list(told_answers(shared, parts)):
            value, detail = _macro([(str(a.label), str(a.made)) for a in told])
            yield Line(f"certainty: meantime, {part}", "macro-F1", value, detail, _wrong(told, part))


def judged(shared: Path, parts: Sequence[str]) -> Iterator[Answer]:
    """Yield the answers for the sentences in these parts of UDS."""
    sentences = [s for s in certainty.documents(shared) if part_of(s.name) in parts]
    for sentence, parse in zip(sentences, hinted(parses(document(s.text) for s in sentences)), strict=True):
        tree = Tree(parse)
        for event in sentence.events:
            found = factuality(tree, word_at(tree, event.start))
            shown = (
                f"{event.label:5.2f} {found.score:5.2f} [{sentence.text[event.start : event.end]}] {sentence.text} ({found.rule})"
            )
            yield Answer(event.label, found.score, shown)


def told_answers(shared: Path, parts: Sequence[str]) -> Iterator[Answer]:
    """Yield the answers for the articles in these parts of MEANTIME."""
    articles = [a for a in meantime.documents(shared) if part_of(a.name) in parts]
    for article, parse in zip(articles, hinted(parses(document(a.text) for a in articles)), strict=True):
        tree = Tree(parse)
        for event in (e for e in article.events if e.certainty and e.polarity):
            word = head_word(tree, event.start, event.end)
            made, rule = stance(tree, word), factuality(tree, word).rule
            around = tree.span(list(tree.sentence_of(word))).text
            shown = f"{_told(event)}, not {made}: [{article.text[event.start : event.end]}] {around} ({rule})"
            yield Answer(_told(event), "unclear" if made == "possible" else made, " ".join(shown.split()))


def _told(event: meantime.Occurrence) -> str:
    if event.certainty != "CERTAIN" or event.polarity not in ("POS", "NEG"):
        return "unclear"
    return "denied" if event.polarity == "NEG" else "reported" if event.reported else "asserted"


def judged_lines(group: str, found: Sequence[Answer], part: str) -> Iterator[Line]:
    """Yield the figures of UDS: r, error, bands."""
    pairs = [(float(a.label), float(a.made)) for a in found]
    worst = sorted(found, key=lambda a: -abs(float(a.label) - float(a.made)))
    shown = tuple(a.shown for a in worst) if part != "kept" else ()
    yield Line(group, "Pearson r", pearson(pairs), f"{len(pairs):,} words; published: .77 (unverified)", shown)
    error = fmean(abs(a - b) for a, b in pairs)
    yield Line(
        group, "1 - error/3", 1 - error / 3, f"mean absolute error {error:.3f}; always 3: 2.26; published: .96 (unverified)"
    )
    value, detail = _macro([(band(a), band(b)) for a, b in pairs])
    yield Line(group, "bands macro-F1", value, detail)


def pearson(pairs: Sequence[tuple[float, float]]) -> float:
    """Return the correlation of the two numbers of each pair; 0 where one does not vary."""
    left, right = fmean(a for a, _ in pairs), fmean(b for _, b in pairs)
    both = sum((a - left) * (b - right) for a, b in pairs)
    spread = sqrt(sum((a - left) ** 2 for a, _ in pairs) * sum((b - right) ** 2 for _, b in pairs))
    return both / spread if spread else 0.0


def band(score: float) -> str:
    """Return the band of a score: denied below -0.75, unclear below 0.75, hedged below 2.5, asserted."""
    return next((name for end, name in _BANDS if score < end), "asserted")


def _macro(pairs: Sequence[tuple[str, str]]) -> tuple[float, str]:
    """Return the mean F1 over the classes that are labelled or made, and each class's own."""
    right = Counter(a for a, b in pairs if a == b)
    labelled, made = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    each = {c: 2 * right[c] / (labelled[c] + made[c]) for c in sorted(labelled | made)}
    return fmean(each.values()), ", ".join(f"{c} {f:.3f} of {labelled[c]}" for c, f in each.items())


def _wrong(told: Sequence[Answer], part: str) -> tuple[str, ...]:
    return tuple(a.shown for a in told if a.label != a.made) if part != "kept" else ()
