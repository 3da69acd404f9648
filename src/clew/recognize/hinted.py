"""Names as the tagger saw them, with their ends put right: no title, no article, no possessive, no half of a hyphenated name."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from clew.recognize.kinds import by_head, is_post, without_thing
from clew.recognize.runs import hint
from clew.recognize.titles import titles
from clew.recognize.tree import Tree
from clew.recognize.vocabulary import words

KINDS = ("organization", "person", "place")

# No person's name has more words, with its hyphens.
LONGEST = 6

_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_SMALL = frozenset({"and", "of", "the", "in", "for", "at", "on", "to", "by", "with"})
# The letter of the next heading: "Harbour Office b."
_LISTED = re.compile(r"[a-z]\.$")
_PAIRS = {")": "(", "]": "["}


class Hinted(NamedTuple):
    """A run of words that the tagger takes for a name. score: 0 to 1."""

    run: range
    kind: str
    score: float


def hinted(tree: Tree, capitals: Iterable[range]) -> tuple[Hinted, ...]:
    """Return the names that the hints of `tree` tell, in order; () without hints, or where they tell none.

    capitals   the runs of capitalised words: where the tagger saw a part of a name, it is the whole run's
    """
    spans = tree.hints.spans if tree.hints else ()
    ends = _title_ends(tree) if spans else {}
    found = [
        Hinted(_trimmed(tree, range(h.first, h.last), h.label, ends), h.label, h.score)
        for h in spans
        if h.label in KINDS and not (h.label == "organization" and all(k in ends for k in range(h.first, h.last)))
    ]
    named = list(_joined(tree, [h for h in found if _is_name(tree, h)]))
    return tuple(_whole(tree, named, {k: run for run in capitals for k in run}))


def _title_ends(tree: Tree) -> dict[int, int]:
    """Return each word of a title -> the word after the title."""
    return {k: end for start, end in titles(tree).items() for k in range(start, end)}


def _trimmed(tree: Tree, run: range, kind: str, ends: dict[int, int]) -> range:
    """Return `run` without what is no part of a name at its ends; of titles, only a person's are no part."""
    person = kind == "person"
    start, stop = _owned(tree, run), next((k for k in run[1:] if _is_parted(tree, k)), run.stop)
    while start < stop and (after := _front(tree, start, ends if person else {})) > start:
        start = after
    while start < stop and (_is_back(tree, range(start, stop)) or (person and _is_small(tree, stop - 1))):
        stop -= 1
    return range(min(start, stop), stop)


def _owned(tree: Tree, run: range) -> int:
    """Return where the name begins after the place it belongs to: "Skal's | Harbour Office"."""
    texts = [tree.tokens[k].text for k in run]
    if ")" in texts[:-1] and "(" not in texts:  # "J. (Bo) Lund", of which the tagger saw "Bo) Lund"
        return run.start + texts.index(")") + 1
    owner = next((k for k in run[1:-1] if tree.tokens[k].text in _POSSESSIVE), run.start)
    place = all(hint(tree.tokens[k]) == "GPE" for k in range(run.start, owner))
    return owner + 1 if owner > run.start and place else run.start


def _is_parted(tree: Tree, i: int) -> bool:
    """Whether a name ends before word `i`: by a blank line, by a legal form ("Vantor Inc. | Skal")."""
    tokens = tree.tokens
    legal = tokens[i - 1].text in words("organizations", "legal") and tokens[i].text[0].isalpha()
    ended = legal and tokens[i].text not in words("organizations", "legal", "organization")
    return ended or "\n\n" in tree.document.text[tokens[i - 1].end : tokens[i].start]


def _front(tree: Tree, i: int, ends: dict[int, int]) -> int:
    """Return the word after what does not begin a name at word `i`: a title, "the", a mark; else `i`."""
    text = tree.tokens[i].text
    if i in ends:
        return ends[i]
    small = text.islower() and text not in words("names", "particle", "article") and i + 1 < len(tree.tokens)
    return i + 1 if (small and tree.tokens[i + 1].text[0].isupper()) or not any(map(str.isalnum, text)) else i


def _is_back(tree: Tree, run: range) -> bool:
    """Whether the last word of `run` is a possessive or a mark that belongs to nothing in it."""
    text = tree.tokens[run[-1]].text
    if text in _PAIRS:
        return all(tree.tokens[k].text != _PAIRS[text] for k in run)
    return (
        text in _POSSESSIVE
        or text in _SMALL
        or _LISTED.match(text) is not None
        or not (any(map(str.isalnum, text)) or text == "!")
    )


