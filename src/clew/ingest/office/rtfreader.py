"""Rich text read token by token: which group's words go where, and what its bytes mean."""

from collections.abc import Callable
from copy import copy
from typing import Any

from clew.ingest.office.rtffonts import Fonts, codec
from clew.ingest.office.rtffound import Found, Hex
from clew.ingest.office.rtfstate import State
from clew.ingest.office.rtftokens import Token, tokens
from clew.ingest.vocabulary import words

# Groups in groups: real ones stop at some dozens. What lies deeper is read with the settings of the last one counted.
_DEEPEST = 1_000

# Destinations whose words are for people.
_FLOWS = frozenset({"body", "header", "footer", "notes", "comments", "markup"})
_FORMATS = {"pngblip": "png", "jpegblip": "jpg"}


def found_in(data: bytes) -> Found:
    """Return what the rich text in `data` holds; of a damaged one as much as can be read. Linear in its length."""
    reader = _Reader()
    for token in tokens(data):
        reader.take(token)
    reader.end()
    return reader.found


class _Reader:
    def __init__(self) -> None:
        self.found = Found()
        self._state = State()
        self._above: list[State] = []
        self._over = 0
        self._starred = False
        self._skip = 0
        self._bytes = bytearray()
        self._codec = "cp1252"
        self._fonts = Fonts()
        self._figures = Hex()
        self._deleting = False

    def take(self, token: Token) -> None:
        if token.kind == "bytes":
            self._take_bytes(token.data)
            return
        self._flush()
        if token.kind == "word":
            self._take_word(token.word, token.number)
        elif token.kind == "symbol":
            self._take_symbol(token.word)
        elif token.kind == "open":
            self._open()
        else:
            self._close()

    def end(self) -> None:
        self._flush()
        self._end_picture()

    def _open(self) -> None:
        self._skip, self._starred = 0, False
        if len(self._above) >= _DEEPEST:
            self._over += 1
            return
        self._above.append(self._state)
        self._state = copy(self._state)

    def _close(self) -> None:
        self._skip = 0
        if self._over:
            self._over -= 1
            return
        left, self._state = self._state, self._above.pop() if self._above else State(sink="")
        if left.sink != self._state.sink:
            self._leave(left.sink)

    def _leave(self, sink: str) -> None:
        """End what a group of its own held: a note ends its paragraph, a picture its bytes."""
        if sink in {"header", "footer", "notes", "comments"}:
            self.found.flows[sink].end_paragraph(in_cell=False)
        elif sink == "picture":
            self._end_picture()

    def _end_picture(self) -> None:
        ending, data = self._figures.taken()
        if ending and data:
            self.found.pictures.append((ending, data))
        elif data:
            self.found.objects += 1

    def _take_bytes(self, data: bytes) -> None:
        if self._skip:
            data, self._skip = data[self._skip :], max(0, self._skip - len(data))
        state = self._state
        if state.sink == "picture":
            self._figures.take(data)
        elif data and state.sink:
            if state.codec != self._codec:
                self._flush()
                self._codec = state.codec
            self._bytes += data

    def _flush(self) -> None:
        if self._bytes:
            text = bytes(self._bytes).decode(self._codec, "replace")
            self._bytes.clear()
            self._say(text)

    def _say(self, text: str) -> None:
        """Put `text` where its group's words go."""
        if self._state.sink in _FLOWS:
            self._tell(self._state, text)
        elif self._state.sink:
            self.found.note(self._state.sink, text)

    def _tell(self, state: State, text: str) -> None:
        """Add `text` to the words for people: what wraps them for another program, and what was deleted, is left out."""
        if (state.shadow and self.found.wraps == "html") or (state.sink == "markup" and self.found.wraps != "html"):
            return
        if state.deleted:
            if not self._deleting:
                self.found.deletions.append(state.reviser)
            self._deleting = True
            return
        self._deleting = False
        self.found.hidden |= state.hidden and not text.isspace()
        if state.sink == "comments":
            text = self.found.announced() + text
        self.found.flows["body" if state.sink == "markup" else state.sink].say(text)

    def _take_symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._starred = True
        elif symbol in "\r\n":
            self._take_word("par", None)
        elif (sign := words("office/rtfwords")["symbols"].get(symbol)) and not self._stood_in():
            self._say(sign)

    def _stood_in(self) -> bool:
        """Whether the character at hand only stands in for one in Unicode just before it."""
        self._skip -= 1
        if self._skip >= 0:
            return True
        self._skip = 0
        return False

    def _take_word(self, word: str, number: int | None) -> None:
        starred, self._starred = self._starred, False
        table = words("office/rtfwords")
        if (sink := table["destinations"].get(word)) is not None:
            self._enter(word, sink)
        elif starred and word not in table["open"]["words"]:
            self._state.sink = ""
        elif word in table["signs"]:
            if not self._stood_in():
                self._say(table["signs"][word])
        elif do := _WORDS.get(word):
            do(self, number)
        elif word in _FORMATS and self._state.sink == "picture":
            self._figures.ending = _FORMATS[word]
        elif self._state.sink in {"created", "modified"}:
            self.found.dates[self._state.sink][word] = number or 0

    def _enter(self, word: str, sink: str) -> None:
        """Begin a destination. In one that is left out only text boxes and words in Unicode count again."""
        if word == "objdata":
            self.found.objects += 1
            sink = ""
        if sink == "body":
            sink = self._around()
        elif not self._state.sink and sink not in _INFO:
            return
        self._state.sink = sink

    def _around(self) -> str:
        """Return the part of the text in which the group at hand lies."""
        return next((state.sink for state in reversed(self._above) if state.sink in _FLOWS), "body")

    def paragraph(self, _: int | None) -> None:
        self._skip = 0
        if self._state.sink in _FLOWS and not (self._state.shadow and self.found.wraps == "html") and not self._state.deleted:
            in_cell = self._state.in_cell and not self.found.wraps
            sink = "body" if self._state.sink == "markup" else self._state.sink
            self.found.flows[sink].end_paragraph(in_cell=in_cell)

    def cell(self, _: int | None) -> None:
        if self._in_table():
            self.found.flows[self._state.sink].end_cell()

    def row(self, _: int | None) -> None:
        if self._in_table():
            self.found.flows[self._state.sink].end_row()

    def _in_table(self) -> bool:
        return self._state.sink in _FLOWS and self.found.wraps != "html"

    def nested(self, _: int | None) -> None:
        self._say("\n")

    def unicode(self, number: int | None) -> None:
        self._skip = 0
        self._say(chr((number or 0) & 0xFFFF))
        self._skip = self._state.stands

    def stands(self, number: int | None) -> None:
        self._state.stands = max(0, min(number if number is not None else 1, 100))

    def page(self, number: int | None) -> None:
        self._fonts.own = self._state.codec = codec(number or 1252)

    def font(self, number: int | None) -> None:
        if self._state.sink == "fonts":
            self._fonts.begin(number or 0)
        else:
            self._state.codec = self._fonts.codec(number or 0)

    def charset(self, number: int | None) -> None:
        if self._state.sink == "fonts":
            self._fonts.charset(number or 0)

    def font_page(self, number: int | None) -> None:
        if self._state.sink == "fonts" and number:
            self._fonts.page(number)

    def plain(self, _: int | None) -> None:
        self._state.hidden = self._state.deleted = False
        self._state.codec = self._fonts.codec(self._fonts.default)

    def default(self, number: int | None) -> None:
        self._fonts.default = number or 0

    def unset(self, _: int | None) -> None:
        self._state.in_cell = False

    def reviser(self, number: int | None) -> None:
        self._state.reviser = number or 0

    def shadow(self, number: int | None) -> None:
        self._state.shadow = number != 0

    def wraps(self, _: int | None) -> None:
        self.found.wraps = "html"

    def wraps_text(self, _: int | None) -> None:
        self.found.wraps = "text"


