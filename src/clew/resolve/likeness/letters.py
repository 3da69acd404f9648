"""Letters: words of any script in a to z, and what is left of them when spelling, vowels or a scanner do not count."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from unicodedata import normalize

from anyascii import anyascii

from clew.resolve.likeness.vocabulary import load

# Scripts that write no vowels, or vowels and consonants that stand for several of ours.
_WITHOUT_VOWELS = re.compile(
    r"[\u0590-\u07ff\ufb1d-\ufdff\ufe70-\ufeff"  # Hebrew, Arabic, Syriac
    r"\u0b80-\u0bff\u0e00-\u0e7f"  # Tamil has one letter for b and p, Thai several vowels for one
    r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"  # kana, Han, Hangul
)

# What different habits of transliteration make of one sound, applied from top to bottom. ^ and $: only there.
_SOUNDS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"ou|oo|ue", "u"),
        (r"^(?:x(?=[iu])|hs)", "s"),  # Xu, Hsu, Shu
        (r"^q(?=i)", "ch"),
        (r"^[yj]e", "e"),  # Yelkin, Jelkin, Elkin
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
        (r"of$", "ov"),  # Valkoff, Valkov
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


@cache
def _scripts() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern of the letters in scripts.toml, and what each is in ASCII; of a word's first and last "^" and "$" tell."""
    tables = load("scripts")
    read = {letters: to for name in ("hebrew", "arabic", "greek") for letters, to in tables[name].items()}
    longest = sorted(read, key=len, reverse=True)
    first, last = "".join(tables["initial"]), "".join(tables["final"])
    pattern = re.compile(rf"(?P<first>\b[{first}])|(?P<last>[{last}]\b)|{'|'.join(longest)}")
    read |= {f"^{k}": v for k, v in tables["initial"].items()} | {f"${k}": v for k, v in tables["final"].items()}
    return pattern, read


@lru_cache(maxsize=65536)
def latin(text: str) -> str:
    """Return `text` in ASCII letters, without accents; case and spaces are kept."""
    text = normalize("NFKC", text)
    if not text.isascii():
        pattern, read = _scripts()
        text = pattern.sub(lambda m: read[{"first": "^", "last": "$"}.get(m.lastgroup or "", "") + m[0]], text)
    return anyascii(text).replace("'", "").replace("`", "")


def lacks_vowels(text: str) -> bool:
    """Whether `text` is in a script that is best compared by `bare_bones`."""
    return bool(_WITHOUT_VOWELS.search(text))


def unscanned(word: str) -> str:
    """Return a word that has digits among its letters as it was before a scanner misread it ("0rr1n": "orrin")."""
    return _ONE.sub("l", word).replace("1", "i").translate(_DIGITS)


@lru_cache(maxsize=65536)
def close_look(word: str) -> str:
    """Return `word` with one letter for each group that scanners mix up."""
    return _replaced(word, _LOOKS)


@lru_cache(maxsize=65536)
def look(word: str) -> str:
    """Return `close_look` of a word, with what scanners mix up less often made one as well."""
    return _replaced(close_look(word), _LOOKS_NEARLY)


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


# Sounds that one script or another has only one letter for.
_ONE_LETTER = str.maketrans("lpvfgzx", "rbbbkss")


@lru_cache(maxsize=65536)
def bare_bones(word: str) -> str:
    """Return the consonants of `word` as far as any script tells them apart: l and r, b, p, v and f, g and k are one."""
    return once(bones(word).lstrip("-").translate(_ONE_LETTER))


@lru_cache(maxsize=65536)
def once(word: str) -> str:
    """Return `word` with each run of one letter written once."""
    return _REPEATED.sub(r"\1", word)
