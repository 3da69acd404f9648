"""Which bearers to compare: those that share a key, never all with all."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from clew.resolve.bearers import Bearer
from clew.resolve.likeness import blocks
from clew.resolve.mailbox import box, boxes

# In a block of more, each is compared with those next to it in the order of their names only: the cost stays near linear.
# A narrower block (given name and half a surname, say) holds what the wide one leaves out.
_MOST, _NEXT = 16, 5


def pairs(bearers: Sequence[Bearer]) -> Iterator[tuple[int, int]]:
    """Yield each pair of places in `bearers` to compare, once, the smaller first."""
    held: dict[str, list[int]] = defaultdict(list)
    for at, bearer in enumerate(bearers):
        for key in dict.fromkeys(_keys(bearer)):
            held[key].append(at)
    total, met = len(bearers), set()
    for key, places in held.items():
        for low, high in _within(key, places, bearers):
            pair = low * total + high
            if pair not in met:
                met.add(pair)
                yield low, high


def _keys(bearer: Bearer) -> Iterator[str]:
    yield from sorted(bearer.seen)
    yield from sorted(bearer.phones)
    if bearer.kind == "organization":
        yield from blocks(bearer.name, "organization")
    elif bearer.kind == "person" and bearer.is_full:
        yield from blocks(bearer.shown, "person")
        yield from (f"box {one}" for one in boxes(bearer.words))
    elif not bearer.words:
        yield from (f"box {one}" for one in sorted({box(a) for a in bearer.addresses}) if one)


def _within(key: str, places: Sequence[int], bearers: Sequence[Bearer]) -> Iterator[tuple[int, int]]:
    if key.startswith("box "):
        named = [at for at in places if bearers[at].words]
        nameless = [at for at in places if not bearers[at].words]
        if len(named) <= _NEXT:
            yield from ((min(a, b), max(a, b)) for a in nameless for b in named)
        return
    reach = len(places) if len(places) <= _MOST else _NEXT
    ordered = sorted(places, key=lambda at: (bearers[at].words, bearers[at].id))
    for n, at in enumerate(ordered):
        yield from ((min(at, other), max(at, other)) for other in ordered[n + 1 : n + 1 + reach])
