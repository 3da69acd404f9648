"""What an old Office file says of itself: its stream SummaryInformation ([MS-OLEPS]).

olefile reads these too, but counts as far as a hostile file tells it to.
"""

from datetime import UTC, datetime, timedelta
from struct import error as Short
from struct import unpack_from

from clew.ingest.charset import decode
from clew.ingest.office.rtffonts import codec
from clew.ingest.office.stretches import facts, flat
from clew.records import Header

STREAM = "\5SummaryInformation"

# Properties by number, and the kinds of value that matter here.
_CODEPAGE, _TITLE = 1, 2
_FACTS = {"Author": 4, "Last-Modified-By": 8, "Created": 12, "Modified": 13}
_SHORT, _BYTES, _WIDE, _TIME = 2, 30, 31, 64
_MOST = 100

# Times count tenths of microseconds from here; so early a one stands for nothing.
_START = datetime(1601, 1, 1, tzinfo=UTC)
_EARLIEST = 1970


def title_and_facts(data: bytes) -> tuple[str | None, tuple[Header, ...]]:
    """Return the title in the stream `data`, or None, and what else the file says of itself."""
    offsets = _offsets(data)
    page = codec(int(_value(data, offsets.get(_CODEPAGE), "") or 1252) & 0xFFFF)
    said = {number: _value(data, at, page) for number, at in offsets.items()}
    return flat(said.get(_TITLE)) or None, facts((label, said.get(number)) for label, number in _FACTS.items())


def _offsets(data: bytes) -> dict[int, int]:
    """Return where each property of the first set stands."""
    try:
        (start,) = unpack_from("<I", data, 44)
        (count,) = unpack_from("<I", data, start + 4)
        pairs = [unpack_from("<II", data, start + 8 + 8 * n) for n in range(min(count, _MOST))]
    except Short:
        return {}
    return {number: start + at for number, at in pairs}


def _value(data: bytes, at: int | None, page: str) -> str:
    """Return a property as text, "" for one that cannot be read or is of another kind."""
    try:
        kind, value = unpack_from("<II", data, at) if at is not None else (0, 0)
        if kind == _SHORT:
            return str(value & 0xFFFF)
        if kind == _TIME and at is not None:
            return _time(*unpack_from("<Q", data, at + 4))
    except Short:
        return ""
    if kind not in (_BYTES, _WIDE) or at is None:
        return ""
    size = min(value * (2 if kind == _WIDE else 1), 4_000)
    said = data[at + 8 : at + 8 + size]
    return (said.decode("utf-16-le", "replace") if kind == _WIDE else decode(said, page).text).split("\0")[0]


def _time(tenths: int) -> str:
    try:
        at = _START + timedelta(microseconds=tenths // 10)
    except OverflowError:
        return ""
    return f"{at:%Y-%m-%dT%H:%M:%SZ}" if at.year >= _EARLIEST else ""
