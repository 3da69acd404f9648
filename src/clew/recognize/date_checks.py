"""Whether what looks like a date is one: "may" the verb, "page 2016", "2000 people", "April Quill"."""

import re
from collections.abc import Callable

from clew.recognize.date_grammar import Phrase
from clew.recognize.date_vocabulary import listed
from clew.recognize.tree import Tree

# Kinds of words that show that the next word tells time.
_STRONG = frozenset({"in", "since", "early", "mid", "late", "between"})
_OPEN = frozenset({"until", "before", "after", "on"})
_WEAK = frozenset({"from", "about", "of", "to", "and"})
_REPEATED = frozenset({"every", "each", "a", "any", "most"})
_NEXT = re.compile(r"[\s-]*([\w.]+|%)")
_LAST = re.compile(r"([\w.]+|[$#\u00a3\u20ac\u00a7+])[\s(]*$")
# What stands before the last group of a telephone or account number.
_NUMBERED = re.compile(r"[\d)+] $")
_NAME = re.compile(r"\s+[A-Z][a-z]+")


# Rules whose phrases still tell a time without a "that" before them.
_THATLESS = frozenset({"day", "weekday", "month", "holiday"})


def without_that(phrase: Phrase, tree: Tree) -> Phrase:
    """Return `phrase` without a "that" that only joins clauses: "he said that Tuesday was too late"."""
    first = phrase.words[0]
    joins = any(tree.tokens[i].dep == "mark" for i in tree.within(first.start, first.end)) if first.kind == "that" else False
    if not joins or phrase.rule not in _THATLESS:
        return phrase
    return phrase._replace(words=phrase.words[1:], before=(*phrase.before, first))


def is_date(phrase: Phrase, tree: Tree) -> bool:
    """Whether `phrase` is a date by the words around it."""
    check = _CHECKS.get(phrase.rule)
    return check is None or check(phrase, tree)


def _month(phrase: Phrase, tree: Tree) -> bool:
    """A month alone that is also a name, a verb or an abbreviation needs a word beside it that dates."""
    if phrase.first("year", "shortyear"):
        return not _counts(phrase, tree)
    text, name = tree.document.text, _words(phrase, tree).split()[-1]
    if name.lower() not in listed("doubtful"):
        return name[0].isupper() or _cue(phrase) in _STRONG
    if not name[0].isupper():
        return False
    if len(phrase.words) > 1 or _cue(phrase) in _STRONG:
        return True
    return (_cue(phrase) in _OPEN | _WEAK or _modifies(phrase, tree, ("NOUN", "VERB"))) and not _NAME.match(text, phrase.end)


def _weekday(phrase: Phrase, tree: Tree) -> bool:
    """ "Every Tuesday" is no one day, "a Tuesday meeting" is; an abbreviated weekday alone needs "on" before it."""
    name = _words(phrase, tree)
    if _before(phrase, tree) in _REPEATED:
        return _modifies(phrase, tree, ("NOUN",))
    if len(phrase.words) > 1 or name.lower() not in listed("doubtful"):
        return True
    return name[0].isupper() and _cue(phrase) in ("on", "since", "until", "after", "before", "from")


def _day(phrase: Phrase, tree: Tree) -> bool:
    """ "May 12 people": the number counts what comes after."""
    word = phrase.words[-1]
    return word.kind != "num" or not _counted(word.start, word.end, tree)


def _year(phrase: Phrase, tree: Tree) -> bool:
    """A bare number of four digits is a year when it is 19xx or 20xx, or something says so, and it counts nothing."""
    if len(phrase.words) > 1:
        return True
    plain = 1900 <= phrase.words[0].value < 2100
    bracketed = tree.document.text[max(0, phrase.start - 1) : phrase.end + 1] == f"({phrase.words[0].value})"
    said = bracketed or _cue(phrase) in _STRONG | _OPEN | {"from", "about"} or _goes_on(phrase)
    return (plain or said) and not _counts(phrase, tree) and not _NUMBERED.search(tree.document.text[: phrase.start][-4:])


def _goes_on(phrase: Phrase) -> bool:
    """Whether the word before joins it to another year: "in 1687 and 1689"."""
    return len(phrase.before) > 1 and phrase.before[-1].kind in ("and", "comma") and phrase.before[-2].kind == "year"


def _unit(phrase: Phrase, tree: Tree) -> bool:
    """ "The last years", "the last day of the talks": an end of something, not a time told by its place in the calendar."""
    plural = _words(phrase, tree).endswith("s") and phrase.words[-1].kind != "clock"
    return not plural and not (phrase.after is not None and phrase.after.kind == "of" and phrase.first("back", "ahead"))


def _unit_end(phrase: Phrase, tree: Tree) -> bool:
    """ "The year" alone tells nothing; "the end of the year", "later in the year" do."""
    kinds = [w.kind for w in phrase.before[-2:]]
    hedged = kinds[-1:] in (["early"], ["mid"], ["late"]) or kinds in (["later", "in"], ["earlier", "in"])
    return hedged and not _words(phrase, tree).endswith("s") and (phrase.after is None or phrase.after.kind != "of")


def _dayword(phrase: Phrase, tree: Tree) -> bool:
    """ "The last night of the fair" is not last night."""
    return phrase.first("back") is None or _before(phrase, tree) != "the"


def _years_counted(phrase: Phrase, tree: Tree) -> bool:
    return not _counts(phrase, tree)


def _offset(phrase: Phrase, tree: Tree) -> bool:
    """ "For two days after" tells how long, not when."""
    return _before(phrase, tree) != "for"


def _counts(phrase: Phrase, tree: Tree) -> bool:
    after = _NEXT.match(tree.document.text, phrase.end)
    if _before(phrase, tree) in listed("not_year", "before"):
        return True
    if after and after.group(1).lower().rstrip(".") in listed("not_year", "after"):
        return True
    return _counted(phrase.words[-1].start, phrase.end, tree)


def _counted(start: int, end: int, tree: Tree) -> bool:
    """Whether the number counts a plural noun after it."""
    for i in tree.within(start, end):
        token = tree.tokens[i]
        head = tree.tokens[token.head]
        if token.dep == "nummod" and token.head > i and head.tag in ("NNS", "NNPS") and head.pos == "NOUN":
            return head.text.lower() not in listed("dated_nouns")
    return False


def _modifies(phrase: Phrase, tree: Tree, heads: tuple[str, ...]) -> bool:
    """Whether the phrase stands as a name before the noun it dates: "the March meeting"."""
    for i in tree.within(phrase.start, phrase.end):
        token = tree.tokens[i]
        head = tree.tokens[token.head]
        return token.tag == "NNP" and token.dep in ("compound", "nmod", "npadvmod", "poss") and head.pos in heads
    return False


def _cue(phrase: Phrase) -> str:
    return phrase.before[-1].kind if phrase.before else ""


def _before(phrase: Phrase, tree: Tree) -> str:
    match = _LAST.search(tree.document.text[max(0, phrase.start - 20) : phrase.start])
    return match.group(1).lower() if match else ""


def _words(phrase: Phrase, tree: Tree) -> str:
    return tree.document.text[phrase.start : phrase.end]


_CHECKS: dict[str, Callable[[Phrase, Tree], bool]] = {
    "month": _month,
    "weekday": _weekday,
    "year": _year,
    "day": _day,
    "range": _years_counted,
    "offset": _offset,
    "unit": _unit,
    "unit_end": _unit_end,
    "dayword": _dayword,
}
