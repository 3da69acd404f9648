"""Names as the tagger saw them, with their ends put right: no title, no article, no possessive, no half of a hyphenated name."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from clew.recognize.kinds import by_head, is_post
from clew.recognize.runs import hint, is_number
from clew.recognize.titles import titles
from clew.recognize.tree import Tree
from clew.recognize.vocabulary import words
from clew.records import Hint

KINDS = ("organization", "person", "place")

# No person's name has more words, with its hyphens.
LONGEST = 6

_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_SMALL = frozenset({"and", "of", "the", "in", "for", "at", "on", "to", "by", "with"})
# Those a name of a body cannot end in.
_JOINS = frozenset({"of", "the", "for", "to"})
# The letter of the next heading: "Harbour Office b."
_LISTED = re.compile(r"[a-z]\.$")
# Longer words in capitals after others are no acronym.
_ACRONYM = 6
_PAIRS = {")": "(", "]": "["}


class Hinted(NamedTuple):
    """A run of words that the tagger takes for a name. score: 0 to 1."""

    run: range
    kind: str
    score: float


def hinted(tree: Tree) -> tuple[Hinted, ...]:
    """Return the names that the hints of `tree` tell, in order; () without hints, or where they tell none."""
    spans = tree.hints.spans if tree.hints else ()
    ends = _title_ends(tree) if spans else {}
    found = [
        Hinted(_trimmed(tree, range(h.first, _onward(tree, h)), kind, ends), kind, h.score)
        for h, kind in ((h, _kind(h, ends)) for h in spans)
        if h.label in KINDS and not (h.label == "organization" and all(k in ends for k in range(h.first, h.last)))
    ]
    return tuple(_joined(tree, [h for h in found if _is_name(tree, h)]))


def _is_cased(tree: Tree, i: int) -> bool:
    """Whether word `i` is of letters that can be large or small; what a name has of others before is its other spelling."""
    return any(c.lower() != c.upper() for c in tree.tokens[i].text)


def _kind(each: Hint, ends: dict[int, int]) -> str:
    """Return the kind of a name; one of a body that begins inside of a title is its holder's: "Secretary of | State Ann Vale"."""
    inside = each.first in ends and ends.get(each.first - 1) == ends[each.first] < each.last
    return "person" if inside and each.label == "organization" else each.label


def _title_ends(tree: Tree) -> dict[int, int]:
    """Return each word of a title -> the word after the title."""
    return {k: end for start, end in titles(tree).items() for k in range(start, end)}


def _onward(tree: Tree, each: Hint) -> int:
    """Return the end of a body's name: after a word that cannot end one it goes on, in capitals ("Thirty Miles to | Skal").

    Not with the short form of a country: "Quill College of the | UK" says where it is; in a name places are written out.
    """
    tokens, stop = tree.tokens, each.last
    last = tokens[stop - 1].text
    if each.label != "organization" or not (last in _JOINS or (last == "The" and stop - each.first == 1)):
        return stop
    while stop < len(tokens) and _is_more(tree, stop) and tokens[stop].sentence == tokens[each.first].sentence:
        stop += 1
    return stop


def _is_more(tree: Tree, i: int) -> bool:
    return tree.tokens[i].text[0].isupper() and tree.tokens[i].text not in words("names", "place")


def _trimmed(tree: Tree, run: range, kind: str, ends: dict[int, int]) -> range:
    """Return `run` without what is no part of a name at its ends; of titles, only a person's are no part."""
    person = kind == "person"
    start, stop = _owned(tree, run), next((k for k in run[1:] if is_parted(tree, k)), run.stop)
    if person:
        start = next((k for k in range(start, stop) if _is_cased(tree, k)), start)
    while start < stop and (after := _front(tree, start, ends if person else {})) > start:
        start = after
    while start < stop and (_is_back(tree, range(start, stop)) or (person and _is_small(tree, stop - 1))):
        if kind == "organization" and _is_own(tree, range(start, stop)):
            break
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


def is_parted(tree: Tree, i: int) -> bool:
    """Whether a name ends before word `i`: at a blank line, a legal form ("Orrin Inc. | Skal"), a stamp ("Bank | SECRET")."""
    tokens = tree.tokens
    if len(tokens[i].text) > _ACRONYM and tokens[i].text.isupper() and not tokens[i - 1].text.isupper():
        return True
    legal = tokens[i - 1].text in words("organizations", "legal") and tokens[i].text[0].isalpha()
    ended = legal and tokens[i].text not in words("organizations", "legal", "organization")
    return ended or "\n\n" in tree.document.text[tokens[i - 1].end : tokens[i].start]


