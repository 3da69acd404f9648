"""The fonts of a rich text: each says which code page its bytes are in."""

import codecs
from functools import cache

from clew.ingest.vocabulary import words

# Fonts of one text that are remembered.
_MOST = 10_000


class Fonts:
    """The font table as it is read. own: the codec of the whole text, where a font says none; default: the number of its font."""

    def __init__(self) -> None:
        """Begin with no font."""
        self.own = "cp1252"
        self.default = 0
        self._number = 0
        self._codecs: dict[int, str] = {}

    def codec(self, number: int) -> str:
        """Return the codec of the bytes in a font."""
        return self._codecs.get(number, self.own)

    def begin(self, number: int) -> None:
        """Begin to describe a font."""
        self._number = number

    def charset(self, number: int) -> None:
        """Take the charset of the font that is described, by Windows' number for it."""
        page = words("office/rtfwords")["charsets"].get(str(number))
        if page:
            self.page(page)

    def page(self, number: int) -> None:
        """Take the code page of the font that is described."""
        if len(self._codecs) < _MOST:
            self._codecs[self._number] = codec(number)


@cache
def codec(page: int) -> str:
    """Return Python's name for a Windows code page; cp1252 for one it does not know."""
    name = words("office/rtfwords")["codecs"].get(str(page), f"cp{page}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"
