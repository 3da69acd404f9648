"""A file of any size read at any place, a block at a time."""

from io import SEEK_END
from typing import BinaryIO

BLOCK = 1 << 20


class Blocks:
    """The bytes of `file`, of which one block is held."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size = file.seek(0, SEEK_END)
        self._at, self._held = 0, b""

    def between(self, start: int, end: int) -> bytes:
        """Return the bytes from `start` to `end`, fewer at the end of the file."""
        end = min(end, self.size)
        if not (self._at <= start and end <= self._at + len(self._held)):
            if end - start > BLOCK // 2:
                return self._read(start, end - start)
            self._load(start)
        return self._held[start - self._at : max(start, end) - self._at]

    def find(self, words: bytes, start: int) -> int:
        """Return where `words` stand first at or after `start`, or -1."""
        while start <= self.size - len(words):
            if not self._at <= start <= self._at + len(self._held) - len(words):
                self._load(start)
            found = self._held.find(words, start - self._at)
            if found >= 0:
                return self._at + found
            if len(self._held) < len(words):
                return -1
            start = self._at + len(self._held) - len(words) + 1
        return -1

    def _load(self, start: int) -> None:
        self._at, self._held = start, self._read(start, BLOCK)

    def _read(self, start: int, size: int) -> bytes:
        self._file.seek(start)
        return self._file.read(size)
