"""A file that was put into an office document as an object ([MS-OLEDS]): given back as the file it was."""

from collections.abc import Iterator
from struct import error as Short
from struct import unpack_from
from typing import Any

from clew.ingest.office.compound import opened, stream
from clew.ingest.piece import Content, PassedOver, Piece

# Where a container keeps a file as it was, and where an Office file of today.
_NATIVE, _PACKAGE = "\x01Ole10Native", "Package"


def read(piece: Piece) -> Content:
    """Read an embedded object: the file in it. What only a program draws (a formula, a chart) is left alone."""
    with opened(piece.data) as store:
        found = list(files(store, []))
    if not found:
        raise PassedOver("an embedded object without a file in it")
    return Content((), (piece.inner(data, f"object {n}", name, piece.parent) for n, (name, data) in enumerate(found, 1)))


def files(store: Any, folder: list[str]) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of every file embedded in `folder` of a container, or below it."""
    for name in sorted(store.listdir()):
        if name[: len(folder)] == folder and name[-1] == _PACKAGE:
            yield "", stream(store, *name)
        elif name[: len(folder)] == folder and name[-1] == _NATIVE and (found := _native(stream(store, *name))):
            yield found


def _native(data: bytes) -> tuple[str, bytes] | None:
    """Return the name and the bytes of a packaged file, or None: its length, its label, two paths, its bytes."""
    try:
        label, at = _words(data, 6)
        _, at = _words(data, at)
        (length,) = unpack_from("<I", data, at + 4)
        at += 8 + length
        (size,) = unpack_from("<I", data, at)
    except (Short, ValueError):
        return None
    return label.replace("\\", "/").rsplit("/", 1)[-1], data[at + 4 : at + 4 + size]


def _words(data: bytes, at: int) -> tuple[str, int]:
    """Return the text up to the next zero byte, and where what follows begins; ValueError when there is none."""
    end = data.index(b"\0", at)
    return data[at:end].decode("cp1252", "replace"), end + 1
