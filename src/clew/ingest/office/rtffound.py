"""What is found in a rich text while it is read."""

from collections import defaultdict
from dataclasses import dataclass, field

from clew.ingest.office.rtfflow import Flow

# Digits of pictures that are kept, two for a byte.
_MOST = 200_000_000


@dataclass(slots=True)
class Found:
    """What a rich text holds. flows: by part; said: what it says of itself; pictures: (ending, bytes) of each."""

    flows: dict[str, Flow] = field(default_factory=lambda: defaultdict(Flow))
    said: dict[str, str] = field(default_factory=dict)
    dates: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    fields: list[str] = field(default_factory=list)
    revisers: list[str] = field(default_factory=list)
    deletions: list[int] = field(default_factory=list)
    pictures: list[tuple[str, bytes]] = field(default_factory=list)
    objects: int = 0
    hidden: bool = False
    wraps: str = ""

    def note(self, sink: str, text: str) -> None:
        """Take what the text says of itself, or what one of its fields does."""
        if sink == "field":
            self.fields.append(text[:200])
        elif sink == "revisers":
            self.revisers.append(text.strip(" ;"))
        elif sink not in {"fonts", "object"}:
            self.said[sink] = (self.said.get(sink, "") + text)[:1000]

    def announced(self) -> str:
        """Return "Comment by Anna Vale, 2031-05-12: " once, before the words of a comment."""
        by, at = self.said.pop("commenter", "").strip(), packed_day(self.said.pop("commented", ""))
        return f"Comment{f' by {by}' if by else ''}{f', {at}' if at else ''}: " if by or at else ""


class Hex:
    """The figures of one picture after the other."""

    def __init__(self) -> None:
        """Begin with none."""
        self.ending = ""
        self._figures: list[bytes] = []
        self._size = 0

    def take(self, data: bytes) -> None:
        """Add figures; anything else among them is none."""
        figures = data.translate(None, b" \t\0")
        self._size += len(figures)
        if self._size <= _MOST and not figures.translate(None, b"0123456789abcdefABCDEF"):
            self._figures.append(figures)

    def taken(self) -> tuple[str, bytes]:
        """Return the ending and the bytes of the picture that is open, and begin another."""
        figures, ending = b"".join(self._figures), self.ending
        self._figures, self.ending = [], ""
        return ending, bytes.fromhex(figures[: len(figures) // 2 * 2].decode("ascii"))


def packed_day(packed: str) -> str:
    """Return the day in a packed DTTM, or "": five bits of day from bit 11, four of month, nine of years since 1900 (RTF)."""
    if not packed.strip().isdecimal() or len(packed) > 12:
        return ""
    bits = int(packed)
    day, month, year = bits >> 11 & 31, bits >> 16 & 15, (bits >> 20 & 511) + 1900
    return f"{year}-{month:02}-{day:02}" if 1 <= month <= 12 and day else ""
