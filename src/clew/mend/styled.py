"""Letters in costume: ligatures, full-width letters, styled alphabets meant for formulas, small capitals, letters in circles."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from clew.mend.edits import Patch
from clew.mend.letters import EAST_ASIAN

LIGATURE_RULE = "ligature/1"
STYLED_RULE = "styled/1"

LIGATURES = "\N{LATIN SMALL LIGATURE FF}-\N{LATIN SMALL LIGATURE ST}"
WIDE = (
    "\N{FULLWIDTH DIGIT ZERO}-\N{FULLWIDTH DIGIT NINE}\N{FULLWIDTH LATIN CAPITAL LETTER A}-\N{FULLWIDTH LATIN CAPITAL LETTER Z}"
    "\N{FULLWIDTH LATIN SMALL LETTER A}-\N{FULLWIDTH LATIN SMALL LETTER Z}"
)
FORMULA = (
    "\N{MATHEMATICAL BOLD CAPITAL A}-\N{MATHEMATICAL MONOSPACE DIGIT NINE}"
    # the letters that Unicode had before the styled alphabets, and which are therefore missing from them
    "\N{SCRIPT CAPITAL B}\N{SCRIPT CAPITAL E}\N{SCRIPT CAPITAL F}\N{SCRIPT CAPITAL H}\N{SCRIPT CAPITAL I}\N{SCRIPT CAPITAL L}"
    "\N{SCRIPT CAPITAL M}\N{SCRIPT CAPITAL R}\N{SCRIPT SMALL E}\N{SCRIPT SMALL G}\N{SCRIPT SMALL L}\N{SCRIPT SMALL O}"
    "\N{PLANCK CONSTANT}\N{INFORMATION SOURCE}"
    "\N{BLACK-LETTER CAPITAL C}\N{BLACK-LETTER CAPITAL H}\N{BLACK-LETTER CAPITAL I}\N{BLACK-LETTER CAPITAL R}"
    "\N{BLACK-LETTER CAPITAL Z}"
    "\N{DOUBLE-STRUCK CAPITAL C}\N{DOUBLE-STRUCK CAPITAL H}\N{DOUBLE-STRUCK CAPITAL N}\N{DOUBLE-STRUCK CAPITAL P}"
    "\N{DOUBLE-STRUCK CAPITAL Q}\N{DOUBLE-STRUCK CAPITAL R}\N{DOUBLE-STRUCK CAPITAL Z}"
    "\N{DOUBLE-STRUCK ITALIC CAPITAL D}-\N{DOUBLE-STRUCK ITALIC SMALL J}"
)
FRAMED = (  # letters in circles, brackets and squares, which are symbols by their category
    "\N{PARENTHESIZED LATIN SMALL LETTER A}-\N{CIRCLED LATIN SMALL LETTER Z}"
    "\N{PARENTHESIZED LATIN CAPITAL LETTER A}-\N{PARENTHESIZED LATIN CAPITAL LETTER Z}"
    "\N{SQUARED LATIN CAPITAL LETTER A}-\N{SQUARED LATIN CAPITAL LETTER Z}"
    "\N{NEGATIVE CIRCLED LATIN CAPITAL LETTER A}-\N{NEGATIVE CIRCLED LATIN CAPITAL LETTER Z}"
    "\N{NEGATIVE SQUARED LATIN CAPITAL LETTER A}-\N{NEGATIVE SQUARED LATIN CAPITAL LETTER Z}"
)
RAISED = (  # superscripts, of which phonetics and old abbreviations use one or two at a time
    "\N{MODIFIER LETTER SMALL H}\N{MODIFIER LETTER SMALL J}\N{MODIFIER LETTER SMALL R}\N{MODIFIER LETTER SMALL W}"
    "\N{MODIFIER LETTER SMALL Y}\N{MODIFIER LETTER SMALL L}-\N{MODIFIER LETTER SMALL X}"
    "\N{SUPERSCRIPT LATIN SMALL LETTER I}\N{SUPERSCRIPT LATIN SMALL LETTER N}"
    "\N{MODIFIER LETTER CAPITAL A}-\N{MODIFIER LETTER SMALL V}\N{MODIFIER LETTER CAPITAL V}"
    "\N{MODIFIER LETTER SMALL C}\N{MODIFIER LETTER SMALL F}\N{MODIFIER LETTER SMALL Z}"
)
SMALL_CAPITALS = "".join(
    chr(code)
    for code in (*range(0x250, 0x2B0), *range(0x1D00, 0x1D23), *range(0xA730, 0xA732), 0xA7AF)
    if re.fullmatch("LATIN LETTER SMALL CAPITAL [A-Z]|LATIN LETTER SMALL CAPITAL [FS]", unicodedata.name(chr(code)))
)
COSTUMES = WIDE + FORMULA + FRAMED + RAISED + SMALL_CAPITALS

_LIGATURE = re.compile(f"[{LIGATURES}]")
_WIDE = re.compile(f"[{WIDE}]")
_STYLED = re.compile(f"[{COSTUMES}]")
_SHY = re.compile(f"[{RAISED}{SMALL_CAPITALS}]")  # of these only whole words are costume: phonetics mixes them with plain letters
_WORD = re.compile(f"(?:[^\\W_]|[{FRAMED}])+")
_EAST_ASIAN = re.compile(f"[{EAST_ASIAN}]")

# A formula is a letter or two; words in costume come in sentences. So many letters make a word, so many such words a habit; and
# one word of so many letters is no formula.
_LETTERS, _HABIT, _SURE = 3, 2, 4


def ligatures(text: str) -> list[Patch]:
    """Return one patch for each ligature of Latin letters in `text`."""
    return [Patch(m.start(), m.end(), _folded(m.group()), LIGATURE_RULE) for m in _LIGATURE.finditer(text)]


def styled(text: str) -> list[Patch]:
    """Return one patch for each letter in costume in `text` that spells words.

    Left alone: full-width letters in a text that also has East Asian letters, and lone letters (formulas, subject matter).
    """
    east_asian = bool(_EAST_ASIAN.search(text))
    words = [m for m in _WORD.finditer(text) if _STYLED.search(m.group()) and not (east_asian and _WIDE.search(m.group()))]
    habit = sum(_is_costume(m.group()) for m in words) >= _HABIT
    return [p for m in words if habit or _is_mixed(m.group()) or _is_sure(m.group()) for p in _patches(m)]


def _is_costume(word: str) -> bool:
    return _is_mixed(word) or (_is_whole(word) and len(word) >= _LETTERS) or _is_woven(word)


def _is_mixed(word: str) -> bool:
    """Whether costume and plain letters share a word. A formula does that with one letter ("d" and a styled "x"), no more."""
    enough = 1 if _WIDE.search(word) else 2
    return len(word) >= _LETTERS and not _is_whole(word) and len(_STYLED.findall(word)) >= enough and not _SHY.search(word)


def _is_woven(word: str) -> bool:
    """Whether a letter of a formula stands between small plain ones, in a word of some length."""
    places = [m.start() for m in _STYLED.finditer(word, 1, len(word) - 1) if not _SHY.match(m.group())]
    return len(word) > _LETTERS and any(_is_plain(word[at - 1]) and _is_plain(word[at + 1]) for at in places)


def _is_sure(word: str) -> bool:
    """Whether a word all in costume, or with such a letter woven in, is too long for a formula.

    Full-width ones are spoken about as such, one at a time.
    """
    whole = len(word) >= _SURE and _is_whole(word) and not _WIDE.search(word) and not word[0].isdigit()
    return whole or (len(word) > _SURE and _is_woven(word))


def _is_plain(letter: str) -> bool:
    return letter.isascii() and letter.islower()


def _is_whole(word: str) -> bool:
    return all(map(_STYLED.match, word))


def _patches(match: re.Match[str]) -> Iterator[Patch]:
    word = match.group()
    for at, letter in enumerate(word):
        if _STYLED.match(letter):
            start = match.start() + at
            yield Patch(start, start + 1, _meant(word, at), STYLED_RULE)


def _meant(word: str, at: int) -> str:
    """Return the letter in costume at `at`. Behind a small plain letter a stroke is an l, whatever it is by name."""
    plain = _plain(word[at])
    follows = at > 0 and _is_plain(word[at - 1]) and (at + 1 == len(word) or _is_plain(word[at + 1]))
    return "l" if follows and plain in ("I", "1") else plain


@cache
def _plain(letter: str) -> str:
    """Return the letter that wears `letter`: as Unicode decomposes it, or as it is called."""
    folded = _folded(letter)
    if len(folded) == 1 and folded != letter:
        return folded
    last = unicodedata.name(letter).split()[-1]
    return last.lower() if _SHY.match(letter) or " SMALL " in unicodedata.name(letter) else last


def _folded(letter: str) -> str:
    return unicodedata.normalize("NFKC", letter)
