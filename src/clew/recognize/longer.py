"""Names that a document has longer elsewhere: what always goes on in the same words, and what a longer known name holds."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import takewhile

from clew.recognize.hinted import Hinted
from clew.recognize.kinds import Key, key_of
from clew.recognize.runs import is_capital
from clew.recognize.stands import LONGEST, Stands
from clew.recognize.tree import Tree

# How sure of a longer name the tagger is once at least, for it to win over a shorter one inside.
LEAST = 0.6

# Words a name goes on after, and how many in a row: "Friends of the Quill".
_JOINS = frozenset({"of", "the", "for", "to", "in", "on"})
_MOST = 2


def longer(tree: Tree, found: Sequence[Hinted]) -> list[Hinted]:
    """Return `found`, in order, each name as long as the document shows it to be."""
    stands = Stands(tree, {tree.tokens[h.run.start].text for h in found})
    return _filled(tree, _apart(_repeated(tree, each, stands) for each in found), stands)


def _repeated(tree: Tree, each: Hinted, stands: Stands) -> Hinted:
    """Return a body's name with the words it goes on in each time, more than once: "Friends | of the Quill"."""
    stop = _onward(tree, each.run.stop)
    run = range(each.run.start, stop)
    if each.kind != "organization" or len(run) > LONGEST or stop == each.run.stop:
        return each
    often = stands.count(key_of(tree, run))
    return each._replace(run=run) if often > 1 and often == stands.count(key_of(tree, each.run)) else each


def _onward(tree: Tree, at: int) -> int:
    """Return the end of small words and capitalised ones at word `at`; `at` when there are not both."""
    after = _past(tree, at, _MOST, _is_join)
    stop = _past(tree, after, LONGEST, is_capital)
    return stop if at < after < stop else at


def _past(tree: Tree, at: int, most: int, is_one: Callable[[str], bool]) -> int:
    """Return the word after those at word `at`, `most` at the most, that are of a sort, in its sentence."""
    row = takewhile(lambda t: t.sentence == tree.tokens[at - 1].sentence and is_one(t.text), tree.tokens[at : at + most])
    return at + len(list(row))


def _is_join(text: str) -> bool:
    return text in _JOINS


def _apart(found: Iterable[Hinted]) -> Iterator[Hinted]:
    """Yield `found` without those that begin inside the one before."""
    end = 0
    for each in found:
        if each.run.start >= end:
            yield each
            end = each.run.stop


def _filled(tree: Tree, found: Iterable[Hinted], stands: Stands) -> list[Hinted]:
    """Return `found` with the longer names, longest first, wherever their words stand and all names seen there lie inside."""
    at = {k: each for each in found for k in each.run}
    for key, sure in sorted(_known(tree, at.values()).items(), key=lambda item: (-len(item[0]), item[0])):
        for run in stands.runs(key):
            if all(k not in at or _is_inside(at[k].run, run) for k in run):
                at.update(dict.fromkeys(run, sure._replace(run=run)))
    return sorted({each.run.start: each for each in at.values()}.values(), key=lambda each: each.run.start)


def _known(tree: Tree, found: Iterable[Hinted]) -> dict[Key, Hinted]:
    """Return the names of several words that the tagger was sure of, each with where it was surest."""
    best: dict[Key, Hinted] = {}
    for each in found:
        key = key_of(tree, each.run)
        if len(key) > 1 and each.score >= max(LEAST, best[key].score if key in best else 0):
            best[key] = each
    return best


def _is_inside(inner: range, outer: range) -> bool:
    return outer.start <= inner.start and inner.stop <= outer.stop and len(inner) < len(outer)
