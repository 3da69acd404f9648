"""A stream of bytes mended block by block, in memory that does not grow with it.

Each block (`blocks`) is mended as a text of its own, so up to the size of one block the outcome is that of mending the whole.
Nothing but repairs changes a byte: line ends, byte order mark, bytes that could not be read, and what is no text go out as they
came in, in the encoding they came in.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from msgspec.structs import replace

from clew.mend.blocks import BLOCK, blocks
from clew.mend.decoding import BINARY, Decoding, Encoding, Guess, is_binary, no_guess
from clew.mend.mended import Mended, mend_text
from clew.records import Edit, Finding

BYTES_RULE = "bytes/1"

_LONE = re.compile("[\ud800-\udfff]")

_UNREADABLE = ("the text was damaged on its way here", "a passage in another encoding was put in", "it was cut inside a letter")
_GUESSED = ("it is in another encoding, which has other letters for the same bytes", "UTF-8 that was badly damaged")
_NO_TEXT = ("a program, a picture, an archive or another file that is no text", "text in an encoding that is not known here")
_NO_LETTER = ("a letter of another script, which this encoding cannot hold",)


class Stretch:
    """One block of a stream, mended.

    data          the bytes to write in its place          is_changed    whether they differ from those that came in
    text          as mended; "" for what is no text        found         as found; what was passed over has no text
    start         code points of the mended stream before it
    found_start   code points of the stream as found before it
    """

    def __init__(self, data: bytes, start: int, found_start: int, *, is_changed: bool = False) -> None:
        self.data = data
        self.start = start
        self.found_start = found_start
        self.is_changed = is_changed
        self.mended: Mended | None = None
        self.text = self.found = ""
        self.remarks: tuple[Finding, ...] = ()

    @cached_property
    def edits(self) -> tuple[Edit, ...]:
        """The repairs, with offsets that count over the whole stream."""
        edits = self.mended.edits if self.mended else ()
        return tuple(
            Edit(e.start + self.start, e.end + self.start, e.found_start + self.found_start, e.found, e.rule) for e in edits
        )

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the damage in this block tells, with offsets in the whole mended stream."""
        findings = self.mended.findings if self.mended else ()
        moved = (replace(f, start=f.start + self.start, end=f.end + self.start) for f in findings)
        return (*self.remarks, *moved)


class Stream:
    """Mends the text in `chunks` of bytes: iterate over it once, for one `Stretch` a block.

    guess   names the codec of bytes that are not UTF-8, or returns None: then they are kept unread
    utf8    write UTF-8 without a mark instead of the encoding that was read
    size    code points a block
    """

    def __init__(self, chunks: Iterable[bytes], guess: Guess = no_guess, *, utf8: bool = False, size: int = BLOCK) -> None:
        self._decoding = Decoding(chunks, guess)
        self._utf8 = utf8
        self._size = size
        self._start = self._found_start = 0
        self._is_guess_said = False

    @property
    def encoding(self) -> Encoding:
        """How the bytes are read; settled once a stretch that is not all ASCII has come."""
        return self._decoding.encoding

    def __iter__(self) -> Iterator[Stretch]:
        if mark := self.encoding.mark:
            yield Stretch(b"" if self._utf8 else mark, 0, 0, is_changed=self._utf8)
        for text in blocks(self._decoding.texts(), self._size):
            yield self._stretch(text)
        yield from self._passed()

    def _stretch(self, found: str) -> Stretch:
        mended = None if is_binary(found.encode("utf-8", "surrogatepass")) else mend_text(found)
        text = mended.text if mended else found
        data, lost = self._written(text)
        if lost:
            mended, text = None, found
            data, _ = self._written(found)
        made = Stretch(data, self._start, self._found_start, is_changed=self._is_changed(data, text, found))
        made.mended, made.text, made.found = mended, text, found
        made.remarks = tuple(self._remarks(made, lost))
        self._start += len(text)
        self._found_start += len(found)
        return made

    def _written(self, text: str) -> tuple[bytes, str]:
        """Return the bytes of `text`, and a letter that the encoding cannot hold, if any."""
        try:
            return self.encoding.encode(text, utf8=self._utf8), ""
        except UnicodeEncodeError as error:
            return b"", text[error.start]

    def _is_changed(self, data: bytes, text: str, found: str) -> bool:
        return text != found or (self._utf8 and data != self.encoding.encode(found))

    def _remarks(self, made: Stretch, lost: str) -> Iterator[Finding]:
        """What there is to say about the bytes of a block: guessed, unreadable, no text, or no way to write a repair."""
        end = made.start + len(made.text)
        if self.encoding.is_guess and not self._is_guess_said:
            self._is_guess_said = True
            says = f"The bytes are not UTF-8; they were read as {self.encoding.name}, a guess."
            yield _misread(made.start, end, says, _GUESSED)
        if lost:
            says = f"Left as found: a repair needs {lost!a}, which {self.encoding.name} does not have; UTF-8 has it (--utf8)."
            yield _misread(made.start, end, says, _NO_LETTER)
        elif made.mended is None:
            says = f"{len(made.text):,} characters with so many control codes are no text; they were passed on as they are."
            yield Finding("not text", made.start, end, says, _NO_TEXT, BYTES_RULE)
        if not made.text.isascii() and (odd := [m.start() for m in _LONE.finditer(made.text)]):
            yield _misread(made.start + odd[0], made.start + odd[-1] + 1, self._unreadable(len(odd)), _UNREADABLE)

    def _unreadable(self, count: int) -> str:
        what = "Halves of surrogate pairs" if self.encoding.errors == "surrogatepass" else "Bytes"
        return f"{what} that could not be read as {self.encoding.name} and stand as found: {count:,}."

    def _passed(self) -> Iterator[Stretch]:
        """What cannot be read, as it came; the first stretch says so for all."""
        for n, data in enumerate(self._decoding.unread()):
            made = Stretch(data, self._start, self._found_start)
            if n == 0:
                made.remarks = (Finding("not text", self._start, self._start, self._why_unread(), _NO_TEXT, BYTES_RULE),)
            yield made

    def _why_unread(self) -> str:
        if self.encoding.name == BINARY:
            return "The bytes hold so many control codes that they are no text; they were passed on as they are."
        return f"From here on the bytes cannot be read as {self.encoding.name}; they were passed on as they are."


def _misread(start: int, end: int, says: str, readings: tuple[str, ...]) -> Finding:
    return Finding("misread", start, end, says, readings, BYTES_RULE)
