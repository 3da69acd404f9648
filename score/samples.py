"""What went wrong, in context: errors of one kind together, the most frequent kind first."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from clew.mend import mend_text
from score.measures import Result

AROUND = 30


class Kind(NamedTuple):
    """What stood in the text, what mending made of it, and what it should be."""

    found: str
    made: str
    gold: str


def samples(results: Iterable[Result], number: int) -> Iterator[str]:
    """Yield lines on the `number` most frequent kinds of error, each with its count and one place where it happened."""
    places: dict[Kind, list[str]] = defaultdict(list)
    for result in results:
        for kind, place in _errors(result):
            places[kind].append(place)
    for kind, found in sorted(places.items(), key=lambda item: (-len(item[1]), item[0]))[:number]:
        made = "left" if kind.made == kind.found else f"made {_shown(kind.made)}"
        yield f"{len(found):6,} x  {_shown(kind.found)} {made}, expected {_shown(kind.gold)}"
        yield f"          {found[0]}"


def _errors(result: Result) -> Iterator[tuple[Kind, str]]:
    if result.is_right:
        return
    mended = mend_text(result.row.text)
    for start, end, gold in _differences(result.made, result.row.gold):
        found = result.row.text[slice(*mended.original(start, end))]
        place = f"{result.made[max(0, start - AROUND) : start]}⟦{result.made[start:end]}⟧{result.made[end : end + AROUND]}"
        yield Kind(found, result.made[start:end], gold), f"{result.row.id} at {start}: {place!r}"


def _differences(made: str, gold: str) -> Iterator[tuple[int, int, str]]:
    """Yield stretches of `made` with what `gold` has in their place; operations that touch are one difference."""
    start = end = begin = finish = -1
    for op in Levenshtein.opcodes(made, gold):
        if op.tag == "equal":
            if start >= 0:
                yield start, end, gold[begin:finish]
            start = -1
            continue
        if start < 0:
            start, begin = op.src_start, op.dest_start
        end, finish = op.src_end, op.dest_end
    if start >= 0:
        yield start, end, gold[begin:finish]


def _shown(text: str) -> str:
    names = [f"U+{ord(c):04X} {unicodedata.name(c, 'without a name')}" for c in text[:3]]
    return f"{text[:12]!r} ({', '.join(names)}{', ...' if len(text) > 3 else ''})" if text else "nothing"
