"""Letters in costume: ligatures, full-width letters, the styled alphabets meant for formulas."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from clew.mend.edits import Patch

LIGATURE_RULE = "ligature/1"
STYLED_RULE = "styled/1"

LIGATURES = "\N{LATIN SMALL LIGATURE FF}-\N{LATIN SMALL LIGATURE ST}"
WIDE = (
    "\N{FULLWIDTH DIGIT ZERO}-\N{FULLWIDTH DIGIT NINE}\N{FULLWIDTH LATIN CAPITAL LETTER A}-\N{FULLWIDTH LATIN CAPITAL LETTER Z}"
    "\N{FULLWIDTH LATIN SMALL LETTER A}-\N{FULLWIDTH LATIN SMALL LETTER Z}"
)
CIRCLED = "\N{CIRCLED LATIN CAPITAL LETTER A}-\N{CIRCLED LATIN SMALL LETTER Z}"
FORMULA = (
    "\N{MATHEMATICAL BOLD CAPITAL A}-\N{MATHEMATICAL MONOSPACE DIGIT NINE}"
    # the letters that Unicode had before the styled alphabets, and which are therefore missing from them
    "\N{SCRIPT CAPITAL B}\N{SCRIPT CAPITAL E}\N{SCRIPT CAPITAL F}\N{SCRIPT CAPITAL H}\N{SCRIPT CAPITAL I}\N{SCRIPT CAPITAL L}"
    "\N{SCRIPT CAPITAL M}\N{SCRIPT CAPITAL R}\N{SCRIPT SMALL E}\N{SCRIPT SMALL G}\N{SCRIPT SMALL O}\N{PLANCK CONSTANT}"
    "\N{BLACK-LETTER CAPITAL C}\N{BLACK-LETTER CAPITAL H}\N{BLACK-LETTER CAPITAL I}\N{BLACK-LETTER CAPITAL R}"
    "\N{BLACK-LETTER CAPITAL Z}"
    "\N{DOUBLE-STRUCK CAPITAL C}\N{DOUBLE-STRUCK CAPITAL H}\N{DOUBLE-STRUCK CAPITAL N}\N{DOUBLE-STRUCK CAPITAL P}"
    "\N{DOUBLE-STRUCK CAPITAL Q}\N{DOUBLE-STRUCK CAPITAL R}\N{DOUBLE-STRUCK CAPITAL Z}"
)

COSTUMES = WIDE + FORMULA + CIRCLED

_LIGATURE = re.compile(f"[{LIGATURES}]")
_WIDE = re.compile(f"[{WIDE}]")
_STYLED = re.compile(f"[{COSTUMES}]")
_WORD = re.compile(f"(?:[^\\W_]|[{CIRCLED}])+")  # circled letters are symbols by their category
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

# A formula is a letter or two; words in costume come in sentences. So many letters make a word, so many such words a habit.
_LETTERS, _HABIT = 3, 2


def ligatures(text: str) -> list[Patch]:
    """Return one patch for each ligature of Latin letters in `text`."""
    return [Patch(m.start(), m.end(), _plain(m.group()), LIGATURE_RULE) for m in _LIGATURE.finditer(text)]


def styled(text: str) -> list[Patch]:
    """Return one patch for each full-width or formula letter in `text` that spells words.

    Left alone: full-width letters in a text that also has East Asian letters, and lone letters (formulas, subject matter).
    """
    if not _STYLED.search(text):
        return []
    east_asian = bool(_EAST_ASIAN.search(text))
    words = [m for m in _WORD.finditer(text) if _STYLED.search(m.group()) and not (east_asian and _WIDE.search(m.group()))]
    habit = sum(_is_costume(m.group()) for m in words) >= _HABIT
    return [p for m in words if habit or _is_mixed(m.group()) for p in _patches(m)]


def _is_costume(word: str) -> bool:
    return _is_mixed(word) or (_is_whole(word) and len(word) >= _LETTERS)


def _is_mixed(word: str) -> bool:
    """Whether costume and plain letters share a word. A formula does that with one letter ("d" and a styled "x"), no more."""
    enough = 1 if _WIDE.search(word) else 2
    return len(word) >= _LETTERS and not _is_whole(word) and len(_STYLED.findall(word)) >= enough


def _is_whole(word: str) -> bool:
    return all(map(_STYLED.match, word))


def _patches(word: re.Match[str]) -> Iterator[Patch]:
    for at, letter in enumerate(word.group(), word.start()):
        if _STYLED.match(letter):
            yield Patch(at, at + 1, _plain(letter), STYLED_RULE)


@cache
def _plain(letter: str) -> str:
    return unicodedata.normalize("NFKC", letter)
