"""Words joined or split: which words in a row of one name are a single word of another."""

from collections.abc import Iterator, Sequence

from clew.resolve.likeness.person import Person
from clew.resolve.likeness.words import Tie, tie

# So many words may have been one, or one so many ("Plat Ono Vich").
_LONGEST_RUN = 4

_JOINED = 0.3  # what joining takes off the weight

_SHORTEST = 4  # letters; less joins by chance


def joined(
    split: Person, places: Sequence[int], whole: Person, over: Sequence[int]
) -> Iterator[tuple[tuple[int, ...], int, Tie]]:
    """Yield words in a row of `split`, at `places`, and the word of `whole`, at one of `over`, that they make together."""
    for run in _runs(places):
        size = sum(len(split.words[i]) for i in run)
        glue = sum(len(split.glued[i]) for i in run) - size
        for place in over:
            if size - 2 < len(whole.words[place]) < size + glue + 2 and (found := _one_word(split, run, whole, place)):
                yield run, place, found._replace(weight=found.weight - _JOINED)


def _one_word(split: Person, run: Sequence[int], whole: Person, place: int) -> Tie | None:
    """Return how the words of `run` are that at `place` when they are run together, with or without their particles."""
    word = whole.words[place]
    for words in (split.words, split.glued):
        together = "".join(words[i] for i in run)
        if min(len(together), len(word)) >= _SHORTEST and (found := tie(together, word)) and found.name != "slips":
            return found
        if split.glued == split.words:
            break
    return None


def _runs(places: Sequence[int]) -> Iterator[tuple[int, ...]]:
    for at in range(len(places)):
        for size in range(2, min(_LONGEST_RUN, len(places) - at) + 1):
            run = tuple(places[at : at + size])
            if run[-1] - run[0] == size - 1:
                yield run
