"""What is counted: the error that mending takes away, rows that come out right, words and characters changed that should not be."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from score.gold import Row


class Line(NamedTuple):
    """One figure of the table. `lower`: it counts errors, so less is better."""

    group: str
    name: str
    value: float
    detail: str = ""
    lower: bool = False


class Result(NamedTuple):
    """A row with the text that mending made of it."""

    row: Row
    made: str

    @property
    def is_right(self) -> bool:
        """Whether the text is the gold to the last code point."""
        return self.made == self.row.gold


def reduction(group: str, name: str, results: Sequence[Result]) -> Line:
    """Return the share of the error that is gone: 1 - sum lev(made, gold) / sum lev(text, gold), in code points. Below 0: harm."""
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
        Line(group, f"{name}, words", words / size * 1e6, f"{words} wrong words in {size:,} characters", lower=True),
        Line(group, f"{name}, characters", characters / size * 1e6, f"{characters} wrong characters", lower=True),
    )


def _right(results: Sequence[Result]) -> str:
    return f"{sum(r.is_right for r in results)} of {len(results)}"


def _wrong(result: Result) -> tuple[int, int]:
    if result.is_right:
        return 0, 0
    return _apart(result.row.gold.split(), result.made.split()), Levenshtein.distance(result.row.gold, result.made)


def _apart(gold: Sequence[str], made: Sequence[str]) -> int:
    """Count the words that differ in the best alignment: `str.split` takes odd spaces for ordinary ones, so these do not count."""
    return sum(_longer(op) for op in Levenshtein.opcodes(gold, made) if op.tag != "equal")


def _longer(op: Iterable[int | str]) -> int:
    _, gold_start, gold_end, made_start, made_end = op
    return max(gold_end - gold_start, made_end - made_start)
