"""A name cut into words: at spaces and signs, where names run together, and between initials written together."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from clew.resolve.likeness.letters import lacks_vowels, latin, unscanned
from clew.resolve.likeness.vocabulary import load, words

# What sets words apart. Everything else is part of a word, marks of Indian vowels included.
_BETWEEN = re.compile(r"[\s.,;:()\[\]{}<>\"“”„«»/\\|_*+=~!?^#%&@$・·‧‐‑–—-]+")

# Signs between letters are letters misread, and read as the digits that are misread for them.
_SIGN = re.compile(r"(?<=[^\W\d_])[@$!|](?=[^\W\d_])")
_SIGNS = {"@": "4", "$": "5", "!": "1", "|": "1"}

# The Arabic article, tied to its word by a hyphen: no given name, whatever its first letter.
_ARTICLE = re.compile(r"\b(?:[AaEeUu]l|A[dnrstz]|Ash)[-‐‑–]\s*")

_POSSESSIVE = re.compile(r"(?<=\w)['’][sS]\b")
# A capital I between small letters is a small l or i misread ("TolIand").
_CAPITAL_I = re.compile(r"(?<=[a-z])I(?=[a-z])(?<!\bM[ca]I)(?<!\bMacI)")
_INSIDE = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOT_ALPHANUMERIC = re.compile(r"[^a-z0-9]+")


class Word(NamedTuple):
    """A word of a name. plain: as compared; glued: with the particles before it ("alsaid"); shown: as written, in a to z.

    caps: in capitals where other words are not; misread: digits stood among its letters.
    """

    plain: str
    glued: str
    shown: str
    caps: bool = False
    misread: bool = False


def cut(text: str) -> Iterator[Word]:
    """Yield the words of `text`. Numbers by themselves are none, nor are letters in lower case beside words with capitals."""
    particles = words("personwords", "particle")
    mixed = text != text.upper()
    signs = _SIGN.sub(lambda m: _SIGNS[m[0]], _POSSESSIVE.sub("", text))
    for token in filter(None, _BETWEEN.split(_ARTICLE.sub(lambda m: m[0].lower(), signs))):
        for shown in _parts(token, mixed):
            plain = _NOT_ALPHANUMERIC.sub("", shown.lower())
            stray = len(shown) == 1 and shown.islower() and mixed and signs != signs.lower() and plain not in particles
            if plain and not plain.isdigit() and not stray:
                yield _word(plain, shown, mixed)


def _word(plain: str, shown: str, mixed: bool) -> Word:
    misread = not plain.isalpha() and plain not in load("personwords")["suffix"]
    read = unscanned(plain) if misread else plain
    caps = mixed and len(plain) > 1 and shown.isupper()
    return Word(read, read, shown, caps, misread or bool(_CAPITAL_I.search(shown)))


def _parts(written: str, mixed: bool) -> Sequence[str]:
    token = latin(written)
    if lacks_vowels(written):
        return (token.capitalize(),)  # syllables are told apart by capitals, and words not at all
    if _is_initials(token, mixed):
        return tuple(token)
    parts = _INSIDE.split(token)
    whole = len(parts) > 1 and parts[0].lower() in words("personwords", "capital_inside")
    return (token,) if whole or _CAPITAL_I.search(token) else parts


def _is_initials(token: str, mixed: bool) -> bool:
    """Whether capitals are initials written together: "JC" and, beside words in small letters, "AJ"."""
    if not (1 < len(token) < 4 and token.isupper() and token.isalpha()):
        return False
    rest = token[1:] if mixed else token
    known = token.lower() in words("personwords", "title") | words("personwords", "degree") | load("personwords")["suffix"].keys()
    return not known and not set(rest) & set("AEIOUY")
