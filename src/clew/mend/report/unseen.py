"""Findings on what a reader could not see: characters without ink, turned or styled text, by rule and with their names."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from clew.mend import hidden, mojibake, styled
from clew.records import Edit, Finding

_MARKED_COPY = "put in to tell copies apart"
_UNSEARCHABLE = "put in to defeat search and comparison"

_KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    mojibake.RULE: (
        "misread",
        ("decoded with the wrong table on its way here", "copied from a place where it was already misread"),
    ),
    hidden.INVISIBLE_RULE: ("invisible", ("left by a web page or word processor", _MARKED_COPY, _UNSEARCHABLE)),
    hidden.DIRECTION_RULE: ("direction", ("left over from a text with right-to-left words", _UNSEARCHABLE)),
    hidden.REVERSED_RULE: (
        "direction",
        ("written backwards so that it reads right but is not found", "a slip with direction controls"),
    ),
    hidden.TAG_RULE: ("tag", (_MARKED_COPY, "a hidden message", "the remains of a flag emoji")),
    hidden.SELECTOR_RULE: ("selector", (_MARKED_COPY, "a hidden message", "the remains of an emoji")),
    hidden.MARK_RULE: ("mark", ("struck through or underlined by the writer", "decoration", _UNSEARCHABLE)),
    styled.STYLED_RULE: ("styled", ("borrowed for emphasis where there is no bold type", _UNSEARCHABLE)),
}

# As much of a message in tag characters as a line takes.
_SHOWN = 80


def unseen(edits: Sequence[Edit]) -> Iterator[Finding]:
    """Yield one finding a rule for what a reader could not see."""
    by_rule: dict[str, list[Edit]] = {}
    for edit in edits:
        for rule in edit.rule.split("+"):
            by_rule.setdefault(rule, []).append(edit)
    for rule, (kind, readings) in _KINDS.items():
        if made := by_rule.get(rule):
            start, end = made[0].start, max(made[-1].end, made[0].start)
            yield Finding(kind, start, end, _counted(made) + _spelled(made), readings, rule)


def _counted(made: Sequence[Edit]) -> str:
    counts = Counter(c for e in made for c in e.found)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:4]
    first = ", ".join(f"{n} {unicodedata.name(c, f'U+{ord(c):04X}')}" for c, n in ranked)
    places = f"{_some(counts.total(), 'character')} in {_some(len(made), 'place')}"
    return f"{places}: {first}{' and others' if len(counts) > 4 else ''}."


def _some(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _spelled(made: Sequence[Edit]) -> str:
    """What tag characters spell: each is the shadow of an ASCII character, 0xE0000 above it."""
    hidden = "".join(chr(ord(c) - 0xE0000) for e in made for c in e.found if 0xE0020 <= ord(c) <= 0xE007E)
    return f" They spell {hidden[:_SHOWN]!r}{' and more' if len(hidden) > _SHOWN else ''}." if hidden else ""
