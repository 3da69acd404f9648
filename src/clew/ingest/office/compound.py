"""The container of old Office files (OLE2, [MS-CFB]), and what a file says of itself in it."""

from datetime import datetime
from io import BytesIO
from typing import Any

from clew.errors import EvidenceError
from clew.ingest.charset import decode
from clew.ingest.office.stretches import facts, flat
from clew.records import Header


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


def stream(store: Any, *name: str) -> bytes:
    """Return what the stream called `name` holds, b"" when there is none."""
    if not store.exists(list(name)):
        return b""
    data: bytes = store.openstream(list(name)).read()
    return data


def title_of(store: Any) -> str | None:
    """Return the title the file states, or None."""
    return _said(store.get_metadata().title) or None


def facts_of(store: Any) -> tuple[Header, ...]:
    """Return what the file says of itself."""
    said = store.get_metadata()
    named = {"Author": said.author, "Last-Modified-By": said.last_saved_by}
    named |= {"Created": said.create_time, "Modified": said.last_saved_time}
    return facts((label, _said(value)) for label, value in named.items())


def _said(value: Any) -> str:
    if isinstance(value, datetime):
        # The year 1601, where this count begins, stands for nothing.
        return value.isoformat(timespec="seconds") + "Z" if value.year > 1601 else ""
    return flat(decode(value).text if isinstance(value, bytes) else str(value or ""))
