"""Whether what looks like a date is one: "may" the verb, "every Tuesday", "the Saturday Evening Post", "April Quill"."""

import re
from collections.abc import Callable

from clew.recognize.date_grammar import Phrase
from clew.recognize.date_numbers import counts_noun, is_counted, is_named, is_numbered, word_before
from clew.recognize.date_syntax import modifies
from clew.recognize.date_vocabulary import listed
from clew.recognize.tree import Tree

# Kinds of words that show that the next word tells time.
_STRONG = frozenset({"in", "since", "early", "mid", "late", "between"})
_OPEN = frozenset({"until", "before", "after", "on"})
_WEAK = frozenset({"from", "about", "of", "to", "and"})
_REPEATED = frozenset({"every", "each", "most", "other"})
_ANY = frozenset({"a", "any"})
_NAME = re.compile(r"\s+[A-Z][a-z]+")
_GOES_ON = re.compile(r" [A-Z][a-z]+")
_HYPHENED = re.compile(r"-\w")
_PLACE = re.compile(r"[A-Z][\w.]*, $")
_ENDED = re.compile(r"\.?[ \t]*(?:\n|$)")
_PARTS = re.compile(r" (?:mornings|afternoons|evenings|nights)\b")
_GOES_ON_IN = re.compile(r"\s*(?:[),;\u2013-]|in )")
_EACH = re.compile(r"\.? of (?:each|every) ")
_CLOSED = re.compile(r"\s*[.,;)\]]")

# Rules whose phrases still tell a time without a "that" before them.
_THATLESS = frozenset({"day", "weekday", "month", "holiday"})

# Kinds of document in which "(12/15)" is a day.
_LETTERS = frozenset({"mail", "chat"})


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
    if phrase.first("year", "shortyear", "old"):
        return not is_counted(phrase, tree)
    text = tree.document.text
    name = next(text[w.start : w.end] for w in phrase.words if w.kind == "month")
    if _HYPHENED.match(text, phrase.end) or (len(phrase.words) == 1 and _in_name(phrase, tree, name)):
        return False
    if name.lower() not in listed("doubtful"):
        return name[0].isupper() or len(phrase.words) > 1 or _cue(phrase) in _STRONG
    if not name[0].isupper():
        return False
    if len(phrase.words) > 1 or _cue(phrase) in _STRONG:
        return True
    return (_cue(phrase) in _OPEN | _WEAK or modifies(tree, phrase.start, phrase.end, ("NOUN", "VERB"))) and not _NAME.match(
        text, phrase.end
    )


def _in_name(phrase: Phrase, tree: Tree, name: str) -> bool:
    """Whether a month alone is a person's name ("Steve January") or, where it is doubtful, goes on from one ("Del Mar")."""
    words = tree.within(phrase.start, phrase.end)
    person = bool(words) and tree.tokens[words[0]].entity.endswith("PERSON")
    return person or (name.lower() in listed("doubtful") and _follows_name(phrase, tree))


def _weekday(phrase: Phrase, tree: Tree) -> bool:
    """ "Every Tuesday" is no one day, "a Tuesday meeting" is; an abbreviated weekday alone needs "on" before it."""
    name, before = _words(phrase, tree), word_before(phrase, tree)
    repeated = before in _REPEATED or _EACH.match(tree.document.text, phrase.end) or _PARTS.match(tree.document.text, phrase.end)
    if repeated or before in listed("day_names") or _is_title(phrase, tree):
        return False
    if before in _ANY:
        return modifies(tree, phrase.start, phrase.end, ("NOUN",))
    if len(phrase.words) > 1 or name.lower() not in listed("doubtful"):
        return True
    return name[0].isupper() and (_cue(phrase) in ("on", "since", "until", "after", "before", "from") or _is_line(phrase, tree))


def _is_line(phrase: Phrase, tree: Tree) -> bool:
    """Whether it is all that its line says, as at the head of a letter."""
    text = tree.document.text
    return text[max(0, phrase.start - 1) : phrase.start] in ("", "\n") and bool(_ENDED.match(text, phrase.end))


