"""Titles of works: what stands by itself in quotation marks names a song, a book, an article, wherever else it stands."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from clew.recognize.hinted import Hinted
from clew.recognize.kinds import Key, by_head, key_of
from clew.recognize.layout import QUOTES
from clew.recognize.runs import is_capital
from clew.recognize.signs import begins_with_given
from clew.recognize.stands import LONGEST, Stands
from clew.recognize.tree import Tree
from clew.recognize.vocabulary import words

_ENDS = frozenset({",", ".", "!", "?", ";"})
_ARTICLES = frozenset({"A", "An", "The"})


class Works:
    """The spellings that one document puts in quotation marks, and where they stand outside of these.

    No works: what ends in the head word of a body, full names of people, what is in brackets or after "called", which defines a
    short name, and what ends a person's name begun before the marks, a nickname.
    """

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        quoted = list(_quoted(tree))
        self._inside = {k for run in quoted for k in run}
        self._keys = {key for run in quoted for key in _spellings(key_of(tree, run))}
        self._stands = Stands(tree, {key[0] for key in self._keys})

    def outside(self, found: Iterable[Hinted]) -> list[Hinted]:
        """Return `found` without works: quoted spellings that the tagger saw on less than half of their places outside.

        A lone word may be a title and a name ("Harbour"), so that it is left out only within the marks.
        """
        found = list(found)
        seen: dict[Key, int] = {}
        for each in found:
            key = key_of(self._tree, each.run)
            seen[key] = seen.get(key, 0) + (each.run.start not in self._inside)
        return [each for each in found if not self._is_work(each.run, seen[key_of(self._tree, each.run)])]

    def runs_outside(self, capitals: Iterable[range]) -> list[range]:
        """Return the runs of capitalised words that are no works; lone words may be anything."""
        return [run for run in capitals if len(run) == 1 or not self._is_work(run, 0)]

    def _is_work(self, run: range, seen: int) -> bool:
        key = key_of(self._tree, run)
        if key not in self._keys:
            return False
        if len(key) == 1:
            return seen == 0 and run.start in self._inside
        outside = sum(stand.start not in self._inside for stand in self._stands.runs(key))
        return seen == 0 or 2 * seen < outside


def _quoted(tree: Tree) -> Iterator[range]:
    """Yield the runs of words in capitals, but for small ones, that stand by themselves in quotation marks."""
    marks = [i for i, t in enumerate(tree.tokens) if t.text in QUOTES]
    for left, right in pairwise(marks):
        run = range(left + 1, right - 1 if tree.tokens[right - 1].text in _ENDS else right)
        if 0 < len(run) <= LONGEST and _is_title(tree, run) and not _is_called(tree, left):
            yield run


def _is_title(tree: Tree, run: range) -> bool:
    """Whether words are written like the title of a work, and are no name of a body or a person by their own words."""
    texts = [tree.tokens[k].text for k in run]
    capital = is_capital(texts[0]) and all(is_capital(text) or len(text) < len("after") for text in texts)
    return capital and by_head(tuple(texts)) != "organization" and not begins_with_given(tree, run)


def _is_called(tree: Tree, mark: int) -> bool:
    """Whether what follows the quotation mark is what somebody or something is called, not a work."""
    if mark == 0:
        return False
    before = tree.tokens[mark - 1]
    return before.text == "(" or before.lemma in words("names", "calls") or (before.pos == "PROPN" and is_capital(before.text))


def _spellings(key: Key) -> Iterator[Key]:
    """Yield a title, and the same without its article, under which the tagger may have seen it."""
    yield key
    if len(key) > 2 and key[0] in _ARTICLES:
        yield key[1:]
