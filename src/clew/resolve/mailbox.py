"""What a mail address says about whose it is: the words of a name before the "@", or the ways a name is written there."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

# "IMCEANOTES-ann+2Evale+40harbour+2Eexample@x.example": how one mail system writes the address of another.
_ENCAPSULATED = re.compile(r"^imcea[a-z]+-([^@]+)", re.IGNORECASE)
_ENCODED = re.compile(r"\+([0-9a-f]{2})", re.IGNORECASE)

_CUT = re.compile(r"[._+\s=-]+")
_LETTERS = re.compile(r"[^\W\d_]+")

# Boxes of an office or a list, not of a person.
_OFFICES = frozenset(
    {
        *("admin", "contact", "desk", "editor", "help", "info", "list", "mail", "news", "noreply", "office", "press", "sales"),
        *("support", "team", "webmaster"),
    }
)

# What scanners make of one another; each pattern by what it becomes, so that two readings of one address are equal.
_LOOKS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"[\s,.;:'\"°*\[\](){}<>|‘’“”_-]+", ""),
        (r"rn|nn|rr", "m"),
        (r"vv", "w"),
        (r"cl", "d"),
        (r"[©®¢]|\(at\)", "@"),
        (r"[1l!j|]", "i"),
        (r"0", "o"),
        (r"5", "s"),
        # A bracket behind it is taken for a letter: "x.comj", "x.govl".
        (r"(?<=com|gov|org|net|edu)i$", ""),
        (r"con$", "com"),
    )
)


@lru_cache(maxsize=262144)
def decoded(address: str) -> str:
    """Return `address` in lower case; one that a mail system has packed into another, unpacked."""
    packed = _ENCAPSULATED.match(address)
    if not packed:
        return address.lower()
    return _ENCODED.sub(lambda m: chr(int(m[1], 16)), packed[1]).lower()


@lru_cache(maxsize=262144)
def box_words(address: str) -> tuple[str, ...]:
    """Return the words of the name in an address: ("ann", "vale") of "ann.m.vale2@x.example" without its middle initial.

    () for an office's box, and for a box of one run of letters, in which a name is not cut into words: see `box`.
    """
    words = [w for w in _CUT.split(decoded(address).partition("@")[0]) if w]
    plain = [found[0] for w in words if (found := _LETTERS.match(w))]
    if len(plain) < 2 or not _OFFICES.isdisjoint(plain) or len(plain) > 4:
        return ()
    return tuple(plain)


@lru_cache(maxsize=262144)
def box(address: str) -> str:
    """Return what stands before the "@" as one run of letters, without figures at its end; "" for an office's box."""
    plain = "".join(_LETTERS.findall(decoded(address).partition("@")[0]))
    return "" if plain in _OFFICES else plain


@lru_cache(maxsize=262144)
def host(address: str) -> str:
    """Return what stands behind the "@", "" when there is none."""
    return decoded(address).partition("@")[2].partition("@")[0]


@lru_cache(maxsize=262144)
def seen(address: str) -> str:
    """Return `address` with one letter for each group that scanners mix up, and without marks."""
    text = decoded(address)
    for pattern, to in _LOOKS:
        text = pattern.sub(to, text)
    return text


def boxes(words: Sequence[str]) -> Iterator[str]:
    """Yield the ways in which the bearer of a full name is commonly written before an "@": "annvale" "avale" "valea" ..."""
    plain = ["".join(_LETTERS.findall(w)) for w in words]
    plain = [w for w in plain if w]
    if len(plain) < 2 or len(plain[-1]) < 2:
        return
    given, surname = plain[0], plain[-1]
    middle = "".join(w[0] for w in plain[1:-1])
    yield from (given + surname, surname + given, given[0] + surname, surname + given[0], given + surname[0])
    if middle:
        yield from (given[0] + middle + surname, surname + given[0] + middle, given + middle + surname)