_INFO = frozenset({"title", "author", "operator", "created", "modified", "template"})


def _flag(name: str) -> Callable[[_Reader, int | None], None]:
    def turn(reader: _Reader, number: int | None) -> None:
        setattr(reader._state, name, number != 0)

    return turn


def _base(name: str) -> Callable[[_Reader, int | None], None]:
    def choose(reader: _Reader, _: int | None) -> None:
        reader._fonts.own = reader._state.codec = name

    return choose


_WORDS: dict[str, Any] = {
    "par": _Reader.paragraph,
    "sect": _Reader.paragraph,
    "page": _Reader.paragraph,
    "cell": _Reader.cell,
    "row": _Reader.row,
    "nestcell": _Reader.nested,
    "nestrow": _Reader.nested,
    "u": _Reader.unicode,
    "uc": _Reader.stands,
    "ansicpg": _Reader.page,
    "mac": _base("mac-roman"),
    "pc": _base("cp437"),
    "pca": _base("cp850"),
    "deff": _Reader.default,
    "f": _Reader.font,
    "fcharset": _Reader.charset,
    "cpg": _Reader.font_page,
    "plain": _Reader.plain,
    "pard": _Reader.unset,
    "intbl": _flag("in_cell"),
    "v": _flag("hidden"),
    "deleted": _flag("deleted"),
    "revauthdel": _Reader.reviser,
    "htmlrtf": _Reader.shadow,
    "fromhtml": _Reader.wraps,
    "fromtext": _Reader.wraps_text,
}
