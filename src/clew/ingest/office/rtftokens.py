"""Rich text cut into its tokens, in one pass over the bytes."""

import re
from collections.abc import Iterator
from typing import NamedTuple

# A control word has at most 32 letters (RTF 1.9.1); what is longer is cut there, and the rest of it is text.
_TOKEN = re.compile(rb"\\(?:([A-Za-z]{1,32})(-?\d{1,10})? ?|'([0-9A-Fa-f]{2})|(.))|([{}])|([^\\{}\r\n]+)", re.S)


class Token(NamedTuple):
    """One token. kind: "word" "symbol" "bytes" "open" "close"; number: a word's parameter, or None."""

    kind: str
    word: str = ""
    number: int | None = None
    data: bytes = b""


OPEN, CLOSE = Token("open"), Token("close")


def tokens(data: bytes) -> Iterator[Token]:
    """Yield the tokens of `data`. Line ends are none, and neither are the bytes that \\bin announces."""
    at = 0
    while m := _TOKEN.search(data, at):
        at = m.end()
        word, number, figure, symbol, brace, said = m.groups()
        if said:
            yield Token("bytes", data=said)
        elif figure:
            yield Token("bytes", data=bytes.fromhex(figure.decode("ascii")))
        elif brace:
            yield OPEN if brace == b"{" else CLOSE
        elif symbol:
            yield Token("symbol", symbol.decode("latin-1"))
        elif word == b"bin":
            at += max(0, int(number or 0))
        else:
            yield Token("word", word.decode("ascii"), int(number) if number else None)
