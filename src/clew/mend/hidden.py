"""Characters nobody sees: zero-width, soft hyphens, direction controls, tags, variation selectors, stacked marks.

Each has honest uses; each rule says which and leaves them. Every expression here runs in linear time on any input.
"""

import re
import unicodedata
from collections.abc import Iterator

from clew.mend.edits import Patch
from clew.mend.letters import CYRILLIC, GREEK, LATIN

INVISIBLE_RULE = "invisible/1"
DIRECTION_RULE = "direction/1"
REVERSED_RULE = "reversed/1"
TAG_RULE = "tag/1"
SELECTOR_RULE = "selector/1"
MARK_RULE = "mark/1"

JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
INVISIBLE = (
    "\N{SOFT HYPHEN}\N{COMBINING GRAPHEME JOINER}\N{MONGOLIAN VOWEL SEPARATOR}\N{ZERO WIDTH SPACE}"
    "\N{WORD JOINER}\N{FUNCTION APPLICATION}\N{INVISIBLE TIMES}\N{INVISIBLE SEPARATOR}\N{INVISIBLE PLUS}"
    "\N{INHIBIT SYMMETRIC SWAPPING}-\N{NOMINAL DIGIT SHAPES}"  # a range: six deprecated format characters
    "\N{ZERO WIDTH NO-BREAK SPACE}\N{HANGUL FILLER}\N{HANGUL CHOSEONG FILLER}\N{HANGUL JUNGSEONG FILLER}"
    "\N{HALFWIDTH HANGUL FILLER}"
)
DIRECTION = (
    "\N{ARABIC LETTER MARK}\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}"
    "\N{LEFT-TO-RIGHT EMBEDDING}-\N{RIGHT-TO-LEFT OVERRIDE}\N{LEFT-TO-RIGHT ISOLATE}-\N{POP DIRECTIONAL ISOLATE}"
)
TAGS = "\N{LANGUAGE TAG}\N{TAG SPACE}-\N{CANCEL TAG}"
SELECTORS = "\N{VARIATION SELECTOR-1}-\N{VARIATION SELECTOR-16}\N{VARIATION SELECTOR-17}-\N{VARIATION SELECTOR-256}"
# Marks that style or clutter. The accents of honest words stand one or two on a letter, and most compose with it.
MARKS = (
    "\u0300-\u036f"  # combining diacritical marks
    "\u1ab0-\u1ace\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"  # their extensions, and those for symbols
)

# Scripts written without invisible characters. Next to any other letter, or an emoji, an invisible may be orthography.
_PLAIN = re.compile(f"[\\x00-\\x7f{LATIN}{CYRILLIC}{GREEK}\u00a0-\u00bf\u2010-\u203a\u20a0-\u20bf\u2122]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")

# All that may be orthography or not, for each rule.
UNSEEN = INVISIBLE + JOINERS

_INVISIBLE = re.compile(f"[{UNSEEN}]+")
_DIRECTION = re.compile(f"[{DIRECTION}]")
_RLO, _PDF = "\N{RIGHT-TO-LEFT OVERRIDE}", "\N{POP DIRECTIONAL FORMATTING}"
_OVERRIDE = re.compile(f"{_RLO}([^{_RLO}{_PDF}\n]*){_PDF}?")
# How writers of Hebrew and Arabic set a phrase that runs the other way: a mark, the phrase embedded, a mark.
_SET_APART = re.compile(
    "\N{RIGHT-TO-LEFT MARK}\N{LEFT-TO-RIGHT EMBEDDING}[\\x20-\\x7e]*\N{POP DIRECTIONAL FORMATTING}\N{RIGHT-TO-LEFT MARK}"
)
# A flag of a region (England, Texas) is a black flag, tags that spell it, and a cancel tag.
_TAGS = re.compile(f"(\N{WAVING BLACK FLAG}[\N{TAG SPACE}-\N{TAG TILDE}]{{1,8}}\N{CANCEL TAG})|[{TAGS}]+")
_SELECTORS = re.compile(f"[{SELECTORS}]+")
_MARKED = re.compile(f"[{LATIN}{CYRILLIC}{GREEK}0-9 ][{MARKS}]+")
_MARK_RUN = re.compile(f"[{MARKS}]+")
_STROKES = "\N{COMBINING TILDE OVERLAY}-\N{COMBINING LONG SOLIDUS OVERLAY}\N{COMBINING LOW LINE}"
_STRUCK = re.compile(f"[{LATIN}{CYRILLIC}{GREEK}0-9 .,;:'-][{_STROKES}]")

_MIRRORED = str.maketrans("()[]{}<>", ")(][}{><")

