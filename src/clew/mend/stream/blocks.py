"""A stream of text cut into blocks, each of which is mended by itself: so memory does not grow with the stream.

A text of up to `BLOCK` characters is one block. A longer one is cut in the second half of each block at the last paragraph end;
where there is none, at the last line end; where there is none, behind the last white space; and where there is none either, at
the last place that parts no surrogate pair, no letter from its combining marks, and no run of characters nobody sees.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

# In code points. A novel fits, so a document is nearly always judged as a whole; what one block costs in memory is some 50 MB.
BLOCK = 1 << 20

# What belongs to the character before it: marks, and characters nobody sees (joiners, tags, direction controls).
_CLINGING = frozenset({"Mn", "Mc", "Me", "Cf"})
# Nobody sees these either, though they are letters by their category.
_FILLERS = (
    "\N{HANGUL CHOSEONG FILLER}\N{HANGUL JUNGSEONG FILLER}\N{HANGUL FILLER}\N{HALFWIDTH HANGUL FILLER}"
)  # fmt: skip

_SPACE = re.compile(r"\s")


def blocks(pieces: Iterable[str], size: int = BLOCK) -> Iterator[str]:
    """Yield the text of `pieces` again, cut into blocks of at most `size` code points (two or more), none of them empty."""
    held: list[str] = []
    length = 0
    for piece in pieces:
        held.append(piece)
        length += len(piece)
        if length > size:
            text = "".join(held)
            at = 0
            while len(text) - at > size:
                cut = _cut(text, at, size)
                yield text[at:cut]
                at = cut
            held, length = [text[at:]], len(text) - at
    if length:
        yield "".join(held)


def _cut(text: str, at: int, size: int) -> int:
    """Return where the block that begins at `at` ends: in its second half, so that no text makes many small ones."""
    low, end = at + size // 2, at + size
    return _paragraph_end(text, low, end) or _line_end(text, low, end) or _space_end(text, low, end) or _forced(text, low, end)


def _paragraph_end(text: str, low: int, end: int) -> int:
    return max(_behind(text, "\n\n", low, end), _behind(text, "\n\r\n", low, end))


def _line_end(text: str, low: int, end: int) -> int:
    return max(_behind(text, "\n", low, end), _behind(text, "\r", low, end - 1))  # a line feed may follow the last one


def _behind(text: str, mark: str, low: int, end: int) -> int:
    at = text.rfind(mark, low, end)
    return at + len(mark) if at >= 0 else 0


def _space_end(text: str, low: int, end: int) -> int:
    if not _SPACE.search(text, low, end):  # ten times as fast as finding out backwards
        return 0
    return next((i for i in range(end, low, -1) if text[i - 1].isspace() and not _clings(text, i)), 0)


def _forced(text: str, low: int, end: int) -> int:
    """A run longer than half a block has to be cut somewhere: memory is bounded on any input. A surrogate pair never is."""
    whole = next((i for i in range(end, low, -1) if not _clings(text, i)), end)
    return whole - 1 if _is_pair(text, whole) else whole


def _clings(text: str, at: int) -> bool:
    """Whether the characters on the two sides of `at` belong together."""
    return _is_unseen(text[at]) or unicodedata.category(text[at - 1]) == "Cf" or _is_pair(text, at)


def _is_unseen(letter: str) -> bool:
    return unicodedata.category(letter) in _CLINGING or letter in _FILLERS


def _is_pair(text: str, at: int) -> bool:
    return "\ud800" <= text[at - 1] <= "\udbff" and "\udc00" <= text[at] <= "\udfff"
