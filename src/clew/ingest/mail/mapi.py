"""What Outlook keeps of a message, MAPI properties in a compound file ([MS-OXMSG], [MS-CFB]); damaged ones are absent ones.

python-oxmsg opens the file. Its own properties raise on a broken character and do not know messages inside messages.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from struct import iter_unpack, unpack_from
from typing import Any

import msgspec
from olefile import OleFileIO
from oxmsg.domain.encodings import encoding_from_codepage
from oxmsg.storage import Storage

from clew.errors import EvidenceError
from clew.ingest.charset import decode
from clew.records import Record

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# Folders in a message: real ones nest three deep, a message in a message three more.
_DEEPEST = 40

# A compound file can have many names lead to the same bytes.
_SWELL = 2

_NAMES = "__nameid_version1.0"
_EMBEDDED = "__substg1.0_3701000D"
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)

# Code pages in which strings that are not Unicode are written: of the message, of its text.
_CODEPAGES = (0x3FFD, 0x3FDE)


class Store(Record, frozen=True, gc=False):
    """One folder of a compound file: its name, its files, and the folders in it."""

    name: str
    files: dict[str, bytes]
    inside: tuple["Store", ...] = ()

    def every(self, kind: str) -> Iterator["Store"]:
        """Yield the folders whose name begins with `kind`, in the order of their names."""
        return iter(sorted((s for s in self.inside if s.name.startswith(kind)), key=lambda s: s.name))


def opened(data: bytes) -> Store:
    """Return what is in a message file, or in what `packed` wrote; EvidenceError when it holds more than it can."""
    if not data.startswith(MAGIC):
        return msgspec.msgpack.decode(data, type=Store)
    with OleFileIO(BytesIO(data)) as ole:
        entries = [entry for entry in ole.direntries if entry is not None]
        if sum(entry.size for entry in entries if entry.entry_type == 2) > _SWELL * len(data) or _depth(ole.root) > _DEEPEST:
            raise EvidenceError("damaged: its parts are larger or nested deeper than the file can hold")
        return _stored(Storage.from_ole(ole))


def _depth(root: Any) -> int:
    depth, level = 0, [root]
    while level and depth <= _DEEPEST:
        depth, level = depth + 1, [kid for entry in level for kid in entry.kids]
    return depth


def _stored(storage: Storage) -> Store:
    files = {stream.name: stream.bytes_ for stream in storage.streams}
    return Store(storage.name, files, tuple(_stored(inner) for inner in storage.storages))


def packed(message: Store, root: Store) -> bytes:
    """Return a message inside `root` as bytes that `opened` reads, with the names of properties that only `root` has."""
    names = tuple(s for s in root.inside if s.name == _NAMES and not any(own.name == _NAMES for own in message.inside))
    return msgspec.msgpack.encode(Store(message.name, message.files, (*message.inside, *names)))


def embedded(attachment: Store) -> Store | None:
    """Return the message that is attached, or None: what is attached is none."""
    return next((s for s in attachment.inside if s.name == _EMBEDDED and "__properties_version1.0" in s.files), None)


class Properties:
    """The properties of a message, of one of its recipients or attachments, by their numbers in [MS-OXPROPS]."""

    def __init__(self, store: Store, message: "Properties | None" = None) -> None:
        """message: the message that `store` is a recipient or an attachment of."""
        self._files = store.files
        # What stands above the properties: counts of a message, fewer in one that is inside another.
        above = 8 if message else 24 if store.name == _EMBEDDED else 32
        table = store.files.get("__properties_version1.0", b"")[above:]
        self._fixed = {tag: value for tag, _, value in iter_unpack("<II8s", table[: len(table) // 16 * 16])}
        self._named: dict[int, int] = message._named if message else _named(store)
        self._charset: str | None = message._charset if message else self._codec()

    def _codec(self) -> str | None:
        for number in _CODEPAGES:
            try:
                return encoding_from_codepage(self.number(number))
            except Exception:  # noqa: S112 (a code page nobody knows: the charset is guessed)
                continue
        return None

    def text(self, number: int) -> str:
        """Return a property of text, or ""."""
        number = self._named.get(number, number)
        wide = self._files.get(f"__substg1.0_{number:04X}001F")
        if wide is not None:
            said = wide.decode("utf-16-le", "replace")
        else:
            said = decode(self._files.get(f"__substg1.0_{number:04X}001E", b""), self._charset).text
        return said.replace("\r\n", "\n").replace("\r", "\n").rstrip("\0").encode("utf-8", "replace").decode()

    def data(self, number: int) -> bytes:
        """Return a property of bytes, or b""."""
        return self._files.get(f"__substg1.0_{self._named.get(number, number):04X}0102", b"")

    def number(self, number: int) -> int:
        """Return a property that is a number or a yes, or 0."""
        number = self._named.get(number, number)
        for kind, layout in ((0x0003, "<i"), (0x000B, "<?"), (0x0002, "<h")):
            if found := self._fixed.get(number << 16 | kind):
                return int(unpack_from(layout, found)[0])
        return 0

    def time(self, number: int) -> datetime | None:
        """Return a property that is a time, in UTC, or None. The year 4501 is Outlook's "none"."""
        found = self._fixed.get(self._named.get(number, number) << 16 | 0x0040)
        if not found:
            return None
        try:
            at = _EPOCH + timedelta(microseconds=unpack_from("<Q", found)[0] // 10)
        except OverflowError:
            return None
        return at if 1601 < at.year < 4500 else None


def _named(message: Store) -> dict[int, int]:
    """Return the numbers under which this message keeps the properties that have a long number of their own."""
    names = next((s for s in message.inside if s.name == _NAMES), None)
    table = names.files.get("__substg1.0_00030102", b"") if names else b""
    entries = iter_unpack("<IHH", table[: len(table) // 8 * 8])
    return {number: 0x8000 + index for number, kind, index in entries if not kind & 1 and number >= 0x8000}
