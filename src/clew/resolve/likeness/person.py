"""A person's name, parsed: its words in the order given names, then surname; what is only address or particle kept apart."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from clew.resolve.likeness.letters import by_syllables, lacks_vowels, latin, unscanned
from clew.resolve.likeness.vocabulary import words

_SUFFIXES = {"jr": "Jr", "junior": "Jr", "sr": "Sr", "ii": "II", "2nd": "II", "iii": "III", "3rd": "III", "iv": "IV", "4th": "IV"}

# What sets words apart. Everything else is part of a word, marks of Indian vowels included.
_BETWEEN = re.compile(r"[\s.,;:()\[\]{}<>\"“”„«»/\\|_*+=~!?^#%&@・·‧‐‑–—-]+")
_ADDRESS = re.compile(r"<[^>]*>|\[?mailto:[^\]>\s]*\]?|\S+@\S+")
_ASIDE = re.compile(r"[(\"“”„«]\s*([^()\"“”„«»]{2,20}?)\s*[)\"“”„»]|(?<=\s)'(\w{2,20})'(?=\s)")
_INSIDE = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOT_ALPHANUMERIC = re.compile(r"[^a-z0-9]+")


class Word(NamedTuple):
    """A word of a name: as compared, and as written (in a to z)."""

    plain: str
    shown: str
    caps: bool
    misread: bool = False


class Person(NamedTuple):
    """A parsed name.

    name        as written
    words       in lower case, a to z: given names and initials first, then the surname; without titles, suffixes and particles
    shown       the same as written
    surname     where in `words` the surname begins; 0 for a name of one word
    also        names in quotation marks or brackets: 'Piet "Bo" Tolland'
    title       as written, "" for none; suffix: "Jr" "Sr" "II" ... or ""
    addressed   "he", "she" or "", by the title
    ordered     whether the name itself says which is the surname: a comma, capitals, a particle in front
    loose       whether it is in a script whose vowels say nothing
    misread     words that had digits among their letters
    """

    name: str
    words: tuple[str, ...]
    shown: tuple[str, ...]
    surname: int
    also: tuple[str, ...] = ()
    title: str = ""
    suffix: str = ""
    addressed: str = ""
    ordered: bool = False
    loose: bool = False
    misread: frozenset[str] = frozenset()


@lru_cache(maxsize=262144)
def parse_person(name: str) -> Person:
    """Return `name` parsed. A name without a letter has no words."""
    text = _ADDRESS.sub(" ", name) if _ADDRESS.sub("", name).strip() else name
    also = tuple(w.plain for found in _ASIDE.finditer(text) for w in _words(found[1] or found[2]))
    parts = (
        [list(_words(part)) for part in _ASIDE.sub(" ", text).split(",")] if also else [list(_words(p)) for p in text.split(",")]
    )
    suffix, parts = _without_suffix([part for part in parts if part])
    title, parts = _without_titles(parts)
    given, surname, ordered = _in_order(parts)
    core = [*given, *surname]
    addressed = next((who for who in ("he", "she") if title.lower() in words("personwords", who)), "")
    return Person(
        name=name,
        words=tuple(w.plain for w in core),
        shown=tuple(w.shown for w in core),
        surname=len(given) if ordered and surname else max(len(core) - 1, 0),
        also=also,
        title=title,
        suffix=suffix,
        addressed=addressed,
        ordered=ordered,
        loose=lacks_vowels(name),
        misread=frozenset(w.plain for w in core if w.misread),
    )


def _words(text: str) -> Iterator[Word]:
    """Yield the words of `text`; initials written together and names run together are cut."""
    mixed = text != text.upper()
    for token in filter(None, _BETWEEN.split(text)):
        for shown in _cut(latin(token), mixed, by_syllables(token)):
            plain = _NOT_ALPHANUMERIC.sub("", shown.lower())
            misread = not plain.isalpha() and any(c.isalpha() for c in plain) and plain not in _SUFFIXES
            if plain and not plain.isdigit():
                yield Word(unscanned(plain) if misread else plain, shown, shown.isupper() and mixed and len(plain) > 1, misread)


def _cut(token: str, mixed: bool, syllables: bool) -> Sequence[str]:
    if _is_initials(token, mixed):
        return tuple(token)
    parts = _INSIDE.split(token)
    if len(parts) == 1 or syllables:
        return parts
    whole = len(parts[0]) < 3 or parts[0].lower() in words("personwords", "capital_inside")
    return (token,) if whole else parts


def _is_initials(token: str, mixed: bool) -> bool:
    """Whether capitals are initials written together: "JC" and, beside words in small letters, "AJ"."""
    if not (1 < len(token) < 4 and token.isupper() and token.isalpha()) or token.lower() in _SUFFIXES:
        return False
    rest = token if not mixed else token[1:]
    return not set(rest) & set("AEIOUY") and token.lower() not in words("personwords", "title") | words("personwords", "degree")


def _without_suffix(parts: list[list[Word]]) -> tuple[str, list[list[Word]]]:
    """Return the suffix and the parts without it and without degrees; never the first word of all."""
    suffix, kept = "", list[list[Word]]()
    for number, part in enumerate(parts):
        words_left = []
        for place, word in enumerate(part):
            behind = number + place > 0
            if behind and word.plain in _SUFFIXES and not _begins(part, place, number):
                suffix = _SUFFIXES[word.plain]
            elif not (behind and word.plain in words("personwords", "degree") and place == len(part) - 1):
                words_left.append(word)
        if words_left:
            kept.append(words_left)
    return suffix, kept


def _begins(part: Sequence[Word], place: int, number: int) -> bool:
    return number == 0 and place == 0 and len(part) > 1


def _without_titles(parts: list[list[Word]]) -> tuple[str, list[list[Word]]]:
    """Return the first title and the parts without titles, of which at least one word is left."""
    titles, unsure = words("personwords", "title"), words("personwords", "title_or_name")
    title, kept = "", list[list[Word]]()
    for number, part in enumerate(parts):
        rest = part
        while len(rest) > (2 if rest and rest[0].plain in unsure else 1) and rest[0].plain in titles:
            title, rest = title or rest[0].shown, rest[1:]
        if number and kept and all(w.plain in titles for w in rest):
            title, rest = title or rest[0].shown, []
        if rest:
            kept.append(rest)
    return title, kept


def _in_order(parts: list[list[Word]]) -> tuple[list[Word], list[Word], bool]:
    """Return given names, surname, and whether the name itself says so."""
    if not parts:
        return [], [], False
    if len(parts) > 1:
        given = [w for part in parts[1:] for w in part]
        surname = _core(parts[0])
        return (_core(given), surname, True) if surname else ([], _core(given), False)
    part = parts[0]
    turned = _turned(part)
    if turned:
        return _core(part[turned:]), _core(part[:turned]), True
    core = _core(part)
    return core[:-1], core[-1:], False


def _turned(part: Sequence[Word]) -> int:
    """Return how many words in front are a surname that stands first: those in capitals, or with a particle before them."""
    capitals = next((n for n, w in enumerate(part) if not w.caps), len(part))
    if 0 < capitals < len(part) and not any(w.caps for w in part[capitals:]) and all(len(w.plain) > 1 for w in part[capitals:]):
        return capitals
    if len(part) > 2 and part[0].plain in words("personwords", "leading"):
        begins = next(
            n for n, w in enumerate((*part, part[0])) if w.plain not in words("personwords", "particle") or n == len(part)
        )
        return begins + 1 if begins + 1 < len(part) else 0
    return 0


def _core(part: Sequence[Word]) -> list[Word]:
    """Return the words that are compared: particles dropped unless nothing else is left, "Abd al-Aziz" made one."""
    merged = list(_merged(part))
    kept = [w for n, w in enumerate(merged) if not _is_particle(merged, n)]
    kept = kept or merged
    return [w for n, w in enumerate(kept) if n == 0 or w.plain != kept[n - 1].plain or len(w.plain) == 1]


def _is_particle(part: Sequence[Word], place: int) -> bool:
    word = part[place].plain
    if word not in words("personwords", "particle"):
        return False
    if len(word) == 1 and part[place].shown.isupper():
        return False  # an initial
    return not (place == 0 and len(part) == 2 and word in words("personwords", "given"))


def _merged(part: Sequence[Word]) -> Iterator[Word]:
    place = 0
    while place < len(part):
        word = part[place]
        after = place + 1
        if word.plain in words("personwords", "servant"):
            while after < len(part) - 1 and part[after].plain in words("personwords", "particle"):
                after += 1
            if after < len(part):
                last = part[after]
                word = Word("abdul" + last.plain, " ".join(w.shown for w in part[place : after + 1]), word.caps)
                after += 1
        yield word
        place = after