def _is_title(phrase: Phrase, tree: Tree) -> bool:
    """Whether it is the beginning of a name: "the Saturday Evening Post", "Sunday Night Football"."""
    part = phrase.first("part")
    text = tree.document.text
    return part is not None and text[part.start : part.end].istitle() and bool(_GOES_ON.match(text, phrase.end))


def _holiday(phrase: Phrase, tree: Tree) -> bool:
    """ "Johnnie Christmas" and "the Christmas Cottage" are names, unless a year or "last" shows the day."""
    if len(phrase.words) > 1 or "day" in _words(phrase, tree).lower().split():
        return True
    words = tree.within(phrase.start, phrase.end)
    if not words:
        return True
    token = tree.tokens[words[0]]
    return not (_follows_name(phrase, tree) or (_GOES_ON.match(tree.document.text, phrase.end) and token.dep == "compound"))


def _day(phrase: Phrase, tree: Tree) -> bool:
    """ "May 12 people": the number counts what comes after. "3/14" is a day only where something says so."""
    word = phrase.words[-1]
    if phrase.first("monthday") and not _is_month_day(phrase, tree):
        return False
    return word.kind != "num" or not counts_noun(word.start, word.end, tree)


def _is_month_day(phrase: Phrase, tree: Tree) -> bool:
    if phrase.first("weekday", "clock"):
        return True
    if phrase.after is not None and phrase.after.kind == "of":
        return False
    bracketed = tree.document.text[max(0, phrase.start - 1) : phrase.start] == "("
    return _cue(phrase) in _OPEN | {"since", "from"} or (bracketed and tree.document.kind in _LETTERS)


def _year(phrase: Phrase, tree: Tree) -> bool:
    """A bare number of four digits is a year when it is 19xx or 20xx, or something says so, and it counts nothing."""
    if len(phrase.words) > 1:
        return True
    value = phrase.words[0].value
    if is_named(phrase, tree) and _cue(phrase) not in _STRONG:
        return False
    said = _cue(phrase) in (_STRONG | _OPEN | {"from", "about"}) - {"on"} or (_cue(phrase) == "of" and value % 50 != 0)
    plain = 1900 <= value < 2100 or (value >= 1000 and (said or _goes_on(phrase) or _stands_apart(phrase, tree)))
    return (plain or said) and not is_counted(phrase, tree) and not is_numbered(phrase, tree)


def _stands_apart(phrase: Phrase, tree: Tree) -> bool:
    """Whether it opens a bracket, or stands after "born" or the place of a title page: "Aberdeen, 1859."."""
    text = tree.document.text
    opens = text[max(0, phrase.start - 1) : phrase.start] == "(" and _GOES_ON_IN.match(text, phrase.end)
    if opens or word_before(phrase, tree) in listed("dated_by"):
        return True
    return bool(_PLACE.search(text[max(0, phrase.start - 30) : phrase.start]) and _CLOSED.match(text, phrase.end))


def _goes_on(phrase: Phrase) -> bool:
    """Whether the word before joins it to another year: "in 1687 and 1689"."""
    joint = phrase.before[-1] if len(phrase.before) > 1 else None
    if joint is None or joint.kind not in ("and", "or", "comma", "dash", "to") or phrase.before[-2].kind != "year":
        return False
    said = phrase.before[-3].kind if len(phrase.before) > 2 else ""
    return bool(phrase.before[-2].value >= 1900) or said in _STRONG | _OPEN | {"from", "about", "year_word"}


def _years(phrase: Phrase, tree: Tree) -> bool:
    return not is_counted(phrase, tree) and not is_numbered(phrase, tree)


def _unit(phrase: Phrase, tree: Tree) -> bool:
    """ "The last years", "the last day of the talks": an end of something, not a time told by its place in the calendar."""
    if _words(phrase, tree).endswith("s") and phrase.words[-1].kind != "clock":
        return _lately(phrase, tree)
    return not (phrase.after is not None and phrase.after.kind == "of" and phrase.first("back", "ahead"))


