"""Words as the encoder reads them: word pieces without case, and beside them how each word is written."""

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

VOCABULARY = Path(__file__).parent / "model" / "pieces.txt"

# "[CLS]" and "[SEP]" of the vocabulary, which stand around every window; a word without a piece is "[UNK]".
FIRST, LAST, UNKNOWN = 101, 102, 100

# Pieces of one word that are read; a line of base64 has hundreds, and tells no more by them.
MOST = 6

_LETTERS = 400

_DIGIT = re.compile(r"\d")


class Shape:
    """How a word is written, as the encoder's second input has it."""

    SMALL, TITLE, CAPITALS, LETTER, MIXED, NUMBER, MARK, OPENING = range(8)


def shape(word: str, *, opens: bool) -> int:
    """Return how `word` is written. opens: it is the first of its sentence, where a capital says little."""
    if _DIGIT.search(word):
        return Shape.NUMBER
    if not any(c.isalpha() for c in word):
        return Shape.MARK
    if word.islower():
        return Shape.SMALL
    if len(word) == 1:
        return Shape.LETTER
    if word.isupper():
        return Shape.CAPITALS
    if word[0].isupper() and word[1:].islower():
        return Shape.OPENING if opens else Shape.TITLE
    return Shape.MIXED


@lru_cache(maxsize=1)
def _tokenizer(vocabulary: Path) -> "Tokenizer":
    from tokenizers import Tokenizer
    from tokenizers.models import WordPiece
    from tokenizers.normalizers import BertNormalizer
    from tokenizers.pre_tokenizers import BertPreTokenizer

    tokenizer = Tokenizer(WordPiece(WordPiece.read_file(str(vocabulary)), unk_token="[UNK]", max_input_chars_per_word=_LETTERS))  # noqa: S106
    tokenizer.normalizer = BertNormalizer(lowercase=True, strip_accents=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer


@lru_cache(maxsize=100_000)
def pieces(word: str) -> tuple[int, ...]:
    """Return the numbers of the pieces of `word` in the vocabulary, at least one and at most `MOST`."""
    found = _tokenizer(VOCABULARY).encode(word[:_LETTERS], add_special_tokens=False).ids
    return tuple(found[:MOST]) or (UNKNOWN,)
