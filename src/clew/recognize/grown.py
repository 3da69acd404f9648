"""Names of which the tagger saw a part, grown to the whole: the run of capitalised words, letters and legal forms behind."""

from collections.abc import Iterable, Iterator, Sequence

from clew.recognize.hinted import LONGEST, Hinted, is_parted
from clew.recognize.kinds import by_head, is_post, key_of, without_thing
from clew.recognize.runs import hint
from clew.recognize.tree import Tree
from clew.recognize.vocabulary import words


def grown(tree: Tree, found: Sequence[Hinted], capitals: Iterable[range]) -> Iterator[Hinted]:
    """Yield `found`, in order, a name grown to the run of `capitals` it lies in, when no other name does."""
    taken = {k: each for each in found for k in each.run}
    around = {k: run for run in capitals for k in run}
    for each in (_tied(tree, each, taken) for each in found):
        run = _called(tree, around.get(each.run.start, each.run), each)
        alone = all(k not in taken or taken[k].run.start == each.run.start for k in run)
        inside = run.start <= each.run.start and each.run.stop <= run.stop
        yield each._replace(run=run) if inside and alone and _is_whole(tree, run, each) else each


def _called(tree: Tree, run: range, each: Hinted) -> range:
    """Return `run` without a first word that the tagger did not see and that says what a person is, before a full name:
    "Environmentalist Ann Vale"."""
    word = tree.tokens[run.start].text
    calling = word.lower() in words("roles", "person", "kin") or word.endswith(("ist", "man", "woman"))
    given = word in words("given_names", "he", "she", "either")
    full = len(run) > 2 and run.start < each.run.start
    return run[1:] if each.kind == "person" and full and calling and not given else run


def _tied(tree: Tree, each: Hinted, taken: dict[int, Hinted]) -> Hinted:
    """Return a body's name with what belongs to its end: "SKAL-FM", "Vale Airlines, Inc."."""
    if each.kind != "organization":
        return each
    stop = _legal(tree, each.run.stop) or _letters(tree, each.run.stop) or each.run.stop
    return each if any(k in taken for k in range(each.run.stop, stop)) else each._replace(run=range(each.run.start, stop))


def _letters(tree: Tree, at: int) -> int | None:
    """Return the end of the letters that a hyphen ties to those before word `at`: "SKAL | -FM"."""
    tokens = tree.tokens
    if at + 1 >= len(tokens) or tokens[at].text != "-":
        return None
    close = tokens[at - 1].end == tokens[at].start == tokens[at + 1].start - 1
    return at + 2 if close and tokens[at - 1].text.isupper() and tokens[at + 1].text.isupper() else None


def _legal(tree: Tree, at: int) -> int | None:
    """Return the end of the legal form at word `at`, a comma before it or not."""
    texts = [t.text for t in tree.tokens[at : at + 2]]
    legal = words("organizations", "legal")
    if texts[:1] == [","] and texts[-1] in legal & words("names", "after_comma"):
        return at + 2
    return at + 1 if texts and texts[0] in legal else None


def _is_whole(tree: Tree, run: range, each: Hinted) -> bool:
    """Whether a run may be one name of a kind: a body's by its last word ("Vale Coal | Group"), a person's where the tagger saw
    one word of it, or its first words.
    """
    key = key_of(tree, run)
    if each.kind == "organization":
        broken = key[-1] in words("names", "place") or any(is_parted(tree, k) for k in run[1:])
        return by_head(key) == each.kind and not broken
    if each.kind == "place":
        return {hint(tree.tokens[k]) for k in run} in ({"GPE"}, {"LOC"}, {"FAC"}) and len(run) <= LONGEST
    part = len(each.run) == 1 or run.start == each.run.start
    whole = len(each.run) == 1 or run.stop == each.run.stop  # "Tad | Friend", but no "Tad Orrin | Professor"
    ends = without_thing(key) == key and (whole or not is_post(key))
    return each.kind == "person" and part and len(run) <= LONGEST and not by_head(key) and ends
