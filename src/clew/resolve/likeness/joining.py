"""Words joined or split: which words in a row of one name are a single word of another."""

from collections.abc import Iterator, Sequence

from clew.resolve.likeness.person import Person
from clew.resolve.likeness.words import Tie, between_scripts, tie

# So many words may have been one, or one so many ("Pet Ro Vich").
_LONGEST_RUN = 4

_JOINED = 0.3  # what joining takes off the weight

# So many letters more or fewer than their parts words joined may have; between scripts, which write vowels otherwise, more.
_SLACK, _SLACK_SCRIPTS = 1, 4

_SHORTEST = 4  # letters; less joins by chance


def joined(
    split: Person, places: Sequence[int], whole: Person, over: Sequence[int]
) -> Iterator[tuple[tuple[int, ...], int, Tie]]:
    """Yield words in a row of `split`, at `places`, and the word of `whole`, at one of `over`, that they make together."""
    loose = split.loose != whole.loose
    slack = _SLACK_SCRIPTS if loose else _SLACK
    for run in _runs(places):
        size = sum(len(split.words[i]) for i in run)
        glue = sum(len(split.glued[i]) for i in run) - size
        for place in over:
            if size - slack <= len(whole.words[place]) <= size + glue + slack:
                found = _one_word(split, run, whole.words[place], loose)
                if found and loose:
                    found = between_scripts(found)
                if found:
                    yield run, place, found._replace(weight=found.weight - _JOINED)


def _one_word(split: Person, run: Sequence[int], word: str, loose: bool) -> Tie | None:
    """Return how the words of `run` are `word` when they are run together, with or without their particles."""
    for words in (split.words, split.glued):
        together = "".join(words[i] for i in run)
        if min(len(together), len(word)) >= _SHORTEST:
            found = tie(together, word, loose)
            if found and found.name != "slips":
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
