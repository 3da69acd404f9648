"""The name of a company or another body, parsed: its words, its legal form, its numbers; abbreviations written out."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple

from rapidfuzz.distance import OSA

from clew.resolve.likeness.letters import lacks_vowels, latin
from clew.resolve.likeness.vocabulary import load

_POSSESSIVE = re.compile(r"['’`‘][sS]\b")
_APOSTROPHE = re.compile(r"['’`‘´]")
_BETWEEN = re.compile(r"[^\w]+|_")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)\Z")

# Legal forms are long words: from this length on one letter may be wrong ("Aktiengesellschft").
_LONG_FORM = 9


class Body(NamedTuple):
    """A parsed name.

    words      in lower case, a to z, without articles and the like; common: those of them that thousands of bodies have
    form       the group of the legal form, or ""; written: the form as written; loosely: whether it is said of several groups
    acronyms   the first letters of all words, and of all but the small ones
    pieces     the words as they stand, small ones too, without the legal form
    short      the words that may be an acronym themselves
    loose      whether the name is in a script whose vowels say nothing
    """

    name: str
    words: tuple[str, ...]
    common: frozenset[str]
    form: str = ""
    written: str = ""
    loosely: bool = False
    acronyms: frozenset[str] = frozenset()
    pieces: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    loose: bool = False


@lru_cache(maxsize=262144)
def parse_body(name: str) -> Body:
    """Return `name` parsed; a name that is nothing but a legal form keeps it as its words."""
    plain, shouted = _plain(name)
    form, written, rest = _without_form(plain)
    core = [w for w in _numbers([_written_out(w) for w in rest]) if w not in _empty()] or rest or plain
    common = frozenset(load("bodywords")["word"]["common"])
    return Body(
        name=name,
        words=tuple(core),
        common=common.intersection(core),
        form=form,
        written=written,
        loosely=written in load("bodywords")["forms"]["several"],
        acronyms=_acronyms(rest),
        pieces=tuple(rest),
        short=tuple(w for w in core if (w in shouted or len(core) == 1) and 1 < len(w) < 7 and w not in common),
        loose=lacks_vowels(name),
    )


def _plain(name: str) -> tuple[list[str], frozenset[str]]:
    """Return the words in lower case, and those that stand in capitals."""
    text = _POSSESSIVE.sub("", name).replace("&", " and ")
    words = list(_letters_joined([w for w in _BETWEEN.split(latin(_APOSTROPHE.sub("", text))) if w]))
    return [w.lower() for w in words], frozenset(w.lower() for w in words if w.isupper())


def _letters_joined(words: Sequence[str]) -> Iterator[str]:
    """Yield the words with letters that stand apart joined: "A B C" and "s r o" are "ABC" and "sro"."""
    for single, run in groupby(words, key=lambda w: len(w) == 1 and w.isalpha()):
        if single:
            yield "".join(run)
        else:
            yield from run


@cache
def _empty() -> frozenset[str]:
    return frozenset(load("bodywords")["word"]["empty"])


@cache
def _forms() -> dict[tuple[str, ...], str]:
    return {tuple(written.split()): form for form, spellings in load("bodywords")["form"].items() for written in spellings}


@cache
def _longest_form() -> int:
    return max(map(len, _forms()))


def _without_form(words: Sequence[str]) -> tuple[str, str, list[str]]:
    """Return the group of the legal form, the form as written, and the words without; "corporation" gives way to others."""
    form, written, rest = "", "", list(words)
    for at in (0, None):
        while len(rest) > 1 and (size := _form_at(rest, at)):
            cut = rest[:size] if at == 0 else rest[-size:]
            found = _form(cut)
            if not form or form == "corporation":
                form, written = found, " ".join(cut)
            rest = rest[size:] if at == 0 else rest[:-size]
    return form, written, rest


def _form_at(words: Sequence[str], at: int | None) -> int:
    """Return how many words at the beginning (at = 0) or end are a legal form; never all of them."""
    for size in range(min(_longest_form(), len(words) - 1), 0, -1):
        if _form(words[:size] if at == 0 else words[-size:]):
            short = at == 0 and size == 1 and words[0] in load("bodywords")["forms"]["behind"]
            return 0 if short else size
    return 0


def _form(words: Sequence[str]) -> str:
    if len(words) > 1 and all(len(w) < 3 for w in words):
        words = ["".join(words)]  # "s r o"
    found = _forms().get(tuple(words), "")
    if found or len(words) > 1 or len(words[0]) < _LONG_FORM:
        return found
    near = [f for f in _forms() if len(f) == 1 and len(f[0]) >= _LONG_FORM and OSA.distance(f[0], words[0], score_cutoff=1) < 2]
    return _forms()[near[0]] if near else ""


def _written_out(word: str) -> str:
    return str(load("bodywords")["word"]["short"].get(word, word))


def _numbers(words: Sequence[str]) -> Iterator[str]:
    """Yield the words with numbers in digits: "forty four" and "forty 4" are 44, "first" behind another word is left."""
    pending = 0
    for word in words:
        value = _value(word)
        if value is not None and 0 < value < 10 and pending >= 20 and pending % 10 == 0:
            pending += value
            continue
        if pending:
            yield str(pending)
            pending = 0
        if value is None:
            yield word
        elif value >= 20 and not word.isdigit():
            pending = value
        else:
            yield str(value)
    if pending:
        yield str(pending)


def _value(word: str) -> int | None:
    if word.isdigit():
        return int(word) if len(word) < 9 else None
    if match := _ORDINAL.match(word):
        return int(match[1])
    value = load("bodywords")["number"].get(word)
    return None if value is None else int(value)


def _acronyms(words: Sequence[str]) -> frozenset[str]:
    """Return the acronyms a name may go by: the first letters of all words, without the small ones, or with the first of them."""
    whole = "".join(w[0] for w in words)
    main = "".join(w[0] for w in words if w not in _empty())
    after = "".join(w[0] for w in words[1:] if w not in _empty())
    return frozenset(a for a in (whole, main, whole[:1] + after) if len(a) > 1)