def _unit_end(phrase: Phrase, tree: Tree) -> bool:
    """ "The year" alone tells nothing; "the end of the year", "later in the year", "over the weekend" do."""
    kinds = [w.kind for w in phrase.before[-2:]]
    hedged = kinds[-1:] in (["early"], ["mid"], ["late"]) or kinds in (["later", "in"], ["earlier", "in"])
    over = phrase.words[-1].value == "weekend" and word_before(phrase, tree) in ("over", "throughout", "during", "through")
    return (hedged or over) and not _words(phrase, tree).endswith("s") and (phrase.after is None or phrase.after.kind != "of")


def _year_end(phrase: Phrase, tree: Tree) -> bool:  # noqa: ARG001
    """ "By year end", "at month-end"."""
    return _cue(phrase) in ("until", "at", "before", "after", "since", "on")


def _dayword(phrase: Phrase, tree: Tree) -> bool:
    """ "The last night of the fair" is not last night, and "USA Today" and "the Tonight Show" are names."""
    if phrase.words[0].kind == "dayword" and (_follows_name(phrase, tree) or _opens_name(phrase, tree)):
        return False
    return phrase.first("back") is None or word_before(phrase, tree) != "the"


def _follows_name(phrase: Phrase, tree: Tree) -> bool:
    words = tree.within(phrase.start, phrase.end)
    if not words or not words[0]:
        return False
    before = tree.tokens[words[0] - 1]
    return before.pos == "PROPN" and before.end + 1 == phrase.start and tree.tokens[words[0]].tag in ("NNP", "NNPS")


def _opens_name(phrase: Phrase, tree: Tree) -> bool:
    """Whether it has a capital inside a sentence, as the word after it has: "the Tonight Show"."""
    words = tree.within(phrase.start, phrase.end)
    inside = bool(words) and words[0] > 0 and tree.tokens[words[0] - 1].sentence == tree.tokens[words[0]].sentence
    return inside and _words(phrase, tree).istitle() and bool(_GOES_ON.match(tree.document.text, phrase.end))


def _century(phrase: Phrase, tree: Tree) -> bool:
    """ "20th Century Fox" is a name."""
    return not (_words(phrase, tree).endswith("Century") and _GOES_ON.match(tree.document.text, phrase.end))


def _lately(phrase: Phrase, tree: Tree) -> bool:
    """ "In recent weeks", "over the coming months"; "the last years" are those of something."""
    word = phrase.first("recent", "back", "ahead")
    return _words(phrase, tree).endswith("s") and word is not None and word.value in ("recent", "past", "coming", "upcoming")


def _clock(phrase: Phrase, tree: Tree) -> bool:
    """ "9:14 p.m.", "at 14:30"; "at 7:30" may be either half of the day. "From 1 p.m. to 3 p.m." is told by where it begins."""
    cue, (hour, _, _, half) = _cue(phrase), phrase.words[0].value
    whole = hour >= 13 or tree.document.text[phrase.start] == "0"
    return cue not in ("to", "dash", "and") and (half or (whole and cue in _OPEN | {"at", "since", "from", "about"}))


def _then(phrase: Phrase, tree: Tree) -> bool:
    """ "Since then", "by then"; not "by then-Senator Vale", "by then President Vale"."""
    text = tree.document.text
    return _cue(phrase) in ("since", "until") and not (_HYPHENED.match(text, phrase.end) or _GOES_ON.match(text, phrase.end))


def _range(phrase: Phrase, tree: Tree) -> bool:
    return not is_counted(phrase, tree)


def _offset(phrase: Phrase, tree: Tree) -> bool:
    """ "For two days after" tells how long, not when."""
    return word_before(phrase, tree) != "for"


def _cue(phrase: Phrase) -> str:
    return phrase.before[-1].kind if phrase.before else ""


def _words(phrase: Phrase, tree: Tree) -> str:
    return tree.document.text[phrase.start : phrase.end]


_CHECKS: dict[str, Callable[[Phrase, Tree], bool]] = {
    "month": _month,
    "weekday": _weekday,
    "holiday": _holiday,
    "year": _year,
    "years": _years,
    "day": _day,
    "range": _range,
    "offset": _offset,
    "unit": _unit,
    "unit_end": _unit_end,
    "year_end": _year_end,
    "lately": _lately,
    "then": _then,
    "clock": _clock,
    "dayword": _dayword,
    "century": _century,
}
