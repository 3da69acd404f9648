"""Particles of names: dropped, and kept only as glue to the word that follows; "Abd al-Aziz" is one word."""

from collections.abc import Iterator, Sequence

from clew.resolve.likeness.cut import Word
from clew.resolve.likeness.vocabulary import words


def core(part: Sequence[Word]) -> list[Word]:
    """Return the words that are compared: no particles unless nothing else is left, no word twice in a row."""
    merged = list(_merged(part))
    kept = list(_without(merged)) or merged
    return [w for n, w in enumerate(kept) if n == 0 or w.plain != kept[n - 1].plain or len(w.plain) == 1]


def _without(part: Sequence[Word]) -> Iterator[Word]:
    glue = ""
    for place, word in enumerate(part):
        if _is_particle(part, place):
            glue += word.plain
        else:
            yield word._replace(glued=glue + word.plain) if glue else word
            glue = ""


def _is_particle(part: Sequence[Word], place: int) -> bool:
    word = part[place].plain
    if word not in words("personwords", "particle"):
        return False
    if len(word) == 1 and part[place].shown.isupper():
        return False  # an initial
    given = place == 0 and len(part) == 2 and word in words("personwords", "given")
    return not (given and part[place].shown[0].isupper())


def _merged(part: Sequence[Word]) -> Iterator[Word]:
    """Yield the words with "Abd", its article and the word that follows made one."""
    place = 0
    while place < len(part):
        word, after = part[place], place + 1
        if word.plain in words("personwords", "servant"):
            while after < len(part) - 1 and part[after].plain in words("personwords", "particle"):
                after += 1
            if after < len(part):
                plain = "abdul" + part[after].plain
                word = Word(plain, plain, " ".join(w.shown for w in part[place : after + 1]))
                after += 1
        yield word
        place = after