def _is_small(tree: Tree, i: int) -> bool:
    """Whether word `i` is written small, and no hyphen ties it to the word before: "Vale | of", but "Wai-keung"."""
    return tree.tokens[i].text.islower() and (i == 0 or tree.tokens[i - 1].text != "-")


def _is_name(tree: Tree, each: Hinted) -> bool:
    """Whether what is left of a run has a capital or a letter that knows none, and is no nation or head of a name cut short."""
    texts = [tree.tokens[k].text for k in each.run]
    letters = [c for text in texts for c in text if c.isalpha()]
    cut = len(texts) == 1 and texts[0] in _heads()
    post = each.kind == "organization" and bool(texts) and is_post(tuple(texts)) and not by_head(tuple(texts))
    post = post or bool(texts and texts[0] in words("organizations", "nothing_first"))
    nation = each.kind != "place" and all(text in words("names", "nation") for text in texts)
    return any(not c.islower() for c in letters) and not (cut or nation or post)


@cache
def _heads() -> frozenset[str]:
    """Words that by themselves name nobody: "the Office", "III"; but "Congress" does."""
    heads = words("organizations", "organization") - words("organizations", "body", "surname")
    return heads | words("names", "suffix") | words("titles", "honorific", "short") | {"No", "Yes", "Special", "Incoming"}


def _joined(tree: Tree, found: list[Hinted]) -> Iterator[Hinted]:
    """Yield `found` with halves made whole where a hyphen, or nothing, stands between: "Abdel" "-" "Shafi"."""
    waiting: Hinted | None = None
    for each in found:
        if waiting and waiting.kind == each.kind and (_touches(tree, waiting, each) or _follows(tree, waiting, each)):
            waiting = Hinted(range(waiting.run.start, each.run.stop), each.kind, min(waiting.score, each.score))
        else:
            yield from (waiting,) if waiting else ()
            waiting = each
    yield from (waiting,) if waiting else ()


def _follows(tree: Tree, left: Hinted, right: Hinted) -> bool:
    """Whether a person's given name, alone, and the rest stand side by side: "Ann" "Vale"."""
    given = words("given_names", "he", "she", "either")
    lone = left.kind == "person" and len(left.run) == 1 and tree.tokens[left.run.start].text in given
    return lone and left.run.stop == right.run.start and len(right.run) < LONGEST and not _is_parted(tree, right.run.start)


def _touches(tree: Tree, left: Hinted, right: Hinted) -> bool:
    """Whether a hyphen between two names touches both; two that each stand alone elsewhere are two."""
    tokens, stop, start = tree.tokens, left.run.stop, right.run.start
    if start - stop != 1 or tokens[stop].text != "-":
        return False
    close = tokens[stop - 1].end == tokens[stop].start == tokens[start].start - 1
    return close and not {tokens[stop - 1].text, tokens[start].text} <= tree.lone


def _whole(tree: Tree, found: list[Hinted], around: dict[int, range]) -> Iterator[Hinted]:
    """Yield `found`, a name grown to the run of capitalised words it lies in, when no other name does."""
    taken = {k: each for each in found for k in each.run}
    for each in (_tied(tree, each, taken) for each in found):
        run = around.get(each.run.start, each.run)
        alone = all(k not in taken or taken[k].run.start == each.run.start for k in run)
        inside = run.start <= each.run.start and each.run.stop <= run.stop
        grown = inside and alone and _is_whole(tree, run, each)
        yield Hinted(run, each.kind, each.score) if grown else each


def _tied(tree: Tree, each: Hinted, taken: dict[int, Hinted]) -> Hinted:
    """Return a body's name with the letters that a hyphen ties to its end: "SKAL-FM"."""
    at, tokens = each.run.stop, tree.tokens
    if each.kind != "organization" or at + 1 >= len(tokens) or at + 1 in taken or tokens[at].text != "-":
        return each
    close = tokens[at - 1].end == tokens[at].start == tokens[at + 1].start - 1
    letters = tokens[at - 1].text.isupper() and tokens[at + 1].text.isupper()
    return each._replace(run=range(each.run.start, at + 2)) if close and letters else each


def _is_whole(tree: Tree, run: range, each: Hinted) -> bool:
    """Whether a run may be one name of a kind: a body's by its last word ("Vale Coal | Group"), a person's where the tagger saw
    one word of it, or its first words.
    """
    key = tuple(tree.tokens[k].text for k in run)
    if each.kind == "organization":
        return by_head(key) == each.kind
    if each.kind == "place":
        return {hint(tree.tokens[k]) for k in run} in ({"GPE"}, {"LOC"}, {"FAC"}) and len(run) <= LONGEST
    part = len(each.run) == 1 or run.start == each.run.start
    return each.kind == "person" and part and len(run) <= LONGEST and not by_head(key) and without_thing(key) == key
