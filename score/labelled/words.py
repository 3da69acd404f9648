"""Ordinary text out of the words of a tokenized set: no space before a comma, quotation marks at what they quote."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

# Stand at the word before them: marks, and the parts that tokenizers cut off ("'s", "n't").
_LEFT = frozenset(
    {",", ".", ";", ":", "!", "?", ")", "]", "}", "%", "...", "..", "…", "”", "n't", "N'T", "’", "°", ".-", ".—", "(;"}
)
# Stand at the word after them.
_RIGHT = frozenset("([{$£€#@“‘")
_CUT = ("'s", "'m", "'d", "'re", "'ve", "'ll", "’s", "’m", "’d", "’re", "’ve", "’ll")


class Built(NamedTuple):
    """A text and where each word of each sentence stands in it: (start, end) in code points."""

    text: str
    places: tuple[tuple[tuple[int, int], ...], ...]


def build(sentences: Iterable[Sequence[str]], *, between: str = " ", hyphens: bool = False) -> Built:
    """Return the text of `sentences`, with `between` between them.

    hyphens   a hyphen that is a word of its own joins its neighbours: "co - wrote"; elsewhere it is a dash
    """
    writer = _Writer(between, hyphens=hyphens)
    places = tuple(writer.sentence(words) for words in sentences)
    return Built("".join(writer.pieces), places)


class _Writer:
    """Writes word after word, and keeps what is open: the quotation marks of the text."""

    def __init__(self, between: str, *, hyphens: bool) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.between, self.hyphens = between, hyphens
        self.quoting = {'"': False, "'": False}
        self.glued = True

    def sentence(self, words: Sequence[str]) -> tuple[tuple[int, int], ...]:
        """Write one sentence and return where its words stand."""
        if self.pieces:
            self._write(self.between)
            self.glued = True
        return tuple(self._word(words, i) for i in range(len(words)))

    def _word(self, words: Sequence[str], i: int) -> tuple[int, int]:
        left, right = self._glue(words, i)
        if not (self.glued or left):
            self._write(" ")
        self.glued = right
        start = self.length
        self._write(words[i])
        return start, self.length

    def _write(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)

    def _glue(self, words: Sequence[str], i: int) -> tuple[bool, bool]:
        """Return whether word `i` stands at the word before it and at the word after it."""
        word = words[i]
        if word in self.quoting:
            return self._quote(words, i)
        if word.isspace():
            return True, True
        joins = (word == "/" and i > 0) or (self.hyphens and word == "-" and 0 < i < len(words) - 1)
        left = i > 0 and (word in _LEFT or word.lower().startswith(_CUT))
        return joins or left, joins or word in _RIGHT

    def _quote(self, words: Sequence[str], i: int) -> tuple[bool, bool]:
        """Tell an opening mark from a closing one; a single mark that nothing closes is an apostrophe ("Idriss ' death")."""
        mark = words[i]
        last = i == len(words) - 1
        opens = not last and (i == 0 or not self.quoting[mark])
        if mark == "'" and opens and "'" not in words[i + 1 :]:
            return True, False
        self.quoting[mark] = opens
        return not opens, opens
