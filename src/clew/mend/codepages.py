"""Russian of one 8-bit code page read as another: KOI8-R as Windows-1251, either as Latin-1, and so on.

Every letter is another letter then, one for one, and the text looks like a language nobody writes. What betrays it is how often
each letter comes: the ten commonest letters of Russian are more than three fifths of any Russian text, and hardly a third of one
that was misread.
"""

from collections import Counter
from collections.abc import Iterator
from functools import cache

import numpy as np

from clew.mend import look
from clew.mend.edits import Patch
from clew.mend.letters import COMMONEST
from clew.mend.look import Look
from clew.mend.mojibake import RULE
from clew.mend.paragraphs import paragraphs

MEANT = ("windows-1251", "koi8-r", "cp866", "iso8859-5")
READ = ("windows-1251", "koi8-r", "windows-1252", "latin-1", "cp866")

_COMMONEST = frozenset(COMMONEST)
_ANY_CASE = _COMMONEST | frozenset(COMMONEST.upper())

# Shares of the commonest letters: what Russian has at least, what a misread text has at most, and how far apart the two are.
_RUSSIAN, _MISREAD, _APART = 0.5, 0.48, 0.15
# ... and what a heading of a few words has at least, beside paragraphs that were misread.
_LEAST = 0.3
# A paragraph says so only by itself with so many letters, most of them small and nearly none of another alphabet.
_LETTERS, _SMALL, _OTHER = 40, 0.6, 0.2
# So many times three accented letters in a row are in no language, but in any Russian line read as Latin-1.
_ROWS = 5


def misread_pages(seen: Look) -> list[Patch]:
    """Return one patch for each letter of the paragraphs that were read with the wrong code page, in order."""
    if not _is_suspect(seen):
        return []
    counts = [(*ends, _count(seen.text[slice(*ends)])) for ends in paragraphs(seen.text)]
    found = [(start, end, _page(seen.text[start:end], count)) for start, end, count in counts]
    sure = Counter(page for *_, page in found if page)
    if not sure:
        return []
    usual = min(sure, key=lambda page: (-sure[page], page))
    return [
        patch
        for (start, end, page), (*_, count) in zip(found, counts, strict=True)
        if page or _follows(count, usual)
        for patch in _patches(seen.text, start, end, page or usual)
    ]


def _is_suspect(seen: Look) -> bool:
    """Whether the letters of the text as a whole are not as common as in Russian, or accented letters stand in rows."""
    present = seen.union()
    if present & look.CYRILLIC:
        cyrillic = seen.count(look.CYRILLIC)
        if cyrillic >= _LETTERS:
            return seen.count(look.COMMON) < (_RUSSIAN + _APART / 4) * cyrillic
    if not present & look.ACCENTED:
        return False
    rows = seen.flags[:-2] & seen.flags[1:-1] & seen.flags[2:] & np.uint32(look.ACCENTED)
    return int(np.count_nonzero(rows)) >= _ROWS


def _count(text: str) -> Counter[str]:
    return Counter(c for c in text if not c.isascii())


Page = tuple[str, str]


def _page(text: str, count: Counter[str]) -> Page | None:
    """Return (meant, read) when the paragraph is Russian misread, by its own letters; the likeliest where several would do."""
    letters = sum(n for c, n in count.items() if c.isalpha())
    ascii_letters = sum(c.isascii() and c.isalpha() for c in text)
    if letters < _LETTERS or ascii_letters > _OTHER * (letters + ascii_letters):
        return None
    now = _share(count, _ANY_CASE)
    if now > _MISREAD:
        return None
    likely = [(share, page) for page in _pages() if (share := _share_as(count, page)) >= max(_RUSSIAN, now + _APART)]
    return max(likely)[1] if likely else None


@cache
def _pages() -> tuple[Page, ...]:
    return tuple((meant, read) for meant in MEANT for read in READ if meant != read)


@cache
def _table(page: Page) -> dict[str, str]:
    """Return what each character of the page that was read is on the page that was meant."""
    meant, read = page
    octets = [bytes([b]) for b in range(0x80, 0x100)]
    pairs = ((o.decode(read, "ignore"), o.decode(meant, "ignore")) for o in octets)
    return {found: letter for found, letter in pairs if found and letter}


def _share(count: Counter[str], common: frozenset[str]) -> float:
    letters = sum(n for c, n in count.items() if c.isalpha())
    return sum(n for c, n in count.items() if c in common) / letters if letters else 0.0


def _share_as(count: Counter[str], page: Page) -> float:
    """Return the share of the commonest letters if the characters counted were of `page`; 0 when that cannot be."""
    table = _table(page)
    turned: Counter[str] = Counter()
    for found, n in count.items():
        turned[table.get(found, "")] += n
    letters = sum(n for c, n in turned.items() if c.isalpha())
    small = sum(n for c, n in turned.items() if c.islower())
    if letters < (1 - _OTHER) * turned.total() or small < _SMALL * letters:
        return 0.0
    return _share(turned, _COMMONEST)


def _follows(count: Counter[str], page: Page) -> bool:
    """Whether a paragraph too short to say so may be misread like the others: its letters could be, and are no worse for it."""
    return bool(count) and _share_as(count, page) >= max(_share(count, _ANY_CASE), _LEAST)


def _patches(text: str, start: int, end: int, page: Page) -> Iterator[Patch]:
    table = _table(page)
    for at in range(start, end):
        new = table.get(text[at])
        if new and new != text[at]:
            yield Patch(at, at + 1, new, RULE)
