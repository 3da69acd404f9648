"""A stream of bytes mended block by block, in memory that does not grow with it.

Each block (`blocks`) is mended as a text of its own, so up to the size of one block the outcome is that of mending the whole.
Nothing but repairs changes a byte: line ends, byte order mark, bytes that could not be read, and what is no text go out as they
came in, in the encoding they came in.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from msgspec.structs import replace

from clew.mend.mended import Mended, mend_text
from clew.mend.stream.blocks import BLOCK, blocks
from clew.mend.stream.decoding import BINARY, Decoding, Encoding, Guess, is_binary, no_guess
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
    mended        None for what was not mended: no text, or not to be written in its encoding
    remarks       findings on its bytes
    """

    def __init__(
        self,
        data: bytes,
        start: int,
        found_start: int,
        *,
        text: str = "",
        found: str = "",
        mended: Mended | None = None,
        is_changed: bool = False,
        remarks: Iterable[Finding] = (),
    ) -> None:
        self.data, self.start, self.found_start = data, start, found_start
        self.text, self.found, self.mended = text, found, mended
        self.is_changed = is_changed
        self.remarks = tuple(remarks)

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
        if is_binary(found.encode("utf-8", "surrogatepass")):
            says = f"{len(found):,} characters with so many control codes are no text; they were passed on as they are."
            return self._made(found, None, self._about(found, "not text", says, _NO_TEXT))
        mended = mend_text(found)
        try:
            return self._made(found, mended)
        except UnicodeEncodeError as error:
            name, letter = self.encoding.name, error.object[error.start]
            says = f"Left as found: a repair needs {letter!a}, which {name} does not have; UTF-8 has it (--utf8)."
            return self._made(found, None, self._about(found, "misread", says, _NO_LETTER))

    def _made(self, found: str, mended: Mended | None, *remarks: Finding) -> Stretch:
        """Return the next stretch; UnicodeEncodeError when its text has a letter that the encoding lacks."""
        text = mended.text if mended else found
        data = self.encoding.encode(text, utf8=self._utf8)
        made = Stretch(
            data,
            self._start,
            self._found_start,
            text=text,
            found=found,
            mended=mended,
            is_changed=text != found or (self._utf8 and data != self.encoding.encode(found)),
            remarks=(*self._remarks(text), *remarks),
        )
        self._start += len(text)
        self._found_start += len(found)
        return made

    def _remarks(self, text: str) -> Iterator[Finding]:
        """What there is to say about the bytes of the next stretch: guessed, or unreadable in part."""
        if self.encoding.is_guess and not self._is_guess_said:
            self._is_guess_said = True
            says = f"Nothing states the encoding; the bytes were read as {self.encoding.name}, a guess."
            yield self._about(text, "misread", says, _GUESSED)
        if not text.isascii() and (odd := [m.start() for m in _LONE.finditer(text)]):
            start, end = self._start + odd[0], self._start + odd[-1] + 1
            yield Finding("misread", start, end, self._unreadable(len(odd)), _UNREADABLE, BYTES_RULE)

    def _about(self, text: str, kind: str, says: str, readings: tuple[str, ...]) -> Finding:
        """Return a finding on the whole of the next stretch."""
        return Finding(kind, self._start, self._start + len(text), says, readings, BYTES_RULE)

    def _unreadable(self, count: int) -> str:
        what = "Halves of surrogate pairs" if self.encoding.errors == "surrogatepass" else "Bytes"
        return f"{what} that could not be read as {self.encoding.name} and stand as found: {count:,}."

    def _passed(self) -> Iterator[Stretch]:
        """What cannot be read, as it came; the first stretch says so for all."""
        remarks = [self._about("", "not text", self._why_unread(), _NO_TEXT)]
        for data in self._decoding.unread():
            yield Stretch(data, self._start, self._found_start, remarks=remarks)
            remarks = []

    def _why_unread(self) -> str:
        if self.encoding.name == BINARY:
            return "The bytes hold so many control codes that they are no text; they were passed on as they are."
        return f"From here on the bytes cannot be read as {self.encoding.name}; they were passed on as they are."
