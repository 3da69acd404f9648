"""What is counted: the error that mending takes away, rows that come out right, and what is changed that should not be."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein, Opcode

from score.gold import Row

LEGITIMATE = "legitimate"
BY_FILE = "legitimate, by file"
NONE = "must not be"

# Groups whose figures count errors, so that less is better; and those that are shown only where they are not 0.
LOWER = frozenset({LEGITIMATE, BY_FILE, NONE})
UNPINNED = frozenset({BY_FILE})


class Line(NamedTuple):
    """One figure of the table. wrong: what was not right, one line each, where a scorer tells."""

    group: str
    name: str
    value: float
    detail: str = ""
    wrong: tuple[str, ...] = ()

    @property
    def lower(self) -> bool:
        """Whether less is better."""
        return self.group in LOWER


class Result(NamedTuple):
    """A row with the text that mending made of it."""

    row: Row
    made: str

    @property
    def is_right(self) -> bool:
        """Whether the text is the gold to the last code point."""
        return self.made == self.row.gold


def reduction(group: str, name: str, results: Sequence[Result]) -> Line:
    """Return the share of the error that is gone: 1 - sum lev(made, gold) / sum lev(text, gold). Below 0: harm was done."""
    left = sum(Levenshtein.distance(r.made, r.row.gold) for r in results)
    before = sum(Levenshtein.distance(r.row.text, r.row.gold) for r in results)
    value = 1 - left / before if before else float(not left)
    return Line(group, name, value, f"{_right(results)} rows perfect, {left:,} of {before:,} left")


def right(group: str, name: str, results: Sequence[Result]) -> Line:
    """Return how many rows came out right."""
    return Line(group, name, sum(r.is_right for r in results), f"{_right(results)} rows right")


def harm(group: str, name: str, results: Sequence[Result]) -> tuple[Line, Line]:
    """Return the wrong words and the wrong characters per million characters of text that should not change."""
    size = sum(len(r.row.text) for r in results)
    words, characters = map(sum, zip(*(_wrong(r) for r in results), strict=True))
    return (
        Line(group, f"{name}, words", words / size * 1e6, f"{words} wrong words in {size:,} characters"),
        Line(group, f"{name}, characters", characters / size * 1e6, f"{characters} wrong characters"),
    )


def _right(results: Sequence[Result]) -> str:
    return f"{sum(r.is_right for r in results)} of {len(results)}"


def _wrong(result: Result) -> tuple[int, int]:
    if result.is_right:
        return 0, 0
    return _apart(result.row.gold.split(), result.made.split()), Levenshtein.distance(result.row.gold, result.made)


def _apart(gold: Sequence[str], made: Sequence[str]) -> int:
    """Count the words that differ in the best alignment. `str.split` takes odd spaces for ordinary ones: these do not count."""
    return sum(max(op.src_end - op.src_start, op.dest_end - op.dest_start) for op in _operations(gold, made))


def _operations(gold: Sequence[str], made: Sequence[str]) -> Iterator[Opcode]:
    return (op for op in Levenshtein.opcodes(gold, made) if op.tag != "equal")
