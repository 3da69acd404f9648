"""Names the tagger took for one that are two: "Vale Workshop and Vale Digital", "Orrin for Skal devices"."""

from collections.abc import Iterator, Sequence

from clew.recognize.hinted import Hinted
from clew.recognize.kinds import Key, by_head, key_of
from clew.recognize.stands import Stands
from clew.recognize.tree import Tree
from clew.recognize.vocabulary import words

# So often a name stands in a document that the one place where more follows does not count.
_OFTEN = 3


def parted(tree: Tree, found: Sequence[Hinted]) -> Iterator[Hinted]:
    """Yield `found`, in order, a body's name cut at "and" and "for" where the document says that its halves are names."""
    stands = Stands(tree, {tree.tokens[k].text for h in found for k in _halves(tree, h)})
    for each in found:
        yield from _cut(tree, each, stands)


def _halves(tree: Tree, each: Hinted) -> list[int]:
    """Return the first words of `each` and of what follows "and" or "for" in it; none where that is more or less than one."""
    joins = [k for k in each.run[1:-1] if tree.tokens[k].text in {"and", "for"}]
    return [each.run.start, joins[0] + 1] if len(joins) == 1 and each.kind == "organization" else []


def _cut(tree: Tree, each: Hinted, stands: Stands) -> Iterator[Hinted]:
    halves = _halves(tree, each)
    left, right = (range(each.run.start, halves[1] - 1), range(halves[1], each.run.stop)) if halves else (each.run, range(0))
    keys = key_of(tree, left), key_of(tree, right)
    once = halves and stands.count(key_of(tree, each.run)) == 1
    if once and tree.tokens[halves[1] - 1].text == "and" and _are_two(*keys, stands):
        yield from (each._replace(run=left), each._replace(run=right))
    elif once and tree.tokens[halves[1] - 1].text == "for" and _is_alone(keys[0], stands):
        yield each._replace(run=left)
    else:
        yield from _of_another(tree, each)


def _of_another(tree: Tree, each: Hinted) -> Iterator[Hinted]:
    """Yield a body's name cut at "of the" where what stands before it names a body by itself and what follows one above it:
    "Quill Rovers of the | Harbour League"; not "Bank of the Harbour Union", "Committee of the Harbour Council"."""
    texts = [tree.tokens[k].text for k in each.run]
    at = next((k for k in range(2, len(texts) - 2) if texts[k : k + 2] == ["of", "the"]), None)
    left, right = (tuple(texts[:at]), tuple(texts[at + 2 :])) if at is not None else ((), ())
    apart = each.kind == "organization" and left and by_head(right) == each.kind
    if at is not None and apart and left[-1] not in words("organizations", "goes_on"):
        yield each._replace(run=each.run[:at])
        yield each._replace(run=each.run[at + 2 :])
    else:
        yield each


def _are_two(left: Key, right: Key, stands: Stands) -> bool:
    """Whether halves at "and" are two names: each stands by itself elsewhere too, or both have their first word in common.

    That both look like names is not enough: "Quill Electric and Engineering Corporation" is one.
    """
    alike = left[0] == right[0] and len(left) > 1 and len(right) > 1
    return alike or (stands.count(left) > 1 and stands.count(right) > 1)


def _is_alone(left: Key, stands: Stands) -> bool:
    """Whether what stands before "for" is a name by itself at most places, no head that goes on ("Institute for")."""
    return not by_head(left) and stands.count(left) >= _OFTEN
