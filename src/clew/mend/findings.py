"""What the damage in a text tells: evidence with all its readings, never proof."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from clew.mend.letters import script
from clew.mend.lookalikes import decisions
from clew.mend.passages import Passage, Substitution, in_words
from clew.mend.words import Word
from clew.records import Edit, Finding

_BY_TOOL = "a tool put look-alikes in, to keep the text from being searched, compared or copied"
_BY_KEYBOARD = "someone typed with two keyboard layouts"
_BY_ACCIDENT = "text recognition or a conversion confused the letters"

_QUOTED = "it was quoted or pasted from elsewhere after the rest had been altered"
_SKIPPED = "it stands in a part of the page that the tool skipped"
_STANDFIRST = "it is a standfirst or headline, written by another hand, or kept clean for previews"

_MEANT = ("a word of another language, a name, or one spoken about", "a word with letters substituted")
_MARKED_COPY = "put in to tell copies apart"
_UNSEARCHABLE = "put in to defeat search and comparison"

_HIDDEN: dict[str, tuple[str, tuple[str, ...]]] = {
    "mojibake/1": (
        "misread",
        ("decoded with the wrong table on its way here", "copied from a place where it was already misread"),
    ),
    "invisible/1": ("invisible", ("left by a web page or word processor", _MARKED_COPY, _UNSEARCHABLE)),
    "direction/1": ("direction", ("left over from a text with right-to-left words", _UNSEARCHABLE)),
    "reversed/1": ("direction", ("written backwards so that it reads right but is not found", "a slip with direction controls")),
    "tag/1": ("tag", (_MARKED_COPY, "a hidden message", "the remains of a flag emoji")),
    "selector/1": ("selector", (_MARKED_COPY, "a hidden message", "the remains of an emoji")),
    "mark/1": ("mark", ("struck through or underlined by the writer", "decoration", _UNSEARCHABLE)),
    "styled/1": ("styled", ("borrowed for emphasis where there is no bold type", _UNSEARCHABLE)),
}


def find(text: str, edits: Sequence[Edit]) -> tuple[Finding, ...]:
    """Return the findings on a mended `text` and its `edits`, in order of their starts, wider ones first."""
    if not text:
        return ()
    substitution = Substitution(text, edits)
    found = [*_substituted(substitution), *_foreign(text, edits), *_hidden(edits), *_undecided(text)]
    return tuple(sorted(found, key=lambda f: (f.start, -f.end, f.kind)))


def _substituted(seen: Substitution) -> Iterator[Finding]:
    if not seen.edits:
        return
    yield _table(seen)
    for passage in seen.touched:
        says = f"{passage.were} of {passage.could} letters {in_words(list(seen.letters))} are look-alikes."
        yield Finding("substituted", passage.start, passage.end, says, (_BY_TOOL, _BY_KEYBOARD, _BY_ACCIDENT), "substituted/1")
    if seen.is_systematic:
        yield from (_spared(seen, passage) for passage in seen.spared)


def _table(seen: Substitution) -> Finding:
    """One finding for the text as a whole: where, how consistently, and with which table of letters."""
    could, were = sum(p.could for p in seen.touched), sum(p.were for p in seen.touched)
    spared = sum(p.could for p in seen.spared)
    says = (
        f"In {len(seen.touched)} of {len(seen.passages)} paragraphs {were} of {could} letters {in_words(list(seen.letters))} "
        f"are {' and '.join(s.capitalize() for s in seen.scripts)} look-alikes; in the others none of {spared}."
    )
    if seen.never_touched:
        says += f" Present with a look-alike of their own, but never substituted: {in_words(seen.never_touched)}."
    readings = (_BY_TOOL, _BY_KEYBOARD, _BY_ACCIDENT)
    return Finding("table", 0, len(seen.text), says, readings, "substituted/1")


def _spared(seen: Substitution, passage: Passage) -> Finding:
    says = f"None of {passage.could} letters {in_words(list(seen.letters))} is a look-alike"
    if seen.is_untouched(passage):
        says += f"; at the rate of the other paragraphs that would happen by chance {_odds(seen.chance(passage))}."
    else:
        says += ": too few letters to tell whether it went through what the others went through."
    readings: tuple[str, ...] = (_QUOTED, _SKIPPED)
    if passage.start < seen.head or not passage.is_sentence:
        says += " It stands with headings and captions, so its voice is ambiguous."
        readings = (*readings, _STANDFIRST)
    return Finding("untouched", passage.start, passage.end, says, readings, "untouched-passage/1")


def _odds(chance: float) -> str:
    return "less than once in a million times" if chance < 1e-6 else f"about once in {round(1 / chance):,} times"


def _foreign(text: str, edits: Sequence[Edit]) -> Iterator[Finding]:
    """Latin letters that stood in words of another script."""
    made = [e for e in edits if "look-alike" in e.rule and e.end > e.start and script(text[e.start]) != "latin"]
    if made:
        letters = in_words(sorted({e.found for e in made}))
        says = f"{len(made)} Latin letters ({letters}) stood in words of another script."
        yield Finding("substituted", made[0].start, made[-1].end, says, (_BY_KEYBOARD, _BY_ACCIDENT, _BY_TOOL), "substituted/1")


def _hidden(edits: Sequence[Edit]) -> Iterator[Finding]:
    """One finding a rule for what a reader could not see, with the characters by name."""
    for rule, (kind, readings) in _HIDDEN.items():
        made = [e for e in edits if rule in e.rule.split("+")]
        if made:
            start, end = made[0].start, max(made[-1].end, made[0].start)
            yield Finding(kind, start, end, _counted(made) + _spelled(made), readings, rule)


def _counted(made: Sequence[Edit]) -> str:
    counts = Counter(unicodedata.name(c, f"U+{ord(c):04X}") for e in made for c in e.found)
    first = ", ".join(f"{n} {name}" for name, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:4])
    return (
        f"{_some(counts.total(), 'character')} in {_some(len(made), 'place')}: {first}{' and others' if len(counts) > 4 else ''}."
    )


def _some(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _spelled(made: Sequence[Edit]) -> str:
    """What tag characters spell: each is the shadow of an ASCII character, 0xE0000 above it."""
    hidden = "".join(chr(ord(c) - 0xE0000) for e in made for c in e.found if 0xE0020 <= ord(c) <= 0xE007E)
    return f" They spell {hidden[:80]!r}." if hidden else ""


def _undecided(text: str) -> Iterator[Finding]:
    for word, verdict, _ in decisions(text):
        if verdict == "undecided":
            says = f"{word.text!r} {_doubt(word)}; it was left as it stands."
            yield Finding("undecided", word.start, word.end, says, _MEANT, "look-alike/1")


def _doubt(word: Word) -> str:
    other = word.shape.script.capitalize()
    if word.shape.kind == "both":
        return f"has letters that are only Latin and letters that are only {other}"
    return f"could be Latin or {other}"