def _front(tree: Tree, i: int, ends: dict[int, int]) -> int:
    """Return the word after what does not begin a name at word `i`: a title, "the", a mark; else `i`."""
    text = tree.tokens[i].text
    if i in ends:
        return ends[i]
    small = text.islower() and text not in words("names", "particle", "article") and i + 1 < len(tree.tokens)
    small = small and not is_number(tree, i)
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


def _is_own(tree: Tree, run: range) -> bool:
    """Whether the possessive that ends `run` is the name's own, as of shops: nothing it could own follows ("Quill's was")."""
    after = tree.tokens[run.stop : run.stop + 1]
    ends = bool(after) and (after[0].pos in ("AUX", "CCONJ") or after[0].text in (",", ";", ")"))
    return tree.tokens[run[-1]].text in {"'s", "’s"} and len(run) > 1 and ends


def _is_small(tree: Tree, i: int) -> bool:
    """Whether word `i` is written small, and no hyphen ties it to the word before: "Vale | of", but "Wai-keung"."""
    return tree.tokens[i].text.islower() and (i == 0 or tree.tokens[i - 1].text != "-")


def _is_name(tree: Tree, each: Hinted) -> bool:
    """Whether what is left of a run has a capital or a letter that knows none, and is more than a nation, shorthand or a head."""
    texts = [tree.tokens[k].text for k in each.run]
    letters = [c for text in texts for c in text if c.isalpha()]
    cut = len(texts) == 1 and (texts[0] in _heads() or texts[0] in words("organizations", "legal"))
    post = each.kind == "organization" and bool(texts) and is_post(tuple(texts)) and not by_head(tuple(texts))
    post = post or bool(texts and texts[0] in words("organizations", "nothing_first"))
    post = post or all(text in words("names", "shorthand") for text in texts)
    nation = each.kind != "place" and all(text in words("names", "nation") for text in texts)
    nation = nation or (each.kind == "organization" and texts[-1] in _said_of())
    return any(not c.islower() for c in letters) and not (cut or nation or post)


@cache
def _said_of() -> frozenset[str]:
    """Words of nation and quarter, which say what a body is but end no name of one: "West European", "Western"."""
    return words("names", "nation") | words("organizations", "quarter")


@cache
def _heads() -> frozenset[str]:
    """Words that by themselves name nobody: "the Office", "III"; but "Congress" does."""
    heads = words("organizations", "organization") - words("organizations", "body", "surname")
    return heads | words("names", "suffix") | words("titles", "honorific", "short") | {"No", "Yes", "Special", "Incoming"}


def _joined(tree: Tree, found: list[Hinted]) -> Iterator[Hinted]:
    """Yield `found` with halves made whole where a hyphen, or nothing, stands between: "Abdel" "-" "Shafi", "Skal" "Rovers"."""
    waiting: Hinted | None = None
    for each in found:
        if waiting and (_touches(tree, waiting, each) or _follows(tree, waiting, each) or _is_local(tree, waiting, each)):
            waiting = _both(waiting, each)
        else:
            yield from (waiting,) if waiting else ()
            waiting = each
    yield from (waiting,) if waiting else ()


def _both(left: Hinted, right: Hinted) -> Hinted:
    """Return two halves as one: as sure as the less sure; a place and what follows it as the surer, for a name begins there."""
    score = min(left.score, right.score) if left.kind == right.kind else max(left.score, right.score)
    return Hinted(range(left.run.start, right.run.stop), right.kind, score)


def _follows(tree: Tree, left: Hinted, right: Hinted) -> bool:
    """Whether a person's given name or initial, alone, and the rest stand side by side: "Ann" "Vale"; any word before a full
    name."""
    lone = left.kind == right.kind == "person" and len(left.run) == 1
    first = tree.tokens[left.run.start].text
    initial = len(first) == 2 and first[0].isupper() and first[1] == "."
    given = initial or first in words("given_names", "he", "she", "either") or len(right.run) > 1
    return lone and given and len(right.run) < LONGEST and _is_next(tree, left, right)


def _is_local(tree: Tree, left: Hinted, right: Hinted) -> bool:
    """Whether a body's name follows right after the place it is of, which is a part of it: "Skal" "Rovers"."""
    return left.kind == "place" and right.kind == "organization" and _is_next(tree, left, right)


def _is_next(tree: Tree, left: Hinted, right: Hinted) -> bool:
    return left.run.stop == right.run.start and not is_parted(tree, right.run.start)


def _touches(tree: Tree, left: Hinted, right: Hinted) -> bool:
    """Whether a hyphen between two names touches both; two that each stand alone elsewhere are two."""
    tokens, stop, start = tree.tokens, left.run.stop, right.run.start
    if left.kind != right.kind or start - stop != 1 or tokens[stop].text != "-":
        return False
    close = tokens[stop - 1].end == tokens[stop].start == tokens[start].start - 1
    return close and not {tokens[stop - 1].text, tokens[start].text} <= tree.lone
