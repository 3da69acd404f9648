"""Names as keys: the letters that stand for one, and the words in which a short or scanned name agrees with a full one."""

import re
from collections.abc import Sequence
from functools import lru_cache
from unicodedata import combining, normalize

# "NB", "D.H.", "J. C."; five letters are rather the abbreviation of an office.
_LETTERS = re.compile(r"(?:[A-Z]\.? ?){2,4}")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

# Stand around a name and are no part of what initials are made of.
_AROUND = frozenset({"jr", "sr", "ii", "iii", "iv", "mr", "mrs", "ms", "dr", "the", "of", "and"})


def letters(name: str) -> str:
    """Return the letters of a name that is nothing but initials, in lower case; "" when it is anything else."""
    return "".join(c for c in name if c.isalpha()).casefold() if _LETTERS.fullmatch(name.strip()) else ""


@lru_cache(maxsize=1 << 16)
def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name in lower case, without accents, titles and suffixes."""
    bare = "".join(c for c in normalize("NFKD", name.casefold()) if not combining(c))
    return tuple(w for w in _WORD.findall(bare) if w not in _AROUND)


def initials(name: str) -> frozenset[str]:
    """Return what letters may stand for `name`: those of all its words, and of the first and the last. None of one word."""
    words = name_words(name)
    if len(words) < 2:
        return frozenset()
    return frozenset({"".join(w[0] for w in words), words[0][0] + words[-1][0]})


def begins(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether each word of `short` begins the word of `full` in its place, from either end: "Nora B.", "N. Bellamy"."""
    if not short or len(short) > len(full):
        return False
    fits = [all(f.startswith(s) for s, f in zip(short, part, strict=True)) for part in (full[: len(short)], full[-len(short) :])]
    return any(fits)
