"""Bytes in, text out, piece by piece, such that the same bytes can be written again whatever they were.

Read in this order: by its byte order mark (UTF-8, UTF-16, UTF-32); as UTF-8; by a guess that the caller makes; and where nobody
knows, as UTF-8 again. Bytes that the encoding cannot read are kept as lone surrogates (Python's "surrogateescape"). Bytes that
are no text are not read at all.
"""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import NamedTuple

# The encoding is decided on the first so many bytes that are not all ASCII, counted from the beginning in steps of this size:
# so the answer does not depend on how the bytes arrive. Enough for a guess; ASCII before it reads the same in any encoding.
WINDOW = 1 << 16

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins alike
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ("utf-16", "utf-32")

_ASCII = bytes(range(128))
_ESCAPED = re.compile("[\udc80-\udcff]")

# Control codes that texts do not have. Not counted: white space, backspace (overstrikes), the end mark of DOS, escape, zero.
_CONTROLS = bytes({*range(32), 127} - {*b"\0\b\t\n\v\f\r\x1a\x1b"})
# More than this share of them and it is a program, a picture or an archive. Compressed data has a tenth; texts have none.
_CONTROL_SHARE = 0.02
# Zero bytes part names in lists made by programs (`find -print0`), so a text may have some.
_ZERO_SHARE = 0.1
# And so many are an accident in a text however short.
_FEW = 2

# The name for what is no text from its beginning, as file(1) has it.
BINARY = "binary"

Guess = Callable[[bytes], str | None]


class Encoding(NamedTuple):
    """How a stream was read. name: Python's name; mark: its byte order mark, or nothing; is_guess: its bytes do not prove it."""

    name: str = "utf-8"
    mark: bytes = b""
    is_guess: bool = False

    @property
    def errors(self) -> str:
        """What keeps the unreadable: the wide encodings can hold half a surrogate pair, the others hold odd bytes."""
        return "surrogatepass" if self.name.startswith(_WIDE) else "surrogateescape"

    def encode(self, text: str, *, utf8: bool = False) -> bytes:
        """Return `text` in this encoding, or in UTF-8, unreadable bytes as they were; UnicodeEncodeError for letters it lacks."""
        return text.encode("utf-8" if utf8 else self.name, self.errors)


def no_guess(sample: bytes) -> None:  # noqa: ARG001 - it is a Guess
    """Guess nothing: bytes that are not UTF-8 are kept unread."""
    return


class Decoding:
    """Reads the text of `chunks`, of any size. guess: names the codec of bytes that are not UTF-8, or returns None.

    encoding   how it is read; what the bytes do not say before the first that is not ASCII is settled only then
    """

    def __init__(self, chunks: Iterable[bytes], guess: Guess = no_guess) -> None:
        self._guess = guess
        self._windows = _windows(chunks)
        first = next(self._windows, b"")
        wide = guess(first) if b"\0" in first else None
        known = _marked(first) or (Encoding(wide, is_guess=True) if wide and wide.startswith(_WIDE) else None)
        self.encoding = known or Encoding()
        self._is_settled = known is not None
        self._unread: Iterator[bytes] = iter(())
        self._windows = chain((first.removeprefix(self.encoding.mark),), self._windows)
        if not known and is_binary(first):
            self.encoding = Encoding(BINARY)
            self._windows, self._unread = self._unread, self._windows

    def texts(self) -> Iterator[str]:
        """Yield the text, until it ends or can be read no further."""
        for window in self._windows:
            if not (self._is_settled or window.isascii()):
                self.encoding = _settled(window, self._guess)
                self._is_settled = True
            if self._is_settled:
                yield from self._decoded(window)
                return
            yield window.decode("ascii")

    def unread(self) -> Iterator[bytes]:
        """Yield, when `texts` has come to its end, the bytes that are no text, or cannot be read any more."""
        return self._unread

    def _decoded(self, first: bytes) -> Iterator[str]:
        decoder = codecs.getincrementaldecoder(self.encoding.name)(self.encoding.errors)
        for window in chain((first,), self._windows, (b"",)):
            try:
                yield self._exactly(decoder, window)
            except UnicodeDecodeError:
                self._unread = chain((decoder.getstate()[0] + window,), self._windows)
                return
        # CPython's decoders of several bytes a letter keep what follows a bad byte at the very end: b"\x800" as GB 18030.
        yield decoder.getstate()[0].decode("ascii", "surrogateescape")

    def _exactly(self, decoder: codecs.IncrementalDecoder, window: bytes) -> str:
        """Return the text of `window`. Some old encodings spell one letter in two ways: such a window is kept unread."""
        held = decoder.getstate()[0]
        text = decoder.decode(window, not window)
        if not self.encoding.is_guess:
            return text
        data = (held + window)[: len(held) + len(window) - len(decoder.getstate()[0])]
        return text if self.encoding.encode(text) == data else data.decode("ascii", "surrogateescape")


def is_binary(data: bytes) -> bool:
    """Whether `data` is no text: too many control codes or zero bytes."""
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return controls > max(_FEW, _CONTROL_SHARE * len(data)) or data.count(0) > max(_FEW, _ZERO_SHARE * len(data))


def _windows(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the bytes of `chunks` in pieces of `WINDOW`, the last one shorter."""
    held = bytearray()
    for chunk in chunks:
        for at in range(0, len(chunk), WINDOW):
            held += chunk[at : at + WINDOW]
            if len(held) >= WINDOW:
                yield bytes(held[:WINDOW])
                del held[:WINDOW]
    if held:
        yield bytes(held)


def _marked(first: bytes) -> Encoding | None:
    return next((Encoding(name, mark) for mark, name in _MARKS if first.startswith(mark)), None)


def _settled(window: bytes, guess: Guess) -> Encoding:
    """UTF-8 with damage is still UTF-8: when at least as many of its letters can be read as there are bytes that cannot."""
    text = codecs.getincrementaldecoder("utf-8")("surrogateescape").decode(window)
    unreadable = len(_ESCAPED.findall(text))
    if 2 * unreadable <= sum(not c.isascii() for c in text):
        return Encoding()
    name = guess(window)
    return Encoding(name, is_guess=True) if name and _is_exact(name, window) else Encoding()


def _is_exact(name: str, window: bytes) -> bool:
    """Whether ASCII is itself in the encoding `name`, and `window` can be written again as it was read."""
    try:
        return _ASCII.decode(name) == _ASCII.decode("ascii") and _again(name, _ASCII) and _again(name, window)
    except (LookupError, UnicodeError):
        return False


def _again(name: str, data: bytes) -> bool:
    return data.decode(name, "surrogateescape").encode(name, "surrogateescape") == data
