"""Which names need comparing at all: keys such that names that may be one share one."""

from collections.abc import Iterator

from clew.resolve.likeness.body import parse_body
from clew.resolve.likeness.letters import bare_bones, bones, look, sound
from clew.resolve.likeness.person import parse_person
from clew.resolve.likeness.shortforms import is_given, roots
from clew.resolve.likeness.vocabulary import load

# So many of a body's telling words have a block of their own, the longest first; long names agree in one of them.
_TELLING = 4

_TOO_FEW = 3  # consonants

# From so many letters on a single word may be a whole name run together.
_RUN_TOGETHER = 8


def person_blocks(name: str) -> tuple[str, ...]:
    """Return the blocks of a person's name. A given name alone, or initials alone, may be anybody: they meet only their like.

    surname   the consonants of the surname, whatever the given name, which may be missing, short or an initial; and of what may
              be a surname where it stands: the first word, or the one before the last, when it is no known given name
    look      the same words with what scanners mix up made one
    given     the sound of the given name or of what it is short for, with two letters of the surname, the first or the last:
              where one letter is wrong, two of them are right
    letters   the consonants of all words in the order of the alphabet, however the words are ordered, joined or split; without
              "h", which sounds otherwise where "d" and "h" meet by joining
    ends      the first and last word, whichever is first, as far as scripts tell
    """
    parsed = parse_person(name)
    if not parsed.words:
        return ()
    keys = _single(parsed.words) if _is_single(parsed.words) else _full(parsed.words, parsed.surname)
    return tuple(dict.fromkeys(keys))


def _is_single(words: tuple[str, ...]) -> bool:
    return len(words) == 1 or all(len(word) == 1 for word in words)


def _single(words: tuple[str, ...]) -> Iterator[str]:
    yield from _surname("".join(words))
    if len(words[0]) >= _RUN_TOGETHER:
        yield f"letters {_letters(words)}"


def _full(words: tuple[str, ...], surname: int) -> Iterator[str]:
    first, last = words[0], words[-1]
    yield from _surname(last)
    for place in sorted({0, surname, len(words) - 2}):
        if place >= surname or _may_be_surname(words[place]):
            yield from _surname(words[place])
    yield f"letters {_letters(words)}"
    if len(first) > 1:
        yield f"ends {' '.join(sorted((bare_bones(first), bare_bones(last))))}"
        for root in roots(first):
            yield f"given {sound(root)} {last[:2]}-"
            yield f"given {sound(root)} -{last[-2:]}"


def _surname(word: str) -> Iterator[str]:
    yield f"surname {_key(word)}"
    yield f"look {look(word)}"


def _may_be_surname(word: str) -> bool:
    return len(word) > 1 and not is_given(word) and not word.endswith(tuple(load("personwords")["patronymic_ending"]))


def _letters(words: tuple[str, ...]) -> str:
    return "".join(sorted("".join(map(bones, words)).replace("h", "").replace("-", "")))


def _key(word: str) -> str:
    """Return the consonants of `word`, or its sound when they are so few that many words have them."""
    return bones(word) if len(bones(word)) >= _TOO_FEW else sound(word)


def body_blocks(name: str) -> tuple[str, ...]:
    """Return the blocks of an organization's name: its telling words by their consonants, its acronym."""
    return tuple(dict.fromkeys(_body(name)))


def _body(name: str) -> Iterator[str]:
    parsed = parse_body(name)
    telling = [w for w in parsed.words if w not in parsed.common]
    for word in sorted(telling, key=lambda w: (-len(w), w))[:_TELLING]:
        yield f"word {word if word.isdigit() else _key(word)}"
    if not telling or all(word.isdigit() for word in telling):
        yield f"words {' '.join(sorted(parsed.words))}"
    for short in (*parsed.short, *sorted(parsed.acronyms)):
        yield f"acronym {short}"
    yield f"all {_key(''.join(parsed.pieces))}"
