"""The container of old Office files (OLE2, [MS-CFB])."""

from collections.abc import Sequence
from io import BytesIO
from struct import unpack_from
from typing import Any

from clew.errors import EvidenceError


def opened(data: bytes) -> Any:
    """Return the container in `data` (olefile's); close it after use. EvidenceError when it is damaged."""
    from olefile import OleFileIO

    try:
        return OleFileIO(BytesIO(data))
    except Exception as error:  # whatever a damaged one makes olefile raise
        raise EvidenceError("a damaged Office file: its container cannot be read") from error


def top(data: bytes) -> frozenset[str]:
    """Return the names of what lies at the top of the container in `data`; none of a damaged one."""
    try:
        with opened(data) as store:
            return frozenset(name[0] for name in store.listdir(streams=True, storages=True) if len(name) == 1)
    except EvidenceError:
        return frozenset()


def sound(data: bytes) -> None:
    """Check that no chain of sectors in the container comes round again; EvidenceError when one does.

    Who follows such a chain fills the memory: python-calamine 0.4 does.
    """
    with opened(data) as store:
        store.loadminifat()
        rings = _ring(store.fat) or _ring(store.minifat) or _ring(_difat(data, 1 << store.sector_shift))
    if rings:
        raise EvidenceError("a damaged Office file: its parts form a ring")


def _ring(following: Sequence[int]) -> bool:
    """Whether who goes from a sector to the one that follows it may never come to an end."""
    seen = [0] * len(following)
    for start in range(len(following)):
        at = start
        while at < len(following) and not seen[at]:
            seen[at] = start + 1
            at = following[at]
        if at < len(following) and seen[at] == start + 1:
            return True
    return False


def _difat(data: bytes, size: int) -> list[int]:
    """Return for each sector the one that its last four bytes name: the sectors that list the others are chained so.

    Only the chain that the header begins is kept.
    """
    count = len(data) // size
    chain = [count] * count
    (at,) = unpack_from("<I", data, 68)
    for _ in range(count):
        if at + 1 >= count or chain[at] != count:
            break
        (chain[at],) = unpack_from("<I", data, (at + 2) * size - 4)
        at = chain[at]
    return chain


def stream(store: Any, *name: str) -> bytes:
    """Return what the stream called `name` holds, b"" when there is none."""
    if not store.exists(list(name)):
        return b""
    data: bytes = store.openstream(list(name)).read()
    return data
