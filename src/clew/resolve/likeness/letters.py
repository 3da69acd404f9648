"""Letters: words of any script in a to z, and what is left of them when spelling, vowels or a scanner do not count."""

import re
from collections.abc import Sequence
from functools import lru_cache
from unicodedata import normalize

from anyascii import anyascii

# Written without vowels, so that only consonants can be compared; kana has vowels that no other script writes.
_WITHOUT_VOWELS = re.compile(r"[\u0590-\u07ff\ufb1d-\ufdff\ufe70-\ufeff\u30a0-\u30ff\u3040-\u309f]")

# A syllable a character: each begins with a capital when transliterated.
_SYLLABLES = re.compile(r"[\u3400-\u9fff\uac00-\ud7af]")

# What different habits of transliteration make of one sound, applied from top to bottom. ^ and $: only there.
_SOUNDS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"ou|oo|ue", "u"),
        (r"^(?:x(?=[iu])|hs)", "s"),  # Xi, Hsi, Shi
        (r"^q(?=i)", "ch"),
        (r"^[yj]e", "e"),  # Yeltsin, Jeltsin, Eltsin
        (r"tsch|tch|cz", "ch"),
        (r"sch|sh", "s"),
        (r"kh", "h"),
        (r"[dt]?zh", "z"),
        (r"dj", "d"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"tz|ts", "z"),
        (r"x", "ks"),
        (r"ck|q|c(?=[aoulrktn]|$)", "k"),
        (r"c(?=[eiy])", "s"),
        (r"w", "v"),
        (r"[yj]", "i"),
        (r"ae|ai|ei", "e"),
        (r"ee|ie|ii", "i"),
        (r"oe", "o"),
        (r"(.)\1+", r"\1"),
        (r"of$", "ov"),  # Romanoff, Romanov
        (r"(?<=[aeiou])h$", ""),
    )
)

_REPEATED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiou]")

# Scanners misread these for one another; each group by its first. Of the second table so do people's names differ: Clark, Dark.
_LOOKS = tuple((re.compile(p), to) for p, to in ((r"^[il1]v[il1]|rn", "m"), (r"vv", "w"), (r"[l1]", "i"), (r"0", "o")))
_LOOKS_NEARLY = tuple((re.compile(p), to) for p, to in ((r"nn", "m"), (r"cl|ci", "d")))
_DIGITS = str.maketrans({"0": "o", "9": "g", "5": "s", "3": "e", "8": "b", "6": "b", "4": "a", "7": "t"})
_ONE = re.compile(r"1(?=[aeiou])|(?<=[aeiou])1")


@lru_cache(maxsize=65536)
def latin(text: str) -> str:
    """Return `text` in ASCII letters, without accents; case and spaces are kept."""
    return anyascii(normalize("NFKC", text)).replace("'", "").replace("`", "")


def lacks_vowels(text: str) -> bool:
    """Whether `text` is in a script whose vowels say nothing."""
    return bool(_WITHOUT_VOWELS.search(text))


def by_syllables(text: str) -> bool:
    """Whether `text` is in a script of syllables, whose words `latin` sets apart by capitals alone."""
    return bool(_SYLLABLES.search(text))


def unscanned(word: str) -> str:
    """Return a word that has digits among its letters as it was before a scanner misread it ("sech1n": "sechin")."""
    return _ONE.sub("l", word).replace("1", "i").translate(_DIGITS)


@lru_cache(maxsize=65536)
def look(word: str) -> str:
    """Return `word` with one letter for each group that scanners mix up."""
    return _replaced(word, _LOOKS)


@lru_cache(maxsize=65536)
def rough_look(word: str) -> str:
    """Return `look` of a word, with what scanners mix up less often as well."""
    return _replaced(look(word), _LOOKS_NEARLY)


def _replaced(word: str, table: Sequence[tuple[re.Pattern[str], str]]) -> str:
    for pattern, to in table:
        word = pattern.sub(to, word)
    return word


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Return `word` as any habit of transliteration would spell it: one spelling a sound, no doubled letters."""
    return _replaced(word, _SOUNDS)


@lru_cache(maxsize=65536)
def bones(word: str) -> str:
    """Return the consonants of `word` by sound, "-" in front when it begins with a vowel."""
    heard = sound(word)
    return ("-" if heard[:1] in "aeiou" else "") + _VOWELS.sub("", heard)


@lru_cache(maxsize=65536)
def bare_bones(word: str) -> str:
    """Return the consonants of `word` for scripts without vowels, which mix up l and r, b and v, b and p."""
    return bones(word).lstrip("-").translate(str.maketrans("lvp", "rbb"))


@lru_cache(maxsize=65536)
def once(word: str) -> str:
    """Return `word` with each run of one letter written once."""
    return _REPEATED.sub(r"\1", word)