# Symbols that a selector turns into an emoji or back, among characters that otherwise take none; and keys, drawn around the next.
_WITH_EMOJI_FORM = frozenset("\N{COPYRIGHT SIGN}\N{REGISTERED SIGN}\N{TRADE MARK SIGN}")
_EMOJI_FORMS = "\N{VARIATION SELECTOR-15}\N{VARIATION SELECTOR-16}"
_KEYS, _KEYCAP = frozenset("0123456789#*"), "\N{COMBINING ENCLOSING KEYCAP}"

# A text with such a share of right-to-left letters is in such a language, and its controls are orthography on every line.
_LEFTWARD = 0.2

# No orthography known to us stacks so many marks on a Latin, Greek or Cyrillic letter: Vietnamese and polytonic Greek have two.
_STACK = 3
# So many letters struck through in a row are no notation (a barred letter of a phonetic alphabet stands alone).
_STRUCK_LETTERS = 3


def invisibles(text: str) -> list[Patch]:
    """Return patches that drop zero-width characters, fillers and soft hyphens between letters of scripts without them."""
    return [Patch(*m.span(), "", INVISIBLE_RULE) for m in _INVISIBLE.finditer(text) if _among_plain(text, *m.span())]


def _among_plain(text: str, start: int, end: int) -> bool:
    """Whether what stands on both sides, a space aside, is of a script that needs no invisible characters."""
    sides = text[max(0, start - 2) : start].rstrip()[-1:], text[end : end + 2].lstrip()[:1]
    return all(not side or _PLAIN.match(side) or _hidden(side) for side in sides)


def _hidden(letter: str) -> bool:
    return unicodedata.category(letter) == "Cf"


def directions(text: str) -> list[Patch]:
    """Return patches that drop direction controls where nothing runs leftward, and read overridden words as they looked."""
    if not _DIRECTION.search(text):
        return []
    turned = list(_turned(text))
    leftward = sum(1 for _ in _RIGHT_TO_LEFT.finditer(text))
    return sorted([*turned, *_loose(text, turned)]) if leftward < _LEFTWARD * len(text) else turned


def _turned(text: str) -> Iterator[Patch]:
    """What stands under a right-to-left override looked reversed to a reader: that is what the document said."""
    for match in _OVERRIDE.finditer(text):
        if match[1] and not _RIGHT_TO_LEFT.search(match[1]):
            seen = _DIRECTION.sub("", match[1])[::-1].translate(_MIRRORED)
            yield Patch(*match.span(), seen, REVERSED_RULE)


def _loose(text: str, turned: list[Patch]) -> Iterator[Patch]:
    """Direction controls outside of `turned`, in lines without a right-to-left letter."""
    at = 0
    covered = iter([*turned, Patch(len(text) + 1, len(text) + 1, "", "")])
    current = next(covered)
    for line in text.splitlines(keepends=True):
        if _DIRECTION.search(line) and not _RIGHT_TO_LEFT.search(line) and not _SET_APART.search(line):
            for match in _DIRECTION.finditer(line):
                start = at + match.start()
                while current.end <= start:
                    current = next(covered)
                if start < current.start:
                    yield Patch(start, start + 1, "", DIRECTION_RULE)
        at += len(line)


def tags(text: str) -> list[Patch]:
    """Return patches that drop tag characters, which can hide a message, but not from the flags of regions."""
    return [Patch(*m.span(), "", TAG_RULE) for m in _TAGS.finditer(text) if not m[1]]


def selectors(text: str) -> list[Patch]:
    """Return patches that drop variation selectors that select nothing: after a letter, space or stop of our scripts."""
    return [Patch(*m.span(), "", SELECTOR_RULE) for m in _SELECTORS.finditer(text) if _selects_nothing(text, *m.span())]


def _selects_nothing(text: str, start: int, end: int) -> bool:
    base, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if not base or end - start > 1:
        return True
    keeps = text[start] in _EMOJI_FORMS and (base in _WITH_EMOJI_FORM or (base in _KEYS and after == _KEYCAP))
    return not keeps and bool(_PLAIN.match(base))


def marks(text: str) -> list[Patch]:
    """Return patches that drop marks stacked on letters or drawn through whole words; accents stay."""
    if not _MARK_RUN.search(text):
        return []
    return [Patch(*m.span(), "", MARK_RULE) for start, end in _cluttered(text) for m in _MARK_RUN.finditer(text, start, end)]


def _cluttered(text: str) -> Iterator[tuple[int, int]]:
    """Yield the lines in which marks are stacked or words struck through."""
    at = 0
    for line in text.splitlines(keepends=True):
        stacked = any(len(m.group()) > _STACK for m in _MARKED.finditer(line))
        if stacked or len(_STRUCK.findall(line)) >= _STRUCK_LETTERS:
            yield at, at + len(line)
        at += len(line)
