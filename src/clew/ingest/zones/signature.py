"""The end of a letter: its closing, who signs it, and the block that says who that is and how to reach them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import dropwhile, islice

from clew.ingest.vocabulary import pattern
from clew.ingest.zones.lines import Line
from clew.ingest.zones.nameblock import Seen, seen_as
from clew.records import Field, Record

# A name-block is short: more lines, or longer ones, are prose. Below "--" it may be longer.
_LINES, _WIDTH, _MARKED = 14, 80, 20

# Above a postscript, notices and the like, a signature stands among so many last lines, on lines no longer than this.
_FOLLOWED, _SHORT = 30, 40


class Signed(Record, frozen=True, gc=False):
    """A signature. lines: of it; fields: what it says."""

    lines: tuple[Line, ...]
    fields: tuple[Field, ...]


def signatures(lines: Sequence[Line], writer: frozenset[str]) -> Iterator[Signed]:
    """Yield the signatures among `lines`, one voice's: at their end, and above the first mail they quote.

    writer: the words of that one's name, in small letters.
    """
    runs = list(_runs(lines))
    for run in runs[:1] + runs[1:][-1:]:
        signed = _signature(run, writer)
        if signed:
            yield signed


def _runs(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Yield the runs of lines that stand together in the text."""
    first = 0
    for i in range(1, len(lines)):
        if lines[i - 1].next != lines[i].start:
            yield lines[first:i]
            first = i
    if lines:
        yield lines[first:]


def _signature(lines: Sequence[Line], writer: frozenset[str]) -> Signed | None:
    """Return the signature of `lines`, or None: at the end, or else with a postscript or a notice below it."""
    backward = (i for i in range(len(lines) - 1, -1, -1) if lines[i].text not in {"", "?"})
    attached = pattern("zones/zonewords", "attached")
    shown = list(islice(dropwhile(lambda i: bool(attached.match(lines[i].text)), backward), _FOLLOWED))[::-1]
    if not shown:
        return None
    seen = _upward(lines, shown, writer)
    at = _first(lines, seen, shown)
    if at is not None:
        return _signed(lines, seen, at, shown[-1] + 1)
    return _followed(lines, shown, writer)


def _signed(lines: Sequence[Line], seen: dict[int, Seen], first: int, last: int) -> Signed:
    return Signed(tuple(lines[first:last]), tuple(_joined(_fields(lines, seen, first, last))))


def _followed(lines: Sequence[Line], shown: Sequence[int], writer: frozenset[str]) -> Signed | None:
    """Return the signature that is not at the end: a closing with a name below it, or the writer's name by itself."""
    for n in range(len(shown) - 1, -1, -1):
        i = shown[n]
        found = seen_as(lines[i], writer) if len(lines[i].text) <= _SHORT else None
        if found is None or found.kind not in {"closing", "known"}:
            continue
        below = shown[n + 1] if n + 1 < len(shown) else None
        named = seen_as(lines[below], writer) if below is not None and found.kind == "closing" and not found.fields else None
        if found.fields and (found.kind == "closing" or _stands_alone(lines, i)):
            return _signed(lines, {i: found}, i, i + 1)
        if named and below is not None and named.kind in {"known", "name"}:
            return _signed(lines, {i: found, below: named}, i, below + 1)
    return None


def _stands_alone(lines: Sequence[Line], i: int) -> bool:
    return i > 0 and not lines[i - 1].text and (i + 1 == len(lines) or not lines[i + 1].text)


def _upward(lines: Sequence[Line], shown: Sequence[int], writer: frozenset[str]) -> dict[int, Seen]:
    """Return what the last lines are, up to the first that is prose."""
    seen: dict[int, Seen] = {}
    for n, i in enumerate(reversed(shown)):
        found = seen_as(lines[i], writer) if n < _MARKED else None
        if found is None or (n >= _LINES and found.kind not in {"mark", "block", "short"}):
            break
        seen[i] = found
        if found.kind == "mark" and lines[i].text in {"--", "—"}:
            break
    return dict(reversed(seen.items()))


def _first(lines: Sequence[Line], seen: dict[int, Seen], shown: Sequence[int]) -> int | None:
    """Return the line at which the signature begins: the first of the last lines that opens one."""
    at = list(seen)
    everything = len(at) == len(shown)
    return next((i for n, i in enumerate(at) if _opens(lines, seen, at, n, alone=everything and n == 0)), None)


def _opens(lines: Sequence[Line], seen: dict[int, Seen], at: Sequence[int], n: int, *, alone: bool) -> bool:
    """Whether the signature can begin on the `n`th of the last lines. alone: nothing stands above it, so that it may be all."""
    i, kind = at[n], seen[at[n]].kind
    below = [seen[j].kind for j in at[n + 1 :]]
    block = "block" in below
    apart = i == 0 or not lines[i - 1].text
    if kind == "mark":
        return bool(below) and (lines[i].text in {"--", "---", "—"} or ("block" in below[:4] and below[0] in {"name", "known"}))
    if kind == "closing":
        return bool(below) or not alone
    if kind == "device":
        return not alone
    if kind == "known":
        return block or (not alone and (apart or not below) and (len(below) <= 1 or "device" in below))
    ends = apart or lines[i - 1].text.endswith((".", "?", "!"))
    return kind == "name" and not alone and ((apart and "block" in below[:2]) or (ends and not below))


def _fields(lines: Sequence[Line], seen: dict[int, Seen], first: int, last: int) -> Iterator[Field]:
    """Yield the fields of a signature in order. What looks like a name right below a name or a post is where that one works."""
    above = Seen("short")
    for i in range(first, last):
        found = seen.get(i, Seen("short"))
        below_name = found.kind == "name" and any(f.label in {"Name", "Post"} for f in above.fields)
        if found.kind != "name" or not any(f.label != "Name" for f in above.fields) or below_name:
            yield from (Field("Organization", f.start, f.end) for f in found.fields) if below_name else found.fields
        above = found if lines[i].text else Seen("short")


def _joined(fields: Iterable[Field]) -> list[Field]:
    """Return `fields` with the lines of an address as one."""
    found: list[Field] = []
    for field in fields:
        if field.label == "Address" and found and found[-1].label == "Address":
            found[-1] = Field("Address", found[-1].start, field.end)
        else:
            found.append(field)
    return found
