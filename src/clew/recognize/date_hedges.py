"""The words before a date that make it vague or open: "about", "early", "since", "no later than"."""

from clew.recognize.date_context import Context
from clew.recognize.date_grammar import Phrase
from clew.recognize.date_vocabulary import listed
from clew.recognize.date_words import Word

HEDGES = frozenset({"about", "early", "mid", "late", "before", "after", "since", "until"})

_PARTS = frozenset({"about", "early", "mid", "late"})

# Joined to a date by a dash: "post-2015".
_PREFIXES = {"pre": "before", "post": "after"}

# "More than a year ago", "less than an hour ago": open on the side away from the writing, or on this side of it.
_AGO = {"over": "until", "under": "since"}

# What may stand between a hedge and its date. Not "the": "before the 2014 talks" is not before 2014.
_FILLERS = frozenset({"in", "on", "dash", "at"})


def hedges(phrase: Phrase, context: Context) -> tuple[list[str], int]:
    """Return the hedges of `phrase`, the innermost first, and where the first of their words begins (or the phrase itself)."""
    found: list[str] = []
    start = phrase.start
    for i in range(len(phrase.before) - 1, -1, -1):
        word, kind = phrase.before[i], _kind(phrase.before, i)
        kind = _AGO.get(kind, kind) if phrase.rule == "ago" else kind
        if kind in HEDGES and _stands(kind, word, phrase, context, found):
            found.append(kind)
            start = word.start
        elif word.kind not in _FILLERS or i == 0 or _kind(phrase.before, i - 1) not in HEDGES:
            break
    return found, start


def _kind(before: tuple[Word, ...], i: int) -> str:
    """Return the kind of a word before a date; a prefix is a hedge only with its dash."""
    kind = before[i].kind
    dashed = i + 1 < len(before) and before[i + 1].kind == "dash"
    return _PREFIXES.get(kind, kind) if dashed else kind


def _stands(kind: str, word: Word, phrase: Phrase, context: Context, found: list[str]) -> bool:
    """Whether the hedge is meant as one, next to those found inside it: a part once, then at most one that opens."""
    if found and (kind in _PARTS or found[-1] not in _PARTS):
        return False
    if kind == "about":
        return not _subject(word.start, word.end, context)
    return kind != "until" or not context.negated(word.start, phrase.end)


def _subject(start: int, end: int, context: Context) -> bool:
    """Whether "about" names what is talked of: "asked about 9 June"."""
    tree = context.tree
    if context.document.text[start:end].lower() != "about":
        return False
    near = {n for i in tree.within(start, end) for n in (tree.tokens[i].head, max(0, i - 1))}
    return any(tree.tokens[n].lemma in listed("subject") for n in near)
